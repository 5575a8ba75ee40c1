"""NVIDIA's pickles open as generators: the same numbers, whatever protocol, code or company they were saved with."""

from __future__ import annotations

import gzip
import json
import pickle
import sys
import types
from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from models.checkpoints.container import silent
from models.checkpoints.nvidia import NVIDIA, PTI
from models.checkpoints.nvidia_modules import generator_in
from models.checkpoints.opening import build_generator
from models.checkpoints.safe_pickle import read_pickle
from models.checkpoints.safe_pickle_contents import contents, globals_named
from models.checkpoints.safe_pickle_stream import opened
from models.document.errors import UnlitError
from models.document.scene import Latent, Scene
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan3.loading import config_from_attributes
from tests.support.generators import CPU, TINY, random_tensors
from tests.support.golden import FILE, PICTURES, golden, golden_scenes
from tests.support.hostile_pickles import memory_below, nothing_runs
from tests.support.nvidia_files import attributes_of, network_of, nvidia_program, write_nvidia_file, write_pti_file
from tests.support.sentences import assert_good_sentence

CONDITIONAL = StyleGAN2Config(
    z_dim=6, w_dim=8, channels=(6, 5, 4, 4), mapping_layers=2, architecture="resnet", classes=5, lr_multiplier=0.02,
    conv_clamp=256.0, half_blocks=2,
)  # fmt: skip


@cache
def golden_parts() -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """Tensors and attributes of the golden StyleGAN2."""
    return load_file(FILE), json.loads(FILE.with_suffix(".json").read_text())


def network_in(path):
    with opened(path, silent) as stream:
        return generator_in(read_pickle(stream))


def refusal(path, container=NVIDIA) -> str:
    with nothing_runs(), pytest.raises(UnlitError) as error:
        container.read(path, silent)
    assert_good_sentence(error.value)
    return error.value.sentence


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_the_golden_generator(tmp_path, protocol):
    tensors, attributes = golden_parts()
    path = write_nvidia_file(tmp_path / "net.pkl", tensors, attributes, protocol=protocol)
    with nothing_runs():
        checkpoint = NVIDIA.read(path, silent)
    assert checkpoint.tensors.keys() == tensors.keys()
    assert all(torch.equal(checkpoint.tensors[name], tensor) for name, tensor in tensors.items())
    assert network_in(path).attributes == attributes
    assert (checkpoint.container, checkpoint.source, checkpoint.name) == ("nvidia", path, "net")
    generator = build_generator(checkpoint, CPU)
    np.testing.assert_allclose(generator.raw(golden_scenes()), golden()["img_const"], atol=PICTURES, rtol=0)


@pytest.mark.parametrize("colours", [1, 4])
def test_pictures_of_other_colours_are_told_as_what_they_are(tmp_path, colours):
    tensors, attributes = golden_parts()
    changed = {
        name: t[:1].expand(colours, *t.shape[1:]).clone() if t.shape[:1] == (3,) else t for name, t in tensors.items()
    }
    path = write_nvidia_file(tmp_path / "net.pkl", changed, attributes)
    assert refusal(path).endswith(f"3 colour channels can be opened; this one has {colours}.")


def test_a_module_of_torch_itself_inside_is_read_as_well(tmp_path):
    """StyleGAN-XL keeps its table of classes in one."""
    table = torch.nn.Embedding(3, 4)

    def change(network):
        network.mapping.table = table

    path = write_nvidia_file(tmp_path / "net.pkl", *golden_parts(), change=change)
    assert torch.equal(NVIDIA.read(path, silent).tensors["mapping.table.weight"], table.weight)


@pytest.mark.parametrize("kind", ["t", "r"])
def test_a_stylegan3(tmp_path, kind):
    golden_file = FILE.with_name(f"stylegan3_{kind}_64.safetensors")
    tensors, attributes = load_file(golden_file), json.loads(golden_file.with_suffix(".json").read_text())
    for protocol in (2, 5):
        path = write_nvidia_file(tmp_path / "net.pkl", tensors, attributes, protocol=protocol)
        checkpoint = NVIDIA.read(path, silent)
        assert all(torch.equal(checkpoint.tensors[name], tensor) for name, tensor in tensors.items())
        assert network_in(path).attributes == attributes
        assert checkpoint.config == config_from_attributes(attributes, tensors)


@pytest.mark.parametrize("nested", [True, False])
@pytest.mark.parametrize("config", [TINY, CONDITIONAL])
def test_the_architecture(tmp_path, config, nested):
    path = write_nvidia_file(tmp_path / "net.pkl", random_tensors(config), attributes_of(config, nested))
    checkpoint = NVIDIA.read(path, silent)
    assert checkpoint.config == config
    scene = Scene(latent=Latent.from_array("z", np.ones(6, "f4")), class_index=3 if config.classes else None)
    assert torch.isfinite(build_generator(checkpoint, CPU).raw([scene])).all()


@pytest.mark.parametrize("nested", [True, False])
def test_the_architecture_from_arguments_where_a_fork_keeps_no_attributes(tmp_path, nested):
    attributes = {"_init_kwargs": attributes_of(CONDITIONAL, nested)["_init_kwargs"]}
    attributes["mapping.fc0._init_kwargs"] = {"lr_multiplier": 0.01}
    path = write_nvidia_file(tmp_path / "net.pkl", random_tensors(CONDITIONAL), attributes)
    found = NVIDIA.read(path, silent).config
    assert (found.conv_clamp, found.half_blocks) == (CONDITIONAL.conv_clamp, CONDITIONAL.half_blocks)


def test_usual_values_where_nothing_is_said(tmp_path):
    path = write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), {})
    assert NVIDIA.read(path, silent).config == TINY


@pytest.mark.parametrize("more", [{"only": "G_ema"}, {"only": "G"}, {"bare": True}])
def test_a_generator_by_itself(tmp_path, more):
    tensors = random_tensors(TINY)
    path = write_nvidia_file(tmp_path / "net.pkl", tensors, attributes_of(TINY), **more)
    found = NVIDIA.read(path, silent).tensors
    assert all(torch.equal(found[name], tensor) for name, tensor in tensors.items())


def test_compressed(tmp_path):
    path = write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), attributes_of(TINY))
    packed = tmp_path / "net.pkl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    checkpoint = NVIDIA.read(packed, silent)
    assert checkpoint.name == "net"
    assert checkpoint.info().fingerprint == NVIDIA.read(path, silent).info().fingerprint
    packed.write_bytes(packed.read_bytes()[:-2000])
    assert "compressed" in refusal(packed)
    packed.write_bytes(gzip.compress(bytes(200 * 2**20)))
    assert "larger" in refusal(packed)


def test_channels_last_and_half_precision(tmp_path):
    def change(network):
        for module in network.modules():
            for name, parameter in module._parameters.items():
                if parameter.ndim == 4:
                    laid = parameter.data.half().contiguous(memory_format=torch.channels_last)
                    module._parameters[name] = torch.nn.Parameter(laid, requires_grad=False)

    tensors = random_tensors(TINY)
    found = NVIDIA.read(write_nvidia_file(tmp_path / "n.pkl", tensors, {}, change=change), silent).tensors
    for name, tensor in tensors.items():
        assert torch.equal(found[name], tensor.half() if tensor.ndim == 4 else tensor)


def test_unknown_modules_and_objects_do_no_harm(tmp_path):
    def change(network):
        network.extra = torch.nn.Sequential(torch.nn.Embedding(3, 4), torch.nn.BatchNorm2d(4))
        network.__dict__["dataset"] = types.SimpleNamespace(a=1)
        network.__dict__["dtype"] = torch.float16
        network.__dict__["half"] = torch.tensor(0.5)
        network.__dict__["a set"] = {1, 2}
        network.mapping.__dict__["large"] = np.zeros(100_000)
        network.mapping.__dict__["empty"] = np.zeros((0, 3))

    path = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), attributes_of(TINY), change=change)
    checkpoint = NVIDIA.read(path, silent)
    assert checkpoint.tensors["extra.0.weight"].shape == (3, 4)
    build_generator(checkpoint, CPU)
    assert not {"dtype", "half", "a set", "mapping.large"} & network_in(path).attributes.keys()


def test_a_fork_that_keeps_its_modules_elsewhere(tmp_path):
    path = write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), attributes_of(TINY), protocol=2)
    data = path.read_bytes().replace(b"ctorch_utils.persistence\n", b"cthird_party.sg3.torch_utils.persistence\n")
    path.write_bytes(data.replace(b"cdnnlib.util\n", b"cthird_party.sg3.dnnlib.util\n"))
    assert NVIDIA.read(path, silent).config == TINY
    assert contents(globals_named(path)) == "nvidia"


def test_a_whole_module_as_pti_saves_it(tmp_path):
    tensors, attributes = golden_parts()
    path = write_pti_file(tmp_path / "model.pt", tensors, attributes)
    with nothing_runs():
        checkpoint = PTI.read(path, silent)
    assert all(torch.equal(checkpoint.tensors[name], tensor) for name, tensor in tensors.items())
    assert checkpoint.config == NVIDIA.read(write_nvidia_file(tmp_path / "n.pkl", tensors, attributes), silent).config
    assert (checkpoint.container, checkpoint.source) == ("pti", path)
    assert contents(globals_named(path)) == "nvidia"


def test_little_more_memory_than_the_tensors_take(tmp_path):
    config = StyleGAN2Config(z_dim=64, w_dim=256, channels=(256, 256, 256), mapping_layers=2)
    tensors = random_tensors(config)
    size = sum(tensor.nbytes for tensor in tensors.values())
    for more in ({}, {"only": "G_ema"}, {"protocol": 2}):
        path = write_nvidia_file(tmp_path / "net.pkl", tensors, {}, **more)
        with memory_below(int(1.05 * size) + 10 * 2**20):  # the largest tensor once more, as text and as bytes
            NVIDIA.read(path, silent)


# ----------------------------------------------------------------------------------------------------- something else
class Network:
    """Stands in for TensorFlow's."""


def test_what_it_is_instead(tmp_path, monkeypatch):
    module = types.ModuleType("dnnlib.tflib.network")
    module.Network = Network
    monkeypatch.setitem(sys.modules, "dnnlib", types.ModuleType("dnnlib"))
    monkeypatch.setitem(sys.modules, "dnnlib.tflib", types.ModuleType("dnnlib.tflib"))
    monkeypatch.setitem(sys.modules, "dnnlib.tflib.network", module)
    monkeypatch.setattr(Network, "__module__", "dnnlib.tflib.network")
    network, path = Network(), tmp_path / "file.pkl"
    network.a = 1
    values = {
        "TensorFlow": (network, network, network),
        "but no generator": {"a": 1, "b": [1, 2.5]},
        "tensors": {"w": torch.zeros(3)},
        "older kind": 0x1950A86A20F9469CFC6C,
        "pathlib": tmp_path,
        "no generator": [1, 2, 3],
    }
    for words, value in values.items():
        path.write_bytes(pickle.dumps(value))
        assert words in refusal(path)
    path.write_bytes(pickle.dumps(network))
    assert contents(globals_named(path)) == "tensorflow"
    path.write_bytes(pickle.dumps({}))
    assert contents(globals_named(path)) == "unknown"


def test_a_discriminator_and_other_networks(tmp_path):
    path = write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), {}, only="D")
    assert "discriminator" in refusal(path)
    with nvidia_program() as persistence:
        other = network_of(persistence, {"encoder.weight": torch.zeros(3, 3)}, {})
        judge = network_of(persistence, {"b4.conv.weight": torch.zeros(3, 3)}, {}, top="Discriminator")
        path.write_bytes(pickle.dumps({"ema": other}))
        (tmp_path / "other.pkl").write_bytes(pickle.dumps({"G_ema": other}))
        (tmp_path / "bare.pkl").write_bytes(pickle.dumps(judge))
    assert "diffusion" in refusal(path)
    assert "StyleGAN" in refusal(tmp_path / "other.pkl")
    assert "discriminator" in refusal(tmp_path / "bare.pkl")


def test_settings_that_no_stylegan2_has(tmp_path):
    for name, value in {
        "synthesis.b4.conv1.activation": "relu",
        "synthesis.b4.conv1.conv_clamp": "many",
        "mapping.fc0.bias_gain": -1,
        "synthesis.num_fp16_res": 99,
    }.items():
        path = write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), {name: value})
        if name != "synthesis.num_fp16_res":
            refusal(path)
        else:
            assert NVIDIA.read(path, silent).config.half_blocks == len(TINY.channels) - 1


def test_files_that_are_not_there(tmp_path):
    assert "no file" in refusal(tmp_path / "none.pkl")
    assert "no file" in refusal(tmp_path / "none.pt", PTI)
    (tmp_path / "empty.pkl").touch()
    assert "breaks off" in refusal(tmp_path / "empty.pkl")


def test_progress_and_stopping(tmp_path):
    class StoppedError(Exception):
        pass

    path = write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), attributes_of(TINY))
    told = []
    NVIDIA.read(path, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == sum(tensor.nbytes for tensor in random_tensors(TINY).values())

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        NVIDIA.read(path, stop)
