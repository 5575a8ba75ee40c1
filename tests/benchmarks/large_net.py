"""What a person waits for on a StyleGAN2 of 1024 x 1024 with random weights (config F). Prints the table of RESULTS.md.

    .venv/bin/python tests/benchmarks/large_net.py

Medians of five, whole pictures and drafts in turn, since the machine may become slower or faster. First: of a scene
that was not drawn before. Of a move: of a slider that has moved before; it begins with the layer of its unit.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from pathlib import Path

import torch

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from models.document.recipe import Recipe, UnitEdit  # noqa: E402
from models.document.render import RenderRequest  # noqa: E402
from models.document.scene import Scene  # noqa: E402
from models.document.units import UnitId  # noqa: E402
from models.edits.live_preview import live_preview  # noqa: E402
from models.generators.stylegan2.config import StyleGAN2Config  # noqa: E402
from models.generators.stylegan2.generator import StyleGAN2Generator  # noqa: E402
from tests.support.generators import random_generator  # noqa: E402

WIDTHS = (512, 512, 512, 512, 512, 256, 128, 64, 32)
CONFIG_F = StyleGAN2Config(z_dim=512, w_dim=512, channels=WIDTHS, mapping_layers=8)
LAYERS = ("b8.conv1", "b32.conv1", "b64.conv1", "b256.conv1")
REPEATS = 5


def seconds(generator: StyleGAN2Generator, request: RenderRequest) -> tuple[float, float]:
    """Of the clock, and of the processor (all threads)."""
    clock, process = time.perf_counter(), time.process_time()
    live_preview(generator, request, lambda *_: None)
    return time.perf_counter() - clock, time.process_time() - process


def medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    """Of each column."""
    clock, process = (statistics.median(column) for column in zip(*times, strict=True))
    return clock, process


def row(generator: StyleGAN2Generator, layer: str) -> str:
    """Whole pictures, drafts, and drafts while the slider moves."""

    def request(gain: float, seed: int = 0, *, draft: bool) -> RenderRequest:
        edit = UnitEdit("a", "A", (UnitId(layer, 7),), gain)
        return RenderRequest(Scene(seed), Recipe(generator.info.fingerprint, (edit,)), draft)

    wholes, firsts, moves = [], [], []
    for number in range(REPEATS):
        wholes.append(seconds(generator, request(1.0, 2 * number, draft=False)))
        firsts.append(seconds(generator, request(1.0, 2 * number + 1, draft=True)))
        for gain in (0.9, 0.8, 0.7):
            last = seconds(generator, request(gain, 2 * number + 1, draft=True))
        moves.append(last)
    (whole, spent), first, move = medians(wholes), medians(firsts), medians(moves)
    cells = [f"{each[0] * 1000:.0f} / {each[1] * 1000:.0f}" for each in ((whole, spent), first, move)]
    return f"| `{layer}` | {' | '.join(cells)} | 1/{spent / first[1]:.0f}, **1/{spent / move[1]:.0f}** |"


def main() -> None:
    """Measure and print."""
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, {torch.get_num_threads()} threads, torch {torch.__version__}\n"
    )
    generator = random_generator(CONFIG_F)
    live_preview(generator, RenderRequest(Scene(0), Recipe(generator.info.fingerprint)), lambda *_: None)
    print("| unit in | whole picture, ms | first draft, ms | draft of a move, ms | of the whole, processor |")
    print("|---|---|---|---|---|")
    for layer in LAYERS:
        print(row(generator, layer), flush=True)


if __name__ == "__main__":
    main()
