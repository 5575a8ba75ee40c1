"""StyleGAN3s with random weights, designed as the paper says, for tests of everything that needs one."""

from __future__ import annotations

import math
from dataclasses import replace

import msgspec
import torch
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.opening import build_generator
from models.generators.stylegan3.config import EmbeddingConfig, InputConfig, LayerConfig, StyleGAN3Config
from models.generators.stylegan3.generator import StyleGAN3Generator
from tests.support.generators import CPU


def designed(
    resolution: int = 16,
    layers: int = 4,
    channels: int = 6,
    *,
    base: int = 100,
    kernel: int = 3,
    radial: bool = False,
    clamp: float | None = 256.0,
    filter_size: int = 6,
    **others,
) -> StyleGAN3Config:
    """The architecture that Karras et al. 2021 derive for a resolution, `layers` of them before the colours."""
    cutoffs, stopbands = [], []
    for i in range(layers + 1):
        exponent = min(i / (layers - 2), 1)
        cutoffs.append(2 * (resolution / 4) ** exponent)
        stopbands.append(2**2.1 * (resolution / 2 * 2**0.3 / 2**2.1) ** exponent)
    rates = [2 ** math.ceil(math.log2(min(2 * stop, resolution))) for stop in stopbands]
    sizes = [rate + 20 for rate in rates[:-2]] + [resolution] * 2
    widths = [round(min(base / cutoff, channels)) for cutoff in cutoffs[:-1]] + [3]
    halves = [max(stop, rate / 2) - cut for stop, rate, cut in zip(stopbands, rates, cutoffs, strict=True)]
    found = []
    for i in range(layers + 1):
        before, torgb, critical = max(i - 1, 0), i == layers, i >= layers - 2
        tmp = max(rates[before], rates[i]) * (1 if torgb else 2)
        up, down = tmp // rates[before], tmp // rates[i]
        up_taps, down_taps = (1, 1) if torgb else (filter_size * up, filter_size * down)
        taps = 1 if torgb else kernel
        missing = (sizes[i] - 1) * down + 1 - (sizes[before] + taps - 1) * up + up_taps + down_taps - 2
        low = (missing + up) // 2
        found.append(
            LayerConfig(
                name=f"L{i}_{sizes[i]}_{widths[i]}",
                in_channels=widths[before],
                out_channels=widths[i],
                in_size=sizes[before],
                out_size=sizes[i],
                in_sampling_rate=rates[before],
                out_sampling_rate=rates[i],
                tmp_sampling_rate=tmp,
                in_cutoff=cutoffs[before],
                out_cutoff=cutoffs[i],
                in_half_width=halves[before],
                out_half_width=halves[i],
                kernel=taps,
                up=up,
                down=down,
                up_taps=up_taps,
                down_taps=down_taps,
                padding=(low, missing - low),
                radial=radial and not critical,
                torgb=torgb,
                critical=critical,
                clamp=clamp,
                half=True,
            )
        )
    given = {"z_dim": 6, "w_dim": 8, "mapping_layers": 2} | others
    entry = InputConfig(widths[0], sizes[0], rates[0], cutoffs[0])
    return StyleGAN3Config(**given, input=entry, synthesis=tuple(found))


TINY3 = designed()
TINY3R = designed(kernel=1, radial=True)
TINY3_CLASSES = designed(classes=3)
TINY_XL = designed(classes=3, embedding=EmbeddingConfig(5, 7))


def random_tensors3(config: StyleGAN3Config, seed: int = 0) -> dict[str, Tensor]:
    """Every tensor of such a generator under NVIDIA's names. Its filters are random too: no symmetry can hide."""
    draw = torch.Generator().manual_seed(seed)
    tensors: dict[str, Tensor] = {}

    def add(name: str, *shape: int, scale: float = 1.0, mean: float = 0.0) -> None:
        tensors[name] = torch.randn(shape, generator=draw) * scale + mean

    def add_dense(name: str, inputs: int, outputs: int, scale: float = 1.0, mean: float = 0.0) -> None:
        add(f"{name}.weight", outputs, inputs, scale=scale)
        add(f"{name}.bias", outputs, scale=0.1 * scale, mean=mean)

    width = config.z_dim
    if config.embedding is not None:
        add("mapping.embed.weight", config.embedding.rows, config.embedding.columns)
        add_dense("mapping.embed_proj", config.embedding.columns, config.z_dim)
        width += config.z_dim
    elif config.classes:
        add_dense("mapping.embed", config.classes, config.w_dim)
        width += config.w_dim
    for i in range(config.mapping_layers):
        add_dense(f"mapping.fc{i}", width, config.w_dim, scale=1 / config.lr_multiplier)
        width = config.w_dim
    averages = (config.classes,) if config.embedding else ()
    add("mapping.w_avg", *averages, config.w_dim, scale=0.3)

    channels = config.input.channels
    add_dense("synthesis.input.affine", config.w_dim, 4, scale=0.3)
    tensors["synthesis.input.affine.bias"][0] += 1
    add("synthesis.input.weight", channels, channels)
    add("synthesis.input.transform", 3, 3, scale=0.05)
    tensors["synthesis.input.transform"] += torch.eye(3)
    add("synthesis.input.freqs", channels, 2, scale=config.input.bandwidth / 2)
    add("synthesis.input.phases", channels)
    for layer in config.synthesis:
        name = f"synthesis.{layer.name}"
        add_dense(f"{name}.affine", config.w_dim, layer.in_channels, scale=0.4, mean=1.0)
        add(f"{name}.weight", layer.out_channels, layer.in_channels, layer.kernel, layer.kernel)
        add(f"{name}.bias", layer.out_channels, scale=0.1)
        tensors[f"{name}.magnitude_ema"] = torch.rand([], generator=draw) + 0.5
        for side, taps, axes in (("up", layer.up_taps, 1), ("down", layer.down_taps, 2 if layer.radial else 1)):
            if taps > 1:
                add(f"{name}.{side}_filter", *[taps] * axes, scale=0.3)
                tensors[f"{name}.{side}_filter"] += 0.5
                tensors[f"{name}.{side}_filter"] /= tensors[f"{name}.{side}_filter"].sum()
    return tensors


def random_checkpoint3(config: StyleGAN3Config = TINY3, seed: int = 0) -> Checkpoint:
    """A generator at rest with random weights."""
    return Checkpoint(config, random_tensors3(config, seed), f"Random {seed}")


def random_generator3(config: StyleGAN3Config = TINY3, seed: int = 0) -> StyleGAN3Generator:
    """A generator with random weights, on the processor."""
    return opened(random_checkpoint3(config, seed))


def generator_with(generator: StyleGAN3Generator, tensors: dict[str, Tensor]) -> StyleGAN3Generator:
    """The same architecture with other weights."""
    return opened(replace(random_checkpoint3(generator.config), tensors=tensors))


def opened(checkpoint: Checkpoint) -> StyleGAN3Generator:
    """The checkpoint as a generator, on the processor."""
    generator = build_generator(checkpoint, CPU)
    assert isinstance(generator, StyleGAN3Generator)
    return generator


def with_layer(config: StyleGAN3Config, index: int, **changes) -> StyleGAN3Config:
    """The architecture with some numbers of one layer replaced."""
    layers = list(config.synthesis)
    layers[index] = msgspec.structs.replace(layers[index], **changes)
    return msgspec.structs.replace(config, synthesis=tuple(layers))
