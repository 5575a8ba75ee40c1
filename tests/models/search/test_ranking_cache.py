"""Rankings kept: found again, gone on with, never believed when damaged."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.document.ranking import RankRequest
from models.search import cache as cache_module
from models.search.cache import Found, RankingCache
from tests.models.search.conftest import painted

REQUEST = RankRequest((painted(),), shortlist=40, batch=8)


class Counting:
    """A generator that counts the units it ablates."""

    def __init__(self, generator):
        self._generator, self.ablated = generator, 0

    def __getattr__(self, name):
        return getattr(self._generator, name)

    def sweep(self, scene, layers):
        for sweep in self._generator.sweep(scene, layers):
            original = sweep.ablated

            def counting(units, original=original):
                self.ablated += len(units)
                return original(units)

            sweep.ablated = counting
            yield sweep


@pytest.fixture
def counting(wide):
    return Counting(wide)


@pytest.fixture
def kept(tmp_path):
    return RankingCache(tmp_path / "rankings")


def finished(cache, generator, request=REQUEST):
    *_, progress = cache.rank(generator, request)
    return progress.ranking()


def test_the_same_search_is_found_again(kept, counting):
    first = finished(kept, counting)
    done = counting.ablated
    again = list(kept.rank(counting, REQUEST))
    assert counting.ablated == done
    assert [type(progress) for progress in again] == [Found]
    assert again[0].ranking() == first
    assert again[0].done == again[0].total == first.exact
    assert again[0].ranking(3).units == first.units[:3]


def test_how_it_is_batched_is_not_another_search(kept, counting):
    finished(kept, counting)
    done = counting.ablated
    finished(kept, counting, replace(REQUEST, batch=3, memory=1.0))
    assert counting.ablated == done


@pytest.mark.parametrize(
    "change", [{"seed": 1}, {"probes": 5}, {"shortlist": 41}, {"evidence": (painted(box=(1, 9, 2, 9)),)}]
)
def test_another_request_is_another_search(kept, counting, change):
    finished(kept, counting)
    done = counting.ablated
    finished(kept, counting, replace(REQUEST, **change))
    assert counting.ablated > done


def test_another_generator_is_another_search(wide):
    request, base = REQUEST, wide.info.fingerprint
    assert request.digest(base, "1") != request.digest(replace(base, sha256="0" * 64), "1")
    assert request.digest(base, "1") != request.digest(base, "2")


def test_a_stopped_search_goes_on_where_it_was(kept, counting, wide, tmp_path):
    whole = finished(RankingCache(tmp_path / "other"), wide)
    search = kept.rank(counting, REQUEST)
    for progress in search:
        if progress.done >= 24:
            break
    assert progress.known == 0
    search.close()
    done = counting.ablated
    again = list(kept.rank(counting, REQUEST))
    assert again[-1].ranking() == whole
    assert {progress.known for progress in again} == {done}
    assert counting.ablated == whole.exact
    assert done >= 24


def test_a_search_stopped_twice_forgets_nothing(kept, counting):
    for enough in (32, 8):
        search = kept.rank(counting, REQUEST)
        for progress in search:
            if progress.done >= enough:
                break
        search.close()
    before = counting.ablated
    whole = finished(kept, counting)
    assert counting.ablated == whole.exact
    assert before < whole.exact


def test_a_crash_loses_no_more_than_a_few_seconds(kept, counting, monkeypatch):
    """What is written while the search runs is what a process that dies leaves."""
    monkeypatch.setattr(cache_module, "KEEP_EVERY", 0.0)
    search = kept.rank(counting, REQUEST)
    for progress in search:
        if progress.done >= 24:
            break
    (path,) = kept._folder.glob("*.ranking")
    left = path.read_bytes()
    search.close()
    path.write_bytes(left)
    done = counting.ablated
    whole = finished(kept, counting)
    assert counting.ablated - done <= whole.exact - 16


def test_a_damaged_file_is_searched_again(kept, counting):
    first = finished(kept, counting)
    (path,) = kept._folder.glob("*.ranking")
    path.write_bytes(path.read_bytes()[:-200])
    assert finished(kept, counting) == first


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, counting):
    (tmp_path / "rankings").write_text("a file where the folder should be")
    assert finished(RankingCache(tmp_path / "rankings"), counting).complete


def test_the_oldest_go_when_there_are_too_many(kept, counting, monkeypatch):
    finished(kept, counting)
    (path,) = kept._folder.glob("*.ranking")
    monkeypatch.setattr(cache_module, "LARGEST", int(1.5 * path.stat().st_size))
    finished(kept, counting, replace(REQUEST, seed=5))
    assert [other for other in kept._folder.glob("*.ranking") if other == path] == []
