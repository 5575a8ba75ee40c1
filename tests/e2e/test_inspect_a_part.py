"""A researcher finds a part, sees the room without it, asks what it looks for, and makes it a slider from there."""

from __future__ import annotations

import shlex

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from models.document.formats import decode
from models.document.ranking import RankRequest

pytestmark = pytest.mark.slow


@pytest.fixture
def found(person):
    """Someone who has found what makes the lamp, and taken the slider away that came of it."""
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.searches()
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not person.window.studio.session.project.recipe.edits
    return person


def canvas(person) -> np.ndarray:
    """What the canvas shows, whatever it is, float [H, W]."""
    image = person.window.canvas._picture
    return np.array([[image.pixelColor(x, y).lightness() for x in range(64)] for y in range(64)], float)


def test_a_part_is_off_while_the_pointer_rests_on_it_and_no_trace_is_left(found):
    found.sees()
    before, project = canvas(found), found.window.studio.session.project
    strongest, other = found.window.search.results.units()[:2]
    thumbnails = [found.window.search.results.thumbnail(unit) for unit in (strongest, other)]
    QTest.mouseMove(found.window.canvas, QPoint(5, 5))
    QTest.mouseMove(thumbnails[0], thumbnails[0].rect().center())
    found.waits(lambda: np.abs(canvas(found) - before).max() > 40)
    off = canvas(found)
    assert (before - off).max() > 40, "the lamp is out"
    QTest.mouseMove(found.window.canvas, QPoint(5, 5))
    found.waits(lambda: np.array_equal(canvas(found), before))
    assert found.window.studio.session.project is project

    thumbnails[0].setFocus(Qt.FocusReason.TabFocusReason)
    found.waits(lambda: np.array_equal(canvas(found), off))
    found.presses(Qt.Key.Key_Right)
    found.waits(lambda: not np.array_equal(canvas(found), off))
    found.window.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    found.waits(lambda: np.array_equal(canvas(found), before))
    assert found.window.studio.session.project is project


def test_a_researcher_inspects_a_part_and_makes_it_a_slider_from_there(found):
    unit = found.window.search.results.units()[0]
    found.window.search.results.thumbnail(unit).setFocus(Qt.FocusReason.TabFocusReason)
    found.presses(Qt.Key.Key_I)
    inspector = found.window.inspector
    found.waits(inspector.isVisible)
    found.waits(lambda: inspector._learned.isVisible())
    for grid in (inspector.effects, inspector.tops):
        found.waits(lambda grid=grid: grid.thumbnails() and all(t.has_picture() for t in grid.thumbnails()))
    inspection = found.window.studio.inspecting.inspection
    assert inspection.request.unit == unit
    assert len(inspection.values) == 1000
    assert [top.value for top in inspection.top] == sorted(inspection.values, reverse=True)[:10]

    count = len(found.window.studio.session.project.scenes)
    QTest.mouseClick(inspector.tops.thumbnails()[0], Qt.MouseButton.LeftButton)
    scenes = found.window.studio.session.project.scenes
    assert scenes[count] == inspection.top[0].scene
    before = found.sees()
    found.clicks("Make a slider of this part")
    found.drags_slider(found.slider(), to=0.0)
    assert np.abs(found.sees().astype(int) - before).max() > 60, "the scene that activates it most has it out"


def test_an_inspection_is_cancelled_and_another_part_asked_for_by_name(found):
    found.presses(Qt.Key.Key_F8)
    line = found.window.inspector._name.lineEdit()
    line.selectAll()
    QTest.keyClicks(line, "layer7/73")
    QTest.keyClick(line, Qt.Key.Key_Return)
    found.waits(lambda: found.window.studio.inspecting.is_running)
    found.presses(Qt.Key.Key_Escape)
    found.waits(lambda: not found.window.studio.inspecting.is_running)
    line.selectAll()
    QTest.keyClicks(line, "b16.conv1/3")
    QTest.keyClick(line, Qt.Key.Key_Return)
    found.waits(lambda: found.window.studio.inspecting.inspection is not None)
    assert str(found.window.studio.inspecting.inspection.request.unit) == "b16.conv1/3"
    line.selectAll()
    QTest.keyClicks(line, "b16.conv1/9999")
    QTest.keyClick(line, Qt.Key.Key_Return)
    found.waits(lambda: found.reads("there is no unit 9999"))


def test_a_search_is_copied_as_a_command_that_finds_the_same(found, monkeypatch, capsys):
    path = found.will_save_as(found.folder / "the search.json")
    found.window.actions_by_key["copy_search"].trigger()
    program, command, generator, *words = shlex.split(QGuiApplication.clipboard().text())
    assert (program, command, generator) == ("unlit", "rank", "sample:lamp_room")
    ranking = found.window.studio.session.project.rankings[-1]
    assert decode("search", path.read_bytes(), RankRequest) == ranking.request
    from app import cli

    monkeypatch.setattr("sys.argv", ["unlit", command, generator, *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 0
    lines = (found.folder / "the search ranking.csv").read_text().splitlines()
    assert lines == ranking.to_csv().splitlines()


def test_an_earlier_search_is_shown_again_after_the_project_was_saved(found):
    first = found.window.studio.session.project.rankings[-1]
    found.clicks("Options")
    found.clicks("Try every part, however long it takes")
    found.searches()
    path = found.will_save_as(found.folder / "two searches.unlit")
    found.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    found.presses(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    found.will_open(path)
    found.clicks("Open a project…")
    found.waits(lambda: found.window.studio.session.is_open)
    results, choice = found.window.search.results, found.window.search._earlier
    found.waits(lambda: all(results.thumbnail(unit).has_picture() for unit in results.units()))
    assert choice.count() == 2
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert found.window.studio.session.project.rankings[-1].request == first.request
    assert results.units() == tuple(ranked.unit for ranked in first.units[:24])
    found.waits(lambda: all(results.thumbnail(unit).has_picture() for unit in results.units()))
