"""What each exact saving of the ablations brings, on its own, against a plain loop. Prints the tables of RESULTS.md.

    .venv/bin/python tests/benchmarks/savings.py

Seconds of one processor thread, so that other programs matter little; a sample of every few layers' units. Each row
changes one thing of the row it names; rank-one updates and other memory layouts are not what the product does, and are
made here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from models.document.recipe import Change  # noqa: E402
from models.document.scene import Scene  # noqa: E402
from models.document.units import UnitId  # noqa: E402
from models.generators.stylegan2.config import StyleGAN2Config  # noqa: E402
from models.generators.stylegan2.generator import StyleGAN2Generator  # noqa: E402
from models.generators.stylegan2.layers import StyledConv  # noqa: E402
from models.generators.stylegan2.network import State  # noqa: E402
from models.samples.catalogue import LAMP_ROOM  # noqa: E402
from models.samples.opening import open_generator  # noqa: E402
from tests.support.generators import random_generator  # noqa: E402

CONFIG_F = StyleGAN2Config(z_dim=512, w_dim=512, channels=(512, 512, 512, 512, 512, 256, 128), mapping_layers=8)
SCENE = Scene(0)
PROBES = 8
Pictures = dict[str, Tensor]


def loop(generator: StyleGAN2Generator, layers: list[str], units: range) -> Pictures:
    """The reference: one unit, one full forward at a time."""
    off = Change(0.0, 0.0)
    return {name: torch.cat([generator.raw([SCENE], {UnitId(name, index): off}) for index in units]) for name in layers}


def batches(generator: StyleGAN2Generator, layers: list[str], units: range, size: int) -> Pictures:
    """From the layer on, so many units at a time. Each batch carries the unchanged scene, as in the product."""
    found = {}
    for sweep in generator.sweep(SCENE, layers):
        parts = [sweep.ablated(units[i : i + size])[1:] for i in range(0, len(units), size)]
        found[sweep.layer.name] = torch.cat(parts)
    return found


@torch.no_grad()
def prefixes(generator: StyleGAN2Generator, layers: list[str], units: range) -> Pictures:
    """From the layer on, one unit at a time, nothing beside it."""
    found = {}
    for sweep in generator.sweep(SCENE, layers):
        styles = sweep._style.repeat(len(units), 1)
        styles[torch.arange(len(units)), torch.as_tensor(units)] = 0
        found[sweep.layer.name] = torch.cat([sweep._finish(style[None]) for style in styles])
    return found


def rank_one(generator: StyleGAN2Generator, layers: list[str], units: range) -> Pictures:
    """As one batch, but the ablated layer convolves the whole input once and each unit's channel by itself."""
    found = {}
    for sweep in generator.sweep(SCENE, layers):
        conv = generator.network.synthesis.layer(sweep.layer.name)
        assert isinstance(conv, StyledConv)
        with less_one_channel(conv, units):
            found[sweep.layer.name] = sweep.ablated(units)[1:]
    return found


@contextmanager
def less_one_channel(conv: StyledConv, units: range) -> Iterator[None]:
    """Inside: the convolution of a batch, of which each but the first lacks one unit, as updates of the first."""
    plain, count, index = conv.convolved, len(units), torch.as_tensor(units)

    def updated(x: Tensor, weight: Tensor) -> Tensor:
        whole = plain(x[:1], weight)
        alone, kernels = x[:1, index], weight[:, index].transpose(0, 1)
        if not conv.up:
            parts = F.conv2d(alone, kernels.reshape(-1, 1, 3, 3), padding=1, groups=count)
        else:
            parts = F.conv_transpose2d(alone, kernels.contiguous(), stride=2, groups=count)
            kernel = (conv.resample_filter * 4).expand(parts.shape[1], 1, 4, 4)
            parts = F.conv2d(parts, kernel, padding=1, groups=parts.shape[1])
        return torch.cat([whole, whole - parts.view(count, -1, *parts.shape[2:])])

    conv.convolved = updated  # pyright: ignore[reportAttributeAccessIssue]
    yield
    del conv.convolved


@contextmanager
def channels_first(generator: StyleGAN2Generator) -> Iterator[None]:
    """Inside: torch's usual memory layout."""
    synthesis = generator.network.synthesis
    synthesis.start = lambda noises: State(synthesis.block("b4.conv1").const[None], noises)
    yield
    del synthesis.start


def seconds(work: Callable[[], Pictures], repeats: int) -> tuple[float, Pictures]:
    """The best of some runs."""
    times, result = [], work()
    for _ in range(repeats):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return min(times), result


def table(title: str, generator: StyleGAN2Generator, every: int, units: range, repeats: int) -> None:
    """Measure and print."""
    layers = [layer.name for layer in generator.info.layers if layer.kind == "conv"][::every]
    total = len(layers) * len(units)
    print(f"\n{title}: {len(units)} units each of {', '.join(layers)}\n", flush=True)
    print("| what | ms a unit | times the loop | largest difference |\n|---|---|---|---|")
    slowest, expected = seconds(lambda: loop(generator, layers, units), repeats)

    def row(what: str, work: Callable[[], Pictures]) -> None:
        found, pictures = seconds(work, repeats)
        apart = max(float((pictures[n] - expected[n]).abs().max() / expected[n].abs().max()) for n in layers)
        print(f"| {what} | {found / total * 1000:.2f} | {slowest / found:.2f} | {apart:.0e} |", flush=True)

    print(f"| plain loop of full forwards | {slowest / total * 1000:.2f} | 1 | 0 |", flush=True)
    row("shared prefix, one at a time", lambda: prefixes(generator, layers, units))
    for size in (2, 4, 16):
        if size <= len(units):
            row(f"shared prefix, batches of {size}", lambda size=size: batches(generator, layers, units, size))
    row("rank-one update at the ablated layer, one batch", lambda: rank_one(generator, layers, units))
    with channels_first(generator):
        row("one batch, channels first", lambda: batches(generator, layers, units, len(units)))
    sketch(generator, repeats)


def sketch(generator: StyleGAN2Generator, repeats: int) -> None:
    """How long the estimate of all units takes."""
    probes = torch.randn(PROBES, *generator.probe_shape, generator=torch.Generator().manual_seed(0)).sign()
    names = [layer.name for layer in generator.info.layers if layer.kind == "conv"]
    found, _ = seconds(lambda: generator.pushes(SCENE, probes, names), repeats)
    print(f"| estimate of all {generator.info.unit_count} units, {PROBES} probes | {found:.2f} s in all | | |")


def main() -> None:
    """Both nets."""
    torch.set_num_threads(1)
    room = open_generator(LAMP_ROOM)
    assert isinstance(room, StyleGAN2Generator)
    table("The bundled lamp room", room, 1, range(16), 2)
    table("256 x 256, config F, random weights", random_generator(CONFIG_F), 6, range(2), 1)


if __name__ == "__main__":
    main()
