"""LoRAs and changed weights: written, loaded by diffusers as other programs load them, compared with the preview."""

from __future__ import annotations

import re

import pytest
import torch
from msgspec.structs import replace

from models.checkpoints.additions.formats import ADDITIONS
from models.checkpoints.safetensors_file import read_safetensors
from models.document.carried import carried_recipe
from models.document.concept import Pair
from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.render import RenderRequest
from models.document.units import UnitId
from models.edits.bake import touched
from models.edits.export import export_generator
from models.edits.exporting import added
from models.edits.preview import preview
from tests.models.edits.test_concept_laws import BED, LIT, SCENE, WIDE, generator_of, recipe_of
from tests.models.edits.test_low_rank import BLOCK, UNITS
from tests.support.generators import TINY, random_generator
from tests.support.sentences import assert_good_sentence

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation")  # of diffusers' schedulers
SHIFT = UnitEdit("shift", "S", (UnitId(f"{BLOCK}.ff.net.2", 5),), shift=2.0)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "words.safetensors"


def exported(recipe, path, to, name="SD", **options):
    return export_generator(generator_of(name), recipe, path, [SCENE], to=to, **options)


@pytest.mark.parametrize("pipeline", ["SD", "SDXL"])
@pytest.mark.parametrize("to", ADDITIONS)
def test_it_draws_in_diffusers_what_the_preview_showed(path, to, pipeline):
    generator, recipe = generator_of(pipeline), recipe_of(LIT, BED, *UNITS, name=pipeline)
    report = exported(recipe, path, to, pipeline)
    assert report.largest_difference < 1e-4
    assert (report.compared, report.container, report.changes_nothing, report.notes) == (1, to, False, ())
    assert report.fingerprint == generator.info.fingerprint
    assert report.size == path.stat().st_size
    assert {f"unet.{name.removesuffix('.weight')}.weight" for name in report.changed} == set(touched(generator, recipe))
    plain, shown = (preview(generator, RenderRequest(SCENE, each)) for each in (Recipe(recipe.base), recipe))
    assert (plain - shown).abs().max() > 0.01


@pytest.mark.parametrize("pipeline", ["SD", "SDXL"])
@pytest.mark.parametrize("to", ADDITIONS)
def test_in_diffusers_every_weight_is_as_baked_and_the_others_as_they_were(path, to, pipeline):
    generator, recipe = generator_of(pipeline), recipe_of(LIT, BED, *UNITS, name=pipeline)
    exported(recipe, path, to, pipeline)
    new = touched(generator, recipe)
    own = {name.removeprefix("unet.") for name in new}
    again = generator.with_additions(lambda pipeline: ADDITIONS[to].load(pipeline, path), own)
    if ADDITIONS[to].low_rank:
        again._pipeline.fuse_lora()
    state = {name.replace(".base_layer", ""): tensor for name, tensor in again.unet.state_dict().items()}
    for name, pristine in generator.tensors().items():
        if name in new:
            torch.testing.assert_close(state[name.removeprefix("unet.")], new[name], rtol=0, atol=2e-6)
        elif name.startswith("unet."):
            assert torch.equal(state[name.removeprefix("unet.")], pristine)


def test_what_diffusers_adds_stays_out_of_the_open_generator(path):
    generator, recipe = generator_of("SD"), recipe_of(LIT, *UNITS)
    before, names = generator.raw([SCENE]), set(generator.unet.state_dict())
    for to in ADDITIONS:
        exported(recipe, path, to)
        assert set(generator.unet.state_dict()) == names
        assert torch.equal(generator.raw([SCENE]), before)


@pytest.mark.parametrize("to", ADDITIONS)
def test_the_recipe_is_inside(path, to):
    recipe = recipe_of(LIT, SHIFT)
    exported(recipe, path, to)
    assert carried_recipe(path) == recipe


def test_the_names_are_those_of_each_family_of_programs(path):
    recipe = recipe_of(LIT, BED, *UNITS)
    exported(recipe, path, "lora")
    metadata, tensors = read_safetensors(path)
    name = f"lora_unet_{BLOCK.replace('.', '_')}_attn2_to_k"
    assert tensors[f"{name}.alpha"] == 1.0
    assert tensors[f"{name}.lora_down.weight"].shape == (3, 32)
    assert metadata["ss_network_module"] == "networks.lora"
    assert metadata["ss_network_dim"] == "16"
    exported(recipe, path, "lora-peft")
    assert read_safetensors(path)[1][f"unet.{BLOCK}.attn2.to_k.lora_A.weight"].shape == (3, 32)
    exported(recipe, path, "uce")
    tensors = read_safetensors(path)[1]
    assert f"{BLOCK}.attn2.to_k.weight" in tensors
    assert len(tensors) == 17


def test_a_unit_of_a_convolution_is_a_lora_of_its_kernel(path):
    exported(recipe_of(UNITS[0]), path, "lora")
    _, tensors = read_safetensors(path)
    (down,) = (tensor for name, tensor in tensors.items() if name.endswith("lora_down.weight"))
    (up,) = (tensor for name, tensor in tensors.items() if name.endswith("lora_up.weight"))
    assert down.shape[2:] == (3, 3)
    assert up.shape[2:] == (1, 1)


@pytest.mark.parametrize("to", ["lora", "lora-peft"])
def test_shifts_are_left_out_of_a_lora_and_said(path, to):
    report = exported(recipe_of(LIT, SHIFT), path, to)
    assert report.notes == ("A LoRA has no biases: the shift of 1 unit is not in this file.",)
    with pytest.raises(UnlitError, match="changes nothing") as caught:
        exported(recipe_of(SHIFT), path, to)
    assert_good_sentence(caught.value)
    assert carried_recipe(path) == recipe_of(LIT, SHIFT), "what was there before is kept"


def test_changed_weights_have_biases(path):
    report = exported(recipe_of(SHIFT), path, "uce")
    assert report.notes == ()
    assert report.changed == (f"{BLOCK}.ff.net.2.bias",)


def test_a_lora_that_is_cut_says_its_rank_its_size_and_what_is_missing(path):
    report = exported(recipe_of(WIDE), path, "lora", rank=2)
    (note,) = report.notes
    told = r"The change is of rank (\d+); this file holds rank 2 of it and misses [\d.]+%: \S+ MB instead of \S+ MB."
    match = re.fullmatch(told, note)
    assert match
    assert int(match[1]) > 2
    assert report.largest_difference > 1e-4
    whole = exported(recipe_of(WIDE), path, "lora")
    assert (whole.notes, whole.largest_difference < 1e-4) == ((), True)


def test_what_changes_nothing_is_no_file(path):
    for to in ADDITIONS:
        for recipe in (recipe_of(replace(LIT, strength=0.0)), recipe_of()):
            with pytest.raises(UnlitError, match="changes nothing") as caught:
                exported(recipe, path, to)
            assert_good_sentence(caught.value)
    with pytest.raises(UnlitError, match="changes nothing"):
        exported(recipe_of(replace(LIT, pairs=(Pair("lit", "lit"),))), path, "lora")
    assert not path.exists()


def test_another_generator_s_recipe_and_another_kind_are_refused(path):
    with pytest.raises(UnlitError, match="another generator"):
        exported(Recipe(replace(recipe_of().base, sha256="f" * 64), (LIT,)), path, "lora")
    generator = random_generator(TINY, seed=0)
    with pytest.raises(UnlitError, match="no format “lora”") as caught:
        export_generator(generator, Recipe(generator.info.fingerprint), path, (), to="lora")
    assert_good_sentence(caught.value)
    assert not path.exists()


@pytest.mark.parametrize("to", ADDITIONS)
def test_a_file_that_diffusers_cannot_read_is_not_kept(path, to, monkeypatch):
    def broken(tensors, path, metadata):
        path.write_bytes(b"broken")

    monkeypatch.setattr(added, "write_safetensors", broken)
    path.write_bytes(b"old")
    with pytest.raises(UnlitError, match="does not open in diffusers") as caught:
        exported(recipe_of(LIT), path, to)
    assert_good_sentence(caught.value)
    assert caught.value.kind == "internal"
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_with_other_numbers_is_not_kept(path, monkeypatch):
    real = added.write_safetensors
    monkeypatch.setattr(
        added, "write_safetensors", lambda tensors, *rest: real({name: 1.5 * t for name, t in tensors.items()}, *rest)
    )
    with pytest.raises(UnlitError, match="differs from the preview"):
        exported(recipe_of(LIT, BED), path, "lora-peft")
    assert not path.exists()
