"""Where does the word look? Cross-attention of each word over the picture, as DAAM (Tang et al. 2023) sums it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from models.document.scene import Scene

if TYPE_CHECKING:
    from models.generators.diffusion.generator import DiffusionGenerator


class Word(NamedTuple):
    """A word of a prompt, as written, and the numbers of its tokens."""

    text: str
    tokens: tuple[int, ...]


def word_maps(generator: DiffusionGenerator, scene: Scene) -> list[tuple[str, np.ndarray]]:
    """Each word of the scene's prompt, in order, with float32 [H, W] in [0, 1]: how much each place looks at it.

    Means over the heads, layers and steps of a whole sampling, and over a word's tokens; each map is stretched to
    [0, 1]. Marks without a letter or digit are left out. Sampling is not changed in any bit.
    Raises UnlitError for a scene that the generator does not have.
    """
    unet, prompt = generator.unet, generator.prompt(scene)
    size = (prompt.height, prompt.width)
    looks = _Looks((size[0] // generator.scale, size[1] // generator.scale))
    with watched(unet, looks):
        for _ in generator.sampling([scene]):
            pass
    maps = looks.mean()
    return [
        (word.text, _stretched(maps[list(word.tokens)].mean(0), size))
        for word in words(generator.tokenizer, prompt.text)
    ]


def words(tokenizer: Any, text: str) -> list[Word]:
    """The words of a text with a letter or digit, each with its tokens. CLIP marks a word's last token by `</w>`."""
    encoded = tokenizer(text, return_offsets_mapping=True)
    names = tokenizer.convert_ids_to_tokens(encoded.input_ids)
    found: list[Word] = []
    tokens: list[int] = []
    for number in range(1, len(names) - 1):
        tokens.append(number)
        if names[number].endswith("</w>"):
            start, end = encoded.offset_mapping[tokens[0]][0], encoded.offset_mapping[number][1]
            found.append(Word(text[start:end], tuple(tokens)))
            tokens = []
    return [word for word in found if any(c.isalnum() for c in word.text)]


class _Looks:
    """The running mean of attention to each token, [tokens, h, w]."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size, self._sum, self._count = size, torch.zeros(()), 0

    def add(self, attention: Tensor) -> None:
        """attention: [places, tokens] of one layer, the mean over its heads."""
        rows = round((len(attention) * self._size[0] / self._size[1]) ** 0.5)
        square = attention.float().T.reshape(1, -1, rows, len(attention) // rows)
        sized = F.interpolate(square, size=self._size, mode="bilinear")[0]
        self._sum, self._count = self._sum.to(sized.device) + sized, self._count + 1

    def mean(self) -> Tensor:
        """[tokens, h, w] on the processor."""
        return (self._sum / self._count).cpu()


def _stretched(look: Tensor, size: tuple[int, int]) -> np.ndarray:
    sized = F.interpolate(look[None, None], size=size, mode="bicubic")[0, 0]
    low, high = sized.min(), sized.max()
    return ((sized - low) / (high - low).clamp_min(torch.finfo(torch.float32).tiny)).numpy()


@contextmanager
def watched(unet: Any, looks: _Looks) -> Iterator[None]:
    """While inside, cross-attention is watched; its processors do what they did."""
    before = unet.attn_processors
    watching = {name: _Watching(own, looks) if ".attn2." in name else own for name, own in before.items()}
    unet.set_attn_processor(watching)
    try:
        yield
    finally:
        unet.set_attn_processor(before)


class _Watching:
    """An attention processor that also tells how its last row (the one with the prompt) attends."""

    def __init__(self, own: Any, looks: _Looks) -> None:
        self._own, self._looks = own, looks

    def __call__(
        self, attn: Any, hidden_states: Tensor, encoder_hidden_states: Tensor, *args: Any, **kwargs: Any
    ) -> Tensor:
        """diffusers' names: it passes these by keyword."""
        query = attn.head_to_batch_dim(attn.to_q(hidden_states[-1:]))
        key = attn.head_to_batch_dim(attn.to_k(encoder_hidden_states[-1:]))
        self._looks.add(attn.get_attention_scores(query, key).mean(0))
        return self._own(attn, hidden_states, encoder_hidden_states, *args, **kwargs)
