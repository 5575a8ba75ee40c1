"""Pickles are read as data: what is plain comes out as it is, everything else does nothing."""

from __future__ import annotations

import collections
import io
import pickle
import time
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.checkpoints.safe_pickle import read_pickle
from models.checkpoints.safe_pickle_machine import Machine
from models.checkpoints.safe_pickle_numpy import StoredArray
from models.checkpoints.safe_pickle_records import Literal, PersistentRecord, PickleError, Record
from models.checkpoints.safe_pickle_stream import Stream
from models.checkpoints.safe_pickle_tensors import StoredTensor
from tests.support.hostile_pickles import Reduced, memory_below, name, nothing_runs, pickled, text, touching

MEGABYTE = 2**20
PROTOCOLS = [2, 3, 4, 5]


def read(data: bytes) -> Any:
    with nothing_runs():
        return read_pickle(Stream(io.BytesIO(data)))


def refused(data: bytes) -> str:
    with pytest.raises(PickleError) as error:
        read(data)
    return str(error.value)


# ---------------------------------------------------------------------------------------------------------- plain data
scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=30)
keys = st.text(max_size=20) | st.integers(-(2**50), 2**50)
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4) | st.tuples(inner, inner),
    max_leaves=20,
)


@given(plain, st.sampled_from(PROTOCOLS))
def test_plain_values_are_themselves(value, protocol):
    assert read(pickled(value, protocol)) == value


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_dictionaries_sets_and_short_bytes(protocol):
    value = {"ordered": collections.OrderedDict(a=1, b=2), "set": {1, "two"}, "empty": set(), "bytes": b"\x00\xff"}
    assert read(pickled(value, protocol)) == value


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "int64", "uint8", "bool", ">f4"])
def test_numpys_numbers_and_arrays(protocol, dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    found = read(pickled([array, array.T, array[1, 1]], protocol))
    assert isinstance(found[0], StoredArray)
    np.testing.assert_array_equal(found[0].read(), array)
    np.testing.assert_array_equal(found[1].read(), array.T)
    assert found[0].read().dtype == np.dtype(dtype).newbyteorder("=")
    assert found[2] == array[1, 1].item()


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "dtype", [torch.float32, torch.float16, torch.bfloat16, torch.float64, torch.int64, torch.bool]
)
def test_tensors(protocol, dtype):
    tensor = torch.arange(24).reshape(2, 3, 4).to(dtype)
    views = [tensor, tensor[1], tensor.permute(2, 0, 1), tensor[:, 1:, ::2], torch.nn.Parameter(tensor, False)]
    views += [tensor[0, 0, 0], tensor[:0]]
    for found, view in zip(read(pickled(views, protocol)), views, strict=True):
        assert isinstance(found, StoredTensor)
        assert torch.equal(found.read(), view)
        assert found.read().dtype == dtype


def test_long_texts_and_bytes_stay_in_the_file():
    source = "x" * 5000
    data = pickled([source, source.encode()])
    stream = Stream(io.BytesIO(data))
    long_text, long_bytes = read_pickle(stream)
    assert isinstance(long_text, Literal)
    assert stream.text_of(long_text) == source
    assert stream.bytes_of(long_bytes) == source.encode()


class Thing:
    """Some class."""

    def __init__(self) -> None:
        self.a = 1


def test_objects_are_records_of_their_state():
    found = read(pickled(Thing()))
    assert isinstance(found, Record)
    assert str(found.of) == f"{__name__}.Thing"
    assert found.state == {"a": 1}


class ListOfMine(list):
    """A list that is more."""


class DictOfMine(dict):
    """A dictionary that is more."""


def test_classes_that_are_lists_or_dictionaries_keep_what_is_in_them():
    found = read(pickled([ListOfMine([1, 2]), DictOfMine(a=1)]))
    assert found[0].items == [1, 2]
    assert found[1].entries == {"a": 1}


def test_what_python_2_wrote():
    data = b"\x80\x02(U\x03keyT\x02\x00\x00\x00\xe9\xffu."  # SHORT_BINSTRING and BINSTRING
    assert read(data.replace(b"(", b"}(", 1)) == {"key": "\xe9\xff"}


# -------------------------------------------------------------------------------------------------------- harmlessness
def test_a_call_is_a_record(tmp_path):
    found = read(pickled(touching(tmp_path / "done")))
    assert isinstance(found, Record)
    assert found.of.name == "system"
    assert not (tmp_path / "done").exists()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_code_inside_a_tensors_bytes(protocol, tmp_path):
    inner = [pickled(touching(tmp_path / "done"), 2), pickled(0x1950A86A20F9469CFC6C, 2) * 2 + b"x" * 300]
    inner.append(b"".join(pickled(part, 2) for part in (0x1950A86A20F9469CFC6C, 1001, touching(tmp_path / "done"))))
    for data in inner:
        stored = Reduced(torch.storage._load_from_bytes, data + b" " * 300)
        tensor = Reduced(torch._utils._rebuild_tensor_v2, stored, 0, (3,), (1,), False, None)
        found = read(pickled(tensor, protocol))
        with nothing_runs(), pytest.raises(PickleError):
            found.read()
    assert not (tmp_path / "done").exists()


def test_objects_in_arrays_are_refused():
    assert "numbers" in refused(pickled(np.array([1, "two"], dtype=object)))
    assert "numbers" in refused(pickled(np.zeros(2, [("a", "f4"), ("b", "i4")])))
    assert "numbers" in refused(pickled(np.array(["text"])))


def test_a_dtype_cannot_become_one_of_objects_later():
    dtype = name("numpy", "dtype") + text("f4") + b"\x89\x88\x87R"
    state = b"(K\x03" + text("<") + b"N" + text("O") + b"NJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
    assert "numbers" in refused(b"\x80\x02" + dtype + state + b".")


@pytest.mark.parametrize("state", [{"__class__": "os.system"}, {"__dict__": {"a": 1}}, {"__setstate__": "x"}])
def test_a_state_with_special_names_is_only_a_dictionary(state):
    found = read(pickled(Reduced(Thing, state=state)))
    assert type(found) is Record
    assert found.state == state


@pytest.mark.parametrize(
    "target",
    [
        text("a text"),
        b"K\x01",
        b")",
        name("os", "system"),
        b"\x80\x02" + name("torch.storage", "_load_from_bytes") + b"C\x01a\x85R",
        name("builtins", "object") + b")\x81}b",
    ],
)
def test_a_state_for_what_has_none(target):
    assert refused(b"\x80\x02" + target + b"}b.")


def test_a_persistent_object_never_runs_its_source():
    meta = {"type": "class", "version": 6, "module_src": "raise SystemExit(1)\n" * 50, "class_name": "G", "state": {}}
    call = name("torch_utils.persistence", "_reconstruct_persistent_obj") + pickled(meta, 2)[2:-1] + b"\x85R."
    found = read(b"\x80\x02" + call)
    assert isinstance(found, PersistentRecord)
    assert found.class_name == "G"
    assert isinstance(found.meta["module_src"], Literal)


@pytest.mark.parametrize("meta", [{}, {"class_name": 1, "state": {}}, 7])
def test_a_persistent_object_without_its_parts(meta):
    call = name("torch_utils.persistence", "_reconstruct_persistent_obj") + pickled(meta, 2)[2:-1] + b"\x85R."
    assert refused(b"\x80\x02" + call)


@pytest.mark.parametrize(
    "code",
    [
        b"\x82\x01.",  # EXT1
        b"\x83\x01\x00.",
        b"\x84\x01\x00\x00\x00.",
        b"(ios\nsystem\n.",  # INST
        b"(cos\nsystem\n" + text("true") + b"o.",  # OBJ
        b"Pname\n.",  # PERSID
        b"I1\n.",
        b"S'a'\n.",
        b"Va\n.",
        b"g0\n.",
        b"\x97.",  # NEXT_BUFFER
        b"K\x01Q.",  # BINPERSID
        b"\xff.",
    ],
)
def test_instructions_that_no_generator_needs(code):
    assert refused(b"\x80\x02" + code)


@pytest.mark.parametrize(
    "names",
    [
        b"K\x01" + text("system"),
        text("os") + b"]",
        text("o" * 400) + text("system"),
        text("o" * 100) + text("s" * 500),
        b"N N",
    ],
)
def test_names_that_are_none(names):
    assert refused(b"\x80\x04" + names + b"\x93.")


def test_odd_names_are_only_names():
    found = read(b"\x80\x04" + text("os.path\n../x\0") + text("__import__('os').system\u202e") + b"\x93)R.")
    assert isinstance(found, Record)


@pytest.mark.parametrize(
    "code",
    [
        b".",
        b"h\x05.",
        b"t.",
        b"a.",
        b"]a.",
        b"}s.",
        b"}K\x01K\x02a.",
        b"](K\x01K\x02u.",
        b"}(K\x01u.",
        b"K\x01K\x02.",
        b"(K\x01.",
        b"R.",
        b"K\x01K\x02R.",
        b"\x85.",
        b"0.",
        b"2.",
        b"q\x00.",
        b"\x94.",
        b"(K\x01\x90.",
        b"}]K\x01s.",
        b"\x8f(]\x90.",
        b"X\x02\x00\x00\x00\xff\xfe.",
        b"cos\n",
        b"c\xff\n\xff\n.",
        b"\x8b\xff\xff\xff\x7f.",
        b"\x8b\xff\xff\xff\xff.",
    ],
)
def test_damaged_pickles(code):
    assert refused(b"\x80\x04" + code)


def test_a_newer_protocol():
    assert "newer" in refused(b"\x80\x06N.")


# --------------------------------------------------------------------------------------------------------------- bounds
def test_claims_of_ten_terabytes_allocate_nothing():
    huge = (10 * 2**40).to_bytes(8, "little")
    big = b"\xff\xff\xff\x7f"
    codes = [b"\x8e" + huge, b"\x8d" + huge, b"\x96" + huge, b"B" + big, b"X" + big, b"T" + big, b"\x8b" + big]
    for code in codes:
        with memory_below(MEGABYTE):
            refused(b"\x80\x04" + code + b"abc.")
    with memory_below(MEGABYTE):
        assert read(b"\x80\x04\x95" + huge + b"Nr\xff\xff\xff\xff.") is None  # a frame, and a place in the memo


def test_a_tensor_that_claims_more_than_its_storage():
    for size, stride, offset in [((10**13,), (1,), 0), ((5,), (1,), 0), ((4,), (1,), 1), ((2, 2), (4, 1), 0)]:
        stored = Reduced(torch._utils._rebuild_tensor_v2, storage_of(4), offset, size, stride, False, None)
        with memory_below(MEGABYTE), pytest.raises(PickleError, match="more numbers"):
            read(pickled(stored)).read()
    for size, stride, offset in [
        ((-1,), (1,), 0),
        ((2,), (-1,), 3),
        ((2,), (1, 1), 0),
        ((2.0,), (1,), 0),
        ([2], [1], 0),
    ]:
        stored = Reduced(torch._utils._rebuild_tensor_v2, storage_of(4), offset, size, stride, False, None)
        with pytest.raises(PickleError, match="damaged"):
            read(pickled(stored)).read()


def storage_of(count: int) -> Any:
    return torch.storage.TypedStorage(
        wrap_storage=torch.zeros(count).untyped_storage(), dtype=torch.float32, _internal=True
    )


def test_an_array_that_claims_more_than_its_bytes():
    array = pickle.loads(pickle.dumps(np.zeros(4, "f4")))
    rebuild, arguments, state = array.__reduce__()
    for shape in [(10**13,), (2**40, 2**40), (5,), (3,), (-1, -4), (0, 2**70), (4.0,), [4], None]:
        claimed = Reduced(rebuild, *arguments, state=(state[0], shape, *state[2:]))
        with memory_below(MEGABYTE), pytest.raises(PickleError):
            read(pickled(claimed)).read()


def test_nesting_is_no_recursion():
    for opening, closing in [(b"]", b"a"), (b"", b"\x85"), (b"}K\x00", b"s")]:
        depth = 100_000
        start = b"" if opening else b"N"
        found = read(b"\x80\x04" + opening * depth + start + b"N" * bool(opening) + closing * depth + b".")
        assert found is not None
    refused(b"\x80\x04" + b"(" * 100_000 + b".")
    calls = b"h\x00" * 100_000 + b")" + b"R\x85" * 100_000  # a record in a record in a record
    assert read(b"\x80\x04" + name("a", "b") + b"q\x000" + calls + b".") is not None


def test_tuples_that_double_a_hundred_times():
    data = b"\x80\x02)" + b"".join(b"2\x86" for _ in range(200)) + b"."
    assert isinstance(read(data), tuple)
    assert "keys" in refused(b"\x80\x02})" + b"2\x86" * 200 + b"Ns.")  # hashing it would take for ever


def test_keys_made_to_collide():
    numbers = b"".join(pickled(k * (2**61 - 1), 2)[2:-1] + b"N" for k in range(1, 50))
    assert "keys" in refused(b"\x80\x02}(" + numbers + b"u.")


def test_lists_that_hold_themselves():
    found = read(b"\x80\x02]q\x00h\x00a.")
    assert found[0] is found


@pytest.mark.parametrize("code", [b"]", b"}", b"\x8f", b"N\x94", b"(", b"2", b"h\x00"])
def test_an_instruction_takes_little_memory(code):
    machine = Machine(Stream(io.BytesIO(b"\x80\x04Nq\x00" + code * 50_000 + b".")), most_opcodes=40_000)
    with memory_below(40_000 * 300), pytest.raises(PickleError):
        machine.run()


def test_millions_of_instructions_end_soon():
    start = time.monotonic()
    assert "parts" in refused(b"\x80\x04" + b"]" * 2_000_000 + b".")
    assert time.monotonic() - start < 20


def test_what_the_report_raises_passes():
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_pickle(Stream(io.BytesIO(b"\x80\x04" + b"N0" * 50_000 + b"N.")), report=stop)
