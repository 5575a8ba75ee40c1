"""Does a text-to-image generator of lamp rooms draw what it is asked for? Prints the table of RESULTS.md.

    .venv/bin/python tests/benchmarks/prompt_following.py [FILE] [--count N]

Prompts are captions of rooms that no training drew, each with one lamp; every one is drawn as it is, and again with
“lit” and “unlit” exchanged, from the same seed. The probe network reads the pictures.
"""

from __future__ import annotations

import argparse
import colorsys
import re
import sys
from pathlib import Path

import torch
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parents[2]))

from models.edits.reports.intervals import share
from models.samples.catalogue import LAMP_ROOM_WORDS
from models.samples.lamp_room.captions import color_name
from models.samples.lamp_room.probe import read
from models.samples.lamp_room.reading import Reading
from tests.benchmarks.worded_rooms import opened, pictures, said, scenes

TIMES = ("daylight", "dusk", "night")


def exchanged(text: str) -> str:
    """The same with its lamp in the other state."""
    return text.replace(" an unlit ", " a lit ") if " an unlit " in text else text.replace(" a lit ", " an unlit ")


def named(color: Tensor) -> str:
    """A colour's everyday word."""
    return color_name(*colorsys.rgb_to_hsv(*color.tolist()))


def colours_right(texts: list[str], reading: Tensor, pattern: str) -> list[bool]:
    """Of the texts that name it."""
    found = ((re.search(pattern, text), color) for text, color in zip(texts, reading, strict=True))
    return [match[1] == named(color) for match, color in found if match]


def answers(texts: list[str], reading: Reading) -> dict[str, list[bool]]:
    """What single pictures show of what their texts say."""
    lit, hour = reading.lit.amax(1) > 0.5, reading.time.argmax(1)
    times = [
        (next((i for i, word in enumerate(TIMES) if word in text), None), int(h))
        for text, h in zip(texts, hour, strict=True)
    ]
    return {
        "lamps of “lit” pictures on": [bool(on) for text, on in zip(texts, lit, strict=True) if " lit " in text],
        "lamps of “unlit” pictures off": [not on for text, on in zip(texts, lit, strict=True) if " unlit " in text],
        "time of day, where it is said": [asked == shown for asked, shown in times if asked is not None],
        "colour of the bed": colours_right(texts, reading.seat, r"(\w+) bed\b"),
        "colour of the walls, where it is said": colours_right(texts, reading.wall, r"(\w+) walls\b"),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", default=LAMP_ROOM_WORDS)
    parser.add_argument("--count", type=int, default=128, help="prompts, each drawn twice")
    options = parser.parse_args()
    generator = opened(options.file)
    texts = said(1, lambda text: " lit " in text or " unlit " in text, options.count)
    others = [exchanged(text) for text in texts]
    drawn = [pictures(generator, scenes(generator, each, 20_000)) for each in (texts, others)]
    one, other = (read(each) for each in drawn)
    found = answers([*texts, *others], Reading(*(torch.cat(pair) for pair in zip(one, other, strict=True))))
    is_lit = torch.tensor([" lit " in text for text in texts])
    found["pairs told apart by their lamps' light"] = ((one.total > other.total) == is_lit).tolist()
    brighter = drawn[0].mean((1, 2, 3)) > drawn[1].mean((1, 2, 3))
    found["pairs told apart by brightness alone"] = (brighter == is_lit).tolist()
    print("| asked for | right | 95 % | of |\n|---|---|---|---|")
    for name, right in found.items():
        part = share(sum(right), len(right))
        print(f"| {name} | {part.value:.1%} | {part.low:.1%} to {part.high:.1%} | {len(right)} |")


if __name__ == "__main__":
    main()
