"""A generator's address -> a file on this disk: with progress, continued where it broke off, checked, never half."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx2
from filelock import FileLock, Timeout

from models.checkpoints.hub import find, in_shared_cache
from models.checkpoints.part import Part, check_room
from models.checkpoints.places import HubPlace, Place, kept_path, place_of
from models.checkpoints.progress import Report, silent
from models.checkpoints.public import public_generator
from models.checkpoints.repository import fetch_repository, in_cache, plan
from models.checkpoints.web import LOST, Remote, answer, client
from models.document.errors import UnlitError

ATTEMPTS = 4
PAUSE = 0.5  # seconds before the second attempt, then twice as long each time
LARGEST = 64 * 10**9


def kept_file(address: str) -> Path | None:
    """The file or folder when it is on this disk already; asks nobody. Raises UnlitError for what is no address."""
    place = place_of(address)
    path = kept_path(place)
    if path.exists():
        return path
    if isinstance(place, HubPlace):
        return in_cache(place) if place.is_folder else in_shared_cache(place)
    return None


def look_up(address: str, endpoint: str | None = None) -> Remote:
    """What the server says about a file, or a folder, without its content. Raises UnlitError with one sentence."""
    place = place_of(address)
    if isinstance(place, HubPlace) and place.is_folder:
        size = plan(place, kept_path(place), _download, endpoint).total
        return Remote(place.address, place.host, place.name, size)
    remote = _remote(place, endpoint)
    if isinstance(place, HubPlace):
        return remote
    with client() as asking, answer(asking, remote, {}) as response:
        _check_kind(response, remote)
        return replace(remote, size=_total_of(response))


def fetch(address: str, report: Report = silent, endpoint: str | None = None) -> Path:
    """The file, or the diffusers folder, at an address, downloaded unless it is here already.

    report: may raise, which stops the download and keeps what came, to go on from there. endpoint: of another hub.
    Raises UnlitError with one sentence; kind "disk" when there is no room.
    """
    place = place_of(address)
    if (found := kept_file(address)) is not None:
        return found
    path = kept_path(place)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path.parent / "lock", report):
            if not path.exists():
                _bring(place, path, report, endpoint)
    except OSError as error:
        reason = error.strerror or "the disk refuses"
        raise UnlitError(f"“{path.name}” could not be kept: {reason}.", kind="disk", details=str(error)) from error
    return path


def _bring(place: Place, path: Path, report: Report, endpoint: str | None) -> None:
    if isinstance(place, HubPlace) and place.is_folder:
        fetch_repository(place, path, _download, report, endpoint)
    else:
        _download(_remote(place, endpoint), Part(path), report)


def _remote(place: Place, endpoint: str | None) -> Remote:
    known = public_generator(place.address)
    remote = find(place, endpoint) if isinstance(place, HubPlace) else Remote(place.address, place.host, place.name)
    return replace(remote, sha256=known.sha256) if known and known.sha256 else remote


@contextmanager
def _alone(path: Path, report: Report) -> Iterator[None]:
    """One at a time, also among programs; whoever waits can be stopped."""
    lock = FileLock(path)
    while True:
        report(0, 0)
        try:
            lock.acquire(timeout=0.1)
            break
        except Timeout:
            continue
    try:
        yield
    finally:
        lock.release()


def _download(remote: Remote, part: Part, report: Report) -> None:
    """All of the file, over as many connections as it takes."""
    with client() as asking:
        for attempt in range(ATTEMPTS):
            try:
                if _receive(asking, remote, part, report):
                    _check(remote, part, report)
                    part.finish()
                    return
            except httpx2.RequestError as error:
                if attempt == ATTEMPTS - 1:
                    raise UnlitError(LOST.format(host=remote.host), details=repr(error)) from error
            _wait(PAUSE * 2**attempt, report, part)
    raise UnlitError(LOST.format(host=remote.host))


def _receive(asking: httpx2.Client, remote: Remote, part: Part, report: Report) -> bool:
    """What one connection brings. Whether the file is whole now. Raises httpx2.RequestError when it breaks."""
    have, version, total = _beginning(remote, part)
    if have and have == total:
        return True
    ask = {"Range": f"bytes={have}-"} if have else {}
    if have and not remote.version:  # the server compares, and sends everything when it has another version now
        ask["If-Range"] = version
    with answer(asking, remote, ask) as response:
        if response.status_code == 416 or (response.status_code == 206 and not _fits(response, have, version, remote)):
            part.drop()
            return False
        _check_kind(response, remote)
        if response.status_code == 200:
            total = _total_of(response) or remote.size
            part.begin(remote.version or _version_of(response), total)
        _check_size(total, remote, part)
        return _write(response, part, total, report)


def _beginning(remote: Remote, part: Part) -> tuple[int, str, int]:
    """How much of the file can be kept, of which version, and its size; what is of another version goes."""
    version, total = part.version()
    if not version or (remote.version and remote.version != version) or (total and part.size > total):
        part.drop()
        return 0, "", 0
    return part.size, version, total


def _fits(response: httpx2.Response, have: int, version: str, remote: Remote) -> bool:
    """Whether an answer is the rest of what is here."""
    unit, _, span = response.headers.get("Content-Range", "").partition(" ")
    if unit != "bytes" or not span.startswith(f"{have}-"):
        return False
    return bool(remote.version) or _version_of(response) in ("", version)


def _write(response: httpx2.Response, part: Part, total: int, report: Report) -> bool:
    """Append the body. Whether the file is whole now."""
    done = part.size
    with part.path.open("ab") as file:
        report(done, total)
        for piece in response.iter_raw():
            file.write(piece)
            done += len(piece)
            report(done, total)
            if done > (total or LARGEST):
                break
    if done > (total or LARGEST):
        part.drop()
        raise UnlitError(f"The server {response.request.url.host} sent more than it had said, so it was stopped.")
    return not total or done == total


def _version_of(response: httpx2.Response) -> str:
    """What tells this version of the file from any other; a weak ETag does not."""
    etag = response.headers.get("ETag", "")
    return etag if etag.startswith('"') else response.headers.get("Last-Modified", "")


def _total_of(response: httpx2.Response) -> int:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() and len(length) < 19 else 0


def _check_kind(response: httpx2.Response, remote: Remote) -> None:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise UnlitError(f"The server {remote.host} sends this file compressed, so it cannot be checked or continued.")
    if response.headers.get("Content-Type", "").startswith("text/html"):
        raise UnlitError(f"This address shows a page of {remote.host}, not a file; copy the download's own link.")


def _check_size(total: int, remote: Remote, part: Part) -> None:
    """Before anything is written."""
    if remote.size and total != remote.size:
        part.drop()
        sizes = f"{total} bytes, not {remote.size}"
        raise UnlitError(f"The server {remote.host} sends another file than it had said ({sizes}).")
    if total > LARGEST:
        raise UnlitError(f"“{remote.name}” is too large to be a generator ({total / 1e9:.0f} GB).")
    check_room(total - part.size, part.target.parent, remote.name)


def _check(remote: Remote, part: Part, report: Report) -> None:
    """Whether the whole file is what it should be; if not, it goes."""
    size = part.size
    if not size:
        part.drop()
        raise UnlitError(f"The server {remote.host} sent an empty file.")
    if remote.sha256 and _sha256(part.path, size, report) != remote.sha256:
        part.drop()
        raise UnlitError(f"What {remote.host} sent is not “{remote.name}”: its checksum is wrong; it was removed.")


def _sha256(path: Path, size: int, report: Report) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(2**20):
            digest.update(piece)
            report(size, size)
    return digest.hexdigest()


def _wait(seconds: float, report: Report, part: Part) -> None:
    """Give the server a moment; can be stopped."""
    _, total = part.version()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        report(part.size, total)
        time.sleep(0.05)
