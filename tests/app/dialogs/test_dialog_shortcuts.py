"""The shortcut editor, and which keys commands have."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.actions import COMMANDS
from app.dialogs.shortcuts import ShortcutsDialog
from app.shortcuts import all_shortcuts, belongs_to, owner, with_keys


def test_no_two_commands_have_the_same_keys():
    keys = [each for has in all_shortcuts({}).values() for each in has]
    assert len(set(keys)) == len(keys)


def test_a_shortcut_is_taken_from_whoever_has_it():
    changed = with_keys({}, "hand", ("B",))
    assert changed == {"hand": ("B",), "brush": ()}
    assert owner("B", changed) == "hand"
    assert owner("H", changed) is None
    assert with_keys(changed, "brush", ("B",)) == {"hand": ()}, "what is as in the table is no change"


def test_keys_that_are_held_belong_to_somebody_as_well():
    assert belongs_to("Space", {})
    assert belongs_to("\\", {})
    assert belongs_to("Ctrl+S", {}) == "Save project"
    assert belongs_to("Ctrl+Alt+9", {}) == ""


@pytest.fixture
def dialog(qtbot):
    widget = ShortcutsDialog({})
    qtbot.addWidget(widget)
    widget.show()
    widget.told = []
    widget.changed.connect(widget.told.append)
    return widget


def choose(dialog, key):
    dialog._list.setCurrentItem(next(item for item in dialog._items() if dialog._key_of(item) == key))


def press(dialog, key, modifiers=Qt.KeyboardModifier.NoModifier):
    dialog._keys.setFocus()
    QTest.keyClick(dialog._keys, key, modifiers)
    dialog._keys.editingFinished.emit()


def test_new_keys_hold_at_once(dialog):
    choose(dialog, "brush")
    press(dialog, Qt.Key.Key_F9)
    assert dialog.told == [{"brush": ("F9",)}]
    dialog._reset.click()
    assert dialog.told[-1] == {}


def test_keys_of_another_command_are_told_first(dialog):
    choose(dialog, "brush")
    press(dialog, Qt.Key.Key_H)
    assert dialog.told == []
    assert "Move the picture" in dialog._message.text()
    dialog._swap.click()
    assert dialog.told == [{"brush": ("H",), "hand": ()}]


def test_keys_that_are_held_cannot_be_taken(dialog):
    choose(dialog, "brush")
    press(dialog, Qt.Key.Key_Space)
    assert dialog.told == []
    assert dialog._message.text()
    assert dialog._swap.isHidden()


def test_no_keys_and_reset_all(dialog):
    choose(dialog, "brush")
    dialog._none.click()
    assert dialog.told == [{"brush": ()}]
    dialog._reset_all()
    assert dialog.told[-1] == {}


def test_a_command_is_found_by_its_name_or_its_keys(dialog):
    dialog._filter.setText("eraser")
    found = [item.text(0) for item in dialog._items() if not item.isHidden()]
    assert "Eraser" in found
    assert "Save project" not in found
    dialog._filter.setText("")
    assert sum(not item.isHidden() for item in dialog._items()) == len(COMMANDS)
