"""Groups: grown by joint ablation, against every set tried by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from models.document.errors import UnlitError
from models.document.group import GroupRequest
from models.search.ablation import ABLATED
from models.search.evidence import Evidence
from models.search.groups import LEAST_GAIN, grow
from models.search.scoring import mean_scores, score_changes
from tests.models.search.conftest import SCENES, painted
from tests.support.sentences import assert_good_sentence

EVIDENCE = (painted(), painted(SCENES[1]))


@pytest.fixture(scope="module")
def candidates(truth):
    return tuple(ranked.unit for ranked in truth.units[:8])


def grown(generator, **options):
    *_, growth = grow(generator, GroupRequest(EVIDENCE, **options))
    return growth


def joint(generator, units):
    """The score of some units ablated together, one picture at a time."""
    changes = dict.fromkeys(units, ABLATED)
    each = [
        score_changes(generator.variants(scene, [{}, changes]), places)
        for scene, places in Evidence(generator, EVIDENCE)
    ]
    return mean_scores(each)


def test_every_step_takes_the_best_unit_and_gives_the_group_s_own_numbers(wide, candidates):
    growth = grown(wide, candidates=candidates, most=3)
    assert growth.steps
    group = []
    for step in growth.steps:
        tried = {unit: joint(wide, [*group, unit]).score.item() for unit in candidates if unit not in group}
        assert step.score == pytest.approx(max(tried.values()), rel=1e-4)
        group.append(step.unit)
        exact = joint(wide, group)
        for name in ("inside", "outside", "share", "score"):
            assert getattr(step, name) == pytest.approx(getattr(exact, name).item(), rel=1e-4), name


def test_growth_ends_where_nothing_more_lands_in_the_region(wide, candidates):
    growth = grown(wide, candidates=candidates, most=8)
    scores = [step.score for step in growth.steps]
    assert all(b > (1 + LEAST_GAIN) * a for a, b in pairwise(scores))
    if len(growth.steps) < 8:
        left = [unit for unit in candidates if unit not in growth.units]
        best = max(joint(wide, [*growth.units, unit]).score.item() for unit in left)
        assert best <= (1 + LEAST_GAIN) * scores[-1] * 1.0001


def test_a_unit_given_twice_is_one_unit(wide, candidates):
    growth = grown(wide, candidates=candidates[:1] * 3)
    assert growth.units == candidates[:1]


def test_progress_counts_the_sets_that_were_tried(wide, candidates):
    seen = [(g.done, g.total) for g in grow(wide, GroupRequest(EVIDENCE, candidates, most=2, batch=3))]
    assert seen[0] == (3, 8 + 7)
    assert all(done <= total for done, total in seen)
    assert seen[-1][0] == seen[-1][1]


def test_a_growth_that_is_closed_keeps_what_it_found(wide, candidates):
    growing = grow(wide, GroupRequest(EVIDENCE, candidates, most=4, batch=8))
    next(growing)
    growth = next(growing)
    growing.close()
    assert len(growth.units) == 1


def test_no_candidates_is_no_group(wide):
    assert grown(wide, candidates=()).units == ()


def test_no_evidence_is_an_error(wide, candidates):
    with pytest.raises(UnlitError, match="Nothing is painted") as error:
        next(grow(wide, GroupRequest((), candidates)))
    assert_good_sentence(error.value)
