"""Tiny text-to-image pipelines with random weights, made here: nothing is read from a file."""

from __future__ import annotations

from functools import cache
from typing import Any

import torch

from models.document.generator_info import Fingerprint, GeneratorInfo
from models.generators.diffusion.components import component_tensors
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.units import unit_layers

CPU = torch.device("cpu")
WORDS = ("a", "lit", "unlit", "lamp", "beside", "the", "blue", "bed", "at", "night")
UNET = {
    "sample_size": 16,
    "block_out_channels": (32, 64, 64),
    "layers_per_block": 1,
    "down_block_types": ("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
    "up_block_types": ("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
    "cross_attention_dim": 32,
    "attention_head_dim": 4,
    "norm_num_groups": 8,
}
SCHEDULE = {
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "clip_sample": False,
    "set_alpha_to_one": False,
    "steps_offset": 1,
}


@cache
def vocabulary() -> tuple[dict[str, int], list[tuple[str, str]]]:
    """A CLIP vocabulary of all bytes and WORDS, and the merges that make the words."""
    alphabet = [chr(c) for c in (*range(33, 127), *range(161, 173), *range(174, 256), *range(256, 324))]
    names = [*alphabet, *(c + "</w>" for c in alphabet)]
    merges: list[tuple[str, str]] = []
    for word in WORDS:
        parts = [*word[:-1], word[-1] + "</w>"]
        while len(parts) > 1:
            pair = (parts[0], parts[1])
            if pair not in merges:
                merges.append(pair)
                names.append("".join(pair))
            parts = ["".join(pair), *parts[2:]]
    names = [*dict.fromkeys(names), "<|startoftext|>", "<|endoftext|>"]
    return {name: number for number, name in enumerate(names)}, merges


def tokenizer() -> Any:
    """CLIP's, over the small vocabulary."""
    from transformers import CLIPTokenizer

    vocab, merges = vocabulary()
    return CLIPTokenizer(vocab=dict(vocab), merges=list(merges), model_max_length=77)


def text_encoder(seed: int, *, projected: bool = False, width: int = 32, spread: float = 8.0) -> Any:
    """CLIP's, tiny; with a projection as SDXL's second. spread: of its random weights, so that words differ."""
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    end = len(vocabulary()[0]) - 1
    config = CLIPTextConfig(
        vocab_size=end + 1, hidden_size=width, intermediate_size=64, projection_dim=width, num_hidden_layers=3,
        num_attention_heads=4, bos_token_id=end - 1, eos_token_id=end, pad_token_id=end, initializer_factor=spread,
    )  # fmt: skip
    return seeded(seed, lambda: (CLIPTextModelWithProjection if projected else CLIPTextModel)(config))


def seeded(seed: int, make: Any) -> Any:
    """A module made with these random weights, the global state of chance as it was."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return make().eval()


def unet(seed: int = 0, **options: Any) -> Any:
    """A tiny U-Net whose last convolution is not zero, as a fresh one's would be nearly."""
    from diffusers import UNet2DConditionModel

    return seeded(seed, lambda: UNet2DConditionModel(**{**UNET, **options}))


def vae(seed: int) -> Any:
    from diffusers import AutoencoderKL

    blocks = 2
    return seeded(
        seed,
        lambda: AutoencoderKL(
            down_block_types=("DownEncoderBlock2D",) * blocks, up_block_types=("UpDecoderBlock2D",) * blocks,
            block_out_channels=(16, 32), norm_num_groups=8, sample_size=32,
        ),
    )  # fmt: skip


def scheduler(**options: Any) -> Any:
    from diffusers import DDIMScheduler

    return DDIMScheduler(**{**SCHEDULE, **options})


def sd_pipeline(seed: int = 0, prediction: str = "epsilon", **options: Any) -> Any:
    """As Stable Diffusion 1 (or 2 with "v_prediction"), 32 pixels."""
    from diffusers import StableDiffusionPipeline

    pipeline = StableDiffusionPipeline(
        vae=vae(seed + 1), text_encoder=text_encoder(seed + 2), tokenizer=tokenizer(), unet=unet(seed, **options),
        scheduler=scheduler(prediction_type=prediction), safety_checker=None, feature_extractor=None,
        requires_safety_checker=False,
    )  # fmt: skip
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def sdxl_pipeline(seed: int = 0) -> Any:
    """As SDXL: two text encoders, pooled text and the picture's size.

    Its texts are not normalised, so that a wide spread would make attention, and with it all rounding, chaotic.
    """
    from diffusers import StableDiffusionXLPipeline

    added = {"addition_embed_type": "text_time", "addition_time_embed_dim": 8}
    pipeline = StableDiffusionXLPipeline(
        vae=vae(seed + 1), text_encoder=text_encoder(seed + 2, spread=2.0),
        text_encoder_2=text_encoder(seed + 3, projected=True, width=16, spread=2.0),
        tokenizer=tokenizer(), tokenizer_2=tokenizer(),
        unet=unet(
            seed, **added, projection_class_embeddings_input_dim=6 * 8 + 16, cross_attention_dim=48,
            use_linear_projection=True, transformer_layers_per_block=(1, 2, 2),
        ),
        scheduler=scheduler(), add_watermarker=False,
    )  # fmt: skip
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def card(pipeline: Any) -> GeneratorInfo:
    """A card for a pipeline made here."""
    tensors = component_tensors(pipeline)
    return GeneratorInfo(
        name="Tiny",
        family="diffusion",
        fingerprint=Fingerprint("0" * 64, "tiny"),
        resolution=pipeline.unet.config.sample_size * pipeline.vae_scale_factor,
        layers=unit_layers(pipeline.unet, pipeline.unet.config.sample_size),
        z_dim=0,
        classes=0,
        parameters=sum(tensor.numel() for tensor in tensors.values()),
        truncation=1.0,
        prompts=True,
    )


def diffusion_generator(pipeline: Any = None, device: torch.device = CPU) -> DiffusionGenerator:
    """A generator with random weights, of this pipeline or of SD's kind."""
    pipeline = sd_pipeline() if pipeline is None else pipeline
    return DiffusionGenerator(card(pipeline), pipeline, device)
