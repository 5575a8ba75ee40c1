"""TensorFlow's pickles: the layout of its variables, what nets were built with, and refusals in one sentence."""

from __future__ import annotations

import gzip

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checkpoints.opening import build_generator
from models.checkpoints.safe_pickle_contents import globals_named
from models.checkpoints.tensorflow import CONTAINER, looks_like
from models.document.scene import Scene
from models.generators.stylegan2.config import StyleGAN2Config
from tests.support import reference_tensorflow as reference
from tests.support.foreign_files import TensorFlowPickle, tensorflow_variables
from tests.support.generators import CPU, random_tensors
from tests.support.hostile import WritesAFile, opens_or_says_why, read, sentence_of

SETTINGS = {"num_channels": 3, "resolution": 16, "label_size": 0, "fmap_base": 64, "fmap_max": 6}
SHAPE = {"z_dim": 6, "w_dim": 8, "channels": (6, 5, 4), "mapping_layers": 3}
SMALL = StyleGAN2Config(**SHAPE)
SMALLEST = StyleGAN2Config(z_dim=2, w_dim=2, channels=(1, 1), mapping_layers=1)
KINDS = {
    "skip": SMALL,
    "resnet": StyleGAN2Config(**SHAPE, architecture="resnet"),
    "orig": StyleGAN2Config(**SHAPE, architecture="orig"),
    "without noise": StyleGAN2Config(**SHAPE, noise=False),
    "with classes": StyleGAN2Config(**{**SHAPE, "z_dim": 8}, classes=3),
}


def write(path, variables, *, bare=False, protocol=4, changed=None, parts=True, **options):
    """(G, D, Gs), or Gs alone, as training leaves it."""
    maker = TensorFlowPickle()
    chosen = {**SETTINGS, **(changed or {})}
    averaged = maker.network("Gs", variables, chosen, parts=parts)
    if not bare:
        zeros = {name: np.zeros_like(value) for name, value in variables.items()}
        discriminator = maker.network("D", {"4x4/Conv/weight": np.zeros((3, 3, 2, 2), np.float32)}, {}, parts=False)
        averaged = (maker.network("G", zeros, chosen, parts=parts), discriminator, averaged)
    path.write_bytes(maker.dumps(averaged, protocol, **options))
    return path


def variables_of(config=SMALL, **options):
    return tensorflow_variables(random_tensors(config), **options)


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize("config", KINDS.values(), ids=KINDS)
def test_the_averaged_generator_is_read(tmp_path, config, protocol, bare):
    path = write(tmp_path / "rooms.pkl", variables_of(config), bare=bare, protocol=protocol)
    checkpoint = read(CONTAINER, path)
    assert (checkpoint.config, checkpoint.name, checkpoint.container) == (config, "rooms", "tensorflow")
    assert CONTAINER.write is None
    expected = {name: t for name, t in random_tensors(config).items() if not name.endswith("resample_filter")}
    assert checkpoint.tensors.keys() == expected.keys()
    for name, tensor in expected.items():
        exact = not name.endswith("affine.bias")  # 1 less in the file costs the last bit
        np.testing.assert_allclose(checkpoint.tensors[name], tensor, rtol=0, atol=0 if exact else 1.2e-7, err_msg=name)
        assert checkpoint.tensors[name].is_contiguous()


@pytest.mark.parametrize("config", KINDS.values(), ids=KINDS)
def test_w_and_pictures_are_that_programs(tmp_path, config):
    variables = variables_of(config)
    generator = build_generator(read(CONTAINER, write(tmp_path / "a.pkl", variables)), CPU)
    scene = Scene(psi=1.0, noise="const", seed=4, class_index=1 if config.classes else None)
    z = torch.from_numpy(np.random.RandomState(4).randn(1, config.z_dim))
    w = reference.mapped(variables, z, torch.eye(3)[1:2] if config.classes else None)
    np.testing.assert_allclose(generator.ws(scene)[:, 0], w, rtol=0, atol=1e-5)
    shown = reference.synthesized(variables, w, config.architecture)
    np.testing.assert_allclose(generator.raw([scene]), shown, rtol=0, atol=2e-4)


def test_nets_that_grew_draw_with_their_last_torgb(tmp_path):
    variables = variables_of(KINDS["orig"], grown=True)
    checkpoint = read(CONTAINER, write(tmp_path / "a.pkl", variables))
    assert checkpoint.config.architecture == "orig"
    w = torch.randn(1, 8, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    network = build_generator(checkpoint, CPU).network.synthesis
    styles, state = network.styles(w.float()[:, None].expand(-1, 6, -1)), network.start(network.noises())
    for layer in network.layer_names:
        state = network.step(layer, state, styles)
    np.testing.assert_allclose(network.picture(state), reference.synthesized(variables, w, "orig"), rtol=0, atol=2e-4)


def test_what_it_was_built_with_is_kept(tmp_path):
    told = {"mapping_lrmul": 0.02, "conv_clamp": 256, "num_fp16_res": 4, "resample_kernel": [1, 3, 3, 1]}
    config = read(CONTAINER, write(tmp_path / "a.pkl", variables_of(), changed=told)).config
    assert (config.lr_multiplier, config.conv_clamp, config.half_blocks) == (0.02, 256.0, 4)
    usual = {"conv_clamp": None, "num_fp16_res": 0, "nonlinearity": "lrelu", "mapping_nonlinearity": None}
    assert read(CONTAINER, write(tmp_path / "a.pkl", variables_of(), changed=usual)).config == SMALL


def test_settings_of_the_parts_alone_count_too(tmp_path):
    maker, variables = TensorFlowPickle(), variables_of()
    network = maker.network("Gs", variables, {"mapping_lrmul": 0.5})
    network.static_kwargs.clear()
    (tmp_path / "a.pkl").write_bytes(maker.dumps(network))
    assert read(CONTAINER, tmp_path / "a.pkl").config.lr_multiplier == 0.5


def test_compressed_files_are_read(tmp_path):
    path = write(tmp_path / "a.pkl", variables_of())
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert read(CONTAINER, path).config == SMALL


def test_the_classes_in_a_file_tell_the_program(tmp_path):
    assert looks_like(globals_named(write(tmp_path / "a.pkl", variables_of())))
    assert not looks_like({"collections.OrderedDict"})


def test_reading_can_be_stopped(tmp_path):
    class StoppedError(Exception):
        pass

    def stop(done, total):
        raise StoppedError

    with pytest.raises(StoppedError):
        CONTAINER.read(write(tmp_path / "a.pkl", variables_of()), stop)


# ---------------------------------------------------------------------------------------------------------- hostile
def changed(**new):
    return {**variables_of(), **new}


def without(name):
    return {key: value for key, value in variables_of().items() if key != name}


ODD = {
    "incomplete": (without("synthesis/8x8/Conv1/mod_bias"), {}, "it has no “synthesis/8x8/Conv1/mod_bias”"),
    "no average": (without("dlatent_avg"), {}, "it has no “dlatent_avg”"),
    "no noise": (without("synthesis/noise3"), {}, "it has no “synthesis/noise3”"),
    "unknown": (changed(**{"synthesis/8x8/Attention/weight": np.zeros(1)}), {}, "does not know its"),
    "flat kernel": (changed(**{"synthesis/8x8/Conv0_up/weight": np.zeros(4, np.float32)}), {}, "wrong shape"),
    "no dimension": (changed(**{"synthesis/4x4/Const/const": np.array(0.0)}), {}, "wrong shape"),
    "two constants": (changed(**{"synthesis/4x4/Const/const": np.zeros((2, 6, 4, 4))}), {}, "wrong shape"),
    "wide": (changed(**{"synthesis/8x8/Conv1/bias": np.zeros(9, np.float32)}), {}, "was expected"),
    "nan": (changed(**{"synthesis/8x8/Conv1/bias": np.full(5, np.nan, np.float32)}), {}, "finite"),
    "integers": (changed(**{"synthesis/8x8/Conv1/bias": np.zeros(5, np.int32)}), {}, "floating-point"),
    "objects": (changed(**{"synthesis/8x8/Conv1/bias": np.array([None] * 5)}), {}, "other than numbers"),
    "text": (changed(**{"synthesis/8x8/Conv1/bias": "text"}), {}, "floating-point"),
    "labels": (changed(**{"mapping/LabelConcat/weight": np.zeros((3, 6))}), {}, "joins classes"),
    "growing": (changed(lod=np.float32(1.5)), {}, "before it had grown"),
    "activation": (variables_of(), {"nonlinearity": "relu"}, "another activation"),
    "mapping": (variables_of(), {"mapping_nonlinearity": ["lrelu"]}, "another activation"),
    "filter": (variables_of(), {"resample_kernel": None}, "another filter"),
    "latents": (variables_of(), {"normalize_latents": False}, "does not normalise"),
    "settings": (variables_of(), {"mapping_lrmul": "fast"}, "make no sense"),
    "setting": (variables_of(), {"conv_clamp": -1}, "make no sense"),
    "first version": ({"synthesis/4x4/Const/StyleMod/weight": np.zeros(1)}, {}, "StyleGAN of the first version"),
    "older": ({"4x4/Dense/weight": np.zeros(1)}, {}, "Progressive GAN"),
    "discriminator": ({"16x16/FromRGB/weight": np.zeros(1)}, {}, "discriminator, which draws nothing,"),
    "other": ({"layer/weight": np.zeros(1)}, {}, "no StyleGAN2 generator"),
    "nothing": ({}, {}, "no StyleGAN2 generator"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_refused_in_one_sentence(tmp_path, name):
    variables, told, said = ODD[name]
    parts = any(key.startswith("synthesis/") for key in variables)
    path = write(tmp_path / "a.pkl", variables, bare=True, changed=told, parts=parts)
    assert said in sentence_of(CONTAINER, path)


def test_one_array_under_many_names_cannot_fill_the_memory(tmp_path):
    shared = np.zeros((3, 3, 256, 256), np.float32)
    names = [name for name in variables_of() if name.endswith("weight") and "mod" not in name and "8x8" in name]
    path = write(tmp_path / "a.pkl", changed(**dict.fromkeys(names, shared)), bare=True)
    assert "claim more numbers" in sentence_of(CONTAINER, path)


def test_networks_in_networks_without_end_are_refused(tmp_path):
    maker = TensorFlowPickle()
    network = maker.network("Gs", variables_of(), {})
    network.components["mapping"] = network
    (tmp_path / "a.pkl").write_bytes(maker.dumps(network))
    assert "a network in it is damaged" in sentence_of(CONTAINER, tmp_path / "a.pkl")


@pytest.mark.parametrize("field", ["static_kwargs", "components", "variables"])
@pytest.mark.parametrize("value", [3, "text", [1, 2], {"mapping": 3}, None])
def test_networks_with_other_things_in_them_are_refused(tmp_path, field, value):
    maker = TensorFlowPickle()
    network = maker.network("Gs", variables_of(), {})
    setattr(network, field, value)
    (tmp_path / "a.pkl").write_bytes(maker.dumps(network))
    opens_or_says_why(CONTAINER, tmp_path / "a.pkl")


@pytest.mark.parametrize("place", ["variable", "settings", "beside"])
def test_nothing_in_a_file_runs(tmp_path, place):
    maker, harm = TensorFlowPickle(source=f"open({str(tmp_path / 'harm')!r}, 'w')"), WritesAFile(tmp_path / "harm")
    variables = changed(dlatent_avg=harm) if place == "variable" else variables_of()
    network = maker.network("Gs", variables, {"x": harm} if place == "settings" else {})
    (tmp_path / "a.pkl").write_bytes(maker.dumps((harm, network) if place == "beside" else network))
    opens_or_says_why(CONTAINER, tmp_path / "a.pkl")
    assert not (tmp_path / "harm").exists()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "a.pkl"
    return write(path, variables_of(SMALLEST), bare=True).read_bytes()


def test_files_that_break_off_are_refused(tmp_path, whole):
    path = tmp_path / "a.pkl"
    for length in range(0, len(whole) - 1, 53):
        path.write_bytes(whole[:length])
        sentence_of(CONTAINER, path)


@settings(max_examples=100)
@given(draw=st.data())
def test_flipped_bytes_are_survived(tmp_path_factory, whole, draw):
    data = bytearray(whole)
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("flipped") / "a.pkl"
    path.write_bytes(bytes(data))
    opens_or_says_why(CONTAINER, path)


def test_missing_files_and_other_files_are_said(tmp_path):
    assert "There is no file" in sentence_of(CONTAINER, tmp_path / "none.pkl")
    for data in (b"", b"PK\x03\x04", b"{}", b"\x80\x04."):
        (tmp_path / "a.pkl").write_bytes(data)
        sentence_of(CONTAINER, tmp_path / "a.pkl")
