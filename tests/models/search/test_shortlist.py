"""Estimate, shortlist, confirm: against the exhaustive search, and with estimates made poor on purpose."""

from __future__ import annotations

import pytest
import torch
from msgspec.structs import replace

from models.document.ranking import RankRequest
from models.search.ranking import SAMPLE, TOP, rank
from tests.models.search.conftest import SCENES, painted, searched

REQUEST = RankRequest((painted(),), shortlist=48)


def units_of(ranking, count=TOP):
    return [ranked.unit for ranked in ranking.units[:count]]


class Blurred:
    """A generator whose estimates are off by random factors."""

    def __init__(self, generator, off):
        self._generator, self._off = generator, off

    def __getattr__(self, name):
        return getattr(self._generator, name)

    def pushes(self, scene, probes, layers, cap_gib=0.0):
        random = torch.Generator().manual_seed(9)
        found = self._generator.pushes(scene, probes, layers, cap_gib)
        return {k: v * (self._off * torch.randn(1, v.shape[1], generator=random)).exp() for k, v in found.items()}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_shortlist_finds_the_units_of_the_exhaustive_search(wide, truth, seed):
    ranking = searched(wide, replace(REQUEST, seed=seed))
    assert len(set(units_of(ranking)) & set(units_of(truth))) >= TOP - 1
    assert ranking.exact < wide.info.unit_count
    assert ranking.complete


def test_what_is_called_exact_is_what_ablation_gives_and_the_rest_is_an_estimate(wide, truth):
    ranking, exact = searched(wide, REQUEST), {ranked.unit: ranked for ranked in truth.units}
    assert len(ranking.units) == len(truth.units)
    for ranked in ranking.units:
        if ranked.exact:
            assert ranked.score == pytest.approx(exact[ranked.unit].score, rel=1e-4, abs=1e-7)
            assert ranked.effect == pytest.approx(exact[ranked.unit].effect, rel=1e-4, abs=1e-4)
    estimated = [ranked for ranked in ranking.units if not ranked.exact]
    assert estimated
    ratios = torch.tensor([ranked.inside / exact[ranked.unit].inside for ranked in estimated])
    assert 0.7 < ratios.median() < 1.4  # calibrated by the exact ones


def test_the_strongest_are_all_exact_and_in_order(wide):
    ranking = searched(wide, REQUEST)
    assert all(ranked.exact for ranked in ranking.units[:TOP])
    scores = [ranked.score for ranked in ranking.units]
    assert scores == sorted(scores, reverse=True)


def test_the_same_search_gives_the_very_same_ranking(wide):
    assert searched(wide, REQUEST) == searched(wide, REQUEST)


@pytest.mark.parametrize("batch", [1, 5, 64])
def test_batches_of_any_size_give_the_same_ranking(wide, batch):
    one, other = searched(wide, REQUEST), searched(wide, replace(REQUEST, batch=batch))
    assert units_of(one) == units_of(other)
    for a, b in zip(one.units[:TOP], other.units[:TOP], strict=True):
        assert a.score == pytest.approx(b.score, rel=1e-5, abs=1e-8)


def test_what_was_missed_is_said_with_its_confidence(wide, truth):
    ranking = searched(wide, REQUEST)
    missed = ranking.missed
    assert (missed.top, missed.sampled) == (TOP, 2 * SAMPLE)
    assert missed.at_most <= 1
    assert TOP - len(set(units_of(ranking)) & set(units_of(truth))) <= 1
    assert missed.sentence() in ranking.sentences()


def test_the_bound_holds_over_many_searches(wide, truth):
    best, broken = set(units_of(truth)), 0
    for seed in range(8):
        ranking = searched(wide, replace(REQUEST, seed=seed, shortlist=24, probes=2))
        broken += TOP - len(set(units_of(ranking)) & best) > ranking.missed.at_most
    assert broken <= 1  # 1 in 20 is what the sentence allows


def test_poor_estimates_widen_the_shortlist_by_themselves(wide, truth):
    good, poor = searched(wide, REQUEST), searched(Blurred(wide, 1.0), REQUEST)
    assert poor.exact > 1.5 * good.exact
    assert len(set(units_of(poor)) & set(units_of(truth))) >= TOP - 1


def test_a_small_net_is_searched_whole(wide):
    ranking = searched(wide, replace(REQUEST, shortlist=10_000))
    assert ranking.exact == len(ranking.units) == wide.info.unit_count
    assert ranking.missed is None


def test_a_protected_region_is_estimated_too(wide):
    evidence = (painted(keep=painted(box=(25, 32, 0, 32)).region),)
    exact = searched(wide, RankRequest(evidence, "exhaustive"))
    found = searched(wide, RankRequest(evidence, shortlist=48))
    assert len(set(units_of(found)) & set(units_of(exact))) >= TOP - 1
    assert any(not ranked.exact and ranked.kept > 0 for ranked in found.units)


def test_several_scenes_are_estimated_together(wide):
    evidence = tuple(painted(scene, box=(5 + i, 15 + i, 8, 20)) for i, scene in enumerate(SCENES))
    exact = searched(wide, RankRequest(evidence, "exhaustive"))
    found = searched(wide, RankRequest(evidence, shortlist=48))
    assert len(set(units_of(found)) & set(units_of(exact))) >= TOP - 1


def test_progress_tells_estimates_from_what_is_exact(wide):
    seen = [(p.done, p.total, p.complete) for p in rank(wide, replace(REQUEST, batch=8))]
    assert seen[0] == (0, 48 + 2 * SAMPLE, False)
    assert [done for done, _, _ in seen] == sorted(done for done, _, _ in seen)
    assert all(done <= total for done, total, _ in seen)
    assert seen[-1][2]
    assert not seen[-2][2]


def test_what_is_known_is_not_done_again(wide):
    class Counted(Blurred):
        ablated = 0

        def sweep(self, scene, layers):
            for sweep in self._generator.sweep(scene, layers):
                original = sweep.ablated

                def counting(units, original=original):
                    Counted.ablated += len(units)
                    return original(units)

                sweep.ablated = counting
                yield sweep

    whole = searched(wide, REQUEST)
    stopped = [ranked for ranked in whole.units if ranked.exact][::2]
    again = searched(Counted(wide, 0.0), REQUEST, stopped)
    assert Counted.ablated == whole.exact - len(stopped)
    assert units_of(again) == units_of(whole)


def test_a_region_that_nothing_controls_ends_with_a_sentence(wide):
    """One pixel of 1,024, of a random net: nothing lands there more than elsewhere by much; still a whole ranking."""
    ranking = searched(wide, replace(REQUEST, evidence=(painted(box=(3, 4, 3, 4)),)))
    assert len(ranking.units) == wide.info.unit_count
    assert ranking.complete


def test_nothing_at_all_is_found_where_no_unit_does_anything(wide):
    class Dead(Blurred):
        def pushes(self, scene, probes, layers, cap_gib=0.0):
            return {k: v * 0 for k, v in self._generator.pushes(scene, probes, layers).items()}

        def sweep(self, scene, layers):
            for sweep in self._generator.sweep(scene, layers):
                picture = sweep.ablated([0])[:1]
                sweep.ablated = lambda units, picture=picture: picture.repeat(1 + len(units), 1, 1, 1)
                yield sweep

    ranking = searched(Dead(wide, 0.0), REQUEST)
    assert all(ranked.score == 0 for ranked in ranking.units)
    assert "No unit changes the region more than the rest of the picture." in ranking.sentences()
    assert ranking.missed.at_most == 0
