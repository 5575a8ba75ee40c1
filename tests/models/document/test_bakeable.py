"""What weights cannot hold is named, and what can be saved instead."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from models.document.bakeable import check_bakeable, unbakeable, without_limits
from models.document.concept import ConceptEdit, Pair
from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe, Span, UnitEdit
from models.document.region import Region
from models.document.units import UnitId
from tests.support.sentences import assert_good_sentence

UNITS = (UnitId("mid_block.resnets.0.conv2", 1),)
PLAIN = UnitEdit("a", "Lamp", UNITS, 0.5)
EARLY = UnitEdit("b", "Early lamp", UNITS, 0.0, span=Span(0.0, 0.4))
HERE = UnitEdit("d", "Only here", UNITS, 0.0, region=Region.from_mask(np.eye(8)))
LIT = UnitEdit("e", "Amber", UNITS, light=(1.0, 0.7, 0.3))
WORDS = ConceptEdit("c", "Words", "replace", (Pair("lit", "unlit"),))


def recipe(*edits) -> Recipe:
    return Recipe(Fingerprint("0" * 64, "x"), edits)


def test_what_acts_throughout_can_be_baked():
    plain = recipe(PLAIN, WORDS)
    assert check_bakeable(plain) is plain
    assert unbakeable(plain) == ()
    assert without_limits(plain) == plain


@pytest.mark.parametrize(
    ("edit", "says", "instead"),
    [
        (EARLY, "“Early lamp” acts in a part of sampling only", "throughout"),
        (HERE, "“Only here” acts in a part of the picture only", "everywhere"),
        (LIT, "“Amber” gives its light a colour", "as it is"),
    ],
)
def test_a_part_of_sampling_a_part_of_the_picture_and_a_colour_cannot_be_baked(edit, says, instead):
    assert unbakeable(recipe(PLAIN, edit, WORDS)) == (edit,)
    with pytest.raises(UnlitError, match=says) as info:
        check_bakeable(recipe(PLAIN, edit))
    assert_good_sentence(info.value)
    for offered in ("picture", "recipe", instead):
        assert offered in info.value.sentence


@pytest.mark.parametrize("idle", [replace(EARLY, enabled=False), replace(EARLY, gain=1.0), replace(EARLY, units=())])
def test_an_edit_that_changes_nothing_stands_in_no_way(idle):
    assert check_bakeable(recipe(idle)) == recipe(idle)


def test_without_limits_an_edit_acts_throughout_and_everywhere_on_light_as_it_is():
    both = replace(EARLY, region=HERE.region, light=LIT.light)
    assert without_limits(recipe(both, WORDS)) == recipe(replace(EARLY, span=None), WORDS)
