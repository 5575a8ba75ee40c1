"""Recipes as factors: exact, of the rank they have, and cut where that is large."""

from __future__ import annotations

import pytest
import torch
from msgspec.structs import replace

from models.document.recipe import UnitEdit
from models.document.units import UnitId
from models.edits import low_rank
from models.edits.bake import touched
from models.edits.low_rank import recipe_factors
from tests.models.edits.test_concept_laws import BED, EDITS, LIT, ONE_SIDED, UNIT, WIDE, generator_of, recipe_of

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation")  # of diffusers' schedulers
BLOCK = "down_blocks.1.attentions.0.transformer_blocks.0"
HIDDEN = UnitEdit("hidden", "H", tuple(UnitId(f"{BLOCK}.ff.net.2", unit) for unit in (3, 200)), gain=2.5)
HEAD = UnitEdit("head", "H", (UnitId(f"{BLOCK}.attn1.to_out.0", 1),), gain=0.0)
UNITS = (UNIT, HIDDEN, HEAD)


@pytest.mark.parametrize("pipeline", ["SD", "SDXL"])
@pytest.mark.parametrize("edits", [*EDITS, *ONE_SIDED])
def test_factors_are_the_change_to_a_millionth(edits, pipeline):
    generator, recipe = generator_of(pipeline), recipe_of(*{**EDITS, **ONE_SIDED}[edits], *UNITS, name=pipeline)
    factors, new = recipe_factors(generator, recipe), touched(generator, recipe)
    assert {f"unet.{module}.weight" for module in factors} == set(new)
    for module, each in factors.items():
        delta = new[f"unet.{module}.weight"].double() - generator.tensors()[f"unet.{module}.weight"].double()
        rounding = 2e-7 * float(generator.tensors()[f"unet.{module}.weight"].norm())  # of the new weight, not of ours
        assert (each.delta() - delta).norm() < 1e-6 * delta.norm() + rounding
        assert each.residual == 0.0


def test_the_rank_is_the_number_of_edited_tokens_and_of_units():
    factors = recipe_factors(generator_of("SDXL"), recipe_of(LIT, BED, *UNITS, name="SDXL"))
    ranks = {module: each.rank for module, each in factors.items()}
    assert ranks == {module: each.exact for module, each in factors.items()}
    assert {rank for module, rank in ranks.items() if "attn2.to_" in module} == {3}
    assert ranks[UNIT.units[0].layer] == 9
    assert ranks[f"{BLOCK}.ff.net.2"] == 2
    assert ranks[f"{BLOCK}.attn1.to_out.0"] == 16


def test_a_higher_rank_is_cut_as_well_as_can_be_and_says_what_is_missing():
    generator, recipe = generator_of("SD"), recipe_of(WIDE, HEAD)
    cut, new = recipe_factors(generator, recipe, most=4), touched(generator, recipe)
    for module, each in cut.items():
        delta = new[f"unet.{module}.weight"].double() - generator.tensors()[f"unet.{module}.weight"].double()
        if "attn2" not in module:
            assert (each.rank, each.residual) == (16, 0.0)
            continue
        assert each.rank == 4 < each.exact
        assert float((each.delta() - delta).norm() / delta.norm()) == pytest.approx(each.residual, rel=1e-3)
        best = torch.linalg.svdvals(delta)
        assert each.residual == pytest.approx(float(best[4:].norm() / best.norm()), rel=1e-3)
        assert each.exact_size * 4 == each.size * each.exact
    assert max(each.residual for each in cut.values()) > 0.01


def test_only_a_large_rank_is_cut_and_only_what_is_not_missed(monkeypatch):
    generator, recipe = generator_of("SD"), recipe_of(WIDE)
    monkeypatch.setattr(low_rank, "LARGE", 2)
    monkeypatch.setattr(low_rank, "MISSED", 0.05)
    whole, cut = recipe_factors(generator, recipe, most=32), recipe_factors(generator, recipe)
    for module, each in cut.items():
        assert 0 < each.residual <= 0.05
        assert 2 <= each.rank < whole[module].rank == each.exact
        values = torch.linalg.svdvals(whole[module].delta().double())
        assert each.rank == 2 or values[each.rank - 1 :].norm() > 0.05 * values.norm()


def test_what_changes_nothing_has_no_factors():
    generator = generator_of("SD")
    assert recipe_factors(generator, recipe_of(replace(LIT, strength=0.0), replace(UNIT, gain=1.0))) == {}
