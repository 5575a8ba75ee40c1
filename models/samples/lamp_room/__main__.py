"""Draws a sheet of rooms, and measures how many pictures a second the renderer makes."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from models.samples.lamp_room import LAMPS, captions, relight, render, sample_factors

ROOMS, COLUMNS, RELIT = 48, 8, 5


def main() -> None:
    """The command line."""
    args = _parse_arguments()
    if args.grid:
        draw_grid(args.grid, args.res, args.seed, args.simple)
    if args.bench:
        for samples in (4, 2):
            rate = pictures_a_second(args.res, args.seed, args.simple, samples, args.compile)
            print(f"{samples} samples a pixel: {rate:.1f} pictures a second at {args.res}", flush=True)


def draw_grid(path: Path, resolution: int, seed: int, simplicity: float) -> None:
    """A PNG of rooms, its last row one room with lamps from unlit to bright. Prints the first row's captions."""
    rooms = sample_factors(ROOMS, torch.Generator().manual_seed(seed), simplicity)
    dimmer = torch.linspace(0, 1.15, COLUMNS)[:, None].expand(COLUMNS, LAMPS)
    relit = relight(rooms[torch.full((COLUMNS,), RELIT)], dimmer)
    pictures = [render(factors, resolution, _device()).images for factors in (rooms, relit)]
    Image.fromarray(_sheet(torch.cat(pictures))).save(path)
    print("\n".join(captions(rooms[:COLUMNS])))


def pictures_a_second(resolution: int, seed: int, simplicity: float, samples: int, compiled: bool) -> float:
    """After warming up: of wall time on a GPU, of processor time on a processor."""
    device = _device()
    on_gpu = device.type == "cuda"
    count, now = (2048, time.perf_counter) if on_gpu else (64, time.process_time)
    rooms = sample_factors(count, torch.Generator().manual_seed(seed), simplicity).to(device)
    render(rooms[:64], resolution, samples=samples, compiled=compiled).images.cpu()
    start = now()
    render(rooms, resolution, samples=samples, compiled=compiled).images[-1].cpu()  # waits for the GPU
    return count / (now() - start)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models.samples.lamp_room", description=__doc__)
    parser.add_argument("--grid", type=Path, help="write a sheet of rooms to this PNG; its last row is one room relit")
    parser.add_argument("--bench", action="store_true", help="print pictures a second")
    parser.add_argument("--compile", action="store_true", help="measure the compiled shader")
    parser.add_argument("--res", type=int, default=128)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--simple", type=float, default=0.0, help="simplicity in [0, 1]")
    return parser.parse_args()


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _sheet(images: Tensor) -> np.ndarray:
    """[N, 3, R, R] in [0, 1], N a multiple of COLUMNS -> [rows * R, COLUMNS * R, 3] bytes."""
    rows = (images * 255).round().byte().cpu().unflatten(0, (-1, COLUMNS))
    return rows.permute(0, 3, 1, 4, 2).flatten(2, 3).flatten(0, 1).numpy()


if __name__ == "__main__":
    main()
