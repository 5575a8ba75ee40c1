"""Growing a group and finding what is painted elsewhere, as answers; and what the studio and the commands ask."""

from __future__ import annotations

from dataclasses import replace

import engine_stand_in as stand_in
import pytest
from engine_stand_in import rank_request

from app.engine.asking import CANDIDATES, group_request, more_scenes
from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol.to_engine import Grow, Open, Transfer
from app.engine.protocol.to_studio import Failed, Grown, GrowProgress, TransferProgress, Transferred
from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint
from models.document.group import GroupRequest
from models.document.ranking import RankedUnit, Ranking, RankRequest
from models.document.scene import Latent, Scene
from models.document.units import UnitId

UNITS = tuple(UnitId("b8.conv1", i) for i in range(6))
EVIDENCE = rank_request().evidence
GROW = Grow(1, 7, GroupRequest(EVIDENCE, UNITS))


@pytest.fixture
def handler(monkeypatch):
    monkeypatch.setattr(stand_in, "PAUSE", 0)
    return opened(stand_in.stand_ins())


def opened(models):
    handler = Handler(models, in_message)
    list(handler.answers(Open(1, 1, "lamps")))
    return handler


def said(answers):
    return [answer for answer in answers if answer is not None]


def after(looks: int):
    """Stops at the look after so many."""
    left = iter([False] * looks)
    return lambda: next(left, True)


# ------------------------------------------------------------------------------------------------------------- groups
def test_a_group_ends_with_its_directions(handler):
    *progress, grown = said(handler.answers(GROW))
    assert all(isinstance(each, GrowProgress) for each in progress)
    assert progress[0].total == 6
    assert isinstance(grown, Grown)
    assert tuple(step.unit for step in grown.steps) == UNITS
    assert grown.directions is not None
    assert (grown.directions.units, grown.directions.minus) == (UNITS, -6.0)
    assert grown.complete


def test_a_group_that_is_stopped_says_how_far_it_came(handler):
    *_, grown = said(handler.answers(GROW, after(1)))
    assert [step.unit for step in grown.steps] == list(UNITS[:2])
    assert not grown.complete
    assert grown.directions is None


def test_no_group_has_no_directions(handler):
    (grown,) = said(handler.answers(Grow(1, 7, GroupRequest(EVIDENCE, ()))))
    assert (grown.steps, grown.directions, grown.complete) == ((), None, True)


# ----------------------------------------------------------------------------------------------------------- transfer
def test_the_painted_thing_is_looked_for_until_it_was_found_often_enough(handler):
    scenes = tuple(Scene(seed) for seed in range(1, 20))
    *progress, found = said(handler.answers(Transfer(1, 7, EVIDENCE, scenes, most=3)))
    assert all(isinstance(each, TransferProgress) for each in progress)
    assert isinstance(found, Transferred)
    assert [each.scene.seed for each in found.painted] == [2, 4, 6]
    assert all(each.transferred for each in found.painted)
    assert [scene.seed for scene in found.absent] == [1, 3, 5]
    assert [(each.done, each.found) for each in progress[:3]] == [(0, 0), (1, 0), (2, 1)]


def test_looking_for_it_can_be_stopped(handler):
    scenes = tuple(Scene(seed) for seed in range(1, 20))
    *_, found = said(handler.answers(Transfer(1, 7, EVIDENCE, scenes, most=3), after(3)))
    assert not found.complete
    assert [each.scene.seed for each in found.painted] == [2]


def test_what_cannot_be_looked_for_is_one_answer():
    def finder(generator, painted):
        raise UnlitError("The region is empty: paint what you want to find first.")

    handler = opened(replace(stand_in.stand_ins(), finder=finder))
    (failed,) = said(handler.answers(Transfer(1, 7, EVIDENCE, (Scene(),), most=3)))
    assert isinstance(failed, Failed)
    assert (failed.job, failed.kind) == (7, "input")


# ------------------------------------------------------------------------------------------------------------- asking
def ranking(*scores_and_exact):
    units = (RankedUnit(UnitId("a", i), 1, 1, 1, 1, score, exact=e) for i, (score, e) in enumerate(scores_and_exact))
    return Ranking(Fingerprint("", ""), RankRequest(EVIDENCE), (), tuple(units), 0.1, "0")


def test_candidates_are_the_strongest_that_are_exact():
    request = group_request(ranking((3.0, True), (2.0, False), (1.0, True), (0.0, True)), most=5)
    assert [unit.index for unit in request.candidates] == [0, 2]
    assert (request.evidence, request.most) == (EVIDENCE, 5)
    assert len(group_request(ranking(*[(1.0, True)] * 99)).candidates) == CANDIDATES


def test_more_scenes_follow_those_that_are_there():
    first = Scene(7, psi=0.5, latent=Latent("z", (1,), bytes(4)))
    more = more_scenes([first, Scene(9)], 3)
    assert more == tuple(Scene(seed, psi=0.5) for seed in (10, 11, 12))
    assert [scene.seed for scene in more_scenes([Scene(2**32 - 1), Scene(1)], 3)] == [0, 2, 3]
