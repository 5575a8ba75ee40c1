"""genforce's files: turned kernels, biases without their 1, written back, and refused in one sentence."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.genforce import CONTAINER, looks_like
from models.checkpoints.opening import build_generator
from models.checkpoints.torch_file import names_in
from models.document.errors import UnlitError
from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.stylegan2.config import StyleGAN2Config
from tests.support import reference_genforce as reference
from tests.support.foreign_files import genforce_state, rosinality_state, saved
from tests.support.generators import CPU, random_tensors
from tests.support.hostile import WritesAFile, opens_or_says_why, read, sentence_of

SMALL = StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 5, 4), mapping_layers=3)
PLAIN = StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 5, 4), mapping_layers=3, architecture="orig")
SMALLEST = StyleGAN2Config(z_dim=2, w_dim=2, channels=(1, 1), mapping_layers=1)
GAIN = {UnitId("b8.conv0", 2): Change(0.3, 0.0), UnitId("b16.torgb", 1): Change(0.0, 0.0)}


def write(path, values, **options):
    path.write_bytes(saved(values, **options))
    return path


def file_of(config=SMALL):
    return {
        "generator": OrderedDict(genforce_state(random_tensors(config, seed=1))),
        "discriminator": OrderedDict({"input0.weight": torch.randn(2, 3, 1, 1)}),
        "generator_smooth": OrderedDict(genforce_state(random_tensors(config))),
    }


def in_training():
    extra = {"running_metadata": {"iter": 7, "seen_img": 70}, "optimizers": {"generator": {"state": {}}}}
    return {"models": file_of(), **extra}


def edited(checkpoint: Checkpoint) -> Checkpoint:
    return replace(checkpoint, tensors={**checkpoint.tensors, **build_generator(checkpoint, CPU).baked(GAIN)})


def assert_draws(state, checkpoint, changes):
    """The state gives, in that program's own arithmetic, what ours shows."""
    shown = build_generator(checkpoint, CPU).raw([Scene(psi=1.0, noise="const", seed=4)], changes)
    z = torch.from_numpy(np.random.RandomState(4).randn(1, checkpoint.config.z_dim))
    found = reference.synthesized(state, reference.mapped(state, z))
    np.testing.assert_allclose(found.numpy(), shown.numpy(), rtol=0, atol=1e-4)


# ---------------------------------------------------------------------------------------------------------- reading
@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize("config", [SMALL, PLAIN])
def test_the_smoothed_generator_is_read(tmp_path, config, legacy):
    checkpoint = read(CONTAINER, write(tmp_path / "rooms.pth", file_of(config), legacy=legacy))
    assert checkpoint.config == config
    expected = {name: t for name, t in random_tensors(config).items() if not name.endswith("resample_filter")}
    assert checkpoint.tensors.keys() == expected.keys()
    for name, tensor in expected.items():
        exact = not name.endswith("affine.bias")  # 1 less in the file costs the last bit
        np.testing.assert_allclose(checkpoint.tensors[name], tensor, rtol=0, atol=0 if exact else 1.2e-7, err_msg=name)
        assert checkpoint.tensors[name].is_contiguous()


@pytest.mark.parametrize("config", [SMALL, PLAIN])
def test_pictures_are_that_programs(tmp_path, config):
    values = file_of(config)
    assert_draws(values["generator_smooth"], read(CONTAINER, write(tmp_path / "a.pth", values)), {})


def test_w_is_that_programs(tmp_path):
    values = file_of()
    generator = build_generator(read(CONTAINER, write(tmp_path / "a.pth", values)), CPU)
    z = torch.from_numpy(np.random.RandomState(2).randn(1, 6))
    expected = reference.mapped(values["generator_smooth"], z)
    np.testing.assert_allclose(generator.ws(Scene(psi=1.0, seed=2))[:, 0], expected, rtol=0, atol=1e-5)


def test_classes_embedded_as_nvidia_does_are_read(tmp_path):
    config = StyleGAN2Config(z_dim=8, w_dim=8, channels=(6, 5), mapping_layers=1, classes=3)
    checkpoint = read(CONTAINER, write(tmp_path / "a.pth", file_of(config)))
    assert checkpoint.config == config
    assert build_generator(checkpoint, CPU)


def test_files_in_training_files_without_a_smoothed_one_and_bare_ones_are_read(tmp_path):
    alone = {"generator": file_of()["generator_smooth"]}
    for values in (in_training(), alone, alone["generator"]):
        path = write(tmp_path / "a.pth", values)
        found = read(CONTAINER, path).tensors["synthesis.b4.const"]
        assert torch.equal(found, random_tensors(SMALL)["synthesis.b4.const"])
        assert looks_like(names_in(path))
    assert not looks_like(set(rosinality_state(random_tensors(replace_z()))))


def replace_z() -> StyleGAN2Config:
    return StyleGAN2Config(z_dim=8, w_dim=8, channels=(6, 5, 4), mapping_layers=3)


def test_stored_precision_is_kept(tmp_path):
    values = {"generator": {key: value.half() for key, value in genforce_state(random_tensors(SMALL)).items()}}
    tensors = read(CONTAINER, write(tmp_path / "a.pth", values)).tensors
    assert tensors["synthesis.b8.conv0.weight"].dtype == torch.float16
    assert tensors["synthesis.b8.conv0.affine.bias"].dtype == torch.float32  # a half would round what the 1 is added to


# ---------------------------------------------------------------------------------------------------------- writing
@pytest.mark.parametrize("legacy", [False, True])
def test_an_unedited_file_is_written_back_to_the_bit(tmp_path, legacy):
    values = file_of()
    CONTAINER.write(read(CONTAINER, write(tmp_path / "a.pth", values, legacy=legacy)), tmp_path / "b.pth")
    written = torch.load(tmp_path / "b.pth", weights_only=True)
    for part, state in values.items():
        assert list(written[part]) == list(state)
        assert all(torch.equal(written[part][key], state[key]) for key in state)


@pytest.mark.parametrize("training", [False, True])
def test_an_edited_file_keeps_everything_else_and_draws_the_edited_picture(tmp_path, training):
    values = in_training() if training else file_of()
    checkpoint = read(CONTAINER, write(tmp_path / "a.pth", values))
    CONTAINER.write(edited(checkpoint), tmp_path / "b.pth")
    written = torch.load(tmp_path / "b.pth", weights_only=True)
    if training:
        assert written["running_metadata"] == values["running_metadata"]
        written, values = written["models"], values["models"]
    changed = {
        (part, key)
        for part, state in values.items()
        for key in state
        if not torch.equal(written[part][key], state[key])
    }
    keys = ("layer1.style.weight", "layer1.style.bias", "output2.style.weight", "output2.style.bias")
    assert changed == {("generator_smooth", f"synthesis.{key}") for key in keys}
    before, after = (v["generator_smooth"]["synthesis.layer1.style.bias"] for v in (values, written))
    assert (before != after).nonzero().tolist() == [[2]]
    assert_draws(written["generator_smooth"], checkpoint, GAIN)


def test_what_was_written_reads_back(tmp_path):
    checkpoint = edited(read(CONTAINER, write(tmp_path / "a.pth", file_of())))
    CONTAINER.write(checkpoint, tmp_path / "b.pth")
    found = read(CONTAINER, tmp_path / "b.pth").tensors
    for name, tensor in checkpoint.tensors.items():
        exact = not name.endswith("affine.bias")
        np.testing.assert_allclose(found[name], tensor, rtol=0, atol=0 if exact else 1.2e-7, err_msg=name)


def test_another_kernel_is_written_turned(tmp_path):
    checkpoint = read(CONTAINER, write(tmp_path / "a.pth", file_of()))
    name = "synthesis.b8.conv0.weight"
    new = replace(checkpoint, tensors={**checkpoint.tensors, name: checkpoint.tensors[name] * 2})
    CONTAINER.write(new, tmp_path / "b.pth")
    assert torch.equal(read(CONTAINER, tmp_path / "b.pth").tensors[name], new.tensors[name])


def test_only_its_own_files_are_written(tmp_path):
    with pytest.raises(UnlitError, match="opened from a genforce file"):
        CONTAINER.write(Checkpoint(SMALL, random_tensors(SMALL), "Random"), tmp_path / "b.pth")


# ---------------------------------------------------------------------------------------------------------- hostile
def with_changed(changed):
    values = file_of()
    values["generator_smooth"].update(changed)
    return values


def without(key):
    values = file_of()
    del values["generator_smooth"][key]
    return values


SCALAR = torch.zeros(1)
ODD = {
    "incomplete": (without("synthesis.layer3.style.weight"), "it has no “synthesis.layer3.style.weight”"),
    "no average": (without("truncation.w_avg"), "it has no “truncation.w_avg”"),
    "no last output": (without("synthesis.output2.weight"), "it has no “synthesis.output2.weight”"),
    "average for every layer": (with_changed({"truncation.w_avg": torch.zeros(48)}), "was expected"),
    "flat kernel": (with_changed({"synthesis.layer1.weight": SCALAR}), "wrong shape"),
    "noise": (with_changed({"synthesis.layer1.noise": torch.zeros(2, 1, 8, 8)}), "wrong shape"),
    "nan": (with_changed({"synthesis.layer1.bias": torch.full((5,), torch.inf)}), "finite"),
    "labels": (with_changed({"mapping.label_weight": torch.zeros(3, 6)}), "joins classes to the latent"),
    "other filter": (with_changed({"synthesis.upsample.kernel": torch.ones(1, 1, 4, 4)}), "another filter"),
    "unknown": (with_changed({"synthesis.layer9.weight": SCALAR}), "does not know its “synthesis.layer9.weight”"),
    "first version": (
        {"generator": {"mapping.dense0.weight": SCALAR, "synthesis.layer0.epilogue.bias": SCALAR}},
        "looks like a StyleGAN of the first version",
    ),
    "discriminator": ({"discriminator": {"input0.weight": SCALAR}}, "looks like a discriminator"),
    "list": ([], "holds no tensors"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_refused_in_one_sentence(tmp_path, name):
    values, said = ODD[name]
    assert said in sentence_of(CONTAINER, write(tmp_path / "a.pth", values))


def test_nothing_in_a_file_runs(tmp_path):
    path = write(tmp_path / "a.pth", {**file_of(), "discriminator": WritesAFile(tmp_path / "harm")})
    assert "could run" in sentence_of(CONTAINER, path)
    assert not (tmp_path / "harm").exists()


@pytest.fixture(scope="module")
def whole():
    return saved({"generator": genforce_state(random_tensors(SMALLEST))})


def test_files_that_break_off_are_refused(tmp_path, whole):
    path = tmp_path / "a.pth"
    for length in range(0, len(whole) - 1, 499):
        path.write_bytes(whole[:length])
        sentence_of(CONTAINER, path)


@settings(max_examples=60)
@given(draw=st.data())
def test_flipped_bytes_are_survived(tmp_path_factory, whole, draw):
    data = bytearray(whole)
    pickled = data.find(b"\x80\x02")
    for _ in range(draw.draw(st.integers(1, 4))):
        place = draw.draw(st.one_of(st.integers(0, len(data) - 1), st.integers(pickled, pickled + 1500)))
        data[place] = draw.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("flipped") / "a.pth"
    path.write_bytes(bytes(data))
    opens_or_says_why(CONTAINER, path)
