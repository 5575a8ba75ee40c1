"""Opening from the web: progress, cancelling, and asking before a project downloads anything."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.engine.protocol.to_engine import Cancel, Open
from app.engine.protocol.to_studio import Opened, Opening
from app.session import pace
from app.session.opening import shown_name
from app.session.pace import Pace
from models.checkpoints.places import kept_path, place_of
from models.document.project import save_project

LINK = "https://example.com/nets/lamps.pkl?token=1"
HUB = "hf:owner/name/lamps.pkl"


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def told(studio):
    """What is said about opening, in order."""
    told = []
    studio.opening.running.connect(told.append)
    studio.opening.progress.connect(lambda *far: told.append(far))
    return told


def downloads(engine):
    def answers(message):
        yield Opening(message.epoch, message.job, "Downloading", 10, 100), None
        yield Opening(message.epoch, message.job, "Reading", 100, 100), None
        yield Opened(message.epoch, message.job, engine.info), None

    engine.answers[Open] = answers


def test_how_far_it_is_is_told_and_the_project_keeps_the_address(studio, engine, told):
    downloads(engine)
    studio.opening.generator(LINK)
    assert told == ["Opening lamps.pkl", ("Downloading", 10, 100, None), ("Reading", 100, 100, None), ""]
    assert studio.session.project.generator_path == LINK
    assert not studio.opening.is_running


def test_cancelling_keeps_what_was_open(studio, engine, told):
    project = studio.session.project
    engine.holding = True
    studio.opening.generator(LINK)
    assert studio.opening.is_running
    studio.opening.cancel()
    assert not studio.opening.is_running
    assert told[-1] == ""
    assert studio.session.project is project
    studio.opening.cancel()
    assert len(engine.sent_of(Cancel)) == 1


def test_opening_another_gives_up_the_first(studio, engine, told):
    engine.holding = True
    studio.opening.generator(LINK)
    first = engine.sent_of(Open)[-1]
    studio.opening.generator("rooms.safetensors")
    assert engine.sent_of(Cancel)[-1].job == first.job
    assert told[-1] == "Opening rooms.safetensors", "the second one goes on"
    engine.let_go()
    assert studio.session.project.generator_path == "rooms.safetensors"
    assert told[-1] == ""


def test_the_engine_dies_during_a_download(studio, engine, told):
    engine.holding = True
    studio.opening.generator(LINK)
    engine.holding = False
    engine.die()
    assert not studio.opening.is_running
    assert told[-1] == ""
    assert studio.live.ready


@pytest.mark.parametrize("address", [LINK, HUB])
def test_a_project_asks_before_it_downloads(studio, engine, tmp_path, address):
    path = tmp_path / "a.unlit"
    save_project(replace(studio.session.project, generator_path=address), path)
    before, asked = len(engine.sent_of(Open)), []
    studio.opening.download_wanted.connect(lambda *what: asked.append(what))
    studio.opening.project(path)
    assert asked == [(path, address)]
    assert len(engine.sent_of(Open)) == before
    studio.opening.project(path, may_download=True)
    assert engine.sent_of(Open)[-1].path == address
    assert studio.session.path == path


def test_a_project_whose_generator_is_here_does_not_ask(studio, engine, tmp_path):
    kept = kept_path(place_of(LINK))
    kept.parent.mkdir(parents=True)
    kept.touch()
    path = tmp_path / "a.unlit"
    save_project(replace(studio.session.project, generator_path=LINK), path)
    studio.opening.project(path)
    assert studio.session.path == path


def test_names_for_people():
    assert shown_name(LINK) == shown_name(HUB) == shown_name("/tmp/lamps.pkl") == "lamps.pkl"
    assert shown_name("sample:lamp_room") == "lamp_room"
    assert shown_name("hf:nothing") == "hf:nothing"


def test_the_time_left_counts_only_what_was_brought_now(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: now[0])
    told = Pace()
    assert told.seconds_left(500, 1000) is None
    now[0] = 2.0
    assert told.seconds_left(600, 1000) == pytest.approx(8.0)
    assert told.seconds_left(600, 0) is None
    now[0] = 3.0
    assert told.seconds_left(0, 1000) is None, "it started anew"
