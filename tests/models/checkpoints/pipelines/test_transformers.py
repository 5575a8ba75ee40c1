"""Stable Diffusion 3 and FLUX: they open, draw as diffusers does, are written back, and refuse to be edited."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file

from models.checkpoints.opening import build_generator, read_checkpoint
from models.checkpoints.pipelines.folder import write_folder
from models.document.errors import UnlitError
from models.document.recipe import Change
from models.document.scene import Latent, Prompt, Scene
from models.document.units import UnitId
from tests.support.generators import CPU
from tests.support.pipelines import same
from tests.support.sentences import assert_good_sentence
from tests.support.transformers import tiny_transformer

FAMILIES = {"sd3": "Stable Diffusion 3", "flux": "FLUX"}


@pytest.fixture(scope="module", params=FAMILIES)
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def folder(kind, tmp_path_factory):
    return tiny_transformer(kind, tmp_path_factory.mktemp("pipelines") / "tiny")


@pytest.fixture(scope="module")
def generator(folder):
    return build_generator(read_checkpoint(folder), CPU)


def asked(seed: int = 1, **how) -> Scene:
    return Scene(
        seed=seed, prompt=Prompt(**{"text": "a lamp", "steps": 2, "guidance": 3.0, "width": 16, "height": 16, **how})
    )


def test_the_card_says_what_it_is(generator, kind):
    info = generator.info
    assert (info.family, info.layers, info.unit_count) == (FAMILIES[kind], (), 0)
    assert info.prompts
    assert info.edits == ()
    assert generator.raw([asked(width=16 + info.size_step)]).shape[-1] == 16 + info.size_step
    assert [format_.name for format_ in info.saves] == ["diffusers"]
    assert info.defaults == (Prompt(steps=4, guidance=1.0) if kind == "flux" else Prompt(steps=28, guidance=5.0))


def test_it_draws_as_diffusers_does(generator, folder):
    import diffusers

    public = diffusers.DiffusionPipeline.from_pretrained(folder, local_files_only=True)
    public.set_progress_bar_config(disable=True)
    noise = torch.Generator().manual_seed(1)
    how = {"height": 16, "width": 16, "num_inference_steps": 2, "guidance_scale": 3.0}
    theirs = public("a lamp", **how, generator=noise, output_type="pt")
    ours = generator.raw([asked()])
    assert ours.shape == (1, 3, 16, 16)
    assert torch.allclose(ours, theirs.images * 2 - 1, atol=1e-4)
    assert torch.equal(ours, generator.raw([asked()]))
    assert not torch.equal(ours, generator.raw([asked(2)]))


def test_a_prompt_that_is_longer_than_what_is_read_is_not_cut(generator, kind):
    """The pieces of the small T5 are letters and spaces: "lamp" is five, "a" two."""
    reads = {"sd3": 255, "flux": 511}[kind]
    whole = "lamp " * (reads // 5)
    tokens = 5 * (reads // 5) + 7
    assert generator.raw([asked(text=whole)]).isfinite().all()
    for longer in ({"text": whole + "lamp a"}, {"negative": whole + "lamp a"}):
        with pytest.raises(UnlitError, match=rf"too long: the generator reads {reads} tokens .* has {tokens}") as said:
            generator.raw([asked(**longer)])
        assert_good_sentence(said.value)


def test_without_t5_the_prompt_is_as_long_as_clip_reads(tmp_path):
    folder = tiny_transformer("sd3", tmp_path / "tiny")
    index = json.loads((folder / "model_index.json").read_text())
    for part in ("text_encoder_3", "tokenizer_3"):
        index[part] = [None, None]
    (folder / "model_index.json").write_text(json.dumps(index))
    generator = build_generator(read_checkpoint(folder), CPU)
    with pytest.raises(UnlitError, match="too long: the generator reads 75 tokens"):
        generator.raw([asked(text="a lamp " * 60)])


def test_what_is_written_opens_here_and_there(folder, tmp_path):
    import diffusers

    checkpoint = read_checkpoint(folder)
    write_folder(checkpoint, tmp_path)
    assert same(read_checkpoint(tmp_path).tensors, checkpoint.tensors)
    public = diffusers.DiffusionPipeline.from_pretrained(tmp_path, local_files_only=True)
    own = load_file(folder / "transformer/diffusion_pytorch_model.safetensors")
    assert same(dict(public.transformer.state_dict()), own)


def test_nothing_about_it_can_be_searched_or_edited(generator):
    change = {UnitId("x", 0): Change(0.0, 0.0)}
    for call in (
        lambda: generator.raw([asked()], change),
        lambda: generator.variants(asked(), [{}, change]),
        lambda: generator.sweep(asked(), ["x"]),
        lambda: generator.pushes(asked(), torch.zeros(1), ["x"]),
        lambda: generator.features(asked()),
        lambda: generator.baked(change),
    ):
        with pytest.raises(UnlitError, match="cannot be searched or edited yet") as info:
            call()
        assert_good_sentence(info.value)
    assert generator.baked({}) == {}
    assert generator.variants(asked(), [{}, {}]).shape == (2, 3, 16, 16)


@pytest.mark.parametrize(
    ("scene", "words"),
    [
        (asked(scheduler="ddim"), "with its own scheduler alone"),
        (Scene(class_index=1), "asked with a prompt"),
        (Scene(latent=Latent("z", (1,), b"\0" * 4)), "asked with a prompt"),
    ],
)
def test_scenes_that_it_does_not_have(generator, scene, words):
    with pytest.raises(UnlitError, match=words) as info:
        generator.raw([scene])
    assert_good_sentence(info.value)


def test_a_stable_diffusion_3_without_its_largest_text_encoder(tmp_path):
    folder = tiny_transformer("sd3", tmp_path / "tiny")
    index = json.loads((folder / "model_index.json").read_text())
    index |= {"text_encoder_3": [None, None], "tokenizer_3": [None, None]}
    (folder / "model_index.json").write_text(json.dumps(index))
    checkpoint = read_checkpoint(folder)
    assert not any(name.startswith("text_encoder_3.") for name in checkpoint.tensors)
    assert build_generator(checkpoint, CPU).raw([asked()]).shape == (1, 3, 16, 16)
