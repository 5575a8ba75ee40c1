"""A StyleGAN2 that answers the generator protocol. Its units are style channels (Wu et al. 2021)."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from models.document.generator_info import GeneratorInfo
from models.document.scene import Scene
from models.generators.generator import Tensors
from models.generators.latents import noise_of_scene
from models.generators.stepping import SteppingGenerator
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.loading import build_network
from models.generators.stylegan2.network import Network, Noises, State
from models.generators.styles import Styles


class StyleGAN2Generator(SteppingGenerator[Network]):
    """See models.generators.generator.Generator for what it answers."""

    def __init__(self, info: GeneratorInfo, config: StyleGAN2Config, tensors: Tensors, device: torch.device) -> None:
        """tensors: under NVIDIA's names, any floating precision. Raises UnlitError when they do not fit the config."""
        super().__init__(info, config, tensors, device, build_network(config, tensors, device))
        self.config = config

    def start(self, scenes: Sequence[Scene], styles: Styles) -> State:
        """See SteppingGenerator.start."""
        return self.network.synthesis.start(self.noises(scenes))

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

    @property
    def bytes_per_picture(self) -> int:
        """See Generator.bytes_per_picture: a layer's input, its scaled copy, output and filtered output, float32."""
        pairs = zip(self.config.resolutions, self.config.channels, strict=True)
        return 4 * max(4 * channels * resolution**2 for resolution, channels in pairs)
