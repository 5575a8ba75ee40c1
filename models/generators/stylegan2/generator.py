"""A StyleGAN2 that answers the generator protocol. Its units are style channels (Wu et al. 2021)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import Layer, UnitId
from models.generators.generator import Changes, Tensors
from models.generators.latents import noise_of_scene, z_of_seed
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.loading import build_network
from models.generators.stylegan2.network import Noises, State, Styles, Synthesis

SIGMA_SAMPLES = 4096


class StyleGAN2Generator:
    """See models.generators.generator.Generator for what it answers."""

    def __init__(self, info: GeneratorInfo, config: StyleGAN2Config, tensors: Tensors, device: torch.device) -> None:
        """tensors: under NVIDIA's names, any floating precision. Raises UnlitError when they do not fit the config."""
        self.info, self.config, self.device = info, config, device
        self._tensors = dict(tensors)
        self.network = build_network(config, tensors, device)

    # -------------------------------------------------------------------------------------------------- pictures
    @torch.no_grad()
    def raw(self, scenes: Sequence[Scene], changes: Changes | None = None) -> Tensor:
        """See Generator.raw."""
        styles = self.network.synthesis.styles(torch.cat([self.ws(scene) for scene in scenes]))
        styles = self.changed(styles, changes or {})
        return self.network.synthesis.run(self.network.synthesis.start(), styles, self.noises(scenes))

    @torch.no_grad()
    def ws(self, scene: Scene) -> Tensor:
        """float32 [1, num_ws, w_dim]: the scene's latent, truncated. Raises UnlitError for one it lacks."""
        mapping, latent = self.network.mapping, scene.latent
        if latent is not None and latent.kind == "w":
            return self._given_w(latent.array())
        w = mapping(self._z(scene), self._one_hot(scene))
        w = w if scene.psi == 1 else mapping.w_avg.lerp(w, scene.psi)
        return w[:, None].expand(-1, self.config.num_ws, -1)

    def _z(self, scene: Scene) -> Tensor:
        if scene.latent is None:
            return z_of_seed(scene.seed, self.config.z_dim).to(self.device)
        if scene.latent.shape != (self.config.z_dim,):
            raise UnlitError(f"A z of this generator has {self.config.z_dim} numbers, not {scene.latent.shape}.")
        return torch.from_numpy(scene.latent.array().copy())[None].to(self.device)

    def _given_w(self, w: np.ndarray) -> Tensor:
        one, all_ = (self.config.w_dim,), (self.config.num_ws, self.config.w_dim)
        if w.shape not in (one, all_):
            raise UnlitError(f"A w of this generator has the shape {one} or {all_}, not {w.shape}.")
        return torch.from_numpy(w.copy()).expand(all_)[None].to(self.device)

    def _one_hot(self, scene: Scene) -> Tensor | None:
        index, classes = scene.class_index, self.config.classes
        if not classes and index is None:
            return None
        if not classes:
            raise UnlitError("This generator has no classes; leave the class out.")
        if index is None or not 0 <= index < classes:
            raise UnlitError(f"This generator draws one of {classes} classes; choose one from 0 to {classes - 1}.")
        return F.one_hot(torch.tensor([index], device=self.device), classes).float()

    def noises(self, scenes: Sequence[Scene]) -> Noises:
        """The noise maps of some scenes, which must agree on whether noise is stored, none or drawn, else a batch."""
        synthesis, kinds = self.network.synthesis, {scene.noise for scene in scenes}
        if kinds == {"none"} or not self.config.noise:
            return {}
        if kinds == {"const"}:
            return synthesis.noises()
        each = [self._noises_of(scene) for scene in scenes]
        return {name: torch.cat([noises[name] for noises in each]) for name in each[0]}

    def _noises_of(self, scene: Scene) -> Noises:
        synthesis = self.network.synthesis
        if scene.noise != "random":
            stored = synthesis.noises()
            return stored if scene.noise == "const" else {name: noise * 0 for name, noise in stored.items()}
        sizes = {layer.name: layer.resolution for layer in self.info.layers if layer.kind == "conv"}
        drawn = {name: noise_of_scene(scene, i, size).to(self.device) for i, (name, size) in enumerate(sizes.items())}
        return synthesis.noises(drawn)

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
        return change.shift * float(self.sigma[unit.layer][unit.index]) if change.shift else 0.0

    @cached_property
    def sigma(self) -> Mapping[str, Tensor]:
        """Layer -> [units]: each style's standard deviation over 4,096 fixed random latents, without truncation."""
        draw = np.random.RandomState(0)
        z = torch.from_numpy(draw.randn(SIGMA_SAMPLES, self.config.z_dim)).float().to(self.device)
        classes = None
        if self.config.classes:
            labels = torch.from_numpy(draw.randint(self.config.classes, size=SIGMA_SAMPLES)).to(self.device)
            classes = F.one_hot(labels, self.config.classes).float()
        with torch.no_grad():
            w = self.network.mapping(z, classes)
            synthesis = self.network.synthesis
            return {name: synthesis.layer(name).affine(w).std(0, correction=0) for name in synthesis.layer_names}

    def sweep(self, scene: Scene, layers: Sequence[str]) -> Iterator[StyleSweep]:
        """See Generator.sweep."""
        synthesis = self.network.synthesis
        with torch.no_grad():
            styles, noises = synthesis.styles(self.ws(scene)), self.noises([scene])
            state = synthesis.start()
        by_name = {layer.name: layer for layer in self.info.layers}
        for number, name in enumerate(synthesis.layer_names):
            if name in layers:
                yield StyleSweep(by_name[name], synthesis, number, state, styles, noises)
            with torch.no_grad():
                state = synthesis.step(name, state, styles, noises)

    @property
    def bytes_per_picture(self) -> int:
        """See Generator.bytes_per_picture: a layer's input, its scaled copy, output and filtered output, float32."""
        pairs = zip(self.config.resolutions, self.config.channels, strict=True)
        return 4 * max(4 * channels * resolution**2 for resolution, channels in pairs)

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


class StyleSweep:
    """See models.generators.generator.LayerSweep."""

    def __init__(
        self, layer: Layer, synthesis: Synthesis, number: int, state: State, styles: Styles, noises: Noises
    ) -> None:
        self.layer = layer
        self._synthesis, self._number, self._state = synthesis, number, state
        self._styles, self._noises = styles, noises

    @torch.no_grad()
    def ablated(self, units: Sequence[int]) -> Tensor:
        """See LayerSweep.ablated. Only this layer sees different styles; every later one is a plain convolution."""
        style = self._styles[self.layer.name].repeat(1 + len(units), 1)
        style[torch.arange(len(units)) + 1, torch.as_tensor(units)] = 0
        return self._synthesis.run(self._state, {**self._styles, self.layer.name: style}, self._noises, self._number)
