"""rosinality's files that are damaged, foreign or mean harm: one sentence each, and nothing runs."""

from __future__ import annotations

import argparse
import io
import pickle
import zipfile
from collections import OrderedDict
from contextlib import suppress

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checkpoints.rosinality import CONTAINER
from models.document.errors import UnlitError
from tests.support.foreign_files import saved
from tests.support.hostile import WritesAFile, opens_or_says_why, read, sentence_of
from tests.support.rosinality_files import SMALLEST, converted, in_training, write


def with_changed(**changed):
    values = converted()
    values["g_ema"] |= {key.replace("__", "."): value for key, value in changed.items()}
    return values


def without(*keys):
    values = converted()
    for key in keys:
        del values["g_ema"][key]
    return values


SCALAR = torch.zeros(1)
ODD = {
    "incomplete": (without("convs.2.activate.bias"), "it has no “convs.2.activate.bias”"),
    "no noise map": (without("noises.noise_2"), "it has no “noises.noise_2”"),
    "wrong rank": (with_changed(input__input=torch.zeros(4, 4)), "wrong shape"),
    "wrong width": (with_changed(input__input=torch.zeros(1, 7, 4, 4)), "was expected"),
    "integers": (with_changed(input__input=torch.zeros(1, 6, 4, 4, dtype=torch.int64)), "floating-point"),
    "no tensor": (with_changed(input__input="text"), "is not a tensor"),
    "sparse": (with_changed(input__input=torch.zeros(1, 6, 4, 4).to_sparse()), "is not a tensor"),
    "nan": (with_changed(input__input=torch.full((1, 6, 4, 4), torch.nan)), "finite"),
    "other blur": (with_changed(convs__0__conv__blur__kernel=torch.ones(4, 4)), "another filter"),
    "unknown part": (with_changed(convs__9__attention=SCALAR), "does not know its “convs.9.attention”"),
    "endless view": (with_changed(input__input=SCALAR.expand(1, 10**6, 10**6)), "claims more numbers"),
    "average": ({**converted(), "latent_avg": torch.zeros(3, 8)}, "wrong shape"),
    "discriminator": ({"d": {"final_conv.0.weight": SCALAR}}, "looks like a discriminator, which draws nothing,"),
    "lora": ({"lora_unet.lora_up.weight": SCALAR}, "looks like a LoRA"),
    "diffusion": ({"state_dict": {"model.diffusion_model.out.0.bias": SCALAR}}, "a part of a Stable Diffusion"),
    "classifier": ({"layer1.0.conv1.weight": SCALAR}, "looks like a classifier"),
    "encoder": ({"state_dict": {"encoder.input_layer.0.weight": SCALAR}}, "looks like an encoder"),
    "other": ({"a": {"b": SCALAR}}, "not those of a generator"),
    "list": ([SCALAR], "holds no tensors"),
    "nothing": ({}, "holds no tensors"),
    "odd keys": ({1: SCALAR, ("a",): {2: SCALAR}}, "holds no tensors"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_refused_in_one_sentence(tmp_path, name):
    values, said = ODD[name]
    assert said in sentence_of(CONTAINER, write(tmp_path / "a.pt", values))


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize("inside", ["top", "args", "optimizer", "key"])
def test_nothing_in_a_file_runs(tmp_path, inside, legacy):
    harm, values = WritesAFile(tmp_path / "harm"), in_training()
    values |= {"top": {"x": harm}, "args": {"args": argparse.Namespace(a=harm)}}.get(inside, {})
    if inside == "optimizer":
        values["g_optim"]["state"][0]["step"] = harm
    if inside == "key":
        values["g_ema"]["input.input"] = harm
    path = write(tmp_path / "a.pt", values, legacy=legacy)
    assert "could run" in sentence_of(CONTAINER, path)
    assert "could run" in sentence_of(CONTAINER, path)  # the second time, too
    assert not (tmp_path / "harm").exists()


def test_the_options_class_is_allowed_only_while_a_file_is_read(tmp_path):
    read(CONTAINER, write(tmp_path / "a.pt", in_training()))
    assert argparse.Namespace not in torch.serialization.get_safe_globals()


class Built:
    """Pickles as argparse.Namespace, made in odd ways."""

    def __init__(self, *reduced):
        self.reduced = reduced

    def __reduce__(self):
        return self.reduced


@pytest.mark.parametrize(
    "built",
    [
        Built(argparse.Namespace, ("a", "b")),
        Built(argparse.Namespace, (), {"__setstate__": torch.Size, "__class__": dict, "__dict__": {}}),
        Built(argparse.Namespace, (), {"__reduce_ex__": torch._utils._rebuild_tensor_v2, "__reduce__": torch.Size}),
        Built(argparse.Namespace, (), [1, 2]),
        Built(argparse.Namespace, (), {1: 2}),
    ],
)
def test_the_options_can_do_nothing(tmp_path, built):
    path = write(tmp_path / "a.pt", {**converted(), "args": built})
    if opens_or_says_why(CONTAINER, path):
        checkpoint = read(CONTAINER, path)
        with suppress(UnlitError):  # what cannot be written again is said
            CONTAINER.write(checkpoint, tmp_path / "b.pt")


def test_a_zip_that_was_packed_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "a.pt"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/data.pkl", bytes(50_000_000))
        archive.writestr("a/version", "3")
    assert "compressed by another program" in sentence_of(CONTAINER, path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"PK\x03\x04" + bytes(100),
        b"{}",
        pickle.dumps({"g_ema": 1}),
        pickle.dumps([[]] * 3, 0),
        b"\x80\x02" + b"]" * 100_000 + b"a" * 99_999 + b".",
    ],
)
def test_other_files_under_this_name_are_refused(tmp_path, data):
    (tmp_path / "a.pt").write_bytes(data)
    sentence_of(CONTAINER, tmp_path / "a.pt")


def test_missing_files_and_folders_are_said(tmp_path):
    assert "There is no file" in sentence_of(CONTAINER, tmp_path / "none.pt")
    (tmp_path / "folder.pt").mkdir()
    sentence_of(CONTAINER, tmp_path / "folder.pt")


def test_a_program_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.pt", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("data.pkl", "code/__torch__.py", "constants.pkl", "version"):
            archive.writestr(f"a/{name}", "3")
    assert "TorchScript" in sentence_of(CONTAINER, tmp_path / "a.pt")


def test_a_zip_of_other_things_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.pt", "w") as archive:
        archive.writestr("project.json", "{}")
    sentence_of(CONTAINER, tmp_path / "a.pt")


@pytest.fixture(scope="module")
def whole():
    return {legacy: saved(converted(SMALLEST), legacy=legacy) for legacy in (False, True)}


@pytest.mark.parametrize("legacy", [False, True])
def test_files_that_break_off_are_refused(tmp_path, whole, legacy):
    path, data = tmp_path / "a.pt", whole[legacy]
    for length in range(0, len(data) - 1, 331):
        path.write_bytes(data[:length])
        sentence_of(CONTAINER, path)


@pytest.mark.parametrize("legacy", [False, True])
@settings(max_examples=60)
@given(draw=st.data())
def test_flipped_bytes_are_survived(tmp_path_factory, whole, legacy, draw):
    data = bytearray(whole[legacy])
    pickled = data.find(b"\x80\x02")
    for _ in range(draw.draw(st.integers(1, 4))):
        place = draw.draw(st.one_of(st.integers(0, len(data) - 1), st.integers(pickled, pickled + 1500)))
        data[min(place, len(data) - 1)] = draw.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("flipped") / "a.pt"
    path.write_bytes(bytes(data))
    opens_or_says_why(CONTAINER, path)


def a_view(offset, size, stride):
    """A tensor of 96 stored numbers, as a pickle may describe it."""
    return Built(
        torch._utils._rebuild_tensor_v2, (torch.zeros(96)._typed_storage(), offset, size, stride, False, OrderedDict())
    )


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize(
    "view",
    [
        (4, (1, 6, 4, 4), (96, 16, 4, 1)),
        (2**62, (1, 6, 4, 4), (96, 16, 4, 1)),
        (-8, (1, 6, 4, 4), (96, 16, 4, 1)),
        (0, (1, 6, 4, 4), (-96, -16, -4, -1)),
        (0, (1, 6, 4, 4), (2**62, 2**61, 4, 1)),
        (0, (1, 6, 2**33, 2**33), (0, 0, 0, 0)),
        (0, (10**10,), (1,)),
        (0, (1,) * 5000, (1,) * 5000),
    ],
)
def test_views_of_more_numbers_than_there_are_are_refused(tmp_path, view, legacy):
    path = write(tmp_path / "a.pt", with_changed(input__input=a_view(*view)), legacy=legacy)
    assert "is damaged" in sentence_of(CONTAINER, path)


def test_one_storage_under_many_names_cannot_fill_the_memory(tmp_path):
    shared = torch.zeros(1, 128, 128, 3, 3)
    values = with_changed(**{f"convs__{i}__conv__weight": shared for i in range(4)})
    assert "claims more numbers" in sentence_of(CONTAINER, write(tmp_path / "a.pt", values))


@pytest.mark.parametrize("claimed", [b"\x8a\x05\x00\xe4\x0b\x54\x02", b"K\x00", b"K\x11"])
@pytest.mark.parametrize("legacy", [False, True])
def test_a_storage_that_claims_another_length_is_survived(tmp_path, legacy, claimed):
    """The count of a storage's numbers stands in the pickle as an integer: here ten billion instead of 16."""
    end = b"Nt" if legacy else b"t"
    data = pickle_replaced(saved(converted(SMALLEST), legacy=legacy), b"K\x10" + end, claimed + end, legacy)
    (tmp_path / "a.pt").write_bytes(data)
    opens_or_says_why(CONTAINER, tmp_path / "a.pt")


def test_values_too_deep_to_be_written_again_are_said(tmp_path):
    data = saved({**converted(SMALLEST), "x": "MARK"})
    data = pickle_replaced(data, b"X\x04\x00\x00\x00MARK", b"]" * 50_000 + b"a" * 49_999, legacy=False)
    (tmp_path / "a.pt").write_bytes(data)
    checkpoint = read(CONTAINER, tmp_path / "a.pt")
    with pytest.raises(UnlitError, match="cannot be written again"):
        CONTAINER.write(checkpoint, tmp_path / "b.pt")


def pickle_replaced(data: bytes, old: bytes, new: bytes, legacy: bool) -> bytes:
    """The file with other opcodes in its pickle."""
    if legacy:
        assert old in data
        return data.replace(old, new)
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(result, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith("data.pkl"):
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return result.getvalue()
