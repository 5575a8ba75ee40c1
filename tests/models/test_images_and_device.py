"""From raw output to pictures, and where tensors live."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch

from models.device import best_device, device_text, memory_for_batches, memory_used, ran_out_of_memory
from models.images import picture_of, to_uint8


def test_raw_output_is_clamped_into_pictures():
    raw = torch.tensor([-3.0, -1.0, -0.5, 0.0, 1.0, 2.0]).view(1, 3, 1, 2)
    before = raw.clone()
    assert picture_of(raw).flatten().tolist() == [0, 0, 0.25, 0.5, 1, 1]
    assert torch.equal(raw, before)


def test_every_level_comes_back_from_its_picture():
    levels = np.random.RandomState(0).randint(0, 256, (5, 7, 3)).astype(np.uint8)
    picture = torch.from_numpy(levels).permute(2, 0, 1)[None] / 255
    found = to_uint8(picture)
    assert np.array_equal(found, levels)
    assert found.flags.c_contiguous


def test_levels_are_rounded_to_the_nearest():
    assert to_uint8(torch.full((1, 3, 1, 1), 0.4999)).tolist() == [[[127] * 3]]
    assert to_uint8(torch.full((1, 3, 1, 1), 0.999)).tolist() == [[[255] * 3]]


@pytest.mark.parametrize(
    ("cuda", "mps", "expected"), [(True, True, "cuda"), (False, True, "mps"), (False, False, "cpu")]
)
def test_the_best_device_is_a_gpu_where_there_is_one(monkeypatch, cuda, mps, expected):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert best_device().type == expected


@pytest.mark.parametrize(("cores", "text"), [(1, "CPU, 1 core"), (2, "CPU, 2 cores"), (None, "CPU, 1 core")])
def test_the_device_is_said_for_people(monkeypatch, cores, text):
    monkeypatch.setattr("models.device.best_device", lambda: torch.device("cpu"))
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert device_text() == text


@pytest.mark.parametrize(
    ("available", "cap", "allowed"),
    [(8, 0, 2**30), (64, 0, 2**31), (2, 0, 2**28), (64, 0.25, 2**28 - 2**26), (2, 4, 2**28)],
    ids=["an eighth", "no more than two", "a small machine", "a cap", "a cap above what is there"],
)
def test_the_processor_allows_batches_of_what_is_free(monkeypatch, available, cap, allowed):
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=available * 2**30))
    assert memory_for_batches(torch.device("cpu"), cap) == allowed


def test_lack_of_memory_is_known_by_its_kind_or_its_text():
    with pytest.raises(RuntimeError) as info:
        torch.empty(10**15)
    assert ran_out_of_memory(info.value)
    assert ran_out_of_memory(torch.OutOfMemoryError("CUDA out of memory."))
    assert ran_out_of_memory(RuntimeError("MPS backend out of memory (MPS allocated: 1 GB)"))
    assert not ran_out_of_memory(RuntimeError("shape mismatch"))


def test_convolutions_are_in_whole_float32_on_gpus_too():
    assert not torch.backends.cudnn.allow_tf32


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_a_gpu_gives_the_golden_pictures():
    from models.checkpoints.opening import build_generator, read_checkpoint
    from tests.support.golden import FILE, PICTURES, golden, golden_scenes

    found = build_generator(read_checkpoint(FILE), torch.device("cuda")).raw(golden_scenes())
    np.testing.assert_allclose(found.cpu().numpy(), golden()["img_const"], rtol=0, atol=PICTURES)


def test_a_person_may_want_the_processor_all_the_same(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setenv("UNLIT_DEVICE", "cpu")
    assert best_device().type == "cpu"
    monkeypatch.setenv("UNLIT_DEVICE", "auto")
    assert best_device().type == "cuda"


@pytest.mark.parametrize(("said", "allowed"), [("0.25", 2**28 - 2**26), ("much", 2**31), ("-1", 2**31), ("64", 2**31)])
def test_a_person_may_say_once_and_for_all_how_much_memory_a_batch_may_take(monkeypatch, said, allowed):
    monkeypatch.setattr("psutil.virtual_memory", lambda: SimpleNamespace(available=64 * 2**30))
    monkeypatch.setenv("UNLIT_MEMORY", said)
    assert memory_for_batches(torch.device("cpu")) == allowed
    assert memory_for_batches(torch.device("cpu"), 0.5) == 2**29 - 2**26, "what is asked for here goes first"


def test_the_memory_in_use_is_that_of_this_process():
    before = memory_used()
    kept = torch.ones(2**25)
    assert memory_used() > before + kept.nbytes // 2
