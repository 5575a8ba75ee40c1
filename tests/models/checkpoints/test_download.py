"""Downloads from a server on this machine: whole, slow, broken, continued, changed, refused, and lies."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import time
from collections import namedtuple

import pytest
from filelock import FileLock

from models.checkpoints import download, hub
from models.checkpoints.download import fetch, kept_file, look_up
from models.checkpoints.places import kept_path, place_of
from models.checkpoints.public import PublicGenerator
from models.document.errors import UnlitError
from tests.support.sentences import assert_good_sentence
from tests.support.web_server import web_server

CONTENT = bytes(os.urandom(100_000))
PATH = "/nets/lamps.pkl"


class PressedCancelError(Exception):
    """Somebody pressed Cancel."""


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """An empty cache, no login, no patience."""
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path))
    monkeypatch.setenv("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")
    monkeypatch.setattr(hub, "in_shared_cache", lambda place: None)
    monkeypatch.setattr(download, "in_shared_cache", lambda place: None)
    monkeypatch.setattr(download, "PAUSE", 0.01)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def web():
    with web_server() as server:
        yield server


def part_of(url):
    path = kept_path(place_of(url))
    return path.with_name(path.name + ".part")


def refused(url, **how):
    """The sentence of a download that must fail; nothing is kept under the file's own name."""
    with pytest.raises(UnlitError) as error:
        fetch(url, **how)
    assert_good_sentence(error.value)
    assert not kept_path(place_of(url)).exists()
    return error.value.sentence


def stop_at(bytes_done):
    def report(done, total):
        if done >= bytes_done:
            raise PressedCancelError

    return report


# --------------------------------------------------------------------------------------------------------------- whole
def test_a_whole_file(web):
    served = web.serve(PATH, CONTENT)
    heard = []
    path = fetch(web.url(PATH), lambda done, total: heard.append((done, total)))
    assert path.name == "lamps.pkl"
    assert path.read_bytes() == CONTENT
    assert heard[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)
    assert served.requests[0]["Accept-Encoding"] == "identity"
    assert {file.name for file in path.parent.iterdir()} <= {"lamps.pkl", "lock"}


def test_what_is_here_already_is_not_asked_for_again(web):
    served = web.serve(PATH, CONTENT)
    assert kept_file(web.url(PATH)) is None
    path = fetch(web.url(PATH))
    assert fetch(web.url(PATH)) == path == kept_file(web.url(PATH))
    assert len(served.requests) == 1


def test_a_file_whose_size_nobody_says(web):
    web.serve(PATH, CONTENT, chunked=True)
    heard = []
    assert fetch(web.url(PATH), lambda *far: heard.append(far)).read_bytes() == CONTENT
    assert {total for _, total in heard} == {0}


def test_what_a_server_says_before(web):
    served = web.serve(PATH, CONTENT, piece=500, pause=0.01)
    remote = look_up(web.url(PATH))
    assert (remote.name, remote.host, remote.size) == ("lamps.pkl", "127.0.0.1", len(CONTENT))
    time.sleep(0.05)
    assert served.sent < len(CONTENT)
    assert kept_file(web.url(PATH)) is None


# ----------------------------------------------------------------------------------------------------------- continued
def test_broken_in_the_middle_only_the_rest_is_sent_again(web):
    served = web.serve(PATH, CONTENT, breaks_after=40_000)
    assert fetch(web.url(PATH)).read_bytes() == CONTENT
    assert served.sent == len(CONTENT)
    assert [asked.get("Range") for asked in served.requests] == [None, "bytes=40000-", "bytes=80000-"]
    assert served.requests[1]["If-Range"] == served.etag


def test_stopped_and_gone_on_with_later(web):
    served = web.serve(PATH, CONTENT, piece=1000, pause=0.001)
    with pytest.raises(PressedCancelError):
        fetch(web.url(PATH), stop_at(30_000))
    have = part_of(web.url(PATH)).stat().st_size
    assert 30_000 <= have < len(CONTENT)
    heard = []
    served.pause, served.piece = 0, 4096
    assert fetch(web.url(PATH), lambda done, _: heard.append(done)).read_bytes() == CONTENT
    assert served.requests[1]["Range"] == f"bytes={have}-"
    assert heard[1] == have


def test_a_file_that_changed_meanwhile_starts_anew(web):
    served = web.serve(PATH, CONTENT, piece=1000, pause=0.001)
    with pytest.raises(PressedCancelError):
        fetch(web.url(PATH), stop_at(30_000))
    served.content, served.etag, served.pause = CONTENT[::-1], '"two"', 0
    assert fetch(web.url(PATH)).read_bytes() == CONTENT[::-1]


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_what_cannot_be_told_from_another_version_starts_anew(web, etag):
    served = web.serve(PATH, CONTENT, etag=etag, piece=1000, pause=0.001)
    with pytest.raises(PressedCancelError):
        fetch(web.url(PATH), stop_at(30_000))
    served.pause = 0
    assert fetch(web.url(PATH)).read_bytes() == CONTENT
    assert "Range" not in served.requests[1]


def test_a_server_that_cannot_continue_starts_anew(web):
    served = web.serve(PATH, CONTENT, piece=1000, pause=0.001)
    with pytest.raises(PressedCancelError):
        fetch(web.url(PATH), stop_at(30_000))
    served.ranges, served.pause = False, 0
    assert fetch(web.url(PATH)).read_bytes() == CONTENT


def test_a_part_that_is_whole_needs_no_network(web):
    web.serve(PATH, CONTENT)
    with pytest.raises(PressedCancelError):
        fetch(web.url(PATH), stop_at(len(CONTENT)))
    del web.files[PATH]
    assert fetch(web.url(PATH)).read_bytes() == CONTENT


def test_a_damaged_note_starts_anew(web):
    web.serve(PATH, CONTENT, piece=1000, pause=0.001)
    with pytest.raises(PressedCancelError):
        fetch(web.url(PATH), stop_at(30_000))
    part = part_of(web.url(PATH))
    part.with_suffix(".note").write_bytes(b"what")
    assert fetch(web.url(PATH)).read_bytes() == CONTENT


def test_two_at_a_time_download_once(web):
    served = web.serve(PATH, CONTENT, pause=0.002)
    paths = []
    threads = [threading.Thread(target=lambda: paths.append(fetch(web.url(PATH)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(set(paths)) == 1
    assert len(paths) == 3
    assert served.sent == len(CONTENT)


def test_whoever_waits_for_another_can_be_stopped(web):
    web.serve(PATH, CONTENT)
    folder = kept_path(place_of(web.url(PATH))).parent
    folder.mkdir(parents=True)
    calls = iter(range(3))

    def report(done, total):
        if next(calls, None) is None:
            raise PressedCancelError

    with FileLock(folder / "lock"), pytest.raises(PressedCancelError):
        fetch(web.url(PATH), report)
    assert web.files[PATH].requests == []


# ------------------------------------------------------------------------------------------------------------- refused
@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "not give this file to everybody"),
        (403, "not give this file to everybody"),
        (404, "no file at this address"),
        (410, "no file at this address"),
        (418, "does not understand"),
        (429, "in a few minutes"),
        (500, "cannot deliver"),
        (503, "try again later"),
    ],
)
def test_refusals_are_one_sentence(web, status, words):
    web.serve(PATH, b"sorry", status=status)
    assert words in refused(web.url(PATH))
    with pytest.raises(UnlitError, match=words):
        look_up(web.url(PATH))


def test_nobody_there(web):
    assert "cannot be reached" in refused("http://127.0.0.1:9/a.pkl")
    assert "cannot be reached" in refused("https://no-such-host.invalid/a.pkl")


def test_a_server_that_says_nothing(web, monkeypatch):
    from models.checkpoints import web as asking

    monkeypatch.setattr(asking, "TIMEOUT", 0.2)
    web.serve(PATH, CONTENT, wait=0.6)
    assert "does not answer" in refused(web.url(PATH))


def test_redirects_are_followed(web):
    web.serve(PATH, CONTENT)
    web.serve("/a", status=302, headers={"Location": "/b.pkl"})
    web.serve("/b.pkl", status=307, headers={"Location": web.url(PATH)})
    assert fetch(web.url("/a")).read_bytes() == CONTENT


def test_redirects_without_end(web):
    web.serve("/a.pkl", status=302, headers={"Location": "/b.pkl"})
    web.serve("/b.pkl", status=302, headers={"Location": "/a.pkl"})
    assert "without end" in refused(web.url("/a.pkl"))
    assert len(web.files["/a.pkl"].requests) + len(web.files["/b.pkl"].requests) < 10


@pytest.mark.parametrize("where", ["http://example.com/a.pkl", "file:///etc/passwd", "https://a:b@example.com/a"])
def test_redirects_to_where_it_is_not_safe(web, where):
    web.serve("/a.pkl", status=302, headers={"Location": where})
    assert "not safe" in refused(web.url("/a.pkl"))


def test_a_page_is_no_file(web):
    web.serve(PATH, b"<html>Please log in</html>", headers={"Content-Type": "text/html; charset=utf-8"})
    assert "not a file" in refused(web.url(PATH))


def test_a_compressed_answer(web):
    web.serve(PATH, CONTENT, headers={"Content-Encoding": "gzip"})
    assert "compressed" in refused(web.url(PATH))


def test_an_empty_file(web):
    web.serve(PATH, b"")
    assert "empty" in refused(web.url(PATH))


# ---------------------------------------------------------------------------------------------------------------- lies
def test_a_length_that_is_never_reached(web):
    served = web.serve(PATH, CONTENT, claims=len(CONTENT) + 5000)
    assert "broke off" in refused(web.url(PATH))
    assert len(served.requests) <= download.ATTEMPTS


def test_more_than_was_said_is_not_taken(web):
    web.serve(PATH, CONTENT, claims=5000)
    assert fetch(web.url(PATH)).stat().st_size == 5000


def test_ten_terabytes(web):
    web.serve(PATH, CONTENT, claims=10 * 10**12)
    assert "too large" in refused(web.url(PATH))


def test_a_disk_without_room(web, monkeypatch):
    web.serve(PATH, CONTENT)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 1000, 1000))
    with pytest.raises(UnlitError) as error:
        fetch(web.url(PATH))
    assert error.value.kind == "disk"
    assert "room" in error.value.sentence
    assert_good_sentence(error.value)


def test_a_disk_that_fills_up_meanwhile(web, monkeypatch):
    web.serve(PATH, CONTENT)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnlitError) as error:
        fetch(web.url(PATH))
    assert error.value.kind == "disk"
    assert_good_sentence(error.value)
    monkeypatch.undo()


def test_a_cache_that_cannot_be_written(web, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "file"))
    with pytest.raises(UnlitError) as error:
        fetch(web.url(PATH))
    assert error.value.kind == "disk"


def test_a_public_generator_must_be_the_one_that_was_published(web, monkeypatch):
    def publish(content):
        known = PublicGenerator("", "", web.url(PATH), "", "", 64, "", sha256=hashlib.sha256(content).hexdigest())
        monkeypatch.setattr(download, "public_generator", lambda address: known)

    served = web.serve(PATH, CONTENT)
    publish(CONTENT[::-1])
    assert "checksum" in refused(web.url(PATH))
    assert not part_of(web.url(PATH)).exists()
    publish(CONTENT)
    assert fetch(web.url(PATH)).read_bytes() == CONTENT
    assert len(served.requests) == 2


# ----------------------------------------------------------------------------------------------------------------- hub
ADDRESS = "hf:owner/name/nets/lamps.pkl"


def test_a_file_on_the_hub(web):
    stored = web.serve_hub("owner/name", "nets/lamps.pkl", CONTENT)
    remote = look_up(ADDRESS, endpoint=web.address)
    assert (remote.name, remote.host, remote.size) == ("lamps.pkl", "huggingface.co", len(CONTENT))
    assert remote.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert stored.sent == 0
    path = fetch(ADDRESS, endpoint=web.address)
    assert path.read_bytes() == CONTENT
    assert fetch(ADDRESS, endpoint=web.address) == path
    assert len(stored.requests) == 1


def test_a_file_on_the_hub_is_gone_on_with_though_its_storage_has_no_name_for_the_version(web):
    stored = web.serve_hub("owner/name", "nets/lamps.pkl", CONTENT, etag="", piece=1000, pause=0.001)
    with pytest.raises(PressedCancelError):
        fetch(ADDRESS, stop_at(30_000), endpoint=web.address)
    stored.pause = 0
    assert fetch(ADDRESS, endpoint=web.address).read_bytes() == CONTENT
    assert stored.requests[1]["Range"].startswith("bytes=3")


def test_the_hub_has_a_new_version_meanwhile(web):
    web.serve_hub("owner/name", "nets/lamps.pkl", CONTENT, piece=1000, pause=0.001)
    with pytest.raises(PressedCancelError):
        fetch(ADDRESS, stop_at(30_000), endpoint=web.address)
    stored = web.serve_hub("owner/name", "nets/lamps.pkl", CONTENT[::-1])
    assert fetch(ADDRESS, endpoint=web.address).read_bytes() == CONTENT[::-1]
    assert "Range" not in stored.requests[0]


def test_what_the_storage_sends_must_be_what_the_hub_said(web):
    stored = web.serve_hub("owner/name", "nets/lamps.pkl", CONTENT)
    stored.content = CONTENT[::-1]
    assert "checksum" in refused(ADDRESS, endpoint=web.address)
    stored.content = CONTENT[:-1]
    assert "another file" in refused(ADDRESS, endpoint=web.address)


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("RepoNotFound", 404, "no public repository"),
        ("RepoNotFound", 401, "no public repository"),
        ("GatedRepo", 403, "conditions"),
        ("RevisionNotFound", 404, "no revision"),
        ("EntryNotFound", 404, "no file"),
        ("", 429, "in a few minutes"),
        ("", 503, "try again later"),
    ],
)
def test_the_hub_refuses(web, code, status, words):
    headers = {"X-Error-Code": code} if code else {}
    web.serve("/owner/name/resolve/main/nets/lamps.pkl", status=status, headers=headers)
    assert words in refused(ADDRESS, endpoint=web.address)


def test_the_hub_cannot_be_reached():
    assert "cannot be reached" in refused(ADDRESS, endpoint="http://127.0.0.1:9")


def test_a_login_goes_to_the_hub_and_to_nobody_else(web, monkeypatch):
    monkeypatch.delenv("HF_HUB_DISABLE_IMPLICIT_TOKEN")
    monkeypatch.setattr("huggingface_hub.utils._headers.get_token", lambda: "hf_secret")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_IMPLICIT_TOKEN", False)
    with web_server() as elsewhere:
        stored = web.serve_hub("owner/name", "nets/lamps.pkl", CONTENT)
        hub_file = web.files["/owner/name/resolve/main/nets/lamps.pkl"]
        theirs = elsewhere.serve("/x", CONTENT)
        # Another name of this machine, so that it is another host.
        hub_file.headers["Location"] = elsewhere.url("/x").replace("127.0.0.1", "localhost")
        assert fetch(ADDRESS, endpoint=web.address).read_bytes() == CONTENT
        assert hub_file.requests[0]["authorization"] == "Bearer hf_secret"
        assert not [name for name in theirs.requests[0] if name.lower() in ("authorization", "cookie")]
        assert not stored.requests
        elsewhere.serve("/plain.pkl", CONTENT)
        fetch(elsewhere.url("/plain.pkl"))
        assert "authorization" not in {name.lower() for name in elsewhere.files["/plain.pkl"].requests[0]}


def test_what_another_program_downloaded_is_used(web, monkeypatch, tmp_path):
    monkeypatch.undo()
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path))
    snapshot = tmp_path / "lamps.pkl"
    snapshot.write_bytes(CONTENT)
    asked = []
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache", lambda *a, **k: asked.append((a, k)) or str(snapshot))
    assert fetch(ADDRESS) == snapshot
    assert asked == [(("owner/name", "nets/lamps.pkl"), {"revision": None})]


def test_nothing_secret_in_reports(web):
    web.serve(PATH, status=403)
    with pytest.raises(UnlitError) as error:
        fetch(web.url(PATH) + "?signature=secret")
    assert "secret" not in error.value.details + error.value.sentence
