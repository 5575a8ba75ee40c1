"""rosinality's generator over its own state dictionary, slow and plain, to compare ours with. All in float64."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.support.reference_stylegan2 import leaky, second_moment_one


def mapped(state: Mapping[str, Tensor], z: Tensor) -> Tensor:
    """z [N, style_dim] -> w [N, style_dim]. `style.0` normalises; the others learn at a hundredth of the rate."""
    x, i = second_moment_one(z.double()), 1
    while f"style.{i}.weight" in state:
        weight, bias = state[f"style.{i}.weight"].double(), state[f"style.{i}.bias"].double()
        x = leaky(F.linear(x, weight * 0.01 / math.sqrt(weight.shape[1])) + bias * 0.01) * math.sqrt(2)
        i += 1
    return x


def synthesized(state: Mapping[str, Tensor], w: Tensor) -> Tensor:
    """w [N, style_dim] -> raw pictures [N, 3, R, R], with the stored noise."""
    state = {key: value.double() for key, value in state.items()}
    x = styled(state, "conv1", state["input.input"].repeat(len(w), 1, 1, 1), w, state["noises.noise_0"])
    image = coloured(state, "to_rgb1", x, w)
    i = 0
    while f"to_rgbs.{i}.bias" in state:
        x = styled(state, f"convs.{2 * i}", x, w, state[f"noises.noise_{2 * i + 1}"])
        x = styled(state, f"convs.{2 * i + 1}", x, w, state[f"noises.noise_{2 * i + 2}"])
        image = blurred(stretched(image), state[f"to_rgbs.{i}.upsample.kernel"], 2, 1)
        image = image + coloured(state, f"to_rgbs.{i}", x, w)
        i += 1
    return image


def styled(state: Mapping[str, Tensor], key: str, x: Tensor, w: Tensor, noise: Tensor) -> Tensor:
    """A modulated convolution, noise, bias and activation. Those that blur double the resolution."""
    weight = own_weights(state, key, w)
    weight = weight / (weight.square().sum((2, 3, 4), keepdim=True) + 1e-8).sqrt()
    kernel = state.get(f"{key}.conv.blur.kernel")
    if kernel is None:
        x = torch.cat([F.conv2d(one[None], own, padding=1) for one, own in zip(x, weight, strict=True)])
    else:
        own_one = [(own.transpose(0, 1), one[None]) for one, own in zip(x, weight, strict=True)]
        x = torch.cat([F.conv_transpose2d(one, own, stride=2) for own, one in own_one])
        x = blurred(x, kernel, 1, 1)
    x = x + state[f"{key}.noise.weight"] * noise
    return leaky(x + state[f"{key}.activate.bias"][:, None, None]) * math.sqrt(2)


def coloured(state: Mapping[str, Tensor], key: str, x: Tensor, w: Tensor) -> Tensor:
    """A modulated 1x1 convolution without demodulation."""
    weight = own_weights(state, key, w)
    return torch.cat([F.conv2d(one[None], own) for one, own in zip(x, weight, strict=True)]) + state[f"{key}.bias"]


def own_weights(state: Mapping[str, Tensor], key: str, w: Tensor) -> Tensor:
    """A sample's weights [N, O, I, k, k]: scaled by the fan-in, times its styles."""
    weight, affine = state[f"{key}.conv.weight"], state[f"{key}.conv.modulation.weight"]
    styles = F.linear(w, affine / math.sqrt(affine.shape[1]), state[f"{key}.conv.modulation.bias"])
    return weight / math.sqrt(weight[0, 0].numel()) * styles[:, None, :, None, None]


def stretched(x: Tensor) -> Tensor:
    """A zero after every pixel."""
    result = x.new_zeros(*x.shape[:2], 2 * x.shape[2], 2 * x.shape[3])
    result[:, :, ::2, ::2] = x
    return result


def blurred(x: Tensor, kernel: Tensor, before: int, after: int) -> Tensor:
    """Convolved with a kernel that the file stores."""
    x = F.pad(x, (before, after, before, after))
    return F.conv2d(x, kernel.flip((0, 1)).expand(x.shape[1], 1, -1, -1), groups=x.shape[1])
