"""The whole window, and every dialog, without eyes and without a mouse: names for all, and the focus can be seen."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QKeySequenceEdit,
    QMenuBar,
    QProgressBar,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QWidget,
)

from app.actions import COMMANDS
from app.dialogs.about import AboutDialog
from app.dialogs.download import DownloadDialog
from app.dialogs.help import HelpDialog
from app.dialogs.palette import Palette
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.shortcuts import ShortcutsDialog
from app.engine.fake import INFO, LateEngine
from app.help import about_page, help_pages
from app.main_window import MainWindow
from app.session.document import painted
from app.session.settings import Settings
from app.studio import Studio
from app.widgets.theme import DARK, LIGHT, apply_theme, wear
from models.document.scene import Prompt

_RGB = QImage.Format.Format_RGB32
# Parts that Qt makes within another widget, whose name they speak by, or that cannot be worked with.
_INSIDE = (QAbstractSpinBox, QComboBox, QKeySequenceEdit, QAbstractItemView, QTabBar)
_NO_CONTROLS = (QScrollBar, QHeaderView, QMenuBar, QTabBar, QSplitterHandle, QProgressBar)


def open_window(info) -> MainWindow:
    """With a picture, something painted, something found, a slider, and every panel open."""
    window = MainWindow(Studio(LateEngine(info)))
    window.show()
    window.studio.engine.start()
    window.studio.opening.generator("rooms")
    while not window.studio.live.current("canvas"):
        QApplication.processEvents()
    mask = np.zeros((64, 64), np.uint8)
    mask[20:30, 20:30] = 255
    window.studio.session.do("Paint", lambda project: painted(project, mask))
    window.studio.searching.start()
    for key, action in window.actions_by_key.items():
        if key.startswith("show_") and key != "show_region":
            action.trigger()
    return window


@pytest.fixture(params=["StyleGAN", "words"])
def window(request, qtbot, monkeypatch):
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    apply_theme(QApplication.instance())
    info = INFO if request.param == "StyleGAN" else replace(INFO, prompts=True, defaults=Prompt("a lamp beside a bed"))
    window = open_window(info)
    qtbot.waitExposed(window)
    yield window
    window.close()


DIALOGS = {
    "preferences": lambda parent: PreferencesDialog(Settings(), parent),
    "shortcuts": lambda parent: ShortcutsDialog({}, parent),
    "palette": lambda parent: Palette([], parent),
    "help": lambda parent: HelpDialog(help_pages({}), parent),
    "about": lambda parent: AboutDialog(about_page(), parent),
    "download": lambda parent: DownloadDialog(parent),
}


@pytest.fixture(params=DIALOGS)
def dialog(request, qtbot):
    apply_theme(QApplication.instance())
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = DIALOGS[request.param](parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.close()


def controls(within: QWidget) -> list[QWidget]:
    """What Tab goes to. A text that can only be selected with the mouse speaks for itself."""
    return [w for w in within.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and own(w)]


def own(widget: QWidget) -> bool:
    if isinstance(widget, _NO_CONTROLS) or widget.objectName().startswith("qt_"):
        return False
    parents = []
    parent = widget.parentWidget()
    while parent is not None:
        parents.append(parent)
        parent = parent.parentWidget()
    return not any(isinstance(parent, _INSIDE) for parent in parents)


def nameless(within: QWidget) -> list[str]:
    return [
        f"{type(w).__name__} in {type(w.parentWidget()).__name__}" for w in controls(within) if not w.accessibleName()
    ]


def test_every_control_of_the_window_has_a_name(window):
    assert len(controls(window)) > 30
    assert nameless(window) == []


def test_every_control_of_a_dialog_has_a_name(dialog):
    assert controls(dialog)
    assert nameless(dialog) == []


def test_every_command_has_words_a_tooltip_and_a_place_in_the_menus(window):
    shown = {action for menu in window.menuBar().actions() for action in menu.menu().actions()}
    for command in COMMANDS:
        action = window.actions_by_key[command.key]
        assert action.text(), command.key
        assert action.toolTip(), command.key
        assert action in shown, command.key


def test_every_button_without_words_has_a_tooltip(window):
    buttons = [w for w in controls(window) if isinstance(w, QAbstractButton) and not w.text()]
    assert [w.accessibleName() for w in buttons if not w.toolTip()] == []


def looks(widget: QWidget) -> np.ndarray:
    """The widget and a few pixels around it, as they are on the screen."""
    top = widget.window()
    place = widget.rect().adjusted(-4, -4, 4, 4)
    place.moveTopLeft(widget.mapTo(top, place.topLeft()))
    image = top.grab(place).toImage().convertToFormat(_RGB)
    return np.frombuffer(image.constBits(), np.uint8).copy()


def invisible_focus(within: QWidget) -> list[str]:
    """Controls that look the same with the focus and without."""
    found = []
    for control in controls(within):
        if not control.isVisible() or not control.isEnabled() or control.visibleRegion().isEmpty():
            continue
        control.clearFocus()
        QApplication.processEvents()
        before = looks(control)
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if control.hasFocus() and np.array_equal(looks(control), before):
            found.append(f"{type(control).__name__} “{control.accessibleName()}”")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_the_focus_can_be_seen_in_the_window(window, colours):
    wear(QApplication.instance(), colours)
    window.activateWindow()
    assert invisible_focus(window) == []


def test_the_focus_can_be_seen_in_a_dialog(dialog):
    dialog.activateWindow()
    assert invisible_focus(dialog) == []
