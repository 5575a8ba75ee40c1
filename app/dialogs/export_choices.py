"""What can be saved, in which formats, and which programs open them: the choices of the export dialog."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication

from models.document.generator_info import FileFormat

What = Literal["generator", "picture", "recipe"]
PICTURE, RECIPE = FileFormat("png", "PNG", ".png"), FileFormat("recipe", "JSON", ".json")


@dataclass(frozen=True)
class ExportOffer:
    """What the dialog begins with. formats: of the generator. name: of the project. source: the generator's own file.

    sizes: in bytes, of what is no generator.
    """

    formats: tuple[FileFormat, ...]
    name: str
    folder: Path
    source: Path | None
    sizes: dict[What, int]


@dataclass(frozen=True)
class ExportChoice:
    """What a person wants. to: the name of the format. check: compare the pictures of the re-opened file."""

    what: What
    path: Path
    to: str
    check: bool


def formats_of(offer: ExportOffer, what: What) -> tuple[FileFormat, ...]:
    """What it can be written in, the best first."""
    return {"generator": offer.formats, "picture": (PICTURE,), "recipe": (RECIPE,)}[what]


def usual_name(offer: ExportOffer, what: What, suffix: str) -> str:
    """A name that nothing in the folder has yet."""
    stems = {"generator": _tr("{name} edited"), "picture": "{name}", "recipe": _tr("{name} recipe")}
    stem = stems[what].format(name=offer.name)
    names = (f"{stem}{number}{suffix}" for number in ("", *(f" {n}" for n in range(2, 1000))))
    return next((name for name in names if not (offer.folder / name).exists()), f"{stem}{suffix}")


def opened_by(saves: FileFormat) -> str:
    """A sentence: which programs open files of this format."""
    return {
        "native": _tr("For Unlit, and programs that know NVIDIA’s names of tensors. The recipe is inside."),
        "nvidia": _tr("For NVIDIA’s own programs, StyleGAN2-ADA and StyleGAN3, and those built on them."),
        "pti": _tr("For PTI and programs built on it, as the file that you opened."),
        "rosinality": _tr("For rosinality’s stylegan2-pytorch and the many programs built on it."),
        "genforce": _tr("For genforce’s programs, as the file that you opened."),
        "diffusers": _tr("A folder for diffusers and programs built on it, such as InvokeAI."),
        "single-file": _tr("One file for ComfyUI, Stable Diffusion web UI (A1111), Forge and diffusers."),
        "lora": _tr("A LoRA for ComfyUI, A1111 and Forge: small, added to the generator that people have already."),
        "lora-peft": _tr("A LoRA for diffusers and PEFT: small, added to the generator that people have already."),
        "uce": _tr("Only the weights that change, under the names that the program of UCE uses; for research."),
        "png": _tr("The picture on the canvas. It carries its recipe: drop it on Unlit, and the edits come back."),
        "recipe": _tr("The edits alone, for this generator. For Unlit, in the window or on the command line."),
    }.get(saves.name, "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("export", text)
