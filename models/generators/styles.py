"""What all style-based generators share: scenes to w, styles changed and baked. Units are style channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.generator import Changes, Tensors
from models.generators.latents import z_of_seed
from models.generators.mapping import Dense
from models.generators.mapping import Mapping as MappingNetwork

Styles = Mapping[str, Tensor]  # layer name -> [N or 1, units]
SIGMA_SAMPLES = 4096


class StyleConfig(Protocol):
    """What must be known of the latents."""

    @property
    def z_dim(self) -> int: ...
    @property
    def w_dim(self) -> int: ...
    @property
    def num_ws(self) -> int: ...
    @property
    def classes(self) -> int: ...


class StyleGenerator:
    """The half of the generator protocol that does not depend on how styles become a picture."""

    def __init__(self, info: GeneratorInfo, config: StyleConfig, tensors: Tensors, device: torch.device) -> None:
        self.info, self.device = info, device
        self._latents = config
        self._tensors = dict(tensors)

    @property
    def mapping(self) -> MappingNetwork:
        """From z to w."""
        raise NotImplementedError

    def affine(self, layer: str) -> Dense:
        """From w to the styles of a layer."""
        raise NotImplementedError

    # ---------------------------------------------------------------------------------------------------- scenes
    @torch.no_grad()
    def ws(self, scene: Scene) -> Tensor:
        """float32 [1, num_ws, w_dim]: the scene's latent, truncated. Raises UnlitError for one it lacks."""
        if scene.toward is not None:
            start, end = (self.ws(each) for each in scene.ends())
            return start.lerp(end, scene.toward.part)
        latent = scene.latent
        if latent is not None and latent.kind == "w":
            return self._given_w(latent.array())
        classes = self._one_hot(scene)
        w = self.mapping(self._z(scene), classes)
        w = w if scene.psi == 1 else self.mapping.average(classes).lerp(w, scene.psi)
        return w[:, None].expand(-1, self._latents.num_ws, -1)

    @torch.no_grad()
    def ws_of_seeds(self, scenes: Sequence[Scene]) -> Tensor:
        """float32 [N, num_ws, w_dim]: `ws` of scenes that differ in nothing but their seeds, in one pass."""
        if len(scenes) == 1:
            return self.ws(scenes[0])
        classes = self._one_hot(scenes[0])
        z = torch.cat([self._z(scene) for scene in scenes])
        w = self.mapping(z, None if classes is None else classes.expand(len(scenes), -1))
        w = self.mapping.average(classes).lerp(w, scenes[0].psi)
        return w[:, None].expand(-1, self._latents.num_ws, -1)

    def _z(self, scene: Scene) -> Tensor:
        if scene.latent is None:
            return z_of_seed(scene.seed, self._latents.z_dim).to(self.device)
        if scene.latent.shape != (self._latents.z_dim,):
            raise UnlitError(f"A z of this generator has {self._latents.z_dim} numbers, not {scene.latent.shape}.")
        return torch.from_numpy(scene.latent.array().copy())[None].to(self.device)

    def _given_w(self, w: np.ndarray) -> Tensor:
        one, all_ = (self._latents.w_dim,), (self._latents.num_ws, self._latents.w_dim)
        if w.shape not in (one, all_):
            raise UnlitError(f"A w of this generator has the shape {one} or {all_}, not {w.shape}.")
        return torch.from_numpy(w.copy()).expand(all_)[None].to(self.device)

    def _one_hot(self, scene: Scene) -> Tensor | None:
        index, classes = scene.class_index, self._latents.classes
        if not classes and index is None:
            return None
        if not classes:
            raise UnlitError("This generator has no classes; leave the class out.")
        if index is None or not 0 <= index < classes:
            raise UnlitError(f"This generator draws one of {classes} classes; choose one from 0 to {classes - 1}.")
        return F.one_hot(torch.tensor([index], device=self.device), classes).float()

    # ----------------------------------------------------------------------------------------------------- units
    def changed(self, styles: Styles, changes: Changes) -> Styles:
        """The styles after `value -> gain * value + shift * sigma`."""
        result = dict(styles)
        for unit, change in changes.items():
            if result[unit.layer] is styles[unit.layer]:
                result[unit.layer] = styles[unit.layer].clone()
            result[unit.layer][:, unit.index].mul_(change.gain).add_(self._shift(unit, change))
        return result

    def _shift(self, unit: UnitId, change: Change) -> float:
        """A change's shift in the style's own numbers. Sigma takes a moment the first time: not for gains alone."""
        return change.shift * self.sigma_of(unit) if change.shift else 0.0

    def sigma_of(self, unit: UnitId) -> float:
        """See Generator.sigma_of."""
        return float(self.sigma[unit.layer][unit.index])

    @cached_property
    def sigma(self) -> Mapping[str, Tensor]:
        """Layer -> [units]: each style's standard deviation over 4,096 fixed random latents, without truncation."""
        draw = np.random.RandomState(0)
        z = torch.from_numpy(draw.randn(SIGMA_SAMPLES, self._latents.z_dim)).float().to(self.device)
        classes = None
        if self._latents.classes:
            labels = torch.from_numpy(draw.randint(self._latents.classes, size=SIGMA_SAMPLES)).to(self.device)
            classes = F.one_hot(labels, self._latents.classes).float()
        with torch.no_grad():
            w = self.mapping(z, classes)
            return {layer.name: self.affine(layer.name)(w).std(0, correction=0) for layer in self.info.layers}

    # --------------------------------------------------------------------------------------------------- weights
    def tensors(self) -> Tensors:
        """See Generator.tensors."""
        return self._tensors

    def baked(self, changes: Changes) -> dict[str, Tensor]:
        """See Generator.baked. A unit's row of the affine: `A[u] * gain`, `b[u] * gain + shift * sigma`."""
        new: dict[str, Tensor] = {}
        for unit, change in changes.items():
            name = f"synthesis.{unit.layer}.affine"
            for part in ("weight", "bias"):
                if f"{name}.{part}" not in new:
                    new[f"{name}.{part}"] = self._tensors[f"{name}.{part}"].detach().cpu().float().clone()
            new[f"{name}.weight"][unit.index] *= change.gain
            new[f"{name}.bias"][unit.index].mul_(change.gain).add_(self._shift(unit, change))
        return new
