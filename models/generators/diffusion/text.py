"""Prompts to what the U-Net reads. Each text is encoded once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from models.document.errors import UnlitError
from models.document.scene import Prompt
from models.generators.diffusion.guidance import Conditioning
from models.generators.diffusion.keeping import Kept

KEPT_TEXTS = 64
_MARKERS = 2  # every text begins and ends with a token of its own


class Encoded(NamedTuple):
    """embeds: [1, tokens, width]. pooled: [1, width] of SDXL's second encoder."""

    embeds: Tensor
    pooled: Tensor | None


class Texts:
    """A pipeline's tokenizers and text encoders, which run on the processor (see components.place)."""

    def __init__(self, pipeline: Any, device: torch.device) -> None:
        self._pipeline, self._device = pipeline, device
        self._kept: Kept[str, Encoded] = Kept(KEPT_TEXTS)

    @property
    def tokenizer(self) -> Any:
        """The one whose tokens are the U-Net's: SDXL's two cut a text alike."""
        return self._pipeline.tokenizer or self._pipeline.tokenizer_2

    def encoded(self, text: str) -> Encoded:
        """On the device. Raises UnlitError when the text is longer than the encoder reads."""
        return self._kept.get(text, self._encoded)

    @torch.no_grad()
    def _encoded(self, text: str) -> Encoded:
        self._check_length(text)
        found = self._pipeline.encode_prompt(
            text, device=torch.device("cpu"), num_images_per_prompt=1, do_classifier_free_guidance=False
        )
        return Encoded(found[0].to(self._device), found[2].to(self._device) if len(found) == 4 else None)

    def _check_length(self, text: str) -> None:
        tokens, limit = len(self.tokenizer(text, verbose=False).input_ids), self.tokenizer.model_max_length
        if tokens > limit:
            raise UnlitError(
                f"This prompt is too long: the generator reads {limit - _MARKERS} tokens (words or parts of words), "
                f"and this one has {tokens - _MARKERS}."
            )

    def negative(self, text: str) -> Encoded:
        """As `encoded`; zeros for an empty text where the pipeline was trained so."""
        found = self.encoded(text)
        if text or not self._pipeline.config.get("force_zeros_for_empty_prompt", False):
            return found
        pooled = None if found.pooled is None else torch.zeros_like(found.pooled)
        return Encoded(torch.zeros_like(found.embeds), pooled)

    def conditioning(self, prompts: Sequence[Prompt]) -> Conditioning:
        """One row a prompt. They share guidance and size; width and height are given, not 0.

        Raises UnlitError for a text that is too long.
        """
        guidance, (height, width) = prompts[0].guidance, (prompts[0].height, prompts[0].width)
        embedding = self._guidance_embedding(guidance, len(prompts))
        guided = guidance > 1 and embedding is None
        texts = [self.negative(prompt.negative) for prompt in prompts] if guided else []
        texts += [self.encoded(prompt.text) for prompt in prompts]
        embeds = torch.cat([text.embeds for text in texts])
        pooled = [text.pooled for text in texts if text.pooled is not None]
        added = None
        if pooled:
            times = torch.tensor([[height, width, 0, 0, height, width]], device=embeds.device, dtype=embeds.dtype)
            added = {"text_embeds": torch.cat(pooled), "time_ids": times.expand(len(texts), -1)}
        return Conditioning(embeds, added, embedding, guidance if guided else 1.0)

    def _guidance_embedding(self, guidance: float, rows: int) -> Tensor | None:
        """LCM's guidance is an input of the U-Net instead of a second pass."""
        size = self._pipeline.unet.config.time_cond_proj_dim
        if size is None:
            return None
        weights = torch.tensor(guidance - 1).repeat(rows)
        return self._pipeline.get_guidance_scale_embedding(weights, embedding_dim=size).to(self._device)
