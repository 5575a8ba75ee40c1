"""Several long works at once, and the one that the strip tells of."""

from __future__ import annotations

from functools import partial

import pytest

from app.panels.status import StatusStrip
from app.presenters.telling import Telling


class Work:
    """Says whether it was asked to stop."""

    stopped = 0

    def cancel(self) -> None:
        self.stopped += 1


@pytest.fixture
def strip(qtbot):
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show()
    return strip


@pytest.fixture
def works():
    return Work(), Work(), Work()


@pytest.fixture
def telling(strip, works):
    """The third is quiet."""
    return Telling(strip, quiet=works[2:])


def test_the_newest_is_told_of_and_the_others_are_counted(telling, strip, works):
    search, report, _ = works
    telling.begin(search, partial(strip.set_job, "Searching"))
    assert strip._others.isHidden()
    telling.begin(report, partial(strip.set_job, "Drawing for the report"))
    telling.go_on(search, partial(strip.set_job, "Searching", 3, 9))
    assert strip._job.text().startswith("Drawing for the report")
    assert strip._others.text() == "and 1 more"
    telling.end(report)
    assert strip._job.text() == "Searching 3 of 9"
    assert strip._others.isHidden()
    telling.end(search)
    assert strip._job.isHidden()


def test_what_comes_by_itself_does_not_hide_what_a_person_began(telling, strip, works):
    search, _, look = works
    telling.begin(search, partial(strip.set_job, "Searching"))
    telling.begin(look, partial(strip.set_job, "Looking at the picture"))
    assert strip._job.text().startswith("Searching")
    assert strip._others.text() == "and 1 more"


def test_each_can_be_stopped_the_one_told_of_first(telling, strip, works):
    search, report, _ = works
    telling.begin(search, partial(strip.set_job, "Searching"))
    telling.begin(report, partial(strip.set_job, "Drawing for the report"))
    telling.cancel()
    assert (search.stopped, report.stopped) == (0, 1)
    assert not strip._cancel.isEnabled()
    telling.end(report)
    assert strip._cancel.isEnabled()
    assert strip._job.text().startswith("Searching")
    telling.cancel()
    assert (search.stopped, report.stopped) == (1, 1)


def test_while_one_is_stopping_the_next_can_be_stopped_too(telling, strip, works):
    search, report, _ = works
    telling.begin(search, partial(strip.set_job, "Searching"))
    telling.begin(report, partial(strip.set_job, "Drawing for the report"))
    telling.cancel()
    telling.cancel()
    assert (search.stopped, report.stopped) == (1, 1)
    telling.end(report)
    assert not strip._cancel.isEnabled(), "the search is stopping, too"


def test_nothing_is_told_after_the_end(telling, strip, works):
    search = works[0]
    telling.begin(search, partial(strip.set_job, "Searching"))
    telling.end(search)
    telling.go_on(search, partial(strip.set_job, "Searching", 9, 9))
    assert strip._job.isHidden()


def test_begun_anew_it_is_not_stopping_any_more(telling, strip, works):
    search = works[0]
    telling.begin(search, partial(strip.set_job, "Searching"))
    telling.cancel()
    telling.begin(search, partial(strip.set_job, "Searching"))
    telling.cancel()
    assert search.stopped == 2
    telling.clear()
    assert strip._job.isHidden()
