"""Native files: written and read back; damaged, lying and foreign ones refused in one sentence."""

from __future__ import annotations

import contextlib
import json
import struct

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import save, save_file

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.native import read_native, write_native
from models.checkpoints.opening import build_generator, read_checkpoint
from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.generators import CPU, TINY, random_checkpoint, random_tensors, write_random
from tests.support.sentences import assert_good_sentence

SMALLEST = StyleGAN2Config(z_dim=2, w_dim=2, channels=(1, 1), mapping_layers=1)
ALMOST_ALL = StyleGAN2Config(
    z_dim=4,
    w_dim=6,
    channels=(4, 2),
    mapping_layers=1,
    architecture="resnet",
    classes=3,
    lr_multiplier=0.1,
    conv_clamp=256.0,
    half_blocks=2,
    truncation=0.5,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    return write_random(tmp_path_factory.mktemp("whole") / "a.safetensors", SMALLEST).read_bytes()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("scratch") / "damaged.safetensors"


def opens_or_says_why(path) -> bool:
    """Whether it opens, to finite numbers; anything but UnlitError fails the test."""
    try:
        generator = build_generator(read_checkpoint(path), CPU)
    except UnlitError as error:
        assert_good_sentence(error)
        return False
    assert all(torch.isfinite(tensor).all() for tensor in generator.network.state_dict().values())
    return True


def refused(path) -> str:
    with pytest.raises(UnlitError) as info:
        build_generator(read_checkpoint(path), CPU)
    assert_good_sentence(info.value)
    return info.value.sentence


def header_and_data(file: bytes) -> tuple[dict, bytes]:
    (length,) = struct.unpack("<Q", file[:8])
    return json.loads(file[8 : 8 + length]), file[8 + length :]


def with_header(header: dict | bytes, data: bytes) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


# ------------------------------------------------------------------------------------------------------ round trips
@pytest.mark.parametrize("config", [SMALLEST, TINY, ALMOST_ALL], ids=["smallest", "tiny", "almost all"])
def test_a_file_reads_back_as_what_was_written(tmp_path, config):
    written = random_checkpoint(config)
    recipe = Recipe(written.info().fingerprint, (UnitEdit("a", "Übel “α”", (UnitId("b4.conv1", 0),), 0.5, -2.0),))
    written = Checkpoint(config, written.tensors, "Näme", "Descríption", "CC0", recipe)
    write_native(written, tmp_path / "a.safetensors")
    read = read_checkpoint(tmp_path / "a.safetensors")
    assert (read.config, read.name, read.description, read.license, read.recipe) == (
        config,
        "Näme",
        "Descríption",
        "CC0",
        recipe,
    )
    assert read.tensors.keys() == written.tensors.keys()
    assert all(torch.equal(read.tensors[name], tensor) for name, tensor in written.tensors.items())
    assert read.info() == written.info()


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_the_stored_precision_is_kept(tmp_path, dtype):
    tensors = {name: tensor.to(dtype) for name, tensor in random_tensors(TINY).items()}
    write_native(Checkpoint(TINY, tensors, "Half"), tmp_path / "a.safetensors")
    read = read_checkpoint(tmp_path / "a.safetensors")
    assert {tensor.dtype for tensor in read.tensors.values()} == {dtype}
    assert all(torch.equal(read.tensors[name], tensor) for name, tensor in tensors.items())


def test_tensors_that_are_views_of_others_are_written_too(tmp_path):
    tensors = {
        name: tensor.t().contiguous().t() if tensor.ndim == 2 else tensor
        for name, tensor in random_tensors(TINY).items()
    }
    write_native(Checkpoint(TINY, tensors, "Views"), tmp_path / "a.safetensors")
    read = read_checkpoint(tmp_path / "a.safetensors").tensors
    assert all(torch.equal(read[name], tensor) for name, tensor in tensors.items())


def test_a_plain_safetensors_file_is_opened_by_its_tensors(tmp_path):
    save_file(random_tensors(TINY), tmp_path / "My net.safetensors")
    read = read_checkpoint(tmp_path / "My net.safetensors")
    assert (read.config, read.name, read.recipe) == (TINY, "My net", None)
    given = build_generator(random_checkpoint(TINY), CPU)
    assert torch.equal(build_generator(read, CPU).raw([Scene(0)]), given.raw([Scene(0)]))


def test_an_open_generator_does_not_change_when_its_file_does(tmp_path):
    """Mapped tensors would: another program that writes to the file would edit the generator, or end the process."""
    path = write_random(tmp_path / "a.safetensors")
    generator = build_generator(read_checkpoint(path), CPU)
    before = generator.raw([Scene(0)])
    with path.open("r+b") as file:
        file.seek(-200, 2)
        file.write(bytes(200))
    assert torch.equal(generator.raw([Scene(0)]), before)
    assert all(torch.equal(generator.tensors()[name], tensor) for name, tensor in random_tensors(TINY).items())


# ---------------------------------------------------------------------------------------------------- damaged files
def test_a_file_cut_off_anywhere_is_refused(whole, scratch):
    for length in [*range(0, len(whole), 50), len(whole) - 1]:
        scratch.write_bytes(whole[:length])
        assert not opens_or_says_why(scratch), length


@settings(max_examples=300)
@given(flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), min_size=1, max_size=6))
def test_flipped_bits_open_to_finite_numbers_or_are_refused(whole, scratch, flips):
    damaged = bytearray(whole)
    for where, bit in flips:
        damaged[int(where * len(damaged))] ^= 1 << bit
    scratch.write_bytes(damaged)
    opens_or_says_why(scratch)


@settings(max_examples=200)
@given(where=st.floats(0, 1, exclude_max=True), byte=st.sampled_from(b'{}[]",:0123456789-eE\\\0 \xff'))
def test_a_changed_byte_of_the_header_opens_or_is_refused(whole, scratch, where, byte):
    (length,) = struct.unpack("<Q", whole[:8])
    damaged = bytearray(whole)
    damaged[8 + int(where * length)] = byte
    scratch.write_bytes(damaged)
    opens_or_says_why(scratch)


@settings(max_examples=100)
@given(junk=st.binary(max_size=200))
def test_junk_after_a_header_is_refused(scratch, junk):
    scratch.write_bytes(struct.pack("<Q", len(junk)) + b"{" + junk)
    assert not opens_or_says_why(scratch)


def first_tensor(header: dict) -> dict:
    return header["mapping.w_avg"]


LIES = {
    "a huge shape": lambda header: first_tensor(header).update(shape=[2**62]),
    "a shape whose product wraps round": lambda header: first_tensor(header).update(shape=[2**32, 2**32]),
    "another shape": lambda header: first_tensor(header).update(shape=[3]),
    "a negative shape": lambda header: first_tensor(header).update(shape=[-2]),
    "a negative offset": lambda header: first_tensor(header).update(data_offsets=[-8, 0]),
    "offsets beyond the file": lambda header: first_tensor(header).update(data_offsets=[10**9, 10**9 + 8]),
    "offsets the wrong way round": lambda header: first_tensor(header).update(data_offsets=[8, 0]),
    "offsets of another tensor": lambda header: first_tensor(header).update(
        data_offsets=header["mapping.fc0.bias"]["data_offsets"]
    ),
    "an unknown precision": lambda header: first_tensor(header).update(dtype="F128"),
    "another precision": lambda header: first_tensor(header).update(dtype="F64"),
    "whole numbers": lambda header: first_tensor(header).update(dtype="I32"),
    "text for a shape": lambda header: first_tensor(header).update(shape="2"),
    "no offsets": lambda header: first_tensor(header).pop("data_offsets"),
    "a tensor that is a number": lambda header: header.update({"mapping.w_avg": 3}),
    "metadata that is no text": lambda header: header.update(__metadata__={"unlit": 3}),
    "metadata that is a list": lambda header: header.update(__metadata__=[]),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_header_that_lies_is_refused(whole, scratch, lie):
    header, data = header_and_data(whole)
    LIES[lie](header)
    scratch.write_bytes(with_header(header, data))
    assert "damaged.safetensors" in refused(scratch) or "“mapping.w_avg”" in refused(scratch)


@pytest.mark.parametrize("length", [99_999_999, 100_000_001, 2**31, 2**39, 2**63])
def test_a_header_said_to_be_huge_is_refused(whole, scratch, length):
    scratch.write_bytes(struct.pack("<Q", length) + whole[8:])
    refused(scratch)


def test_a_name_that_stands_twice_in_the_header_opens_or_is_refused(whole, scratch):
    header, data = header_and_data(whole)
    text = json.dumps(header)
    twice = text[:-1] + ', "mapping.w_avg": ' + json.dumps(header["mapping.w_avg"]) + "}"
    scratch.write_bytes(with_header(twice.encode(), data))
    opens_or_says_why(scratch)


def test_a_header_nested_deeply_is_refused(scratch):
    scratch.write_bytes(with_header(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, b""))
    refused(scratch)


@pytest.mark.parametrize("dtype", [torch.int64, torch.bool, torch.uint8, torch.int8])
def test_tensors_of_whole_numbers_are_refused(scratch, dtype):
    save_file(random_tensors(SMALLEST) | {"mapping.w_avg": torch.ones(2).to(dtype)}, scratch)
    assert "“mapping.w_avg” does not hold finite floating-point numbers." in refused(scratch)


@pytest.mark.parametrize("dtype", [torch.float8_e4m3fn, torch.float8_e5m2])
def test_tensors_of_eight_bits_open_or_are_refused(scratch, dtype):
    save_file(random_tensors(SMALLEST) | {"mapping.w_avg": torch.ones(2).to(dtype)}, scratch)
    opens_or_says_why(scratch)


def test_numbers_that_are_none_are_refused(scratch):
    save_file(random_tensors(SMALLEST) | {"mapping.w_avg": torch.tensor([0.0, np.nan])}, scratch)
    assert "“mapping.w_avg”" in refused(scratch)


def test_a_missing_tensor_is_named(scratch):
    tensors = random_tensors(SMALLEST)
    del tensors["synthesis.b8.conv0.affine.bias"]
    save_file(tensors, scratch)
    assert "“synthesis.b8.conv0.affine.bias”" in refused(scratch)


# ----------------------------------------------------------------------------------------- descriptions that disagree
def write_with_card(path, **changes):
    card = {"format": 1, "architecture": "stylegan2", "config": msgspec.to_builtins(SMALLEST), "name": "A"} | changes
    save_file(random_tensors(SMALLEST), path, {"unlit": json.dumps(card)})


def config_with(**changes):
    return msgspec.to_builtins(SMALLEST) | changes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": 2}, "newer version"),
        ({"format": 10**30}, "newer version|damaged"),
        ({"format": 2, "config": {"new": "shape"}}, "newer version"),
        ({"architecture": "stylegan9"}, "unknown kind: stylegan9"),
        ({"architecture": "a\nb\x1b[31m" + "x" * 10_000}, "unknown kind"),
        ({"config": config_with(w_dim=3)}, "has the shape"),
        ({"config": config_with(channels=[1, 1, 1])}, "incomplete"),
        ({"config": config_with(channels=[8192] * 11)}, "incomplete|shape"),
        ({"config": config_with(channels=[1] * 16)}, "cannot be shown"),
        ({"config": config_with(channels=[])}, "cannot be shown"),
        ({"config": config_with(channels=[0, 1])}, "damaged"),
        ({"config": config_with(channels=[10**12, 1])}, "damaged"),
        ({"config": config_with(mapping_layers=2)}, "incomplete"),
        ({"config": config_with(classes=5)}, "incomplete"),
        ({"config": config_with(architecture="resnet")}, "incomplete"),
        ({"config": config_with(architecture="mystery")}, "damaged"),
        ({"config": config_with(conv_clamp=-1)}, "damaged"),
        ({"config": config_with(lr_multiplier=0)}, "damaged"),
        ({"config": config_with(colour="red")}, "damaged"),
        ({"config": None}, "damaged"),
        ({"config": []}, "damaged"),
        ({"name": 3}, "damaged"),
    ],
    ids=lambda value: None if isinstance(value, str) else str(value)[:60].encode("unicode_escape").decode(),
)
def test_a_description_that_does_not_fit_is_refused(scratch, changes, words):
    write_with_card(scratch, **changes)
    with pytest.raises(UnlitError, match=words) as info:
        build_generator(read_checkpoint(scratch), CPU)
    assert_good_sentence(info.value)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "{" * 100_000, "\x00", '{"format": 1}', "\ud7ff"])
def test_a_description_that_is_none_is_refused(scratch, text):
    save_file(random_tensors(SMALLEST), scratch, {"unlit": text})
    assert "description" in refused(scratch)


@pytest.mark.parametrize("text", ["", "{}", '{"unlit": "scene", "format": 1, "content": {}}', "[" * 100_000])
def test_a_recipe_inside_that_is_none_is_refused(scratch, text):
    card = {"format": 1, "architecture": "stylegan2", "config": msgspec.to_builtins(SMALLEST)}
    save_file(random_tensors(SMALLEST), scratch, {"unlit": json.dumps(card), "unlit_recipe": text})
    assert "carries a recipe that cannot be read" in refused(scratch)


def test_a_file_without_a_name_is_called_as_the_file(scratch):
    write_with_card(scratch, name="")
    assert read_native(scratch).name == "damaged"


# ----------------------------------------------------------------------------------------------------- foreign files
@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight"], "a LoRA"),
        (["unet.down_blocks.0.attn1.to_q.lora_A.weight"], "a LoRA"),
        (
            ["model.diffusion_model.input_blocks.0.0.weight", "first_stage_model.decoder.conv_in.weight"],
            "a part of a Stable Diff",
        ),
        (["down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight"], "a diffusion U-Net"),
        (["first_stage_model.encoder.conv_in.weight"], "an autoencoder"),
        (["decoder.up.0.block.0.conv1.weight"], "an autoencoder"),
        (["bert.embeddings.weight"], "not those of a generator"),
        (["mapping.fc0.weight"], "not a StyleGAN2"),
        ([], "no tensors"),
    ],
)
def test_other_peoples_files_are_told_apart(scratch, names, words):
    scratch.write_bytes(save({name: torch.zeros(2, 2) for name in names}))
    assert words in refused(scratch)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnlitError, match=r"no file “gone\.safetensors”") as info:
        read_native(tmp_path / "gone.safetensors")
    assert_good_sentence(info.value)


def test_a_file_that_cannot_be_written_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match=r"."):
        write_native(random_checkpoint(SMALLEST), tmp_path / "missing" / "a.safetensors")
    with contextlib.suppress(FileNotFoundError):
        assert not list((tmp_path / "missing").iterdir())
