"""The device and the memory that a person allows the engine, and how pictures are asked for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.engine.fake import INFO, FakeEngine
from app.engine.protocol.to_engine import Open, Render
from app.session.settings import Settings
from app.studio import Studio
from models.document.scene import Prompt


@pytest.fixture
def settings(qapp):
    return Settings()


@pytest.fixture
def engine(qapp):
    return FakeEngine(replace(INFO, prompts=True, defaults=Prompt("a lamp", steps=20)))


@pytest.fixture
def studio(engine, settings):
    studio = Studio(engine, settings)
    engine.start()
    studio.opening.generator("rooms")
    return studio


def test_the_engine_is_told_before_it_starts(engine, settings):
    settings.set("device", "cpu")
    settings.set("memory_gib", 1.5)
    Studio(engine, settings)
    assert engine.environment == {"UNLIT_DEVICE": "cpu", "UNLIT_MEMORY": "1.5"}
    assert Studio(FakeEngine(), Settings()).engine.environment == {}


def test_another_device_starts_the_engine_again_with_the_same_project(studio, engine, settings, qtbot):
    project = studio.session.project
    engine.sent.clear()
    with qtbot.waitSignal(engine.restarted):
        settings.set("device", "cpu")
    assert engine.environment == {"UNLIT_DEVICE": "cpu"}
    assert len(engine.sent_of(Open)) == 1
    assert studio.session.project == project
    assert studio.live.current("canvas")


def test_a_setting_that_is_none_of_its_business_leaves_the_engine_alone(studio, engine, settings, qtbot):
    with qtbot.assertNotEmitted(engine.restarted):
        settings.set("theme", "dark")


def test_small_pictures_are_asked_for_everywhere_at_once(studio, engine, settings):
    engine.sent.clear()
    settings.set("preview_size", "small")
    assert {render.slot for render in engine.sent_of(Render)} == {"canvas", "scene 1", "scene 2"}
    assert studio.live.current("before"), "nothing is edited: it is the canvas's"
    assert all(render.request.small for render in engine.sent_of(Render))


def test_a_person_may_want_whole_pictures_while_a_slider_is_dragged(studio, engine, settings):
    def drags(negative: str) -> bool:
        engine.sent.clear()
        scene = studio.session.project.scenes[0]
        other = replace(scene, prompt=replace(scene.prompt, negative=negative))
        studio.session.move(lambda project: replace(project, scenes=(other, *project.scenes[1:])))
        return engine.sent_of(Render)[0].request.draft

    assert drags("dark")
    settings.set("draft_quality", "full")
    assert not drags("red")
