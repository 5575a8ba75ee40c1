"""Changes of a project as pure functions: the old one in, the new one out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from app.engine.asking import more_scenes
from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.project import Project
from models.document.ranking import PaintedScene, Ranking
from models.document.recipe import Edit, Recipe, UnitEdit
from models.document.region import Region
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.samples.catalogue import LAMP_ROOM, LAMP_ROOM_WORDS

FIRST_SCENES, FIRST_PROMPTED = 8, 3
MOST_RANKINGS = 8
MOST_EARLIER_UNITS = 30_000  # in all rankings but the newest: projects are saved often


def new_project(path: str, info: GeneratorInfo, scenes: tuple[Scene, ...] = ()) -> Project:
    """An untouched generator, on the given scenes or on its first seeds."""
    base = info.fingerprint
    return Project(generator_path=path, base=base, recipe=Recipe(base), scenes=scenes or first_scenes(info))


def first_scenes(info: GeneratorInfo) -> tuple[Scene, ...]:
    """What is shown of a generator at first: few of one that takes many steps for each."""
    if info.prompts:
        return tuple(Scene(seed, prompt=info.defaults or Prompt()) for seed in range(FIRST_PROMPTED))
    class_index = 0 if info.classes else None
    return tuple(Scene(seed, info.truncation, class_index=class_index) for seed in range(FIRST_SCENES))


def active_scene(project: Project) -> Scene:
    """The scene on the canvas."""
    return project.scenes[project.active]


@lru_cache(maxsize=256)
def is_painted(region: Region) -> bool:
    """Whether there is anything in it. A scene on which only what is to be kept is painted has an empty region."""
    try:
        return bool(region.levels().any())
    except UnlitError:  # from a damaged project: the search says so when it is used
        return True


def paint_of(project: Project, scene: Scene) -> PaintedScene | None:
    """All that is painted on a scene, or was found there."""
    return next((painted for painted in project.painted if painted.scene == scene), None)


def region_of(project: Project, scene: Scene) -> Region | None:
    """What is to be found on a scene."""
    paint = paint_of(project, scene)
    return paint.region if paint and is_painted(paint.region) else None


def keep_of(project: Project, scene: Scene) -> Region | None:
    """What is to stay unchanged on a scene."""
    paint = paint_of(project, scene)
    return paint.keep if paint else None


def painted(project: Project, mask: np.ndarray) -> Project:
    """With the active scene's region replaced by a mask, uint8 [R, R]; an empty mask is no region."""
    scene = active_scene(project)
    return _with_paint(project, PaintedScene(scene, Region.from_mask(mask), keep_of(project, scene)))


def with_keep(project: Project, mask: np.ndarray) -> Project:
    """With another mask, uint8 [R, R], of what is to stay unchanged on the active scene; an empty mask is none."""
    scene = active_scene(project)
    before = paint_of(project, scene) or PaintedScene(scene, Region.from_mask(np.zeros_like(mask)))
    return _with_paint(project, replace(before, keep=Region.from_mask(mask) if mask.any() else None))


def _with_paint(project: Project, paint: PaintedScene) -> Project:
    others = tuple(each for each in project.painted if each.scene != paint.scene)
    there = paint.keep is not None or is_painted(paint.region)
    return replace(project, painted=(*others, paint) if there else others)


def evidence(project: Project) -> tuple[PaintedScene, ...]:
    """All scenes with a region, the active one first: results are shown on the first."""
    active = active_scene(project)
    there = (each for each in project.painted if is_painted(each.region))
    return tuple(sorted(there, key=lambda each: each.scene != active))


def by_hand(project: Project) -> tuple[PaintedScene, ...]:
    """The evidence that a person painted; all of it when nothing of that is left."""
    every = evidence(project)
    return tuple(each for each in every if not each.transferred) or every


def scenes_to_look_on(project: Project, more: int) -> tuple[Scene, ...]:
    """Where else the painted thing may be: the other scenes of the project, then so many new ones."""
    taken = {each.scene for each in by_hand(project)}
    others = tuple(scene for scene in project.scenes if scene not in taken)
    return (*others, *more_scenes((active_scene(project), *project.scenes), more))


def with_found(project: Project, found: Sequence[PaintedScene]) -> Project:
    """With what was found on other scenes instead of what was found there before; scenes that are new come last."""
    there = set(project.scenes)
    project = replace(project, scenes=(*project.scenes, *(each.scene for each in found if each.scene not in there)))
    hand = set(by_hand(project))
    for old in project.painted:
        if old.transferred and old not in hand:
            blank = Region.from_mask(np.zeros((old.region.height, old.region.width), np.uint8))
            project = _with_paint(project, replace(old, region=blank, transferred=False))
    for each in found:
        project = _with_paint(project, replace(each, keep=keep_of(project, each.scene)))
    return project


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
    labels = tuple(replace(each, scene=scene) if each.scene == before else each for each in project.labels)
    return replace(project, scenes=scenes, painted=kept, labels=labels)


def without_scene(project: Project, index: int) -> Project:
    """Without a scene and what is painted on it. The last one stays."""
    if len(project.scenes) == 1:
        return project
    gone = project.scenes[index]
    scenes = project.scenes[:index] + project.scenes[index + 1 :]
    kept = tuple(each for each in project.painted if each.scene != gone)
    labels = tuple(each for each in project.labels if each.scene != gone)
    active = project.active - (index < project.active)
    return replace(project, scenes=scenes, painted=kept, labels=labels, active=min(active, len(scenes) - 1))


def next_seed(project: Project) -> int:
    """The smallest seed above all the scenes' seeds, or the first free one from 0 when that would be too large."""
    taken = {scene.seed for scene in project.scenes}
    return max(taken) + 1 if max(taken) < 2**32 - 1 else next(seed for seed in count() if seed not in taken)


def with_units(project: Project, units: Iterable[UnitId], name: str, gain: float = 1.0) -> Project:
    """With a new edit of these units, called "name 1", "name 2", ..."""
    number = free_number(project)
    edit = UnitEdit(key=f"edit-{number}", name=f"{name} {number}", units=tuple(units), gain=gain)
    return replace(project, recipe=project.recipe.with_edit(edit))


def free_number(project: Project) -> int:
    """N of the key "edit-N" that the next edit has."""
    keys = {edit.key for edit in project.recipe.edits}
    return next(n for n in count(len(keys) + 1) if f"edit-{n}" not in keys)


def with_edit(project: Project, edit: Edit) -> Project:
    """With one edit changed."""
    return replace(project, recipe=project.recipe.with_edit(edit))


def with_ranking(project: Project, ranking: Ranking) -> Project:
    """With the newest ranking last, after those before it, of which the last few stay. One search is there once."""
    kept, units = [ranking], 0
    for other in reversed(project.rankings):
        units += len(other.units)
        if other.request != ranking.request and len(kept) < MOST_RANKINGS and units <= MOST_EARLIER_UNITS:
            kept.append(other)
    return replace(project, rankings=tuple(reversed(kept)))


def thing_name(project: Project) -> str:
    """What a slider is called until a person names it. In the lamp room it is a lamp that one looks for first."""
    if shows_lamps(project):
        return QCoreApplication.translate("document", "Lamp")
    return QCoreApplication.translate("document", "Part")


def shows_lamps(project: Project) -> bool:
    """Whether the generator is a bundled one."""
    return project.generator_path in (LAMP_ROOM, LAMP_ROOM_WORDS)


def used_units(project: Project) -> frozenset[UnitId]:
    """Units that some edit of the recipe has."""
    return frozenset(unit for edit in project.recipe.unit_edits() for unit in edit.units)
