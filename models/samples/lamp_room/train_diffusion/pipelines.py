"""The stages put together: an exact diffusers StableDiffusionPipeline folder, and samples of it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor

from models.samples.lamp_room.train_diffusion.folders import SHARD, replacing
from models.samples.lamp_room.train_diffusion.library import StableDiffusionPipeline
from models.samples.lamp_room.train_diffusion.tokens import copy_vocabulary
from models.samples.lamp_room.training.sheets import save_sheet

PIPELINE = "pipeline"
STEPS, FEW_STEPS, GUIDANCE = 25, 12, 3.0
PROMPTS = (
    "a bedroom with a lit red table lamp beside a blue bed at night",
    "a bedroom with an unlit red table lamp beside a blue bed at night",
    "a bedroom with a lamp beside a green bed at night",
    "a bedroom with an unlit lamp beside a green bed at night",
    "a bedroom with an unlit white table lamp beside a pink bed in daylight",
    "a living room with a lit yellow floor lamp beside a purple sofa at dusk",
    "a living room with a lit blue ceiling lamp beside a gray sofa and green walls at night",
    "a living room with a lit white table lamp and an unlit orange floor lamp beside a red sofa at night",
)


class Stages(NamedTuple):
    """What a pipeline is made of; diffusers' and transformers' own classes, whose types are not told."""

    vae: Any
    text: Any
    tokenizer: Any
    unet: Any
    scheduler: Any


def open_pipeline(folder: Path) -> Stages:
    """The stages of a pipeline folder, in float32."""
    found = StableDiffusionPipeline.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    return Stages(found.vae, found.text_encoder, found.tokenizer, found.unet, found.scheduler)


def pipeline_of(stages: Stages) -> Any:
    """A pipeline that shares the stages' weights and says nothing."""
    pipeline = StableDiffusionPipeline(
        vae=stages.vae,
        text_encoder=stages.text,
        tokenizer=stages.tokenizer,
        unet=stages.unet,
        scheduler=stages.scheduler,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def save_pipeline(stages: Stages, folder: Path, vocabulary: Path) -> None:
    """In half precision. vocabulary: the folder of the tokenizer's files. Raises OSError."""
    halves = {name: copy.deepcopy(getattr(stages, name)).half().cpu() for name in ("vae", "text", "unet")}
    with replacing(folder) as fresh:
        pipeline_of(stages._replace(**halves)).save_pretrained(fresh, max_shard_size=SHARD)
        source = vocabulary if vocabulary.exists() else Path(stages.tokenizer.name_or_path)
        copy_vocabulary(source, fresh / "tokenizer")


def save_samples(stages: Stages, resolution: int, path: Path, *, few: bool = False) -> None:
    """A sheet with four pictures of each prompt, the same seeds for all. few: two pictures, in fewer steps."""
    count, steps = (2, FEW_STEPS) if few else (4, STEPS)
    pipeline = pipeline_of(stages)
    rows = [sampled(pipeline, [prompt] * count, list(range(count)), resolution, steps) for prompt in PROMPTS]
    save_sheet(torch.cat(rows), path, columns=8)


def sampled(pipeline: Any, prompts: list[str], seeds: list[int], resolution: int, steps: int = STEPS) -> Tensor:
    """One picture for each prompt and seed, [N, 3, R, R] in [0, 1] on the processor."""
    chance = [torch.Generator().manual_seed(seed) for seed in seeds]
    settings: dict[str, Any] = {"num_inference_steps": steps, "guidance_scale": GUIDANCE, "output_type": "pt"}
    made: Any = pipeline(prompts, generator=chance, height=resolution, width=resolution, **settings)
    return made.images.float().cpu()
