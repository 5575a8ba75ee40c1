"""A person makes “lit” mean “unlit”, and the lamp goes out: in the picture, and in every other one."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from test_ask_for_a_room import PATIENCE, opens_the_words

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier
LIT_ENOUGH = 5  # levels of 255 by which a room with a lamp is brighter


def changes_lit_to_unlit(person) -> None:
    """By the word of the prompt, and the keyboard."""
    person.clicks("Change a word")
    person.clicks("Change “lit”")
    panel = person.window.change_word
    person.waits(panel.pairs.row(0).target.hasFocus)
    QTest.keyClicks(panel.pairs.row(0).target, "unlit")


def test_the_lamp_goes_out_while_it_is_written_and_stays_out(person):
    window, session = person.window, person.window.studio.session
    before = opens_the_words(person)
    changes_lit_to_unlit(person)
    person.waits(lambda: session.trial is not None, PATIENCE)
    tried = person.sees()
    assert before.mean() - tried.mean() > LIT_ENOUGH
    assert session.project.recipe.edits == ()
    person.presses(Qt.Key.Key_Escape)
    assert np.array_equal(person.sees(), before), "nothing was kept"

    changes_lit_to_unlit(person)
    person.presses(Qt.Key.Key_Return)
    unlit = person.sees()
    assert before.mean() - unlit.mean() > LIT_ENOUGH
    (edit,) = session.project.recipe.edits
    assert edit.name == "lit → unlit"
    row = window.edits.concept_row(edit.key)
    person.waits(lambda: "Gone: 9" in row.numbers.text(), PATIENCE)

    window.canvas.setFocus()
    person.presses(Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(person.sees(), before)
    person.presses(Qt.Key.Key_Y, CONTROL)
    assert np.array_equal(person.sees(), unlit)


def test_a_persons_slider_brings_the_light_back(person):
    before = opens_the_words(person)
    changes_lit_to_unlit(person)
    person.presses(Qt.Key.Key_Return)
    unlit = person.sees()
    person.drags_slider(person.slider(), to=0.0)
    assert np.array_equal(person.sees(), before), "strength 0 is the generator as it is"
    person.window.canvas.setFocus()
    person.presses(Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(person.sees(), unlit)
    person.clicks("Bypass lit → unlit")
    assert np.array_equal(person.sees(), before)
    person.clicks("Use lit → unlit again")
    assert np.array_equal(person.sees(), unlit)
    person.clicks("Find the strength of lit → unlit")
    edits = person.window.studio.session
    person.waits(lambda: edits.project.recipe.edits[0].strength != 1.0, PATIENCE)
    assert person.reads("unrelated words")
