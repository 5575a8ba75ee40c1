"""What is this file, or folder? By its content, never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from models.document.errors import UnlitError

Weights = Literal["safetensors", "pickle", "torch zip", "torch legacy", "gzip"]
Kind = Weights | Literal["pipeline folder", "project", "recipe", "png", "picture", "text", "unknown"]

_NAMES: dict[Kind, str] = {
    "pickle": "a pickle, but not one of a StyleGAN generator",
    "torch zip": "a PyTorch file, but not one of a StyleGAN generator",
    "torch legacy": "a PyTorch file, but not one of a StyleGAN generator",
    "project": "an Unlit project, not a generator",
    "recipe": "an Unlit recipe, not a generator",
    "png": "a picture, not a generator",
    "picture": "a picture, not a generator",
    "gzip": "a compressed file, but not one of a StyleGAN generator",
    "text": "a text, not a generator",
    "unknown": "nothing that Unlit knows",
}
# How torch.save began a file before it wrote zips: a pickle of one large number.
_TORCH_MAGIC = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."


def identify(path: Path) -> Kind:
    """What a file is by its first bytes. Raises UnlitError when it is missing, empty or unreadable, or a folder
    that is no pipeline's."""
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except FileNotFoundError as error:
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except OSError as error:
        if _is_folder(path):  # where opening one is an error of another kind on each system
            return _kind_of_folder(path)
        raise UnlitError(f"“{path.name}” cannot be read: {error.strerror or error}.", kind="disk") from error
    except ValueError as error:  # a path that no file can have
        raise UnlitError(f"There is no file “{path.name}”.", details=str(error)) from error
    if not head:
        raise UnlitError(f"“{path.name}” is empty.")
    return _kind_of(head, path)


def wrong_kind(path: Path, kind: Kind) -> UnlitError:
    """The error for a file that is no generator this version opens."""
    return UnlitError(f"“{path.name}” is {_NAMES[kind]}.")


def _kind_of(head: bytes, path: Path) -> Kind:
    if head[8:9] == b"{" and int.from_bytes(head[:8], "little") < 2**40:  # the header's length; letters are more
        return "safetensors"
    if head.lstrip()[:1] == b"{" and b'"unlit"' in head:
        return "recipe"
    if b"\0" not in head and head.isascii():
        return "text"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith(b"\x89PNG"):
        return "png"
    if head.startswith((b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\0", b"MM\0*")):
        return "picture"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(_TORCH_MAGIC):
        return "torch legacy"
    if head[0] == 0x80 and len(head) > 1 and 2 <= head[1] <= 5:
        return "pickle"
    return "unknown"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long
        return False


def _kind_of_folder(path: Path) -> Kind:
    """A pipeline's has a model_index.json. Raises UnlitError saying what else it seems to be."""
    name = path.resolve().name
    if (path / "model_index.json").is_file():
        return "pipeline folder"
    if (path / "config.json").is_file() and (path.resolve().parent / "model_index.json").is_file():
        raise UnlitError(f"“{name}” is one part of a generator; choose the folder that it lies in.")
    raise UnlitError(f"“{name}” is a folder without a model_index.json; choose a file or a diffusers folder.")


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "unknown"
    if "project.json" in names:
        return "project"
    return "torch zip" if any(name.endswith(("data.pkl", "/version")) for name in names) else "unknown"
