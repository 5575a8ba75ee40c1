"""StyleGAN2 as its paper writes it, slow and plain, to compare ours with.

Every sample has its own weights (w * style * demodulation), convolutions over the batch are grouped, resolutions
double by putting zeros between pixels and filtering. All in float64, from a dictionary of tensors.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

Restyle = Callable[[str, Tensor], Tensor]  # layer name, styles [N, units] -> the styles to use


def z_of_seeds(seeds: list[int], z_dim: int) -> Tensor:
    """The official programs' latents: float64 [N, z_dim]."""
    return torch.from_numpy(np.stack([np.random.RandomState(seed).randn(1, z_dim)[0] for seed in seeds]))


def mapped(tensors: Mapping[str, Tensor], z: Tensor, classes: Tensor | None = None, lr: float = 0.01) -> Tensor:
    """z [N, z_dim], one-hot classes [N, c_dim] -> w [N, w_dim]."""
    x = second_moment_one(z.double())
    if classes is not None:
        embedded = dense(tensors, "mapping.embed", classes.double())
        x = torch.cat([x, second_moment_one(embedded)], dim=1)
    depth = 0
    while f"mapping.fc{depth}.weight" in tensors:
        x = leaky(dense(tensors, f"mapping.fc{depth}", x, lr)) * math.sqrt(2)
        depth += 1
    return x


def truncated(tensors: Mapping[str, Tensor], w: Tensor, psi: float) -> Tensor:
    """w [N, w_dim] drawn towards the average."""
    average = tensors["mapping.w_avg"].double()
    return average + psi * (w - average)


def synthesized(
    tensors: Mapping[str, Tensor],
    w: Tensor,
    *,
    architecture: str = "skip",
    noise: bool = True,
    clamp: float | None = None,
    restyle: Restyle = lambda name, styles: styles,
) -> Tensor:
    """w [N, w_dim] -> raw pictures [N, 3, R, R]. noise: the stored one, or none."""
    weights = {name: tensor.double() for name, tensor in tensors.items()}
    resolutions = sorted({int(name.split(".")[1][1:]) for name in weights if name.startswith("synthesis.b")})

    def styles_of(layer: str) -> Tensor:
        return restyle(layer, dense(weights, f"synthesis.{layer}.affine", w))

    def conv(layer: str, x: Tensor, up: bool, gain: float = 1.0) -> Tensor:
        x = modulated(x, weights[f"synthesis.{layer}.weight"], styles_of(layer), up=up, demodulate=True)
        if noise:
            x = x + weights[f"synthesis.{layer}.noise_const"] * weights[f"synthesis.{layer}.noise_strength"]
        x = leaky(x + weights[f"synthesis.{layer}.bias"].view(1, -1, 1, 1)) * math.sqrt(2) * gain
        return limited(x, clamp, gain)

    def colours(layer: str, x: Tensor) -> Tensor:
        weight = weights[f"synthesis.{layer}.weight"]
        styles = styles_of(layer) / math.sqrt(weight.shape[1])
        rgb = modulated(x, weight, styles, up=False, demodulate=False)
        return limited(rgb + weights[f"synthesis.{layer}.bias"].view(1, -1, 1, 1), clamp)

    x = weights["synthesis.b4.const"].expand(len(w), -1, -1, -1)
    image = torch.zeros(len(w), 3, 4, 4, dtype=torch.float64)
    for r in resolutions:
        shortcut = None
        if r > 4 and architecture == "resnet":
            weight = weights[f"synthesis.b{r}.skip.weight"]
            shortcut = doubled(F.conv2d(x, weight / math.sqrt(weight.shape[1]))) * math.sqrt(0.5)
        if r > 4:
            x = conv(f"b{r}.conv0", x, up=True)
            image = doubled(image)
        x = conv(f"b{r}.conv1", x, up=False, gain=math.sqrt(0.5) if shortcut is not None else 1.0)
        if shortcut is not None:
            x = x + shortcut
        if architecture == "skip" or r == resolutions[-1]:
            image = image + colours(f"b{r}.torgb", x)
    return image


def modulated(x: Tensor, weight: Tensor, styles: Tensor, *, up: bool, demodulate: bool) -> Tensor:
    """x [N, I, R, R] under weights of its own a sample: [O, I, k, k] * styles [N, I]."""
    samples, kernel = len(styles), weight.shape[-1]
    own = weight[None] * styles[:, None, :, None, None]
    if demodulate:
        own = own / (own.square().sum(dim=(2, 3, 4), keepdim=True) + 1e-8).sqrt()
    if up:  # the zeros' neighbours, one pixel more all round for the kernel, which doubling turns by 180 degrees
        x, own, padding = filtered(zeros_between(x), before=3, after=2), own.flip((3, 4)), 0
    else:
        padding = kernel // 2
    grouped = F.conv2d(x.flatten(0, 1)[None], own.flatten(0, 1), padding=padding, groups=samples)
    return grouped[0].unflatten(0, (samples, -1))


def doubled(x: Tensor) -> Tensor:
    """[N, C, R, R] -> [N, C, 2R, 2R]."""
    return filtered(zeros_between(x), before=2, after=1)


def zeros_between(x: Tensor) -> Tensor:
    """A zero after every pixel, both ways."""
    result = x.new_zeros(*x.shape[:2], 2 * x.shape[2], 2 * x.shape[3])
    result[:, :, ::2, ::2] = x
    return result


def filtered(x: Tensor, *, before: int, after: int) -> Tensor:
    """[1, 3, 3, 1] both ways, keeping the brightness of a picture that has zeros between its pixels."""
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0], dtype=torch.float64) / 4
    kernel = torch.outer(taps, taps).expand(x.shape[1], 1, 4, 4)
    return F.conv2d(F.pad(x, (before, after, before, after)), kernel, groups=x.shape[1])


def dense(tensors: Mapping[str, Tensor], name: str, x: Tensor, lr: float = 1.0) -> Tensor:
    """A linear layer with equalised learning rate."""
    weight, bias = tensors[f"{name}.weight"].double(), tensors[f"{name}.bias"].double()
    return x @ (weight * lr / math.sqrt(weight.shape[1])).T + bias * lr


def second_moment_one(x: Tensor) -> Tensor:
    """Each row over its root mean square."""
    return x / (x.square().mean(dim=1, keepdim=True) + 1e-8).sqrt()


def leaky(x: Tensor) -> Tensor:
    """Leaky ReLU of slope 0.2."""
    return torch.where(x > 0, x, 0.2 * x)


def limited(x: Tensor, clamp: float | None, gain: float = 1.0) -> Tensor:
    """Clamped, where the net says so."""
    return x if clamp is None else x.clamp(-clamp * gain, clamp * gain)
