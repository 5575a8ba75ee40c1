"""A region found again on other scenes: where its place is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.document.errors import UnlitError
from models.document.ranking import PaintedScene
from models.document.region import Region
from models.document.scene import Scene
from models.images import picture_of, to_uint8
from models.samples.catalogue import LAMP_ROOM, sample_scenes
from models.samples.lamp_light import lamp_region
from models.samples.opening import open_generator
from models.search.transfer import Finder

SIDE = 64


class Painter:
    """Scenes with a disc of one texture on noise; seed 99 has none."""

    device = torch.device("cpu")
    info = type("Info", (), {"resolution": SIDE})()

    @staticmethod
    def disc(scene):
        y, x = np.mgrid[:SIDE, :SIDE]
        place = np.random.RandomState(scene.seed).randint(16, 48, 2)
        return ((y - place[0]) ** 2 + (x - place[1]) ** 2 < 81) & (scene.seed != 99)

    def features(self, scene):
        random = torch.Generator().manual_seed(scene.seed)
        noise = torch.randn(12, 32, 32, generator=random)
        there = torch.from_numpy(self.disc(scene)[::2, ::2].astype(np.float32))
        texture = torch.linspace(-2, 2, 12)[:, None, None]
        return noise * 0.5 + texture * there


def painting(seed):
    return PaintedScene(Scene(seed), Region.from_mask(Painter.disc(Scene(seed)).astype(np.float32)))


def overlap(one, other):
    return np.minimum(one, other).sum() / np.maximum(one, other).sum()


@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_a_thing_is_found_where_it_is(seed):
    found = Finder(Painter(), [painting(1)]).find(Scene(seed))
    assert found.transferred
    assert found.scene == Scene(seed)
    assert overlap(found.region.mask(), Painter.disc(Scene(seed))) > 0.6


def test_a_thing_that_is_not_there_is_not_found():
    assert Finder(Painter(), [painting(1)]).find(Scene(99)) is None


def test_two_strokes_know_as_well_as_one():
    found = Finder(Painter(), [painting(1), painting(2)]).find(Scene(5))
    assert overlap(found.region.mask(), Painter.disc(Scene(5))) > 0.6


def test_nothing_painted_is_an_error():
    with pytest.raises(UnlitError, match="Nothing is painted"):
        Finder(Painter(), [])


@pytest.mark.slow
def test_one_lamp_painted_finds_the_lamps_of_the_other_rooms():
    generator = open_generator(LAMP_ROOM)
    lamps = {scene: lamp_region(to_uint8(picture_of(generator.raw([scene])))) for scene in sample_scenes(LAMP_ROOM)}
    first, *others = [PaintedScene(scene, region) for scene, region in lamps.items() if region]
    finder = Finder(generator, [first])
    overlaps = [
        overlap(found.region.mask(), other.region.mask()) for other in others if (found := finder.find(other.scene))
    ]
    assert len(overlaps) >= 0.7 * len(others)
    assert np.median(overlaps) > 0.4
