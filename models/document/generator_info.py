"""What a generator is, for those who never touch its tensors."""

from __future__ import annotations

from typing import Literal

import msgspec

from models.document.scene import Prompt
from models.document.units import Layer


class Fingerprint(msgspec.Struct, frozen=True):
    """Which generator this is, whatever file it came in.

    sha256: of the tensors under their canonical names (see models.checkpoints.fingerprint). architecture: a short text
    that is equal for generators whose units correspond one to one.
    """

    sha256: str
    architecture: str

    def __str__(self) -> str:
        return self.sha256[:12]


class FileFormat(msgspec.Struct, frozen=True):
    """A format that a generator, or what a recipe changes in it, can be written in.

    name: for programs. title: for people. suffix: of its files.
    """

    name: str
    title: str
    suffix: str


class GeneratorInfo(msgspec.Struct, frozen=True):
    """The generator's card: everything the interface shows without loading a tensor.

    resolution: pixels along one side. classes: 0 when unconditional. truncation: the usual psi for its pictures.
    parameters: how many numbers its tensors hold. container: the name of the file format it came in.
    saves: the formats it can be written in, the one it came in first. prompts: whether its scenes are prompts, and
    `defaults` how it is asked when nobody says: steps, guidance, scheduler. size_step: pixels that a prompt's width and
    height are multiples of; 0 where pictures have one size only. grows: whether its pictures grow from small ones, so
    that a soft one is there much sooner.
    """

    name: str
    family: str
    fingerprint: Fingerprint
    resolution: int
    layers: tuple[Layer, ...]
    z_dim: int
    classes: int
    parameters: int
    truncation: float
    description: str = ""
    license: str = ""
    container: str = "native"
    saves: tuple[FileFormat, ...] = ()
    prompts: bool = False
    defaults: Prompt | None = None
    size_step: int = 0
    grows: bool = False

    @property
    def unit_count(self) -> int:
        """All units but the colour knobs of toRGB."""
        return sum(layer.units for layer in self.layers if layer.kind != "torgb")

    @property
    def edits(self) -> tuple[Literal["units", "words"], ...]:
        """What of it can be changed: units, and what words mean; nothing of a generator that only draws here."""
        if not self.layers:
            return ()
        return ("units", "words") if self.prompts else ("units",)
