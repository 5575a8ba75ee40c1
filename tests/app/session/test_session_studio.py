"""The studio without widgets: opening, live pictures, searching, exporting, and the engine's death."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from app.engine.fake import FakeEngine
from app.engine.protocol.to_engine import Export, Grow, Open, Rank, Render, Transfer
from app.engine.protocol.to_studio import Cancelled, Failed, Grown, Transferred
from app.session.document import with_edit, with_units
from app.studio import Studio
from models.document.generator_info import Fingerprint
from models.document.pictures import read_recipe_from_png
from models.document.project import save_project
from models.document.recipe import Recipe
from models.document.units import UnitId


def problems(source):
    heard = []
    source.problem.connect(lambda error: heard.append(error.sentence))
    return heard


# ------------------------------------------------------------------------------------------------------------ opening
def test_a_generator_that_cannot_be_opened_leaves_everything(studio, engine):
    project = studio.session.project
    engine.answers[Open] = lambda m: [(Failed(m.epoch, "input", "This is no generator.", job=m.job), None)]
    heard = problems(studio.opening)
    studio.opening.generator("bad.pkl")
    assert heard == ["This is no generator."]
    assert studio.session.project is project


def test_a_project_opens_with_its_generator(studio, tmp_path):
    path = tmp_path / "a.unlit"
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp"))
    saved = studio.session.project
    studio.session.save(path)
    studio.opening.generator("rooms.safetensors")
    assert studio.session.project != saved
    studio.opening.project(path)
    assert studio.session.project == saved
    assert studio.session.path == path
    assert not studio.session.dirty


def test_a_project_for_another_generator_opens_only_on_request(studio, engine, tmp_path):
    path = tmp_path / "a.unlit"
    before = studio.session.project
    other = Fingerprint("9" * 64, before.base.architecture)
    save_project(replace(before, base=other, recipe=Recipe(other)), path)
    offers = []
    studio.opening.other_generator.connect(offers.append)
    studio.opening.project(path)
    assert offers == ["a.unlit"]
    assert studio.session.project is before
    assert studio.live.ready
    studio.opening.accept_other()
    assert studio.session.path == path
    assert studio.session.project.base == engine.info.fingerprint
    assert studio.session.project.recipe.base == engine.info.fingerprint


def test_a_project_whose_generator_was_moved_opens_where_it_is_now(studio, engine, tmp_path):
    path = tmp_path / "a.unlit"
    save_project(replace(studio.session.project, generator_path="gone.safetensors"), path)
    found = engine.answers[Open]
    lost = [(Failed(0, "input", "There is no file.", job=0), None)]
    engine.answers[Open] = lambda m: (
        [(replace(lost[0][0], job=m.job, epoch=m.epoch), None)] if "gone" in m.path else found(m)
    )
    asked = []
    studio.opening.no_generator.connect(lambda project, error: asked.append((project, error.sentence)))
    heard = problems(studio.opening)
    studio.opening.project(path)
    assert asked == [(path, "There is no file.")]
    assert heard == []
    studio.opening.project(path, "here.safetensors")
    assert studio.session.path == path
    assert studio.session.project.generator_path == "here.safetensors"


def test_a_damaged_recipe_is_told_and_not_offered_as_another_generators(studio, tmp_path):
    path, before = tmp_path / "a.unlit", studio.session.project
    damaged = with_units(before, (UnitId("b8.conv1", 999),), "Lamp")
    save_project(damaged, path)
    heard, offers = problems(studio.opening), []
    studio.opening.other_generator.connect(offers.append)
    studio.opening.project(path)
    assert "b8.conv1/999" in heard[0]
    assert offers == []
    assert studio.session.project is before


def test_a_project_for_another_architecture_is_refused(studio, tmp_path):
    path = tmp_path / "a.unlit"
    before = studio.session.project
    save_project(replace(before, recipe=Recipe(Fingerprint("9" * 64, "other")), base=Fingerprint("9" * 64, "o")), path)
    heard = problems(studio.opening)
    studio.opening.project(path)
    assert "another architecture" in heard[0]
    assert studio.session.project is before


# --------------------------------------------------------------------------------------------------------------- live
def test_only_what_changed_is_asked_for(studio, engine):
    engine.sent.clear()
    studio.session.note(lambda project: replace(project, active=0))
    assert engine.sent_of(Render) == []
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp", gain=0.5))
    assert {render.slot for render in engine.sent_of(Render)} == {"canvas", *(f"scene {i}" for i in range(1, 8))}


def test_the_last_frame_is_the_last_request(studio, engine):
    shown = []
    studio.live.canvas.connect(lambda picture, _: shown.append(picture))
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp"))
    engine.holding = True
    for gain in np.linspace(0, 1.9, 20):
        studio.session.move(
            lambda project, gain=gain: with_edit(project, replace(project.recipe.edits[0], gain=float(gain)))
        )
    assert not studio.live.current("canvas")
    engine.let_go()
    assert studio.live.current("canvas")
    last = next(r for r in reversed(engine.sent_of(Render)) if r.slot == "canvas")
    assert last.request.recipe.edits[0].gain == pytest.approx(1.9)
    assert np.array_equal(shown[-1], engine._picture(last.request))


def test_a_picture_of_a_scene_that_was_left_is_not_shown(studio, engine):
    engine.holding = True
    studio.session.note(lambda project: replace(project, active=1))
    studio.session.note(lambda project: replace(project, active=2))
    shown = []
    studio.live.canvas.connect(lambda picture, _: shown.append(picture))
    engine.let_go()
    assert len(shown) == 1


def test_frames_after_closing_are_ignored(studio, engine):
    engine.holding = True
    studio.session.note(lambda project: replace(project, active=1))
    studio.session.close()
    engine.let_go()
    assert not studio.session.is_open


def slowly(engine, milliseconds=900.0):
    """The open generator's pictures grow, and take long."""
    engine.info = replace(engine.info, grows=True)
    quick = engine.answers[Render]
    engine.answers[Render] = lambda m: [(replace(r, milliseconds=milliseconds), p) for r, p in quick(m)]


def canvas_drafts(engine):
    return [m.request.draft for m in engine.sent_of(Render) if m.slot == "canvas"]


@pytest.mark.parametrize(("milliseconds", "drafts"), [(900.0, [True, False]), (20.0, [False])])
def test_where_pictures_take_long_a_drag_shows_drafts_and_then_the_whole(engine, milliseconds, drafts):
    slowly(engine, milliseconds)
    studio = Studio(engine)
    engine.start()
    studio.opening.generator("rooms.safetensors")
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp"))
    edit = studio.session.project.recipe.edits[0]
    engine.sent.clear()
    studio.session.move(lambda project: with_edit(project, replace(edit, gain=0.5)))
    assert canvas_drafts(engine) == drafts
    assert studio.live.current("canvas")
    studio.session.settle("Move slider")
    assert canvas_drafts(engine) == drafts, "the whole picture is there already"


def test_a_draft_of_what_was_left_behind_is_followed_by_nothing(engine):
    slowly(engine)
    studio = Studio(engine)
    engine.start()
    studio.opening.generator("rooms.safetensors")
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp"))
    edit = studio.session.project.recipe.edits[0]
    engine.sent.clear()
    engine.holding = True
    for gain in (0.5, 0.25):
        studio.session.move(lambda project, gain=gain: with_edit(project, replace(edit, gain=gain)))
    studio.session.settle("Move slider")
    shown = []
    studio.live.canvas.connect(lambda picture, _: shown.append(picture))
    engine.let_go()
    asked = [m.request for m in engine.sent_of(Render) if m.slot == "canvas"]
    assert [request.draft for request in asked] == [True, True, False]
    assert np.array_equal(shown[-1], engine._picture(asked[-1]))
    assert asked[-1].recipe.edits[0].gain == 0.25
    assert studio.live.current("canvas")


def test_where_pictures_take_long_the_strip_shows_drafts(engine, qtbot):
    slowly(engine)
    studio = Studio(engine)
    engine.start()
    studio.opening.generator("rooms.safetensors")
    qtbot.waitUntil(lambda: any(m.request.draft for m in engine.sent_of(Render)), timeout=20_000)
    assert {m.slot for m in engine.sent_of(Render) if m.request.draft} == {f"scene {i}" for i in range(1, 8)}
    engine.sent.clear()
    slowly(engine, 60.0)
    studio.session.note(lambda project: replace(project, active=1))
    studio.session.note(lambda project: replace(project, active=2))
    assert all(m.request.draft for m in engine.sent_of(Render) if m.slot == "scene 0"), "not to and fro"


def test_what_waits_for_the_whole_picture_is_never_given_a_draft(engine):
    slowly(engine)
    studio = Studio(engine)
    engine.start()
    studio.opening.generator("rooms.safetensors")
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp"))
    edit = studio.session.project.recipe.edits[0]
    shown, given = [], []
    studio.live.canvas.connect(lambda picture, _: shown.append(picture))
    studio.live.once_whole(lambda: given.append("at once"))
    engine.holding = True
    studio.session.move(lambda project: with_edit(project, replace(edit, gain=0.5)))
    studio.live.once_whole(lambda: given.append(len(shown)))
    assert given == ["at once"]
    engine.let_go()
    assert given == ["at once", 2], "the draft was the first"
    engine.holding = True
    studio.session.settle("Move slider")
    studio.session.do("Off", lambda project: with_edit(project, replace(edit, gain=0.0)))
    studio.live.once_whole(lambda: given.append("of another generator"))
    studio.session.close()
    engine.let_go()
    assert len(given) == 2


def test_a_picture_without_edits_is_drawn_once(studio, engine):
    before = []
    studio.live.before.connect(before.append)
    engine.sent.clear()
    studio.session.note(lambda project: replace(project, active=1))
    assert [m.slot for m in engine.sent_of(Render) if not m.slot.startswith("scene")] == ["canvas"]
    assert len(before) == 1
    assert studio.live.current("before")
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp", gain=0.5))
    assert len(before) == 1, "it is known already"
    studio.session.note(lambda project: replace(project, active=2))
    assert len(before) == 2
    assert "before" in [m.slot for m in engine.sent_of(Render)]


# ---------------------------------------------------------------------------------------------------------- searching
def test_a_search_makes_a_slider_of_the_strongest(painted_studio, engine):
    painted_studio.searching.start()
    (edit,) = painted_studio.session.project.recipe.edits
    assert edit.units == (UnitId("b8.conv1", 0),)
    assert edit.gain == 1.0
    assert not painted_studio.searching.is_running
    painted_studio.searching.use(UnitId("b8.conv1", 0))
    assert len(painted_studio.session.project.recipe.edits) == 1


def test_nothing_is_searched_without_paint(studio, engine):
    studio.searching.start()
    assert engine.sent_of(Rank) == []


def test_cancelling_keeps_what_was_found_and_makes_no_slider(painted_studio, engine):
    painted_studio.searching.start()
    assert painted_studio.session.project.rankings
    found = painted_studio.session.project.rankings[-1]
    engine.answers[Rank] = lambda m: [(Cancelled(m.epoch, m.job), None)]
    painted_studio.searching.start()
    assert painted_studio.session.project.rankings[-1] == found


def test_the_engine_dies_during_a_search(painted_studio, engine):
    engine.holding = True
    painted_studio.searching.start()
    assert painted_studio.searching.is_running
    heard = problems(painted_studio.searching)
    project = painted_studio.session.project
    engine.holding = False
    engine.die()
    assert len(heard) == 1
    assert not painted_studio.searching.is_running
    assert painted_studio.session.project == project
    assert painted_studio.live.ready, "the generator is open again"
    assert painted_studio.live.current("canvas")


def test_while_the_engine_is_down_nothing_is_sent(painted_studio, engine):
    engine.die(for_good=True)
    assert not painted_studio.live.ready
    count = len(engine.sent)
    painted_studio.searching.start()
    painted_studio.session.note(lambda project: replace(project, active=1))
    assert len(engine.sent) == count


def test_every_part_is_tried_when_that_is_wanted(painted_studio, engine):
    painted_studio.searching.start()
    painted_studio.searching.set_options(exhaustive=True)
    painted_studio.searching.start()
    assert [rank.request.method for rank in engine.sent_of(Rank)] == ["shortlist", "exhaustive"]


def test_one_stroke_is_found_on_other_scenes_before_the_search(painted_studio, engine):
    searching, session = painted_studio.searching, painted_studio.session
    engine.absent = {2}
    searching.set_options(elsewhere=True, scenes=5)
    looked = []
    searching.looked.connect(lambda *counts: looked.append(counts))
    searching.start()
    (transfer,) = engine.sent_of(Transfer)
    assert [each.scene.seed for each in transfer.painted] == [0]
    assert transfer.most == 4
    (rank,) = engine.sent_of(Rank)
    assert [each.scene.seed for each in rank.request.evidence] == [0, 1, 3, 4, 5]
    assert looked == [(4, 4)]
    assert not searching.is_running
    session.undo_stack.undo()  # the slider
    session.undo_stack.undo()  # what was found
    assert [each.scene.seed for each in session.project.painted] == [0]


def test_looking_on_other_scenes_again_asks_the_same_again(painted_studio, engine):
    painted_studio.searching.set_options(elsewhere=True, scenes=12)
    painted_studio.searching.start()
    count = len(painted_studio.session.project.scenes)
    assert count == 12, "more seeds where the project has too few"
    painted_studio.searching.start()
    first, second = engine.sent_of(Rank)
    assert first.request == second.request
    assert len(painted_studio.session.project.scenes) == count


def test_looking_that_is_stopped_is_followed_by_no_search(painted_studio, engine):
    engine.answers[Transfer] = lambda m: [(Transferred(m.epoch, m.job, (), (), complete=False), None)]
    painted_studio.searching.set_options(elsewhere=True)
    painted_studio.searching.start()
    assert engine.sent_of(Rank) == []
    assert not painted_studio.searching.is_running


def test_the_engine_dies_while_it_looks(painted_studio, engine):
    engine.holding = True
    painted_studio.searching.set_options(elsewhere=True)
    heard = problems(painted_studio.searching)
    painted_studio.searching.start()
    engine.die()
    assert len(heard) == 1
    assert not painted_studio.searching.is_running


def test_estimating_and_ablating_are_told(painted_studio):
    told = []
    painted_studio.searching.progress.connect(lambda *words: told.append(words))
    painted_studio.searching.start()
    assert told[0] == ("Estimating all parts", 0, 0, None)
    assert told[-1] == ("Ablating", 16, 32, 1.0)


def test_parts_together_become_one_slider(painted_studio, engine):
    grouping, session = painted_studio.grouping, painted_studio.session
    grouping.start()
    assert engine.sent_of(Grow) == [], "nothing is found yet"
    assert not grouping.possible
    painted_studio.searching.start()
    assert grouping.possible
    heard = []
    grouping.grown.connect(heard.append)
    grouping.start()
    edit = session.project.recipe.edits[-1]
    assert [unit.index for unit in edit.units] == [0, 1, 2]
    assert (edit.name, edit.gain) == ("Part 2", 1.0)
    assert heard[0].directions.minus == -6.2
    grouping.start()
    assert len(session.project.recipe.edits) == 2, "there is one of just these units"


def test_parts_together_that_are_stopped_make_no_slider(painted_studio, engine):
    painted_studio.searching.start()
    edits = painted_studio.session.project.recipe.edits
    engine.answers[Grow] = lambda m: [(Grown(m.epoch, m.job, (), None, complete=False), None)]
    heard = []
    painted_studio.grouping.grown.connect(heard.append)
    painted_studio.grouping.start()
    assert painted_studio.session.project.recipe.edits == edits
    assert len(heard) == 1
    assert not painted_studio.grouping.is_running


# ---------------------------------------------------------------------------------------------------------- exporting
def test_an_export_is_reported(studio, engine, tmp_path):
    reports = []
    studio.exporting.exported.connect(reports.append)
    studio.exporting.generator(tmp_path / "x.safetensors")
    assert [report.path for report in reports] == [str(tmp_path / "x.safetensors")]
    assert engine.sent_of(Export)[0].scenes == studio.session.project.scenes


def test_a_saved_picture_carries_its_recipe(studio, tmp_path):
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp", gain=0.5))
    studio.exporting.picture(np.zeros((64, 64, 3), np.uint8), tmp_path / "x.png")
    assert read_recipe_from_png(tmp_path / "x.png") == studio.session.project.recipe


def test_two_studios_do_not_disturb_each_other(qapp):
    first, second = Studio(FakeEngine()), Studio(FakeEngine())
    first.engine.start()
    first.opening.generator("a.safetensors")
    assert not second.session.is_open
