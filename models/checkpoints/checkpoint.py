"""A checkpoint: what a file of weights holds, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from torch import Tensor

from models.checkpoints.fingerprint import fingerprint
from models.document.generator_info import GeneratorInfo
from models.document.recipe import Recipe
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan3.config import StyleGAN3Config

# Filters follow from the architecture: no parameters.
FILTERS = ("resample_filter", "up_filter", "down_filter")


@dataclass(frozen=True)
class Checkpoint:
    """A generator at rest: its architecture, its tensors under canonical names as stored, and its card.

    recipe: what it was made with, when it was exported from Unlit. container: the format of the file it came from.
    source: that file, for formats that are written by re-emitting it.
    """

    config: StyleGAN2Config | StyleGAN3Config
    tensors: Mapping[str, Tensor]
    name: str
    description: str = ""
    license: str = ""
    recipe: Recipe | None = field(default=None)
    container: str = "native"
    source: Path | None = None

    def info(self) -> GeneratorInfo:
        """The card, fingerprint included (reads every tensor once)."""
        return GeneratorInfo(
            name=self.name,
            family=self.config.family,
            fingerprint=fingerprint(self.tensors, self.config.signature),
            resolution=self.config.resolution,
            layers=self.config.layers(),
            z_dim=self.config.z_dim,
            classes=self.config.classes,
            parameters=sum(t.numel() for name, t in self.tensors.items() if not name.endswith(FILTERS)),
            truncation=self.config.truncation,
            description=self.description,
            license=self.license,
            container=self.container,
            grows=self.config.grows,
        )
