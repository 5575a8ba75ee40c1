"""Is what was written what was shown? Compared by tensors, and by pictures."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from models.checkpoints.checkpoint import FILTERS
from models.checkpoints.opening import OpenGenerator
from models.document.errors import UnlitError
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.edits.preview import preview

# Half a step of 8-bit colour: a larger difference could be seen, so the file would not be what the preview showed.
TOLERANCE = 0.5 / 255


def compared_pictures(
    generator: OpenGenerator,
    recipe: Recipe,
    reopened: OpenGenerator,
    scenes: Sequence[Scene],
    allowed: float = TOLERANCE,
) -> Steps[None, None, float]:
    """The largest difference between the preview and the re-opened generator, pictures being [0, 1]; a scene a step.

    Raises UnlitError where it is more than allowed.
    """
    difference = 0.0
    for scene in scenes:
        yield None
        difference = max(difference, _difference(generator, reopened, recipe, scene))
    if difference > allowed:
        raise UnlitError(
            f"The written file differs from the preview by {difference:.4f}; nothing was saved.", kind="internal"
        )
    return difference


def _difference(generator: OpenGenerator, reopened: OpenGenerator, recipe: Recipe, scene: Scene) -> float:
    shown = preview(generator, RenderRequest(scene, recipe))
    read = preview(reopened, RenderRequest(scene, Recipe(reopened.info.fingerprint)))
    return float((shown - read).abs().nan_to_num(nan=torch.inf).max())


def compare_tensors(written: Mapping[str, Tensor], read: Mapping[str, Tensor]) -> None:
    """Equal to the last bit, or, where the format keeps a number in half or shifted by one, but for its rounding.

    Filters follow from the architecture, and some formats leave them out. Raises UnlitError for any other difference.
    """
    for name, meant in written.items():
        if name.endswith(FILTERS):
            continue
        found = read.get(name)
        if found is None or found.shape != meant.shape or not _close(meant.cpu(), found.cpu()):
            sentence = f"The written file holds other numbers in “{name}” than were meant; nothing was saved."
            raise UnlitError(sentence, kind="internal")


def _close(meant: Tensor, found: Tensor) -> bool:
    if torch.equal(meant, found):
        return True
    rounding = max(torch.finfo(meant.dtype).eps, torch.finfo(found.dtype).eps)
    allowed = 2 * rounding * max(1.0, float(meant.abs().max()))
    return bool((meant.double() - found.double()).abs().max() <= allowed)
