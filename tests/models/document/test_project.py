"""Projects: everything comes back; anything else is refused and never unpacked without a limit."""

from __future__ import annotations

import json
import zipfile

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document import project as projects
from models.document.errors import UnlitError
from models.document.formats import FORMATS, encode
from models.document.generator_info import Fingerprint
from models.document.project import Project, load_project, load_thumbnail, save_project
from models.document.ranking import PaintedScene, RankedUnit, Ranking, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.document.scene import Latent, Scene
from models.document.units import UnitId
from tests.support.sentences import assert_good_sentence

BASE = Fingerprint("0" * 64, "stylegan2 skip 16")
SCENES = (Scene(3, psi=0.7), Scene(latent=Latent.from_array("w", np.array([0.1, -2.5], np.float32))))
REGION = Region.from_mask(np.eye(16, dtype=np.float32))
PAINTED = (PaintedScene(SCENES[0], REGION, keep=REGION.inverted()), PaintedScene(SCENES[1], REGION, transferred=True))
RANKED = RankedUnit(UnitId("b8.conv0", 1), 0.1, 1 / 3, 1e-17, 0.5, 2e300)
PROJECT = Project(
    "sample:lamp_room",
    BASE,
    Recipe(BASE, (UnitEdit("k", "Lämp", (UnitId("b8.conv0", 1),), 0.0),)),
    SCENES,
    1,
    PAINTED,
    (Ranking(BASE, RankRequest(PAINTED), ("b8.conv0",), (RANKED,), 0.0625, "0.1.0", complete=False),),
)
THUMBNAIL = b"\x89PNG thumbnail"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.unlit"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("scratch") / "a.unlit"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "a.unlit"
    save_project(PROJECT, path, THUMBNAIL)
    return path.read_bytes()


def refused(path, read=load_project) -> str:
    with pytest.raises(UnlitError) as info:
        read(path)
    assert_good_sentence(info.value)
    return info.value.sentence


def archive(path, entries: dict[str, bytes], compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return path


def test_everything_comes_back(path):
    save_project(PROJECT, path, THUMBNAIL)
    assert load_project(path) == PROJECT
    assert load_thumbnail(path) == THUMBNAIL
    assert np.array_equal(load_project(path).painted[0].region.levels(), REGION.levels())


def test_a_project_without_a_thumbnail_has_none(path):
    save_project(PROJECT, path)
    assert load_thumbnail(path) == b""


def test_saving_again_replaces_it_and_leaves_nothing_else(path):
    save_project(PROJECT, path, THUMBNAIL)
    other = Project("b.safetensors", BASE, Recipe(BASE), (Scene(),))
    save_project(other, path)
    assert load_project(path) == other
    assert list(path.parent.iterdir()) == [path]


def test_a_project_that_cannot_be_written_leaves_the_old_one(path, monkeypatch):
    save_project(PROJECT, path)

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(UnlitError, match="No space left") as info:
        save_project(PROJECT, path)
    assert info.value.kind == "disk"
    assert load_project(path) == PROJECT
    assert list(path.parent.iterdir()) == [path]


def test_other_entries_are_left_aside_and_nothing_is_unpacked(path):
    """Whatever their names say: entries are read by name into memory, and never written anywhere."""
    project = encode("project", PROJECT)
    archive(path, {"../outside": b"x", "/absolute": b"x", "C:\\windows": b"x", "project.json": project, "note": b"x"})
    assert load_project(path) == PROJECT
    assert list(path.parent.iterdir()) == [path]
    assert not (path.parent.parent / "outside").exists()


@pytest.mark.parametrize(
    "name", ["../project.json", "/project.json", "a/project.json", "PROJECT.JSON", "project.json/"]
)
def test_an_entry_elsewhere_is_not_the_project(path, name):
    assert refused(archive(path, {name: encode("project", PROJECT)})) == "“a.unlit” is not an Unlit project."


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_no_project(path, content):
    path.write_bytes(content)
    for read in (load_project, load_thumbnail):
        if content[:4] == b"PK\x05\x06" and read is load_thumbnail:
            assert read(path) == b""
        else:
            assert refused(path, read) == "“a.unlit” is not an Unlit project."


def test_a_missing_file_and_a_folder_say_so(tmp_path):
    assert "No such file" in refused(tmp_path / "gone.unlit")
    assert "Is a directory" in refused(tmp_path)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_entry_that_unpacks_beyond_the_limit_is_refused(path, monkeypatch, method):
    monkeypatch.setattr(projects, "_LARGEST_JSON", 10_000)
    monkeypatch.setattr(projects, "_LARGEST_THUMBNAIL", 10_000)
    bomb = bytes(10_000_000)
    archive(path, {"project.json": bomb, "thumbnail.png": bomb}, method)
    assert path.stat().st_size < 100_000
    for read in (load_project, load_thumbnail):
        assert "too large" in refused(path, read)


def test_an_entry_at_the_limit_is_read(path, monkeypatch):
    monkeypatch.setattr(projects, "_LARGEST_THUMBNAIL", 1000)
    for size, fits in ((1000, True), (1001, False)):
        archive(path, {"project.json": b"", "thumbnail.png": bytes(size)})
        if fits:
            assert len(load_thumbnail(path)) == size
        else:
            refused(path, load_thumbnail)


def test_an_entry_that_says_it_is_smaller_than_it_is_is_refused(path, whole):
    """The size stands in the archive's directory at its end; the data goes on."""
    archive(path, {"project.json": bytes(200_000)})
    data = path.read_bytes().replace((200_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    refused(path)


def test_an_encrypted_entry_is_refused(path, whole):
    data = bytearray(whole)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    path.write_bytes(data)
    assert "damaged" in refused(path)


def test_an_unknown_compression_is_refused(path, whole):
    data = bytearray(whole)
    for signature, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(signature) + method] = 99
    path.write_bytes(data)
    assert "damaged" in refused(path)


def test_a_project_of_a_newer_version_says_so(path):
    newer = json.loads(encode("project", PROJECT)) | {"format": FORMATS["project"] + 1, "content": {"all": "new"}}
    assert "newer version" in refused(archive(path, {"project.json": json.dumps(newer).encode()}))


def test_a_recipe_is_no_project(path):
    entry = encode("recipe", PROJECT.recipe)
    assert "but an Unlit recipe" in refused(archive(path, {"project.json": entry}))


@pytest.mark.parametrize(("scenes", "active"), [((), 0), (SCENES, 2), (SCENES, -1), (SCENES, 10**30)])
def test_a_scene_on_the_canvas_that_is_not_there_is_damage(path, scenes, active):
    content = json.loads(encode("project", PROJECT))
    content["content"] |= {"active": active, "scenes": content["content"]["scenes"][: len(scenes)]}
    assert "damaged" in refused(archive(path, {"project.json": json.dumps(content).encode()}))


def test_a_scene_that_is_there_twice_is_damage(path):
    save_project(msgspec.structs.replace(PROJECT, scenes=(Scene(1), Scene(2), Scene(1)), active=0), path)
    assert "twice" in refused(path)


def test_a_project_cut_off_anywhere_is_refused(scratch, whole):
    for length in range(0, len(whole), 23):
        scratch.write_bytes(whole[:length])
        refused(scratch)


@settings(max_examples=300)
@given(flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)), min_size=1, max_size=4))
def test_flipped_bits_are_found_or_do_no_harm(scratch, whole, flips):
    """Every entry carries a checksum, so what opens is the very project."""
    damaged = bytearray(whole)
    for where, bit in flips:
        damaged[int(where * len(damaged))] ^= 1 << bit
    scratch.write_bytes(damaged)
    for read, expected in ((load_project, PROJECT), (load_thumbnail, THUMBNAIL)):
        try:
            assert read(scratch) in (expected, b"")
        except UnlitError as error:
            assert_good_sentence(error)
