"""A StyleGAN3 that answers the generator protocol. Its units are style channels; it has no noise to choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import torch
from torch import Tensor

from models.document.generator_info import GeneratorInfo
from models.document.scene import Scene
from models.generators.generator import Changes, Tensors
from models.generators.mapping import Dense, Mapping
from models.generators.stylegan3.config import StyleGAN3Config
from models.generators.stylegan3.loading import build_network
from models.generators.styles import StyleGenerator, Styles, StyleSweep


class StyleGAN3Generator(StyleGenerator):
    """See models.generators.generator.Generator for what it answers."""

    def __init__(self, info: GeneratorInfo, config: StyleGAN3Config, tensors: Tensors, device: torch.device) -> None:
        """tensors: under NVIDIA's names, any floating precision. Raises UnlitError when they do not fit the config."""
        super().__init__(info, config, tensors, device)
        self.config = config
        self.network = build_network(config, tensors, device)

    @property
    def mapping(self) -> Mapping:
        """See StyleGenerator.mapping."""
        return self.network.mapping

    def affine(self, layer: str) -> Dense:
        """See StyleGenerator.affine."""
        return self.network.synthesis.layer(layer).affine

    @torch.no_grad()
    def raw(self, scenes: Sequence[Scene], changes: Changes | None = None) -> Tensor:
        """See Generator.raw."""
        synthesis = self.network.synthesis
        styles = synthesis.styles(torch.cat([self.ws(scene) for scene in scenes]))
        return synthesis.run(synthesis.start(styles), self.changed(styles, changes or {}))

    def sweep(self, scene: Scene, layers: Sequence[str]) -> Iterator[StyleSweep]:
        """See Generator.sweep."""
        synthesis = self.network.synthesis
        with torch.no_grad():
            styles = synthesis.styles(self.ws(scene))
            state = synthesis.start(styles)
        for number, layer in enumerate(self.info.layers):
            if layer.name in layers:
                finish = partial(self._finished, number=number, state=state, styles=styles)
                yield StyleSweep(layer, styles[layer.name], finish)
            with torch.no_grad():
                state = synthesis.step(layer.name, state, styles)

    def _finished(self, style: Tensor, *, number: int, state: Tensor, styles: Styles) -> Tensor:
        """The picture from layer `number` on, with other styles for that layer."""
        return self.network.synthesis.run(state, {**styles, self.info.layers[number].name: style}, number)

    @property
    def bytes_per_picture(self) -> int:
        """See Generator.bytes_per_picture: the largest layer twice where its leaky ReLU works, float32."""
        return max(8 * layer.planes + 8 * layer.in_channels * layer.in_size**2 for layer in self.config.synthesis)
