"""Numbers that NVIDIA's program gave for random 64 x 64 StyleGAN3s, of kind "t" and "r", in tests/golden.

Names inside are those of tests.support.golden. The .json holds the attributes as a pickle has them, under flat names.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.torch import load_file
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.document.scene import Latent, Scene
from models.document.units import UnitId
from models.generators.stylegan3.generator import StyleGAN3Generator
from models.generators.stylegan3.loading import config_from_attributes
from tests.support.stylegan3 import opened

FOLDER = Path(__file__).parents[1] / "golden"
KINDS = ("t", "r")


@cache
def golden3(kind: str) -> dict[str, np.ndarray]:
    """The numbers."""
    with np.load(FOLDER / f"stylegan3_{kind}_64.npz") as arrays:
        return dict(arrays)


def golden_attributes(kind: str) -> dict[str, Any]:
    """What the pickle says beside tensors."""
    return json.loads((FOLDER / f"stylegan3_{kind}_64.json").read_text())


def golden_tensors(kind: str) -> dict[str, Tensor]:
    """The weights."""
    return load_file(FOLDER / f"stylegan3_{kind}_64.safetensors")


@cache
def golden_generator3(kind: str) -> StyleGAN3Generator:
    """Ours, with those weights."""
    tensors = golden_tensors(kind)
    return opened(Checkpoint(config_from_attributes(golden_attributes(kind), tensors), tensors, f"Golden {kind}"))


def golden_scenes3(kind: str, psi: float = 1.0) -> list[Scene]:
    """Both pictures."""
    return [Scene(psi=psi, latent=Latent.from_array("z", z)) for z in golden3(kind)["z"]]


def golden_units3(of: str) -> list[tuple[str, UnitId]]:
    """The units that have a picture under `abl` or `set10`, with the kind of generator."""
    names = [(kind, *name.split("/")[1:]) for kind in KINDS for name in golden3(kind) if name.startswith(f"{of}/")]
    return [(kind, UnitId(layer.removesuffix(".affine"), int(index))) for kind, layer, index in names]
