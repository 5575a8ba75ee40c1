"""An edited generator goes back into its file: the official loader opens it, and nothing else in it changed."""

from __future__ import annotations

import dataclasses
import gzip
import json
import pickletools
import zipfile

import pytest
import torch
from safetensors.torch import load_file

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import silent
from models.checkpoints.nvidia import NVIDIA, PTI
from models.document.errors import UnlitError
from tests.support.generators import TINY, random_tensors
from tests.support.golden import FILE
from tests.support.nvidia_files import (
    SOURCE,
    attributes_of,
    official_load,
    official_load_zip,
    state_of,
    write_nvidia_file,
    write_pti_file,
)
from tests.support.sentences import assert_good_sentence

PROTOCOLS = [2, 3, 4, 5]


def edited(checkpoint: Checkpoint) -> Checkpoint:
    """Every affine, and a scalar, with other numbers."""
    tensors = dict(checkpoint.tensors)
    for name, tensor in tensors.items():
        if "affine" in name or name.endswith("noise_strength"):
            tensors[name] = tensor * 1.5 - 0.25
    return dataclasses.replace(checkpoint, tensors=tensors)


def assert_equal(found, wanted):
    assert found.keys() == wanted.keys()
    for name, tensor in wanted.items():
        assert torch.equal(found[name], tensor.to(found[name].dtype)), name


def opcodes(data):
    """Of a pickle, without the tensors' bytes."""
    return [
        (operation.name, argument if not isinstance(argument, bytes) or len(argument) < 250 else len(argument))
        for operation, argument, _ in pickletools.genops(data)
    ]


@pytest.fixture(params=PROTOCOLS)
def source(request, tmp_path):
    return write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), attributes_of(TINY), protocol=request.param)


def test_nothing_edited_is_the_same_file(source, tmp_path):
    NVIDIA.write(NVIDIA.read(source, silent), tmp_path / "out.pkl")
    assert (tmp_path / "out.pkl").read_bytes() == source.read_bytes()


def test_the_official_loader_finds_the_edit(source, tmp_path):
    out, wanted = tmp_path / "out.pkl", edited(NVIDIA.read(source, silent))
    NVIDIA.write(wanted, out)
    assert_equal(NVIDIA.read(out, silent).tensors, wanted.tensors)
    before, after = official_load(source), official_load(out)
    assert_equal(state_of(after["G_ema"]), wanted.tensors)
    assert float(after["G_ema"]()) != float(before["G_ema"]())  # the source text in it is there, and runs
    for name in ("G", "D", "augment_pipe"):
        assert_equal(state_of(after[name]), state_of(before[name]))
    assert after["training_set_kwargs"] == before["training_set_kwargs"]
    assert SOURCE.encode() in out.read_bytes()


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_only_the_numbers_differ(tmp_path, protocol):
    source = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), attributes_of(TINY), protocol=protocol)
    NVIDIA.write(edited(NVIDIA.read(source, silent)), tmp_path / "out.pkl")
    before, after = source.read_bytes(), (tmp_path / "out.pkl").read_bytes()
    assert len(before) == len(after)
    assert opcodes(before) == opcodes(after)


def test_texts_that_change_their_length_inside_frames(tmp_path):
    """Bytes kept as texts, as in protocol 2, but in a protocol that frames them."""
    old = write_nvidia_file(tmp_path / "old.pkl", random_tensors(TINY), attributes_of(TINY), protocol=2)
    data, out = old.read_bytes()[2:].replace(b"c__builtin__\n", b"cbuiltins\n"), tmp_path / "out.pkl"
    framed, cut = tmp_path / "framed.pkl", _boundary(b"\x80\x02" + data, 40_000) - 2
    frames = b"".join(b"\x95" + len(part).to_bytes(8, "little") + part for part in (data[:cut], data[cut:]))
    framed.write_bytes(b"\x80\x04" + frames)
    wanted = edited(NVIDIA.read(framed, silent))
    NVIDIA.write(wanted, out)
    assert_equal(state_of(official_load(out)["G_ema"]), wanted.tensors)
    assert len(out.read_bytes()) != len(framed.read_bytes())


def _boundary(data, near):
    return next(position for _, _, position in pickletools.genops(data) if position is not None and position >= near)


def test_a_tensor_stored_in_half_or_channels_last_stays_so(tmp_path):
    def change(network):
        for module in network.modules():
            for name, parameter in module._parameters.items():
                if parameter.ndim == 4:
                    laid = parameter.data.half().contiguous(memory_format=torch.channels_last)
                    module._parameters[name] = torch.nn.Parameter(laid, requires_grad=False)

    source = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, change=change)
    checkpoint, out = NVIDIA.read(source, silent), tmp_path / "out.pkl"
    wanted = {name: tensor.float() + 1 / 3 for name, tensor in checkpoint.tensors.items()}
    NVIDIA.write(dataclasses.replace(checkpoint, tensors=wanted), out)
    found = official_load(out)["G_ema"].synthesis.b8.conv0.weight
    assert found.dtype == torch.float16
    assert found.is_contiguous(memory_format=torch.channels_last)
    assert_equal(NVIDIA.read(out, silent).tensors, wanted)


def test_tensors_that_share_their_numbers(tmp_path):
    def tie(network):
        flat = torch.cat([network.mapping.fc0.bias.data, network.mapping.fc1.bias.data])
        network.mapping.fc0.bias.data, network.mapping.fc1.bias.data = flat[:8], flat[8:]

    source = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, change=tie)
    checkpoint, out = NVIDIA.read(source, silent), tmp_path / "out.pkl"
    wanted = dict(checkpoint.tensors) | {f"mapping.fc{i}.bias": torch.full((8,), float(i)) for i in (0, 1)}
    NVIDIA.write(dataclasses.replace(checkpoint, tensors=wanted), out)
    assert_equal(state_of(official_load(out)["G_ema"]), wanted)


def test_one_tensor_under_two_names(tmp_path):
    def tie(network):
        network.mapping.fc1.bias = network.mapping.fc0.bias

    source = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, change=tie)
    checkpoint, out = NVIDIA.read(source, silent), tmp_path / "out.pkl"
    wanted = dict(checkpoint.tensors) | {f"mapping.fc{i}.bias": torch.ones(8) for i in (0, 1)}
    NVIDIA.write(dataclasses.replace(checkpoint, tensors=wanted), out)
    assert_equal(NVIDIA.read(out, silent).tensors, wanted)
    wanted["mapping.fc0.bias"] = torch.zeros(8)
    assert "share" in refusal(dataclasses.replace(checkpoint, tensors=wanted), out)
    wanted["mapping.fc1.bias"] = checkpoint.tensors["mapping.fc1.bias"]
    assert "share" in refusal(dataclasses.replace(checkpoint, tensors=wanted), out)


def test_a_compressed_file_is_written_unpacked(tmp_path):
    plain = write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), attributes_of(TINY))
    packed, out = tmp_path / "net.pkl.gz", tmp_path / "out.pkl"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    wanted = edited(NVIDIA.read(packed, silent))
    NVIDIA.write(wanted, out)
    assert_equal(state_of(official_load(out)["G_ema"]), wanted.tensors)


@pytest.mark.parametrize("kind", ["t", "r"])
def test_a_stylegan3(tmp_path, kind):
    file = FILE.with_name(f"stylegan3_{kind}_64.safetensors")
    attributes = json.loads(file.with_suffix(".json").read_text())
    for protocol in PROTOCOLS:
        source = write_nvidia_file(tmp_path / "net.pkl", load_file(file), attributes, protocol=protocol)
        out, wanted = tmp_path / "out.pkl", edited(NVIDIA.read(source, silent))
        NVIDIA.write(wanted, out)
        assert_equal(state_of(official_load(out)["G_ema"]), wanted.tensors)
        assert NVIDIA.read(out, silent).config == wanted.config


# ----------------------------------------------------------------------------------------------------------- refusals
def refusal(checkpoint, path, container=NVIDIA):
    with pytest.raises(UnlitError) as error:
        container.write(checkpoint, path)
    assert_good_sentence(error.value)
    return error.value.sentence


def test_what_cannot_be_written(tmp_path):
    source = write_nvidia_file(tmp_path / "net.pkl", random_tensors(TINY), {})
    checkpoint, out = NVIDIA.read(source, silent), tmp_path / "out.pkl"
    for tensors in ({"synthesis.b4.other": torch.zeros(3)}, {"mapping.fc0.bias": torch.zeros(3)}):
        assert "no place" in refusal(dataclasses.replace(checkpoint, tensors=tensors), out)
    assert "another name" in refusal(checkpoint, source)
    assert "gone" in refusal(dataclasses.replace(checkpoint, source=None), out)
    with pytest.raises(OSError, match="directory"):
        NVIDIA.write(checkpoint, tmp_path / "nowhere" / "out.pkl")
    source.write_bytes(source.read_bytes()[:-500])
    assert "breaks off" in refusal(checkpoint, out)
    source.unlink()
    assert "gone" in refusal(checkpoint, out)
    assert not out.exists()


# ----------------------------------------------------------------------------------------------------------------- PTI
def test_a_whole_module_goes_back_into_its_zip(tmp_path):
    source = write_pti_file(tmp_path / "model.pt", random_tensors(TINY), attributes_of(TINY))
    out, wanted = tmp_path / "out.pt", edited(PTI.read(source, silent))
    PTI.write(wanted, out)
    assert_equal(PTI.read(out, silent).tensors, wanted.tensors)
    assert_equal(state_of(official_load_zip(out)), wanted.tensors)
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(out) as after:
        assert before.namelist() == after.namelist()
        assert after.testzip() is None
        for name in before.namelist():
            if "/data/" not in name:
                assert before.read(name) == after.read(name)


def test_a_zips_storages_stay_aligned(tmp_path):
    source = write_pti_file(tmp_path / "model.pt", random_tensors(TINY), attributes_of(TINY))
    out = tmp_path / "out.pt"
    PTI.write(edited(PTI.read(source, silent)), out)
    data = out.read_bytes()
    with zipfile.ZipFile(out) as archive:
        for entry in archive.infolist():
            start = (
                entry.header_offset
                + 30
                + sum(
                    int.from_bytes(data[entry.header_offset + at : entry.header_offset + at + 2], "little")
                    for at in (26, 28)
                )
            )
            assert start % 64 == 0
            assert archive.read(entry) == data[start : start + entry.file_size]


def test_what_cannot_be_written_into_a_zip(tmp_path):
    source = write_pti_file(tmp_path / "model.pt", random_tensors(TINY), {})
    checkpoint, out = PTI.read(source, silent), tmp_path / "out.pt"
    assert "no place" in refusal(dataclasses.replace(checkpoint, tensors={"a": torch.zeros(1)}), out, PTI)
    assert "another name" in refusal(checkpoint, source, PTI)
