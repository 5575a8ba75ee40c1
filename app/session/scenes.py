"""The scenes of a project as pure functions: names, pins, order, random ones, and the way from one to another."""

from __future__ import annotations

import random
from collections.abc import Iterable

from msgspec.structs import replace

from app.session.document import active_scene, with_active_scene, with_scene
from models.document.project import Project, SceneLabel
from models.document.scene import Scene, Toward

LARGEST_RANDOM = 1_000_000  # of seeds that a person may want to remember


def label_of(project: Project, scene: Scene) -> SceneLabel:
    """What a person said of a scene."""
    return next((label for label in project.labels if label.scene == scene), SceneLabel(scene))


def removable(project: Project, index: int) -> bool:
    """The last one stays, and so does what is pinned."""
    return len(project.scenes) > 1 and not label_of(project, project.scenes[index]).pinned


def title_of(project: Project, scene: Scene) -> str:
    """Its name, or what it is."""
    return label_of(project, scene).name or scene.title


def with_name(project: Project, index: int, name: str) -> Project:
    """With another name for a scene; an empty one for its seed."""
    return _with_label(project, replace(label_of(project, project.scenes[index]), name=name))


def with_pin(project: Project, index: int, pinned: bool) -> Project:
    """With a scene pinned, or not any more."""
    return _with_label(project, replace(label_of(project, project.scenes[index]), pinned=pinned))


def _with_label(project: Project, label: SceneLabel) -> Project:
    others = tuple(each for each in project.labels if each.scene != label.scene)
    return replace(project, labels=others if label == SceneLabel(label.scene) else (*others, label))


def moved(project: Project, index: int, to: int) -> Project:
    """With a scene at another place; the active one stays active."""
    active, scenes = active_scene(project), list(project.scenes)
    scenes.insert(to, scenes.pop(index))
    return replace(project, scenes=tuple(scenes), active=scenes.index(active))


def with_seeds(project: Project, seeds: Iterable[int]) -> Project:
    """With scenes of these seeds at the end, in all else like the active one; the first that is new becomes active."""
    scenes = list(project.scenes)
    for seed in seeds:
        scene = on_seed(project, seed)
        if scene not in scenes:
            scenes.append(scene)
    new = len(scenes) > len(project.scenes)
    return replace(project, scenes=tuple(scenes), active=len(project.scenes) if new else project.active)


def on_seed(project: Project, seed: int) -> Scene:
    """The active scene on another seed."""
    return replace(active_scene(project), seed=seed, latent=None, toward=None)


def with_random_scenes(project: Project, draw: random.Random) -> Project:
    """With other random seeds wherever nothing is pinned, painted, named or active."""
    kept = {active_scene(project), *(painted.scene for painted in project.painted)}
    kept |= {label.scene for label in project.labels}
    taken, scenes = set(project.scenes), []
    for scene in project.scenes:
        while scene not in kept and scene in taken:
            scene = replace(scene, seed=draw.randrange(LARGEST_RANDOM), latent=None, toward=None)
        taken.add(scene)
        scenes.append(scene)
    return replace(project, scenes=tuple(scenes))


def with_scene_between(project: Project, index: int) -> Project:
    """With a scene half way from the active one to another, made active; its ends must not be on a way themselves."""
    end = project.scenes[index]
    return with_scene(
        project, replace(active_scene(project), toward=Toward(end.seed, 0.5, end.class_index, end.latent))
    )


def can_lead_to(project: Project, index: int) -> bool:
    """Whether there can be a scene between the active one and this one."""
    start, end = active_scene(project), project.scenes[index]
    return index != project.active and start.toward is None and end.toward is None


def with_psi(project: Project, psi: float) -> Project:
    """With another truncation of the active scene."""
    return _changed(project, replace(active_scene(project), psi=psi))


def with_part(project: Project, part: float) -> Project:
    """With the active scene, which is on a way, at another place of it."""
    scene = active_scene(project)
    assert scene.toward is not None, "it is on the way to nothing"
    return _changed(project, replace(scene, toward=replace(scene.toward, part=part)))


def _changed(project: Project, scene: Scene) -> Project:
    """The same project where that scene is there already: a slider passes over it."""
    return project if scene in project.scenes else with_active_scene(project, scene)
