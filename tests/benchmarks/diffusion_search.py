"""What each stage of a search in a Stable Diffusion 1.5 takes. Prints the tables of RESULTS.md.

    .venv/bin/python tests/benchmarks/diffusion_search.py

Random weights of the real size (860 M parameters in the U-Net, 70,336 units, 64 x 64 latents). Every stage is done
once, at one moment of sampling, without guidance and so with one row; a whole search is counted in operations, not run.
Other programs make the clock slower: beside it stand the seconds that the process had on all cores together.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple, TypeVar

import psutil
import torch
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from models.checkpoints.opening import build_generator  # noqa: E402
from models.checkpoints.pipelines.building import build_empty  # noqa: E402
from models.checkpoints.pipelines.canonical import canonical_name  # noqa: E402
from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint  # noqa: E402
from models.checkpoints.pipelines.kinds import standard_texts  # noqa: E402
from models.device import best_device, device_text  # noqa: E402
from models.document.scene import Prompt, Scene  # noqa: E402
from models.generators.diffusion.generator import DiffusionGenerator  # noqa: E402
from models.generators.diffusion.points import POINTS, Points  # noqa: E402
from models.generators.diffusion.prefix import recorded  # noqa: E402
from models.generators.diffusion.pushes import _forgetting, _pushes, graph_bytes  # noqa: E402
from models.generators.diffusion.sweeping import DiffusionSweep, point_prefixes  # noqa: E402
from models.generators.diffusion.units import unit_columns  # noqa: E402
from models.search.ranking import REFINED, SAMPLE  # noqa: E402

SCENE = Scene(1, prompt=Prompt("a lit lamp beside a bed", steps=1, guidance=1.0))
STEPS, ROWS, SHORTLIST = 20, 2, 64  # of a usual picture with guidance, and of the search as it is asked for
PROBES = 4 + 2 + 4 + 2  # that look at one point: four channels evenly, two slopes, and random ones in and out
RATES = (100, 200)  # TFLOP/s of a large GPU in half precision, supposed

T = TypeVar("T")


class Cost(NamedTuple):
    """seconds: of the clock, and of the process on all cores. memory: bytes at the highest, beside what was there."""

    seconds: float
    process: float
    memory: int


def main() -> None:
    generator = random_generator()
    units = sum(columns.layer.units for columns in generator.columns.values())
    weights = sum(tensor.nbytes for name, tensor in generator.tensors().items() if name.startswith("unet."))
    print(f"{device_text()}, {generator.unet.dtype}; {units:,} units; U-Net {weights / 2**30:.2f} GiB", flush=True)
    list(generator.sampling([SCENE]))  # warm up
    print("| stage | clock, s | process, s | memory beside, GiB |")
    print("|---|---|---|---|", flush=True)
    measure_stages(generator)
    graph = graph_bytes(generator.columns, 1, generator.unet.dtype.itemsize)
    print(f"\nA row's graph is taken to keep {graph / 2**30:.2f} GiB, a picture in a batch ", end="")
    print(f"{generator.bytes_per_picture / 2**30:.2f} GiB (two rows).\n")
    print_counted()


def random_generator() -> DiffusionGenerator:
    """Every linear map keeps the size of what goes through it, about, as a trained one does."""
    empty = PipelineCheckpoint(standard_texts("sd1"), {}, "Random SD 1.5")
    device = best_device()
    draw = torch.Generator().manual_seed(0)
    tensors: dict[str, Tensor] = {}
    for part in (part for part in empty.parts if part.kind == "model"):
        for name, like in build_empty(part, empty.config(part.name), "random").state_dict().items():
            values = torch.full(like.shape, 1.0 if "norm" in name and name.endswith("weight") else 0.0)
            if like.ndim > 1:
                values.normal_(0, like[0].numel() ** -0.5, generator=draw)
            tensors[f"{part.name}.{canonical_name(part, name)}"] = values.half() if device.type == "cuda" else values
    generator = build_generator(PipelineCheckpoint(empty.texts, tensors, empty.name), device)
    assert isinstance(generator, DiffusionGenerator)
    return generator


def measure_stages(generator: DiffusionGenerator) -> None:
    """A row of the table each."""
    unet, columns = generator.unet, generator.columns
    steps = shown("a look at the latents (one step of sampling)", lambda: list(generator.sampling([SCENE])))
    shown("decoding a picture of 512 x 512", lambda: generator.decoder.raw(steps[-1].latents))
    found = generator._points(SCENE)
    point = Points(found.noisy[:1], found.timesteps[:1], found.told, found.scheduler)
    probe = torch.randn(1, *generator.probe_shape, generator=torch.Generator().manual_seed(0)).to(generator.device)
    shown("sketch: the way there and one probe's way back", lambda: _pushes(unet, point, probe, columns, 1))
    with _forgetting(unet):
        shown("the same, activations forgotten", lambda: _pushes(unet, point, probe, columns, 1))
    prefixes = shown("a look that is kept, stage by stage", lambda: point_prefixes(unet, point, columns))
    names = list(columns)
    for where, name in (("first", names[0]), ("middle", names[len(names) // 2]), ("last", names[-1])):
        sweep = DiffusionSweep(unet, columns[name], point, prefixes, lambda _: found.noisy)
        shown(f"a single step with one unit of the {where} layer off (two rows)", lambda sweep=sweep: sweep.probed([0]))


def shown(stage: str, work: Callable[[], T]) -> T:
    """Do the work once and print what it took."""
    result, cost = measured(work)
    print(f"| {stage} | {cost.seconds:.1f} | {cost.process:.1f} | {cost.memory / 2**30:.2f} |", flush=True)
    return result


def measured(work: Callable[[], T]) -> tuple[T, Cost]:
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)  # what stages before have left free is not there any more
    process, ended, highest = psutil.Process(), Event(), []
    before = process.memory_info().rss
    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()
        before = torch.cuda.memory_allocated()

    def watch() -> None:
        while not ended.wait(0.02):
            highest.append(process.memory_info().rss)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    start, start_process = time.perf_counter(), time.process_time()
    result = work()
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    cost = time.perf_counter() - start, time.process_time() - start_process
    ended.set()
    watcher.join()
    most = torch.cuda.max_memory_allocated() if torch.cuda.is_available() else max(highest, default=before)
    return result, Cost(*cost, max(0, most - before))


def print_counted() -> None:
    """A whole search in operations."""
    look, rest = operations()
    picture = STEPS * ROWS * look + decoding()
    ablated = SHORTLIST + 2 * SAMPLE
    stages = {
        f"the scene itself, {STEPS} steps": picture,
        f"sketch: {POINTS} points, {PROBES} probes each": POINTS * ROWS * look * (1 + 2 * PROBES),
        f"single steps: {REFINED * SHORTLIST} units, {POINTS} points": REFINED
        * SHORTLIST
        * POINTS
        * ROWS
        * look
        * rest,
        f"pictures: {ablated} units, the fewest": ablated * picture,
        "every further unit": picture,
    }
    print(f"One look: {look:.3f} TFLOP; after a layer, the mean over all units: {rest:.2f} of it.")
    print("| stage | TFLOP | " + " | ".join(f"s at {rate} TFLOP/s" for rate in RATES) + " |")
    print("|---" * (2 + len(RATES)) + "|")
    stages["a whole search"] = sum(list(stages.values())[:4])
    for stage, tera in stages.items():
        print(f"| {stage} | {tera:,.0f} | " + " | ".join(f"{tera / rate:.1f}" for rate in RATES) + " |")


def operations() -> tuple[float, float]:
    """TFLOP of a look at one row, and what is left of it after a layer's stage begins, the mean over all units."""
    checkpoint = PipelineCheckpoint(standard_texts("sd1"), {}, "counted")
    unet = build_empty(checkpoint.parts[0], checkpoint.config("unet"), "counted")
    names = {module: f"{type(unet).__name__}.{name}" for name, module in unet.named_modules()}
    columns = unit_columns(unet, 64)
    given = {"encoder_hidden_states": torch.empty(1, 77, 768, device="meta")}
    counter = FlopCounterMode(depth=10, display=False)
    with torch.no_grad(), counter, recorded(unet, columns) as run:
        unet(torch.empty(1, 4, 64, 64, device="meta"), torch.zeros(1, device="meta"), **given)
    counts = {name: sum(by_kind.values()) for name, by_kind in counter.get_flop_counts().items()}
    done = [counts.get(names[module], 0) for module, _ in run.stages]
    total = counter.get_total_flops()
    left = [(c.layer.units, 1 - sum(done[: run.before[name]]) / total) for name, c in columns.items()]
    return total / 1e12, sum(units * part for units, part in left) / sum(units for units, _ in left)


def decoding() -> float:
    """TFLOP of one picture's decoder."""
    checkpoint = PipelineCheckpoint(standard_texts("sd1"), {}, "counted")
    part = next(part for part in checkpoint.parts if part.name == "vae")
    vae = build_empty(part, checkpoint.config("vae"), "counted")
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        vae.decode(torch.empty(1, 4, 64, 64, device="meta"))
    return counter.get_total_flops() / 1e12


if __name__ == "__main__":
    main()
