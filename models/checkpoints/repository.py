"""A whole repository of the hub -> a diffusers folder on this disk: just the files that the generator needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from models.checkpoints.hub import Listing, find, in_shared_cache, list_files
from models.checkpoints.part import Part, check_room
from models.checkpoints.pipelines.needed import files_needed
from models.checkpoints.pipelines.texts import INDEX, config_in
from models.checkpoints.places import HubPlace
from models.checkpoints.progress import Report, silent
from models.checkpoints.web import Remote
from models.document.errors import UnlitError

Download = Callable[[Remote, Part, Report], None]
_WEIGHTS = (".safetensors", ".ckpt", ".pkl", ".pt", ".pth")


@dataclass(frozen=True)
class Plan:
    """What is to come: of one version of the repository, bytes by path. coming: the folder until all is there."""

    place: HubPlace
    coming: Path
    sizes: Mapping[str, int]

    @property
    def total(self) -> int:
        """Bytes in all."""
        return sum(self.sizes.values())

    def missing(self) -> int:
        """Bytes that are not here yet."""
        return sum(size for path, size in self.sizes.items() if not (self.coming / path).is_file())


def plan(place: HubPlace, folder: Path, download: Download, endpoint: str | None) -> Plan:
    """Ask what there is, and get the list of parts. Raises UnlitError for a repository without a generator."""
    listing = list_files(place, endpoint)
    if INDEX not in listing.sizes:
        raise UnlitError(_no_pipeline(place, listing))
    pinned = replace(place, revision=listing.commit)
    coming = folder.with_name(f"{folder.name}.{listing.commit[:12]}.part")
    _get(pinned, coming, INDEX, download, silent, endpoint)
    needed = files_needed(_index(coming, place), list(listing.sizes), place.name)
    return Plan(pinned, coming, {path: listing.sizes[path] for path in needed})


def fetch_repository(place: HubPlace, folder: Path, download: Download, report: Report, endpoint: str | None) -> None:
    """Fill `folder`, which takes its name when all is there; until then it has a name with its version.

    Files that came whole stay when it breaks off, and the one that did not is continued. download: brings one file.
    Raises UnlitError with one sentence.
    """
    wanted = plan(place, folder, download, endpoint)
    check_room(wanted.missing(), wanted.coming, place.name)
    done = 0
    for path, size in wanted.sizes.items():

        def further(read: int, _: int, before: int = done) -> None:
            report(before + read, wanted.total)

        _get(wanted.place, wanted.coming, path, download, further, endpoint)
        done += size
        report(done, wanted.total)
    wanted.coming.rename(folder)


def in_cache(place: HubPlace) -> Path | None:
    """The folder when another program has downloaded all that is needed to the cache that all of them share."""
    index = in_shared_cache(replace(place, path=INDEX))
    if index is None:
        return None
    names = [path.relative_to(index.parent).as_posix() for path in index.parent.rglob("*") if path.is_file()]
    try:
        files_needed(_index(index.parent, place), names, place.name)
    except UnlitError:
        return None
    return index.parent


def _get(place: HubPlace, folder: Path, path: str, download: Download, report: Report, endpoint: str | None) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.is_file():
        download(find(replace(place, path=path), endpoint), Part(target), report)


def _index(folder: Path, place: HubPlace) -> dict[str, object]:
    return config_in({INDEX: (folder / INDEX).read_bytes()}, INDEX, place.name)


def _no_pipeline(place: HubPlace, listing: Listing) -> str:
    weights = sorted(path for path in listing.sizes if path.endswith(_WEIGHTS))
    if not weights:
        return f"The repository “{place.repository}” on huggingface.co holds no generator."
    example = f"hf:{place.repository}/{weights[0]}"
    return f"The repository “{place.repository}” is no diffusers folder; open one of its files, as {example:.200}."
