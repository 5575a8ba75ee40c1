"""The search: against a plain loop, in batches of any size, on several scenes, stopped, refused, out of memory."""

from __future__ import annotations

import csv
import io

import cv2
import numpy as np
import pytest
import torch

from models.document.errors import UnlitError
from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Change
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.stylegan2.config import StyleGAN2Config
from models.search.ablation import LARGEST_BATCH, ablated_picture, batch_size
from models.search.ranking import rank
from tests.support.generators import TINY, random_generator
from tests.support.sentences import assert_good_sentence

CONFIGS = {
    "skip": StyleGAN2Config(z_dim=6, w_dim=8, channels=(20, 10, 6), mapping_layers=2),
    "resnet": StyleGAN2Config(z_dim=6, w_dim=8, channels=(8, 6, 4), mapping_layers=2, architecture="resnet"),
    "orig": StyleGAN2Config(z_dim=6, w_dim=8, channels=(8, 6, 4), mapping_layers=2, architecture="orig"),
}
NUMBERS = ("effect", "inside", "outside", "share", "score", "even")
SCENES = (Scene(0), Scene(1, psi=0.6, noise="random"), Scene(2, noise="none"))


class Watched:
    """A generator whose ablated batches are counted, and can be made to fail."""

    def __init__(self, generator):
        self._generator = generator
        self.batches: list[int] = []
        self.fails_above = 10**9
        self.failure: Exception = AssertionError()

    def __getattr__(self, name):
        return getattr(self._generator, name)

    def sweep(self, scene, layers):
        for sweep in self._generator.sweep(scene, layers):
            yield WatchedSweep(self, sweep)


class WatchedSweep:
    def __init__(self, watched, sweep):
        self._watched, self._sweep, self.layer = watched, sweep, sweep.layer

    def ablated(self, units):
        if len(units) > self._watched.fails_above:
            raise self._watched.failure
        self._watched.batches.append(len(units))
        return self._sweep.ablated(units)


def painted(scene, resolution=16, box=(3, 9, 4, 12), soft=True):
    mask = np.zeros((resolution, resolution), np.float32)
    top, bottom, left, right = box
    mask[top:bottom, left:right] = 1
    return PaintedScene(scene, Region.from_mask(cv2.GaussianBlur(mask, (0, 0), 1) if soft else mask))


def ask(evidence, **options):
    return RankRequest(evidence, "exhaustive", **options)


def searched(generator, request):
    *_, progress = rank(generator, request)
    return progress.ranking()


def by_unit(ranking):
    return {ranked.unit: np.array([getattr(ranked, name) for name in NUMBERS]) for ranked in ranking.units}


def assert_same_numbers(one, other, rtol=1e-5, atol=1e-6):
    one, other = by_unit(one), by_unit(other)
    assert one.keys() == other.keys()
    for unit, numbers in one.items():
        np.testing.assert_allclose(numbers, other[unit], rtol=rtol, atol=atol, err_msg=str(unit))


def loop_numbers(generator, evidence, unit):
    """The definitions, one unit and one picture at a time, in float64."""
    rows = []
    for each in evidence:
        mask = each.region.mask().astype(np.float64)
        unchanged, changed = (
            generator.raw([each.scene], changes)[0].double().numpy() for changes in ({}, {unit: Change(0.0, 0.0)})
        )
        change, even = np.abs(changed - unchanged), np.abs(((changed - unchanged) * mask).sum((1, 2))).sum()
        effect, total = float((change * mask).sum()), float(change.sum())
        inside = effect / (3 * mask.sum()) / 2  # raw spans two, pictures one
        outside = (total - effect) / (3 * (1 - mask).sum()) / 2
        contrast = (inside - outside) / (inside + outside) if inside + outside else 0.0
        even /= 3 * mask.sum() * 2
        score = (inside + even) / 2 * min(1.0, max(0.0, 3 * contrast))
        rows.append([effect, inside, outside, effect / total if total else 0.0, score, even])
    return np.mean(rows, axis=0)


@pytest.fixture(scope="module", params=CONFIGS)
def generator(request):
    return random_generator(CONFIGS[request.param], seed=3)


@pytest.fixture(scope="module")
def skip():
    return random_generator(CONFIGS["skip"], seed=3)


def test_every_number_is_what_a_plain_loop_gives(generator):
    evidence = tuple(painted(scene) for scene in SCENES)
    found = by_unit(searched(generator, ask(evidence, torgb=True)))
    for unit, numbers in found.items():
        expected = loop_numbers(generator, evidence, unit)
        np.testing.assert_allclose(numbers, expected, rtol=1e-3, atol=2e-5, err_msg=str(unit))
        np.testing.assert_allclose(numbers[0], expected[0], rtol=1e-4, atol=1e-3, err_msg=str(unit))


@pytest.mark.parametrize("batch", [1, 7, 64])
def test_batches_of_any_size_give_the_same_numbers(generator, batch):
    evidence = (painted(SCENES[0]), painted(SCENES[1]))
    one_at_a_time = searched(generator, ask(evidence, torgb=True, batch=1))
    assert_same_numbers(searched(generator, ask(evidence, torgb=True, batch=batch)), one_at_a_time)


def test_the_numbers_of_several_scenes_are_their_means(skip):
    evidence = tuple(painted(scene, box=(2 + i, 8 + i, 3, 9)) for i, scene in enumerate(SCENES))
    together = by_unit(searched(skip, ask(evidence)))
    alone = [by_unit(searched(skip, ask((each,)))) for each in evidence]
    for unit, numbers in together.items():
        np.testing.assert_allclose(numbers, np.mean([one[unit] for one in alone], axis=0), rtol=1e-5, atol=1e-6)


def test_the_same_search_gives_the_very_same_ranking(skip):
    request = ask((painted(SCENES[1]),), torgb=True)
    assert searched(skip, request) == searched(skip, request)


def test_a_ranking_holds_all_units_strongest_first_with_where_they_come_from(skip):
    evidence = (painted(SCENES[0]), painted(SCENES[1], box=(0, 4, 0, 4)))
    ranking = searched(skip, ask(evidence))
    scores = [ranked.score for ranked in ranking.units]
    assert scores == sorted(scores, reverse=True)
    convolutions = [layer for layer in skip.info.layers if layer.kind == "conv"]
    units = [unit for layer in convolutions for unit in layer.unit_ids()]
    assert sorted(ranked.unit for ranked in ranking.units) == sorted(units)
    assert len(ranking.units) == skip.info.unit_count
    assert ranking.layers == tuple(layer.name for layer in convolutions)
    assert (ranking.base, ranking.evidence, ranking.complete) == (skip.info.fingerprint, evidence, True)
    assert ranking.chance == pytest.approx(np.mean([each.region.mask().mean() for each in evidence]))


def test_the_colour_knobs_are_ranked_on_request(skip):
    ranking = searched(skip, ask((painted(SCENES[0]),), torgb=True))
    assert ranking.layers == tuple(layer.name for layer in skip.info.layers)
    assert len(ranking.units) == sum(layer.units for layer in skip.info.layers)


def test_units_that_do_nothing_come_last_in_the_order_of_layers():
    generator = random_generator(TINY, seed=1)
    for name, tensor in generator.network.synthesis.named_parameters():
        if name.endswith("affine.weight") or name.endswith("affine.bias"):
            tensor.zero_()
    ranking = searched(generator, ask((painted(SCENES[0]),)))
    assert all(ranked.score == ranked.effect == ranked.share == 0 for ranked in ranking.units)
    expected = [unit for layer in generator.info.layers if layer.kind == "conv" for unit in layer.unit_ids()]
    assert [ranked.unit for ranked in ranking.units] == expected


def test_progress_counts_up_to_the_total(skip):
    done = []
    for progress in rank(skip, ask((painted(SCENES[0]),), batch=7)):
        done.append(progress.done)
        assert progress.total == skip.info.unit_count
        assert progress.ranking().complete == progress.complete
    assert done[-1] == progress.total
    assert progress.complete
    steps = np.diff([0, *done])
    assert steps.max() == 7
    assert (steps[:-1] >= 1).all()
    assert steps[-1] == 0  # the last word only says that it is complete


def test_a_search_that_is_closed_makes_no_more_pictures(skip):
    watched = Watched(skip)
    search = rank(watched, ask((painted(SCENES[0]), painted(SCENES[1])), batch=4))
    next(search)
    progress = next(search)
    search.close()
    assert watched.batches == [4, 4, 4, 4]  # two batches on two scenes
    assert next(search, None) is None
    assert len(watched.batches) == 4
    ranking = progress.ranking()
    assert not ranking.complete
    assert len(ranking.units) == 8


def test_a_search_begun_makes_one_batch_at_a_time(skip):
    watched = Watched(skip)
    search = rank(watched, ask((painted(SCENES[0]),), batch=4))
    assert watched.batches == []
    for count in (1, 2, 3):
        next(search)
        assert len(watched.batches) == count


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ((), "Nothing is painted"),
        ((painted(SCENES[0], box=(0, 0, 0, 0)),), "is empty"),
        ((painted(SCENES[0], resolution=17),), "17 x 17"),
        ((painted(SCENES[0]), painted(SCENES[1], box=(0, 0, 0, 0))), "is empty"),
        ((PaintedScene(SCENES[0], Region(16, 16, b"no picture")),), "damaged"),
        ((painted(Scene(0, class_index=1)),), "no classes"),
    ],
    ids=["nothing", "empty", "other size", "one of two empty", "damaged", "no such scene"],
)
def test_evidence_that_cannot_be_searched_is_an_error_before_anything_is_made(skip, evidence, words):
    watched = Watched(skip)
    with pytest.raises(UnlitError, match=words) as info:
        next(rank(watched, ask(evidence)))
    assert_good_sentence(info.value)
    assert watched.batches == []


def test_one_pixel_is_region_enough(skip):
    evidence = painted(SCENES[0], box=(5, 6, 7, 8), soft=False)
    ranking = searched(skip, ask((evidence,)))
    assert ranking.chance == pytest.approx(1 / 256)
    best = ranking.units[0]
    assert best.score > 0
    np.testing.assert_allclose(by_unit(ranking)[best.unit], loop_numbers(skip, (evidence,), best.unit), rtol=1e-3)


def test_all_but_one_pixel_is_a_region_too(skip):
    pixel = painted(SCENES[0], box=(5, 6, 7, 8), soft=False).region
    ranking = searched(skip, ask((PaintedScene(SCENES[0], pixel.inverted()),)))
    assert all(np.isfinite(numbers).all() for numbers in by_unit(ranking).values())


@pytest.mark.parametrize(
    "failure",
    [torch.OutOfMemoryError("CUDA out of memory."), RuntimeError("DefaultCPUAllocator: can't allocate memory")],
    ids=["GPU", "processor"],
)
def test_out_of_memory_halves_the_batch_and_keeps_the_numbers(skip, failure):
    evidence = (painted(SCENES[0]), painted(SCENES[1]))
    watched = Watched(skip)
    watched.fails_above, watched.failure = 5, failure
    found = searched(watched, ask(evidence, batch=16))
    assert set(watched.batches) <= {1, 2, 3, 4, 5}
    assert max(watched.batches) == 4  # 16, 8, 4
    assert_same_numbers(found, searched(skip, ask(evidence, batch=16)))


def test_a_small_layer_is_halved_from_its_own_size(skip):
    watched = Watched(skip)
    watched.fails_above, watched.failure = 12, torch.OutOfMemoryError("CUDA out of memory.")
    next(rank(watched, ask((painted(SCENES[0]),), batch=64)))
    assert watched.batches == [10]  # of b4.conv1's 20


def test_no_memory_for_one_unit_is_an_error(skip):
    watched = Watched(skip)
    watched.fails_above, watched.failure = 0, torch.OutOfMemoryError("CUDA out of memory.")
    with pytest.raises(torch.OutOfMemoryError):
        next(rank(watched, ask((painted(SCENES[0]),), batch=16)))


def test_another_error_is_not_taken_for_lack_of_memory(skip):
    watched = Watched(skip)
    watched.fails_above, watched.failure = 0, RuntimeError("a mistake of ours")
    with pytest.raises(RuntimeError, match="mistake of ours"):
        next(rank(watched, ask((painted(SCENES[0]),))))


def test_a_region_of_everything_ranks_by_how_much_a_unit_changes_and_says_so(skip):
    ranking = searched(skip, ask((painted(SCENES[0], box=(0, 16, 0, 16), soft=False),)))
    assert "covers the whole picture" in ranking.sentences()[0]
    assert all(ranked.score == pytest.approx((ranked.inside + ranked.even) / 2) for ranked in ranking.units)
    assert all(ranked.outside == 0 and ranked.share in (0, 1) for ranked in ranking.units)


def test_a_protected_region_holds_down_the_units_that_change_it(skip):
    free = painted(SCENES[0])
    kept = PaintedScene(free.scene, free.region, keep=painted(SCENES[0], box=(11, 16, 0, 16), soft=False).region)
    one, other = ({r.unit: r for r in searched(skip, ask((each,))).units} for each in (free, kept))
    assert all(other[unit].score <= one[unit].score + 1e-12 for unit in one)
    held = [unit for unit in one if other[unit].kept > other[unit].outside and one[unit].score > 0]
    assert held
    for unit in held:
        r = other[unit]
        contrast = 3 * (r.inside - r.kept) / (r.inside + r.kept)
        assert r.score == pytest.approx((r.inside + r.even) / 2 * min(1, max(0, contrast)), rel=1e-9)
    assert any(other[unit].score < one[unit].score for unit in held)


def test_the_spread_is_the_deviation_of_the_score_over_scenes(skip):
    evidence = tuple(painted(scene) for scene in SCENES)
    together = {r.unit: r for r in searched(skip, ask(evidence)).units}
    alone = [{r.unit: r.score for r in searched(skip, ask((each,))).units} for each in evidence]
    for unit, ranked in together.items():
        assert ranked.spread == pytest.approx(np.std([one[unit] for one in alone]), rel=1e-4, abs=1e-7)


@pytest.mark.parametrize(("free", "expected"), [(0, 1), (10, 9), (10**6, LARGEST_BATCH)])
def test_the_batch_is_what_memory_allows(skip, monkeypatch, free, expected):
    monkeypatch.setattr("models.search.ablation.memory_for_batches", lambda device, cap: free * skip.bytes_per_picture)
    assert batch_size(skip) == expected


def test_the_picture_of_an_ablated_unit_is_the_sweep_s(skip):
    (sweep,) = skip.sweep(SCENES[1], ["b8.conv1"])
    swept = sweep.ablated([3])[1:].mul(0.5).add(0.5).clamp(0, 1)
    torch.testing.assert_close(ablated_picture(skip, SCENES[1], UnitId("b8.conv1", 3)), swept, rtol=0, atol=1e-5)


def test_sweeps_come_in_the_order_of_layers_and_hold_one_layer_each(skip):
    names = [layer.name for layer in skip.info.layers]
    assert [sweep.layer.name for sweep in skip.sweep(SCENES[0], names)] == names
    assert [sweep.layer.name for sweep in skip.sweep(SCENES[0], names[::-2])] == sorted(names[::-2], key=names.index)


def test_every_batch_holds_the_unchanged_picture_first(generator):
    for sweep in generator.sweep(SCENES[0], [layer.name for layer in generator.info.layers]):
        pictures = sweep.ablated([0, sweep.layer.units - 1])
        assert pictures.shape == (3, 3, 16, 16)
        torch.testing.assert_close(pictures[:1], generator.raw([SCENES[0]]), rtol=0, atol=1e-5)


def test_a_table_of_a_ranking_reads_back_to_the_very_same_numbers(skip):
    ranking = searched(skip, ask((painted(SCENES[0]),)))
    rows = list(csv.DictReader(io.StringIO(ranking.to_csv())))
    assert [int(row["rank"]) for row in rows] == list(range(1, len(ranking.units) + 1))
    for row, ranked in zip(rows, ranking.units, strict=True):
        assert UnitId(row["layer"], int(row["unit"])) == ranked.unit
        assert [float(row[name]) for name in NUMBERS] == [getattr(ranked, name) for name in NUMBERS]
        assert float(row["chance"]) == ranking.chance


def test_a_planted_unit_is_found():
    """A net by hand: one unit's channel is alive in one corner only, so the corner is what it makes."""
    generator = random_generator(StyleGAN2Config(z_dim=4, w_dim=4, channels=(12, 12), mapping_layers=1, noise=False))
    synthesis = generator.network.synthesis
    planted = 7
    synthesis.b4.const.mul_(0.01)
    synthesis.b4.const[planted] = 0
    synthesis.b4.const[planted, :2, :2] = 50
    corner = PaintedScene(Scene(0), Region.from_mask(np.pad(np.ones((5, 5), np.uint8) * 255, ((0, 3), (0, 3)))))
    best = searched(generator, ask((corner,))).units[0]
    assert best.unit == UnitId("b4.conv1", planted)
    assert best.inside > 2 * best.outside
