"""NVIDIA's StyleGAN2 for TensorFlow over its own variables, and genforce's, which is the same net under other names.

Slow and plain, in float64: kernels are [height, width, in, out] and slide over pixels with zeros between them, styles
get their 1 when they are used, dense weights are [in, out].
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.support.reference_stylegan2 import doubled, filtered, leaky, second_moment_one

Variables = Mapping[str, np.ndarray]


def mapped(variables: Variables, z: Tensor, classes: Tensor | None = None, lr: float = 0.01) -> Tensor:
    """z [N, z_dim], one-hot classes [N, c_dim] -> w [N, w_dim]."""
    x, i = second_moment_one(z.double()), 0
    if classes is not None:
        embedded = second_moment_one(dense(variables, "mapping/LabelEmbed", classes.double()))
        x = torch.cat([x, embedded], 1)
    while f"mapping/Dense{i}/weight" in variables:
        x = leaky(dense(variables, f"mapping/Dense{i}", x, lr)) * math.sqrt(2)
        i += 1
    return x


def synthesized(variables: Variables, w: Tensor, architecture: str = "skip") -> Tensor:
    """w [N, w_dim] -> raw pictures [N, 3, R, R], with the stored noise where there is any."""
    x = number(variables, "synthesis/4x4/Const/const").repeat(len(w), 1, 1, 1)
    x = layer(variables, "synthesis/4x4/Conv", 0, x, w)
    image = torgb(variables, "4x4", x, w) if architecture == "skip" else None
    resolution, noise = 8, 1
    while f"synthesis/{resolution}x{resolution}/Conv1/weight" in variables:
        folder = f"synthesis/{resolution}x{resolution}"
        before = x
        x = layer(variables, f"{folder}/Conv0_up", noise, x, w)
        x = layer(variables, f"{folder}/Conv1", noise + 1, x, w)
        if architecture == "resnet":
            skip = number(variables, f"{folder}/Skip/weight").permute(3, 2, 0, 1)
            x = (x + doubled(F.conv2d(before, skip / math.sqrt(skip.shape[1])))) / math.sqrt(2)
        last = f"synthesis/{2 * resolution}x{2 * resolution}/Conv1/weight" not in variables
        if architecture == "skip" or last:
            colours = torgb(variables, f"{resolution}x{resolution}", x, w)
            image = colours if image is None else doubled(image) + colours
        resolution, noise = 2 * resolution, noise + 2
    assert image is not None
    return image


def layer(variables: Variables, folder: str, index: int, x: Tensor, w: Tensor) -> Tensor:
    """A modulated convolution, noise, bias and activation."""
    x = modulated(variables, folder, x, w, up=folder.endswith("_up"), demodulate=True)
    if f"synthesis/noise{index}" in variables:
        x = x + number(variables, f"synthesis/noise{index}") * number(variables, f"{folder}/noise_strength")
    return leaky(x + number(variables, f"{folder}/bias")[:, None, None]) * math.sqrt(2)


def torgb(variables: Variables, block: str, x: Tensor, w: Tensor) -> Tensor:
    folder = f"synthesis/{block}/ToRGB" if f"synthesis/{block}/ToRGB/weight" in variables else "synthesis/ToRGB_lod0"
    x = modulated(variables, folder, x, w, up=False, demodulate=False)
    return x + number(variables, f"{folder}/bias")[:, None, None]


def modulated(variables: Variables, folder: str, x: Tensor, w: Tensor, *, up: bool, demodulate: bool) -> Tensor:
    """Sample after sample, each with weights of its own."""
    weight = number(variables, f"{folder}/weight")
    weight = weight / math.sqrt(weight[..., 0].numel())
    affine = number(variables, f"{folder}/mod_weight")
    styles = w @ (affine / math.sqrt(affine.shape[0])) + number(variables, f"{folder}/mod_bias") + 1
    found = []
    for one, style in zip(x, styles, strict=True):
        own = weight * style[None, None, :, None]
        if demodulate:
            own = own / (own.square().sum((0, 1, 2)) + 1e-8).sqrt()
        found.append(convolved(one[None], own.permute(3, 2, 0, 1), up))
    return torch.cat(found)


def convolved(x: Tensor, kernel: Tensor, up: bool) -> Tensor:
    """Doubling: zeros between the pixels, the kernel over them as it is, then the filter."""
    if not up:
        return F.conv2d(x, kernel, padding=kernel.shape[-1] // 2)
    spread = x.new_zeros(*x.shape[:2], 2 * x.shape[2] - 1, 2 * x.shape[3] - 1)
    spread[:, :, ::2, ::2] = x
    return filtered(F.conv2d(spread, kernel, padding=2), before=1, after=1)


def dense(variables: Variables, folder: str, x: Tensor, lr: float = 1.0) -> Tensor:
    weight, bias = number(variables, f"{folder}/weight"), number(variables, f"{folder}/bias")
    return x @ (weight * lr / math.sqrt(weight.shape[0])) + bias * lr


def number(variables: Variables, name: str) -> Tensor:
    return torch.from_numpy(np.array(variables[name], np.float64))
