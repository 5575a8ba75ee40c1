"""Prompts to what the U-Net reads. Each text is encoded once and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import torch
from torch import Tensor

from models.document.scene import Prompt
from models.generators.diffusion.guidance import Conditioning
from models.generators.diffusion.keeping import Kept
from models.generators.prompt_length import check_length

KEPT_TEXTS = 64
READ_TOGETHER = 32
_MARKERS = 2  # every text begins and ends with a token of its own


class Encoded(NamedTuple):
    """embeds: [1, tokens, width]. pooled: [1, width] of SDXL's second encoder."""

    embeds: Tensor
    pooled: Tensor | None


class Read(NamedTuple):
    """A text as the U-Net reads it. rows: float32 [tokens, width] on the processor. last: of its last word's token.

    Of an empty text it is the beginning, 0; the end comes after it, then the padding.
    """

    rows: Tensor
    last: int


@dataclass(frozen=True, eq=False)
class Meaning:
    """What words mean otherwise: other embeddings, or else weights that stand in while the U-Net runs.

    moves: [width, width]; every token's embedding e, also of the negative prompt, is read as e + moves e. weights: new
    values by their names in the U-Net.
    """

    moves: Tensor | None = None
    weights: Mapping[str, Tensor] = field(default_factory=dict)


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
        check_length(text, self.tokenizer, self.tokenizer.model_max_length)
        found = self._pipeline.encode_prompt(
            text, device=torch.device("cpu"), num_images_per_prompt=1, do_classifier_free_guidance=False
        )
        return Encoded(found[0].to(self._device), found[2].to(self._device) if len(found) == 4 else None)

    def read(self, texts: Sequence[str]) -> Iterator[Read]:
        """One after the other. A few are kept; of thousands a block at a time is read, and gone.

        Raises UnlitError for a text that is too long.
        """
        if len(texts) <= READ_TOGETHER:
            for text in texts:
                yield self._read(text, self.encoded(text).embeds[0])
            return
        for start in range(0, len(texts), READ_TOGETHER):
            block = list(texts[start : start + READ_TOGETHER])
            yield from map(self._read, block, self._block(block))

    @torch.no_grad()
    def _block(self, texts: list[str]) -> Tensor:
        for text in texts:
            check_length(text, self.tokenizer, self.tokenizer.model_max_length)
        return self._pipeline.encode_prompt(
            texts, device=torch.device("cpu"), num_images_per_prompt=1, do_classifier_free_guidance=False
        )[0]

    def _read(self, text: str, rows: Tensor) -> Read:
        return Read(rows.float().cpu(), len(self.tokenizer(text).input_ids) - _MARKERS)

    def negative(self, text: str) -> Encoded:
        """As `encoded`; zeros for an empty text where the pipeline was trained so."""
        found = self.encoded(text)
        if text or not self._pipeline.config.get("force_zeros_for_empty_prompt", False):
            return found
        pooled = None if found.pooled is None else torch.zeros_like(found.pooled)
        return Encoded(torch.zeros_like(found.embeds), pooled)

    def conditioning(self, prompts: Sequence[Prompt], meaning: Meaning | None = None) -> Conditioning:
        """One row a prompt. They share guidance and size; width and height are given, not 0.

        SDXL's pooled text is as without the meaning: concept edits are of cross-attention (METHODS 2.3).

        Raises UnlitError for a text that is too long.
        """
        guidance, (height, width) = prompts[0].guidance, (prompts[0].height, prompts[0].width)
        embedding = self._guidance_embedding(guidance, len(prompts))
        guided = guidance > 1 and embedding is None
        texts = [self.negative(prompt.negative) for prompt in prompts] if guided else []
        texts += [self.encoded(prompt.text) for prompt in prompts]
        embeds = torch.cat([text.embeds for text in texts])
        if meaning is not None and meaning.moves is not None:
            embeds = embeds + embeds @ meaning.moves.to(embeds).T
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
