"""The bundled text-to-image generator: it opens here and in diffusers, and follows its prompt."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from msgspec.structs import replace

from models.document.scene import Scene
from models.images import picture_of
from models.samples.catalogue import LAMP_ROOM_WORDS, checkpoint_path, is_sample, sample_scenes
from models.samples.opening import open_checkpoint, open_generator
from tests.support.generators import CPU


@pytest.fixture(scope="module")
def generator():
    return open_generator(LAMP_ROOM_WORDS, CPU)


def shown(generator, scene: Scene) -> np.ndarray:
    return picture_of(generator.raw([scene]))[0].numpy()


def asked(scene: Scene, text: str) -> Scene:
    return replace(scene, prompt=replace(scene.prompt, text=text))


def test_its_card_says_what_it_is(generator):
    info = generator.info
    assert is_sample(LAMP_ROOM_WORDS)
    assert (info.resolution, info.prompts, info.license) == (64, True, "CC0 1.0")
    assert info.name
    assert info.description
    assert info.defaults.text
    assert open_checkpoint(LAMP_ROOM_WORDS).recipe is None


def test_it_ships_small_and_with_what_other_programs_want():
    folder = checkpoint_path(LAMP_ROOM_WORDS)
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    assert sum(sizes.values()) < 13e6
    assert {f"tokenizer/{file}" for file in ("vocab.json", "merges.txt", "tokenizer.json")} <= sizes.keys()
    assert {tensor.dtype for tensor in open_checkpoint(LAMP_ROOM_WORDS).tensors.values()} == {torch.float16}
    assert json.loads((folder / "model_index.json").read_text())["_class_name"] == "StableDiffusionPipeline"


def test_its_scenes_are_different_and_drawn_as_it_is_asked_best(generator):
    scenes, best = sample_scenes(LAMP_ROOM_WORDS), generator.info.defaults
    assert len(set(scenes)) == len(scenes) == 10
    assert {(s.prompt.steps, s.prompt.guidance, s.prompt.scheduler) for s in scenes} == {
        (best.steps, best.guidance, best.scheduler)
    }


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_lit_lamp_lights_the_room(generator, number):
    scene = sample_scenes(LAMP_ROOM_WORDS)[number]
    assert " a lit " in scene.prompt.text
    lit, unlit = (
        shown(generator, scene),
        shown(generator, asked(scene, scene.prompt.text.replace(" a lit ", " an unlit "))),
    )
    assert lit.mean() > 1.3 * unlit.mean()
    assert lit.max() > unlit.max() + 0.1


def test_the_bed_has_the_colour_of_its_word(generator):
    scene = sample_scenes(LAMP_ROOM_WORDS)[0]
    text = scene.prompt.text
    assert "blue bed" in text
    beds = {
        colour: shown(generator, asked(scene, text.replace("blue bed", f"{colour} bed")))[:, 48:58, 20:44].mean((1, 2))
        for colour in ("red", "green", "blue")
    }
    assert [int(beds[colour].argmax()) for colour in ("red", "green", "blue")] == [0, 1, 2]


def test_diffusers_draws_the_same_picture(generator):
    import diffusers

    scene = sample_scenes(LAMP_ROOM_WORDS)[0]
    folder = checkpoint_path(LAMP_ROOM_WORDS)
    public = diffusers.StableDiffusionPipeline.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    public.set_progress_bar_config(disable=True)
    noise = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(scene.seed))
    prompt = replace(scene.prompt, steps=3, scheduler="ddim")
    options = {"num_inference_steps": 3, "guidance_scale": prompt.guidance, "latents": noise, "output_type": "np"}
    theirs = public(prompt.text, **options).images[0].transpose(2, 0, 1)
    assert np.abs(theirs - shown(generator, replace(scene, prompt=prompt))).max() < 1e-3
