"""Project: the one file called a document. A zip with project.json and thumbnail.png, written atomically."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Annotated

import msgspec

from models.document.atomic import writing
from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.generator_info import Fingerprint
from models.document.ranking import PaintedScene, Ranking
from models.document.recipe import Recipe
from models.document.scene import Scene

SUFFIX = ".unlit"
_LARGEST_JSON = 256 * 2**20
_LARGEST_THUMBNAIL = 16 * 2**20
_LARGEST_ORIGIN = 2**16


class SceneLabel(msgspec.Struct, frozen=True):
    """What a person said of a scene. name: empty for none. pinned: it stays when others make room."""

    scene: Scene
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    pinned: bool = False


class Project(msgspec.Struct, frozen=True):
    """Everything a person would miss: which generator, the recipe, the scenes, what is painted, what was found.

    generator_path: where the generator's file was ("sample:lamp_room" for a bundled one). active: index of the scene
    on the canvas. painted, labels: at most one a scene.
    """

    generator_path: str
    base: Fingerprint
    recipe: Recipe
    scenes: tuple[Scene, ...]
    active: int = 0
    painted: tuple[PaintedScene, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    labels: tuple[SceneLabel, ...] = ()


def save_project(project: Project, path: Path, thumbnail_png: bytes = b"", *, origin: str = "") -> None:
    """Write the project; the file at `path` is either the old or the whole new one at any moment.

    origin: of a copy that is kept in case of a crash, the path of the file it belongs to.
    Raises UnlitError (kind "disk") when it cannot be written.
    """
    with writing(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.json", encode("project", project))
        if thumbnail_png:
            archive.writestr("thumbnail.png", thumbnail_png)
        if origin:
            archive.writestr("origin.txt", origin)


def load_project(path: Path) -> Project:
    """Read a project. Raises UnlitError for anything that is not one, is damaged, or is made with a newer version."""
    project = decode("project", _entry(path, "project.json", _LARGEST_JSON), Project)
    if not project.scenes or not 0 <= project.active < len(project.scenes):
        raise UnlitError(f"“{path.name}” is damaged: it shows a scene that it does not have.")
    if len(set(project.scenes)) < len(project.scenes):
        raise UnlitError(f"“{path.name}” is damaged: it has a scene twice.")
    return project


def load_thumbnail(path: Path) -> bytes:
    """The PNG that shows what a project looks like; empty when it has none. Raises UnlitError as load_project."""
    with _opened(path) as archive:
        if "thumbnail.png" not in archive.namelist():
            return b""
    return _entry(path, "thumbnail.png", _LARGEST_THUMBNAIL)


def load_origin(path: Path) -> str:
    """The path of the file that a kept copy belongs to; empty when it has none. Raises UnlitError as load_project."""
    with _opened(path) as archive:
        if "origin.txt" not in archive.namelist():
            return ""
    return _entry(path, "origin.txt", _LARGEST_ORIGIN).decode(errors="replace")


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnlitError(f"“{path.name}” is not an Unlit project.", details=str(error)) from error
    except OSError as error:
        raise UnlitError(f"“{path.name}” cannot be read: {error.strerror or error}.", kind="disk") from error


def _entry(path: Path, name: str, limit: int) -> bytes:
    """One entry, never more than `limit` bytes whatever the archive claims."""
    with _opened(path) as archive:
        try:
            with archive.open(name) as file:
                data = file.read(limit + 1)
        except KeyError as error:
            raise UnlitError(f"“{path.name}” is not an Unlit project.") from error
        except Exception as error:  # what zipfile, zlib and lzma raise for damaged data has no common base
            raise UnlitError(f"“{path.name}” is damaged and cannot be read.", details=str(error)) from error
    if len(data) > limit:
        raise UnlitError(f"“{path.name}” is too large to be an Unlit project.")
    return data
