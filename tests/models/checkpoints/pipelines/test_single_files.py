"""Single-file checkpoints under the first program's names: diffusers' own conversion is what they are compared with."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from models.checkpoints.opening import build_generator, read_checkpoint
from models.checkpoints.pipelines import kinds
from models.checkpoints.pipelines.building import build_pipeline
from models.checkpoints.pipelines.canonical import canonical_name
from models.checkpoints.pipelines.folder import write_folder
from models.checkpoints.pipelines.kinds import kind_of, looks_like_single_file
from models.checkpoints.pipelines.single_file import write_single_file
from models.document.errors import UnlitError
from models.document.recipe import Recipe
from models.document.scene import Prompt
from tests.support.generators import CPU
from tests.support.pipelines import change, same, single_file_tensors, tiny_pipeline, tiny_texts
from tests.support.sentences import assert_good_sentence

KINDS = ("sd1", "sd2", "sdxl")


@pytest.fixture
def tiny(monkeypatch):
    """The usual small files are those of tiny pipelines, as a file from elsewhere brings none."""
    monkeypatch.setattr(kinds, "standard_texts", tiny_texts)


def public_file(tmp_path, kind, name="a.safetensors", metadata=None, **more):
    tensors = {**single_file_tensors(tiny_pipeline(kind), kind), **more}
    save_file(tensors, tmp_path / name, metadata)
    return tmp_path / name


def refused(path) -> str:
    with pytest.raises(UnlitError) as info:
        build_generator(read_checkpoint(path), CPU)
    assert_good_sentence(info.value)
    return info.value.sentence


@pytest.mark.parametrize("kind", KINDS)
def test_it_opens_as_diffusers_opens_it(tmp_path, tiny, kind):
    import diffusers

    path = public_file(tmp_path, kind)
    folder = tmp_path / "folder"
    folder.mkdir()
    checkpoint = tiny_pipeline(kind)
    write_folder(checkpoint, folder)
    made = getattr(diffusers, checkpoint.index["_class_name"])
    public = made.from_single_file(str(path), config=str(folder), local_files_only=True, dtype=torch.float32)
    ours = read_checkpoint(path)
    for part in (part for part in ours.parts if part.kind == "model"):
        module = getattr(public, part.name)
        theirs = {f"{part.name}.{canonical_name(part, key)}": t for key, t in module.state_dict().items()}
        assert same(theirs, {name: ours.tensors[name] for name in theirs})
        assert sum(name.startswith(f"{part.name}.") for name in ours.tensors) == len(theirs)


@pytest.mark.parametrize("kind", KINDS)
def test_folder_and_file_of_the_same_weights_are_the_same_generator(tmp_path, tiny, kind):
    ours, checkpoint = read_checkpoint(public_file(tmp_path, kind)), tiny_pipeline(kind)
    assert same(ours.tensors, checkpoint.tensors)
    assert ours.info().fingerprint == checkpoint.info().fingerprint
    assert (ours.container, ours.name) == ("single-file", "a")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_reads_back_to_the_bit(tmp_path, kind):
    checkpoint = tiny_pipeline(kind, dtype=torch.float16)
    write_single_file(checkpoint, tmp_path / "a.safetensors")
    again = read_checkpoint(tmp_path / "a.safetensors")
    assert same(again.tensors, checkpoint.tensors)
    assert dict(again.texts) == dict(checkpoint.texts)
    assert again.name == checkpoint.name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_opens_in_diffusers_with_the_same_picture(tmp_path, kind):
    import diffusers

    checkpoint = tiny_pipeline(kind)
    folder = tmp_path / "folder"
    folder.mkdir()
    write_folder(checkpoint, folder)
    write_single_file(checkpoint, tmp_path / "a.safetensors")
    made = getattr(diffusers, checkpoint.index["_class_name"])
    public = made.from_single_file(str(tmp_path / "a.safetensors"), config=str(folder), local_files_only=True)
    public.set_progress_bar_config(disable=True)
    noise = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    asked = {"num_inference_steps": 2, "output_type": "np", "latents": noise, "height": 16, "width": 16}
    pictures = [pipeline("a lamp", **asked).images for pipeline in (public, build_pipeline(checkpoint))]
    assert np.allclose(*pictures, atol=1e-5)  # float32 rounds differently where memory is aligned differently


def test_everything_beside_the_generator_comes_back(tmp_path, tiny):
    extra = torch.arange(6.0).reshape(2, 3)
    path = public_file(tmp_path, "sd2", **{"cond_stage_model.model.transformer.resblocks.23.mlp.c_fc.weight": extra})
    checkpoint = read_checkpoint(path)
    name = "unet.mid_block.resnets.0.conv2.weight"
    recipe = Recipe(checkpoint.info().fingerprint)
    edited = checkpoint.edited({name: checkpoint.tensors[name] * 2}, "Edited", recipe)
    write_single_file(edited, tmp_path / "b.safetensors")
    before, after = load_file(path), load_file(tmp_path / "b.safetensors")
    assert before.keys() - after.keys() == {"model_ema.num_updates"}, "averages are of the generator before the edit"
    changed = [key for key in after if not torch.equal(after[key], before[key])]
    assert changed == ["model.diffusion_model.middle_block.0.out_layers.3.weight"]
    assert read_checkpoint(tmp_path / "b.safetensors").recipe == recipe


def test_a_folder_becomes_a_file_and_a_file_a_folder(tmp_path, tiny):
    checkpoint = read_checkpoint(public_file(tmp_path, "sd1"))
    (tmp_path / "folder").mkdir()
    write_folder(checkpoint, tmp_path / "folder")
    again = read_checkpoint(tmp_path / "folder")
    assert same(again.tensors, checkpoint.tensors)
    assert again.info().fingerprint == checkpoint.info().fingerprint


def test_a_file_that_has_changed_is_not_mixed(tmp_path, tiny):
    checkpoint = read_checkpoint(public_file(tmp_path, "sd1"))
    public_file(tmp_path, "sd2")
    with pytest.raises(UnlitError, match="has changed since it was opened") as info:
        write_single_file(checkpoint, tmp_path / "b.safetensors")
    assert_good_sentence(info.value)


def test_the_metadata_holds_only_what_is_unusual(tmp_path, tiny, monkeypatch):
    from models.checkpoints.pipelines import single_file

    monkeypatch.setattr(single_file, "standard_texts", tiny_texts)
    checkpoint = tiny_pipeline()
    texts = dict(checkpoint.texts)
    change(texts, "scheduler/scheduler_config.json", timestep_spacing="trailing")
    write_single_file(type(checkpoint)(texts, checkpoint.tensors, "x"), tmp_path / "a.safetensors")
    with safe_open(tmp_path / "a.safetensors", "pt") as file:
        card = json.loads(file.metadata()["unlit"])
    assert list(card["files"]) == ["scheduler/scheduler_config.json"]
    assert read_checkpoint(tmp_path / "a.safetensors").config("scheduler")["timestep_spacing"] == "trailing"


def test_the_earliest_text_encoders_have_no_wrapper(tmp_path, tiny):
    tensors = single_file_tensors(tiny_pipeline(), "sd1")
    path = tmp_path / "a.safetensors"
    save_file({name.replace("text_model.", ""): tensor for name, tensor in tensors.items()}, path)
    assert same(read_checkpoint(path).tensors, tiny_pipeline().tensors)
    write_single_file(read_checkpoint(path), tmp_path / "b.safetensors")
    assert not any(
        name.endswith("transformer.embeddings.token_embedding.weight") for name in load_file(tmp_path / "b.safetensors")
    )


# ------------------------------------------------------------------------------------------------------------- kinds
def prediction(tmp_path, spread=None, **metadata) -> tuple[str, int]:
    more = {}
    if spread is not None:
        more["model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias"] = torch.tensor(
            [-spread, spread]
        )
    checkpoint = read_checkpoint(public_file(tmp_path, "sd2", metadata=metadata or None, **more))
    return checkpoint.config("scheduler")["prediction_type"], checkpoint.config("unet")["sample_size"]


def test_what_a_stable_diffusion_2_predicts(tmp_path, tiny):
    assert prediction(tmp_path, 0.2)[0] == "v_prediction"
    assert prediction(tmp_path, 0.01) == ("epsilon", 64)
    assert prediction(tmp_path, 0.2, **{"modelspec.prediction_type": "epsilon"})[0] == "epsilon"
    assert prediction(tmp_path, 0.01, **{"modelspec.prediction_type": "v"})[0] == "v_prediction"


def test_an_sdxl_says_that_it_predicts_velocity(tmp_path, tiny):
    one = torch.zeros(0)
    plain = read_checkpoint(public_file(tmp_path, "sdxl")).config("scheduler")
    velocity = read_checkpoint(public_file(tmp_path, "sdxl", v_pred=one, ztsnr=one)).config("scheduler")
    assert plain["prediction_type"] == "epsilon"
    assert velocity["prediction_type"] == "v_prediction"
    assert velocity["rescale_betas_zero_snr"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dream.safetensors", Prompt(steps=20, guidance=7.5, scheduler="dpm++2m")),
        ("dream_LCM.safetensors", Prompt(steps=4, guidance=1.0)),
        ("dream-turbo.safetensors", Prompt(steps=4, guidance=1.0)),
    ],
)
def test_few_steps_where_the_name_says_so(tmp_path, tiny, name, expected):
    assert read_checkpoint(public_file(tmp_path, "sd1", name)).info().defaults == expected


def test_sdxl_is_asked_with_less_guidance(tmp_path, tiny):
    info = read_checkpoint(public_file(tmp_path, "sdxl")).info()
    assert info.family == "Stable Diffusion XL"
    assert info.defaults.guidance == 5.0


# -------------------------------------------------------------------------------------------------------------- .ckpt
def test_a_ckpt_with_a_trainers_objects_opens_and_runs_nothing(tmp_path, tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, TrainersCallback.__module__, sys.modules[__name__])
    tensors = single_file_tensors(tiny_pipeline(), "sd1")
    values = {"state_dict": tensors, "global_step": 3, "callbacks": {TrainersCallback: {"best": TrainersCallback()}}}
    torch.save(values, tmp_path / "a.ckpt")
    monkeypatch.delitem(sys.modules, TrainersCallback.__module__)
    assert same(read_checkpoint(tmp_path / "a.ckpt").tensors, tiny_pipeline().tensors)


def test_a_ckpt_of_the_older_form(tmp_path, tiny):
    tensors = single_file_tensors(tiny_pipeline(), "sd1")
    torch.save({"state_dict": tensors}, tmp_path / "a.ckpt", _use_new_zipfile_serialization=False)
    assert same(read_checkpoint(tmp_path / "a.ckpt").tensors, tiny_pipeline().tensors)


def test_a_ckpt_is_written_back_as_safetensors(tmp_path, tiny):
    torch.save(single_file_tensors(tiny_pipeline(), "sd1"), tmp_path / "a.ckpt")
    write_single_file(read_checkpoint(tmp_path / "a.ckpt"), tmp_path / "b.safetensors")
    assert "alphas_cumprod" in load_file(tmp_path / "b.safetensors")
    assert same(read_checkpoint(tmp_path / "b.safetensors").tensors, tiny_pipeline().tensors)


class TrainersCallback:
    """Stands for pytorch-lightning's."""


TrainersCallback.__module__ = "pytorch_lightning"


class MakesAFile:
    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        import os

        return os.mkdir, (self.path,)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_ckpt_with_a_program_is_refused_and_runs_nothing(tmp_path, zipped):
    tensors = single_file_tensors(tiny_pipeline(), "sd1")
    values = {"state_dict": tensors, "oh": MakesAFile(tmp_path / "made")}
    torch.save(values, tmp_path / "a.ckpt", _use_new_zipfile_serialization=zipped)
    assert "program" in refused(tmp_path / "a.ckpt")
    assert not (tmp_path / "made").exists()


# ------------------------------------------------------------------------------------------------------------- others
U, V = "model.diffusion_model.", "first_stage_model."
BLOCK = f"{U}input_blocks.1.1.transformer_blocks.0.attn1.to_q.weight"
ONE = torch.zeros(1, 1)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({f"{U}input_blocks.0.0.weight": torch.zeros(2, 9, 3, 3)}, "fills holes in given pictures"),
        ({f"{U}input_blocks.0.0.weight": torch.zeros(2, 8, 3, 3)}, "changes given pictures"),
        ({"conditioner.embedders.0.model.ln_final.weight": ONE}, "refines given pictures"),
        ({}, "a U-Net without its text encoder"),
        ({"cond_stage_model.transformer.text_model.x": ONE}, r"no autoencoder \(VAE\)"),
    ],
)
def test_relatives_and_parts_are_told_apart(tmp_path, more, words):
    save_file({BLOCK: ONE.clone(), **more}, tmp_path / "a.safetensors")
    assert looks_like_single_file({BLOCK})
    with pytest.raises(UnlitError, match=words) as info:
        read_checkpoint(tmp_path / "a.safetensors")
    assert_good_sentence(info.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lora_unet_down_blocks_0.lora_down.weight", "a LoRA"),
        ("emb_params", "a textual inversion"),
        ("clip_g", "a textual inversion"),
        ("first_stage_model.decoder.conv_in.weight", "an autoencoder"),
        ("encoder.down_blocks.0.resnets.0.conv1.weight decoder.up_blocks.0.x", "an autoencoder"),
        ("control_model.input_blocks.0.0.weight", "a ControlNet"),
        ("double_blocks.0.img_attn.qkv.weight", "a FLUX"),
        ("model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight", "a Stable Diffusion 3"),
        ("text_model.encoder.layers.0.mlp.fc1.weight", "a text encoder"),
    ],
)
@pytest.mark.parametrize("suffix", [".safetensors", ".ckpt"])
def test_what_is_no_checkpoint_is_named(tmp_path, name, words, suffix):
    path, tensors = tmp_path / f"a{suffix}", {part: ONE.clone() for part in name.split()}
    save_file(tensors, path) if suffix == ".safetensors" else torch.save(tensors, path)
    assert words in refused(path)


def test_a_missing_tensor_is_named(tmp_path, tiny):
    tensors = load_file(public_file(tmp_path, "sd1"))
    del tensors["model.diffusion_model.out.2.bias"]
    save_file(tensors, tmp_path / "a.safetensors")
    assert (
        refused(tmp_path / "a.safetensors")
        == "“a.safetensors” is incomplete: it has no “model.diffusion_model.out.2.bias”."
    )


@pytest.mark.parametrize(
    ("key", "tensor", "words"),
    [
        ("model.diffusion_model.out.2.bias", torch.zeros(5), "“conv_out.bias” of a wrong shape: 5, not 4"),
        ("model.diffusion_model.out.2.bias", torch.zeros(4, dtype=torch.int8), "packed"),
    ],
)
def test_a_wrong_tensor_is_named(tmp_path, tiny, key, tensor, words):
    assert words in refused(public_file(tmp_path, "sd1", **{key: tensor}))


def test_a_third_of_five_rows_is_a_wrong_shape(tmp_path, tiny):
    key = "cond_stage_model.model.transformer.resblocks.0.attn.in_proj_bias"
    assert "wrong shape" in refused(public_file(tmp_path, "sd2", **{key: torch.zeros(5)}))


def test_a_damaged_card_is_told(tmp_path, tiny):
    assert "description cannot be read" in refused(public_file(tmp_path, "sd1", metadata={"unlit": "{"}))
    assert "newer version" in refused(public_file(tmp_path, "sd1", metadata={"unlit": '{"format": 99}'}))


def test_a_generator_that_has_no_place_in_a_file_is_not_offered_one():
    checkpoint = tiny_pipeline()
    texts, tensors = dict(checkpoint.texts), dict(checkpoint.tensors)
    change(texts, "unet/config.json", time_cond_proj_dim=6)
    tensors["unet.time_embedding.cond_proj.weight"] = torch.zeros(8, 6)
    lcm = type(checkpoint)(texts, tensors, "LCM")
    assert [each.name for each in build_generator(lcm, CPU).info.saves] == ["diffusers", "lora", "lora-peft", "uce"]
    assert lcm.info().defaults == Prompt(steps=4, guidance=8.0)


def test_kinds_by_their_text_encoders():
    for kind in KINDS:
        assert kind_of(single_file_tensors(tiny_pipeline(kind), kind), "a") == kind
