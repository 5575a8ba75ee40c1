"""Rankings come back from what was saved: JSON wholly, a table as far as it goes."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from models.document.errors import UnlitError
from models.document.formats import encode, kind_of
from models.document.generator_info import Fingerprint, GeneratorInfo
from models.document.ranking import PaintedScene, RankedUnit, Ranking, RankRequest
from models.document.ranking_files import is_ranking, read_ranking
from models.document.recipe import Recipe
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import Layer, UnitId

BASE = Fingerprint("0" * 64, "test")
INFO = GeneratorInfo("Rooms", "StyleGAN2", BASE, 64, (Layer("b8.conv1", "conv", 16, 8),), 8, 0, 1000, 0.7)
UNITS = tuple(
    RankedUnit(UnitId("b8.conv1", i), 1 / (i + 3), 0.3, 0.1, 0.7, 1 / (i + 1), 0.01, 0.02, 0.2, exact=i < 3)
    for i in range(5)
)
RANKING = Ranking(
    BASE,
    RankRequest((PaintedScene(Scene(), Region.from_mask(np.eye(4))),)),
    ("b8.conv1",),
    UNITS,
    1 / 12,
    "0.1.0",
)


@pytest.fixture
def saved(tmp_path):
    def save(data, name="ranking"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return save


def test_a_whole_ranking_comes_back(saved):
    path = saved(encode("ranking", RANKING))
    assert is_ranking(path, "recipe")
    assert read_ranking(path, INFO) == RANKING


def test_a_table_comes_back_to_the_last_digit_without_what_was_searched(saved):
    path = saved(RANKING.to_csv())
    assert is_ranking(path, "text")
    ranking = read_ranking(path, INFO)
    assert ranking.units == UNITS
    assert ranking.chance == RANKING.chance
    assert ranking.evidence == ()


def test_other_documents_are_no_rankings(saved):
    recipe = encode("recipe", Recipe(BASE))
    assert not is_ranking(saved(recipe), "recipe")
    assert not is_ranking(saved("a letter to somebody"), "text")
    assert kind_of(recipe) == "recipe"
    assert kind_of(b"{") == ""


def test_a_ranking_of_another_generator_is_refused(saved):
    other = replace(INFO, fingerprint=Fingerprint("1" * 64, "test"))
    with pytest.raises(UnlitError, match="another generator"):
        read_ranking(saved(encode("ranking", RANKING)), other)
    smaller = replace(INFO, layers=(Layer("b8.conv1", "conv", 2, 8),))
    with pytest.raises(UnlitError, match="another generator"):
        read_ranking(saved(RANKING.to_csv()), smaller)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("b8.conv1,0,", "b8.conv1,many,"),
        lambda text: text.replace("b8.conv1,0,", "b8.conv1,-1,"),
        lambda text: text.replace("0.3", "nan"),
        lambda text: text.replace("0.3", "1e999"),
        lambda text: text.replace("effect", "affect"),
        lambda text: text + "6,b8.conv1\n",
        lambda text: text.replace("\n", "\n\x00\n", 1),
    ],
)
def test_a_damaged_table_is_one_sentence(saved, spoil):
    with pytest.raises(UnlitError, match=r"damaged|another generator"):
        read_ranking(saved(spoil(RANKING.to_csv())), INFO)


def test_bytes_that_are_no_text_are_one_sentence(saved):
    with pytest.raises(UnlitError, match="damaged"):
        read_ranking(saved(b"rank,layer,unit,\xff\xfe\n1"), INFO)


def test_an_empty_table_has_no_units(saved):
    assert read_ranking(saved(RANKING.to_csv().splitlines()[0]), INFO).units == ()
