"""What is a unit looking for? Answered by looking: where it is most active, what goes with it.

As Network Dissection (Bau et al. 2017) looks at the scenes that activate a unit most, with the place outlined.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from torch import Tensor

from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.inspection import Inspection, InspectRequest, Relative, TopScene, scenes_like
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.generator import Generator
from models.search.activity import Activity, activity, values_of

SCENES, PROMPTED_SCENES = 1000, 64  # a style takes no picture, a unit of diffusion a whole sampling
TOP_SHARE, FEWEST, MOST = 0.01, 4, 12
RELATIVES = 8
PLACE = 0.05  # of the picture is outlined: where the unit acts most


class Looked(NamedTuple):
    """How far an inspection has come, in scenes. inspection: at the end."""

    done: int
    total: int
    inspection: Inspection | None = None


def inspect(generator: Generator, request: InspectRequest, folder: Path) -> Iterator[Looked]:
    """Look at a unit over many scenes. folder: where the values of all units are kept for the next one.

    Raises UnlitError for a unit that the generator does not have.
    """
    unit, info = request.unit, generator.info
    if unit.index >= next((layer.units for layer in info.layers if layer.name == unit.layer), 0):
        raise UnlitError(f"This generator has no unit {str(unit)[:60]}.")
    scenes = scenes_like(request.scene, request.count or (PROMPTED_SCENES if info.prompts else SCENES))
    tops = min(len(scenes), MOST, max(FEWEST, round(TOP_SHARE * len(scenes))))
    total = len(scenes) + tops
    measuring = activity(generator, scenes, folder)
    while True:
        try:
            yield Looked(next(measuring), total)
        except StopIteration as end:
            found: Activity = end.value
            break
    values = found.values[:, found.column(unit)]
    top: list[TopScene] = []
    for number in values.argsort(descending=True, stable=True)[:tops].tolist():
        place = outlined(generator.acting(scenes[number], unit), picture_size(info, scenes[number]))
        top.append(TopScene(scenes[number], float(values[number]), place))
        yield Looked(len(scenes) + len(top), total)
    yield Looked(total, total, _learned(generator, request, found, tuple(top)))


def _learned(generator: Generator, request: InspectRequest, found: Activity, top: tuple[TopScene, ...]) -> Inspection:
    unit, column = request.unit, found.column(request.unit)
    return Inspection(
        base=generator.info.fingerprint,
        request=request,
        values=tuple(found.values[:, column].tolist()),
        value=float(values_of(generator, [request.scene])[0, column]),
        sigma=generator.sigma_of(unit),
        top=top,
        relatives=relatives(found, unit),
    )


def relatives(found: Activity, unit: UnitId) -> tuple[Relative, ...]:
    """The units whose values correlate most with this one's over the scenes (Pearson), whichever the sign."""
    column, values = found.column(unit), found.values.double()
    centred = values - values.mean(0)
    length = centred.norm(dim=0).clamp_min(1e-12)
    correlations = (centred.T @ centred[:, column]) / (length * length[column])
    correlations[column] = 0
    order = correlations.abs().argsort(descending=True, stable=True)[:RELATIVES].tolist()
    names = found.units()
    return tuple(Relative(names[i], float(correlations[i].clamp(-1, 1))) for i in order if correlations[i] != 0)


def outlined(acting: Tensor, size: tuple[int, int]) -> Region:
    """Where the unit acts most: the strongest places, so many as PLACE says. acting: [h, w]. size: width, height."""
    large = cv2.resize(acting.numpy(), size, interpolation=cv2.INTER_CUBIC)
    smooth = cv2.GaussianBlur(large, (0, 0), max(0.5, max(size) / 40), borderType=cv2.BORDER_REPLICATE)
    return Region.from_mask((smooth > np.quantile(smooth, 1 - PLACE)).astype(np.float32))


def picture_size(info: GeneratorInfo, scene: Scene) -> tuple[int, int]:
    """Width and height of a scene's picture."""
    prompt = scene.prompt
    own = info.resolution
    return (prompt.width or own, prompt.height or own) if prompt else (own, own)
