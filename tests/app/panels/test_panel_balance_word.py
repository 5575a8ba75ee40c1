"""The panel where a word is balanced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.balance_word import USUAL, BalanceWordPanel
from app.panels.share_table import ShareTable
from models.document.concept import Pair, Share
from models.document.report import Number

LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return


@pytest.fixture
def panel(qtbot):
    widget = BalanceWordPanel()
    qtbot.addWidget(widget)
    widget.resize(320, 500)
    widget.show()
    return widget


def write(panel):
    QTest.keyClicks(panel.word, "lamp")
    for row, text in enumerate(("lit lamp", "unlit lamp")):
        QTest.keyClicks(panel.choices.row(row).text, text)


def test_a_word_and_two_choices_are_wanted_equally_often(panel):
    assert panel.written() is None
    write(panel)
    panel.keep.setPlainText("window")
    edit = panel.written()
    assert (edit.kind, edit.pairs, edit.preserve) == ("debias", (Pair("lamp"),), ("window",))
    assert edit.shares == (Share("lit lamp", 1.0), Share("unlit lamp", 1.0))
    assert panel.how(edit.shares).wanted == (0.5, 0.5)


def test_other_shares_are_wanted_in_parts(panel):
    write(panel)
    panel.choices.row(1).share.setValue(3)
    panel.tolerance.setValue(5)
    how = panel.how(panel.written().shares)
    assert (how.wanted, how.tolerance, how.pictures) == ((0.25, 0.75), 0.05, USUAL.pictures)


def test_what_is_half_written_is_nothing(panel):
    write(panel)
    panel.choices.row(1).text.setText("lit lamp")
    assert panel.written() is None, "one choice twice"
    panel.choices.row(1).text.setText("")
    assert panel.written() is None
    panel.choices.row(1).text.setText("unlit lamp")
    for row in (0, 1):
        panel.choices.row(row).share.setValue(0)
    assert panel.written() is None, "none is wanted"


def test_buttons_and_keys(panel, qtbot):
    assert not panel.balance.isEnabled()
    write(panel)
    panel.set_possible(True)
    for button, signal in ((panel.count, panel.count_wanted), (panel.balance, panel.balance_wanted)):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, LEFT)
    with qtbot.waitSignal(panel.balance_wanted):
        QTest.keyClick(panel.word, ENTER, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(panel.dropped):
        QTest.keyClick(panel.word, Qt.Key.Key_Escape)


def test_while_it_runs_it_can_only_be_cancelled(panel, qtbot):
    write(panel)
    panel.set_possible(True)
    panel.set_running(True)
    assert not panel.word.isEnabled()
    assert not panel.balance.isVisible()
    with qtbot.waitSignal(panel.cancel_wanted):
        QTest.mouseClick(panel.cancel, LEFT)
    panel.set_running(False)
    assert panel.balance.isEnabled()
    assert not panel.cancel.isVisible()


def test_shares_are_counted_measured_or_estimated(qtbot):
    table = ShareTable()
    qtbot.addWidget(table)
    table.set_choices(("lit lamp", "unlit lamp"))
    assert table.words() == (("–", "–"), ("–", "–"))
    table.set_now((7, 1))
    assert table.words()[0] == ("7 of 8", "–")
    table.set_now((30, 2), (Number(0.94, 0.75, 0.99), Number(0.06, 0.01, 0.25)))
    assert [now for now, _ in table.words()] == ["94 % (75 % to 99 %)", "6 % (1 % to 25 %)"]
    table.set_estimated((20, 12))
    assert [after for _, after in table.words()] == ["about 62 %", "about 38 %"]
    table.clear_after()
    assert table.words()[1] == ("6 % (1 % to 25 %)", "–")
