"""Changes of a project as pure functions: the old one in, the new one out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import numpy as np
from msgspec.structs import replace

from models.document.generator_info import GeneratorInfo
from models.document.project import Project
from models.document.ranking import PaintedScene, Ranking
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import UnitId

FIRST_SCENES = 8


def new_project(path: str, info: GeneratorInfo, scenes: tuple[Scene, ...] = ()) -> Project:
    """An untouched generator, on the given scenes or on its first seeds."""
    base = info.fingerprint
    class_index = 0 if info.classes else None
    first = tuple(Scene(seed, info.truncation, class_index=class_index) for seed in range(FIRST_SCENES))
    return Project(generator_path=path, base=base, recipe=Recipe(base), scenes=scenes or first)


def active_scene(project: Project) -> Scene:
    """The scene on the canvas."""
    return project.scenes[project.active]


def region_of(project: Project, scene: Scene) -> Region | None:
    """What is painted on a scene."""
    return next((painted.region for painted in project.painted if painted.scene == scene), None)


def painted(project: Project, mask: np.ndarray) -> Project:
    """With the active scene's region replaced by a mask, uint8 [R, R]; an empty mask is no region."""
    scene = active_scene(project)
    others = tuple(each for each in project.painted if each.scene != scene)
    if not mask.any():
        return replace(project, painted=others)
    return replace(project, painted=(*others, PaintedScene(scene, Region.from_mask(mask))))


def evidence(project: Project) -> tuple[PaintedScene, ...]:
    """All painted scenes, the active one first: results are shown on the first."""
    active = active_scene(project)
    return tuple(sorted(project.painted, key=lambda each: each.scene != active))


def with_scene(project: Project, scene: Scene) -> Project:
    """With a scene added at the end and made active."""
    return replace(project, scenes=(*project.scenes, scene), active=len(project.scenes))


def with_active_scene(project: Project, scene: Scene) -> Project:
    """With the scene on the canvas changed into another, its paint kept; one that is there already is shown instead."""
    if scene in project.scenes:
        return replace(project, active=project.scenes.index(scene))
    before = active_scene(project)
    scenes = tuple(scene if each == before else each for each in project.scenes)
    kept = tuple(replace(each, scene=scene) if each.scene == before else each for each in project.painted)
    return replace(project, scenes=scenes, painted=kept)


def without_scene(project: Project, index: int) -> Project:
    """Without a scene and what is painted on it. The last one stays."""
    if len(project.scenes) == 1:
        return project
    gone = project.scenes[index]
    scenes = project.scenes[:index] + project.scenes[index + 1 :]
    kept = tuple(each for each in project.painted if each.scene != gone)
    active = project.active - (index < project.active)
    return replace(project, scenes=scenes, painted=kept, active=min(active, len(scenes) - 1))


def next_seed(project: Project) -> int:
    """The smallest seed above all the scenes' seeds, or the first free one from 0 when that would be too large."""
    taken = {scene.seed for scene in project.scenes}
    return max(taken) + 1 if max(taken) < 2**32 - 1 else next(seed for seed in count() if seed not in taken)


def with_units(project: Project, units: Iterable[UnitId], name: str, gain: float = 1.0) -> Project:
    """With a new edit of these units, called "name 1", "name 2", ..."""
    keys = {edit.key for edit in project.recipe.edits}
    number = next(n for n in count(len(keys) + 1) if f"edit-{n}" not in keys)
    edit = UnitEdit(key=f"edit-{number}", name=f"{name} {number}", units=tuple(units), gain=gain)
    return replace(project, recipe=project.recipe.with_edit(edit))


def with_edit(project: Project, edit: UnitEdit) -> Project:
    """With one edit changed."""
    return replace(project, recipe=project.recipe.with_edit(edit))


def with_ranking(project: Project, ranking: Ranking) -> Project:
    """With the newest ranking last. Only that one is kept: it can be found again from its evidence."""
    return replace(project, rankings=(ranking,))


def used_units(project: Project) -> frozenset[UnitId]:
    """Units that some edit of the recipe has."""
    return frozenset(unit for edit in project.recipe.edits for unit in edit.units)
