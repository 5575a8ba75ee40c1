"""Files that pretend to be NVIDIA's, and damaged ones: each a generator or one sentence, and nothing ever runs."""

from __future__ import annotations

import gzip
import os
import time
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container, silent
from models.checkpoints.nvidia import NVIDIA, PTI
from models.checkpoints.opening import build_generator
from models.checkpoints.safe_pickle_contents import globals_named
from models.document.errors import UnlitError
from tests.support.generators import CPU, TINY, random_tensors
from tests.support.hostile_pickles import Reduced, memory_below, nothing_runs, pickled, touching
from tests.support.nvidia_files import (
    attributes_of,
    network_of,
    nvidia_bytes,
    nvidia_program,
    write_nvidia_file,
    write_pti_file,
)
from tests.support.sentences import assert_good_sentence

MEGABYTE = 2**20
fuzzed = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def opened_or_refused(path: Path, container: Container = NVIDIA) -> Checkpoint | str:
    """What a file is, or the sentence. Fails on any other exception, on anything that runs, and on much memory."""
    start = time.monotonic()
    try:
        with nothing_runs(), memory_below(4 * path.stat().st_size + 16 * MEGABYTE):
            checkpoint = container.read(path, silent)
            globals_named(path)
    except UnlitError as error:
        assert_good_sentence(error)
        return error.sentence
    finally:
        assert time.monotonic() - start < 20
    try:
        build_generator(checkpoint, CPU)
    except UnlitError as error:
        assert_good_sentence(error)
    return checkpoint


def refusal(path: Path, container: Container = NVIDIA) -> str:
    found = opened_or_refused(path, container)
    assert isinstance(found, str)
    return found


@cache
def small_file(protocol: int) -> bytes:
    """G_ema of a tiny generator."""
    tensors = {name: tensor for name, tensor in random_tensors(TINY).items() if not name.endswith("resample_filter")}
    return nvidia_bytes(tensors, attributes_of(TINY), protocol=protocol, only="G_ema", source=short_source())


def short_source() -> str:
    """Less of the file is text."""
    names = "Generator MappingNetwork SynthesisNetwork SynthesisBlock SynthesisLayer ToRGBLayer FullyConnectedLayer "
    names += "Conv2dLayer Discriminator AugmentPipe"
    start = "import torch\nfrom torch_utils.persistence import persistent_class as p\n"
    return start + "".join(f"@p\nclass {name}(torch.nn.Module): pass\n" for name in names.split())


@cache
def small_zip() -> bytes:
    """The same as PTI saves it."""
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"small-{os.getpid()}.pt"
    try:
        return write_pti_file(path, random_tensors(TINY), {}).read_bytes()
    finally:
        path.unlink(missing_ok=True)


# --------------------------------------------------------------------------------------------------------------- damage
@pytest.mark.parametrize("protocol", [2, 4])
def test_cut_anywhere(tmp_path, protocol):
    data, path = small_file(protocol), tmp_path / "net.pkl"
    for length in range(0, len(data), 100):
        path.write_bytes(data[:length])
        with nothing_runs(), pytest.raises(UnlitError) as error:
            NVIDIA.read(path, silent)
        assert_good_sentence(error.value)


def test_a_zip_cut_anywhere(tmp_path):
    data, path = small_zip(), tmp_path / "net.pt"
    for length in range(0, len(data), 400):
        path.write_bytes(data[:length])
        with nothing_runs(), pytest.raises(UnlitError) as error:
            PTI.read(path, silent)
        assert_good_sentence(error.value)


flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6)


def flipped(data: bytes, changes: list[tuple[float, int]]) -> bytes:
    result = bytearray(data)
    for where, value in changes:
        result[int(where * len(result))] = value
    return bytes(result)


@fuzzed
@given(flips, st.sampled_from([2, 4, 5]))
def test_any_bytes_changed(tmp_path, changes, protocol):
    path = tmp_path / "net.pkl"
    path.write_bytes(flipped(small_file(protocol), changes))
    opened_or_refused(path)


@settings(fuzzed, max_examples=50)
@given(flips)
def test_any_bytes_of_a_compressed_file_changed(tmp_path, changes):
    path = tmp_path / "net.pkl.gz"
    path.write_bytes(flipped(gzip.compress(small_file(4), 1, mtime=0), changes))
    opened_or_refused(path)


@fuzzed
@given(flips)
def test_any_bytes_of_a_zip_changed(tmp_path, changes):
    path = tmp_path / "net.pt"
    path.write_bytes(flipped(small_zip(), changes))
    opened_or_refused(path, PTI)


@fuzzed
@given(st.binary(max_size=300), st.floats(0, 1), st.integers(0, 200))
def test_any_bytes_put_in(tmp_path, new, where, replaced):
    data = small_file(4)
    at = int(where * len(data))
    path = tmp_path / "net.pkl"
    path.write_bytes(data[:at] + new + data[at + replaced :])
    opened_or_refused(path)


@fuzzed
@given(st.lists(st.sampled_from([bytes([c]) for c in range(256)] + [b"cos\nsystem\n", b"X\1\0\0\0a", b"h\0", b"q\0"])))
def test_any_instructions(tmp_path, codes):
    path = tmp_path / "net.pkl"
    path.write_bytes(b"\x80\x04" + b"".join(codes) + b".")
    refusal(path)


# ------------------------------------------------------------------------------------------------------------ execution
def test_a_call_instead_of_a_generator(tmp_path):
    path = tmp_path / "net.pkl"
    path.write_bytes(pickled(touching(tmp_path / "done")))
    assert "system" in refusal(path)
    assert not (tmp_path / "done").exists()


def test_calls_beside_and_inside_a_generator(tmp_path):
    done = tmp_path / "done"

    def change(network):
        network.__dict__["setting"] = touching(done)
        network.mapping.__dict__["num_ws"] = Reduced(eval, "1 + 1")
        network.synthesis.add_module("b128", None)
        network.synthesis._modules["b256"] = touching(done)
        network.synthesis._parameters["other"] = touching(done)

    path = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), attributes_of(TINY), change=change)
    found = opened_or_refused(path)
    assert isinstance(found, Checkpoint)
    assert found.config == TINY
    assert not done.exists()


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_code_where_a_tensors_bytes_should_be(tmp_path, protocol):
    done = tmp_path / "done"

    def change(network):
        stored = Reduced(torch.storage._load_from_bytes, pickled(touching(done), 2) + bytes(300))
        tensor = Reduced(torch._utils._rebuild_tensor_v2, stored, 0, (8,), (1,), False, None)
        network.mapping.fc0._parameters["bias"] = tensor

    path = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, protocol=protocol, change=change)
    assert "stored" in refusal(path)
    assert not done.exists()


def test_a_source_text_that_raises(tmp_path):
    data = small_file(3)
    text = short_source().encode()
    path = tmp_path / "net.pkl"
    assert text in data
    path.write_bytes(data.replace(text, b"raise SystemExit('no') #".ljust(len(text), b"x")))
    assert isinstance(opened_or_refused(path), Checkpoint)


def test_objects_in_arrays(tmp_path):
    def change(network):
        network.__dict__["size"] = np.array([touching(tmp_path / "done")], dtype=object)

    path = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, change=change)
    assert "array" in refusal(path)


def test_a_state_that_would_change_a_class(tmp_path):
    def change(network):
        network.__dict__["__class__"] = Reduced(eval, "1")
        network.__dict__["__setstate__"] = Reduced(eval, "1")
        network.__dict__["__dict__"] = {"_modules": {}}

    path = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, change=change)
    assert isinstance(opened_or_refused(path), Checkpoint)


def test_a_pickle_in_a_zip_that_calls(tmp_path):
    path = tmp_path / "net.pt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickled(touching(tmp_path / "done"), 2))
        archive.writestr("archive/version", "3\n")
    assert "system" in refusal(path, PTI)
    assert not (tmp_path / "done").exists()


# ------------------------------------------------------------------------------------------------------------ disguises
def test_files_under_other_names(tmp_path):
    path = tmp_path / "net.pkl"
    path.write_bytes(small_zip())
    assert "instruction" in refusal(path)
    path = tmp_path / "net.pt"
    path.write_bytes(small_file(4))
    assert "damaged" in refusal(path, PTI)
    torch.save({"mapping.fc0.weight": torch.zeros(3)}, path)
    assert "tensors" in refusal(path, PTI)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "hello")
    assert "did not write" in refusal(path, PTI)


# --------------------------------------------------------------------------------------------------------------- bombs
def test_more_numbers_than_the_file_has(tmp_path):
    huge = 10 * 2**40

    def wide(network):
        bias = network.mapping.fc0._parameters["bias"].data
        network.mapping.fc0._parameters["bias"] = torch.nn.Parameter(bias[:1].expand(huge // 4), requires_grad=False)

    def many(network):
        weight = network.synthesis.b16.conv0._parameters["weight"]
        network.synthesis._buffers.update({f"copy{i}": weight for i in range(5_000)})

    for change in (wide, many):
        path = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, change=change)
        assert "more numbers than the file has" in refusal(path)


def test_modules_that_hold_themselves_or_double(tmp_path):
    def circle(network):
        network._modules["self"] = network.mapping
        network.mapping._modules["self"] = network.mapping

    def doubling(network):
        inner = network.mapping
        for _ in range(40):
            outer = torch.nn.Module()
            outer._modules.update(a=inner, b=inner)
            inner = outer
        network._modules["extra"] = inner

    for change in (circle, doubling):
        with nvidia_program() as persistence:
            network = network_of(persistence, random_tensors(TINY), {})
            for module in [*network.modules()]:
                module.__class__ = torch.nn.Module  # plain, so that a circle can be pickled
            change(network)
            (tmp_path / "n.pkl").write_bytes(pickled(network))
        assert "nested" in refusal(tmp_path / "n.pkl")


def test_settings_that_double(tmp_path):
    def change(network):
        inner = (1, 2)
        for _ in range(20):
            inner = (inner, inner)
        network.__dict__["setting"] = inner

    path = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, change=change)
    assert "nested" in refusal(path)


def test_names_that_pass_for_others(tmp_path):
    def change(network):
        network._buffers["mapping.fc0.weight"] = torch.zeros(8, 6)

    path = write_nvidia_file(tmp_path / "n.pkl", random_tensors(TINY), {}, change=change)
    assert "damaged" in refusal(path)


def test_zips_that_claim_too_much(tmp_path):
    good, path = tmp_path / "good.pt", tmp_path / "net.pt"
    good.write_bytes(small_zip())

    def rewritten(change, compression=zipfile.ZIP_STORED):
        with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", compression) as out:
            for entry in source.infolist():
                out.writestr(entry.filename, change(entry.filename, source.read(entry)))

    rewritten(lambda name, data: data)
    assert isinstance(opened_or_refused(path, PTI), Checkpoint)
    rewritten(lambda name, data: b"big" if name.endswith("byteorder") else data)
    assert "another kind" in refusal(path, PTI)
    rewritten(lambda name, data: data[:-4] if name.endswith("data/3") else data)
    assert "numbers" in refusal(path, PTI)
    rewritten(lambda name, data: data, zipfile.ZIP_DEFLATED)
    assert "another program" in refusal(path, PTI)
    data, end = small_zip(), small_zip().rindex(b"PK\5\6")
    path.write_bytes(data[: end + 12] + (2**27).to_bytes(4, "little") + data[end + 16 :])  # a list of entries this long
    assert "claims" in refusal(path, PTI)
