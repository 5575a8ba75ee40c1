"""Export: bake, write, re-open, compare. What the preview showed is what the file makes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.native import NATIVE
from models.checkpoints.opening import build_generator, read_checkpoint
from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.document.units import UnitId
from models.edits.export import export_generator, export_steps
from models.edits.preview import preview
from tests.support.generators import CPU, TINY, random_generator, random_tensors, write_random
from tests.support.sentences import assert_good_sentence

ROOT = Path(__file__).parents[3]
SCENES = (Scene(0), Scene(1, psi=0.5, noise="random"))
EIGHTHS = st.integers(-32, 32).map(lambda number: number / 8)  # nothing so small that float32 rounds it away
DIMMED = (UnitEdit("a", "Lamp", (UnitId("b8.conv0", 1), UnitId("b16.torgb", 0)), 0.25, 3.0),)


@pytest.fixture(scope="module")
def generator():
    return random_generator(seed=6)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("exports")


def opened(path):
    return build_generator(read_checkpoint(path), CPU)


def half_generator():
    tensors = {name: tensor.half() for name, tensor in random_tensors(TINY, seed=7).items()}
    return build_generator(Checkpoint(TINY, tensors, "Half"), CPU)


def test_a_file_without_edits_is_the_same_generator_and_says_so(generator, tmp_path):
    recipe = Recipe(generator.info.fingerprint)
    report = export_generator(generator, recipe, tmp_path / "a.safetensors", SCENES)
    assert report.changes_nothing
    assert report.changed == ()
    assert report.largest_difference == 0
    assert report.fingerprint == generator.info.fingerprint
    again = opened(tmp_path / "a.safetensors")
    assert again.info.fingerprint == generator.info.fingerprint
    for name, tensor in generator.tensors().items():
        assert again.tensors()[name].dtype == tensor.dtype
        assert torch.equal(again.tensors()[name], tensor)


def test_an_edited_file_makes_the_preview_s_picture(generator, tmp_path):
    recipe = Recipe(generator.info.fingerprint, DIMMED)
    report = export_generator(generator, recipe, tmp_path / "a.safetensors", SCENES)
    assert not report.changes_nothing
    assert report.compared == 2
    assert report.largest_difference < 1e-4
    assert report.size == (tmp_path / "a.safetensors").stat().st_size
    assert report.path == str(tmp_path / "a.safetensors")
    again = opened(tmp_path / "a.safetensors")
    assert again.info.fingerprint == report.fingerprint != generator.info.fingerprint
    for scene in SCENES:
        shown = preview(generator, RenderRequest(scene, recipe))
        made = preview(again, RenderRequest(scene, Recipe(again.info.fingerprint)))
        torch.testing.assert_close(made, shown, rtol=0, atol=1e-4)
        assert not torch.allclose(made, preview(generator, RenderRequest(scene, Recipe(recipe.base))), atol=1e-3)


@pytest.mark.parametrize("make", [lambda: random_generator(seed=7), half_generator], ids=["float32", "half"])
def test_tensors_that_no_edit_touches_are_bit_equal(make, tmp_path):
    generator = make()
    recipe = Recipe(generator.info.fingerprint, DIMMED)
    report = export_generator(generator, recipe, tmp_path / "a.safetensors", SCENES)
    again = opened(tmp_path / "a.safetensors").tensors()
    touched = {f"synthesis.{layer}.affine.{part}" for layer in ("b8.conv0", "b16.torgb") for part in ("weight", "bias")}
    assert set(report.changed) == touched
    for name, tensor in generator.tensors().items():
        assert again[name].dtype == (torch.float32 if name in touched else tensor.dtype)
        assert torch.equal(again[name], tensor) == (name not in touched)


def test_a_half_precision_file_without_edits_stays_half(tmp_path):
    generator = half_generator()
    report = export_generator(generator, Recipe(generator.info.fingerprint), tmp_path / "a.safetensors", SCENES)
    assert report.changes_nothing
    assert {tensor.dtype for tensor in read_checkpoint(tmp_path / "a.safetensors").tensors.values()} == {torch.float16}


def test_the_file_carries_its_recipe(generator, tmp_path):
    recipe = Recipe(generator.info.fingerprint, DIMMED)
    export_generator(generator, recipe, tmp_path / "a.safetensors", ())
    assert read_checkpoint(tmp_path / "a.safetensors").recipe == recipe


@settings(max_examples=25)
@given(gain=EIGHTHS, shift=EIGHTHS.map(lambda shift: 5 * shift), index=st.integers(0, 5), psi=st.floats(0, 1))
def test_any_edit_comes_back_from_the_file(generator, folder, gain, shift, index, psi):
    edit = UnitEdit("a", "Any", (UnitId("b4.conv1", index), UnitId("b8.conv0", index)), gain, shift)
    report = export_generator(
        generator, Recipe(generator.info.fingerprint, (edit,)), folder / "a.safetensors", (Scene(index, psi=psi),)
    )
    assert report.largest_difference <= 1e-4
    assert report.changes_nothing == edit.changes_nothing


def test_scenes_are_not_needed(generator, tmp_path):
    report = export_generator(generator, Recipe(generator.info.fingerprint, DIMMED), tmp_path / "a.safetensors", ())
    assert (report.compared, report.largest_difference) == (0, 0.0)


# ------------------------------------------------------------------------------------------- what must not be written
def refused(folder, act) -> UnlitError:
    """The error, with nothing new in the folder."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(UnlitError) as info:
        act()
    assert_good_sentence(info.value)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    return info.value


@pytest.fixture
def old(tmp_path):
    """A file that is there before."""
    path = tmp_path / "a.safetensors"
    path.write_bytes(b"old")
    return path


def edited(generator):
    return Recipe(generator.info.fingerprint, DIMMED)


def test_another_generator_s_recipe_writes_nothing(generator, old):
    recipe = Recipe(random_generator(seed=8).info.fingerprint, DIMMED)
    error = refused(old.parent, lambda: export_generator(generator, recipe, old, SCENES))
    assert "another generator" in error.sentence


def test_a_scene_it_does_not_have_writes_nothing(generator, old):
    error = refused(old.parent, lambda: export_generator(generator, edited(generator), old, (Scene(class_index=1),)))
    assert "no classes" in error.sentence


@pytest.mark.parametrize("way", ["itself", "a link", "another spelling"])
def test_the_source_is_never_overwritten(generator, tmp_path, way):
    source = write_random(tmp_path / "source.safetensors", seed=6)
    (tmp_path / "folder").mkdir()
    path = {
        "itself": source,
        "a link": tmp_path / "link.safetensors",
        "another spelling": tmp_path / "folder" / ".." / source.name,
    }[way]
    if way == "a link":
        path.symlink_to(source)
    error = refused(tmp_path, lambda: export_generator(generator, edited(generator), path, SCENES, source))
    assert "choose another name" in error.sentence


def test_a_folder_is_no_name(generator, tmp_path):
    assert (
        "is a folder"
        in refused(tmp_path, lambda: export_generator(generator, edited(generator), tmp_path, ())).sentence
    )


def test_a_folder_that_does_not_exist_is_an_error(generator, tmp_path):
    path = tmp_path / "gone" / "a.safetensors"
    assert refused(tmp_path, lambda: export_generator(generator, edited(generator), path, ())).kind == "disk"


def test_a_full_disk_leaves_the_old_file(generator, old, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    error = refused(old.parent, lambda: export_generator(generator, edited(generator), old, SCENES))
    assert error.kind == "disk"
    assert "No space left on device" in error.sentence


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits the size of files in a process of its own")
def test_a_disk_that_fills_up_while_the_weights_are_written_leaves_the_old_file(old):
    """For real: the library that writes them meets the limit, in a process that may write no more than 4 KiB a file."""
    code = f"""
import resource, signal
from pathlib import Path
from models.document.errors import UnlitError
from models.document.recipe import Recipe
from models.edits.export import export_generator
from tests.support.generators import random_generator
generator = random_generator(seed=6)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    export_generator(generator, Recipe(generator.info.fingerprint), Path({str(old)!r}), ())
except UnlitError as error:
    print(error.kind, error.sentence)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert result.stdout.startswith("disk “a.safetensors” could not be written"), result.stdout + result.stderr
    assert result.stdout.strip().endswith(".")
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_a_file_that_differs_from_the_preview_is_not_kept(generator, old, monkeypatch):
    real = build_generator

    def broken(checkpoint, device=None):
        again = real(checkpoint, device)
        bias = again.network.synthesis.layer("b16.torgb").bias
        bias.data = bias + 0.05  # the network's own, not the tensors that were read
        return again

    monkeypatch.setattr("models.edits.exporting.whole.build_generator", broken)
    error = refused(old.parent, lambda: export_generator(generator, edited(generator), old, SCENES))
    assert "differs from the preview" in error.sentence
    assert error.kind == "internal"


def test_a_file_whose_pictures_are_no_numbers_is_not_kept(generator, old, monkeypatch):
    real = build_generator

    def broken(checkpoint, device=None):
        again = real(checkpoint, device)
        bias = again.network.synthesis.layer("b16.torgb").bias
        bias.data = bias * float("nan")
        return again

    monkeypatch.setattr("models.edits.exporting.whole.build_generator", broken)
    error = refused(old.parent, lambda: export_generator(generator, edited(generator), old, SCENES))
    assert "differs from the preview" in error.sentence


def test_a_file_that_holds_other_numbers_is_not_kept(generator, old, monkeypatch):
    def broken(path, report):
        read = NATIVE.read(path, report)
        read.tensors["mapping.w_avg"].add_(1)
        return read

    monkeypatch.setattr("models.edits.export.container_for", lambda *_: replace(NATIVE, read=broken))
    error = refused(old.parent, lambda: export_generator(generator, edited(generator), old, ()))
    assert "other numbers" in error.sentence


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_an_export_that_is_closed_writes_nothing(generator, old, steps):
    export = export_steps(generator, edited(generator), old, SCENES)
    for _ in range(steps):
        assert next(export) is None
    export.close()
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]
