"""Texts are found in the source, translated, and no translation says what its text does not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from app.actions import COMMANDS
from app.session.settings import SETTINGS
from app.translating.catalogue import completed, faults, placeholders, read, release, ts_file, write
from app.translating.sentences import everything
from app.translating.texts import ROOT, Text, all_texts, texts_in, untranslated_in
from app.widgets.language import speak

SOURCE = """
class Panel(QWidget):
    def build(self):
        self.setWindowTitle(self.tr("One " "text"))
        label = QLabel(_tr("Two"))
        QCoreApplication.translate("elsewhere", "Three")
        self.setToolTip("Nobody translates this")
        self.setObjectName("page of no interest")

class Inner(QObject):
    words = lambda self: self.tr("Four")

def _tr(text):
    return QCoreApplication.translate("panel", text)

Command("key", "File", "&Five", ("Ctrl+5",), tip="Six")
Command("key", "File", "Seven", (), "Eight", "nothing")
Setting("key", "a", "Work", "Nine", "Ten", choices=(("a", "Eleven"), ("b", "Twelve")), unit="s")
MENUS: tuple = (("File", "&Thirteen"),)
"""


@pytest.fixture(scope="module")
def texts():
    return all_texts()


def test_texts_are_found_wherever_they_stand():
    found = {text for _, text in texts_in(SOURCE)}
    expected = {("Panel", "One text"), ("panel", "Two"), ("elsewhere", "Three"), ("Inner", "Four")}
    expected |= {("actions", text) for text in ("&Five", "Six", "Seven", "Eight", "&Thirteen")}
    expected |= {("settings", text) for text in ("Nine", "Ten", "Eleven", "Twelve")}
    assert found == {Text(*pair) for pair in expected}


def test_what_is_shown_untranslated_is_found():
    assert [text for _, text in untranslated_in(SOURCE)] == ["Nobody translates this"]


def test_every_text_that_people_see_is_translated():
    shown = {
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for path in ROOT.rglob("*.py")
        for line, text in untranslated_in(path.read_text(encoding="utf-8"))
    }
    assert shown == set()


def test_the_tables_are_found_whole(texts):
    wanted = {Text("actions", command.text) for command in COMMANDS}
    wanted |= {Text("actions", command.tip) for command in COMMANDS if command.tip}
    wanted |= {Text("settings", setting.text) for setting in SETTINGS}
    wanted |= {Text("settings", words) for setting in SETTINGS for _, words in setting.choices}
    assert wanted <= set(texts)


# ------------------------------------------------------------------------------------------------------- German
@pytest.fixture(scope="module")
def german():
    return read(ts_file("de"))


def test_the_german_catalogue_has_no_faults(german, texts):
    """Run `python -m app.translating` after a text was changed: it drops what there is no longer."""
    assert faults(german, everything()) == []


def test_german_is_nearly_complete(german, texts):
    """`python -m app.translating` lists what is missing."""
    assert len([text for text in texts if text in german]) > 0.9 * len(texts)


def test_what_the_studio_loads_is_what_was_written(german):
    translator = QTranslator()
    assert translator.load(str(ts_file("de").with_suffix(".qm")))
    assert {text: translator.translate(text.context, text.source) for text in german} == german


def test_the_studio_speaks_german(qapp):
    before = QLocale()
    try:
        speak(qapp, "de")
        assert QCoreApplication.translate("actions", "&File") == "&Datei"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen", "Qt's own buttons"
        assert QLocale().toString(1936) == "1.936"
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(before)
    assert QCoreApplication.translate("actions", "&File") == "&File"


# ---------------------------------------------------------------------------------------------------- catalogues
def test_what_is_written_is_read_and_released(tmp_path, qapp):
    path = tmp_path / "unlit_xx.ts"
    catalogue = {Text("a", "One <&> “two”"): "Eins\nund mehr"}
    write(path, "xx", catalogue, [Text("b", "Not yet"), *catalogue])
    assert read(path) == catalogue
    assert 'type="unfinished"' in path.read_text()
    translator = QTranslator()
    assert translator.load(str(release(path)))
    assert translator.translate("a", "One <&> “two”") == "Eins\nund mehr"


def test_the_same_words_elsewhere_are_taken_over():
    texts = [Text("a", "Open"), Text("b", "Open"), Text("b", "Close")]
    assert completed({texts[0]: "Öffnen"}, texts) == {texts[0]: "Öffnen", texts[1]: "Öffnen"}


def test_faults_are_named():
    texts = [Text("a", "{name} of {total}"), Text("a", "Save…")]
    assert faults({texts[0]: "{name} von {total}", texts[1]: "Speichern…"}, texts) == []
    assert "placeholders" in faults({texts[0]: "{name} von {gesamt}"}, texts)[0]
    assert "dots" in faults({texts[1]: "Speichern"}, texts)[0]
    assert "no text" in faults({Text("a", "Gone"): "Weg"}, texts)[0]


def test_placeholders():
    assert placeholders("{a} and {b:.2f} of {a}") == {"a", "b"}
    assert placeholders("a { brace") == set()
