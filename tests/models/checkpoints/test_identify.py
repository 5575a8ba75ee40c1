"""What a file is, by its content: every kind a person may drop, under any name."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.checkpoints.identify import identify, wrong_kind
from models.checkpoints.opening import read_checkpoint
from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.generator_info import Fingerprint
from models.document.project import Project, save_project
from models.document.recipe import Recipe
from models.document.scene import Scene
from tests.support.generators import write_random
from tests.support.sentences import assert_good_sentence

RECIPE = Recipe(Fingerprint("0" * 64, "none"))


def picture(format_: str) -> bytes:
    data = io.BytesIO()
    noise = np.random.RandomState(0).randint(0, 255, (32, 32, 3)).astype(np.uint8)
    Image.fromarray(noise).save(data, format_)
    return data.getvalue()


def torch_file() -> bytes:
    data = io.BytesIO()
    torch.save({"g_ema": torch.zeros(2)}, data)
    return data.getvalue()


def zipped(name: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, "content")
    return data.getvalue()


CONTENTS = {
    "pickle": (pickle.dumps({"G_ema": [1, 2]}, protocol=4), "pickle"),
    "old pickle": (pickle.dumps({"G_ema": [1, 2]}, protocol=2), "pickle"),
    "torch file": (torch_file(), "torch zip"),
    "png": (picture("PNG"), "png"),
    "jpeg": (picture("JPEG"), "picture"),
    "webp": (picture("WEBP"), "picture"),
    "gif": (picture("GIF"), "picture"),
    "bmp": (picture("BMP"), "picture"),
    "tiff": (picture("TIFF"), "picture"),
    "gzip": (gzip.compress(b"something"), "gzip"),
    "recipe": (encode("recipe", RECIPE), "recipe"),
    "small recipe": (b'{"unlit":"recipe"}', "recipe"),
    "text": (b"Once upon a time", "text"),
    "one letter": (b"a", "text"),
    "bitmaps, a word": (b"BM is not always a bitmap", "text"),
    "letters, then a brace": (b"12345678{", "text"),
    "json": (b'[{"a": 1}]', "text"),
    "other zip": (zipped("picture.png"), "unknown"),
    "broken zip": (b"PK\x03\x04" + bytes(40), "unknown"),
    "zeros": (bytes(600), "unknown"),
    "one byte": (b"\xff", "unknown"),
}


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("name", ["a.safetensors", "a.pkl", "a"])
def test_the_content_tells_not_the_name(tmp_path, content, name):
    data, kind = CONTENTS[content]
    (tmp_path / name).write_bytes(data)
    assert identify(tmp_path / name) == kind


@pytest.mark.parametrize("content", CONTENTS)
def test_what_is_no_generator_is_refused_in_a_sentence(tmp_path, content):
    data, kind = CONTENTS[content]
    path = tmp_path / "a.safetensors"
    path.write_bytes(data)
    with pytest.raises(UnlitError, match=r"“a\.safetensors” is ") as info:
        read_checkpoint(path)
    assert_good_sentence(info.value)
    if kind != "torch zip":  # of which the reader knows more
        assert info.value.sentence == wrong_kind(path, kind).sentence


def test_a_generator_is_one_under_any_name(tmp_path):
    assert identify(write_random(tmp_path / "a.png")) == "safetensors"
    read_checkpoint(tmp_path / "a.png")


def test_a_project_is_one_under_any_name(tmp_path):
    project = Project("sample:lamp_room", RECIPE.base, RECIPE, (Scene(),))
    save_project(project, tmp_path / "a.safetensors")
    assert identify(tmp_path / "a.safetensors") == "project"


def refused(path: Path) -> UnlitError:
    with pytest.raises(UnlitError) as info:
        read_checkpoint(path)
    assert_good_sentence(info.value)
    return info.value


def test_an_empty_file_says_so(tmp_path):
    (tmp_path / "a.safetensors").touch()
    assert refused(tmp_path / "a.safetensors").sentence == "“a.safetensors” is empty."


def test_a_folder_says_so(tmp_path):
    (tmp_path / "folder").mkdir()
    words = "“folder” is a folder without a model_index.json; choose a file or a diffusers folder."
    assert refused(tmp_path / "folder").sentence == words


def test_a_missing_file_says_so(tmp_path):
    assert refused(tmp_path / "gone").sentence == "There is no file “gone”."


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "a\nb\x1b[31m", "\udcff"])
def test_a_path_that_no_file_has_is_an_error(tmp_path, name):
    refused(tmp_path / name)


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    error = refused(tmp_path / "secret")
    assert error.sentence == "“secret” cannot be read: Permission denied."
    assert error.kind == "disk"


class MakesAFile:
    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_nothing_in_a_pickle_is_executed(tmp_path, protocol):
    trap, made = tmp_path / "a.safetensors", tmp_path / "made"
    trap.write_bytes(pickle.dumps(MakesAFile(made), protocol=protocol))
    refused(trap)
    assert not made.exists()
    pickle.loads(trap.read_bytes())  # it would have
    assert made.exists()


def test_nothing_in_a_torch_file_is_executed(tmp_path):
    trap, made = tmp_path / "a.safetensors", tmp_path / "made"
    torch.save(MakesAFile(made), trap)
    refused(trap)
    assert not made.exists()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("scratch") / "a"


@given(data=st.binary(min_size=1, max_size=100))
def test_any_bytes_are_something(scratch, data):
    scratch.write_bytes(data)
    assert_good_sentence(wrong_kind(scratch, "text"))
    assert identify(scratch) in {"text", "unknown", "safetensors", "recipe", "picture", "gzip", "pickle", "png"}
