"""Asking a server for a file: redirects that stay safe, time limits, and one sentence for whatever goes wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx2

from models.checkpoints.places import allowed
from models.document.errors import UnlitError
from models.version import VERSION

REDIRECTS = 6
TIMEOUT = httpx2.Timeout(30.0, connect=15.0)
LOST = "The connection to {host} broke off; what came so far is kept, so open it again to go on from there."


@dataclass(frozen=True)
class Remote:
    """What is known of a file on a server before it is asked for.

    size: bytes, 0 when not known. sha256, version: empty when not known; the version changes with the content.
    headers: for this very host, and never sent to another.
    """

    url: str
    host: str
    name: str
    size: int = 0
    sha256: str = ""
    version: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def client() -> httpx2.Client:
    """Nothing is compressed on the way, so that a file can be continued at a byte; proxies as the system says."""
    headers = {"User-Agent": f"Unlit/{VERSION}", "Accept-Encoding": "identity"}
    return httpx2.Client(timeout=TIMEOUT, follow_redirects=False, headers=headers)


@contextmanager
def answer(asking: httpx2.Client, remote: Remote, more: Mapping[str, str]) -> Iterator[httpx2.Response]:
    """The server's answer to GET with its body still to come: 200, 206 or 416. Raises UnlitError for any other."""
    response = _follow(asking, remote, more)
    try:
        if response.status_code not in (200, 206, 416):
            raise UnlitError(sentence_for(response.status_code, remote.host), details=_details(response))
        yield response
    finally:
        response.close()


def sentence_for(status: int, host: str) -> str:
    """What an error status means to a person."""
    if status in (401, 403):
        return f"The server {host} does not give this file to everybody ({status}); download it in a browser instead."
    if status in (404, 410):
        return f"There is no file at this address on {host}."
    if status == 429:
        return f"The server {host} is asked too often at the moment; try again in a few minutes."
    if status >= 500:
        return f"The server {host} cannot deliver at the moment ({status}); try again later."
    return f"The server {host} answered in a way that Unlit does not understand ({status})."


def unreachable(error: Exception, host: str) -> UnlitError:
    """The error for a server that gave no answer at all."""
    if isinstance(error, httpx2.TimeoutException):
        return UnlitError(f"The server {host} does not answer; try again later.", details=repr(error))
    sentence = f"The server {host} cannot be reached; check the connection to the internet."
    return UnlitError(sentence, details=repr(error))


def _follow(asking: httpx2.Client, remote: Remote, more: Mapping[str, str]) -> httpx2.Response:
    """The answer after all redirects."""
    url = remote.url
    for _ in range(REDIRECTS + 1):
        own = remote.headers if _origin(url) == _origin(remote.url) else {}
        try:
            response = asking.send(asking.build_request("GET", url, headers={**own, **more}), stream=True)
        except (httpx2.RequestError, httpx2.InvalidURL, OSError) as error:
            raise unreachable(error, remote.host) from error
        if not response.has_redirect_location:
            return response
        response.close()
        url = _next(url, response.headers["Location"], remote.host)
    raise UnlitError(f"The server {remote.host} sends from one address to the next without end.")


def _next(url: str, location: str, host: str) -> str:
    """Where a redirect leads. Never to an unencrypted place, nor from the web to this machine."""
    following = urljoin(url, location)
    if not allowed(following) or (_is_encrypted(url) and not _is_encrypted(following)):
        raise UnlitError(f"The server {host} sends to an address that is not safe, so nothing was downloaded.")
    return following


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _is_encrypted(url: str) -> bool:
    return urlsplit(url).scheme == "https"


def _details(response: httpx2.Response) -> str:
    """The answer for a report, without what may be secret in an address's query."""
    return f"{response.request.url.copy_with(query=None)}: {response.status_code} {response.reason_phrase}"
