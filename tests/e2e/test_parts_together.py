"""A person asks for parts that work together, and dims the lamp with one slider of them all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from test_dim_a_lamp import fall

pytestmark = pytest.mark.slow


def test_parts_together_put_the_lamp_out_further_than_one(person):
    window = person.window
    person.clicks("Open the sample room")
    mask = person.paints_the_lamp()
    person.searches()
    before = person.sees()
    person.drags_slider(person.slider(), to=0.0)
    alone, _ = fall(before, person.sees(), mask)
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    person.clicks("Find parts that work together")
    person.waits(lambda: not window.studio.grouping.is_running and len(person.sliders()) == 2)
    single, group = window.studio.session.project.recipe.edits
    assert len(single.units) == 1
    assert 2 <= len(group.units) <= 8
    assert (group.name, group.gain) == ("Lamp 2", 1.0)
    words = window.search._group.text()
    assert words.startswith(f"{len(group.units)} parts together")
    assert "goes away" in words
    person.drags_slider(person.slider(1), to=0.0)
    together, outside = fall(before, person.sees(), mask)
    assert together > 1.2 * alone
    assert together > 5 * abs(outside)
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.studio.session.project.recipe.edits == (single,)


def test_a_person_cancels_parts_together(person):
    window = person.window
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.searches()
    edits = window.studio.session.project.recipe.edits
    far = []
    window.studio.grouping.progress.connect(lambda _text, done, *_: far.append(done))
    person.clicks("Find parts that work together")
    person.waits(lambda: any(far))
    person.presses(Qt.Key.Key_Escape)
    person.waits(lambda: not window.studio.grouping.is_running)
    assert window.studio.session.project.recipe.edits == edits
    assert "Stopped early" in window.search._group.text()
    assert person.button("Find what makes this").isEnabled()
