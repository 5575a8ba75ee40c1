"""Where a word looks."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.document.scene import Prompt, Scene
from models.generators.diffusion.attention_maps import word_maps, words
from tests.support.diffusion import diffusion_generator, sd_pipeline, sdxl_pipeline, tokenizer

SCENE = Scene(seed=3, prompt=Prompt("a lit lamp, beside the Zebra", steps=2, width=48, height=24))


def test_words_are_whole_and_as_written():
    found = words(tokenizer(), "a Lit lamp, beside Zebra")
    assert [word.text for word in found] == ["a", "Lit", "lamp", "beside", "Zebra"]
    assert [word.tokens for word in found] == [(1,), (2,), (3,), (5,), (6, 7, 8, 9, 10)]
    assert words(tokenizer(), "") == []


@pytest.mark.parametrize("pipeline", [sd_pipeline, sdxl_pipeline])
def test_every_word_has_a_map_of_the_pictures_size(pipeline):
    maps = word_maps(diffusion_generator(pipeline()), SCENE)
    assert [word for word, _ in maps] == ["a", "lit", "lamp", "beside", "the", "Zebra"]
    for _, look in maps:
        assert look.shape == (24, 48)
        assert look.dtype == np.float32
        assert look.min() == 0
        assert look.max() == pytest.approx(1)


def test_the_picture_is_the_same_to_the_last_bit_while_watched_and_after():
    from models.generators.diffusion.attention_maps import _Looks, watched

    generator = diffusion_generator()
    before, processors = generator.raw([SCENE]), generator.unet.attn_processors
    with watched(generator.unet, _Looks((12, 24))):
        assert torch.equal(generator.raw([SCENE]), before)
    assert generator.unet.attn_processors == processors
    assert torch.equal(generator.raw([SCENE]), before)


def test_a_map_is_the_attention_of_the_look_with_the_prompt():
    """With one word's key put where only the upper left looks, its map is the upper left."""
    generator = diffusion_generator()
    seen: list[torch.Tensor] = []
    scene = Scene(seed=1, prompt=Prompt("lamp", steps=1))
    modules = [part for name, part in generator.unet.named_modules() if name.endswith("attn2")]
    own = [module.get_attention_scores for module in modules]
    for module, scores in zip(modules, own, strict=True):

        def marked(query, key, *rest, scores=scores):
            attention = torch.zeros_like(scores(query, key, *rest))
            side = round(attention.shape[1] ** 0.5)
            attention.view(-1, side, side, 77)[:, : side // 2, : side // 2, 1] = 1
            seen.append(attention)
            return attention

        module.get_attention_scores = marked
    ((word, look),) = word_maps(generator, scene)
    assert word == "lamp"
    assert len(seen) == len(modules)
    assert look[:12, :12].min() > 0.9
    assert look[20:].max() < 0.1
    assert look[:, 20:].max() < 0.1
