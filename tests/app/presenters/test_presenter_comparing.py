"""What the window itself listens to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def test_a_backslash_that_is_typed_is_text_and_elsewhere_shows_the_picture_before(window, qtbot):
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    QTest.keyPress(window.canvas, Qt.Key.Key_Backslash)
    assert window.compare_button.isChecked()
    QTest.keyRelease(window.canvas, Qt.Key.Key_Backslash)
    assert not window.compare_button.isChecked()

    window.change_word.show()
    keep = window.change_word.keep
    keep.setFocus()
    qtbot.waitUntil(keep.hasFocus)
    QTest.keyClick(keep, "\\")
    assert keep.toPlainText() == "\\"
    assert not window.compare_button.isChecked()
