"""Recipes as LoRA files: exact, of the rank they have, and read by diffusers."""

from __future__ import annotations

import copy

import pytest
import torch
from msgspec.structs import replace

from models.checkpoints.safetensors_file import read_safetensors
from models.document.concept import Pair
from models.document.errors import UnlitError
from models.document.formats import decode
from models.document.recipe import Recipe, UnitEdit
from models.document.units import UnitId
from models.edits.bake import touched
from models.edits.lora import RECIPE, difference_of, lora_factors, read_weights_with, write_lora
from tests.models.edits.test_concept_laws import BED, EDITS, LIT, ONE_SIDED, SCENE, UNIT, WIDE, generator_of, recipe_of
from tests.support.sentences import assert_good_sentence

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation")  # of diffusers' schedulers
BLOCK = "down_blocks.1.attentions.0.transformer_blocks.0"
HIDDEN = UnitEdit("hidden", "H", tuple(UnitId(f"{BLOCK}.ff.net.2", unit) for unit in (3, 200)), gain=2.5)
HEAD = UnitEdit("head", "H", (UnitId(f"{BLOCK}.attn1.to_out.0", 1),), gain=0.0)
UNITS = (UNIT, HIDDEN, HEAD)


@pytest.mark.parametrize("edits", [*EDITS, *ONE_SIDED])
def test_factors_are_the_change_to_a_millionth(edits):
    generator, recipe = generator_of("SD"), recipe_of(*{**EDITS, **ONE_SIDED}[edits], *UNITS)
    factors, new = lora_factors(generator, recipe), touched(generator, recipe)
    assert {f"unet.{module}.weight" for module in factors} == set(new)
    for module, each in factors.items():
        delta = new[f"unet.{module}.weight"].double() - generator.tensors()[f"unet.{module}.weight"].double()
        assert (each.delta() - delta).norm() < 3e-6 * delta.norm() + 1e-6
        assert each.residual < 1e-6


def test_the_rank_is_the_number_of_edited_tokens_and_of_units():
    ranks = {
        module: each.up.shape[1]
        for module, each in lora_factors(generator_of("SDXL"), recipe_of(LIT, BED, *UNITS, name="SDXL")).items()
    }
    assert {rank for module, rank in ranks.items() if "attn2.to_" in module} == {3}
    assert ranks[UNIT.units[0].layer] == 9
    assert ranks[f"{BLOCK}.ff.net.2"] == 2
    assert ranks[f"{BLOCK}.attn1.to_out.0"] == 16


def test_a_higher_rank_is_cut_and_says_what_is_missing():
    generator, recipe = generator_of("SD"), recipe_of(WIDE)
    cut, new = lora_factors(generator, recipe, most=4), touched(generator, recipe)
    for module, each in cut.items():
        delta = new[f"unet.{module}.weight"].double() - generator.tensors()[f"unet.{module}.weight"].double()
        assert each.up.shape[1] == 4
        assert float((each.delta() - delta).norm() / delta.norm()) == pytest.approx(each.residual, rel=1e-3)
        best = torch.linalg.svdvals(delta)
        assert each.residual == pytest.approx(float(best[4:].norm() / best.norm()), rel=1e-3)
    assert max(each.residual for each in cut.values()) > 0.01


@pytest.mark.parametrize("keys", ["kohya", "peft", "uce"])
def test_files_are_read_back_as_the_preview(tmp_path, keys):
    generator, recipe, path = generator_of("SD"), recipe_of(LIT, BED, *UNITS), tmp_path / "words.safetensors"
    report = write_lora(generator, recipe, path, keys)
    metadata, tensors = read_safetensors(path)
    assert decode("recipe", metadata[RECIPE], Recipe) == recipe
    assert report.modules == 17
    assert report.left_out == ()
    assert difference_of(generator, recipe, path, SCENE) < 1e-4
    assert read_weights_with(generator, path).keys() == {n.removeprefix("unet.") for n in touched(generator, recipe)}
    if keys == "uce":
        assert f"{BLOCK}.attn2.to_k.weight" in tensors
    if keys == "kohya":
        name = f"lora_unet_{BLOCK.replace('.', '_')}_attn2_to_k"
        assert tensors[f"{name}.alpha"] == 1.0
        assert tensors[f"{name}.lora_down.weight"].shape == (3, 32)


@pytest.mark.parametrize("keys", ["kohya", "peft"])
@pytest.mark.parametrize("pipeline", ["SD", "SDXL"])
def test_diffusers_loads_them_and_draws_the_same(tmp_path, pipeline, keys):
    pytest.importorskip("peft")
    generator = generator_of(pipeline)
    recipe = recipe_of(LIT, BED, *UNITS, name=pipeline)
    write_lora(generator, recipe, tmp_path / "words.safetensors", keys)
    own = generator._pipeline
    pipe = type(own)(**{name: copy.deepcopy(part) for name, part in own.components.items()})
    pipe.load_lora_weights(tmp_path, weight_name="words.safetensors")
    pipe.fuse_lora()
    new = touched(generator, recipe)
    state = {name.replace(".base_layer", ""): tensor for name, tensor in pipe.unet.state_dict().items()}
    for name, pristine in generator.tensors().items():
        if name.startswith("unet."):
            wanted = new.get(name, pristine)
            torch.testing.assert_close(state[name.removeprefix("unet.")], wanted, rtol=0, atol=2e-6)


def test_shifts_are_left_out_and_said(tmp_path):
    shift = UnitEdit("shift", "S", (UnitId(f"{BLOCK}.ff.net.2", 5),), shift=2.0)
    generator, path = generator_of("SD"), tmp_path / "words.safetensors"
    report = write_lora(generator, recipe_of(LIT, shift), path, "kohya")
    assert report.left_out == ("A LoRA has no biases: the shifts of 1 units are not in this file.",)
    for recipe in (recipe_of(shift), recipe_of(replace(LIT, pairs=(Pair("lit", "lit"),)))):
        with pytest.raises(UnlitError, match="changes nothing") as caught:
            write_lora(generator, recipe, path, "peft")
        assert_good_sentence(caught.value)
