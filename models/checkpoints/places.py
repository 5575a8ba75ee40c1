"""Addresses of generators on the web: a file on the Hugging Face hub, or a link. Nothing here speaks to anybody."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from platformdirs import user_cache_path

from models.document.errors import UnlitError

HUB_PREFIX = "hf:"
CACHE_VARIABLE = "UNLIT_CACHE"
_LONGEST = 4096
_HUB_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co")
_OTHER_REPOSITORIES = ("/spaces/", "/datasets/")  # "hf:" is for models
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
_HUB_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?")
_HUB_FORM = "hf:owner/name or hf:owner/name/path/to/file"


@dataclass(frozen=True)
class HubPlace:
    """A file in a repository of the Hugging Face hub, or, when its path is empty, all of a diffusers folder there.

    revision: a branch, tag or commit; empty for the main branch.
    """

    repository: str
    path: str
    revision: str = ""

    @property
    def address(self) -> str:
        """As people write it."""
        path = f"/{self.path}" if self.path else ""
        return f"{HUB_PREFIX}{self.repository}{'@' + self.revision if self.revision else ''}{path}"

    @property
    def name(self) -> str:
        """The file's own name, or the repository's."""
        return PurePosixPath(self.path or self.repository).name

    @property
    def is_folder(self) -> bool:
        """Whether it is a whole repository."""
        return not self.path

    @property
    def host(self) -> str:
        """Where it comes from, for people."""
        return "huggingface.co"


@dataclass(frozen=True)
class LinkPlace:
    """A file behind an https link."""

    address: str

    @property
    def name(self) -> str:
        """The file's own name, safe on every disk."""
        name = PurePosixPath(unquote(urlsplit(self.address).path)).name
        kept = "".join(c if c.isalnum() or c in "._- " else "_" for c in name).strip(" .")[-100:]
        return kept or "generator"

    @property
    def host(self) -> str:
        """Where it comes from, for people."""
        return urlsplit(self.address).hostname or ""


Place = HubPlace | LinkPlace


def is_address(text: str) -> bool:
    """Whether this means a place on the web and not a file's path."""
    return text.strip().lower().startswith((HUB_PREFIX, "https://", "http://"))


def place_of(text: str) -> Place:
    """The place that an address names. Raises UnlitError with one sentence for what is none."""
    address = text.strip()
    if len(address) > _LONGEST or not address.isprintable():
        raise UnlitError("This address is too long or runs over several lines; copy it again.")
    if address.lower().startswith(HUB_PREFIX):
        return _hub_place(address[len(HUB_PREFIX) :].lstrip("/"))
    if not is_address(address):
        raise UnlitError(f"“{address[:60]}” is no address; write {_HUB_FORM} or a link that begins with https://.")
    return _link_place(address)


def allowed(url: str) -> bool:
    """Whether this may be asked for at all: encrypted, or on this very machine; nothing secret inside."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    encrypted = parts.scheme == "https" or (parts.scheme == "http" and host in _LOCAL_HOSTS)
    return encrypted and bool(host) and parts.username is None and parts.password is None


def cache_folder() -> Path:
    """Where downloads are kept: the user's cache, or what UNLIT_CACHE says."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return (Path(chosen).expanduser() if chosen else user_cache_path("Unlit", appauthor=False)) / "downloads"


def kept_path(place: Place) -> Path:
    """Where a place's file lies once it is downloaded: its own name, in a folder of its own."""
    return cache_folder() / hashlib.sha256(place.address.encode()).hexdigest()[:16] / place.name


def _hub_place(text: str) -> HubPlace:
    owner, _, rest = text.removesuffix("/").partition("/")
    name, _, path = rest.partition("/")
    name, _, revision = name.partition("@")
    if revision == "refs":  # refs/pr/3, the one kind of revision with slashes
        kind, number, path = [*path.split("/", 2), "", ""][:3]
        revision = f"refs/{kind}/{number}"
    named = _HUB_NAME.fullmatch(owner) and _HUB_NAME.fullmatch(name) and not revision.endswith("/")
    if not named or (path and not all(path.split("/"))) or {".", ".."} & set(path.split("/")):
        raise UnlitError(f"“{HUB_PREFIX}{text[:60]}” is nothing on the hub; write {_HUB_FORM}.")
    if path and not is_safe_path(path):
        raise UnlitError(f"The name of the file in “{HUB_PREFIX}{text[:60]}” cannot be used.")
    return HubPlace(f"{owner}/{name}", path, revision)


def is_safe_path(path: str) -> bool:
    """Whether a path in a repository can be one below a folder on every disk."""
    pieces = path.split("/")
    return all(pieces) and not {".", ".."} & set(pieces) and not set(path) & set('\\:*?"<>|') and len(pieces[-1]) <= 120


def _link_place(address: str) -> Place:
    if " " in address:
        raise UnlitError("This link holds a space; copy it again.")
    if not allowed(address):
        if "@" in address.split("?")[0].split("#")[0]:
            raise UnlitError("This link holds a name or a password; use one without.")
        raise UnlitError("Only links that begin with https:// are opened, because others can be changed on their way.")
    parts = urlsplit(address)
    if parts.hostname in _HUB_HOSTS and parts.path.startswith(_OTHER_REPOSITORIES):
        return LinkPlace(address.partition("#")[0].replace("/blob/", "/resolve/", 1))
    if parts.hostname in _HUB_HOSTS:
        return _place_of_hub_page(unquote(parts.path).strip("/"))
    return LinkPlace(address.partition("#")[0])


def _place_of_hub_page(path: str) -> HubPlace:
    """What a copied link to the hub means: owner/name, or owner/name/tree/main, is the repository;
    owner/name/blob/main/file is a file's page, and .../resolve/... the file.
    """
    pieces = path.split("/")
    if len(pieces) == 2 or (len(pieces) == 4 and pieces[2] == "tree"):
        revision = f"@{pieces[3]}" if len(pieces) == 4 and pieces[3] != "main" else ""
        return _hub_place(f"{pieces[0]}/{pieces[1]}{revision}")
    if len(pieces) < 5 or pieces[2] not in ("blob", "resolve"):
        raise UnlitError("This is a page of the hub; open one of its files and copy that link.")
    revision = "" if pieces[3] == "main" else f"@{pieces[3]}"
    return _hub_place(f"{pieces[0]}/{pieces[1]}{revision}/{'/'.join(pieces[4:])}")
