"""The Hugging Face hub: where its files are, and what it says about them. The library is loaded when it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from models.checkpoints.places import HubPlace, is_safe_path
from models.checkpoints.web import Remote, sentence_for, unreachable
from models.document.errors import UnlitError
from models.version import VERSION

_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_TIMEOUT = 30.0


class Listing(NamedTuple):
    """A repository at one moment. commit: of its version. sizes: bytes of every file by its path."""

    commit: str
    sizes: Mapping[str, int]


def in_shared_cache(place: HubPlace) -> Path | None:
    """The file when another program has already downloaded it to the cache that all of them share."""
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(place.repository, place.path, revision=place.revision or None)
    return Path(found) if isinstance(found, str) and Path(found).is_file() else None


def list_files(place: HubPlace, endpoint: str | None = None) -> Listing:
    """Ask the hub what is in a repository. Raises UnlitError with one sentence."""
    from huggingface_hub import HfApi

    with _hub_errors(place):
        api = HfApi(endpoint=endpoint, library_name="unlit", library_version=VERSION)
        info = api.model_info(place.repository, revision=place.revision or None, files_metadata=True, timeout=_TIMEOUT)
    files = {file.rfilename: file.size or 0 for file in info.siblings or []}
    if not _COMMIT.fullmatch(info.sha or "") or not all(is_safe_path(path) for path in files):
        raise UnlitError(f"The server {place.host} answered in a way that Unlit does not understand.")
    return Listing(info.sha or "", files)


def find(place: HubPlace, endpoint: str | None = None) -> Remote:
    """Ask the hub about a file. endpoint: another hub than the one that the library is set to.

    The library's own download keeps no partial file, so only its knowledge of the hub is used: names and revisions,
    a person's login, checksums. Raises UnlitError with one sentence.
    """
    import httpx2
    from huggingface_hub import get_hf_file_metadata, hf_hub_url
    from huggingface_hub.utils import build_hf_headers

    url = hf_hub_url(place.repository, place.path, revision=place.revision or None, endpoint=endpoint)
    headers = build_hf_headers(library_name="unlit", library_version=VERSION)
    with _hub_errors(place):
        known = get_hf_file_metadata(url, headers=headers, endpoint=endpoint)
    etag = known.etag or ""
    return Remote(
        url=known.location,
        host=place.host,
        name=place.name,
        size=known.size or 0,
        sha256=etag if _SHA256.fullmatch(etag) else "",
        version=etag,
        headers=headers if httpx2.URL(known.location).host == httpx2.URL(url).host else {},
    )


@contextmanager
def _hub_errors(place: HubPlace) -> Iterator[None]:
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    try:
        yield
    except HfHubHTTPError as error:
        raise UnlitError(_sentence(error, place), details=str(error)) from error
    except HFValidationError as error:
        raise UnlitError(f"“{place.address}” is nothing on the hub.", details=str(error)) from error
    except (httpx2.HTTPError, OSError) as error:  # also the library's own offline mode
        raise unreachable(error, place.host) from error


def _sentence(error: Exception, place: HubPlace) -> str:
    """The hub says more than a number about what is wrong."""
    from huggingface_hub.errors import (
        EntryNotFoundError,
        GatedRepoError,
        HfHubHTTPError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    match error:
        case GatedRepoError():
            return f"The repository “{place.repository}” asks for a login and for its conditions to be accepted."
        case RepositoryNotFoundError():
            return f"There is no public repository “{place.repository}” on huggingface.co."
        case RevisionNotFoundError():
            return f"The repository “{place.repository}” on huggingface.co has no revision “{place.revision}”."
        case EntryNotFoundError():
            return f"The repository “{place.repository}” on huggingface.co has no file “{place.path}”."
        case HfHubHTTPError():
            return sentence_for(error.response.status_code, place.host)
    return sentence_for(0, place.host)
