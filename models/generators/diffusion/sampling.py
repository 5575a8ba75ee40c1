"""The denoising loop. All noise comes from a processor's generator a scene, so a scene is one picture everywhere."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor

from models.generators.diffusion.guidance import Conditioning, clean, predicted
from models.generators.diffusion.hooks import Edits


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
    seeds: Sequence[int],
    size: tuple[int, int],
    told: Conditioning,
    edits: Edits,
    weights: Mapping[str, Tensor] | None = None,
) -> Iterator[Step]:
    """Sample one row a seed. The last step's latents are the pictures'.

    scheduler: fresh, its timesteps set. size: rows and columns of the latents. weights: see Meaning.
    """
    draws = [torch.Generator().manual_seed(seed) for seed in seeds]
    first = torch.cat([torch.randn(1, unet.config.in_channels, *size, generator=draw) for draw in draws])
    latents = first.to(told.embeds.device) * scheduler.init_noise_sigma
    has_noise = "generator" in inspect.signature(scheduler.step).parameters
    options = {"generator": draws} if has_noise else {}
    for number, timestep in enumerate(scheduler.timesteps):
        noisy = scheduler.scale_model_input(latents, timestep)
        with edits.at(number / len(scheduler.timesteps)), standing_in(unet, weights or {}):
            prediction = predicted(unet, noisy, timestep, told)
        latents = scheduler.step(prediction, timestep, latents, return_dict=False, **options)[0]
        looks = clean(prediction, noisy, timestep, scheduler)
        yield Step(number + 1, len(scheduler.timesteps), timestep, noisy, looks, latents)


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
