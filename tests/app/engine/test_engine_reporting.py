"""A report as answers."""

from __future__ import annotations

import engine_stand_in as stand_in
import pytest
from engine_stand_in import BASE

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol.packing import pack, unpack_to_engine, unpack_to_studio
from app.engine.protocol.to_engine import MakeReport, Open
from app.engine.protocol.to_studio import Cancelled, Reported, ReportProgress
from models.document.recipe import Recipe
from models.document.report import ReportRequest


@pytest.fixture
def handler(monkeypatch):
    monkeypatch.setattr(stand_in, "PAUSE", 0)
    monkeypatch.setattr("app.engine.pace.INTERVAL", 0)
    handler = Handler(stand_in.stand_ins(), in_message)
    list(handler.answers(Open(1, 1, "lamps")))
    return handler


def message(folder) -> MakeReport:
    return MakeReport(1, 7, ReportRequest(Recipe(BASE), seeds=4), str(folder))


def test_a_report_says_how_far_it_is_and_ends_with_what_was_written(handler, tmp_path):
    *progress, last = [answer for answer in handler.answers(message(tmp_path / "r")) if answer is not None]
    assert all(isinstance(each, ReportProgress) for each in progress)
    assert [(each.done, each.total) for each in progress[:3]] == [(0, 4), (1, 4), (1, 4)]
    assert progress[3].seconds_left is not None
    assert isinstance(last, Reported)
    assert (last.path, last.report.generator) == (str(tmp_path / "r"), "lamps")
    assert (tmp_path / "r").is_dir()


def test_a_report_that_is_stopped_writes_nothing(handler, tmp_path):
    looks = iter([False, True])
    *_, last = handler.answers(message(tmp_path / "r"), lambda: next(looks))
    assert last == Cancelled(1, 7)
    assert not (tmp_path / "r").exists()


def test_its_messages_travel(handler, tmp_path):
    asked = message(tmp_path / "r")
    assert unpack_to_engine(pack(asked)) == asked
    for answer in handler.answers(asked):
        if answer is not None:
            assert unpack_to_studio(pack(answer)) == answer
