"""A ranking as a table, and as a value."""

from __future__ import annotations

import csv
import io

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document.formats import decode, encode
from models.document.generator_info import Fingerprint
from models.document.ranking import Missed, PaintedScene, RankedUnit, Ranking, RankRequest
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import UnitId

numbers = st.floats(allow_nan=False, allow_infinity=False)
ranked = st.builds(
    RankedUnit, st.builds(UnitId, st.just("b8.conv0"), st.integers(0, 999)), *[numbers] * 8, exact=st.booleans()
)
EVIDENCE = (PaintedScene(Scene(), Region.from_mask(np.eye(4))),)
requests = st.builds(
    RankRequest,
    evidence=st.just(EVIDENCE),
    method=st.sampled_from(["shortlist", "exhaustive"]),
    torgb=st.booleans(),
    seed=st.integers(0, 2**32 - 1),
    probes=st.integers(1, 1024),
    shortlist=st.integers(1, 10**6),
    batch=st.integers(0, 64),
    memory=st.floats(0, 4096),
)
rankings = st.builds(
    Ranking,
    base=st.just(Fingerprint("0" * 64, "a")),
    request=requests,
    layers=st.just(("b8.conv0",)),
    units=st.lists(ranked, max_size=5).map(tuple),
    chance=numbers,
    version=st.just("0.1.0"),
    missed=st.none() | st.builds(Missed, st.just(20), st.integers(0, 20), st.integers(0, 32), st.integers(0, 20)),
    complete=st.booleans(),
)


@given(ranking=rankings)
def test_every_number_of_the_table_reads_back_exactly(ranking):
    lines = list(csv.reader(io.StringIO(ranking.to_csv())))
    names = ["score", "spread", "effect", "inside", "outside", "kept", "even", "share", "chance"]
    assert lines[0] == ["rank", "layer", "unit", *names, "estimate"]
    assert len(lines) == 1 + len(ranking.units)
    for rank, (line, unit) in enumerate(zip(lines[1:], ranking.units, strict=True), start=1):
        assert line[:3] == [str(rank), unit.unit.layer, str(unit.unit.index)]
        assert [float(text) for text in line[3:11]] == [getattr(unit, name) for name in names[:-1]]
        assert float(line[11]) == ranking.chance
        assert line[12] == ("exact" if unit.exact else "estimate")


@given(ranking=rankings)
def test_a_ranking_reads_back_exactly(ranking):
    assert decode("ranking", encode("ranking", ranking), Ranking) == ranking


def test_names_with_commas_and_quotes_stay_in_their_column():
    unit = RankedUnit(UnitId('a,"b"\n', 1), 0, 0, 0, 0, 0)
    ranking = Ranking(Fingerprint("", ""), RankRequest(()), (), (unit,), 0.0, "0.1.0")
    assert list(csv.reader(io.StringIO(ranking.to_csv())))[1][1] == 'a,"b"\n'


# --------------------------------------------------------------------------------------------------------- sentences
def ranking_of(*units, chance=0.1, missed=None, complete=True):
    return Ranking(Fingerprint("", ""), RankRequest(()), (), units, chance, "0.1.0", missed, complete)


STRONG = RankedUnit(UnitId("a", 0), 1, 0.2, 0.1, 0.6, 0.1)
WEAK = RankedUnit(UnitId("a", 1), 1, 0.1, 0.1, 0.5, 0.0, exact=False)


def test_a_ranking_with_nothing_to_say_says_nothing():
    assert ranking_of(STRONG).sentences() == ()


def test_a_ranking_says_what_is_estimated_and_what_may_be_missing():
    estimated, missing = ranking_of(STRONG, WEAK, missed=Missed(20, 2, 32, 1)).sentences()
    assert estimated == "1 of 2 units are exact, the others estimates."
    assert missing == "With 95 % confidence at most 2 of the true top 20 are missing."
    assert Missed(20, 0, 32, 0).sentence() == "With 95 % confidence none of the true top 20 is missing."


def test_a_ranking_of_the_whole_picture_or_of_nothing_says_so():
    assert ranking_of(STRONG, chance=1.0).sentences()[0].startswith("The region covers the whole picture")
    nothing = msgspec.structs.replace(WEAK, exact=True)
    assert ranking_of(nothing).sentences() == ("No unit changes the region more than the rest of the picture.",)
    assert ranking_of(nothing, complete=False).sentences() == (), "not known yet"


# ------------------------------------------------------------------------------------------------------------ digest
BASE = Fingerprint("0" * 64, "a")
REQUEST = RankRequest(EVIDENCE)


def test_what_does_not_change_the_result_does_not_change_the_digest():
    digest = REQUEST.digest(BASE, "1")
    assert len(digest) == 64
    assert msgspec.structs.replace(REQUEST, batch=7, memory=2.5).digest(BASE, "1") == digest


@pytest.mark.parametrize(
    "change",
    [
        {"method": "exhaustive"},
        {"torgb": True},
        {"seed": 1},
        {"probes": 5},
        {"shortlist": 65},
        {"evidence": (PaintedScene(Scene(1), EVIDENCE[0].region),)},
        {"evidence": (PaintedScene(Scene(), EVIDENCE[0].region.inverted()),)},
        {"evidence": (PaintedScene(Scene(), EVIDENCE[0].region, keep=EVIDENCE[0].region.inverted()),)},
    ],
    ids=str,
)
def test_what_changes_the_result_changes_the_digest(change):
    assert msgspec.structs.replace(REQUEST, **change).digest(BASE, "1") != REQUEST.digest(BASE, "1")


def test_another_generator_or_version_has_another_digest():
    assert REQUEST.digest(Fingerprint("1" * 64, "a"), "1") != REQUEST.digest(BASE, "1")
    assert REQUEST.digest(BASE, "2") != REQUEST.digest(BASE, "1")


@pytest.mark.parametrize("change", [{"probes": 0}, {"shortlist": 0}, {"batch": -1}, {"memory": -1.0}, {"seed": -1}])
def test_a_request_out_of_bounds_is_not_read(change):
    data = msgspec.json.encode(msgspec.structs.replace(REQUEST, **change))
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=RankRequest)
