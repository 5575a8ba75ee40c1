"""One unit at a time is looked at."""

from __future__ import annotations

from msgspec.structs import replace

from app.engine.protocol.to_engine import Cancel, Inspect, Render
from app.engine.protocol.to_studio import Failed
from app.session.inspecting import REST
from app.session.scenes import with_psi
from models.document.inspection import SHIFTS
from models.document.recipe import Change
from models.document.units import UnitId

UNIT, OTHER = UnitId("b8.conv1", 1), UnitId("b16.conv1", 2)


def test_what_is_learned_comes_with_pictures_of_the_untouched_generator(studio, engine):
    inspecting, tops, effects = studio.inspecting, [], []
    inspecting.top.connect(lambda number, _: tops.append(number))
    inspecting.effect.connect(lambda number, _: effects.append(number))
    studio.searching.use(OTHER)
    inspecting.start(UNIT)
    assert inspecting.inspection.request.unit == UNIT
    assert inspecting.inspection.request.scene == studio.session.project.scenes[0]
    assert not inspecting.is_running
    assert sorted(effects) == list(range(len(SHIFTS)))
    assert sorted(tops) == list(range(len(inspecting.inspection.top)))
    shown = [m.request.recipe.changes() for m in engine.sent_of(Render) if m.slot.startswith("effect")]
    assert [changes.get(UNIT, Change(1.0, 0.0)).shift for changes in shown] == list(SHIFTS)
    assert not any(OTHER in changes for changes in shown)


def test_another_unit_takes_the_place_of_the_one_before(studio, engine):
    found = []
    studio.inspecting.found.connect(found.append)
    engine.holding = True
    studio.inspecting.start(UNIT)
    studio.inspecting.start(OTHER)
    assert [message.job for message in engine.sent_of(Cancel)] == [engine.sent_of(Inspect)[0].job]
    assert studio.inspecting.is_running
    engine.let_go()
    assert [inspection.request.unit for inspection in found] == [OTHER]
    assert not studio.inspecting.is_running


def test_what_goes_wrong_is_told(studio, engine):
    problems = []
    studio.inspecting.problem.connect(problems.append)
    engine.answers[Inspect] = lambda m: [(Failed(m.epoch, "memory", "There is not enough memory.", job=m.job), None)]
    studio.inspecting.start(UNIT)
    assert problems[0].sentence == "There is not enough memory."
    assert not studio.inspecting.is_running
    assert studio.inspecting.inspection is None


def test_another_generator_leaves_nothing_of_the_last_one(studio):
    studio.inspecting.start(UNIT)
    studio.session.close()
    assert studio.inspecting.inspection is None
    assert not studio.inspecting.is_running


def active(studio, number: int) -> None:
    studio.session.note(lambda project: replace(project, active=number))


def test_effects_and_value_follow_the_canvas_to_another_scene(studio, engine, qtbot):
    values: list[float | None] = []
    studio.inspecting.here.connect(values.append)
    studio.inspecting.start(UNIT)
    asked = len(engine.sent_of(Inspect))
    active(studio, 1)
    scene, inspection = studio.session.project.scenes[1], studio.inspecting.inspection
    assert scene.seed < len(inspection.values)
    qtbot.waitUntil(lambda: values[-1] == inspection.values[scene.seed])
    shown = [m for m in engine.sent_of(Render) if m.slot.startswith("effect")][-len(SHIFTS) :]
    assert {m.request.scene for m in shown} == {scene}
    assert len(engine.sent_of(Inspect)) == asked, "it was among those looked at"


def test_a_scene_that_was_not_looked_at_is_looked_at(studio, engine, qtbot):
    studio.inspecting.start(UNIT)
    studio.session.do("Variety", lambda project: with_psi(project, 0.3))
    qtbot.waitUntil(lambda: len(engine.sent_of(Inspect)) == 2)
    assert engine.sent_of(Inspect)[-1].request.scene == studio.session.project.scenes[0]
    assert studio.inspecting.inspection.request.scene == studio.session.project.scenes[0]


def test_nothing_is_followed_when_nothing_is_inspected(studio, engine, qtbot):
    active(studio, 1)
    qtbot.wait(REST + 50)
    assert not [m for m in engine.sent_of(Render) if m.slot.startswith("effect")]
