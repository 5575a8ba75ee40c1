"""Trains a tiny Stable Diffusion on rooms and their captions: an exact diffusers StableDiffusionPipeline folder.

    python -m models.samples.lamp_room.train_diffusion --stage vae --minutes 20 --simple 1 --out OUT
    python -m models.samples.lamp_room.train_diffusion --stage unet --minutes 60 --simple 1 --out OUT
    python -m models.samples.lamp_room.train_diffusion --stage check --out OUT

vae writes OUT/vae, unet writes OUT/pipeline (half precision, no file over 16 MiB), check lets the probe say whether
the pictures do what the prompts say. Sheets of samples appear while it trains. --resume OUT goes on from a stage's
training state (moments and chance included); --start FOLDER begins with the weights of a vae or pipeline folder.
Ctrl-C saves and ends.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import torch

from models.device import best_device
from models.samples.lamp_room.training.clock import Clock


@dataclass(frozen=True)
class Size:
    """What differs between a processor and a GPU; figures for a GPU are estimates."""

    vae_batch: int
    unet_batch: int
    vae_pool: int
    unet_pool: int
    vae_width: int
    width: int
    text_width: int
    text_layers: int
    reuse: float
    chunk: int


PROCESSOR = Size(8, 16, 2048, 4096, 16, 64, 128, 2, 12, 8)
GPU = Size(96, 512, 16384, 65536, 24, 96, 224, 4, 6, 64)


def main() -> None:
    """The command line."""
    args = parse_arguments()
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    clock, device = Clock(args.minutes), best_device()
    if args.stage == "vae":
        from models.samples.lamp_room.train_diffusion.autoencoder import train_autoencoder

        train_autoencoder(args, device, clock)
    elif args.stage == "unet":
        from models.samples.lamp_room.train_diffusion.denoiser import train_denoiser

        train_denoiser(args, device, clock)
    else:
        from models.samples.lamp_room.train_diffusion.check import check

        check(args, device)


def parse_arguments(words: list[str] | None = None) -> argparse.Namespace:
    """The command line, with the machine's defaults filled in."""
    size = GPU if torch.cuda.is_available() else PROCESSOR
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option = parser.add_argument
    option("--stage", choices=("vae", "unet", "check"), required=True)
    option("--out", type=Path, required=True)
    option("--resume", type=Path, help="a folder with this stage's training state, and what it wrote")
    option("--start", type=Path, help="begin with these weights: a vae folder, or a pipeline folder")
    option("--vae", type=Path, help="unet: the folder of the trained autoencoder; default OUT/vae")
    option("--pipeline", type=Path, help="check: another pipeline than OUT/pipeline")
    option("--res", type=int, default=64, help="pixels along a side, a multiple of 32")
    option("--minutes", type=float, default=20.0, help="wall time, the drawing of the first rooms included")
    option("--simple", type=float, default=0.0, help="simplicity of the rooms in [0, 1]; 1 for a processor")
    option("--seed", type=int, default=0)
    option("--seeds", type=int, default=4, help="check: pictures of each prompt")
    option("--batch", type=int)
    option("--pool", type=int, help="rooms kept at once")
    option("--reuse", type=float, default=size.reuse, help="times each room is seen")
    option("--chunk", type=int, default=size.chunk, help="rooms drawn at once")
    option("--vae-width", type=int, default=size.vae_width)
    option("--width", type=int, default=size.width, help="of the U-Net, a multiple of 32")
    option("--text-width", type=int, default=size.text_width)
    option("--text-layers", type=int, default=size.text_layers)
    option("--adversarial", type=float, default=0.02, help="vae: weight of the patch critic; 0 = none")
    option("--sheet-minutes", type=float, default=5.0)
    option("--save-minutes", type=float, default=8.0)
    args = parser.parse_args(words)
    vae = args.stage == "vae"
    args.batch = args.batch or (size.vae_batch if vae else size.unet_batch)
    args.pool = args.pool or (size.vae_pool if vae else size.unet_pool)
    return args


if __name__ == "__main__":
    main()
