"""One look of a U-Net at noisy latents: classifier-free guidance, and what it predicts the picture to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from torch import Tensor


@dataclass(frozen=True)
class Conditioning:
    """What the U-Net is told beside the latents.

    embeds: [passes * rows, tokens, width], all rows without the prompt first when guided. added: SDXL's pooled text and
    picture size, as many rows. guidance_embedding: [rows, width] of LCM. guidance: 1 is none, and one pass.
    """

    embeds: Tensor
    added: dict[str, Tensor] | None
    guidance_embedding: Tensor | None
    guidance: float

    @property
    def passes(self) -> int:
        """How often each row is looked at: 2 when guided."""
        return 2 if self.guidance > 1 else 1

    def repeated(self, times: int) -> Conditioning:
        """Every row that many times, one after the other."""

        def each(values: Tensor) -> Tensor:
            return values.repeat_interleave(times, 0)

        added = self.added and {name: each(values) for name, values in self.added.items()}
        embedding = None if self.guidance_embedding is None else each(self.guidance_embedding)
        return Conditioning(each(self.embeds), added, embedding, self.guidance)


def predicted(unet: Any, noisy: Tensor, timestep: Tensor, told: Conditioning) -> Tensor:
    """The guided prediction (noise or velocity, as the U-Net was trained), float32 [rows, 4, h, w].

    noisy: float32 [rows, 4, h, w], scaled as the scheduler wants it. timestep: a single number.
    """
    embedding = told.guidance_embedding
    output = unet(
        noisy.repeat(told.passes, 1, 1, 1).to(unet.dtype),
        timestep,
        encoder_hidden_states=told.embeds.to(unet.dtype),
        timestep_cond=None if embedding is None else embedding.to(unet.dtype),
        added_cond_kwargs=told.added,
        return_dict=False,
    )[0].float()
    if told.passes == 1:
        return output
    without, with_prompt = output.chunk(2)
    return without + told.guidance * (with_prompt - without)


def alpha_sigma(scheduler: Any, timestep: Tensor) -> tuple[float, float]:
    """How much picture and how much noise there is at a timestep: alpha^2 + sigma^2 = 1."""
    signal = float(scheduler.alphas_cumprod[round(float(timestep))])
    return signal**0.5, (1 - signal) ** 0.5


def clean(prediction: Tensor, noisy: Tensor, timestep: Tensor, scheduler: Any) -> Tensor:
    """The latents without noise that a prediction amounts to, [rows, 4, h, w].

    noisy: as the U-Net saw it, `alpha * clean + sigma * noise` with alpha^2 + sigma^2 = 1 for every scheduler here.
    """
    kind = scheduler.config.prediction_type
    alpha, sigma = alpha_sigma(scheduler, timestep)
    if kind == "v_prediction":
        return alpha * noisy - sigma * prediction
    return prediction if kind == "sample" else (noisy - sigma * prediction) / alpha
