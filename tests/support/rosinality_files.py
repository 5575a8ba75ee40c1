"""rosinality's files with random weights."""

from __future__ import annotations

import argparse
from collections import OrderedDict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.foreign_files import rosinality_state, saved
from tests.support.generators import random_tensors

SMALL = StyleGAN2Config(z_dim=8, w_dim=8, channels=(6, 5, 4), mapping_layers=2)
SMALLEST = StyleGAN2Config(z_dim=2, w_dim=2, channels=(1, 1), mapping_layers=1)


def tensors_of(config: StyleGAN2Config = SMALL, seed: int = 0) -> dict[str, Tensor]:
    """Without the filters, which this format keeps in another way."""
    return {name: t for name, t in random_tensors(config, seed).items() if not name.endswith("resample_filter")}


def write(path: Path, values: Any, **options: bool) -> Path:
    """A file that torch.save wrote."""
    path.write_bytes(saved(values, **options))
    return path


def converted(config: StyleGAN2Config = SMALL, seed: int = 0) -> dict[str, Any]:
    """The form of that program's converter."""
    tensors = tensors_of(config, seed)
    return {"g_ema": rosinality_state(tensors), "latent_avg": tensors["mapping.w_avg"]}


def in_training() -> dict[str, Any]:
    """The form that training leaves."""
    discriminator = {"convs.0.0.weight": torch.randn(4, 3, 1, 1), "final_linear.1.bias": torch.zeros(1)}
    optimizer = {"state": {0: {"step": 3, "exp_avg": torch.randn(4)}}, "param_groups": [{"lr": 0.002, "params": [0]}]}
    return {
        "g": OrderedDict(rosinality_state(tensors_of(seed=1))),
        "d": OrderedDict(discriminator),
        "g_ema": OrderedDict(rosinality_state(tensors_of())),
        "g_optim": optimizer,
        "d_optim": optimizer,
        "args": argparse.Namespace(size=16, latent=8, n_mlp=2, path="rooms", augment=False, r1=10.0),
        "ada_aug_p": 0.25,
    }
