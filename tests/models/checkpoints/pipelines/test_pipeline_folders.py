"""Diffusers folders: what public programs write opens, and what is written opens there, the same to the bit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from models.checkpoints.containers import FOLDER, SINGLE_FILE, container_for
from models.checkpoints.opening import build_generator, read_checkpoint
from models.checkpoints.pipelines.building import build_pipeline
from models.checkpoints.pipelines.folder import write_folder
from models.checkpoints.pipelines.writing import writing_folder
from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from tests.support.generators import CPU
from tests.support.pipelines import change, same, tiny_pipeline, write_tiny
from tests.support.sentences import assert_good_sentence

KINDS = ("sd1", "sd2", "sdxl")
UNET = "diffusion_pytorch_model.safetensors"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_tiny(tmp_path_factory.mktemp("pipelines") / "tiny")


@pytest.fixture
def copied(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "tiny")


def refused(path) -> str:
    with pytest.raises(UnlitError) as info:
        build_generator(read_checkpoint(path), CPU)
    assert_good_sentence(info.value)
    return info.value.sentence


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_reads_back_to_the_bit(tmp_path, kind):
    checkpoint = tiny_pipeline(kind, dtype=torch.float16)
    (tmp_path / "tiny").mkdir()
    write_folder(checkpoint, tmp_path / "tiny")
    again = read_checkpoint(tmp_path / "tiny")
    assert same(again.tensors, checkpoint.tensors)
    assert again.info().fingerprint == checkpoint.info().fingerprint
    assert (again.container, again.source, again.name) == ("diffusers", tmp_path / "tiny", checkpoint.name)


@pytest.mark.parametrize("kind", KINDS)
def test_it_opens_in_diffusers_with_the_same_picture(tmp_path, kind):
    import diffusers

    checkpoint = tiny_pipeline(kind)
    (tmp_path / "tiny").mkdir()
    write_folder(checkpoint, tmp_path / "tiny")
    public = getattr(diffusers, checkpoint.index["_class_name"]).from_pretrained(
        tmp_path / "tiny", local_files_only=True
    )
    public.set_progress_bar_config(disable=True)
    noise = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    ours = build_pipeline(read_checkpoint(tmp_path / "tiny"))
    asked = {"num_inference_steps": 2, "output_type": "np", "latents": noise, "height": 16, "width": 16}
    pictures = [pipeline("a lamp", **asked).images for pipeline in (public, ours)]
    assert np.allclose(*pictures, atol=1e-5)  # float32 rounds differently where memory is aligned differently


def test_what_diffusers_writes_opens(folder, tmp_path):
    import diffusers

    public = diffusers.StableDiffusionPipeline.from_pretrained(folder, local_files_only=True)
    public.save_pretrained(tmp_path / "saved")
    names = load_file(tmp_path / "saved/text_encoder/model.safetensors")
    bare = {name.removeprefix("text_model."): tensor for name, tensor in names.items()}
    assert bare.keys() != names.keys()
    save_file(bare, tmp_path / "saved/text_encoder/model.safetensors")  # as transformers since 5.6, of new models
    assert same(read_checkpoint(tmp_path / "saved").tensors, read_checkpoint(folder).tensors)


def test_vocabulary_and_merges_are_written_where_only_tokenizer_json_was(folder, tmp_path):
    import diffusers

    public = diffusers.StableDiffusionPipeline.from_pretrained(folder, local_files_only=True)
    public.save_pretrained(tmp_path / "saved")
    assert not (tmp_path / "saved/tokenizer/vocab.json").exists()
    (tmp_path / "out").mkdir()
    write_folder(read_checkpoint(tmp_path / "saved"), tmp_path / "out")
    own, other = tmp_path / "out/tokenizer", folder / "tokenizer"
    assert json.loads((own / "vocab.json").read_text()) == json.loads((other / "vocab.json").read_text())
    assert (own / "merges.txt").read_text().split() == (other / "merges.txt").read_text().split()


def test_the_card_says_what_it_is(folder):
    generator = build_generator(read_checkpoint(folder), CPU)
    info = generator.info
    assert (info.name, info.family, info.resolution) == ("Tiny sd1", "Stable Diffusion", 16)
    assert info.prompts
    assert info.size_step == 2
    assert info.defaults == Prompt(steps=20, guidance=7.5, scheduler="dpm++2m")
    assert {layer.kind for layer in info.layers} == {"feed-forward", "conv2", "self-attention", "cross-attention"}
    assert [format_.name for format_ in info.saves] == ["diffusers", "single-file", "lora", "lora-peft", "uce"]
    assert generator.raw([Scene(prompt=Prompt("a lamp", steps=1))]).shape == (1, 3, 16, 16)


@pytest.mark.parametrize(("width", "family"), [(768, "Stable Diffusion 1"), (1024, "Stable Diffusion 2")])
def test_families(width, family):
    checkpoint = tiny_pipeline()
    texts = dict(checkpoint.texts)
    change(texts, "unet/config.json", cross_attention_dim=width)
    assert msgspec.json.decode(texts["unet/config.json"])["cross_attention_dim"] == width
    assert type(checkpoint)(texts, {}, "x").family == family


# ---------------------------------------------------------------------------------------------------------- variants
def renamed(folder, part, name, suffix=UNET):
    (folder / part / suffix).rename(folder / part / name)


def test_half_precision_files_open_where_there_are_no_others(copied):
    full = read_checkpoint(copied).tensors
    half = {name: t.half() for name, t in load_file(copied / "unet" / UNET).items()}
    save_file(half, copied / "unet/diffusion_pytorch_model.fp16.safetensors")
    assert same(read_checkpoint(copied).tensors, full), "full precision where both are there"
    (copied / "unet" / UNET).unlink()
    found = read_checkpoint(copied).tensors
    assert found["unet.conv_in.weight"].dtype == torch.float16
    assert found["vae.encoder.conv_in.weight"].dtype == torch.float32


def divided(folder) -> list[str]:
    tensors = load_file(folder / "unet" / UNET)
    names = sorted(tensors)
    files = [f"diffusion_pytorch_model-0000{n}-of-00003.safetensors" for n in (1, 2, 3)]
    for number, file in enumerate(files):
        save_file({name: tensors[name] for name in names[number::3]}, folder / "unet" / file)
    (folder / "unet" / UNET).unlink()
    return files


def test_a_divided_file_is_put_together(copied):
    whole = read_checkpoint(copied).tensors
    divided(copied)
    assert same(read_checkpoint(copied).tensors, whole)


def test_a_missing_piece_is_told(copied):
    (copied / "unet" / divided(copied)[1]).unlink()
    assert "only 2 of its pieces" in refused(copied)


def test_pickled_weights_are_read_as_data(copied):
    whole = read_checkpoint(copied).tensors
    torch.save(load_file(copied / "unet" / UNET), copied / "unet/diffusion_pytorch_model.bin")
    (copied / "unet" / UNET).unlink()
    assert same(read_checkpoint(copied).tensors, whole)


def test_an_old_autoencoder_has_other_names(copied):
    whole = read_checkpoint(copied).tensors
    new = load_file(copied / "vae" / UNET)
    old = {"to_q.": "query.", "to_k.": "key.", "to_v.": "value.", "to_out.0.": "proj_attn."}
    tensors = {}
    for name, tensor in new.items():
        for now, before in old.items():
            name = name.replace(now, before)
        tensors[name] = tensor
    assert tensors.keys() != new.keys()
    save_file(tensors, copied / "vae" / UNET)
    assert same(read_checkpoint(copied).tensors, whole)


def test_positions_that_old_text_encoders_keep_are_no_weights(copied):
    whole = read_checkpoint(copied).tensors
    file = copied / "text_encoder/model.safetensors"
    save_file({**load_file(file), "text_model.embeddings.position_ids": torch.arange(77)[None]}, file)
    assert same(read_checkpoint(copied).tensors, whole)


def test_progress_is_of_all_files_together(folder):
    said = []
    read_checkpoint(folder, lambda done, total: said.append((done, total)))
    assert len({total for _, total in said}) == 1
    assert [done for done, _ in said] == sorted(done for done, _ in said)
    assert 0.9 < said[-1][0] / said[-1][1] <= 1


def test_an_lcm_pipeline_is_opened_as_what_it_is_made_of(copied):
    index = json.loads((copied / "model_index.json").read_text())
    index |= {"_class_name": "LatentConsistencyModelPipeline", "scheduler": ["diffusers", "LCMScheduler"]}
    (copied / "model_index.json").write_text(json.dumps(index))
    scheduler = copied / "scheduler/scheduler_config.json"
    scheduler.write_text(json.dumps({**json.loads(scheduler.read_text()), "_class_name": "LCMScheduler"}))
    generator = build_generator(read_checkpoint(copied), CPU)
    assert generator.info.defaults == Prompt(steps=4, guidance=1.0)
    assert type(generator._pipeline.scheduler).__name__ == "LCMScheduler"


# ------------------------------------------------------------------------------------------------------------ writing
def recipe_for(checkpoint) -> Recipe:
    return Recipe(checkpoint.info().fingerprint, (UnitEdit("a", "A", (UnitId("mid_block.resnets.0.conv2", 1),), 0.5),))


def test_an_edited_folder_keeps_precision_and_carries_its_recipe(tmp_path):
    checkpoint = tiny_pipeline(dtype=torch.float16)
    name, recipe = "unet.conv_in.weight", recipe_for(checkpoint)
    edited = checkpoint.edited({name: checkpoint.tensors[name].float() * 2}, "Edited", recipe)
    (tmp_path / "out").mkdir()
    write_folder(edited, tmp_path / "out")
    again = read_checkpoint(tmp_path / "out")
    assert (again.name, again.recipe) == ("Edited", recipe)
    assert {key: tensor.dtype for key, tensor in again.tensors.items()} == dict.fromkeys(again.tensors, torch.float16)
    changed = [key for key in again.tensors if not torch.equal(again.tensors[key], checkpoint.tensors[key])]
    assert changed == [name]


def test_a_safety_checker_is_kept_beside(copied, tmp_path):
    index = json.loads((copied / "model_index.json").read_text())
    checker = ["stable_diffusion", "StableDiffusionSafetyChecker"]
    (copied / "model_index.json").write_text(
        json.dumps({**index, "safety_checker": checker, "requires_safety_checker": True})
    )
    (copied / "safety_checker").mkdir()
    (copied / "safety_checker/config.json").write_text("{}")
    (copied / "safety_checker/run.py").write_text("")
    checkpoint = read_checkpoint(copied)
    build_generator(checkpoint, CPU)
    (tmp_path / "out").mkdir()
    write_folder(checkpoint, tmp_path / "out")
    assert (tmp_path / "out/safety_checker/config.json").read_text() == "{}"
    assert not (tmp_path / "out/safety_checker/run.py").exists()
    assert json.loads((tmp_path / "out/model_index.json").read_text())["safety_checker"] == checker
    shutil.rmtree(copied / "safety_checker")
    (tmp_path / "without").mkdir()
    write_folder(read_checkpoint(copied), tmp_path / "without")
    index = json.loads((tmp_path / "without/model_index.json").read_text())
    assert index["safety_checker"] == [None, None]
    assert index["requires_safety_checker"] is False


def test_a_folder_takes_its_name_when_it_is_whole(tmp_path):
    with writing_folder(tmp_path / "new") as temporary:
        (temporary / "model_index.json").write_text("1")
        assert not (tmp_path / "new").exists()
    with writing_folder(tmp_path / "new") as temporary:
        (temporary / "model_index.json").write_text("2")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    assert (tmp_path / "new/model_index.json").read_text() == "2"


def test_what_breaks_off_leaves_the_old_folder(tmp_path):
    with writing_folder(tmp_path / "new") as temporary:
        (temporary / "model_index.json").write_text("1")

    def write() -> None:
        with writing_folder(tmp_path / "new") as temporary:
            (temporary / "model_index.json").write_text("2")
            raise OSError(28, "No space left on device")

    with pytest.raises(UnlitError, match="No space left") as info:
        write()
    assert info.value.kind == "disk"
    assert (tmp_path / "new/model_index.json").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_other_folders_and_files_are_never_replaced(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear")
    (tmp_path / "file").write_text("x")
    for name in ("mine", "file"):
        with pytest.raises(UnlitError, match="holds other things") as info, writing_folder(tmp_path / name):
            pass
        assert_good_sentence(info.value)
    assert (tmp_path / "mine/letter.txt").read_text() == "dear"


def test_a_container_is_written_as_a_file_or_as_a_folder(tmp_path):
    checkpoint = tiny_pipeline()
    for name, container in (("folder", FOLDER), ("a.safetensors", SINGLE_FILE)):
        with container.writing(tmp_path / name) as temporary:
            assert container.write is not None
            container.write(checkpoint, temporary)
        assert (tmp_path / name).is_dir() is container.is_folder
        assert same(read_checkpoint(tmp_path / name).tensors, checkpoint.tensors)


@pytest.mark.parametrize(
    ("path", "wanted", "expected"),
    [
        ("x", "", "diffusers"),
        ("x.safetensors", "", "single-file"),
        ("my.model", "", "diffusers"),
        ("x", "single-file", "single-file"),
        ("x.safetensors", "diffusers", "diffusers"),
    ],
)
def test_which_format_is_written(path, wanted, expected):
    for came_from in ("diffusers", "single-file"):
        assert container_for(Path(path), came_from, wanted).name == expected


@pytest.mark.parametrize(("came_from", "wanted"), [("diffusers", "rosinality"), ("native", "diffusers")])
def test_a_format_for_other_generators_is_refused(came_from, wanted):
    with pytest.raises(UnlitError, match="no format") as info:
        container_for(Path("x"), came_from, wanted)
    assert_good_sentence(info.value)


def test_a_snapshot_in_the_shared_cache_has_its_repository_s_name(folder, tmp_path):
    snapshot = tmp_path / "models--owner--lamps/snapshots" / ("a" * 40)
    shutil.copytree(folder, snapshot)
    (snapshot / "unlit.json").unlink()
    assert read_checkpoint(snapshot).name == "lamps"
