"""Generators with random weights, for tests of everything that needs one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.native import write_native
from models.checkpoints.opening import build_generator
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.generator import StyleGAN2Generator

CPU = torch.device("cpu")
TINY = StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 5, 4), mapping_layers=2)


def random_tensors(config: StyleGAN2Config, seed: int = 0) -> dict[str, Tensor]:
    """Every tensor of such a generator under NVIDIA's names, with numbers of a trained one's size."""
    draw = torch.Generator().manual_seed(seed)
    tensors: dict[str, Tensor] = {}

    def add(name: str, *shape: int, scale: float = 1.0, mean: float = 0.0) -> None:
        tensors[name] = torch.randn(shape, generator=draw) * scale + mean

    def add_dense(name: str, inputs: int, outputs: int, scale: float = 1.0, mean: float = 0.0) -> None:
        add(f"{name}.weight", outputs, inputs, scale=scale)
        add(f"{name}.bias", outputs, scale=0.1 * scale, mean=mean)

    def add_conv(name: str, inputs: int, outputs: int, resolution: int) -> None:
        add_dense(f"{name}.affine", config.w_dim, inputs, scale=0.4, mean=1.0)
        add(f"{name}.weight", outputs, inputs, 3, 3)
        add(f"{name}.bias", outputs, scale=0.1)
        tensors[f"{name}.resample_filter"] = resample_filter()
        if config.noise:
            add(f"{name}.noise_const", resolution, resolution)
            add(f"{name}.noise_strength", scale=0.2)

    width = config.z_dim
    if config.classes:
        add_dense("mapping.embed", config.classes, config.w_dim)
        width += config.w_dim
    for i in range(config.mapping_layers):
        add_dense(f"mapping.fc{i}", width, config.w_dim, scale=1 / config.lr_multiplier)
        width = config.w_dim
    add("mapping.w_avg", config.w_dim, scale=0.3)

    add("synthesis.b4.const", config.channels[0], 4, 4)
    for i, outputs in enumerate(config.channels):
        resolution, block = 4 * 2**i, f"synthesis.b{4 * 2**i}"
        tensors[f"{block}.resample_filter"] = resample_filter()
        if i:
            inputs = config.channels[i - 1]
            add_conv(f"{block}.conv0", inputs, outputs, resolution)
            if config.architecture == "resnet":
                add(f"{block}.skip.weight", outputs, inputs, 1, 1)
                tensors[f"{block}.skip.resample_filter"] = resample_filter()
        add_conv(f"{block}.conv1", outputs, outputs, resolution)
        if config.architecture == "skip" or i == len(config.channels) - 1:
            add_dense(f"{block}.torgb.affine", config.w_dim, outputs, scale=0.4, mean=1.0)
            add(f"{block}.torgb.weight", 3, outputs, 1, 1, scale=0.3)
            add(f"{block}.torgb.bias", 3, scale=0.1)
    return tensors


def resample_filter() -> Tensor:
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
    return torch.outer(taps, taps)


def random_checkpoint(config: StyleGAN2Config = TINY, seed: int = 0) -> Checkpoint:
    """A generator at rest with random weights."""
    return Checkpoint(config, random_tensors(config, seed), f"Random {seed}")


def random_generator(config: StyleGAN2Config = TINY, seed: int = 0) -> StyleGAN2Generator:
    """A generator with random weights, on the processor."""
    return build_generator(random_checkpoint(config, seed), CPU)


def generator_of(config: StyleGAN2Config, tensors: Mapping[str, Tensor]) -> StyleGAN2Generator:
    """A generator with these weights, on the processor."""
    return build_generator(Checkpoint(config, tensors, "Given"), CPU)


def write_random(path: Path, config: StyleGAN2Config = TINY, seed: int = 0) -> Path:
    """A native file with random weights."""
    write_native(random_checkpoint(config, seed), path)
    return path
