"""Pictures of a recipe for others to see: an edit's slider as an animation, and scenes before and after on a sheet."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Sequence
from math import ceil, sqrt
from pathlib import Path

import cv2
import numpy as np

from models.document.animation import Frames, animation_steps, check_animation_name
from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.pictures import RECIPE_TEXT, contact_sheet, save_png
from models.document.recipe import Recipe, UnitEdit
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.document.sweep import FRAMES_A_SECOND, SweepRequest
from models.edits.preview import preview
from models.generators.generator import Generator
from models.images import to_uint8

# Pixels along the longer side of an animation, and of a sheet: what programs show and phones can play.
LARGEST_FRAME, LARGEST_SHEET = 1280, 8192
COLUMNS = 8
Done = tuple[int, int]


def sweep_steps(generator: Generator, request: SweepRequest, path: Path) -> Steps[Done, None, None]:
    """Draw every frame and write the animation; yields how many pictures and frames are done, of how many.

    Raises UnlitError: another ending than .gif or .mp4, an edit that is not one of units, and as preview does.
    """
    check_animation_name(path)
    if not isinstance(request.recipe.edit(request.key), UnitEdit):
        raise UnlitError("Only a slider of units can be swept.")
    frames, done, total = Frames(), 0, len(request.gains) * (len(request.scenes) + 1)
    for gain in request.gains:
        pictures: list[np.ndarray] = []
        for scene in request.scenes:
            pictures.append(_drawn(generator, request.recipe_at(gain), scene))
            done += 1
            yield done, total
        frames.add(_frame(pictures))
    for _ in animation_steps(frames, request.order, path, FRAMES_A_SECOND):
        done += 1
        yield done, total


def sheet_steps(generator: Generator, recipe: Recipe, scenes: Sequence[Scene], path: Path) -> Steps[Done, None, None]:
    """Draw every scene as generated and under the recipe, and write a PNG that carries it.

    Yields how many pictures are done, of how many. Raises UnlitError as preview does, and for a full disk.
    """
    pictures: list[tuple[np.ndarray, np.ndarray]] = []
    for number, scene in enumerate(scenes):
        before = _drawn(generator, Recipe(recipe.base), scene)
        yield 2 * number + 1, 2 * len(scenes)
        pictures.append((before, _drawn(generator, recipe, scene)))
        yield 2 * number + 2, 2 * len(scenes)
    sheet = _within(before_and_after(pictures), LARGEST_SHEET)
    save_png(sheet, path, {RECIPE_TEXT: encode("recipe", recipe).decode()})


def before_and_after(pictures: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Rows of at most 8 scenes, and right under each row the same scenes edited. uint8 [H, W, 3]."""
    columns = ceil(len(pictures) / ceil(len(pictures) / COLUMNS))
    cells: list[np.ndarray] = []
    for start in range(0, len(pictures), columns):
        row = [*pictures[start : start + columns]]
        blank = np.full_like(pictures[0][0], 40)  # as the sheet between them
        row += [(blank, blank)] * (columns - len(row))
        cells += [before for before, _ in row] + [after for _, after in row]
    return contact_sheet(_of_one_size(cells), columns)


def _drawn(generator: Generator, recipe: Recipe, scene: Scene) -> np.ndarray:
    return to_uint8(preview(generator, RenderRequest(scene, recipe)))


def _frame(pictures: Sequence[np.ndarray]) -> np.ndarray:
    """One picture alone, or all on a grid that is about square."""
    columns = ceil(sqrt(len(pictures)))
    gap, side = (0, 256) if len(pictures) == 1 else (4, 160)
    return _within(contact_sheet(_of_one_size(pictures), columns, gap, side), LARGEST_FRAME)


def _of_one_size(pictures: Sequence[np.ndarray]) -> list[np.ndarray]:
    """All as large as the first: prompts may ask for several sizes."""
    height, width = pictures[0].shape[:2]
    return [p if p.shape[:2] == (height, width) else cv2.resize(p, (width, height)) for p in pictures]


def _within(picture: np.ndarray, longest: int) -> np.ndarray:
    factor = longest / max(picture.shape[:2])
    return picture if factor >= 1 else cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
