"""A person stops a search and searches again: it goes on where it stopped."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

pytestmark = pytest.mark.slow


def stops_early(person) -> set:
    """Searches every part and stops on the way; returns what was ablated by then."""
    searching = person.window.studio.searching
    done = []
    searching.progress.connect(lambda _text, count, *_: done.append(count))
    person.clicks("Find what makes this")
    person.waits(lambda: any(done))
    person.presses(Qt.Key.Key_Escape)
    person.waits(lambda: not searching.is_running)
    ranking = person.window.studio.session.project.rankings[-1]
    assert not ranking.complete
    return {ranked for ranked in ranking.units if ranked.exact}


def test_a_search_goes_on_where_it_was_cancelled(person):
    window = person.window
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.clicks("Options")
    person.clicks("Try every part, however long it takes")
    first = stops_early(person)
    units = window.studio.session.info.unit_count
    assert 0 < len(first) < units
    assert "Search again to go on" in window.search._hint.text()

    done, told = [], set()
    window.studio.searching.progress.connect(lambda text, count, *_: (done.append(count), told.add(text)))
    person.searches()
    assert "Going on, ablating" in told
    ranking = window.studio.session.project.rankings[-1]
    assert ranking.complete
    assert ranking.exact == units
    assert first <= set(ranking.units), "what was ablated before was taken over, to the last digit"
    assert min(count for count in done if count) > len(first)


def test_a_search_that_was_done_is_found_again_at_once(person):
    window = person.window
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.searches()
    ranking = window.studio.session.project.rankings[-1]
    told = []
    window.studio.searching.progress.connect(lambda text, *_: told.append(text))
    person.searches()
    assert window.studio.session.project.rankings[-1] == ranking
    assert told.count("Ablating") == 1
