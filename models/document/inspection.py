"""Inspection: what one unit looks for, by its values over many scenes."""

from __future__ import annotations

from statistics import fmean
from typing import Annotated

import msgspec
from msgspec.structs import replace

from models.document.generator_info import Fingerprint
from models.document.recipe import Change
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import LayerKind, UnitId

SHIFTS = (-20.0, -10.0, -5.0, 0.0, 5.0, 10.0, 20.0)
GAINS = (0.0, 0.5, 1.0, 2.0, 4.0)
_STYLES = ("conv", "torgb")


class InspectRequest(msgspec.Struct, frozen=True):
    """Look at one unit over `count` scenes: those like `scene` on the seeds from 0; its own value is marked.

    count: 0 for as many as suit the generator (models.search.inspecting).
    """

    unit: UnitId
    scene: Scene
    count: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0


class TopScene(msgspec.Struct, frozen=True):
    """A scene that activates the unit more than nearly all others. place: where in the picture the unit acts most."""

    scene: Scene
    value: float
    place: Region


class Relative(msgspec.Struct, frozen=True):
    """Another unit whose values go with those of the inspected one: their correlation over the scenes, in [-1, 1]."""

    unit: UnitId
    correlation: float


class Inspection(msgspec.Struct, frozen=True):
    """What was learned of one unit, untouched by any recipe.

    values: of the unit, one a scene, in the order of `scenes_like`. value: in the request's own scene. sigma: the
    standard deviation that its shifts are counted in. top: the scenes with the largest values, the largest first.
    relatives: by the size of the correlation.
    """

    base: Fingerprint
    request: InspectRequest
    values: tuple[float, ...]
    value: float
    sigma: float
    top: tuple[TopScene, ...]
    relatives: tuple[Relative, ...]

    @property
    def mean(self) -> float:
        """Of the values."""
        return fmean(self.values)

    def value_in(self, scene: Scene) -> float | None:
        """The unit's value in a scene, if that is among those looked at."""
        if scene == self.request.scene:
            return self.value
        looked_at = scene.seed < len(self.values) and scene == _on_seed(self.request.scene, scene.seed)
        return self.values[scene.seed] if looked_at else None


def scenes_like(scene: Scene, count: int) -> tuple[Scene, ...]:
    """The scenes of seeds 0 to count - 1, in all else like this one."""
    return tuple(_on_seed(scene, seed) for seed in range(count))


def _on_seed(scene: Scene, seed: int) -> Scene:
    return replace(scene, seed=seed, latent=None, toward=None)


def effects(kind: LayerKind) -> tuple[Change, ...]:
    """The changes at which a unit's effect is shown, as generated among them: shifts of styles, else gains."""
    if kind in _STYLES:
        return tuple(Change(1.0, shift) for shift in SHIFTS)
    return tuple(Change(gain, 0.0) for gain in GAINS)
