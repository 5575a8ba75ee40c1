"""How well a reading fits a caption."""

from __future__ import annotations

import pytest
import torch

from models.document.scene import Prompt
from models.samples.lamp_room.captions import captions
from models.samples.lamp_room.claims import fits, meant_by
from models.samples.lamp_room.reading import truth
from models.samples.lamp_room.renderer import render
from models.samples.lamp_room.sampling import sample_factors
from models.samples.lamp_room.scoring import ProbeScorer, room_prompts


@pytest.fixture(scope="module")
def rooms():
    factors = sample_factors(48, torch.Generator().manual_seed(3), simplicity=1.0)
    return factors, render(factors, 64)


def test_a_room_fits_its_own_caption_best(rooms):
    factors, drawn = rooms
    reading, texts = truth(factors, drawn.lamp_masks), captions(factors)
    own = [fits(reading, row, text) for row, text in enumerate(texts)]
    assert min(own) > 0.9
    better = [fits(reading, row, texts[(row + 1) % 48]) > own[row] for row in range(48)]
    assert not any(better)


def test_the_probe_tells_a_caption_from_one_with_a_word_changed(rooms):
    factors, drawn = rooms
    scorer, texts = ProbeScorer(), captions(factors)
    seen = scorer.see(drawn.images)
    single = [row for row in range(48) if factors.lamp_present[row].sum() == 1]
    swapped = [_swapped(text) for text in texts]
    own, other = scorer.fits(seen, texts), scorer.fits(seen, swapped)
    assert (own > other)[single].float().mean() >= 0.95
    assert {"lamps", "daylight", "wall red"} <= seen.factors.keys()


def test_only_what_a_room_can_show_is_told_apart():
    scorer = ProbeScorer()
    for apart in (("lit lamp", "unlit lamp"), ("a red bed", "a blue bed", "a sofa"), ("night", "dusk")):
        assert scorer.tells_apart(apart)
    for alike in (("cat", "dog"), ("cat", "lit lamp"), ("lit lamp", "a lit red lamp"), ("a bed", "a bed")):
        assert not scorer.tells_apart(alike)


def _swapped(text):
    return (
        text.replace(" an unlit ", " a lit ")
        if "unlit" in text
        else text.replace(" lit ", " unlit ").replace(" dim ", " unlit ")
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("lit", 0.8), ("unlit", 0.2), ("a lamp", 0.8), ("a dog", 0.5), ("a bedroom", 0.55), ("a room at night", 0.55)],
)
def test_what_is_said_is_what_counts(rooms, text, words):
    factors, drawn = rooms
    reading = truth(factors, drawn.lamp_masks)._replace(
        lit=torch.full((48, 3), 0.8), present=torch.full((48, 3), 0.6), sofa=torch.full((48,), 0.3),
        time=torch.tensor([[0.1, 0.2, 0.7]]).repeat(48, 1),
    )  # fmt: skip
    assert fits(reading, 0, text) == pytest.approx(words)


def test_words_of_colour_mean_colours():
    assert meant_by("red")[:, 0].mean() > meant_by("red")[:, 2].mean()
    assert meant_by("black").max() < 0.3


def test_suggested_prompts_are_short_rooms_with_one_lamp():
    prompts = room_prompts()
    assert len(set(prompts)) == len(prompts) > 100
    assert all(text.count("lamp") == 1 and Prompt(text) for text in prompts)
    assert any(" lit " in text for text in prompts)
    assert any(" unlit " in text for text in prompts)
