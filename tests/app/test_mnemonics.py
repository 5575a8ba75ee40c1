"""Alt and a letter means one thing: within a menu, and within a dialog with its buttons, in every language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QMessageBox, QWidget
from test_access import DIALOGS

from app.actions import COMMANDS, MENUS
from app.dialogs import questions
from app.dialogs.browse import BrowseDialog
from app.dialogs.export import ExportDialog
from app.dialogs.export_choices import ExportOffer
from app.dialogs.report import ReportDialog
from app.dialogs.sweep import SweepDialog
from app.engine.fake import FakeEngine
from app.main_window import MainWindow
from app.studio import Studio
from app.widgets.language import speak
from models.document.generator_info import FileFormat, Fingerprint
from models.document.recipe import Recipe
from models.document.report import ReportRequest

FORMATS = (FileFormat("lora", "LoRA", ".safetensors"),)
MORE = {
    "browse": lambda parent: BrowseDialog(1, (), parent),
    "export": lambda parent: ExportDialog(ExportOffer(FORMATS, "Room", Path(), None, {}), parent),
    "sweep": lambda parent: SweepDialog("Lamp 1", 9, parent),
    "report": lambda parent: ReportDialog(Path("report"), ReportRequest(Recipe(Fingerprint("0" * 64, "test"))), parent),
}
QUESTIONS = {
    "save": lambda parent: questions.ask_save_changes(parent, "Evening"),
    "discard": questions.ask_discard_recovered,
    "clear": questions.ask_clear_cache,
}


@pytest.fixture(params=["en", "de"])
def language(request, qapp):
    before = QLocale()
    speak(qapp, request.param)
    yield request.param
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def letter(text: str) -> str:
    """The one that Alt goes with; empty for none."""
    _, mark, after = text.replace("&&", "").partition("&")
    return after[:1].casefold() if mark else ""


def repeated(texts: Iterable[str]) -> list[list[str]]:
    """Those that share a letter."""
    by_letter = defaultdict(list)
    for text in texts:
        by_letter[letter(text)].append(text)
    return [sharing for key, sharing in by_letter.items() if key and len(sharing) > 1]


def written(within: QWidget) -> list[str]:
    """What stands on its buttons and labels."""
    return [piece.text() for kind in (QAbstractButton, QLabel) for piece in within.findChildren(kind)]


def test_a_letter_is_found_and_a_repeated_one_too():
    assert [letter(text) for text in ("&Open", "Save &as", "Fit", "Salt && &pepper")] == ["o", "a", "", "p"]
    assert repeated(["&Open", "Cl&ose", "&Save", "Fit"]) == [["&Open", "Cl&ose"]]


def test_no_letter_repeats_within_a_menu(language, qtbot):
    window = MainWindow(Studio(FakeEngine()))
    qtbot.addWidget(window)
    titles = [action.text() for action in window.menuBar().actions()]
    assert all(map(letter, titles))
    assert repeated([*titles, *written(window)]) == []
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.title() in titles]
    assert len(menus) == len(MENUS)
    for menu in menus:
        assert repeated(action.text() for action in menu.actions()) == []


def test_every_command_has_a_letter(language):
    texts = [QCoreApplication.translate("actions", command.text) for command in COMMANDS]
    assert [text for text in texts if not letter(text)] == []


@pytest.mark.parametrize("make", [*DIALOGS.values(), *MORE.values()], ids=[*DIALOGS, *MORE])
def test_no_letter_repeats_within_a_dialog(language, make, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    assert repeated(written(make(parent))) == []


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_no_letter_repeats_within_a_question(language, ask, qtbot, monkeypatch):
    asked: list[str] = []

    def read(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.extend(written(box))
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", read)
    parent = QWidget()
    qtbot.addWidget(parent)
    ask(parent)
    assert asked
    assert repeated(asked) == []
    assert QApplication.activeModalWidget() is None
