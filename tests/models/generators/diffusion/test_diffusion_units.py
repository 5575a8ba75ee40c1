"""Which columns are units, and how many of them the known generators have (METHODS 2.1)."""

from __future__ import annotations

from collections import Counter

import pytest
import torch

from models.generators.diffusion.units import unit_columns, unit_layers
from tests.support.diffusion import diffusion_generator, sdxl_pipeline, unet

BLOCKS = {
    "down_block_types": ("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",),
    "up_block_types": ("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3,
    "block_out_channels": (320, 640, 1280, 1280),
    "layers_per_block": 2,
    "norm_num_groups": 32,
    "sample_size": 64,
}
SD15 = {**BLOCKS, "cross_attention_dim": 768, "attention_head_dim": 8}
SD21 = {**BLOCKS, "cross_attention_dim": 1024, "attention_head_dim": (5, 10, 20, 20), "use_linear_projection": True}
SDXL = {
    **BLOCKS,
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "block_out_channels": (320, 640, 1280),
    "transformer_layers_per_block": (1, 2, 10),
    "attention_head_dim": (5, 10, 20),
    "cross_attention_dim": 2048,
    "use_linear_projection": True,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 256,
    "projection_class_embeddings_input_dim": 2816,
    "sample_size": 128,
}


def meta_layers(config):
    with torch.device("meta"):
        return unit_layers(unet(**config), config["sample_size"])


@pytest.mark.parametrize(
    ("config", "hidden", "conv2", "heads"),
    [(SD15, 49_920, 20_160, 128), (SD21, 49_920, 20_160, 195), (SDXL, 332_800, 13_760, 1_300)],
    ids=["SD1.5", "SD2.1", "SDXL"],
)
def test_known_generators_have_the_units_they_should(config, hidden, conv2, heads):
    counts = Counter()
    for layer in meta_layers(config):
        counts[layer.kind] += layer.units
    assert counts == {"feed-forward": hidden, "conv2": conv2, "self-attention": heads, "cross-attention": heads}


def test_resolutions_are_those_of_the_latents():
    by_name = {layer.name: layer.resolution for layer in meta_layers(SD15)}
    assert by_name["down_blocks.0.resnets.1.conv2"] == 64
    assert by_name["down_blocks.2.attentions.0.transformer_blocks.0.ff.net.2"] == 16
    assert by_name["down_blocks.3.resnets.0.conv2"] == by_name["mid_block.resnets.1.conv2"] == 8
    assert by_name["up_blocks.0.resnets.0.conv2"] == 8
    assert by_name["up_blocks.3.resnets.2.conv2"] == 64


@pytest.mark.parametrize("pipeline", [None, sdxl_pipeline], ids=["SD", "SDXL"])
def test_layers_stand_in_the_order_in_which_they_run_and_at_their_resolution(pipeline):
    generator = diffusion_generator(pipeline and pipeline())
    ran: list[tuple[str, int]] = []
    hooks = []
    for name, columns in generator.columns.items():

        def note(_module, inputs, output, name=name):
            side = output.shape[-1] if output.ndim == 4 else round(output.shape[1] ** 0.5)
            ran.append((name, side))
            assert inputs[0].shape[1 if output.ndim == 4 else 2] == generator.columns[name].module.weight.shape[1]

        hooks.append(columns.module.register_forward_hook(note))
    from models.document.scene import Prompt, Scene

    generator.raw([Scene(prompt=Prompt(steps=1, guidance=1.0))])
    for hook in hooks:
        hook.remove()
    assert ran == [(layer.name, layer.resolution) for layer in generator.info.layers]


def test_every_unit_belongs_to_its_share_of_the_inputs():
    for columns in unit_columns(unet(), 16).values():
        assert columns.layer.units * columns.slice == columns.module.weight.shape[1]
        marked = columns.channels(torch.arange(columns.layer.units)[None].float()).flatten()
        assert marked.tolist() == [unit for unit in range(columns.layer.units) for _ in range(columns.slice)]
