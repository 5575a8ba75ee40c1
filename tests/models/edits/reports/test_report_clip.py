"""CLIP as a scorer: a tiny one with random weights, from a folder, against transformers' own words."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from models.document.errors import UnlitError
from models.edits.reports.clip import ClipScorer
from tests.support.diffusion import CPU, seeded, tokenizer, vocabulary


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from transformers import CLIPConfig, CLIPModel

    end = len(vocabulary()[0]) - 1
    text = {
        "vocab_size": end + 1, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2,
        "num_attention_heads": 2, "bos_token_id": end - 1, "eos_token_id": end, "pad_token_id": end,
    }  # fmt: skip
    vision = {
        "image_size": 32, "patch_size": 8, "hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 2,
        "num_attention_heads": 2,
    }  # fmt: skip
    model = seeded(0, lambda: CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=8)))
    path = tmp_path_factory.mktemp("clip")
    model.save_pretrained(path)
    tokenizer().save_pretrained(path)
    return path


def test_a_picture_fits_a_text_as_clip_says(folder):
    from transformers import CLIPImageProcessorPil, CLIPModel

    scorer = ClipScorer(str(folder), CPU)
    levels = np.random.default_rng(0).integers(0, 255, (2, 32, 32, 3), np.uint8)
    pictures = torch.from_numpy(levels).permute(0, 3, 1, 2).float() / 255
    texts = ["a lit lamp", "the blue bed at night"]
    found = scorer.fits(scorer.see(pictures), texts)
    theirs = CLIPModel.from_pretrained(folder)
    size = {"shortest_edge": 32}
    processor = CLIPImageProcessorPil(size=size, crop_size={"height": 32, "width": 32})
    seen = processor([Image.fromarray(each) for each in levels], return_tensors="pt")["pixel_values"]
    tokens = tokenizer()(texts, return_tensors="pt", padding=True)
    with torch.no_grad():
        both = theirs(pixel_values=seen, **tokens)
    cosines = (both.image_embeds * both.text_embeds).sum(1)
    assert torch.allclose(found, cosines, atol=1e-4)
    assert "CLIP" in scorer.name


def test_pictures_of_any_shape_are_read(folder):
    scorer = ClipScorer(str(folder), CPU)
    assert scorer.see(torch.rand(3, 3, 40, 64)).held.shape == (3, 8)
    assert torch.isfinite(scorer.fits(scorer.see(torch.rand(1, 3, 8, 8)), ["lamp " * 200])).all()


def test_what_is_no_clip_is_one_sentence(tmp_path):
    for where in (str(tmp_path), str(tmp_path / "missing"), "nobody/nothing-of-that-name"):
        with pytest.raises(UnlitError, match="no CLIP at"):
            ClipScorer(where, CPU)
