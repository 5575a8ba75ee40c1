"""The window on an engine that answers at once: what stays, options, parts together."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.engine.protocol.to_engine import Grow, Rank
from app.engine.protocol.to_studio import Failed, Grown
from app.session.document import evidence
from models.document.ranking import PaintedScene
from models.document.region import Region

LEFT = Qt.MouseButton.LeftButton


def stroke(window, x=20.0, y=20.0):
    QTest.mouseClick(window.canvas, LEFT, pos=window.canvas.to_view(x, y).toPoint())


def triggers(window, key):
    action = window.actions_by_key[key]
    assert action.isEnabled()
    action.trigger()


# ------------------------------------------------------------------------------------------------------ what stays
def test_what_is_to_stay_is_painted_undone_and_cleared(window):
    session = window.studio.session
    triggers(window, "keep")
    assert window.toolbar._keep.isChecked()
    assert "stay" in window.canvas.accessibleDescription()
    stroke(window)
    (paint,) = session.project.painted
    assert paint.keep is not None
    assert window.canvas.keep().any()
    assert not window.actions_by_key["search"].isEnabled(), "it is no evidence"
    assert not window.search._find.isEnabled()
    assert "only what is to stay" in window.scenes._thumbnails[0].accessibleName()
    session.undo_stack.undo()
    assert not window.canvas.keep().any()
    session.undo_stack.redo()
    assert window.canvas.keep().any()
    triggers(window, "clear_region")
    assert session.project.painted == ()


def test_commands_of_the_region_go_where_the_strokes_go(window):
    session = window.studio.session
    stroke(window)
    region = session.project.painted[0].region
    triggers(window, "keep")
    stroke(window, 50, 50)
    triggers(window, "invert_region")
    (paint,) = session.project.painted
    assert paint.region == region
    assert paint.keep is not None
    assert paint.keep.area > 0.5
    triggers(window, "keep")
    triggers(window, "clear_region")
    assert evidence(session.project) == ()
    assert session.project.painted[0].keep == paint.keep


def test_what_is_to_stay_goes_into_the_search_and_into_the_file(window, qtbot, tmp_path):
    stroke(window)
    QTest.mouseClick(window.toolbar._keep, LEFT)
    stroke(window, 50, 50)
    window.studio.searching.start()
    (rank,) = window.studio.engine.sent_of(Rank)
    assert rank.request.evidence[0].keep == window.studio.session.project.painted[0].keep is not None
    project, path = window.studio.session.project, tmp_path / "a.unlit"
    window.saving.save_to(path)
    window.studio.opening.project(path)
    assert window.studio.session.project == project
    qtbot.waitUntil(lambda: window.canvas.keep().any())
    assert not window.canvas.keeping()


# --------------------------------------------------------------------------------------------------------- options
def test_options_in_the_menu_and_in_the_panel_are_the_same(window):
    searching, box = window.studio.searching, window.search.options
    triggers(window, "exhaustive")
    assert searching.options.exhaustive
    assert box.exhaustive.isChecked()
    QTest.mouseClick(window.search._more, LEFT)
    QTest.keyClick(box.elsewhere, Qt.Key.Key_Space)
    assert searching.options.elsewhere
    assert window.actions_by_key["elsewhere"].isChecked()
    QTest.keyClick(box.scenes, Qt.Key.Key_Down)
    assert searching.options.scenes == 7


def test_scenes_on_which_it_was_found_are_marked_and_the_hint_says_so(window):
    window.studio.engine.absent = set(range(3, 100))
    stroke(window)
    window.studio.searching.set_options(elsewhere=True)
    window.studio.searching.start()
    assert [t.mark() for t in window.scenes._thumbnails] == ["brush", "search", "search", "", "", "", "", ""]
    assert "found on 2 other scenes, not on 7" in window.toast.notice().text
    window.scenes.scene_chosen.emit(1)
    assert "found" in window.canvas.accessibleDescription()
    assert window.canvas.mask().any()
    stroke(window, 40, 40)
    assert window.scenes._thumbnails[1].mark() == "brush"
    assert window.canvas.accessibleDescription() == ""


# -------------------------------------------------------------------------------------------------------- together
def test_parts_together_say_which_way_the_thing_goes_away(window):
    stroke(window)
    assert not window.search._together.isEnabled()
    triggers(window, "search")
    triggers(window, "together")
    assert len(window.studio.session.project.recipe.edits[-1].units) == 3
    words = window.search._group.text()
    assert "3 parts together: 90 % of what they change lands in the region." in words
    assert "It goes away at minus; it is gone at -6.2 standard deviations." in words
    triggers(window, "search")
    assert window.search._group.text() == ""


def test_while_parts_are_tried_together_nothing_else_is_searched(window):
    stroke(window)
    triggers(window, "search")
    window.studio.engine.holding = True
    triggers(window, "together")
    for key in ("search", "together"):
        assert not window.actions_by_key[key].isEnabled()
    assert window.search._cancel.isVisible()
    triggers(window, "cancel")  # it waits; what waits is answered at once
    assert window.search._find.isVisible()
    assert window.actions_by_key["search"].isEnabled()


def test_what_can_go_wrong_with_parts_together_is_told(window):
    engine = window.studio.engine
    stroke(window)
    triggers(window, "search")
    engine.answers[Grow] = lambda m: [(Grown(m.epoch, m.job, (), None, complete=False), None)]
    triggers(window, "together")
    assert window.search._group.text() == "Stopped early: no slider was made."
    engine.answers[Grow] = lambda m: [(Grown(m.epoch, m.job, (), None), None)]
    triggers(window, "together")
    assert "No part" in window.search._group.text()
    engine.answers[Grow] = lambda m: [(Failed(m.epoch, "memory", "There is not enough memory.", job=m.job), None)]
    triggers(window, "together")
    assert window.toast.notice().text == "There is not enough memory."


def test_a_damaged_region_of_a_project_is_told_by_the_search(window):
    session = window.studio.session
    broken = PaintedScene(session.project.scenes[3], Region(64, 64, b"nothing"))
    session.do("Break", lambda project: replace(project, painted=(broken,)))
    assert evidence(session.project) == (broken,)
    triggers(window, "search")
    assert window.studio.engine.sent_of(Rank)[-1].request.evidence == (broken,)
