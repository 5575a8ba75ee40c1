"""The denoising loop. All noise comes from a processor's generator a scene, so a scene is one picture everywhere."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor

from models.document.scene import Scene
from models.generators.diffusion.edits import Edits
from models.generators.diffusion.guidance import Conditioning, clean, predicted
from models.generators.latents import slerp


class Step(NamedTuple):
    """One step of sampling. number: from 1 to total. noisy: what the U-Net saw. latents: after the step.

    clean: the latents that it predicts the picture to have. All float32 [rows, 4, h, w].
    """

    number: int
    total: int
    timestep: Tensor
    noisy: Tensor
    clean: Tensor
    latents: Tensor


@torch.no_grad()
def denoised(
    unet: Any,
    scheduler: Any,
    scenes: Sequence[Scene],
    size: tuple[int, int],
    told: Conditioning,
    edits: Edits,
    weights: Mapping[str, Tensor] | None = None,
) -> Iterator[Step]:
    """Sample one row a scene. The last step's latents are the pictures'.

    scheduler: fresh, its timesteps set. size: rows and columns of the latents. weights: see Meaning.
    """
    draws = [torch.Generator().manual_seed(scene.seed) for scene in scenes]
    shape = (1, unet.config.in_channels, *size)
    first = torch.cat([_first_noise(scene, draw, shape) for scene, draw in zip(scenes, draws, strict=True)])
    latents = first.to(told.embeds.device) * scheduler.init_noise_sigma
    has_noise = "generator" in inspect.signature(scheduler.step).parameters
    options = {"generator": draws} if has_noise else {}
    for number, timestep in enumerate(scheduler.timesteps):
        noisy = scheduler.scale_model_input(latents, timestep)
        with edits.at(number / len(scheduler.timesteps), size), standing_in(unet, weights or {}):
            prediction = predicted(unet, noisy, timestep, told)
        latents = scheduler.step(prediction, timestep, latents, return_dict=False, **options)[0]
        looks = clean(prediction, noisy, timestep, scheduler)
        yield Step(number + 1, len(scheduler.timesteps), timestep, noisy, looks, latents)


def _first_noise(scene: Scene, draw: torch.Generator, shape: tuple[int, ...]) -> Tensor:
    """Drawn from the scene's generator, which goes on with the noise of the steps; on the way to another scene's."""
    noise = torch.randn(shape, generator=draw)
    if scene.toward is None:
        return noise
    end = torch.randn(shape, generator=torch.Generator().manual_seed(scene.toward.seed))
    return slerp(noise, end, scene.toward.part)


@contextmanager
def standing_in(unet: Any, weights: Mapping[str, Tensor]) -> Iterator[None]:
    """While inside, these of the U-Net's parameters have other values; the pristine tensors are put back, not restored.

    Around single looks only, since a run that is left half way must not leave them in.
    """
    pristine = {name: unet.get_parameter(name).data for name in weights}
    try:
        for name, values in weights.items():
            unet.get_parameter(name).data = values.to(pristine[name])
        yield
    finally:
        for name, values in pristine.items():
            unet.get_parameter(name).data = values
