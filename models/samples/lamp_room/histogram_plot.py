"""Draws the histograms of what the probe reads, a panel a factor: rooms filled, a generator's pictures as a line."""

from __future__ import annotations

import torch
from PIL import Image, ImageDraw
from torch import Tensor

COLUMNS, WIDTH, HEIGHT, MARGIN, TITLE = 5, 190, 120, 10, 30
ROOMS, PICTURES, AXIS = "#c4c9cf", "#d9480f", "#495057"


def histogram_plot(made: dict[str, Tensor], real: dict[str, Tensor], bins: int) -> Image.Image:
    """made, real: values [N], [M] of the same factors. Every panel is as high as its fullest bin."""
    rows = -(-len(made) // COLUMNS)
    image = Image.new("RGB", (COLUMNS * WIDTH, rows * HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    for number, factor in enumerate(made):
        corner = (number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT)
        _panel(pen, corner, factor, *shares(made[factor], real[factor], bins))
    return image


def shares(a: Tensor, b: Tensor, bins: int) -> tuple[Tensor, Tensor]:
    """Histograms of a [N] and b [M] over the range of both: float [bins] each, sums 1."""
    low, high = float(torch.minimum(a.min(), b.min())), float(torch.maximum(a.max(), b.max()))
    first, second = (torch.histc(values.float(), bins, low, high) / len(values) for values in (a, b))
    return first, second


def _panel(pen: ImageDraw.ImageDraw, corner: tuple[int, int], factor: str, made: Tensor, real: Tensor) -> None:
    left, bottom = corner[0] + MARGIN, corner[1] + HEIGHT - MARGIN
    wide, high = WIDTH - 2 * MARGIN, HEIGHT - MARGIN - TITLE
    step, most = wide / len(made), float(torch.maximum(made.max(), real.max()))
    pen.text((left, corner[1] + 12), factor, fill=AXIS)
    line: list[tuple[float, float]] = []
    for i, (one, other) in enumerate(zip(made.tolist(), real.tolist(), strict=True)):
        x = left + i * step
        pen.rectangle((x, bottom - other / most * high, x + step - 1, bottom), fill=ROOMS)
        line += [(x, bottom - one / most * high), (x + step, bottom - one / most * high)]
    pen.line(line, fill=PICTURES, width=2)
    pen.line(((left, bottom), (left + wide, bottom)), fill=AXIS)
