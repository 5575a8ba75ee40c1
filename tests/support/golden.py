"""Numbers that NVIDIA's program gave for a random 64 x 64 generator (skip architecture), in tests/golden.

Names inside: z, w, w_psi07, img_const, img_none, img_const_psi07, S/<layer>, and for the first picture
cui_score/<layer>, total_change/<layer>, abl/<layer>/<unit> (style 0), set10/<layer>/<unit> (style 10).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from models.checkpoints.opening import build_generator, read_checkpoint
from models.document.scene import Latent, Noise, Scene
from models.document.units import UnitId
from models.generators.stylegan2.generator import StyleGAN2Generator
from tests.support.generators import CPU

FILE = Path(__file__).parents[1] / "golden" / "stylegan2_64.safetensors"
PICTURES = 2e-4  # what may differ, of about +-10


@cache
def golden() -> dict[str, np.ndarray]:
    """The numbers."""
    with np.load(FILE.with_suffix(".npz")) as arrays:
        return dict(arrays)


@cache
def golden_generator() -> StyleGAN2Generator:
    """Ours, with those weights."""
    return build_generator(read_checkpoint(FILE), CPU)


def golden_scenes(psi: float = 1.0, noise: Noise = "const") -> list[Scene]:
    """Both pictures."""
    return [Scene(psi=psi, noise=noise, latent=Latent.from_array("z", z)) for z in golden()["z"]]


def golden_units(of: str) -> list[UnitId]:
    """The units that have a picture under `abl` or `set10`."""
    names = [name.split("/") for name in golden() if name.startswith(f"{of}/")]
    return [UnitId(layer.removesuffix(".affine"), int(index)) for _, layer, index in names]
