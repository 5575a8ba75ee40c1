"""The real worker with the bundled generator: what the stand-ins cannot show."""

from __future__ import annotations

import numpy as np
import pytest

from app.engine.client import ProcessEngine
from app.engine.inline import InlineEngine
from app.engine.protocol.to_engine import Cancel, Export, LookAtWords, Open, Rank, Render, SaveRaw
from app.engine.protocol.to_studio import (
    Cancelled,
    Exported,
    Failed,
    Opened,
    Ranked,
    RankProgress,
    Rendered,
    Rendering,
    Saved,
    WordMaps,
)
from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.document.render import RenderRequest
from models.document.scene import Prompt, Scene
from models.samples.catalogue import LAMP_ROOM_WORDS

pytestmark = pytest.mark.slow
SCENE = Scene(11)
MILLISECONDS = 120_000


class Studio:
    """An engine, and the last of each that it said."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.engine = ProcessEngine()
        self.all = []
        self.engine.received.connect(self.all.append)
        self.engine.rendered.connect(lambda message, picture: self.all.append((message, picture)))
        self.engine.rendering.connect(lambda message, picture: self.all.append((message, picture)))
        self.engine.thumbnail.connect(lambda message, picture: self.all.append((message, picture)))
        self.engine.start()

    def ask(self, kind, *messages):
        self.all.clear()
        for message in messages:
            self.engine.send(message)
        self.qtbot.waitUntil(lambda: self.heard(kind) is not None, timeout=MILLISECONDS)
        return self.heard(kind)

    def heard(self, kind):
        messages = [said[0] if isinstance(said, tuple) else said for said in self.all]
        assert not any(isinstance(message, Failed) for message in messages), messages
        return next((message for message in messages if isinstance(message, kind)), None)


@pytest.fixture
def studio(qtbot):
    studio = Studio(qtbot)
    yield studio
    studio.engine.close()


def request(info, units=()):
    edits = (UnitEdit("off", "off", units, gain=0.0),) if units else ()
    return RenderRequest(SCENE, Recipe(info.fingerprint, edits))


def evidence(info):
    mask = np.zeros((info.resolution, info.resolution), np.float32)
    mask[: info.resolution // 2, : info.resolution // 2] = 1
    return RankRequest((PaintedScene(SCENE, Region.from_mask(mask)),), "exhaustive", batch=4)


def test_open_render_search_and_export(studio, tmp_path):
    info = studio.ask(Opened, Open(1, 1, "sample:lamp_room")).info
    studio.ask(Rendered, Render(1, "canvas", 0, request(info)))
    plain = studio.all[-1][1]
    assert plain.shape == (info.resolution, info.resolution, 3)
    assert plain.std() > 5

    studio.ask(RankProgress, Rank(1, 2, evidence(info)))
    studio.ask(Rendered, Render(1, "canvas", 1, request(info)))
    assert studio.heard(Ranked) is None, "the picture comes during the search"
    np.testing.assert_array_equal(studio.all[-1][1], plain)
    ranking = studio.ask(Ranked, Cancel(2)).ranking
    assert 0 < len(ranking.units) < info.unit_count
    assert not ranking.complete

    edited = request(info, tuple(ranked.unit for ranked in ranking.units[:8]))
    studio.ask(Rendered, Render(1, "canvas", 2, edited))
    off = studio.all[-1][1]
    assert (off != plain).any()

    path = tmp_path / "edited.safetensors"
    report = studio.ask(Exported, Export(1, 3, edited.recipe, str(path), (SCENE,))).report
    assert report.compared == 1
    assert studio.ask(Opened, Open(2, 4, str(path))).recipe == edited.recipe
    studio.ask(Rendered, Render(2, "canvas", 3, RenderRequest(SCENE, Recipe(report.fingerprint))))
    np.testing.assert_allclose(studio.all[-1][1].astype(int), off.astype(int), atol=1)


def test_killed_during_a_search_it_comes_back(studio):
    info = studio.ask(Opened, Open(1, 1, "sample:lamp_room")).info
    studio.ask(RankProgress, Rank(1, 2, evidence(info)))
    with studio.qtbot.waitSignal(studio.engine.restarted, timeout=2000):
        studio.engine._process._process.kill()
    studio.ask(Opened, Open(2, 3, "sample:lamp_room"))
    studio.ask(Rendered, Render(2, "canvas", 0, request(info)))


def test_inline(tmp_path):
    engine = InlineEngine()
    *_, opened = engine.run(Open(1, 1, "sample:lamp_room"))
    assert isinstance(opened, Opened)
    path = tmp_path / "raw.npy"
    recipe = Recipe(opened.info.fingerprint)
    assert list(engine.run(SaveRaw(1, 2, (SCENE, Scene(2)), recipe, str(path)))) == [Saved(1, 2, str(path))]
    raw = np.load(path)
    assert (raw.shape, raw.dtype) == ((2, 3, opened.info.resolution, opened.info.resolution), np.float32)
    (rendered,) = engine.run(Render(1, "canvas", 0, request(opened.info)))
    assert isinstance(rendered, Rendered)
    shown = np.clip(raw[0].transpose(1, 2, 0) * 127.5 + 127.5, 0, 255)
    np.testing.assert_allclose(engine.picture(rendered.frame), shown, atol=1)


def prompted(info, steps, text="a lit lamp", *, draft=False):
    return RenderRequest(Scene(1, prompt=Prompt(text, steps=steps)), Recipe(info.fingerprint), draft)


def test_a_picture_of_many_steps_is_seen_roughly_and_makes_room_within_a_step(studio):
    info = studio.ask(Opened, Open(1, 100, LAMP_ROOM_WORDS)).info
    studio.ask(Rendering, Render(1, "canvas", 1, prompted(info, 900)))
    rough, picture = next(said for said in studio.all if isinstance(said, tuple))
    assert rough.total == 900
    assert picture.shape == (64, 64, 3)
    newer = studio.ask(Rendered, Render(1, "canvas", 2, prompted(info, 2)))
    assert newer.serial == 2, "the one of many steps was left"
    assert studio.ask(Rendered, Render(1, "canvas", 3, prompted(info, 40, draft=True))).milliseconds > 0

    # What is more urgent goes first, and what was put off follows.
    studio.all.clear()
    studio.engine.send(Render(1, "scene 1", 4, prompted(info, 120), priority=2))
    studio.qtbot.wait(300)
    studio.engine.send(Render(1, "canvas", 5, prompted(info, 2)))
    studio.qtbot.waitUntil(lambda: sum(isinstance(said, tuple) for said in studio.all) == 2, timeout=MILLISECONDS)
    assert [message.serial for message, _ in studio.all] == [5, 4]


def test_words_are_looked_at_and_that_can_be_stopped_within_a_step(studio):
    studio.ask(Opened, Open(1, 100, LAMP_ROOM_WORDS))
    maps = studio.ask(WordMaps, LookAtWords(1, 101, Scene(1, prompt=Prompt("a lit lamp", steps=3)))).maps
    assert [found.word for found in maps] == ["a", "lit", "lamp"]
    long = LookAtWords(1, 102, Scene(1, prompt=Prompt("a lit lamp", steps=900)))
    studio.engine.send(long)
    studio.qtbot.wait(300)
    assert studio.ask(Cancelled, Cancel(102)).job == 102
