"""Tensors that do not fit, and numbers that are none."""

from __future__ import annotations

import pytest
import torch

from models.document.errors import UnlitError
from models.document.scene import Scene
from models.generators.stylegan2.config import StyleGAN2Config, check_config
from models.generators.stylegan2.loading import build_network, infer_config
from tests.support.generators import CPU, TINY, generator_of, random_tensors
from tests.support.sentences import assert_good_sentence

NEEDED = [name for name in random_tensors(TINY) if not name.endswith("resample_filter")]


def refused(config, tensors) -> UnlitError:
    with pytest.raises(UnlitError) as info:
        build_network(config, tensors, CPU)
    assert_good_sentence(info.value)
    return info.value


@pytest.mark.parametrize("name", NEEDED)
def test_every_missing_tensor_is_named(name):
    tensors = random_tensors(TINY)
    del tensors[name]
    assert f"“{name}”" in refused(TINY, tensors).sentence


@pytest.mark.parametrize("name", NEEDED)
def test_every_tensor_of_another_shape_is_named(name):
    tensors = random_tensors(TINY)
    tensors[name] = torch.zeros(*tensors[name].shape, 2)
    assert f"“{name}” has the shape" in refused(TINY, tensors).sentence


def test_the_resampling_filter_may_be_missing():
    tensors = random_tensors(TINY)
    bare = {name: tensor for name, tensor in tensors.items() if not name.endswith("resample_filter")}
    built, complete = build_network(TINY, bare, CPU).state_dict(), build_network(TINY, tensors, CPU).state_dict()
    assert built.keys() == complete.keys()
    assert all(torch.equal(built[name], complete[name]) for name in built)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("name", ["mapping.w_avg", "synthesis.b8.conv0.weight", "synthesis.b4.conv1.noise_strength"])
def test_numbers_that_are_not_finite_are_refused(name, number):
    tensors = random_tensors(TINY)
    tensors[name].view(-1)[-1] = number
    assert f"“{name}”" in refused(TINY, tensors).sentence


@pytest.mark.parametrize("dtype", [torch.int64, torch.bool, torch.uint8, torch.complex64])
@pytest.mark.filterwarnings("ignore:Casting complex values")
def test_tensors_that_are_not_floating_point_are_refused(dtype):
    tensors = random_tensors(TINY)
    tensors["mapping.w_avg"] = torch.ones(TINY.w_dim).to(dtype)
    assert "floating-point" in refused(TINY, tensors).sentence


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64, torch.float8_e4m3fn])
def test_every_floating_point_precision_is_widened_to_float32(dtype):
    tensors = random_tensors(TINY)
    tensors["mapping.w_avg"] = tensors["mapping.w_avg"].to(dtype)
    network = build_network(TINY, tensors, CPU)
    assert network.mapping.w_avg.dtype == torch.float32
    assert torch.equal(network.mapping.w_avg, tensors["mapping.w_avg"].float())


def test_a_number_too_large_for_float32_is_refused():
    tensors = random_tensors(TINY)
    tensors["mapping.w_avg"] = torch.full((TINY.w_dim,), 1e300, dtype=torch.float64)
    assert "“mapping.w_avg”" in refused(TINY, tensors).sentence


def test_float32_tensors_are_shared_and_not_copied():
    tensors = random_tensors(TINY)
    state = build_network(TINY, tensors, CPU).state_dict()
    assert all(state[name].data_ptr() == tensors[name].data_ptr() for name in state)


def test_reading_pictures_never_changes_the_tensors():
    tensors = random_tensors(TINY)
    before = {name: tensor.clone() for name, tensor in tensors.items()}
    generator = generator_of(TINY, tensors)
    for sweep in generator.sweep(Scene(0), [layer.name for layer in generator.info.layers]):
        sweep.ablated(range(2))
    assert all(torch.equal(before[name], tensors[name]) for name in tensors)


@pytest.mark.parametrize(
    "change",
    [
        {"mapping.fc0.weight": None},
        {"mapping.fc0.weight": torch.zeros(8)},
        {"synthesis.b8.conv1.weight": None},
        {"synthesis.b4.conv1.weight": torch.zeros(0, 6, 3, 3)},
        {"synthesis.b4.conv1.weight": torch.zeros(9000, 1, 1, 1)},
        {"mapping.fc0.weight": torch.zeros(8, 0)},
        {"mapping.embed.weight": torch.zeros(8, 2)},
    ],
    ids=["no fc0", "fc0 of one axis", "a gap", "no channels", "too wide", "no z", "only classes"],
)
def test_tensors_that_are_no_stylegan2_have_no_architecture(change):
    tensors = random_tensors(TINY) | change
    present = {name: tensor for name, tensor in tensors.items() if tensor is not None}
    with pytest.raises(UnlitError, match="not a StyleGAN2") as info:
        infer_config(present)
    assert_good_sentence(info.value)


@pytest.mark.parametrize("blocks", [0, 1, 12])
def test_pictures_too_small_or_too_large_are_refused(blocks):
    with pytest.raises(UnlitError, match="cannot be shown") as info:
        check_config(StyleGAN2Config(z_dim=2, w_dim=2, channels=(2,) * blocks, mapping_layers=1))
    assert_good_sentence(info.value)


def test_a_layer_of_zeros_gives_finite_numbers_in_half_precision_too():
    tensors = random_tensors(TINY)
    tensors["synthesis.b8.conv0.weight"].zero_()
    layer = build_network(TINY, tensors, CPU).synthesis.layer("b8.conv0")
    x, styles = torch.ones(1, 6, 4, 4, dtype=torch.float16), torch.ones(1, 6)
    assert torch.isfinite(layer(x, styles, None, 1.0, None)).all()


def test_half_precision_gives_nearly_the_same_layer():
    """It runs on GPUs only; its arithmetic can be looked at anywhere. Large styles would overflow if not scaled."""
    draw = torch.Generator().manual_seed(0)
    for up in ("b8.conv0", "b8.conv1"):
        layer = build_network(TINY, random_tensors(TINY), CPU).synthesis.layer(up)
        width = layer.weight.shape[1]
        x = torch.randn(2, width, 8, 8, generator=draw)
        styles = torch.randn(2, width, generator=draw) * 3000
        whole, half = (layer(x.to(dtype), styles, None, 1.0, None) for dtype in (torch.float32, torch.float16))
        torch.testing.assert_close(half.float(), whole, rtol=0, atol=0.02)
