"""Scene: which picture of a generator."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import msgspec
import numpy as np

from models.document.errors import UnlitError

Noise = Literal["const", "none", "random"]
LARGEST_SEED = 2**32 - 1
Seed = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_SEED)]
Psi = Annotated[float, msgspec.Meta(ge=-2.0, le=2.0)]


class Latent(msgspec.Struct, frozen=True):
    """A given z or w instead of a seed's, kept exactly as float32 bytes.

    kind "z": shape (z_dim,). kind "w": shape (w_dim,) or (num_ws, w_dim). Truncation is not applied to a given w.
    """

    kind: Literal["z", "w"]
    shape: tuple[int, ...]
    data: bytes

    @staticmethod
    def from_array(kind: Literal["z", "w"], array: np.ndarray) -> Latent:
        """From any float array of one latent. Raises UnlitError for other shapes, kinds of number, or infinities."""
        is_latent = array.dtype.kind == "f" and 1 <= array.ndim <= 2 and array.size > 0
        if not is_latent or not (np.abs(array) <= np.finfo(np.float32).max).all():
            raise UnlitError(f"A {kind} must be an array of finite floating-point numbers, one latent a scene.")
        values = np.ascontiguousarray(array, dtype="<f4")
        return Latent(kind, tuple(values.shape), values.tobytes())

    def array(self) -> np.ndarray:
        """float32 of `shape`. Raises UnlitError when bytes and shape disagree or a number is not finite."""
        if not 1 <= len(self.shape) <= 2 or min(self.shape) < 1 or 4 * math.prod(self.shape) != len(self.data):
            raise UnlitError("This scene's latent is damaged: its shape and its data disagree.")
        values = np.frombuffer(self.data, dtype="<f4").reshape(self.shape)
        if not np.isfinite(values).all():
            raise UnlitError("This scene's latent is damaged: it holds numbers that are not finite.")
        return values


class Prompt(msgspec.Struct, frozen=True):
    """What a text-to-image generator is asked for.

    text, negative: the prompts. steps: of sampling. guidance: the weight of classifier-free guidance, 1 is none.
    scheduler: a name from models.generators.diffusion.schedulers; empty is the one the generator came with.
    width, height: of the picture in pixels; 0 is the generator's own size.
    """

    text: Annotated[str, msgspec.Meta(max_length=10_000)] = ""
    negative: Annotated[str, msgspec.Meta(max_length=10_000)] = ""
    steps: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 20
    guidance: Annotated[float, msgspec.Meta(ge=0.0, le=100.0)] = 5.0
    scheduler: Annotated[str, msgspec.Meta(max_length=100)] = ""
    width: Annotated[int, msgspec.Meta(ge=0, le=8192)] = 0
    height: Annotated[int, msgspec.Meta(ge=0, le=8192)] = 0


class Toward(msgspec.Struct, frozen=True):
    """The scene that another one is on the way to, in all but these like that one.

    part: how far the way is gone: 0 is the one scene, 1 the other.
    """

    seed: Seed
    part: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 0.5
    class_index: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] | None = None
    latent: Latent | None = None


class Scene(msgspec.Struct, frozen=True):
    """Which picture: a seed by the official convention (`RandomState(seed).randn(1, z_dim)`), or a given latent.

    psi: truncation, 1 is none, 0 the average picture. noise: the network's stored noise, none, or drawn from the seed.
    class_index: for conditional generators only. prompt: for text-to-image generators, whose first noise is drawn from
    the seed; psi, noise and latent are a StyleGAN's. toward: another scene that this one is on the way to: w of a
    StyleGAN goes there in a straight line, the first noise of a text-to-image generator on a great circle.
    """

    seed: Seed = 0
    psi: Psi = 1.0
    noise: Noise = "const"
    class_index: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] | None = None
    latent: Latent | None = None
    prompt: Prompt | None = None
    toward: Toward | None = None

    @property
    def title(self) -> str:
        """A short name for a strip of scenes."""
        start = _short_name(self.seed, self.latent)
        if self.toward is None:
            return start if self.latent else f"Scene {start}"
        return f"{start} – {_short_name(self.toward.seed, self.toward.latent)}, {self.toward.part:.0%}"

    def is_alike(self, other: Scene) -> bool:
        """Whether only the truncation, or the part of the way, may be another: what sliders change."""
        return _unmoved(self) == _unmoved(other)

    def ends(self) -> tuple[Scene, Scene]:
        """Where a scene on the way begins and where it goes. It must have a `toward`."""
        assert self.toward is not None, "it is on the way to nothing"
        start = msgspec.structs.replace(self, toward=None)
        end = self.toward
        return start, msgspec.structs.replace(start, seed=end.seed, class_index=end.class_index, latent=end.latent)


def _unmoved(scene: Scene) -> Scene:
    toward = msgspec.structs.replace(scene.toward, part=0.0) if scene.toward else None
    return msgspec.structs.replace(scene, psi=1.0, toward=toward)


def _short_name(seed: int, latent: Latent | None) -> str:
    return str(seed) if latent is None else f"Own {latent.kind}"
