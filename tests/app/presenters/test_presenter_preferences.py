"""What a person prefers is followed at once; the palette and the help are a key away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from app.canvas.overlay import Style
from app.canvas.tools import Tool
from app.dialogs.help import HelpDialog
from app.dialogs.palette import Palette
from app.engine.fake import LateEngine
from app.main_window import MainWindow
from app.session.settings import Settings
from app.studio import Studio
from app.widgets.theme import DARK, LIGHT, apply_theme

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settings(qapp, tmp_path):
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def window(qtbot, settings):
    app = QApplication.instance()
    apply_theme(app)
    window = MainWindow(Studio(LateEngine(), settings))
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    settings.set("theme", "system")


def test_the_theme_follows_the_preferences(window, settings):
    def colour():
        return QApplication.palette().color(QPalette.ColorRole.Window).name()

    settings.set("theme", "light")
    assert colour() == LIGHT.window
    settings.set("theme", "dark")
    assert colour() == DARK.window


def test_a_changed_shortcut_works_and_is_said_in_the_tooltip(window, settings):
    settings.set_shortcuts({"show_history": ("F9",)})
    action = window.actions_by_key["show_history"]
    assert action.shortcut().toString() == "F9"
    assert action.toolTip().endswith("(F9)")
    settings.set_shortcuts({})
    assert action.shortcut().toString() == "F7"


def test_a_key_that_was_taken_from_a_command_does_nothing_on_the_picture(window, settings, qtbot):
    window.studio.engine.start()
    window.studio.opening.generator("rooms")
    window.canvas.set_tool(Tool.HAND)
    window.canvas.setFocus()
    settings.set_shortcuts({"brush": ("F9",)})
    QTest.keyClick(window.canvas, Qt.Key.Key_B)
    assert window.canvas.tool() is Tool.HAND
    QTest.keyClick(window.canvas, Qt.Key.Key_F9)
    assert window.canvas.tool() is Tool.BRUSH


def test_the_palette_runs_a_command(window, qtbot):
    window.actions_by_key["palette"].trigger()
    (palette,) = window.findChildren(Palette)
    QTest.keyClicks(palette._line, "sample room of")
    ran = []
    window.studio.opening.running.connect(ran.append)
    QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert ran
    qtbot.waitUntil(lambda: not window.findChildren(Palette))


def test_the_palette_finds_help(window, qtbot):
    window.actions_by_key["palette"].trigger()
    (palette,) = window.findChildren(Palette)
    QTest.keyClicks(palette._line, "goes wrong")
    QTest.keyClick(palette._line, Qt.Key.Key_Return)
    (help_,) = window.findChildren(HelpDialog)
    assert help_.isVisible()
    assert help_._text.toPlainText().startswith("If something goes wrong")
    help_.close()
    qtbot.waitUntil(lambda: not window.findChildren(HelpDialog))


def test_another_language_is_said_to_come_with_the_next_start(window, settings):
    settings.set("language", "de")
    assert "next start" in window.toast.notice().text


def test_how_the_region_is_shown_is_the_same_at_the_next_start(window, settings, tmp_path):
    style = window.tool_options.findChild(QComboBox)
    QTest.keyClick(style, Qt.Key.Key_Down)
    QTest.keyClick(window.tool_options._opacity.slider, Qt.Key.Key_Right)
    again = MainWindow(Studio(LateEngine(), Settings(tmp_path / "settings.json")))
    assert again.canvas.overlay_style() is window.canvas.overlay_style() is Style.OUTLINE
    assert again.tool_options._opacity.value() == 51
    assert again.tool_options.findChild(QComboBox).currentData() is Style.OUTLINE
    again.close()
