"""Folders that are incomplete, damaged, lie, or bring programs: one sentence each, and nothing runs."""

from __future__ import annotations

import json
import shutil
import struct

import pytest
import torch
from safetensors.torch import load_file, save_file

from models.checkpoints.opening import build_generator, read_checkpoint
from models.checkpoints.pipelines.texts import LARGEST
from models.document.errors import UnlitError
from tests.support.generators import CPU
from tests.support.hostile_pickles import nothing_runs
from tests.support.pipelines import write_tiny
from tests.support.sentences import assert_good_sentence

WEIGHTS = "diffusion_pytorch_model.safetensors"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    return write_tiny(tmp_path_factory.mktemp("pipelines") / "tiny", dtype=torch.float16)


@pytest.fixture
def folder(pristine, tmp_path):
    return shutil.copytree(pristine, tmp_path / "tiny")


def refused(folder) -> str:
    with pytest.raises(UnlitError) as info:
        build_generator(read_checkpoint(folder), CPU)
    assert_good_sentence(info.value)
    return info.value.sentence


def change(folder, file, **values) -> None:
    path = folder / file
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def change_tensors(folder, part, **values) -> None:
    tensors = load_file(folder / part / WEIGHTS)
    for name, tensor in values.items():
        key = name.replace("__", ".")
        tensors.pop(key, None)
        if tensor is not None:
            tensors[key] = tensor
    save_file(tensors, folder / part / WEIGHTS)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("unet/config.json", "“tiny” is incomplete: it has no “unet/config.json”."),
        (f"unet/{WEIGHTS}", "“tiny” is incomplete: there are no weights in its folder “unet”."),
        ("text_encoder/model.safetensors", "“tiny” is incomplete: there are no weights in its folder “text_encoder”."),
        ("scheduler/scheduler_config.json", "“tiny” is incomplete: it has no “scheduler/scheduler_config.json”."),
        ("tokenizer", "“tiny” is incomplete: it has no folder “tokenizer”."),
        ("vae", "“tiny” is incomplete: it has no folder “vae”."),
        ("model_index.json", "“tiny” is a folder without a model_index.json; choose a file or a diffusers folder."),
    ],
)
def test_what_is_missing_is_named(folder, file, words):
    path = folder / file
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert refused(folder) == words


def test_a_tokenizer_without_words_is_damaged(folder):
    for file in ("vocab.json", "merges.txt"):
        (folder / "tokenizer" / file).unlink()
    assert "tokenizer" in refused(folder)


def test_one_part_of_a_folder_is_told_so(folder):
    assert refused(folder / "unet") == "“unet” is one part of a generator; choose the folder that it lies in."
    assert "looks like a diffusion U-Net" in refused(folder / "unet" / WEIGHTS)
    assert "looks like an autoencoder" in refused(folder / "vae" / WEIGHTS)


@pytest.mark.parametrize(
    "file", ["model_index.json", "unet/config.json", "scheduler/scheduler_config.json", "unlit.json"]
)
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"a": 1e999}'])
def test_damaged_json_is_told(folder, file, content):
    (folder / file).write_bytes(content)
    refused(folder)


def test_a_description_of_gigabytes_is_not_read(folder):
    with (folder / "unet/config.json").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "too large" in refused(folder)


@pytest.mark.parametrize(
    ("file", "values"),
    [
        ("unet/config.json", {"layers_per_block": 10**6}),
        ("unet/config.json", {"transformer_layers_per_block": [[10**6]]}),
        ("unet/config.json", {"block_out_channels": [8] * 10**5}),
        ("unet/config.json", {"block_out_channels": [10**9, 10**9]}),
        ("unet/config.json", {"sample_size": 10**6}),
        ("text_encoder/config.json", {"num_hidden_layers": 10**6}),
        ("text_encoder/config.json", {"max_position_embeddings": 10**12}),
        ("scheduler/scheduler_config.json", {"num_train_timesteps": 10**12}),
    ],
)
def test_gigantic_claims_are_refused_before_anything_is_made(folder, file, values):
    change(folder, file, **values)
    assert "beyond what any generator has" in refused(folder)


@pytest.mark.parametrize(
    ("part", "values", "words"),
    [
        ("unet", {"norm_num_groups": 7}, "described in a way that none can be"),
        ("unet", {"down_block_types": ["Nothing"]}, "described in a way that none can be"),
        ("unet", {"block_out_channels": "wide"}, "described in a way that none can be"),
        ("unet", {"sample_size": "large"}, "has no size"),
        ("unet", {"sample_size": -3}, "has no size"),
        ("unet", {"cross_attention_dim": 12}, "of a wrong shape"),
        ("vae", {"latent_channels": 8}, "of a wrong shape"),
        ("text_encoder", {"hidden_size": 7}, "described in a way that none can be"),
        ("text_encoder", {"num_hidden_layers": 3}, "is incomplete: it has no “"),
        ("text_encoder", {"num_hidden_layers": 1}, "does not know its “"),
        ("text_encoder", {"vocab_size": 100}, "of a wrong shape"),
    ],
)
def test_descriptions_that_do_not_fit_are_told(folder, part, values, words):
    change(folder, f"{part}/config.json", **values)
    assert words in refused(folder)


def test_a_scheduler_that_cannot_be_is_told(folder):
    change(folder, "scheduler/scheduler_config.json", beta_schedule="none such")
    assert "scheduler of “Tiny sd1” is described in a way that none can be" in refused(folder)
    change(folder, "model_index.json", scheduler=["diffusers", "NoSuchScheduler"])
    assert "“NoSuchScheduler”, which Unlit does not know" in refused(folder)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"conv_out__bias": None}, "is incomplete: it has no “conv_out.bias”"),
        ({"conv_out__bias": torch.zeros(9)}, "“conv_out.bias” of a wrong shape: 9, not 4"),
        ({"conv_out__bias": torch.zeros(4, dtype=torch.uint8)}, "packed"),
        ({"ip_adapter__weight": torch.zeros(4)}, "does not know its “ip_adapter.weight”"),
    ],
)
def test_tensors_that_do_not_fit_are_told(folder, values, words):
    change_tensors(folder, "unet", **values)
    assert words in refused(folder)


def test_a_lora_where_the_u_net_should_be_is_told(folder):
    save_file({"unet.mid_block.attn1.to_q.lora_A.weight": torch.zeros(2, 2)}, folder / "unet" / WEIGHTS)
    assert "is incomplete" in refused(folder)


def test_broken_off_weights_are_told(folder):
    data = (folder / "unet" / WEIGHTS).read_bytes()
    (folder / "unet" / WEIGHTS).write_bytes(data[: len(data) // 2])
    assert "damaged" in refused(folder)
    (folder / "unet" / WEIGHTS).write_bytes(struct.pack("<Q", 2**50) + b"{")
    assert "damaged" in refused(folder)


# ---------------------------------------------------------------------------------------------------------- programs
class MakesAFile:
    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        import os

        return os.mkdir, (self.path,)


def test_a_pickle_with_a_program_is_refused(folder, tmp_path):
    values = {**load_file(folder / "unet" / WEIGHTS), "oh": MakesAFile(tmp_path / "made")}
    torch.save(values, folder / "unet/diffusion_pytorch_model.bin")
    (folder / "unet" / WEIGHTS).unlink()
    assert "could run" in refused(folder)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"_class_name": ["pipeline", "MyPipeline"]}, "program code of its own"),
        ({"unet": ["my_unet", "MyUNet"]}, "program code of its own for its “unet”"),
        ({"unet": ["os", "system"]}, "program code of its own for its “unet”"),
        ({"unet": ["diffusers", "UNet3DConditionModel"]}, "“UNet3DConditionModel”, which Unlit does not know"),
        ({"scheduler": ["diffusers", "os.systemScheduler"]}, "which Unlit does not know"),
        ({"tokenizer": ["transformers", "AutoTokenizer"]}, "which Unlit does not know"),
        ({"unet": None}, "names no “unet”"),
        ({"_class_name": "StableDiffusionInpaintPipeline"}, "fills holes in given pictures"),
        ({"_class_name": "StableDiffusionXLImg2ImgPipeline"}, "changes given pictures"),
        ({"_class_name": "FluxPipeline"}, "names no “transformer”"),
        ({"_class_name": "StableDiffusionXLPipeline"}, "names no “text_encoder_2”"),
        ({"_class_name": "DDPMPipeline"}, "“tiny” is a DDPMPipeline"),
    ],
)
def test_only_known_classes_are_looked_up(folder, values, words):
    change(folder, "model_index.json", **values)
    with nothing_runs():
        assert words in refused(folder)


def test_python_in_the_folder_is_never_looked_at(folder):
    for file in ("pipeline.py", "unet/unet.py", "tokenizer/tokenization.py", "sitecustomize.py"):
        (folder / file).write_text("raise SystemExit('ran')")
    for file in ("unet/config.json", "tokenizer/tokenizer_config.json", "text_encoder/config.json"):
        change(folder, file, auto_map={"AutoModel": "unet.MyUNet", "AutoTokenizer": ["tokenization.My", None]})
    change(folder, "tokenizer/tokenizer_config.json", tokenizer_class="My")
    build_generator(read_checkpoint(folder), CPU)


def test_a_newer_card_and_a_damaged_recipe_are_told(folder):
    (folder / "unlit.json").write_text('{"format": 99}')
    assert "newer version" in refused(folder)
    (folder / "unlit.json").write_text('{"format": 1, "recipe": {"unlit": "scene"}}')
    assert "carries a recipe that cannot be read" in refused(folder)
