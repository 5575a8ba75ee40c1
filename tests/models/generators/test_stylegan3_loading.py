"""Descriptions and tensors that do not fit, and numbers that are none."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checkpoints.native import read_native, write_native
from models.document.errors import UnlitError
from models.document.scene import Scene
from models.generators.stylegan3.config import EmbeddingConfig, StyleGAN3Config, check_config
from models.generators.stylegan3.loading import build_network, config_from_attributes
from tests.support.generators import CPU
from tests.support.golden_stylegan3 import KINDS, golden_attributes, golden_tensors
from tests.support.sentences import assert_good_sentence
from tests.support.stylegan3 import (
    TINY3,
    TINY3_CLASSES,
    TINY3R,
    TINY_XL,
    designed,
    opened,
    random_checkpoint3,
    random_tensors3,
    with_layer,
)

CONFIGS = {"t": TINY3, "r": TINY3R, "classes": TINY3_CLASSES, "xl": TINY_XL}
NEEDED = list(random_tensors3(TINY_XL))
L1 = f"synthesis.{TINY3.synthesis[1].name}"


def refused(config, tensors) -> UnlitError:
    with pytest.raises(UnlitError) as info:
        build_network(config, tensors, CPU)
    assert_good_sentence(info.value)
    return info.value


def undescribed(attributes, tensors=None) -> UnlitError:
    with pytest.raises(UnlitError) as info:
        config_from_attributes(attributes, tensors or {})
    assert_good_sentence(info.value)
    return info.value


@pytest.mark.parametrize("colours", [1, 4])
def test_pictures_of_other_colours_are_told_as_what_they_are(colours):
    attributes = golden_attributes("t")
    last = f"synthesis.{attributes['synthesis.layer_names'][-1]}.out_channels"
    told = undescribed(attributes | {last: colours}).sentence
    assert told.endswith(f"3 colour channels can be opened; this one has {colours}.")


@pytest.mark.parametrize("kind", KINDS)
def test_attributes_of_a_pickle_give_the_architecture(kind):
    config = config_from_attributes(golden_attributes(kind), golden_tensors(kind))
    assert (config.z_dim, config.w_dim, config.mapping_layers, config.classes) == (32, 32, 2, 0)
    assert (config.resolution, config.num_ws, config.lr_multiplier, config.output_scale) == (64, 16, 0.01, 0.25)
    assert (config.family, config.truncation) == ("StyleGAN3", 0.7)
    assert [layer.torgb for layer in config.synthesis] == [False] * 14 + [True]
    assert [layer.critical for layer in config.synthesis] == [False] * 12 + [True] * 3
    assert {layer.kernel for layer in config.synthesis[:-1]} == {3 if kind == "t" else 1}
    assert [layer.radial for layer in config.synthesis] == [kind == "r"] * 12 + [False] * 3
    assert config.synthesis[4].padding == ((-6, -9) if kind == "t" else (-2, -5))
    assert all(layer.clamp == 256 and layer.half for layer in config.synthesis)


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_s_design_is_what_the_pickle_says(kind):
    """Rates, cutoffs, sizes, factors and paddings follow from the resolution alone."""
    config = config_from_attributes(golden_attributes(kind), golden_tensors(kind))
    mine = designed(
        64,
        14,
        32 if kind == "t" else 64,
        base=256 if kind == "t" else 512,
        kernel=3 if kind == "t" else 1,
        radial=kind == "r",
        z_dim=32,
        w_dim=32,
    )
    for one, other in zip(mine.synthesis, config.synthesis, strict=True):
        ours, theirs = msgspec.structs.asdict(one), msgspec.structs.asdict(other)
        for exact in ("name", "padding"):
            assert ours.pop(exact) == theirs.pop(exact)
        assert ours == pytest.approx(theirs, rel=1e-9)
    assert mine.input == config.input


def test_numbers_may_be_numpy_s():
    attributes = golden_attributes("t")
    plain = config_from_attributes(attributes, {})
    for name, value in attributes.items():
        is_array = name.endswith(("in_size", "out_size")) or name == "synthesis.input.size"
        attributes[name] = np.array(value) if is_array else value
    attributes["synthesis.input.sampling_rate"] = np.float64(16)
    assert config_from_attributes(attributes, {}) == plain


READ = [
    *("z_dim", "w_dim", "c_dim", "mapping.num_layers", "mapping.fc0.bias_gain", "synthesis.output_scale"),
    *("synthesis.layer_names", "synthesis.input.size", "synthesis.input.bandwidth", "synthesis.L4_52_32.padding"),
    *("synthesis.L0_36_32.in_size", "synthesis.L14_64_3.is_torgb", "synthesis.L7_52_25.up_taps"),
]


@pytest.mark.parametrize("name", READ)
def test_a_missing_attribute_is_named(name):
    attributes = golden_attributes("t")
    del attributes[name]
    assert f"“{name}”" in undescribed(attributes).sentence


@pytest.mark.parametrize("value", [None, "1", -1, 10**9, 1e300, [], [1, 2, 3], {}, float("nan"), object()])
@pytest.mark.parametrize("name", READ)
def test_a_hostile_attribute_is_refused(name, value):
    undescribed(golden_attributes("t") | {name: value})


def test_layer_names_that_are_none_of_ours_are_refused():
    attributes = golden_attributes("t")
    for name in ("forward", "L0_36_32.affine", "../x", "L0_36_32\n", 5, None):
        undescribed(attributes | {"synthesis.layer_names": [name, *attributes["synthesis.layer_names"][1:]]})


def test_a_stylegan_xl_is_seen_by_its_tensors():
    tables = {"mapping.embed.weight": torch.zeros(1000, 320), "mapping.embed_proj.weight": torch.zeros(32, 320)}
    config = config_from_attributes(golden_attributes("t") | {"c_dim": 10}, tables)
    assert (config.family, config.classes, config.embedding) == ("StyleGAN-XL", 10, EmbeddingConfig(1000, 320))
    del tables["mapping.embed_proj.weight"]  # without classes its table is there all the same
    config = config_from_attributes(golden_attributes("t"), tables)
    assert (config.family, config.classes, config.embedding) == ("StyleGAN3", 0, None)


def test_oblong_pictures_are_refused():
    assert "square" in undescribed(golden_attributes("t") | {"synthesis.L3_36_32.out_size": [36, 52]}).sentence


WRONG = {
    "a size that does not follow": with_layer(TINY3, 1, out_size=37),
    "channels that do not follow": with_layer(TINY3, 1, in_channels=5),
    "padding": with_layer(TINY3, 1, padding=(0, 0)),
    "cropped away": with_layer(TINY3, 0, padding=(-8000, 8000)),
    "rates": with_layer(TINY3, 1, tmp_sampling_rate=48),
    "two of one name": with_layer(TINY3, 1, name=TINY3.synthesis[0].name),
    "no colours": with_layer(TINY3, -1, torgb=False),
    "colours twice": with_layer(TINY3, 0, torgb=True),
    "four colours": with_layer(TINY3, -1, out_channels=4),
    "another input": msgspec.structs.replace(TINY3, input=msgspec.structs.replace(TINY3.input, size=20)),
    "no classes in the table": msgspec.structs.replace(TINY_XL, classes=0),
    "more classes than rows": msgspec.structs.replace(TINY_XL, classes=6),
}


@pytest.mark.parametrize("name", WRONG)
def test_layers_that_do_not_fit_are_refused(name):
    with pytest.raises(UnlitError, match="do not fit") as info:
        check_config(WRONG[name])
    assert_good_sentence(info.value)


@pytest.mark.parametrize(
    "config",
    [designed(8192, 4, 1, base=10**5), designed(2048, 4, 512, base=10**7)],
    ids=["too many pixels", "too many channels"],
)
def test_pictures_that_eat_all_memory_are_refused(config):
    with pytest.raises(UnlitError, match="cannot be run") as info:
        check_config(config)
    assert_good_sentence(info.value)


@pytest.mark.parametrize("name", NEEDED)
def test_every_missing_tensor_is_named(name):
    tensors = random_tensors3(TINY_XL)
    del tensors[name]
    assert f"“{name}”" in refused(TINY_XL, tensors).sentence


@pytest.mark.parametrize("name", NEEDED)
def test_every_tensor_of_another_shape_is_named(name):
    tensors = random_tensors3(TINY_XL)
    tensors[name] = torch.zeros(*tensors[name].shape, 2)
    assert f"“{name}” has the shape" in refused(TINY_XL, tensors).sentence


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
@pytest.mark.parametrize("name", ["mapping.w_avg", f"{L1}.weight", f"{L1}.up_filter", f"{L1}.magnitude_ema"])
def test_numbers_that_are_not_finite_are_refused(name, number):
    tensors = random_tensors3(TINY3)
    tensors[name].view(-1)[-1] = number
    assert f"“{name}”" in refused(TINY3, tensors).sentence


@pytest.mark.parametrize("dtype", [torch.int64, torch.bool])
def test_tensors_that_are_not_floating_point_are_refused(dtype):
    tensors = random_tensors3(TINY3)
    tensors["mapping.w_avg"] = torch.ones(TINY3.w_dim).to(dtype)
    assert "floating-point" in refused(TINY3, tensors).sentence


@pytest.mark.parametrize("magnitude", [0.0, -1.0])
def test_a_magnitude_must_be_positive(magnitude):
    tensors = random_tensors3(TINY3)
    tensors[f"{L1}.magnitude_ema"] = torch.tensor(magnitude)
    assert "larger than 0" in refused(TINY3, tensors).sentence


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_every_floating_point_precision_is_widened_to_float32(dtype):
    tensors = random_tensors3(TINY3)
    tensors[f"{L1}.weight"] = tensors[f"{L1}.weight"].to(dtype)
    network = build_network(TINY3, tensors, CPU)
    assert all(tensor.dtype == torch.float32 for tensor in network.state_dict().values())


def test_float32_tensors_are_shared_and_not_copied():
    tensors = random_tensors3(TINY3)
    state = build_network(TINY3, tensors, CPU).state_dict()
    assert state.keys() == tensors.keys()
    assert all(state[name].data_ptr() == tensors[name].data_ptr() for name in state)


@pytest.mark.parametrize("name", CONFIGS)
def test_a_configuration_survives_json(name):
    config = CONFIGS[name]
    assert msgspec.json.decode(msgspec.json.encode(config), type=StyleGAN3Config) == config


@pytest.mark.parametrize("name", CONFIGS)
def test_a_native_file_gives_the_same_generator(name, tmp_path):
    path, checkpoint = tmp_path / "generator.safetensors", random_checkpoint3(CONFIGS[name], seed=8)
    write_native(checkpoint, path)
    read = read_native(path)
    assert read.config == checkpoint.config
    assert read.info() == checkpoint.info()
    assert read.info().family == ("StyleGAN-XL" if name == "xl" else "StyleGAN3")
    scene = Scene(1, class_index=0 if CONFIGS[name].classes else None)
    assert torch.equal(opened(read).raw([scene]), opened(checkpoint).raw([scene]))


@settings(max_examples=150)
@given(data=st.data())
def test_any_description_either_runs_or_is_refused(data):
    """One number of it replaced by any other: a sentence, or a picture of the size that it promises."""
    layer = data.draw(st.integers(0, len(TINY3.synthesis) - 1))
    fields = ["in_size", "out_size", "kernel", "up", "down", "up_taps", "down_taps"]
    field, value = data.draw(st.sampled_from(fields)), data.draw(st.integers(0, 70))
    described = msgspec.to_builtins(with_layer(TINY3, layer, **{field: value}))
    try:
        config = check_config(msgspec.convert(described, StyleGAN3Config))
    except (msgspec.ValidationError, UnlitError):
        return
    picture = opened(random_checkpoint3(config)).raw([Scene(0)])
    assert picture.shape == (1, 3, config.resolution, config.resolution)
