"""A preview that somebody waits for: drafts while a slider is dragged, rough pictures while it is made."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import cv2
import numpy as np
from msgspec.structs import replace
from torch import Tensor

from models.document.generator_info import GeneratorInfo
from models.document.recipe import Recipe, check_recipe
from models.document.render import RenderRequest
from models.edits.light import coloured
from models.edits.preview import preview, sampled
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.generator import Generator
from models.generators.stylegan2.config import DRAFT_RESOLUTION
from models.generators.stylegan2.generator import StyleGAN2Generator
from models.images import picture_of, to_uint8

Rough = Callable[[np.ndarray, int, int], None]

# A draft has this many steps of sampling at least.
DRAFT_STEPS = 4
# Seconds: when a rough picture comes first, and how often.
ROUGH_AFTER, ROUGH_EVERY = 0.4, 0.25


def live_preview(generator: Generator, request: RenderRequest, rough: Rough) -> np.ndarray:
    """See models.edits.preview.preview; uint8 [H, W, 3].

    rough: gets rough pictures of the same size while it takes long, with the step and how many there are.
    """
    if isinstance(generator, StyleGAN2Generator):
        shown = _made(partial(_grown, generator), request, rough)
        return enlarged(shown, generator.info.resolution // len(shown))
    wanted = drafted(request) if request.draft else request
    if isinstance(generator, DiffusionGenerator):
        shown = _made(partial(_watched, generator), wanted, rough)
        return enlarged(shown, generator.scale) if wanted.small else shown
    return to_uint8(preview(generator, wanted))


def _made(make: Callable[[RenderRequest, Rough], Tensor], request: RenderRequest, rough: Rough) -> np.ndarray:
    """The picture with the colours of lights. make: a raw picture without them."""

    def draw(recipe: Recipe) -> Tensor:
        asked_for = recipe is request.recipe  # and not a picture that the colour of a light is found with
        return make(replace(request, recipe=recipe), rough if asked_for else _unseen)

    return to_uint8(picture_of(coloured(request.recipe, draw)))


def _grown(generator: StyleGAN2Generator, request: RenderRequest, rough: Rough) -> Tensor:
    """Of a draft what is there at its resolution, raw float32 [1, 3, r, r]."""
    info, looks = generator.info, _Looks()
    recipe = check_recipe(request.recipe, info)
    least, picture = draft_resolution(info, recipe), None
    for picture in generator.growing(request.scene, recipe.changes(), recipe.placed_changes()):
        side = picture.shape[-1]
        if request.draft and side >= least:
            break
        if least <= side < info.resolution and looks.due():
            rough(enlarged(to_uint8(picture_of(picture)), info.resolution // side), side, info.resolution)
    assert picture is not None, "there is a toRGB"
    return picture


def _watched(generator: DiffusionGenerator, request: RenderRequest, rough: Rough) -> Tensor:
    looks, step = _Looks(), None
    for step in sampled(generator, request):
        if step.number < step.total and looks.due():
            look = to_uint8(picture_of(generator.decoder.rough(step.clean)))
            rough(enlarged(look, generator.scale), step.number, step.total)
    assert step is not None, "sampling has steps"
    return generator.decoder.rough(step.latents) if request.small else generator.decoder.raw(step.latents)


class _Looks:
    """When rough pictures are due."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()

    def due(self) -> bool:
        """Whether one is now; the next one is a while later."""
        now = time.perf_counter()
        due = now - self._start > ROUGH_AFTER and now - self._last > ROUGH_EVERY
        if due:
            self._last = now
        return due


def _unseen(_look: np.ndarray, _step: int, _total: int) -> None:
    """Nobody is shown it."""


def draft_resolution(info: GeneratorInfo, recipe: Recipe) -> int:
    """Pixels along one side of a draft where pictures grow: small, but with every layer that the recipe changes."""
    changed = {unit.layer for edit in recipe.unit_edits() if edit.enabled for unit in edit.units}
    return max([DRAFT_RESOLUTION, *(layer.resolution for layer in info.layers if layer.name in changed)])


def drafted(request: RenderRequest) -> RenderRequest:
    """With fewer steps, where there are steps."""
    prompt = request.scene.prompt
    if prompt is None:
        return request
    fewer = replace(prompt, steps=min(prompt.steps, max(DRAFT_STEPS, prompt.steps // 4)))
    return replace(request, scene=replace(request.scene, prompt=fewer))


def enlarged(picture: np.ndarray, factor: int) -> np.ndarray:
    """uint8 [H, W, 3], so many times as large."""
    return picture if factor == 1 else cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
