"""The panel where a changed word is written."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels import change_word
from app.panels.change_word import ChangeWordPanel
from models.document.concept import ART_TEMPLATES, ConceptEdit, Pair, Share, with_preset

LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return
BLANK = ConceptEdit("edit-1", "", "replace", ())
WHOLE = ConceptEdit(
    "edit-2", "Night", "erase", (Pair("lamp", "dark"), Pair("candle")), (), ("window", "bed"), 0.7, True, "art",
    "padding", "all", "keys", "tensor", ("a {}",), 2.0, 0.01, 0.0, True, True, 3,
)  # fmt: skip


@pytest.fixture
def panel(qtbot, monkeypatch):
    monkeypatch.setattr(change_word, "TYPING", 30)
    widget = ChangeWordPanel()
    qtbot.addWidget(widget)
    widget.resize(320, 500)
    widget.set_edit(BLANK, in_sentences=True)
    widget.show()
    return widget


@pytest.fixture
def said(panel):
    edits = []
    panel.written.connect(edits.append)
    return edits


def choose(panel, kind):
    panel.kind.setCurrentIndex(panel.kind.findData(kind))
    panel.kind.activated.emit(panel.kind.currentIndex())


def test_a_pair_is_tried_when_typing_pauses(panel, said, qtbot):
    assert not panel.ok.isEnabled()
    row = panel.pairs.row(0)
    QTest.keyClicks(row.source, "lit")
    QTest.keyClick(row.source, ENTER)
    assert row.target.hasFocus()
    assert not panel.ok.isEnabled()
    QTest.keyClicks(row.target, "unlit")
    assert panel.ok.isEnabled()
    assert said == []
    qtbot.waitUntil(lambda: said != [])
    assert said == [replace(BLANK, pairs=(Pair("lit", "unlit"),))]
    assert panel.in_sentences


def test_what_is_half_written_is_nothing(panel, said, qtbot):
    QTest.keyClicks(panel.pairs.row(0).source, "lit")
    qtbot.waitUntil(lambda: said == [None])
    QTest.keyClick(panel.pairs.row(0).target, ENTER)
    assert panel.edit() is None


def test_enter_and_the_button_keep_what_is_written(panel, said, qtbot):
    panel.pairs.offer("lit")
    QTest.keyClicks(panel.pairs.row(0).target, "unlit")
    with qtbot.waitSignal(panel.kept):
        QTest.keyClick(panel.pairs.row(0).target, ENTER)
    assert said[-1].pairs == (Pair("lit", "unlit"),), "also when typing has not paused"
    with qtbot.waitSignal(panel.kept):
        QTest.mouseClick(panel.ok, LEFT)
    with qtbot.waitSignal(panel.kept):
        QTest.keyClick(panel.keep, ENTER, Qt.KeyboardModifier.ControlModifier)


def test_escape_and_the_button_drop_it(panel, qtbot):
    with qtbot.waitSignal(panel.dropped):
        QTest.mouseClick(panel.cancel, LEFT)
    with qtbot.waitSignal(panel.dropped):
        QTest.keyClick(panel.pairs.row(0).source, Qt.Key.Key_Escape)


def test_an_edit_is_shown_and_read_as_it_was(panel):
    for edit in (WHOLE, replace(WHOLE, kind="debias", shares=(Share("man", 0.5), Share("woman", -2.0)))):
        panel.set_edit(edit, in_sentences=False)
        bare = tuple(Pair(pair.source) for pair in edit.pairs)
        assert panel.edit() == replace(edit, pairs=bare)
    replaced = replace(WHOLE, kind="replace", pairs=(Pair("lamp", "dark"), Pair("a", "b")))
    panel.set_edit(replaced, in_sentences=False)
    assert panel.edit() == replaced
    assert not panel.in_sentences


def test_kinds_ask_for_what_they_need(panel):
    row = panel.pairs.row(0)
    row.source.setText("doctor")
    choose(panel, "erase")
    assert not row.target.isVisible()
    assert panel.edit().pairs == (Pair("doctor"),)
    assert panel.details.guide.isVisibleTo(panel.details)
    choose(panel, "debias")
    assert panel.shares.isVisible()
    assert panel.edit() is None, "nothing is added yet"
    QTest.keyClicks(panel.shares.row(0).text, "woman")
    assert panel.edit().shares == (Share("woman", 0.5),)
    choose(panel, "replace")
    assert row.target.isVisible()
    assert panel.edit() is None


def test_words_are_offered_to_the_pair_that_is_not_finished(panel):
    panel.pairs.offer("lit")
    panel.pairs.offer("lamp")
    assert panel.pairs.row(0).source.text() == "lamp"
    panel.pairs.row(0).target.setText("candle")
    panel.pairs.offer("bed")
    assert panel.pairs.row(1).source.text() == "bed"
    QTest.mouseClick(panel.pairs.row(0).cross, LEFT)
    assert panel.pairs.pairs() == (Pair("bed", ""),)


def test_a_long_list_is_one_line(panel, said, qtbot):
    many = tuple(Pair(f"a{n}", "b") for n in range(1000))
    QTest.keyClicks(panel.pairs.row(0).source, "lit")
    QTest.keyClicks(panel.pairs.row(0).target, "unlit")
    panel.pairs.add_list(many)
    assert panel.edit().pairs == (Pair("lit", "unlit"), *many)
    assert "1,000" in panel.pairs._count.text()
    panel.set_edit(replace(BLANK, pairs=many), in_sentences=False)
    assert panel.edit().pairs == many
    QTest.mouseClick(panel.pairs._drop_list, LEFT)
    assert panel.pairs.pairs() == ()
    qtbot.waitUntil(panel.pairs.row(0).isVisible)


def test_what_is_kept_is_a_text_a_line(panel):
    panel.pairs.offer("lit")
    panel.pairs.row(0).target.setText("unlit")
    panel.keep.setPlainText(" window\n\nbed \nwindow\n" + "x" * 1200)
    assert panel.edit().preserve == ("window", "bed", "x" * 1000)


def test_presets_are_shown_and_used(panel):
    panel.set_edit(replace(BLANK, pairs=(Pair("lit", "unlit"),)), in_sentences=True)
    assert panel.details.preset.currentData() == ""
    panel.details.preset_chosen.emit("uce-2023")
    edit = panel.edit()
    assert edit.tokens == "padding"
    assert not panel.in_sentences
    assert panel.details.preset.currentData() == "uce-2023"
    assert edit.preserve == ("",)
    assert edit == with_preset(edit, "uce-2023")


def test_templates_come_by_a_button(panel):
    panel.more.click()
    art = next(b for b in panel.details.findChildren(type(panel.ok)) if b.text() == "Art")
    art.click()
    assert panel.details.templates.lines() == ART_TEMPLATES
