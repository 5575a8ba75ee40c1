"""genforce's StyleGAN2 over its own state dictionary, slow and plain, to compare ours with. All in float64.

Kernels are [out, in, height, width]; where the resolution doubles they are turned for a transposed convolution.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.support.reference_stylegan2 import doubled, filtered, leaky, second_moment_one

State = Mapping[str, Tensor]


def mapped(state: State, z: Tensor) -> Tensor:
    """z [N, z_space_dim] -> w [N, w_space_dim]."""
    x, i = second_moment_one(z.double()), 0
    while f"mapping.dense{i}.weight" in state:
        x = leaky(dense(state, f"mapping.dense{i}", x, 0.01)) * math.sqrt(2)
        i += 1
    return x


def synthesized(state: State, w: Tensor) -> Tensor:
    """w [N, w_space_dim] -> raw pictures [N, 3, R, R], with the stored noise; output blocks as the state has them."""
    x = state["synthesis.early_layer.const"].double().repeat(len(w), 1, 1, 1)
    image, i = None, 0
    while f"synthesis.layer{i}.weight" in state:
        key = f"synthesis.layer{i}"
        x = block(state, key, x, w, up=i % 2 == 1, demodulate=True)
        x = x + state[f"{key}.noise"].double() * state[f"{key}.noise_strength"].double()
        x = leaky(x + state[f"{key}.bias"].double()[:, None, None]) * math.sqrt(2)
        output = f"synthesis.output{i // 2}"
        if i % 2 == 0 and f"{output}.weight" in state:
            colours = block(state, output, x, w, up=False, demodulate=False)
            colours = colours + state[f"{output}.bias"].double()[:, None, None]
            image = colours if image is None else doubled(image) + colours
        i += 1
    assert image is not None
    return image


def block(state: State, key: str, x: Tensor, w: Tensor, *, up: bool, demodulate: bool) -> Tensor:
    """Sample after sample, each with weights of its own. The style's bias gets a 1."""
    weight = state[f"{key}.weight"].double()
    weight = weight / math.sqrt(weight[0].numel())
    styles = dense(state, f"{key}.style", w) + 1
    found = []
    for one, style in zip(x, styles, strict=True):
        own = weight * style[:, None, None]
        if demodulate:
            own = own / (own.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
        if up:
            one = F.conv_transpose2d(one[None], own.transpose(0, 1).flip((2, 3)), stride=2)
            found.append(filtered(one, before=1, after=1))
        else:
            found.append(F.conv2d(one[None], own, padding=own.shape[-1] // 2))
    return torch.cat(found)


def dense(state: State, key: str, x: Tensor, lr: float = 1.0) -> Tensor:
    weight, bias = state[f"{key}.weight"].double(), state[f"{key}.bias"].double()
    return x @ (weight * lr / math.sqrt(weight.shape[1])).T + bias * lr
