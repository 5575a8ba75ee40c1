"""Long work on a thread of its own: how far it is, its end, its errors, and being left behind."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from contextlib import closing

import engine_stand_in as stand_in
import pytest
from engine_stand_in import scene_request

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol.to_engine import Open, Render
from app.engine.protocol.to_studio import Cancelled, Failed, Opened, Opening, Rendered
from app.engine.stepping import StoppedError, steps

LINK = "https://example.com/lamps.pkl"


def result_of(stepping):
    """All steps, and what came at the end."""
    far = []
    while True:
        try:
            far.append(next(stepping))
        except StopIteration as end:
            return far, end.value


@pytest.fixture(autouse=True)
def leaks():
    """What hangs is left behind here, on purpose; the tests look after the threads themselves."""


def counting(report):
    for done in range(20):
        report(done, 20)
        time.sleep(0.005)
    return "counted"


def threads():
    return [thread for thread in threading.enumerate() if thread.name == "stepping"]


def wait_until(true):
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_steps_and_the_result():
    far, result = result_of(steps(counting, pause=0.01))
    assert result == "counted"
    assert far == sorted(far)
    assert far[-1][1] == 20
    assert not threads()


def test_quick_work_has_no_steps():
    assert result_of(steps(lambda report: 7)) == ([], 7)


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), MemoryError()])
def test_errors_come_out(error):
    def fail(report):
        report(1, 2)
        raise error

    with pytest.raises(type(error)):
        result_of(steps(fail))


def test_closing_stops_the_work_at_its_next_report():
    raised = []

    def endless(report):
        try:
            while True:
                report(0, 0)
                time.sleep(0.005)
        except StoppedError as error:
            raised.append(error)
            raise

    with closing(steps(endless)) as going:
        next(going)
    wait_until(lambda: not threads())
    assert len(raised) == 1


def test_closing_does_not_wait_and_what_comes_later_is_let_go():
    class Large:
        pass

    kept = []
    go = threading.Event()

    def deaf(report):
        go.wait(5)
        large = Large()
        kept.append(weakref.ref(large))
        return large

    start = time.monotonic()
    with closing(steps(deaf)) as going:
        next(going)
    assert time.monotonic() - start < 0.2
    go.set()
    wait_until(lambda: not threads())
    gc.collect()
    assert kept[0]() is None


# -------------------------------------------------------------------------------------------------- in the handler
def handler():
    return Handler(stand_in.stand_ins(), in_message)


def test_a_download_says_how_far_it_is_then_the_generator_is_open():
    answers = [answer for answer in handler().answers(Open(1, 5, LINK)) if answer is not None]
    assert isinstance(answers[-1], Opened)
    assert all(isinstance(answer, Opening) for answer in answers[:-1])
    assert {(answer.doing, answer.total) for answer in answers[1:-1]} == {("Downloading", 100)}
    assert 4 < len(answers) < 30


def test_reading_says_how_far_it_is():
    answers = [answer for answer in handler().answers(Open(1, 5, "large file")) if answer is not None]
    assert {answer.doing for answer in answers[:-1]} == {"Reading"}


@pytest.mark.parametrize("path", [LINK, LINK + "?silent", "large file", "hangs"])
def test_cancel_is_answered_at_once_whatever_the_work_does(path):
    asked = []
    start = time.monotonic()
    answers = []
    for answer in handler().answers(Open(1, 5, path), lambda: bool(asked)):
        if answer is not None:
            answers.append(answer)
        elif time.monotonic() - start > 0.2 and not asked:
            asked.append(time.monotonic())
    assert answers[-1] == Cancelled(1, 5)
    assert time.monotonic() - asked[0] < 0.2


def test_the_old_generator_still_makes_pictures_meanwhile():
    working = handler()
    assert isinstance(list(working.answers(Open(1, 5, "lamps")))[-1], Opened)
    rendered = 0
    for answer in working.answers(Open(2, 6, LINK)):
        if answer is None and rendered < 3:
            (picture,) = working.answers(Render(1, "canvas", rendered, scene_request(rendered)))
            assert isinstance(picture, Rendered)
            rendered += 1
    assert rendered == 3
    assert isinstance(answer, Opened)


def test_an_error_is_an_answer():
    *_, failed = handler().answers(Open(1, 5, "missing"))
    assert failed == Failed(1, "input", "There is no such file.", "looked everywhere", job=5)
