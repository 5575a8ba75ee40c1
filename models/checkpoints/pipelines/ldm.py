"""The names of Stable Diffusion's first program, which single-file checkpoints keep, for diffusers' tensors.

Both ways from one table: `places` says for each canonical tensor where a single file has it. diffusers'
`from_single_file` knows only the way in, and the tests compare with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import torch
from torch import Tensor

from models.document.errors import UnlitError

UNET, VAE = "model.diffusion_model.", "first_stage_model."
AVERAGES = "model_ema."
_CLIP = {"sd1": "cond_stage_model.transformer.", "sdxl": "conditioner.embedders.0.transformer."}
_OPEN_CLIP = {"sd2": "cond_stage_model.model.", "sdxl": "conditioner.embedders.1.model."}


class Place(NamedTuple):
    """Where a tensor is in a single file. part: which third of the rows of it. turned: transposed there.

    pixel: a linear map kept as a convolution of one pixel.
    """

    key: str
    part: int | None = None
    turned: bool = False
    pixel: bool = False

    def read(self, stored: Tensor) -> Tensor:
        """The tensor as diffusers has it. Raises ValueError for a shape it cannot come from."""
        if self.part is not None:
            if not stored.ndim or stored.shape[0] % 3:
                raise ValueError(self.key)
            return stored.chunk(3)[self.part]
        if self.turned:
            return stored.T
        if self.pixel and stored.ndim > 2 and stored.shape[2:].numel() == 1:  # older files have them, newer ones not
            return stored.reshape(stored.shape[:2])
        return stored

    def stored(self, tensor: Tensor) -> Tensor:
        """The tensor as the file has it, but for those that are a third."""
        return tensor.T if self.turned else tensor[:, :, None, None] if self.pixel else tensor


_RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}
_UNET_ENDS = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
}
_VAE_ENDS = (
    "quant_conv",
    "post_quant_conv",
    "encoder.conv_in",
    "encoder.conv_out",
    "decoder.conv_in",
    "decoder.conv_out",
)
_VAE_ATTENTION = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out"}
_OPEN_CLIP_ENDS = {
    "text_model.embeddings.token_embedding.weight": "token_embedding.weight",
    "text_model.embeddings.position_embedding.weight": "positional_embedding",
    "text_model.final_layer_norm.weight": "ln_final.weight",
    "text_model.final_layer_norm.bias": "ln_final.bias",
}
_OPEN_CLIP_LAYER = {
    "layer_norm1": "ln_1",
    "layer_norm2": "ln_2",
    "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
    "self_attn.out_proj": "attn.out_proj",
}


def places(names: Iterable[str], kind: str, unet: Mapping[str, Any], vae: Mapping[str, Any]) -> dict[str, Place]:
    """Canonical name -> where it is in a single file of this kind ("sd1", "sd2", "sdxl").

    unet, vae: the configurations. Raises UnlitError for a tensor that such files have no place for.
    """
    found: dict[str, Place | None] = {}
    for name in names:
        part, _, inner = name.partition(".")
        if part == "unet":
            found[name] = _in_unet(inner, unet)
        elif part == "vae":
            found[name] = _in_vae(inner, len(vae["block_out_channels"]))
        else:
            found[name] = _in_text(part, inner, kind)
    for name, place in found.items():
        if place is None:
            raise UnlitError(
                f"A single-file checkpoint has no place for “{name:.80}”; save a diffusers folder instead."
            )
    return {name: place for name, place in found.items() if place is not None}


def gathered(tensors: Mapping[str, Tensor], where: Mapping[str, Place]) -> dict[str, Tensor]:
    """Canonical tensors under the keys of a single file."""
    thirds: dict[str, dict[int, Tensor]] = {}
    found: dict[str, Tensor] = {}
    for name, place in where.items():
        if place.part is None:
            found[place.key] = place.stored(tensors[name]).contiguous()
        else:
            thirds.setdefault(place.key, {})[place.part] = tensors[name]
    return found | {key: torch.cat([parts[number] for number in range(3)]) for key, parts in thirds.items()}


def _in_unet(name: str, config: Mapping[str, Any]) -> Place | None:
    stem, _, kind = name.rpartition(".")
    if stem in _UNET_ENDS:
        return Place(f"{UNET}{_UNET_ENDS[stem]}.{kind}")
    match = re.fullmatch(
        r"(down|mid|up)_blocks?\.(?:(\d+)\.)?(resnets|attentions|downsamplers|upsamplers)\.(\d+)\.(.*)", name
    )
    if match is None:
        return None
    side, block, what, index, inner = match[1], int(match[2] or 0), match[3], int(match[4]), match[5]
    if what == "resnets":
        stem, _, kind = inner.rpartition(".")
        if stem not in _RESNET:
            return None
        inner = f"{_RESNET[stem]}.{kind}"
    if side == "mid":
        return Place(f"{UNET}middle_block.{2 * index + (what == 'attentions')}.{inner}")
    return Place(f"{UNET}{_unet_block(side, block, what, index, config)}.{inner.removeprefix('conv.')}")


def _unet_block(side: str, block: int, what: str, index: int, config: Mapping[str, Any]) -> str:
    """The first program counts blocks through: each resnet, with its attention, and each sampler going down, is one."""
    layers = config["layers_per_block"]
    position = int(what == "attentions")
    if side == "down":
        return (
            f"input_blocks.{(block + 1) * (layers + 1)}.0.op"
            if what == "downsamplers"
            else (f"input_blocks.{block * (layers + 1) + index + 1}.{position}")
        )
    if what == "upsamplers":
        attends = "CrossAttn" in config["up_block_types"][block]
        return f"output_blocks.{block * (layers + 1) + layers}.{1 + attends}.conv"
    return f"output_blocks.{block * (layers + 1) + index}.{position}"


def _in_vae(name: str, blocks: int) -> Place | None:
    stem, _, kind = name.rpartition(".")
    if stem in _VAE_ENDS:
        return Place(VAE + name)
    if stem in ("encoder.conv_norm_out", "decoder.conv_norm_out"):
        return Place(f"{VAE}{stem.replace('conv_norm_out', 'norm_out')}.{kind}")
    match = re.fullmatch(
        r"(encoder|decoder)\.(down|mid|up)_blocks?\.(?:(\d+)\.)?(resnets|attentions|\w+samplers)\.(\d+)\.(.*)", name
    )
    if match is None:
        return None
    half, side, block, what, index, inner = match[1], match[2], int(match[3] or 0), match[4], int(match[5]), match[6]
    inner = inner.replace("conv_shortcut", "nin_shortcut")
    if what == "attentions":
        stem, _, kind = inner.rpartition(".")
        if stem not in _VAE_ATTENTION:
            return None
        return Place(
            f"{VAE}{half}.mid.attn_1.{_VAE_ATTENTION[stem]}.{kind}", pixel=kind == "weight" and stem != "group_norm"
        )
    if side == "mid":
        return Place(f"{VAE}{half}.mid.block_{index + 1}.{inner}")
    level = block if side == "down" else blocks - 1 - block
    sampler = "downsample" if side == "down" else "upsample"
    return Place(f"{VAE}{half}.{side}.{level}.{f'block.{index}' if what == 'resnets' else sampler}.{inner}")


def _in_text(part: str, name: str, kind: str) -> Place | None:
    if kind == "sd1" or (kind == "sdxl" and part == "text_encoder"):
        return Place(_CLIP[kind] + name)
    prefix = _OPEN_CLIP[kind]
    if name == "text_projection.weight":
        return Place(prefix + "text_projection", turned=True)
    if name in _OPEN_CLIP_ENDS:
        return Place(prefix + _OPEN_CLIP_ENDS[name])
    match = re.fullmatch(r"text_model\.encoder\.layers\.(\d+)\.(.*)\.(weight|bias)", name)
    if match is None:
        return None
    layer = f"{prefix}transformer.resblocks.{match[1]}"
    if match[2] in _OPEN_CLIP_LAYER:
        return Place(f"{layer}.{_OPEN_CLIP_LAYER[match[2]]}.{match[3]}")
    third = {"self_attn.q_proj": 0, "self_attn.k_proj": 1, "self_attn.v_proj": 2}.get(match[2])
    return None if third is None else Place(f"{layer}.attn.in_proj_{match[3]}", part=third)
