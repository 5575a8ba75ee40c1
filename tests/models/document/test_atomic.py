"""A file is the old one or the whole new one, whatever happens between."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from models.document.atomic import write_bytes, writing
from models.document.errors import UnlitError
from tests.support.sentences import assert_good_sentence


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "a.unlit"
    path.write_bytes(b"old")
    return path


def assert_untouched(old):
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def refused(act) -> UnlitError:
    with pytest.raises(UnlitError) as info:
        act()
    assert_good_sentence(info.value)
    assert info.value.kind == "disk"
    assert "could not be written" in info.value.sentence
    return info.value


def test_a_new_file_and_a_replaced_one_hold_what_was_written(tmp_path):
    for data in (b"first", b"", b"third" * 1000):
        write_bytes(tmp_path / "a", data)
        assert (tmp_path / "a").read_bytes() == data
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_until_the_block_ends_the_old_file_stands(old):
    with writing(old) as temporary:
        temporary.write_bytes(b"new")
        assert old.read_bytes() == b"old"
        assert temporary.parent == old.parent
    assert old.read_bytes() == b"new"


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, UnlitError])
def test_a_failure_inside_leaves_the_old_file_and_nothing_else(old, failure):
    def fail():
        with writing(old) as temporary:
            temporary.write_bytes(b"half")
            raise failure("a failure.")

    with pytest.raises(failure):
        fail()
    assert_untouched(old)


def test_a_disk_that_is_full_at_the_end_leaves_the_old_file(old, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    error = refused(lambda: write_bytes(old, b"new"))
    assert error.sentence == "“a.unlit” could not be written: No space left on device."
    assert_untouched(old)


def test_a_disk_that_is_full_while_writing_leaves_the_old_file(old):
    def write():
        with writing(old) as temporary:
            temporary.write_bytes(b"half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    assert "No space left" in refused(write).sentence
    assert_untouched(old)


def test_an_error_that_a_library_words_for_programmers_stays_in_the_details(old):
    def write():
        with writing(old):
            raise OSError("Error while serializing: IoError(Os { code: 28, kind: StorageFull })")

    error = refused(write)
    assert error.sentence == "“a.unlit” could not be written: the disk or the folder refuses."
    assert "StorageFull" in error.details
    assert_untouched(old)


def test_a_folder_that_does_not_exist_or_is_none_is_an_error(tmp_path, old):
    refused(lambda: write_bytes(tmp_path / "gone" / "a", b"new"))
    refused(lambda: write_bytes(old / "a", b"new"))
    assert_untouched(old)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_folder_that_may_not_be_written_to_is_an_error(old):
    old.parent.chmod(0o500)
    try:
        refused(lambda: write_bytes(old, b"new"))
    finally:
        old.parent.chmod(0o700)
    assert_untouched(old)


def test_a_folder_that_refuses_is_an_error(old, monkeypatch):
    def refuse(**kwargs):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    assert "Permission denied" in refused(lambda: write_bytes(old, b"new")).sentence
    assert_untouched(old)


def test_a_folder_in_the_file_s_place_stays(tmp_path):
    (tmp_path / "a").mkdir()
    refused(lambda: write_bytes(tmp_path / "a", b"new"))
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_others_may_read_it_as_the_umask_says(tmp_path, umask):
    before = os.umask(umask)
    try:
        write_bytes(tmp_path / "a", b"new")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~umask


def test_a_symbolic_link_stays_one_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "a", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == link.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_a_link_to_nothing_yet_makes_the_file(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_bytes(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_bytes() == b"new"


def test_a_link_to_itself_is_replaced_or_refused(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "link")
    try:
        write_bytes(tmp_path / "link", b"new")
    except UnlitError as error:
        assert_good_sentence(error)
    else:
        assert (tmp_path / "link").read_bytes() == b"new"


def test_a_name_alone_is_in_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_bytes(Path("a"), b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


@pytest.mark.parametrize("name", ["x" * 255, "界" * 85, "💡" * 63, ".hidden", "with space", "-dash"])
def test_every_name_that_a_file_may_have_can_be_written(tmp_path, name):
    write_bytes(tmp_path / name, b"new")
    assert [path.name for path in tmp_path.iterdir()] == [name]
