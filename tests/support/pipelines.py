"""Text-to-image pipelines with random weights, at rest: as small as each kind can be, for tests of files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.checkpoints.pipelines.building import build_empty
from models.checkpoints.pipelines.canonical import canonical_name
from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint
from models.checkpoints.pipelines.folder import write_folder
from models.checkpoints.pipelines.kinds import Kind, standard_texts
from models.checkpoints.pipelines.ldm import gathered, places

WIDTH, SECOND = 8, 16  # of the text encoders; public programs tell SDXL's two apart by it
TOKENS = 518
_UNET: dict[Kind, dict[str, Any]] = {
    "sd1": {"attention_head_dim": 2, "cross_attention_dim": WIDTH},
    "sd2": {"attention_head_dim": [2, 4], "cross_attention_dim": WIDTH, "use_linear_projection": True},
    "sdxl": {
        "attention_head_dim": [2, 4],
        "cross_attention_dim": WIDTH + SECOND,
        "use_linear_projection": True,
        "transformer_layers_per_block": [1, 2],
        "addition_time_embed_dim": 4,
        "projection_class_embeddings_input_dim": 6 * 4 + SECOND,
    },
}
_BLOCKS: dict[Kind, tuple[list[str], list[str]]] = {
    "sd1": (["CrossAttnDownBlock2D", "DownBlock2D"], ["UpBlock2D", "CrossAttnUpBlock2D"]),
    "sd2": (["CrossAttnDownBlock2D", "DownBlock2D"], ["UpBlock2D", "CrossAttnUpBlock2D"]),
    "sdxl": (["DownBlock2D", "CrossAttnDownBlock2D"], ["CrossAttnUpBlock2D", "UpBlock2D"]),
}
_TEXT = {
    "intermediate_size": 12,
    "num_attention_heads": 2,
    "num_hidden_layers": 2,
    "vocab_size": TOKENS,
}


def tiny_pipeline(kind: Kind = "sd1", seed: int = 0, dtype: torch.dtype = torch.float32, **named) -> PipelineCheckpoint:
    """A pipeline of 16 x 16 pixels. Its configurations are the usual ones but for their sizes."""
    empty = PipelineCheckpoint(tiny_texts(kind), {}, **{"name": f"Tiny {kind}", **named})
    draw = torch.Generator().manual_seed(seed)
    tensors: dict[str, Tensor] = {}
    for part in empty.parts:
        if part.kind == "model":
            for key, tensor in build_empty(part, empty.config(part.name), "tiny").state_dict().items():
                values = torch.randn(tensor.shape, generator=draw) * 0.1 + (1.0 if "norm" in key else 0.0)
                tensors[f"{part.name}.{canonical_name(part, key)}"] = values.to(dtype)
    return PipelineCheckpoint(empty.texts, tensors, **{"name": f"Tiny {kind}", **named})


def tiny_texts(kind: Kind) -> dict[str, bytes]:
    texts = standard_texts(kind)
    down, up = _BLOCKS[kind]
    blocks = {"block_out_channels": [8, 16], "down_block_types": down, "up_block_types": up}
    change(texts, "unet/config.json", **blocks, **_UNET[kind], layers_per_block=1, norm_num_groups=4, sample_size=8)
    halves = {"block_out_channels": [4, 8], "norm_num_groups": 2, "layers_per_block": 1, "sample_size": 16}
    change(
        texts, "vae/config.json", **halves, down_block_types=["DownEncoderBlock2D"] * 2,
        up_block_types=["UpDecoderBlock2D"] * 2,
    )  # fmt: skip
    for path in list(texts):
        if path.startswith("text_encoder"):
            ends = {"bos_token_id": TOKENS - 2, "eos_token_id": TOKENS - 1, "pad_token_id": TOKENS - 1}
            width = SECOND if path.startswith("text_encoder_2") else WIDTH
            change(texts, path, **_TEXT, **ends, hidden_size=width, projection_dim=width)
        if path.endswith("vocab.json"):
            texts[path], texts[path.replace("vocab.json", "merges.txt")] = small_vocabulary()
    return texts


def small_vocabulary() -> tuple[bytes, bytes]:
    """vocab.json and merges.txt with the letters, four pairs of them, and the two markers."""
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = [chr(byte) for byte in visible] + [chr(256 + number) for number in range(256 - len(visible))]
    pairs = ["l a", "la m", "lam p</w>", "r e"]
    tokens = [*letters, *(x + "</w>" for x in letters), *(pair.replace(" ", "") for pair in pairs)]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    return json.dumps({token: n for n, token in enumerate(tokens)}).encode(), "\n".join(
        ["#version: 0.2", *pairs]
    ).encode()


def change(texts: dict[str, bytes], path: str, **values: Any) -> None:
    texts[path] = json.dumps({**json.loads(texts[path]), **values}).encode()


def write_tiny(path: Path, kind: Kind = "sd1", seed: int = 0, dtype: torch.dtype = torch.float32) -> Path:
    """A diffusers folder of a tiny pipeline."""
    path.mkdir()
    write_folder(tiny_pipeline(kind, seed, dtype), path)
    return path


def single_file_tensors(checkpoint: PipelineCheckpoint, kind: Kind) -> dict[str, Tensor]:
    """Its tensors under the first program's names, as other programs keep them, with what these keep beside."""
    where = places(checkpoint.tensors, kind, checkpoint.config("unet"), checkpoint.config("vae"))
    found = gathered(checkpoint.tensors, where)
    return {**found, "alphas_cumprod": torch.linspace(1, 0, 10), "model_ema.num_updates": torch.tensor(3)}


def same(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> bool:
    """Whether two sets of tensors are equal to the bit, names and precision included."""
    return one.keys() == other.keys() and all(
        one[name].dtype == other[name].dtype and torch.equal(one[name], other[name]) for name in one
    )
