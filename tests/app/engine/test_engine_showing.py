"""Animations and sheets as a job: progress, an end, and nothing when they are stopped."""

from __future__ import annotations

import pytest

from app.engine.inline import InlineEngine
from app.engine.protocol.to_engine import MakeSheet, MakeSweep, Open
from app.engine.protocol.to_studio import Cancelled, DrawProgress, Failed, Opened, Saved
from models.document.recipe import Recipe, UnitEdit
from models.document.scene import Scene
from models.document.sweep import SweepRequest
from models.document.units import UnitId
from tests.support.generators import write_random


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = InlineEngine()
    path = write_random(tmp_path_factory.mktemp("generator") / "random.safetensors")
    *_, opened = engine.run(Open(1, 1, str(path)))
    assert isinstance(opened, Opened)
    return engine, opened.info


def messages(info, path):
    recipe = Recipe(info.fingerprint, (UnitEdit("a", "Lamp", (UnitId("b8.conv1", 1),), 0.0),))
    yield MakeSweep(1, 2, SweepRequest(recipe, "a", (Scene(0),), seconds=0.2), str(path.with_suffix(".gif")))
    yield MakeSheet(1, 3, recipe, (Scene(0), Scene(1)), str(path.with_suffix(".png")))


def test_progress_comes_and_then_where_it_was_saved(engine, tmp_path):
    for message in messages(engine[1], tmp_path / "a"):
        first, *_, last = engine[0].run(message)
        assert isinstance(first, DrawProgress)
        assert 0 < first.done < first.total
        assert last == Saved(1, message.job, message.path)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_stopped_is_cancelled_and_writes_nothing(engine, tmp_path):
    for message in messages(engine[1], tmp_path / "a"):
        answers = [a for a in engine[0]._handler.answers(message, stopping=lambda: True) if a is not None]
        assert answers[-1] == Cancelled(1, message.job)
    assert list(tmp_path.iterdir()) == []


def test_a_recipe_of_another_generator_fails_in_a_sentence(engine, tmp_path):
    info = engine[1]
    other = type(info.fingerprint)("f" * 64, info.fingerprint.architecture)
    (*_, answer) = engine[0].run(MakeSheet(1, 4, Recipe(other), (Scene(0),), str(tmp_path / "a.png")))
    assert isinstance(answer, Failed)
    assert "another generator" in answer.sentence
