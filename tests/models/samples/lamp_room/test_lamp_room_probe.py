"""The bundled probe reads rooms that it never saw."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from models.samples.lamp_room import LAMPS, relight, render, sample_factors
from models.samples.lamp_room.probe import card, crosstalk, load_probe, read, spreads
from models.samples.lamp_room.probe_errors import captioned_sheet, errors_between, spreads_of
from models.samples.lamp_room.reading import MAP_SIDE, scalars, truth
from resources import resource


@pytest.fixture(scope="module")
def rooms():
    return sample_factors(96, torch.Generator().manual_seed(20_26), 1.0)


@pytest.fixture(scope="module")
def drawn(rooms):
    return render(rooms, 64)


@pytest.fixture(scope="module")
def reading(drawn):
    return read(drawn.images)


def test_it_reads_lamps_light_and_colours(rooms, drawn, reading):
    errors = errors_between(reading, truth(rooms, drawn.lamp_masks))
    assert errors["lamp lit or unlit, right"] > 0.93
    assert errors["lamp present, right"] > 0.95
    assert errors["lamp intensity, mean error"] < 0.1
    assert errors["time of day, right"] > 0.9
    assert errors["window, right"] > 0.95
    assert errors["shade overlap (IoU)"] > 0.6
    assert max(errors[f"{name} colour, mean error"] for name in ("wall", "seat")) < 0.08


def test_what_stands_in_its_card_is_so(rooms, drawn, reading):
    known = card().errors["simple"]
    found = errors_between(reading, truth(rooms, drawn.lamp_masks))
    assert found["lamp intensity, mean error"] == pytest.approx(known["lamp intensity, mean error"], abs=0.03)
    assert found["wall colour, mean error"] == pytest.approx(known["wall colour, mean error"], abs=0.02)
    assert card().license == "CC0-1.0"
    assert resource("samples/probe/probe.safetensors").stat().st_size < 1.5 * 2**20


def test_it_sees_a_lamp_go_out_and_nothing_else(rooms, drawn, reading):
    """The renderer's relit rooms: lamps down to nothing, every other factor by less than its spread."""
    out = read(render(relight(rooms, torch.zeros(len(rooms), LAMPS)), 64).images)
    bright = reading.total > 0.5
    assert bright.sum() > 30
    assert (out.total[bright] / reading.total[bright]).mean() < 0.1
    before, after, spread = scalars(reading), scalars(out), spreads()
    for name in ("daylight", "window", "wall red", "wall green", "wall blue", "seat red"):
        assert (after[name] - before[name]).abs().mean() < 0.5 * spread[name], name


def test_a_dimmer_is_read_as_one():
    room = sample_factors(1, torch.Generator().manual_seed(11), 1.0)
    steps = torch.linspace(0, 1.1, 12)
    rooms = relight(room[torch.zeros(12, dtype=torch.long)], steps[:, None].expand(12, LAMPS))
    found = read(render(rooms, 64).images).total
    true = rooms.lamp_intensity.sum(1)
    assert torch.corrcoef(torch.stack([found, true]))[0, 1] > 0.97


@pytest.mark.parametrize("size", [(48, 48), (128, 128), (256, 192)])
def test_pictures_of_any_size_are_read(drawn, reading, size):
    resized = F.interpolate(drawn.images[:32], size, mode="bilinear", antialias=True).clamp(0, 1)
    found = read(resized)
    assert found.shade.shape == (32, 3, MAP_SIDE, MAP_SIDE)
    assert (found.total - reading.total[:32]).abs().mean() < 0.12
    assert (found.wall - reading.wall[:32]).abs().mean() < 0.04


def test_ranges_are_as_documented(reading):
    for name in (
        "shade",
        "present",
        "lit",
        "shade_color",
        "time",
        "daylight",
        "window",
        "sofa",
        "wall",
        "seat",
        "floor",
    ):
        values = getattr(reading, name)
        assert values.min() >= 0, name
        assert values.max() <= 1, name
    assert torch.allclose(reading.time.sum(1), torch.ones(96), atol=1e-5)
    assert reading.intensity.max() <= 1.2


def test_spreads_are_those_of_the_rooms():
    found = spreads_of(1.0)
    assert spreads("simple") == pytest.approx(found, abs=1e-3)
    assert found["sofa"] == 0.0
    assert spreads("varied")["sofa"] > 0.4
    assert 0.3 < found["lamps"] < 0.8


def test_its_card_knows_how_far_readings_move_when_lamps_go_out():
    moves, spread = crosstalk(), spreads()
    assert moves["lamps"] > 0.7
    for name in ("daylight", "window", "wall red", "wall green", "wall blue", "seat red", "seat green", "seat blue"):
        assert moves[name] < 0.5 * spread[name], name


def test_it_is_loaded_once():
    assert load_probe("cpu") is load_probe("cpu")
    assert not any(p.requires_grad for p in load_probe("cpu").parameters())


def test_a_sheet_shows_what_was_read(drawn, reading):
    sheet = captioned_sheet(drawn.images[:16], type(reading)(*(column[:16] for column in reading)))
    assert sheet.width == 8 * 64 * 3
    assert sheet.height > 2 * 64 * 3
