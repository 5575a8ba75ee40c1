"""A look at the scene without a part, and small pictures beside the canvas: asked for, newest first, no trace left."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.engine.protocol.to_engine import Render
from app.session.document import with_ranking, with_units
from app.session.gallery import Gallery
from app.session.peeking import SLOT
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.document.units import UnitId

UNITS = (UnitId("b8.conv1", 1), UnitId("b8.conv1", 2))


def asked(engine, slot=SLOT):
    return [
        message for message in engine.sent_of(Render) if message.slot.rpartition(" ")[0] == slot or message.slot == slot
    ]


@pytest.fixture
def peeking(studio):
    studio.peeking._resting.setInterval(0)
    return studio.peeking


def test_a_part_is_off_for_as_long_as_it_is_looked_at(studio, engine, peeking, qtbot):
    before = studio.session.project
    with qtbot.waitSignal(peeking.shown):
        peeking.look(UNITS[0])
    (message,) = asked(engine)
    assert message.request.scene == before.scenes[0]
    assert message.request.recipe.changes()[UNITS[0]].gain == 0.0
    with qtbot.waitSignal(peeking.ended):
        peeking.look(None)
    assert studio.session.project is before
    assert not studio.session.dirty


def test_who_passes_by_asks_for_nothing(studio, engine, peeking, qtbot):
    peeking._resting.setInterval(60)
    with qtbot.assertNotEmitted(peeking.ended):
        peeking.look(UNITS[0])
        peeking.look(UNITS[1])
        peeking.look(None)
        qtbot.wait(120)
    assert asked(engine) == []


def test_a_picture_that_comes_too_late_is_not_shown(studio, engine, peeking, qtbot):
    engine.holding = True
    peeking.look(UNITS[0])
    qtbot.waitUntil(lambda: len(asked(engine)) == 1)
    with qtbot.assertNotEmitted(peeking.shown):
        peeking.look(None)
        engine.let_go()


def test_only_the_last_of_several_is_shown(studio, engine, peeking, qtbot):
    engine.holding, shown = True, []
    peeking.shown.connect(lambda _: shown.append(peeking._unit))
    for unit in UNITS:
        peeking.look(unit)
        qtbot.waitUntil(lambda unit=unit: any(unit in m.request.recipe.changes() for m in asked(engine)))
    engine.let_go()
    assert shown == [UNITS[1]]


def test_a_look_follows_the_recipe(studio, engine, peeking, qtbot):
    with qtbot.waitSignal(peeking.shown):
        peeking.look(UNITS[0])
    with qtbot.waitSignal(peeking.shown):
        studio.session.do("Add", lambda project: with_units(project, (UNITS[1],), "Part", gain=0.5))
    assert asked(engine)[-1].request.recipe.changes()[UNITS[1]].gain == 0.5


# ---------------------------------------------------------------------------------------------------- galleries
def requests(studio, *seeds):
    return [RenderRequest(Scene(seed), Recipe(studio.session.project.base)) for seed in seeds]


def test_pictures_come_by_their_places_and_what_stays_is_not_made_again(studio, engine):
    gallery, came = Gallery("page", engine, studio.live), []
    gallery.picture.connect(lambda place, _picture: came.append(place))
    gallery.show(requests(studio, 10, 11, 12))
    assert came == [0, 1, 2]
    gallery.show(requests(studio, 10, 21, 12, 13))
    assert came == [0, 1, 2, 1, 3]
    assert all(message.priority > 2 for message in asked(engine, "page")), "everything else goes before"


def test_pictures_of_a_page_that_was_left_are_not_shown(studio, engine):
    gallery, came = Gallery("page", engine, studio.live), []
    gallery.picture.connect(lambda place, _picture: came.append(place))
    engine.holding = True
    gallery.show(requests(studio, 10, 11))
    gallery.show(requests(studio, 20))
    engine.let_go()
    assert came == [0]


def test_after_a_crash_what_is_missing_is_asked_for_again(studio, engine):
    gallery, came = Gallery("page", engine, studio.live), []
    gallery.picture.connect(lambda place, _picture: came.append(place))
    engine.holding = True
    gallery.show(requests(studio, 10, 11))
    engine.holding = False
    engine.die()
    assert came == [0, 1]


def test_another_generator_is_asked_for_nothing_of_the_last_one(painted_studio, engine):
    painted_studio.searching.start()
    painted_studio.searching.take(painted_studio.session.project.rankings[-1])
    painted_studio.inspecting.start(UNITS[0])
    engine.info = replace(engine.info, fingerprint=replace(engine.info.fingerprint, sha256="1" * 64))
    before = len(engine.sent)
    painted_studio.opening.generator("others.safetensors")
    asked_since = [message.request for message in engine.sent[before:] if isinstance(message, Render)]
    assert asked_since
    assert {request.recipe.base for request in asked_since} == {engine.info.fingerprint}


# ---------------------------------------------------------------------------------------------------- rankings
def test_an_earlier_ranking_is_shown_again_with_its_pictures(painted_studio, engine):
    studio = painted_studio
    studio.searching.start()
    first = studio.session.project.rankings[-1]
    studio.searching.set_options(exhaustive=True)
    studio.searching.start()
    assert [ranking.request.method for ranking in studio.session.project.rankings] == ["shortlist", "exhaustive"]
    found, pictures = [], []
    studio.searching.found.connect(found.append)
    studio.searching.thumbnail.connect(lambda unit, _picture: pictures.append(unit))
    studio.searching.take(first)
    assert found == [first]
    assert studio.session.project.rankings[-1] == first
    assert pictures == [ranked.unit for ranked in first.units[:24]]
    studio.searching.take(first)
    assert len(pictures) == 48, "whoever shows it anew has none of its pictures"


def test_a_search_is_kept_once_and_only_the_last_few_are(painted_studio):
    studio = painted_studio
    studio.searching.start()
    ranking = studio.session.project.rankings[-1]
    project = with_ranking(studio.session.project, replace(ranking, complete=False))
    assert len(project.rankings) == 1
    for seed in range(20):
        project = with_ranking(project, replace(ranking, request=replace(ranking.request, seed=seed)))
    assert [each.request.seed for each in project.rankings] == list(range(12, 20))
    large = replace(ranking, units=ranking.units * 1000)
    assert (
        with_ranking(with_ranking(project, large), replace(ranking, request=replace(ranking.request, seed=99)))
        .rankings[0]
        .request.seed
        == 99
    )
