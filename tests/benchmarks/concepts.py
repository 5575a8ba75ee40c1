"""How long concept edits take to solve, and how live their strength is. Prints the tables of RESULTS.md.

    .venv/bin/python tests/benchmarks/concepts.py [--concepts 1 10 100 1000 10000]

Rows are random, as alike as CLIP's embeddings are (all share a large mean), the last token of each concept and of as
many preserved ones. The seconds are of the sums and the solve, in float64, without reading the texts.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

import torch
from torch import Tensor

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from models.edits.concepts.solving import Solved, Sums  # noqa: E402

WIDTHS = {768: "SD 1", 2048: "SDXL"}
RIDGE, LENGTH, TOKENS, TIMES = 0.5, 27.0, 77, 20
CPU = torch.device("cpu")


def rows(count: int, width: int, seed: int) -> Tensor:
    """[count, width] of the length that CLIP's have, half of each the same."""
    own = torch.randn(count, width, generator=torch.Generator().manual_seed(seed))
    both = torch.randn(1, width, generator=torch.Generator().manual_seed(0)) + own
    return (LENGTH * both / both.norm(dim=1, keepdim=True)).double()


def solve(concepts: int, width: int) -> tuple[Solved, float]:
    """And the seconds it took. A block at a time, so that only sums are held."""
    sums, seconds = Sums(width, 1, CPU), 0.0
    for start in range(0, concepts, 256):
        count = min(256, concepts - start)
        said, meant, held = (rows(count, width, seed + start) for seed in (1, 2, 3))
        began = time.perf_counter()
        sums.add(said, meant - said, 1 / RIDGE, 0)
        sums.hold(held, 1 / RIDGE)
        seconds += time.perf_counter() - began
    began = time.perf_counter()
    solved = sums.solved()
    return solved, seconds + time.perf_counter() - began


def slider(solved: Solved, width: int) -> float:
    """Milliseconds from a strength to a prompt's embeddings and its negative one's."""
    embeds = torch.randn(2, TOKENS, width)
    began = time.perf_counter()
    for number in range(TIMES):
        moves = solved.joint([number / TIMES]).float()
        embeds + embeds @ moves.T
    return (time.perf_counter() - began) / TIMES * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--concepts", type=int, nargs="+", default=[1, 10, 100, 1000])
    asked = parser.parse_args()
    print(f"{torch.get_num_threads()} threads, torch {torch.__version__}\n")
    print("| d | concepts | solve, s | condition | strength, ms | most memory so far, MiB |")
    print("|---|---|---|---|---|---|")
    for width, name in WIDTHS.items():
        for concepts in asked.concepts:
            solved, seconds = solve(concepts, width)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            timed = f"{seconds:.3f} | {solved.condition:.1e} | {slider(solved, width):.1f}"
            print(f"| {width} ({name}) | {concepts:,} | {timed} | {most:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
