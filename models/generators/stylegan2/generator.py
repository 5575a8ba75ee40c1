"""A StyleGAN2 that answers the generator protocol. Its units are style channels (Wu et al. 2021)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from models.document.generator_info import GeneratorInfo
from models.document.recipe import PlacedChanges
from models.document.scene import Scene
from models.generators.beginning import Beginning, Given
from models.generators.generator import Changes, Tensors
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
        self._beginning = Beginning()

    def start(self, scenes: Sequence[Scene], styles: Styles) -> State:
        """See SteppingGenerator.start."""
        return self.network.synthesis.start(self.noises(scenes))

    def growing(self, scene: Scene, changes: Changes, placed: Sequence[PlacedChanges] = ()) -> Iterator[Tensor]:
        """One scene, as `raw` makes it, from small to large: raw float32 [1, 3, r, r] after every toRGB.

        Each is the sum of the RGBs so far, the last one is the picture. Asked for again and again, it begins with the
        first layer that is given something else than the last time.
        """
        synthesis = self.synthesis
        with torch.no_grad():
            styles = synthesis.styles(self.ws(scene))
            places = self._places(styles, changes, placed)
            styles = self.changed(styles, changes)
            given = [Given(styles[name], places.get(name)) for name in synthesis.layer_names]
            start, state = self._beginning.of(scene, given) or (0, self.start([scene], styles))
        for number, name in enumerate(synthesis.layer_names[start:], start):
            self._beginning.reached(number, state)
            with torch.no_grad():
                state = synthesis.step(name, state, styles, places=places.get(name))
            if name.endswith("torgb"):
                yield synthesis.picture(state)

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
