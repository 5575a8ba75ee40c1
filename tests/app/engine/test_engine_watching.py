"""A picture under way makes room, and words can be stopped, without processes or tensors."""

from __future__ import annotations

from dataclasses import replace

import engine_stand_in as stand_in
import numpy as np
import pytest

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol.to_engine import LookAtScene, LookAtWords, Open, Render
from app.engine.protocol.to_studio import Cancelled, Rendered, Seen, WordMaps
from app.engine.watching import LeftError, Watch
from models.document.scene import Scene


@pytest.fixture
def looked():
    """Stand-ins whose pictures look up three times and give a rough one each time."""

    def preview(generator, request, watch):
        for step in range(1, 4):
            watch.look_up()
            watch.rough(stand_in.picture(step), step, 3)
        return stand_in.picture(9)

    handler = Handler(replace(stand_in.stand_ins(), preview=preview), in_message)
    list(handler.answers(Open(1, 100, "lamps")))
    return handler


def test_a_picture_that_is_left_has_no_answer(looked):
    asked = []

    def look_up():
        asked.append(True)
        if len(asked) == 2:
            raise LeftError

    rough = []
    message = Render(1, "canvas", 1, stand_in.scene_request())
    watch = Watch(look_up, lambda picture, step, total: rough.append((step, total)))
    assert list(looked.answers(message, watch=watch)) == []
    assert rough == [(1, 3)]


def test_a_picture_that_nobody_watches_is_made(looked):
    (answer,) = looked.answers(Render(1, "canvas", 1, stand_in.scene_request()))
    assert isinstance(answer, Rendered)


def test_words_are_answered_and_can_be_stopped():
    handler = Handler(stand_in.stand_ins(), in_message)
    list(handler.answers(Open(1, 100, "lamps")))
    (answer,) = handler.answers(LookAtWords(1, 5, Scene(1)))
    assert isinstance(answer, WordMaps)
    assert [found.word for found in answer.maps] == ["lamp"]
    assert np.all(answer.maps[0].region.levels() == 255)
    assert list(handler.answers(LookAtWords(1, 6, Scene(1)), lambda: True)) == [Cancelled(1, 6)]


def test_what_is_seen_is_answered_and_can_be_stopped():
    handler = Handler(stand_in.stand_ins(), in_message)
    list(handler.answers(Open(1, 100, "lamps")))
    (answer,) = handler.answers(LookAtScene(1, 5, Scene(7)))
    assert isinstance(answer, Seen)
    assert (answer.scene, answer.channels, answer.height, answer.width) == (Scene(7), 3, 4, 5)
    assert (np.frombuffer(answer.features, "<f2") == 7).all()
    assert list(handler.answers(LookAtScene(1, 6, Scene(7)), lambda: True)) == [Cancelled(1, 6)]
