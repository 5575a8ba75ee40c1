"""Changes: previewed by hooks and baked as weights, they are the same picture."""

from __future__ import annotations

import copy
from functools import cache

import pytest
import torch

from models.document.errors import UnlitError
from models.document.recipe import Change, Span
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.generators.diffusion.components import component_tensors
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.sigma import FIXED_SCENES
from tests.support.diffusion import CPU, card, diffusion_generator, sd_pipeline, sdxl_pipeline
from tests.support.sentences import assert_good_sentence

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation")  # of diffusers' schedulers
SCENE = Scene(seed=3, prompt=Prompt("a lit lamp beside the bed", "night", steps=3, guidance=3.0))
BLOCK = "down_blocks.1.attentions.0.transformer_blocks.0"
HIDDEN, CONV = f"{BLOCK}.ff.net.2", "up_blocks.1.resnets.0.conv2"
SELF, CROSS = f"{BLOCK}.attn1.to_out.0", "up_blocks.2.attentions.0.transformer_blocks.0.attn2.to_out.0"
OFF = Change(0.0, 0.0)
CHANGES = {
    "hidden gain": {UnitId(HIDDEN, 3): Change(2.5, 0.0)},
    "hidden shift": {UnitId(HIDDEN, 3): Change(1.0, 4.0), UnitId(HIDDEN, 200): Change(0.0, -3.0)},
    "channel gain": {UnitId(CONV, 7): Change(-1.0, 0.0)},
    "channel shift": {UnitId(CONV, 7): Change(1.0, 5.0), UnitId(CONV, 8): Change(0.5, 2.0)},
    "heads": {UnitId(SELF, 1): OFF, UnitId(CROSS, 3): Change(3.0, 0.0), UnitId(CROSS, 0): OFF},
}
CHANGES["all"] = {unit: change for changes in CHANGES.values() for unit, change in changes.items()}
PIPELINES = {"SD": sd_pipeline, "v": lambda: sd_pipeline(prediction="v_prediction"), "SDXL": sdxl_pipeline}


@cache
def generator_of(name):
    return diffusion_generator(PIPELINES[name]())


def re_opened(generator, new):
    """A generator whose weights are these new ones, and else the pristine ones."""
    pipeline = generator._pipeline
    made = type(pipeline)(**{name: copy.deepcopy(part) for name, part in pipeline.components.items()})
    for name, tensor in new.items():
        part, _, rest = name.partition(".")
        getattr(made, part).get_parameter(rest).data.copy_(tensor)
    return DiffusionGenerator(card(made), made, CPU)


@pytest.mark.parametrize("pipeline", PIPELINES)
@pytest.mark.parametrize("name", CHANGES)
def test_preview_and_bake_are_the_same_picture(name, pipeline):
    generator, changes = generator_of(pipeline), CHANGES[name]
    previewed = generator.raw([SCENE], changes)
    baked = re_opened(generator, generator.baked(changes)).raw([SCENE])
    torch.testing.assert_close(previewed, baked, rtol=0, atol=1e-5)
    assert (previewed - generator.raw([SCENE])).abs().max() > 1e-4


def test_no_changes_are_the_picture_to_the_last_bit():
    generator = generator_of("SD")
    plain = generator.raw([SCENE])
    generator.raw([SCENE], CHANGES["all"])
    assert torch.equal(generator.raw([SCENE]), plain)
    assert torch.equal(generator.raw([SCENE], {}), plain)
    assert generator.baked({}) == {}


def test_the_order_of_changes_does_not_matter():
    generator = generator_of("SD")
    other = dict(reversed(CHANGES["all"].items()))
    assert torch.equal(generator.raw([SCENE], CHANGES["all"]), generator.raw([SCENE], other))
    new, other_new = generator.baked(CHANGES["all"]), generator.baked(other)
    assert new.keys() == other_new.keys()
    for name in new:
        torch.testing.assert_close(new[name], other_new[name], rtol=0, atol=1e-6)


def test_baking_touches_only_the_columns_of_the_units():
    generator = generator_of("SD")
    new = generator.baked({UnitId(SELF, 1): OFF, UnitId(HIDDEN, 3): Change(1.0, 2.0)})
    assert set(new) == {f"unet.{SELF}.weight", f"unet.{HIDDEN}.bias"}
    old = generator.tensors()[f"unet.{SELF}.weight"]
    size = old.shape[1] // 4
    assert not new[f"unet.{SELF}.weight"][:, size : 2 * size].any()
    assert torch.equal(new[f"unet.{SELF}.weight"][:, :size], old[:, :size])
    assert torch.equal(new[f"unet.{SELF}.weight"][:, 2 * size :], old[:, 2 * size :])


def test_a_shift_of_a_hidden_unit_is_one_of_its_value_in_its_own_deviations():
    generator, unit = generator_of("SD"), UnitId(HIDDEN, 5)
    module = generator.unet.get_submodule(HIDDEN)
    sigma = float(generator.sigma[HIDDEN][5])

    def shift(_module, inputs):
        values = inputs[0].clone()
        values[..., 5] += 2.0 * sigma
        return values

    hook = module.register_forward_pre_hook(shift)
    wanted = generator.raw([SCENE])
    hook.remove()
    torch.testing.assert_close(generator.raw([SCENE], {unit: Change(1.0, 2.0)}), wanted, rtol=0, atol=1e-5)


def test_deviations_are_over_places_and_steps_of_the_fixed_scenes():
    generator = diffusion_generator()
    seen: dict[str, list[torch.Tensor]] = {HIDDEN: [], CONV: [], SELF: []}
    hooks = [
        generator.unet.get_submodule(name).register_forward_pre_hook(
            lambda _m, inputs, name=name: seen[name].append(inputs[0])
        )
        for name in seen
    ]
    for _ in generator.sampling(FIXED_SCENES):
        pass
    for hook in hooks:
        hook.remove()
    hidden = torch.cat(seen[HIDDEN]).flatten(0, 1).std(0, correction=0)
    torch.testing.assert_close(generator.sigma[HIDDEN], hidden, rtol=1e-4, atol=1e-6)
    channels = torch.cat(seen[CONV]).movedim(1, -1).flatten(0, 2).std(0, correction=0)
    torch.testing.assert_close(generator.sigma[CONV], channels, rtol=1e-4, atol=1e-6)
    assert len(torch.cat(seen[HIDDEN])) == 16


def test_gains_alone_ask_for_no_deviations():
    generator = diffusion_generator()
    generator.raw([SCENE], CHANGES["heads"])
    generator.baked(CHANGES["hidden gain"])
    assert "sigma" not in vars(generator)


@pytest.mark.parametrize("layer", [SELF, CROSS])
def test_a_head_cannot_be_shifted(layer):
    generator, changes = generator_of("SD"), {UnitId(layer, 0): Change(1.0, 1.0)}
    for use in (lambda: generator.raw([SCENE], changes), lambda: generator.baked(changes)):
        with pytest.raises(UnlitError, match="not shifted") as caught:
            use()
        assert_good_sentence(caught.value)


@pytest.mark.parametrize("scheduler", ["", "euler-a"])
def test_variants_are_the_scene_under_each_set_of_changes(scheduler):
    generator = generator_of("SDXL")
    scene = Scene(seed=8, prompt=Prompt("the bed", steps=2, scheduler=scheduler))
    sets = [{}, CHANGES["hidden shift"], CHANGES["heads"], {**CHANGES["heads"], **CHANGES["channel gain"]}]
    rows = generator.variants(scene, sets)
    alone = torch.cat([generator.raw([scene], changes) for changes in sets])
    torch.testing.assert_close(rows, alone, rtol=0, atol=1e-5)
    assert len({float(row.sum()) for row in rows}) == 4


def last_picture(generator, timed):
    *_, last = generator.sampling([SCENE], CHANGES["hidden gain"], timed)
    return generator.decoder.raw(last.latents)


def test_changes_may_act_in_a_part_of_sampling_only():
    generator = generator_of("SD")
    heads, gain = CHANGES["heads"], CHANGES["hidden gain"]
    both = generator.raw([SCENE], {**gain, **heads})
    assert torch.equal(last_picture(generator, {Span(0, 1): heads}), both)
    assert torch.equal(last_picture(generator, {Span(0.01, 0.33): heads}), generator.raw([SCENE], gain))
    late = last_picture(generator, {Span(1 / 3, 1): heads})
    early = last_picture(generator, {Span(0, 1 / 3): heads})
    assert (late - early).abs().max() > 1e-4
    assert torch.equal(last_picture(generator, {Span(0, 1 / 3): heads, Span(1 / 3, 1): heads}), both)
    twice = {unit: Change(2.5 * 2.5, 0.0) for unit in gain}
    torch.testing.assert_close(
        last_picture(generator, {Span(0, 1): gain}), generator.raw([SCENE], twice), rtol=0, atol=1e-6
    )


@pytest.mark.parametrize("steps", [1, 2, 5, 10])
def test_half_of_sampling_is_half_of_the_steps_whatever_their_number(steps):
    generator = generator_of("SD")
    scene = Scene(seed=3, prompt=Prompt("a lamp", steps=steps, guidance=1.0))
    plain = [step.clean for step in generator.sampling([scene])]
    seen = [step.clean for step in generator.sampling([scene], None, {Span(0.5, 1): CHANGES["heads"]})]
    same = [torch.equal(one, other) for one, other in zip(plain, seen, strict=True)]
    assert same == [number / steps < 0.5 for number in range(steps)]


def test_tensors_are_all_of_the_pipeline_and_stay_pristine():
    generator = diffusion_generator(sdxl_pipeline())
    before = {name: tensor.clone() for name, tensor in generator.tensors().items()}
    generator.raw([SCENE], CHANGES["all"])
    generator.baked(CHANGES["all"])
    assert {name.split(".")[0] for name in before} == {"unet", "vae", "text_encoder", "text_encoder_2"}
    assert f"unet.{HIDDEN}.weight" in before
    assert before.keys() == component_tensors(generator._pipeline).keys()
    assert all(torch.equal(generator.tensors()[name], before[name]) for name in before)
