"""A few moments of a scene's own sampling, kept: where single steps are looked at instead of whole pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from models.generators.diffusion.guidance import Conditioning, alpha_sigma, clean, predicted

POINTS = 3
LEAST_ALPHA = 0.02


@dataclass(frozen=True)
class Points:
    """noisy: float32 [POINTS, 4, h, w], what the U-Net saw. timesteps: one number each. told: of one row."""

    noisy: Tensor
    timesteps: Sequence[Tensor]
    told: Conditioning
    scheduler: Any

    def value(self, unet: Any, point: int, copies: int = 1) -> Tensor:
        """The latents that this single step predicts the picture to have, scaled: float32 [copies, 4, h, w].

        copies: rows, alike unless the U-Net's hooks change them. The scale is sqrt(alpha / sigma): a change weighs as
        the geometric mean of what it does to the predicted picture (large in early steps) and to the predicted noise
        (large in late ones). Of five scales tried it ranked the units of a trained generator most as whole pictures do.
        """
        noisy, timestep = self.noisy[point : point + 1].repeat(copies, 1, 1, 1), self.timesteps[point]
        prediction = predicted(unet, noisy, timestep, self.told.repeated(copies))
        alpha, sigma = alpha_sigma(self.scheduler, timestep)
        # A schedule may begin with nothing but noise, where alpha is 0: the point would be blind.
        scale = (max(alpha, LEAST_ALPHA) / sigma) ** 0.5
        return scale * clean(prediction, noisy, timestep, self.scheduler)


def point_numbers(total: int) -> tuple[int, ...]:
    """Which steps (from 1) of a run stand for all: the first of each third; some twice when it has fewer than 3.

    The first step of all is among them: it lays out the picture, and tells most of what a unit does in a place.
    """
    return tuple(1 + total * point // POINTS for point in range(POINTS))
