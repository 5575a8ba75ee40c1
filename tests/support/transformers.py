"""Stable Diffusion 3 and FLUX with random weights, as diffusers itself writes them, for tests of files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from tests.support.pipelines import TOKENS, small_vocabulary

CLIP = {
    "hidden_size": 32, "intermediate_size": 37, "num_attention_heads": 4, "num_hidden_layers": 2, "projection_dim": 32,
    "vocab_size": TOKENS, "bos_token_id": TOKENS - 2, "eos_token_id": TOKENS - 1, "pad_token_id": TOKENS - 1,
}  # fmt: skip
T5 = {"vocab_size": 16, "d_model": 32, "d_kv": 8, "d_ff": 16, "num_layers": 1, "num_heads": 4}


def tiny_transformer(kind: str, folder: Path) -> Path:
    """A folder of a tiny pipeline, "sd3" or "flux"."""
    torch.manual_seed(0)
    (_sd3 if kind == "sd3" else _flux)(folder).save_pretrained(folder)
    return folder


def _sd3(folder: Path) -> Any:
    import diffusers
    import transformers

    transformer = diffusers.SD3Transformer2DModel(
        sample_size=8, patch_size=1, in_channels=4, num_layers=1, attention_head_dim=8, num_attention_heads=4,
        joint_attention_dim=32, caption_projection_dim=32, pooled_projection_dim=64, out_channels=4,
    )  # fmt: skip
    return diffusers.StableDiffusion3Pipeline(
        transformer, diffusers.FlowMatchEulerDiscreteScheduler(), _vae(4, shift_factor=0.06),
        transformers.CLIPTextModelWithProjection(transformers.CLIPTextConfig(**CLIP)), _clip_tokenizer(folder),
        transformers.CLIPTextModelWithProjection(transformers.CLIPTextConfig(**CLIP)), _clip_tokenizer(folder),
        transformers.T5EncoderModel(transformers.T5Config(**T5)), _t5_tokenizer(),
    )  # fmt: skip


def _flux(folder: Path) -> Any:
    import diffusers
    import transformers

    transformer = diffusers.FluxTransformer2DModel(
        patch_size=1, in_channels=4, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=32, pooled_projection_dim=32, axes_dims_rope=[4, 4, 8],
    )  # fmt: skip
    return diffusers.FluxPipeline(
        diffusers.FlowMatchEulerDiscreteScheduler(), _vae(1, shift_factor=0.06),
        transformers.CLIPTextModel(transformers.CLIPTextConfig(**CLIP)), _clip_tokenizer(folder),
        transformers.T5EncoderModel(transformers.T5Config(**T5)), _t5_tokenizer(), transformer,
    )  # fmt: skip


def _vae(channels: int, **more: Any) -> Any:
    import diffusers

    return diffusers.AutoencoderKL(
        sample_size=32, block_out_channels=(4,), layers_per_block=1, latent_channels=channels, norm_num_groups=1,
        use_quant_conv=False, use_post_quant_conv=False, scaling_factor=1.5, **more,
    )  # fmt: skip


def _clip_tokenizer(folder: Path) -> Any:
    import transformers

    (folder / "tokenizer").mkdir(parents=True, exist_ok=True)
    for file, data in zip(("vocab.json", "merges.txt"), small_vocabulary(), strict=True):
        (folder / "tokenizer" / file).write_bytes(data)
    special = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}
    card = {**special, "pad_token": "<|endoftext|>", "model_max_length": 77, "tokenizer_class": "CLIPTokenizer"}
    (folder / "tokenizer/tokenizer_config.json").write_text(json.dumps(card))
    return transformers.CLIPTokenizer.from_pretrained(folder / "tokenizer")


def _t5_tokenizer() -> Any:
    import transformers

    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((letter, -2.0) for letter in "▁almpedr")]
    return transformers.T5TokenizerFast(vocab=pieces, extra_ids=0)
