"""Whether a pipeline does what its prompts say, by the probe."""

from __future__ import annotations

import argparse
import colorsys
import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.document.atomic import write_bytes
from models.samples.lamp_room.captions import color_name
from models.samples.lamp_room.factors import TIME_NAMES
from models.samples.lamp_room.probe import load_probe, read
from models.samples.lamp_room.probe_errors import captioned_sheet
from models.samples.lamp_room.reading import Reading
from models.samples.lamp_room.train_diffusion.library import StableDiffusionPipeline
from models.samples.lamp_room.train_diffusion.pipelines import PIPELINE, sampled
from models.samples.lamp_room.training.sheets import save_image

LARGEST_FILE = 16 * 2**20
BED_COLORS = ("red", "green", "blue", "purple")
STATES = ("a lit", "an unlit", "a")
BATCH, SHOWN = 12, 16  # pictures made at once; of each state in the sheet
CHECK, SHEET = "check.json", "check.png"


def check(args: argparse.Namespace, device: torch.device) -> None:
    """Opens OUT/pipeline as anyone would, writes check.json and check.png. Exits with 1 where a file is over 16 MiB."""
    folder = args.pipeline or args.out / PIPELINE
    pipeline = StableDiffusionPipeline.from_pretrained(folder, dtype=torch.float32, local_files_only=True).to(device)
    pipeline.set_progress_bar_config(disable=True)
    side = pipeline.unet.config["sample_size"] * 8
    pictures = {state: _pictures(pipeline, state, args.seeds, side) for state in STATES}
    readings = {state: read(found, load_probe()) for state, found in pictures.items()}
    results = compared(readings, args.seeds)
    args.out.mkdir(parents=True, exist_ok=True)
    write_bytes(args.out / CHECK, json.dumps(results, indent=1).encode())
    few = torch.linspace(0, len(pictures[STATES[0]]) - 1, SHOWN).long()
    sheet = torch.cat([pictures[state][few] for state in STATES])
    parts = [Reading(*(column[few] for column in readings[state])) for state in STATES]
    save_image(captioned_sheet(sheet, Reading(*map(torch.cat, zip(*parts, strict=True)))), args.out / SHEET)
    print(json.dumps(results, indent=1))
    large = large_files(folder)
    raise SystemExit(f"over 16 MiB: {large}" if large else 0)


def prompts_of(state: str, seeds: int) -> list[tuple[str, int]]:
    """Prompt and seed of every picture: all times of day with all colours of the bed."""
    pairs = [(time, color) for time in TIME_NAMES for color in BED_COLORS]
    texts = [f"a bedroom with {state} white table lamp beside a {color} bed {time}" for time, color in pairs]
    return [(text, seed) for text in texts for seed in range(seeds)]


def compared(readings: dict[str, Reading], seeds: int) -> dict[str, float]:
    """How the readings [12 * seeds] of the three states answer the prompts.

    "lit": chance that some lamp is read as lit. "lit over unlit": part of the pairs, equal but for that word, in which
    the lit one has more lamp light.
    """
    lit, unlit, plain = (readings[state] for state in STATES)
    names = [words for words, _ in prompts_of(STATES[0], seeds)]
    times = torch.tensor([next(k for k, name in enumerate(TIME_NAMES) if name in text) for text in names])
    beds = [next(color for color in BED_COLORS if f"{color} bed" in text) for text in names]
    right_bed = [
        float(_name_of(seat) == bed) for found in (lit, unlit) for seat, bed in zip(found.seat, beds, strict=True)
    ]
    right_time = torch.cat([found.time.argmax(1) == times for found in (lit, unlit)]).float()
    results = {
        "pictures": float(len(names) * len(STATES)),
        "lit, when asked for lit": _any_lit(lit),
        "lit, when asked for unlit": _any_lit(unlit),
        "lit, when not told": _any_lit(plain),
        "lit over unlit": float((lit.total > unlit.total).float().mean()),
        "lamps' intensity, asked for lit": float(lit.total.mean()),
        "lamps' intensity, asked for unlit": float(unlit.total.mean()),
        "time of day, right": float(right_time.mean()),
        "colour of the bed, right": sum(right_bed) / len(right_bed),
    }
    return {name: round(value, 3) for name, value in results.items()}


def large_files(folder: Path) -> list[str]:
    """Names of files over 16 MiB."""
    return [str(path) for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size > LARGEST_FILE]


def _pictures(pipeline: Any, state: str, seeds: int, side: int) -> Tensor:
    wanted, found = prompts_of(state, seeds), []
    for start in range(0, len(wanted), BATCH):
        texts, numbers = zip(*wanted[start : start + BATCH], strict=True)
        found.append(sampled(pipeline, list(texts), list(numbers), side))
    return torch.cat(found)


def _any_lit(reading: Reading) -> float:
    return float((reading.lit.amax(1) > 0.5).float().mean())


def _name_of(color: Tensor) -> str:
    return color_name(*colorsys.rgb_to_hsv(*color.tolist()))
