"""A preview that somebody waits for: drafts while a slider is dragged, rough pictures while it is sampled."""

from __future__ import annotations

import time
from collections.abc import Callable

import cv2
import numpy as np
from msgspec.structs import replace
from torch import Tensor

from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.edits.light import coloured
from models.edits.preview import preview, sampled
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.generator import Generator
from models.images import picture_of, to_uint8

Rough = Callable[[np.ndarray, int, int], None]

# A draft has this many steps of sampling at least.
DRAFT_STEPS = 4
# Seconds: when a rough picture comes first, and how often.
ROUGH_AFTER, ROUGH_EVERY = 0.4, 0.25


def live_preview(generator: Generator, request: RenderRequest, rough: Rough) -> np.ndarray:
    """See models.edits.preview.preview; uint8 [H, W, 3].

    rough: gets rough pictures of the same size while sampling takes long, with the step and how many there are.
    """
    wanted = drafted(request) if request.draft else request
    if not isinstance(generator, DiffusionGenerator):
        return to_uint8(preview(generator, wanted))

    def draw(recipe: Recipe) -> Tensor:
        asked_for = recipe is wanted.recipe  # and not a picture that the colour of a light is found with
        return _watched(generator, replace(wanted, recipe=recipe), rough if asked_for else _unseen)

    shown = to_uint8(picture_of(coloured(wanted.recipe, draw)))
    return enlarged(shown, generator.scale) if wanted.small else shown


def _watched(generator: DiffusionGenerator, request: RenderRequest, rough: Rough) -> Tensor:
    start = last = time.perf_counter()
    step = None
    for step in sampled(generator, request):
        now = time.perf_counter()
        if now - start > ROUGH_AFTER and now - last > ROUGH_EVERY and step.number < step.total:
            last = now
            look = to_uint8(picture_of(generator.decoder.rough(step.clean)))
            rough(enlarged(look, generator.scale), step.number, step.total)
    assert step is not None, "sampling has steps"
    return generator.decoder.rough(step.latents) if request.small else generator.decoder.raw(step.latents)


def _unseen(_look: np.ndarray, _step: int, _total: int) -> None:
    """Nobody is shown it."""


def drafted(request: RenderRequest) -> RenderRequest:
    """With fewer steps, where there are steps."""
    prompt = request.scene.prompt
    if prompt is None:
        return request
    fewer = replace(prompt, steps=min(prompt.steps, max(DRAFT_STEPS, prompt.steps // 4)))
    return replace(request, scene=replace(request.scene, prompt=fewer))


def enlarged(picture: np.ndarray, factor: int) -> np.ndarray:
    """uint8 [H, W, 3], so many times as large."""
    return cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
