"""A search spread over Ray's workers: the same result, workers lost, stopped, refused.

How work is handed out is tested on a stand-in for Ray; what processes do, on a local Ray with two workers.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import closing
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import numpy as np
import pytest

from models.document.errors import UnlitError
from models.document.ranking import PaintedScene, RankRequest
from models.document.region import Region
from models.document.scene import Scene
from models.generators.stylegan2.config import StyleGAN2Config
from models.search import ray_actor
from models.search.ranking import rank
from models.search.ray_workers import OPENER, one_scene_each, pieces, ray_pool
from tests.support.generators import random_generator, write_random
from tests.support.ray_stand_in import StandIn
from tests.support.sentences import assert_good_sentence

WIDE = StyleGAN2Config(z_dim=6, w_dim=8, channels=(40, 30, 20), mapping_layers=2)
NUMBERS = ("effect", "inside", "outside", "share", "score", "spread", "kept")
OPENERS = "tests.support.ray_openers"


def painted(scene, box=(3, 9, 4, 12)):
    mask = np.zeros((16, 16), np.float32)
    top, bottom, left, right = box
    mask[top:bottom, left:right] = 1
    return PaintedScene(scene, Region.from_mask(mask))


EVIDENCE = (painted(Scene(0)), painted(Scene(1, psi=0.6), (2, 7, 3, 9)), painted(Scene(2), (5, 12, 5, 12)))
ALL = RankRequest(EVIDENCE, "exhaustive")
SHORTLIST = RankRequest(EVIDENCE, shortlist=24)


@pytest.fixture(scope="module")
def generator():
    return random_generator(WIDE)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return str(write_random(tmp_path_factory.mktemp("ray") / "wide.safetensors", WIDE))


def ranked(generator, request, **where):
    *_, progress = rank(generator, request, **where)
    return progress.ranking()


def on_ray(generator, request, file, opener=OPENER, count=None):
    with ray_pool(file, opener, count) as pool:
        return ranked(generator, request, measurer=pool)


def numbers(ranking):
    by_unit = {str(ranked.unit): [getattr(ranked, name) for name in NUMBERS] for ranked in ranking.units}
    return np.array([by_unit[unit] for unit in sorted(by_unit)])


def assert_same(ranking, expected):
    """Up to rounding: the batches are others."""
    found, true = numbers(ranking), numbers(expected)
    np.testing.assert_allclose(found, true, rtol=1e-5, atol=1e-6 * true.max())
    assert (ranking.base, ranking.layers, ranking.complete) == (expected.base, expected.layers, True)
    assert [each.unit for each in ranking.units[:20]] == [each.unit for each in expected.units[:20]]


class TestHandingOut:
    @pytest.fixture
    def stand_in(self, monkeypatch):
        def install(*arguments, **options):
            ray = StandIn(*arguments, **options)
            monkeypatch.setattr("models.search.ray_pool.connected", lambda: (ray, False))
            return ray

        return install

    @pytest.mark.parametrize("request_", [ALL, SHORTLIST], ids=["exhaustive", "shortlist"])
    def test_the_ranking_is_the_same_in_whatever_order_results_come(self, generator, file, stand_in, request_):
        expected = ranked(generator, request_)
        for workers in (1, 3):
            stand_in(workers)
            assert_same(on_ray(generator, request_, file), expected)

    def test_all_workers_have_something_to_do_and_none_much_in_advance(self, generator, file, stand_in):
        ray = stand_in(3)
        with ray_pool(file) as pool:
            for _ in rank(generator, ALL, measurer=pool):
                assert all(len(hand.tasks) <= 2 for hand in pool._workers._hands)
        assert all(len(actor.calls) > 10 for actor in ray.actors)
        assert ray.killed == ray.actors

    def test_what_a_lost_worker_had_is_done_by_others(self, generator, file, stand_in):
        ray = stand_in(2, loses=lambda actor, method: actor.number in (0, 2) and len(actor.calls) == 5)
        assert_same(on_ray(generator, ALL, file), ranked(generator, ALL))
        assert len(ray.actors) == 4

    def test_a_place_where_no_worker_starts_is_given_up_as_long_as_there_are_others(self, generator, file, stand_in):
        ray = stand_in(2, loses=lambda actor, method: actor.number > 0)
        assert_same(on_ray(generator, ALL, file), ranked(generator, ALL))
        assert len(ray.actors) <= 6

    @pytest.mark.parametrize("lost", ["open", "ablated"])
    def test_the_search_ends_when_workers_are_always_lost(self, generator, file, stand_in, lost):
        ray = stand_in(2, loses=lambda actor, method: method == lost)
        with pytest.raises(UnlitError, match="lost 4 times") as caught:
            on_ray(generator, ALL, file)
        assert_good_sentence(caught.value)
        assert caught.value.kind == "engine"
        assert set(ray.killed) == set(ray.actors)

    def test_closing_the_search_cancels_what_is_handed_out(self, generator, file, stand_in):
        ray = stand_in(2)
        with ray_pool(file) as pool:
            with closing(rank(generator, ALL, measurer=pool)) as steps:
                next(steps)
            assert ray.cancelled
            assert not any(hand.tasks for hand in pool._workers._hands)
            assert_same(ranked(generator, ALL, measurer=pool), ranked(generator, ALL))  # the workers go on

    def test_no_worker_for_long_is_told(self, generator, file, stand_in):
        stand_in().silent = True
        with pytest.raises(UnlitError, match="No Ray worker was ready within 10 minutes") as caught:
            on_ray(generator, ALL, file)
        assert_good_sentence(caught.value)

    def test_another_version_on_the_workers_is_told(self, generator, file, stand_in, monkeypatch):
        stand_in()
        monkeypatch.setattr(ray_actor, "VERSION", "0.0.1")
        with pytest.raises(UnlitError, match=r"has Unlit 0\.0\.1") as caught:
            on_ray(generator, ALL, file)
        assert_good_sentence(caught.value)

    def test_another_generator_on_the_workers_is_told(self, generator, stand_in, tmp_path):
        stand_in()
        other = str(write_random(tmp_path / "other.safetensors", WIDE, seed=1))
        with pytest.raises(UnlitError, match="another generator") as caught:
            on_ray(generator, ALL, other)
        assert_good_sentence(caught.value)

    def test_a_file_that_is_not_there_is_told(self, generator, stand_in, tmp_path):
        stand_in()
        with pytest.raises(UnlitError, match="On a Ray worker: ") as caught:
            on_ray(generator, ALL, str(tmp_path / "gone.safetensors"))
        assert_good_sentence(caught.value)

    def test_a_workers_own_error_is_not_hidden(self, generator, file, stand_in):
        stand_in()
        with pytest.raises(ArithmeticError, match="the worker's own error"):
            on_ray(generator, ALL, file, f"{OPENERS}:fails")

    def test_without_ray_it_is_said_how_to_install_it(self, generator, file, monkeypatch):
        monkeypatch.setitem(sys.modules, "ray", None)
        with pytest.raises(UnlitError, match="pip install") as caught:
            on_ray(generator, ALL, file)
        assert_good_sentence(caught.value)


@pytest.fixture(scope="module")
def ray():
    """A small Ray of its own, with two cores."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray = pytest.importorskip("ray")
    quiet = {"include_dashboard": False, "log_to_driver": False, "logging_level": "error"}
    with TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as folder:  # paths of sockets must be short
        ray.init("local", num_cpus=2, num_gpus=0, object_store_memory=128 * 2**20, _temp_dir=folder, **quiet)
        yield ray
        ray.shutdown()


def cores_are_free(ray, count, seconds=60.0):
    """Whether they are soon."""
    end = time.monotonic() + seconds
    while ray.available_resources().get("CPU", 0) != count and time.monotonic() < end:
        time.sleep(0.05)
    return ray.available_resources().get("CPU", 0) == count


@pytest.mark.slow
def test_on_processes(ray, generator, file):
    """Several things in one test: each that had a worker of pytest for itself would start a Ray of its own."""
    with ray_pool(file) as pool:
        whole, short = (ranked(generator, request, measurer=pool) for request in (ALL, SHORTLIST))
        assert_same(whole, ranked(generator, ALL))
        assert_same(short, ranked(generator, SHORTLIST))

        steps = rank(generator, ALL, measurer=pool)
        next(steps)
        ray.kill(pool._workers._hands[0].actor)
        *_, progress = steps
        assert progress.ranking() == whole, "a worker that is killed changes nothing"
        assert len(pool._workers._hands) == 2
    assert cores_are_free(ray, 2)

    assert on_ray(generator, SHORTLIST, file, count=1) == short, "nor does the number of workers, to the last bit"
    assert on_ray(generator, ALL, file, f"{OPENERS}:dies_once") == whole, "nor one that dies amid its work"
    assert Path(f"{file}.died").exists()


@pytest.mark.slow
def test_stopping_frees_the_workers_amid_their_work(ray, generator, file):
    begun = Path(f"{file}.begun")
    threading.Thread(target=interrupts_when, args=(begun.exists,)).start()
    with pytest.raises(KeyboardInterrupt):
        on_ray(generator, ALL, file, f"{OPENERS}:takes_its_time")
    assert cores_are_free(ray, 2)


def interrupts_when(condition):
    """Ctrl+C, then."""
    while not condition():
        time.sleep(0.05)
    signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("error", [ConnectionError("refused"), RuntimeError("Version mismatch")])
def test_a_cluster_that_cannot_be_joined_is_told(generator, file, monkeypatch, error):
    def init(**options):
        raise error

    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(is_initialized=lambda: False, init=init))
    monkeypatch.setenv("RAY_ADDRESS", "192.0.2.1:6379")
    with pytest.raises(UnlitError, match="The Ray cluster") as caught:
        on_ray(generator, ALL, file)
    assert_good_sentence(caught.value)


def test_what_is_one_task_depends_on_what_is_asked_alone():
    chosen = {"a": [3, 4, 9], "b": [], "c": list(range(20))}
    parts = pieces(chosen, 0)
    assert [sum(map(len, part.values())) for part in parts] == [8, 8, 7]
    assert parts[0] == {"a": [3, 4, 9], "c": [0, 1, 2, 3, 4]}
    flat = [(name, unit) for part in parts for name, units in part.items() for unit in units]
    assert flat == [*product("a", [3, 4, 9]), *product("c", range(20))]
    assert [sum(map(len, part.values())) for part in pieces(chosen, 20)] == [20, 3]
    assert {len(part["d"]) for part in pieces({"d": list(range(64 * 640))}, 0)} == {64}


def test_one_scene_alone_is_asked_what_all_ask_of_it():
    first, *_, last = one_scene_each(RankRequest(EVIDENCE, seed=2**32 - 1))
    assert (first.evidence, first.seed) == (EVIDENCE[:1], 2**32 - 1)
    assert (last.evidence, last.seed) == (EVIDENCE[2:], 1)
