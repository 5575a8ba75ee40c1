"""Which generator is this: the same for the same numbers, another for any other."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checkpoints import fingerprint as fingerprints
from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.fingerprint import fingerprint, fingerprint_of_many
from tests.support.generators import TINY, random_tensors

TENSORS = random_tensors(TINY)
COUNTED = [name for name in TENSORS if not name.endswith("resample_filter")]


def test_it_is_what_it_was_in_earlier_versions():
    """Projects and recipes name generators by it, so it may never change."""
    tensors = {"b": torch.tensor(1.5), "a": torch.tensor([[0.0, -1.0]]), "x.resample_filter": torch.ones(4)}
    expected = "05135201382f1f1fdd123595fd04e4052cfd765fb5931e8dc7672a9dd03072bf"
    assert fingerprint(tensors, "stylegan2 skip 16 channels 6-5-4").sha256 == expected


def test_half_precision_and_its_float32_copy_are_the_same_generator():
    for dtype in (torch.float16, torch.bfloat16):
        half = {name: tensor.to(dtype) for name, tensor in TENSORS.items()}
        whole = {name: tensor.float() for name, tensor in half.items()}
        assert fingerprint(half, "a") == fingerprint(whole, "a")


def test_order_layout_and_filters_do_not_matter():
    other = {name: TENSORS[name] for name in reversed(COUNTED)}
    other = {name: tensor.t().contiguous().t() if tensor.ndim == 2 else tensor for name, tensor in other.items()}
    assert fingerprint(other, "a") == fingerprint(TENSORS, "a")


@settings(max_examples=100)
@given(name=st.sampled_from(COUNTED), data=st.data())
def test_any_one_changed_number_is_another_generator(name, data):
    changed = TENSORS[name].clone()
    place = data.draw(st.integers(0, changed.numel() - 1))
    numbers = changed.view(-1)
    numbers[place] = torch.nextafter(numbers[place], torch.tensor(torch.inf))
    assert fingerprint(TENSORS | {name: changed}, "a") != fingerprint(TENSORS, "a")


@pytest.mark.parametrize("name", COUNTED)
def test_a_missing_or_renamed_or_reshaped_tensor_is_another_generator(name):
    rest = {key: tensor for key, tensor in TENSORS.items() if key != name}
    tensor = TENSORS[name]
    known = fingerprint(TENSORS, "a")
    assert fingerprint(rest, "a") != known
    assert fingerprint(rest | {name + "_": tensor}, "a") != known
    assert fingerprint(rest | {name: tensor[None]}, "a") != known


def test_the_architecture_is_part_of_it():
    assert fingerprint(TENSORS, "a").sha256 != fingerprint(TENSORS, "b").sha256


def test_a_card_counts_all_numbers_but_the_filters():
    info = Checkpoint(TINY, TENSORS, "Name").info()
    assert info.parameters == sum(TENSORS[name].numel() for name in COUNTED)
    assert (info.resolution, info.z_dim, info.classes, info.family) == (16, 6, 0, "StyleGAN2")
    assert info.unit_count == 6 + (6 + 5) + (5 + 4)


class TestOfMany:
    """The one for gigabytes."""

    def test_half_precision_and_its_copy_are_the_same(self):
        half = {"a": torch.randn(5, 3).half(), "b": torch.randn(2).bfloat16()}
        copy = {"b": half["b"].float(), "a": half["a"].float()}
        assert fingerprint_of_many(half, "x") == fingerprint_of_many(copy, "x")

    def test_every_name_shape_and_number_counts(self):
        tensors = {"a": torch.zeros(4, 3), "b": torch.ones(2)}
        changed = {"a": torch.zeros(4, 3).index_fill(0, torch.tensor([3]), 1e-3), "b": torch.ones(2)}
        others = [
            changed,
            {"a": torch.zeros(3, 4), "b": torch.ones(2)},
            {"a": torch.zeros(4, 3), "c": torch.ones(2)},
            {"a": torch.zeros(4, 3)},
        ]
        found = {fingerprint_of_many(each, "x").sha256 for each in (tensors, *others)}
        assert len(found) == 5
        assert fingerprint_of_many(tensors, "y").sha256 not in found

    def test_large_tensors_are_read_in_pieces_to_the_end(self, monkeypatch):
        monkeypatch.setattr(fingerprints, "_CHUNK", 4)
        tensor = torch.arange(10.0)
        other = tensor.clone()
        other[9] = 0
        assert fingerprint_of_many({"a": tensor}, "x") != fingerprint_of_many({"a": other}, "x")
        pieces = fingerprint_of_many({"a": tensor}, "x")
        monkeypatch.setattr(fingerprints, "_CHUNK", 2**24)
        assert fingerprint_of_many({"a": tensor}, "x") == pieces
