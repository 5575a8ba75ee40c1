"""The engine's process is killed in the middle of a search: the person's work stays, and it starts again by itself."""

from __future__ import annotations

import numpy as np
import psutil
import pytest

pytestmark = pytest.mark.slow


def engine_process() -> psutil.Process:
    """The one worker that this studio has."""
    children = psutil.Process().children()
    (worker,) = [child for child in children if "app.engine.worker" in child.cmdline()]
    return worker


def test_the_engine_is_killed_in_a_search_and_the_person_goes_on(person):
    window = person.window
    searching = window.studio.searching
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    picture, project = person.sees(), window.studio.session.project
    person.clicks("Options")
    person.clicks("Try every part, however long it takes")
    done = []
    searching.progress.connect(lambda _text, count, *_: done.append(count))
    person.clicks("Find what makes this")
    person.waits(lambda: any(done))
    first = engine_process()
    first.kill()
    person.waits(lambda: not searching.is_running)
    person.waits(lambda: person.reads("starts again"))
    assert window.studio.session.project == project
    assert np.array_equal(window.canvas_presenter.picture, picture), "the picture stays on the screen"
    person.waits(lambda: person.button("Find what makes this").isEnabled())
    assert engine_process().pid != first.pid
    assert np.array_equal(person.sees(), picture)
    person.searches()
    assert window.studio.session.project.rankings[-1].complete
