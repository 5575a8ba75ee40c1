"""A ranking as a table, and as a value."""

from __future__ import annotations

import csv
import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.document.formats import decode, encode
from models.document.generator_info import Fingerprint
from models.document.ranking import PaintedScene, RankedUnit, Ranking
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import UnitId

numbers = st.floats(allow_nan=False, allow_infinity=False)
ranked = st.builds(
    RankedUnit, st.builds(UnitId, st.just("b8.conv0"), st.integers(0, 999)), numbers, numbers, numbers, numbers, numbers
)
rankings = st.builds(
    Ranking,
    base=st.just(Fingerprint("0" * 64, "a")),
    evidence=st.just((PaintedScene(Scene(), Region.from_mask(np.eye(4))),)),
    layers=st.just(("b8.conv0",)),
    units=st.lists(ranked, max_size=5).map(tuple),
    chance=numbers,
    version=st.just("0.1.0"),
    complete=st.booleans(),
)


@given(ranking=rankings)
def test_every_number_of_the_table_reads_back_exactly(ranking):
    lines = list(csv.reader(io.StringIO(ranking.to_csv())))
    assert lines[0] == ["rank", "layer", "unit", "score", "effect", "inside", "outside", "share", "chance", "estimate"]
    assert len(lines) == 1 + len(ranking.units)
    for rank, (line, unit) in enumerate(zip(lines[1:], ranking.units, strict=True), start=1):
        assert line[:3] == [str(rank), unit.unit.layer, str(unit.unit.index)]
        expected = [unit.score, unit.effect, unit.inside, unit.outside, unit.share, ranking.chance]
        assert [float(text) for text in line[3:9]] == expected
        assert line[9] == "exact"


@given(ranking=rankings)
def test_a_ranking_reads_back_exactly(ranking):
    assert decode("ranking", encode("ranking", ranking), Ranking) == ranking


def test_names_with_commas_and_quotes_stay_in_their_column():
    unit = RankedUnit(UnitId('a,"b"\n', 1), 0, 0, 0, 0, 0)
    ranking = Ranking(Fingerprint("", ""), (), (), (unit,), 0.0, "0.1.0")
    assert list(csv.reader(io.StringIO(ranking.to_csv())))[1][1] == 'a,"b"\n'
