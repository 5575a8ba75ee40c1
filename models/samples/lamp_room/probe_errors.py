"""How far a probe errs on rooms that it was never trained on."""

from __future__ import annotations

import torch
from PIL import Image, ImageDraw
from torch import Tensor

from models.samples.lamp_room.augmenting import augmented
from models.samples.lamp_room.factors import LAMPS, Factors, relight
from models.samples.lamp_room.probe import Probe, read, sized
from models.samples.lamp_room.reading import PLACE_NAMES, Reading, scalars, truth
from models.samples.lamp_room.renderer import RenderedBatch, render
from models.samples.lamp_room.sampling import sample_factors
from models.samples.lamp_room.training.sheets import sheet_of

TEST_SEED = 987_654_321  # far from any training's
SPREAD_ROOMS = 4096
LIT = 0.5  # a chance from which on a lamp is called lit
SCALE, LINE = 3, 11  # the sheet's enlargement; pixels a line of text


def errors_of(
    probe: Probe, count: int, simplicity: float, *, resolution: int = 64, softened: bool = False
) -> dict[str, float]:
    """Mean absolute errors of intensities, daylight and colours; shares of right answers of everything else.

    softened: on pictures blurred and grainy as in training.
    """
    rooms, drawn = _test_rooms(count, simplicity, resolution)
    pictures = sized(drawn.images)
    if softened:
        chance = torch.Generator().manual_seed(TEST_SEED)
        pictures = torch.cat([augmented(part, chance) for part in pictures.split(8)])
    device = next(probe.parameters()).device
    found = Reading(*(part.cpu() for part in read(pictures.to(device), probe)))
    return errors_between(found, truth(rooms, drawn.lamp_masks))


def errors_between(found: Reading, true: Reading) -> dict[str, float]:
    """See errors_of. Of lamps, those count that can be seen."""
    seen = true.present > 0
    lit = seen & (true.lit > 0)
    wrong = (found.intensity - true.intensity).abs()
    overlap = (found.shade > 0.5) & (true.shade > 0.5)
    either = (found.shade > 0.5) | (true.shade > 0.5)
    values = {
        "lamp intensity, mean error": wrong[seen],
        "lamp intensity, mean error of lit lamps": wrong[lit],
        "lamp intensity, mean error of unlit lamps": wrong[seen & ~lit],
        "all lamps together, mean error": (found.total - true.total).abs(),
        "lamp lit or unlit, right": _right(found.lit, true.lit)[seen],
        "lamp present, right": _right(found.present, true.present),
        "shade overlap (IoU)": (overlap.sum() / either.sum().clamp(min=1))[None],
        "shade colour, mean error": (found.shade_color - true.shade_color).abs()[seen],
        "time of day, right": (found.time.argmax(1) == true.time.argmax(1)).float(),
        "daylight, mean error": (found.daylight - true.daylight).abs(),
        "window, right": _right(found.window, true.window),
        "sofa or bed, right": _right(found.sofa, true.sofa),
    }
    for name in ("wall", "seat", "floor"):
        values[f"{name} colour, mean error"] = (getattr(found, name) - getattr(true, name)).abs()
    return {name: round(float(value.mean()), 4) for name, value in values.items()}


def spreads_of(simplicity: float) -> dict[str, float]:
    """Standard deviation of every factor over random rooms, by its name in `scalars`. Needs no pictures."""
    rooms = sample_factors(SPREAD_ROOMS, torch.Generator().manual_seed(TEST_SEED), simplicity)
    columns = scalars(truth(rooms, _whole_masks(rooms)))
    return {name: round(float(column.std(correction=0)), 4) for name, column in columns.items()}


def crosstalk_of(probe: Probe, count: int, simplicity: float) -> dict[str, float]:
    """How far the reading of every factor moves, on average, when all lamps of a room with a lit lamp go out."""
    rooms = sample_factors(count, torch.Generator().manual_seed(TEST_SEED), simplicity)
    rooms = rooms[rooms.lamp_intensity.sum(1) > 0]
    dark = relight(rooms, torch.zeros(len(rooms), LAMPS))
    device = next(probe.parameters()).device
    before, after = (scalars(read(render(factors, 64).images.to(device), probe)) for factors in (rooms, dark))
    return {name: round(float((after[name] - before[name]).abs().mean()), 4) for name in before}


def sheet_of_readings(probe: Probe, count: int = 32) -> Image.Image:
    """Rooms, half of them varied, with what the probe reads of them written below."""
    pictures = torch.cat([_test_rooms(count // 2, simple, 64)[1].images for simple in (1.0, 0.0)])
    device = next(probe.parameters()).device
    return captioned_sheet(pictures, Reading(*(part.cpu() for part in read(pictures.to(device), probe))))


def captioned_sheet(pictures: Tensor, reading: Reading, columns: int = 8) -> Image.Image:
    """Pictures [N, 3, R, R], N a multiple of columns, three times as large, with three lines on each below it."""
    side = pictures.shape[-1] * SCALE
    whole = sheet_of(pictures, columns)
    whole = whole.resize((whole.width * SCALE, whole.height * SCALE), Image.Resampling.NEAREST)
    rows, height = len(pictures) // columns, side + 4 * LINE
    sheet = Image.new("RGB", (whole.width, rows * height), (20, 20, 20))
    pen = ImageDraw.Draw(sheet)
    for row in range(rows):
        sheet.paste(whole.crop((0, row * side, whole.width, (row + 1) * side)), (0, row * height))
    for i in range(len(pictures)):
        x, y = i % columns * side, i // columns * height + side
        for line, text in enumerate(lines_of(reading, i)):
            pen.text((x + 3, y + line * LINE), text, (230, 230, 230))
        for k, color in enumerate((reading.wall[i], reading.seat[i], reading.floor[i])):
            fill = tuple(int(v * 255) for v in color)
            pen.rectangle((x + 3 + 20 * k, y + 3 * LINE + 2, x + 19 + 20 * k, y + 4 * LINE - 2), fill=fill)
    return sheet


def lines_of(reading: Reading, i: int) -> list[str]:
    """What was read of picture i, in three short lines."""
    lamps = []
    for place, name in enumerate(PLACE_NAMES):
        if reading.present[i, place] > 0.5:
            state = f"{reading.intensity[i, place]:.2f}" if reading.lit[i, place] > LIT else "off"
            lamps.append(f"{name} {state}")
    hour = ("day", "dusk", "night")[int(reading.time[i].argmax())]
    things = ["window"] * (reading.window[i] > 0.5) + ["sofa" if reading.sofa[i] > 0.5 else "bed"]
    light = f"all {reading.total[i]:.2f}  daylight {reading.daylight[i]:.2f}"
    return ["  ".join(lamps) or "no lamp", f"{hour}  {'  '.join(things)}", light]


def _right(found: Tensor, true: Tensor) -> Tensor:
    return ((found > 0.5) == (true > 0.5)).float()


def _test_rooms(count: int, simplicity: float, resolution: int) -> tuple[Factors, RenderedBatch]:
    rooms = sample_factors(count, torch.Generator().manual_seed(TEST_SEED), simplicity)
    return rooms, render(rooms, resolution)


def _whole_masks(rooms: Factors) -> Tensor:
    """Masks as if every lamp that is there were seen, [N, L, 32, 32]."""
    return rooms.lamp_present[:, :, None, None].expand(-1, -1, 32, 32)
