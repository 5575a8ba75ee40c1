"""Looking at a unit, as the engine answers it."""

from __future__ import annotations

from engine_stand_in import scene_request, stand_ins

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol.to_engine import Inspect, Open
from app.engine.protocol.to_studio import Cancelled, Inspected, InspectProgress
from models.document.inspection import InspectRequest
from models.document.units import UnitId

MESSAGE = Inspect(1, 2, InspectRequest(UnitId("b4.conv1", 1), scene_request().scene))


def opened() -> Handler:
    handler = Handler(stand_ins(), in_message)
    assert list(handler.answers(Open(1, 1, "rooms.safetensors")))
    return handler


def test_progress_comes_before_what_was_learned():
    answers = [answer for answer in opened().answers(MESSAGE) if answer is not None]
    *progress, last = answers
    assert isinstance(last, Inspected)
    assert last.inspection.request == MESSAGE.request
    assert progress
    assert all(isinstance(answer, InspectProgress) and answer.total == 10 for answer in progress)


def test_it_is_stopped_between_two_scenes():
    asked = iter([False, False, True])
    answers = [answer for answer in opened().answers(MESSAGE, lambda: next(asked)) if answer is not None]
    assert answers[-1] == Cancelled(1, 2)
    assert not any(isinstance(answer, Inspected) for answer in answers)
