"""From z to w, as StyleGAN2 and everything after it does."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

ROOT2 = math.sqrt(2.0)
SLOPE = 0.2


class Dense(nn.Module):
    """A linear layer with equalised learning rate: the gains are applied when it is used."""

    weight: nn.Parameter
    bias: nn.Parameter

    def __init__(self, inputs: int, outputs: int, *, lr_multiplier: float = 1.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs))
        self.bias = nn.Parameter(torch.empty(outputs))
        self.weight_gain = lr_multiplier / math.sqrt(inputs)
        self.bias_gain = lr_multiplier

    def forward(self, x: Tensor) -> Tensor:
        """[N, inputs] -> [N, outputs]."""
        return F.linear(x, self.weight * self.weight_gain, self.bias * self.bias_gain)


class Mapping(nn.Module):
    """z [N, z_dim] and, when conditional, one-hot classes [N, classes] -> w [N, w_dim]."""

    w_avg: Tensor

    def __init__(self, z_dim: int, w_dim: int, layers: int, lr_multiplier: float, classes: int = 0) -> None:
        super().__init__()
        embedded = self.add_embedding(z_dim, w_dim, classes) if classes else 0
        self.fully_connected = [f"fc{i}" for i in range(layers)]
        for i, name in enumerate(self.fully_connected):
            setattr(self, name, Dense(w_dim if i else z_dim + embedded, w_dim, lr_multiplier=lr_multiplier))
        self.register_buffer("w_avg", torch.empty(w_dim))

    def add_embedding(self, z_dim: int, w_dim: int, classes: int) -> int:
        """Make what embeds a class, and say how many numbers come of it."""
        self.embed = Dense(classes, w_dim)
        return w_dim

    def embedded(self, classes: Tensor) -> Tensor:
        """One-hot classes [N, classes] -> their embeddings."""
        return self.embed(classes)

    def average(self, classes: Tensor | None) -> Tensor:
        """What truncation draws towards, to be broadcast to [N, w_dim]."""
        return self.w_avg

    def forward(self, z: Tensor, classes: Tensor | None) -> Tensor:
        x = _normalized(z)
        if classes is not None:
            x = torch.cat([x, _normalized(self.embedded(classes))], 1)
        for name in self.fully_connected:
            x = _activated(getattr(self, name)(x))
        return x


class PretrainedMapping(Mapping):
    """StyleGAN-XL's: classes come from a table of ImageNet features, and every class has an average of its own."""

    def __init__(
        self, z_dim: int, w_dim: int, layers: int, lr_multiplier: float, classes: int, table: tuple[int, int]
    ) -> None:
        """table: rows and columns of the features. It may have more rows than there are classes."""
        self._table = table
        super().__init__(z_dim, w_dim, layers, lr_multiplier, classes)
        self.register_buffer("w_avg", torch.empty(classes, w_dim))

    def add_embedding(self, z_dim: int, w_dim: int, classes: int) -> int:
        """See Mapping.add_embedding."""
        self.embed = nn.Embedding(*self._table)
        self.embed_proj = Dense(self._table[1], z_dim)
        return z_dim

    def embedded(self, classes: Tensor) -> Tensor:
        """See Mapping.embedded."""
        return _activated(self.embed_proj(self.embed(classes.argmax(1))))

    def average(self, classes: Tensor | None) -> Tensor:
        """See Mapping.average."""
        assert classes is not None  # a scene of a conditional generator has one
        return self.w_avg[classes.argmax(1)]


def _normalized(x: Tensor) -> Tensor:
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


def _activated(x: Tensor) -> Tensor:
    return F.leaky_relu(x, SLOPE) * ROOT2
