"""Scenes to pictures: as diffusers makes them, and the same whatever else is made beside."""

from __future__ import annotations

import gc
import weakref

import pytest
import torch

from models.document.errors import UnlitError
from models.document.scene import Prompt, Scene
from models.generators.diffusion.decoding import Decoder
from models.generators.diffusion.keeping import Kept
from models.generators.diffusion.schedulers import SCHEDULERS
from models.generators.interrupting import interruptible
from models.images import picture_of
from tests.support.diffusion import diffusion_generator, scheduler, sd_pipeline, sdxl_pipeline
from tests.support.sentences import assert_good_sentence

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation")  # of diffusers' schedulers
TEXT = "a lit lamp beside the blue bed"
SCENE = Scene(seed=3, prompt=Prompt(TEXT, "unlit", steps=3))


@pytest.fixture(scope="module")
def sd():
    return diffusion_generator()


def diffusers_picture(generator, scene):
    """What the pipeline's own __call__ makes of it."""
    prompt = scene.prompt
    return generator._pipeline(
        prompt.text, negative_prompt=prompt.negative or None, num_inference_steps=prompt.steps,
        guidance_scale=prompt.guidance, generator=torch.Generator().manual_seed(scene.seed), output_type="pt",
    ).images  # fmt: skip


@pytest.mark.parametrize(
    ("pipeline", "prompt"),
    [
        (sd_pipeline, SCENE.prompt),
        (lambda: sd_pipeline(prediction="v_prediction"), SCENE.prompt),
        (sdxl_pipeline, SCENE.prompt),
        (sdxl_pipeline, Prompt(TEXT, steps=2)),
        (sd_pipeline, Prompt(TEXT, steps=2, guidance=1.0)),
        (sd_pipeline, Prompt(TEXT, steps=2, guidance=0.0)),
        (lambda: sd_pipeline(time_cond_proj_dim=8), Prompt(TEXT, steps=2, guidance=7.5)),
    ],
    ids=["SD", "v-prediction", "SDXL", "SDXL without negative", "no guidance", "Turbo's guidance", "LCM's guidance"],
)
def test_a_picture_is_the_one_that_diffusers_makes(pipeline, prompt):
    generator, scene = diffusion_generator(pipeline()), Scene(seed=11, prompt=prompt)
    raw = generator.raw([scene])
    assert raw.shape == (1, 3, 32, 32)
    assert raw.dtype == torch.float32
    torch.testing.assert_close(picture_of(raw), diffusers_picture(generator, scene), rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_scheduler_makes_the_picture_that_diffusers_makes_with_it(name, sd):
    scene = Scene(seed=5, prompt=Prompt(TEXT, steps=3, scheduler=name))
    raw = sd.raw([scene])
    import diffusers

    from models.generators.diffusion.schedulers import _SAMPLERS

    own = sd._pipeline.scheduler
    sd._pipeline.scheduler = getattr(diffusers, _SAMPLERS[name].kind).from_config(own.config, **_SAMPLERS[name].options)
    try:
        wanted = diffusers_picture(sd, scene)
    finally:
        sd._pipeline.scheduler = own
    torch.testing.assert_close(picture_of(raw), wanted, rtol=0, atol=1e-5)


def test_a_turbo_like_pipeline_samples_with_its_own_scheduler():
    from diffusers import EulerAncestralDiscreteScheduler

    pipeline = sd_pipeline()
    pipeline.scheduler = EulerAncestralDiscreteScheduler.from_config(scheduler().config, timestep_spacing="trailing")
    generator, scene = diffusion_generator(pipeline), Scene(seed=2, prompt=Prompt(TEXT, steps=1, guidance=0.0))
    assert [float(step.timestep) for step in generator.sampling([scene])] == [999.0]
    torch.testing.assert_close(
        picture_of(generator.raw([scene])), diffusers_picture(generator, scene), rtol=0, atol=1e-5
    )


@pytest.mark.parametrize("name", ["", "euler-a"], ids=["ddim", "with noise in its steps"])
def test_a_scene_is_the_same_picture_alone_and_among_others(name, sd):
    scenes = [
        Scene(seed=1, prompt=Prompt("a lit lamp", steps=3, scheduler=name)),
        Scene(seed=2, prompt=Prompt("the blue bed", steps=2, scheduler=name)),
        Scene(seed=3, prompt=Prompt("at night", "lamp", steps=3, scheduler=name)),
    ]
    together = sd.raw(scenes)
    alone = torch.cat([sd.raw([scene]) for scene in scenes])
    torch.testing.assert_close(together, alone, rtol=0, atol=1e-5)
    assert (together[0] - together[2]).abs().max() > 0.1


def test_a_seed_a_prompt_a_negative_and_a_guidance_each_change_the_picture(sd):
    base = sd.raw([SCENE])
    for other in (
        Scene(seed=4, prompt=SCENE.prompt),
        Scene(seed=3, prompt=Prompt("the blue bed", "unlit", steps=3)),
        Scene(seed=3, prompt=Prompt(TEXT, "night", steps=3)),
        Scene(seed=3, prompt=Prompt(TEXT, "unlit", steps=3, guidance=3.0)),
    ):
        assert (sd.raw([other]) - base).abs().max() > 1e-3


def test_a_scene_without_a_prompt_is_the_empty_prompt(sd):
    assert torch.equal(sd.raw([Scene(seed=6)]), sd.raw([Scene(seed=6, prompt=Prompt())]))


def test_a_prompt_may_ask_for_another_size(sd):
    assert sd.raw([Scene(prompt=Prompt(steps=1, width=48, height=24))]).shape == (1, 3, 24, 48)


def test_chance_elsewhere_is_not_touched(sd):
    before = torch.get_rng_state()
    sd.raw([Scene(prompt=Prompt(TEXT, steps=2, scheduler="euler-a"))])
    sd.decoder.rough(torch.zeros(1, 4, 2, 2))
    assert torch.equal(torch.get_rng_state(), before)


def test_each_step_is_told_with_a_rough_picture_of_where_it_leads(sd):
    steps = list(sd.sampling([SCENE]))
    assert [(step.number, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
    assert torch.equal(sd.decoder.raw(steps[-1].latents), sd.raw([SCENE]))
    torch.testing.assert_close(steps[-1].clean, steps[-1].latents, rtol=0.1, atol=0.1)
    assert sd.decoder.rough(steps[0].clean).shape == (1, 3, 16, 16)


def test_rough_pictures_are_exact_where_the_decoder_is_linear(sd, monkeypatch):
    colours = torch.tensor([[1.0, 0, 2, 0], [0, -1, 0, 0], [0.5, 0.5, 0.5, 0.5]])

    def decode(latents, return_dict):
        assert not return_dict
        seen = torch.einsum("oc,nchw->nohw", colours, latents * sd._pipeline.vae.config.scaling_factor) + 0.25
        return (torch.nn.functional.interpolate(seen, scale_factor=2),)

    monkeypatch.setattr(sd._pipeline.vae, "decode", decode)
    latents = torch.randn(2, 4, 5, 7, generator=torch.Generator().manual_seed(5))
    wanted = torch.nn.functional.avg_pool2d(sd.decoder.raw(latents), 2)
    torch.testing.assert_close(Decoder(sd._pipeline.vae).rough(latents), wanted, rtol=0, atol=1e-4)


def test_sampling_can_be_left_within_a_step(sd):
    looked = []

    def look_up():
        looked.append(None)
        if len(looked) == 5:
            raise KeyboardInterrupt

    with interruptible(sd, look_up), pytest.raises(KeyboardInterrupt):
        sd.raw([SCENE])
    assert len(looked) == 5
    with interruptible(sd, lambda: looked.append(None)):
        sd.raw([Scene(prompt=Prompt(steps=1))])
    assert len(looked) > 15
    seen = len(looked)
    sd.raw([Scene(prompt=Prompt(steps=1))])
    assert len(looked) == seen


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        (Prompt("a lamp " * 40), "too long"),
        (Prompt(negative="a lamp " * 40), "too long"),
        (Prompt(scheduler="magic"), "no scheduler"),
        (Prompt(width=33), "multiples of 2"),
        (Prompt(scheduler="lcm", steps=999), "999 steps"),
    ],
    ids=["long prompt", "long negative", "scheduler", "size", "steps"],
)
def test_a_scene_it_does_not_have_is_told_in_a_sentence(prompt, words, sd):
    with pytest.raises(UnlitError, match=words) as caught:
        sd.raw([Scene(prompt=prompt)])
    assert_good_sentence(caught.value)


def test_the_longest_prompt_that_fits_is_taken(sd):
    assert sd.raw([Scene(prompt=Prompt("lamp " * 75, steps=1))]).isfinite().all()
    with pytest.raises(UnlitError, match=r"reads 75 tokens .* has 76"):
        sd.raw([Scene(prompt=Prompt("lamp " * 76, steps=1))])


def test_scenes_of_a_stylegan_and_of_several_sizes_are_refused(sd):
    with pytest.raises(UnlitError, match="a latent or a class") as caught:
        sd.raw([Scene(class_index=1)])
    assert_good_sentence(caught.value)
    with pytest.raises(UnlitError, match="several sizes") as caught:
        sd.raw([Scene(prompt=Prompt(width=16)), Scene()])
    assert_good_sentence(caught.value)


def test_a_text_is_encoded_once(sd, monkeypatch):
    calls = []
    own = sd._pipeline.encode_prompt
    monkeypatch.setattr(
        sd._pipeline, "encode_prompt", lambda *args, **options: calls.append(args) or own(*args, **options)
    )
    scene = Scene(prompt=Prompt("lamp at the bed", "lit night", steps=1))
    sd.raw([scene])
    sd.raw([scene])
    assert len(calls) == 2


def test_only_the_last_texts_are_kept():
    made = []
    kept: Kept[str, str] = Kept(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert kept.get(key, lambda key: made.append(key) or key.upper()) == key.upper()
    assert made == ["a", "b", "c", "b"]


def test_a_closed_generator_leaves_its_memory_at_once():
    generator = diffusion_generator()
    generator.raw([SCENE])
    generator.features(SCENE)
    gone = weakref.ref(generator.unet.conv_in.weight)
    gc.disable()
    try:
        del generator
        assert gone() is None
    finally:
        gc.enable()


def test_weights_stored_in_half_run_in_single_on_the_processor_and_stay_as_stored():
    pipeline = sd_pipeline()
    pipeline.unet.half()
    generator = diffusion_generator(pipeline)
    stored = generator.tensors()["unet.conv_in.weight"]
    assert stored.dtype == torch.float16
    assert generator.unet.dtype == torch.float32
    assert torch.equal(generator.unet.conv_in.weight, stored.float())
    assert generator.raw([Scene(prompt=Prompt(steps=1))]).isfinite().all()


def test_a_picture_that_no_memory_holds_is_refused_before_it_is_begun(sd, monkeypatch):
    scene = Scene(prompt=Prompt("a lamp", steps=2, width=8192, height=8192))
    needed = sd.decoder.bytes_for(8192, 8192)
    monkeypatch.setattr("models.generators.diffusion.generator.memory_free", lambda _device: needed - 1)
    with pytest.raises(UnlitError, match="8192 × 8192 takes about") as caught:
        sd.raw([scene])
    assert caught.value.kind == "memory"
    assert_good_sentence(caught.value)
    assert sd.raw([Scene(prompt=Prompt("a lamp", steps=1, width=48))]).shape[-1] == 48
