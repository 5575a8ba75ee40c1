"""A person makes “lamp” mean lit lamps and unlit ones, and takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from test_ask_for_a_room import PATIENCE, opens_the_words, types_a_prompt

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier
OPEN = "a bedroom with a lamp beside a blue bed at dusk"


def writes_the_choices(person, *choices: str) -> None:
    person.clicks("Balance a word")
    panel = person.window.balance_word
    person.waits(panel.word.hasFocus)
    QTest.keyClicks(panel.word, "lamp")
    for row, choice in enumerate(choices):
        QTest.keyClicks(panel.choices.row(row).text, choice)


def draws_few(person) -> None:
    """So that a test can wait for it; nearly balanced is near enough."""
    panel = person.window.balance_word
    panel.pictures.setValue(16)
    panel.most.setValue(32)
    panel.tolerance.setValue(40)


def test_a_person_balances_a_word_and_takes_it_back(person):
    window = person.window
    opens_the_words(person)
    types_a_prompt(person, OPEN)
    person.waits(lambda: window.studio.session.project.scenes[0].prompt.text == OPEN)
    before = person.sees()
    writes_the_choices(person, "lit lamp", "unlit lamp")
    draws_few(person)
    panel, balancing = window.balance_word, window.studio.balancing
    assert OPEN in panel.notes.text()
    person.clicks("Balance the word")
    person.waits(lambda: not balancing.is_running, PATIENCE)
    (edit,) = window.studio.session.project.recipe.edits
    assert edit.name == "Balanced lamp"
    (lit, lit_after), (unlit, unlit_after) = panel.table.words()
    assert share(lit) > 80
    assert share(unlit_after) > share(unlit)
    assert share(lit_after) < share(lit)
    person.clicks("Close balancing")
    person.waits(lambda: not panel.isVisible())
    window.canvas.setFocus()
    person.waits(window.canvas.hasFocus)
    person.presses(Qt.Key.Key_Z, CONTROL)
    person.waits(lambda: window.studio.session.project.recipe.edits == ())
    assert (person.sees() == before).all()


def share(words: str) -> int:
    """ "94 % (75 % to 99 %)" and "about 94 %" are both 94."""
    return int(words.removeprefix("about ").split(" ")[0])


def test_a_person_who_balances_what_no_picture_shows_is_told(person):
    window = person.window
    opens_the_words(person)
    writes_the_choices(person, "cat lamp", "dog lamp")
    person.clicks("Count how often each choice comes")
    person.waits(lambda: "cannot be told apart" in window.balance_word.notes.text(), PATIENCE)
    assert window.studio.session.project.recipe.edits == ()
