"""What ships for single files: the descriptions of the three Stable Diffusions, and CLIP's vocabulary."""

from __future__ import annotations

import json

import pytest

from models.checkpoints.pipelines.building import build_empty
from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint
from models.checkpoints.pipelines.kinds import standard_texts
from models.checkpoints.pipelines.ldm import places
from models.checkpoints.pipelines.single_file import _names
from models.checkpoints.pipelines.vocabulary import clip_vocabulary
from models.generators.diffusion.units import unit_layers

# Parameters as published with the checkpoints.
PUBLISHED = {
    "sd1": {"unet": 859_520_964, "vae": 83_653_863, "text_encoder": 123_060_480},
    "sd2": {"unet": 865_910_724, "vae": 83_653_863, "text_encoder": 340_387_840},
    "sdxl": {
        "unet": 2_567_463_684,
        "vae": 83_653_863,
        "text_encoder": 123_060_480,
        "text_encoder_2": 694_659_840,
    },
}
# METHODS 2.1: feed-forward, conv2, self- and cross-attention heads.
UNITS = {"sd1": (49_920, 20_160, 128, 128), "sd2": (49_920, 20_160, 195, 195), "sdxl": (332_800, 13_760, 1300, 1300)}


@pytest.fixture(params=["sd1", "sd2", "sdxl"])
def shipped(request):
    return request.param, PipelineCheckpoint(standard_texts(request.param), {}, "shipped")


def test_their_parts_have_the_published_sizes(shipped):
    kind, checkpoint = shipped
    modules = {
        part.name: build_empty(part, checkpoint.config(part.name), "shipped")
        for part in checkpoint.parts
        if part.kind == "model"
    }
    assert {name: sum(p.numel() for p in module.parameters()) for name, module in modules.items()} == PUBLISHED[kind]
    layers = unit_layers(modules["unet"], 64)
    counts = [
        sum(layer.units for layer in layers if layer.kind == unit)
        for unit in ("feed-forward", "conv2", "self-attention", "cross-attention")
    ]
    assert tuple(counts) == UNITS[kind]


def test_every_tensor_has_a_place_of_its_own_in_a_single_file(shipped):
    kind, checkpoint = shipped
    names = _names(checkpoint)
    where = places(names, kind, checkpoint.config("unet"), checkpoint.config("vae"))
    assert len(set(names)) == len(names) == len(set(where.values()))


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        ("sd1", "unet.up_blocks.0.upsamplers.0.conv.bias", "model.diffusion_model.output_blocks.2.1.conv.bias"),
        ("sd1", "unet.up_blocks.1.upsamplers.0.conv.bias", "model.diffusion_model.output_blocks.5.2.conv.bias"),
        ("sd1", "unet.down_blocks.1.downsamplers.0.conv.bias", "model.diffusion_model.input_blocks.6.0.op.bias"),
        (
            "sd2",
            "unet.down_blocks.0.attentions.1.transformer_blocks.0.attn2.to_k.weight",
            "model.diffusion_model.input_blocks.2.1.transformer_blocks.0.attn2.to_k.weight",
        ),
        ("sdxl", "unet.add_embedding.linear_1.bias", "model.diffusion_model.label_emb.0.0.bias"),
        ("sdxl", "unet.up_blocks.1.upsamplers.0.conv.bias", "model.diffusion_model.output_blocks.5.2.conv.bias"),
        ("sdxl", "vae.decoder.up_blocks.0.upsamplers.0.conv.bias", "first_stage_model.decoder.up.3.upsample.conv.bias"),
        (
            "sdxl",
            "text_encoder_2.text_model.encoder.layers.9.mlp.fc2.bias",
            "conditioner.embedders.1.model.transformer.resblocks.9.mlp.c_proj.bias",
        ),
    ],
)
def test_well_known_names(kind, name, key):
    checkpoint = PipelineCheckpoint(standard_texts(kind), {}, "shipped")
    assert places([name], kind, checkpoint.config("unet"), checkpoint.config("vae"))[name].key == key


def test_the_vocabulary_is_clips():
    vocabulary = json.loads(clip_vocabulary()["vocab.json"])
    assert len(vocabulary) == 49_408
    known = {"!": 0, "a</w>": 320, "the</w>": 518, "photo</w>": 1125, "cat</w>": 2368, "<|endoftext|>": 49_407}
    assert {token: vocabulary[token] for token in known} == known
    assert sorted(vocabulary.values()) == list(range(49_408))


@pytest.mark.parametrize(("kind", "tokenizer", "pad"), [("sd1", "tokenizer", 49_407), ("sdxl", "tokenizer_2", 0)])
def test_the_tokenizers_cut_and_pad_as_the_published_ones(kind, tokenizer, pad):
    from models.checkpoints.pipelines.building import _tokenizer
    from models.checkpoints.pipelines.parts import Part

    checkpoint = PipelineCheckpoint(standard_texts(kind), {}, "shipped")
    made = _tokenizer(checkpoint, Part(tokenizer, "CLIPTokenizer"))
    found = made("A photo of a cat", padding="max_length", max_length=77, truncation=True).input_ids
    assert found[:8] == [49_406, 320, 1125, 539, 320, 2368, 49_407, pad]
    assert len(found) == 77
