"""A studio without widgets, on an engine that answers at once."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from app.engine.fake import INFO, FakeEngine
from app.session.document import painted
from app.studio import Studio
from models.document.scene import Prompt


@pytest.fixture
def engine(qapp):
    return FakeEngine()


@pytest.fixture
def words_engine(qapp):
    """One whose generator is asked with words."""
    return FakeEngine(replace(INFO, prompts=True, defaults=Prompt("a lit lamp", steps=12)))


@pytest.fixture
def studio(engine):
    """A studio with the fake generator open."""
    studio = Studio(engine)
    engine.start()
    studio.opening.generator("rooms.safetensors")
    assert studio.session.is_open
    return studio


@pytest.fixture
def mask():
    mask = np.zeros((64, 64), np.uint8)
    mask[20:30, 20:30] = 255
    return mask


@pytest.fixture
def painted_studio(studio, mask):
    studio.session.do("Paint", lambda project: painted(project, mask))
    return studio
