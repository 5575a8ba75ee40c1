"""Searching: the button and why not, progress, results that hold still, and the numbers."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.panels.ranking_table import RankingTable
from app.panels.search import SearchPanel
from app.panels.search_results import SHOWN, order_shown
from models.document.units import Layer, UnitId

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot):
    widget = SearchPanel()
    qtbot.addWidget(widget)
    widget.resize(320, 640)
    widget.show()
    return widget


# ---------------------------------------------------------------------------------------------------- asking
def test_the_button_says_why_it_cannot_be_pressed(panel, qtbot):
    assert not panel._find.isEnabled()
    assert panel._find.toolTip() == panel._reason.text() == "Paint what you want to find first."
    panel.set_ready(True)
    assert panel._reason.isHidden()
    with qtbot.waitSignal(panel.search_wanted):
        QTest.mouseClick(panel._find, LEFT)


def test_progress_and_cancel(panel, qtbot):
    panel.set_running(True)
    panel.set_progress("Estimating all parts", 0, 0, None)
    assert panel._progress.text() == "Estimating all parts"
    panel.set_progress("Ablating", 412, 1936, 7.2)
    assert panel._progress.text().startswith("Ablating 412 of")
    assert "0:07" in panel._progress.text()
    assert not panel._find.isVisible()
    with qtbot.waitSignal(panel.cancel_wanted):
        QTest.mouseClick(panel._cancel, LEFT)
    assert not panel._cancel.isEnabled()
    panel.set_running(False)
    assert panel._find.isVisible()


# ---------------------------------------------------------------------------------------------------- results
def test_results_stream_in_strongest_first(panel, make_ranking, units, picture, qtbot):
    panel.set_running(True)
    panel.set_ranking(make_ranking(units[:3], complete=False))
    kept = panel.results.thumbnail(units[1])
    panel.set_thumbnail(units[1], picture)
    panel.set_thumbnail(units[9], picture)
    panel.set_ranking(make_ranking([units[1], units[9], units[0]], complete=False))
    assert panel.results.units() == (units[1], units[9], units[0])
    assert panel.results.thumbnail(units[1]) is kept
    assert kept.has_picture()
    assert panel.results.thumbnail(units[9]).has_picture()
    assert kept.text() == "1"
    with qtbot.waitSignal(panel.unit_chosen) as said:
        QTest.mouseClick(kept, LEFT)
    assert said.args == [units[1]]


def test_nothing_moves_under_the_pointer(panel, make_ranking, units):
    panel.set_ranking(make_ranking(units[:3]))
    at = QPointF(5, 5)
    QApplication.sendEvent(panel.results, QEnterEvent(at, at, at))
    panel.set_ranking(make_ranking(units[3:5] + units[:3]))
    assert panel.results.units() == (*units[:3], *units[3:5])
    QApplication.sendEvent(panel.results, QEvent(QEvent.Type.Leave))
    assert panel.results.units() == (*units[3:5], *units[:3])


def test_the_order_on_the_screen(units):
    assert order_shown([], units, hold=False) == units[:SHOWN]
    assert order_shown(units[2:4], units, hold=True)[:3] == [units[2], units[3], units[0]]
    assert len(order_shown(units[2:4], units, hold=True)) == SHOWN


def test_used_parts_are_marked(panel, make_ranking, units):
    panel.set_used([units[1]])
    panel.set_ranking(make_ranking(units[:3]), done=True)
    assert [panel.results.thumbnail(unit).mark() for unit in units[:3]] == ["", "check", ""]
    panel.set_used([])
    assert panel.results.thumbnail(units[1]).mark() == ""


def test_another_search_forgets_what_the_last_one_found(panel, make_ranking, units, picture):
    panel.set_thumbnail(units[0], picture)
    panel.set_ranking(make_ranking(units), done=True)
    panel.set_running(True)
    assert panel.results.units() == ()
    panel.set_ranking(make_ranking(units[:1], complete=False))
    assert not panel.results.thumbnail(units[0]).has_picture()


def test_a_search_stopped_early_says_so(panel, make_ranking, units):
    panel.set_ranking(make_ranking(units, complete=False), done=True)
    assert panel._hint.text().startswith("Stopped early: 30 parts were tried")
    panel.set_ranking(make_ranking(units, complete=False, estimates=units[4:]), done=True)
    assert panel._hint.text().startswith("Stopped early: 4 parts were tried")
    panel.set_ranking(make_ranking(units, complete=False, estimates=units), done=True)
    assert "these are estimates" in panel._hint.text()
    panel.set_ranking(make_ranking([]), done=True)
    assert panel._hint.text() == "Nothing was found."


def test_estimates_say_so(panel, make_ranking, units):
    panel.set_ranking(make_ranking(units[:3], estimates=units[1:2]), done=True)
    words = [panel.results.thumbnail(unit).accessibleDescription() for unit in units[:3]]
    assert ["Estimated" in each for each in words] == [False, True, False]
    assert "Estimated" in panel.results.thumbnail(units[1]).toolTip()


def test_the_rankings_sentences_stand_below_once_it_is_done(panel, make_ranking, units):
    ranking = make_ranking(units, estimates=units[10:])
    panel.set_ranking(ranking)
    assert panel._sentences.isHidden()
    panel.set_ranking(ranking, done=True)
    assert panel._sentences.isVisible()
    assert panel._sentences.text() == " ".join(ranking.sentences())
    assert "10 of 30 units are exact" in panel._sentences.text()
    assert panel._sentences.height() >= panel._sentences.heightForWidth(panel._sentences.width())


# ---------------------------------------------------------------------------------------------------- options
def test_options_are_out_of_sight_until_they_are_asked_for(panel, qtbot):
    panel.set_ready(True)
    assert panel.options.isHidden()
    QTest.mouseClick(panel._more, LEFT)
    assert panel.options.isVisible()
    panel.options.set_options(exhaustive=False, elsewhere=False, scenes=8)
    assert not panel.options.scenes.isEnabled()
    for box, chosen in (
        (panel.options.elsewhere, panel.options.elsewhere_chosen),
        (panel.options.exhaustive, panel.options.exhaustive_chosen),
    ):
        with qtbot.waitSignal(chosen) as said:
            QTest.keyClick(box, Qt.Key.Key_Space)
        assert said.args == [True]
    panel.options.set_options(exhaustive=True, elsewhere=True, scenes=8)
    with qtbot.waitSignal(panel.options.scenes_chosen) as said:
        QTest.keyClick(panel.options.scenes, Qt.Key.Key_Up)
    assert said.args == [9]
    with qtbot.assertNotEmitted(panel.options.scenes_chosen):
        panel.options.set_options(exhaustive=True, elsewhere=True, scenes=5)


def test_tab_goes_from_the_button_to_the_options_to_what_is_below(panel):
    panel.set_ready(True)
    panel.set_together_possible(True)
    QTest.mouseClick(panel._more, LEFT)
    panel.options.set_options(exhaustive=False, elsewhere=True, scenes=8)
    panel._find.setFocus()
    passed = []
    for _ in range(5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget().accessibleName())
    assert passed[:4] == [
        "Options of the search",
        "Look on other scenes, too",
        "How many scenes to look on",
        "Try every part, however long it takes",
    ]


# ---------------------------------------------------------------------------------------------------- looking
def hovers(widget, at=QPointF(5, 5)):  # noqa: B008
    QApplication.sendEvent(widget, QEnterEvent(at, at, at))


def said_by(signal):
    """Everything that a signal says from now on."""
    said = []
    signal.connect(said.append)
    return said


def test_a_hovered_picture_is_told_and_so_is_that_it_is_left(panel, make_ranking, units):
    panel.set_ranking(make_ranking(units[:3]))
    said = said_by(panel.results.unit_hovered)
    hovers(panel.results.thumbnail(units[1]))
    hovers(panel.results.thumbnail(units[1]))
    QApplication.sendEvent(panel.results.thumbnail(units[1]), QEvent(QEvent.Type.Leave))
    assert said == [units[1], None]


def test_the_keyboard_s_focus_is_told_but_not_that_of_a_click(panel, make_ranking, units, qtbot):
    panel.set_ranking(make_ranking(units[:3]))
    first = panel.results.thumbnail(units[0])
    said = said_by(panel.results.unit_hovered)
    QTest.mouseClick(first, LEFT)
    QApplication.sendEvent(first, QEvent(QEvent.Type.Leave))
    assert said in ([], [units[0], None]), "the mouse is gone, though the focus stays"
    said.clear()
    panel._toggle.setFocus()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Right)
    panel._toggle.setFocus(Qt.FocusReason.TabFocusReason)
    assert [one for one in said if one] == [units[0], units[1]]
    assert said[-1] is None


def test_a_picture_that_goes_is_not_looked_at_any_more(panel, make_ranking, units):
    panel.set_ranking(make_ranking(units[:3]))
    said = said_by(panel.results.unit_hovered)
    hovers(panel.results.thumbnail(units[2]))
    panel.results.clear()
    assert said == [units[2], None]


def test_i_asks_for_more_of_a_part(panel, make_ranking, units, qtbot):
    panel.set_ranking(make_ranking(units[:3]), done=True)
    with qtbot.waitSignal(panel.unit_inspected) as said:
        QTest.keyClick(panel.results.thumbnail(units[2]), Qt.Key.Key_I)
    assert said.args == [units[2]]
    QTest.mouseClick(panel._toggle, LEFT)
    panel.table.setCurrentIndex(panel.table.model().index(1, 0))
    with qtbot.waitSignal(panel.unit_inspected) as said:
        QTest.keyClick(panel.table, Qt.Key.Key_I)
    assert said.args == [units[1]]


# ---------------------------------------------------------------------------------------------------- before
def test_what_was_found_before_can_be_chosen_again(panel, qtbot):
    panel.set_rankings(["Scene 3: b4.conv1/1 first"])
    assert not panel._earlier.isVisible(), "one is no choice"
    panel.set_rankings(["Scene 3: b4.conv1/1 first", "Scene 7: b8.conv1/2 first"])
    assert panel._earlier.isVisible()
    panel._earlier.setFocus()
    with qtbot.waitSignal(panel.ranking_chosen) as said:
        QTest.keyClick(panel._earlier, Qt.Key.Key_Down)
        if not panel._earlier.view().isVisible():
            panel._earlier.activated.emit(panel._earlier.currentIndex())
    assert said.args == [1]
    panel.set_running(True)
    assert not panel._earlier.isEnabled(), "what is being found is shown now"


# ---------------------------------------------------------------------------------------------------- together
def test_parts_together_keep_what_was_found_in_sight(panel, make_ranking, units, qtbot):
    panel.set_ranking(make_ranking(units), done=True)
    assert not panel._together.isEnabled()
    panel.set_together_possible(True)
    with qtbot.waitSignal(panel.together_wanted):
        QTest.mouseClick(panel._together, LEFT)
    panel.set_grouping(True)
    assert panel._cancel.isVisible()
    assert panel.results.units() == tuple(units[:SHOWN])
    panel.set_grouping(False)
    panel.set_together("It goes away at minus.")
    assert panel._find.isVisible()
    assert panel._group.isVisible()
    panel.set_running(True)
    assert panel._group.isHidden(), "another search, another thing"


# ---------------------------------------------------------------------------------------------------- numbers
def test_details_show_the_table_and_save(panel, make_ranking, units, qtbot):
    panel.set_ranking(make_ranking(units), done=True)
    assert panel.table.isHidden()
    QTest.mouseClick(panel._toggle, LEFT)
    assert panel.table.isVisible()
    assert panel.table.model().rowCount() == 30
    with qtbot.waitSignal(panel.save_wanted):
        QTest.mouseClick(panel._save, LEFT)


@pytest.fixture
def table(qtbot, make_ranking, units):
    widget = RankingTable()
    qtbot.addWidget(widget)
    widget.set_ranking(make_ranking(units))
    return widget


def column(table, index):
    return [table.model().exact(row, index) for row in range(table.model().rowCount())]


def test_copies_have_every_digit_as_the_csv_has(table, make_ranking, units):
    table.selectAll()
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    written = list(csv.reader(make_ranking(units).to_csv().splitlines()))
    assert copied[1:] == written[1:]
    assert [name.lower() for name in copied[0]] == written[0]


LAYERS = [
    Layer(f"b{4 * 2**i}.{kind}", name, 400, 4)
    for i in range(4)
    for kind, name in (("conv1", "conv"), ("torgb", "torgb"))
]


def test_the_table_is_narrowed_to_a_layer_or_a_kind(panel, make_ranking, units, qtbot):
    panel.set_layers(LAYERS)
    panel.set_ranking(make_ranking([*units, UnitId("b4.torgb", 3)]), done=True)
    QTest.mouseClick(panel._toggle, LEFT)
    choices = [panel.layers.itemText(i) for i in range(panel.layers.count())]
    assert choices[:4] == ["All layers", "All of kind conv", "All of kind torgb", "b4.conv1"]
    panel.layers.setCurrentIndex(2)
    assert column(panel.table, 1) == ["b4.torgb"]
    panel.layers.setCurrentIndex(choices.index("b8.conv1"))
    assert set(column(panel.table, 1)) == {"b8.conv1"}
    assert column(panel.table, 0)[0] == "2", "the rank is that among all"
    panel.layers.setCurrentIndex(0)
    assert panel.table.model().rowCount() == 31


def test_a_bar_of_the_plot_narrows_the_table_and_widens_it_again(panel, make_ranking, units):
    panel.set_layers(LAYERS)
    panel.set_ranking(make_ranking(units), done=True)
    QTest.mouseClick(panel._toggle, LEFT)
    names = [bar.words.split(":")[0] for bar in panel.plot.bars()]
    assert sorted(names) == sorted({unit.layer for unit in units})
    assert max(panel.plot.bars(), key=lambda bar: bar.height).words.startswith(units[0].layer)
    QTest.mouseClick(panel.plot, LEFT, pos=panel.plot.place_of(names.index("b16.conv1")).center().toPoint())
    assert set(column(panel.table, 1)) == {"b16.conv1"}
    QTest.mouseClick(panel.plot, LEFT, pos=panel.plot.place_of(names.index("b16.conv1")).center().toPoint())
    assert panel.table.model().rowCount() == 30


def test_columns_sort_by_number_and_layers_naturally(table):
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert column(table, 0) == [str(rank) for rank in range(30, 0, -1)]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    layers = column(table, 1)
    assert layers.index("b4.conv1") < layers.index("b8.conv1") < layers.index("b16.conv1") < layers.index("b32.conv1")
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert column(table, 2)[0] == str(7 * 29)


def test_the_table_says_what_is_an_estimate(table, make_ranking, units):
    table.set_ranking(make_ranking(units, estimates=units[20:]))
    assert column(table, 12) == ["exact"] * 20 + ["estimate"] * 10


def test_selected_units_stay_selected(table, make_ranking, units):
    table.selectRow(4)
    assert table.selected_units() == {units[4]}
    table.set_ranking(make_ranking(units[::-1]))
    assert table.selected_units() == {units[4]}
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert table.selected_units() == {units[4]}


def test_enter_and_a_double_click_choose_a_unit(table, units, qtbot):
    table.setCurrentIndex(table.model().index(2, 0))
    with qtbot.waitSignal(table.unit_chosen) as said:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert said.args == [units[2]]
    with qtbot.waitSignal(table.unit_chosen) as said:
        table.doubleClicked.emit(table.model().index(5, 3))
    assert said.args == [units[5]]


def test_cells_are_short_and_tooltips_exact(table):
    index = table.model().index(0, 5)
    assert index.data() == "33.3333"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == repr(100 / 3)
    assert table.model().headerData(7, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
