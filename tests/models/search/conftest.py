"""A generator large enough for a shortlist, with a painted scene."""

from __future__ import annotations

import numpy as np
import pytest

from models.document.ranking import PaintedScene, RankRequest
from models.document.region import Region
from models.document.scene import Scene
from models.generators.stylegan2.config import StyleGAN2Config
from models.search.ranking import rank
from tests.support.generators import random_generator

WIDE = StyleGAN2Config(z_dim=8, w_dim=12, channels=(64, 64, 48, 32), mapping_layers=2)
SCENES = (Scene(0), Scene(1), Scene(2, noise="none"))


def painted(scene=SCENES[0], resolution=32, box=(6, 17, 8, 21), **more):
    mask = np.zeros((resolution, resolution), np.float32)
    top, bottom, left, right = box
    mask[top:bottom, left:right] = 1
    return PaintedScene(scene, Region.from_mask(mask), **more)


def searched(generator, request, known=()):
    *_, progress = rank(generator, request, known)
    return progress.ranking()


@pytest.fixture(scope="session")
def wide():
    return random_generator(WIDE, seed=5)


@pytest.fixture(scope="session")
def truth(wide):
    return searched(wide, RankRequest((painted(),), "exhaustive"))
