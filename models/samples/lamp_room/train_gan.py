"""Trains a small StyleGAN2 on rooms that are drawn as it learns. No labels, no data set on a disk.

    python -m models.samples.lamp_room.train_gan --res 64 --minutes 60 --simple 1 --out OUT           on a processor
    python -m models.samples.lamp_room.train_gan --res 128 --minutes 30 --out OUT                     on a GPU
    python -m models.samples.lamp_room.train_gan --minutes 60 --simple 1 --out OUT --resume OUT       goes on

Writes generator.safetensors (averaged weights in half precision; the studio opens it), sheet.png (48 uncurated
samples), training.safetensors (from which --resume goes on, optimisers' moments and chance included) and, now and
then, snapshots/: the best generator is seldom the last. Ctrl-C saves and ends.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.native import write_native
from models.device import best_device
from models.document.atomic import writing
from models.generators.stylegan2.config import StyleGAN2Config
from models.images import picture_of
from models.samples.lamp_room.training.adversarial import Adversaries, Settings, config_in
from models.samples.lamp_room.training.clock import Clock
from models.samples.lamp_room.training.generator import channel_plan, count_of
from models.samples.lamp_room.training.pool import Pool
from models.samples.lamp_room.training.rooms import real_batch, room_pool
from models.samples.lamp_room.training.sheets import save_sheet
from models.samples.lamp_room.training.state import STATE_FILE, under

GENERATOR, SHEET, SNAPSHOTS = "generator.safetensors", "sheet.png", "snapshots"
SHEET_SAMPLES, SHEET_PSI = 48, 0.8
LICENSE = "CC0-1.0"


@dataclass(frozen=True)
class Size:
    """What differs between a processor and a GPU; figures for a GPU are estimates."""

    batch: int
    base: int  # channels at 1 pixel; a block has base / resolution, at most `most`
    most: int
    w_dim: int
    pool: int
    reuse: float
    chunk: int  # rooms drawn at once


PROCESSOR = Size(batch=16, base=1536, most=96, w_dim=128, pool=8192, reuse=10, chunk=8)
GPU = Size(batch=64, base=8192, most=256, w_dim=256, pool=49152, reuse=4, chunk=64)


def train(args: argparse.Namespace) -> None:
    """The whole run. Raises UnlitError (kind "disk")."""
    torch.manual_seed(args.seed)
    (args.out / SNAPSHOTS).mkdir(parents=True, exist_ok=True)
    clock, device = Clock(args.minutes), best_device()
    config = config_in(args.resume / STATE_FILE) if args.resume else config_of(args)
    settings = Settings(args.batch, args.lr, args.gamma, args.mixing)
    adversaries = Adversaries(config, settings, device)
    pool = room_pool(args, config.resolution, device)
    if args.resume:
        resume(adversaries, pool, args.resume / STATE_FILE)
    else:
        pool.fill()
    sizes = (count_of(adversaries.generator), count_of(adversaries.discriminator))
    print(f"{device}  {config.signature}  G {sizes[0]:.2f} M  D {sizes[1]:.2f} M  {settings}", flush=True)
    with clock.interruptible():
        learn(adversaries, pool, clock, args)
    save(adversaries, pool, args)


def learn(adversaries: Adversaries, pool: Pool, clock: Clock, args: argparse.Namespace) -> None:
    """Steps until the clock ends; sheets and saved states on the way."""
    before = adversaries.images
    while clock.running:
        loss_g, loss_d = adversaries.step(real_batch(pool, args.batch))
        if clock.due("look", 5.0):  # to read a loss is to wait for the GPU
            numbers = {"generator": loss_g.item(), "discriminator": loss_d.item(), "slope": adversaries.slope.item()}
            clock.say(adversaries.images - before, all=adversaries.images, **numbers)
        if clock.due("sheet", args.sheet_minutes * 60):
            save_sheet(samples(adversaries), args.out / SHEET)
        if clock.due("save", args.save_minutes * 60):
            save(adversaries, pool, args)


def samples(adversaries: Adversaries, count: int = SHEET_SAMPLES) -> Tensor:
    """Uncurated pictures [count, 3, R, R] in [0, 1] of the averaged generator, always of the same latents."""
    z = torch.randn(count, adversaries.config.z_dim, generator=torch.Generator().manual_seed(1))
    network = adversaries.average.module
    raw = [network.shown(part.to(adversaries.device), SHEET_PSI) for part in z.split(16)]
    return picture_of(torch.cat(raw))


def save(adversaries: Adversaries, pool: Pool, args: argparse.Namespace) -> None:
    """The state, the generator, the sheet, and copies of the latter two under the number of pictures seen."""
    tensors = {f"pool.{name}": tensor for name, tensor in pool.state().items()}
    adversaries.save(args.out / STATE_FILE, tensors)
    save_generator(adversaries, args.out / GENERATOR)
    save_sheet(samples(adversaries), args.out / SHEET)
    for name in (GENERATOR, SHEET):
        copy = Path(name).with_stem(f"{Path(name).stem}_{adversaries.images // 1000:05d}k").name
        with writing(args.out / SNAPSHOTS / copy) as temporary:
            shutil.copyfile(args.out / name, temporary)


def save_generator(adversaries: Adversaries, path: Path) -> None:
    """The averaged weights in half precision, as the studio opens them. Raises UnlitError (kind "disk")."""
    side = adversaries.config.resolution
    text = f"Rooms with lamps, {side} x {side}. A small StyleGAN2 trained without labels on rendered rooms, "
    text += f"{adversaries.images:,} seen."
    state = adversaries.average.module.state_dict()
    tensors = {name: tensor.detach().cpu().contiguous().half() for name, tensor in state.items()}
    checkpoint = Checkpoint(adversaries.config, tensors, "Lamp room", text, LICENSE)
    with writing(path) as temporary:
        write_native(checkpoint, temporary)


def resume(adversaries: Adversaries, pool: Pool, path: Path) -> None:
    """Go on where a training stopped: with the same weights, moments, chance and rooms."""
    tensors, _ = adversaries.load(path)
    state = under(tensors, "pool")
    chance = torch.get_rng_state()
    if state:
        pool.restore(state)
    else:
        pool.fill()  # the state was made elsewhere
    torch.set_rng_state(chance)
    print(f"goes on after {adversaries.images} pictures", flush=True)


def config_of(args: argparse.Namespace) -> StyleGAN2Config:
    """The architecture that the arguments ask for."""
    channels = channel_plan(args.res, args.channel_base, args.channel_max)
    return StyleGAN2Config(args.w_dim, args.w_dim, channels, args.mapping_layers)


def parse_arguments(words: list[str] | None = None) -> argparse.Namespace:
    """The command line, with the machine's defaults filled in."""
    size = GPU if torch.cuda.is_available() else PROCESSOR
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option = parser.add_argument
    option("--out", type=Path, required=True)
    option("--resume", type=Path, help="a folder with training.safetensors; its architecture is kept")
    option("--res", type=int, default=64, help="pixels along a side, a power of two")
    option("--minutes", type=float, default=60.0, help="wall time, the drawing of the first rooms included")
    option("--simple", type=float, default=0.0, help="simplicity of the rooms in [0, 1]; 1 for a processor")
    option("--seed", type=int, default=0)
    option("--batch", type=int, default=size.batch)
    option("--channel-base", type=int, default=size.base, help="a block has this many / resolution channels")
    option("--channel-max", type=int, default=size.most)
    option("--w-dim", type=int, default=size.w_dim, help="size of z and w")
    option("--mapping-layers", type=int, default=4)
    option("--lr", type=float, default=0.003)
    option("--gamma", type=float, default=0.2, help="weight of R1; less than 0.2 let 64 px stay speckled")
    option("--mixing", type=float, default=0.2, help="chance of two styles in one picture")
    option("--pool", type=int, default=size.pool, help="rooms kept at once")
    option("--reuse", type=float, default=size.reuse, help="times each room is seen")
    option("--chunk", type=int, default=size.chunk, help="rooms drawn at once")
    option("--sheet-minutes", type=float, default=2.0)
    option("--save-minutes", type=float, default=8.0)
    return parser.parse_args(words)


if __name__ == "__main__":
    train(parse_arguments())
