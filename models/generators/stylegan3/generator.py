"""A StyleGAN3 that answers the generator protocol. Its units are style channels; it has no noise to choose."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from models.document.generator_info import GeneratorInfo
from models.document.scene import Scene
from models.generators.generator import Tensors
from models.generators.stepping import SteppingGenerator
from models.generators.stylegan3.config import StyleGAN3Config
from models.generators.stylegan3.loading import build_network
from models.generators.stylegan3.network import Network
from models.generators.styles import Styles


class StyleGAN3Generator(SteppingGenerator[Network]):
    """See models.generators.generator.Generator for what it answers."""

    def __init__(self, info: GeneratorInfo, config: StyleGAN3Config, tensors: Tensors, device: torch.device) -> None:
        """tensors: under NVIDIA's names, any floating precision. Raises UnlitError when they do not fit the config."""
        super().__init__(info, config, tensors, device, build_network(config, tensors, device))
        self.config = config

    def start(self, scenes: Sequence[Scene], styles: Styles) -> Tensor:
        """See SteppingGenerator.start."""
        return self.network.synthesis.start(styles)

    @property
    def bytes_per_picture(self) -> int:
        """See Generator.bytes_per_picture: the largest layer twice where its leaky ReLU works, float32."""
        return max(8 * layer.planes + 8 * layer.in_channels * layer.in_size**2 for layer in self.config.synthesis)
