"""The first stage: an autoencoder, eightfold smaller, and a critic that makes it draw edges rather than averages."""

from __future__ import annotations

import argparse
import copy
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.samples.lamp_room.train_diffusion.folders import SHARD, replacing
from models.samples.lamp_room.train_diffusion.library import AutoencoderKL
from models.samples.lamp_room.training.average import Average
from models.samples.lamp_room.training.clock import Clock
from models.samples.lamp_room.training.generator import count_of
from models.samples.lamp_room.training.pool import Pool
from models.samples.lamp_room.training.rooms import real_batch, room_pool
from models.samples.lamp_room.training.sheets import save_sheet
from models.samples.lamp_room.training.state import Parts, load_state, save_state, under

STATE, FOLDER, SHEET = "vae_training.safetensors", "vae", "vae.png"
LR, CRITIC_LR, KL = 1e-3, 3e-4, 1e-6
CRITIC_FROM = 0.35  # of the training: the critic comes when there is something to judge
HALF_LIFE = 50  # of the averaged weights, in batches


class VaeTrainer:
    """Autoencoder, its average, the critic, and their optimisers."""

    def __init__(self, args: argparse.Namespace, vae: Any, device: torch.device) -> None:
        self.args, self.device = args, device
        self.vae, self.critic = vae.float().to(device).train(), make_critic().to(device)
        self.average = Average(self.vae, half_life=HALF_LIFE * args.batch)
        self.optimizer = torch.optim.AdamW(self.vae.parameters(), lr=LR, betas=(0.9, 0.99), weight_decay=0.0)
        self.critic_optimizer = torch.optim.AdamW(self.critic.parameters(), lr=CRITIC_LR, betas=(0.5, 0.9))
        self.images = self.before = 0  # seen in all; seen before this run

    def step(self, real: Tensor, spent: float) -> dict[str, Tensor]:
        """One batch [N, 3, R, R] in [-1, 1]; spent: the part of the training that is over. Returns its errors."""
        warm = (self.images - self.before) / (200 * len(real))
        self.optimizer.param_groups[0]["lr"] = LR * min(1.0, warm) * max(0.05, 1 - spent**2)
        sharpen = spent > CRITIC_FROM and self.args.adversarial > 0
        with self._half():
            posterior = self.vae.encode(real).latent_dist
            found = self.vae.decode(posterior.sample()).sample
            opinion = self.critic(found).float().mean() if sharpen else torch.zeros([], device=self.device)
        value = picture_loss(found.float(), real) + KL * posterior.kl().mean() - self.args.adversarial * opinion
        value.backward()
        nn.utils.clip_grad_norm_(self.vae.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        if sharpen:
            self._teach_critic(real, found.detach())
        self.average.update(self.vae, len(real))
        self.images += len(real)
        return {"loss": value.detach(), "error": (found.detach().float() - real).abs().mean() / 2}

    def _teach_critic(self, real: Tensor, found: Tensor) -> None:
        self.critic_optimizer.zero_grad(set_to_none=True)  # what the decoder's step left there
        with self._half():
            on_real, on_found = self.critic(real), self.critic(found)
        (F.relu(1 - on_real.float()).mean() + F.relu(1 + on_found.float()).mean()).backward()
        self.critic_optimizer.step()
        self.critic_optimizer.zero_grad(set_to_none=True)

    def _half(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda")

    def parts(self) -> Parts:
        """What is saved and resumed."""
        modules = {"vae": self.vae, "critic": self.critic, "average": self.average.module}
        return Parts(modules, {"optimizer": self.optimizer, "critic_optimizer": self.critic_optimizer})


def train_autoencoder(args: argparse.Namespace, device: torch.device, clock: Clock) -> None:
    """Writes OUT/vae, which diffusers opens, OUT/vae.png (rooms and reconstructions) and a state to resume."""
    if args.start or args.resume:
        vae = AutoencoderKL.from_pretrained(args.start or args.resume / FOLDER)
    else:
        vae = make_vae(args.vae_width, args.res)
    trainer = VaeTrainer(args, vae, device)
    pool = room_pool(args, args.res, device)
    print(f"{device}  vae {count_of(vae):.2f} M  batch {args.batch}", flush=True)
    if args.resume:
        tensors, numbers = load_state(args.resume / STATE, trainer.parts())
        trainer.images = trainer.before = trainer.average.seen = numbers["images"]
        pool.restore(under(tensors, "pool"))
    else:
        pool.fill()
    with clock.interruptible():
        while clock.running:
            errors = trainer.step(real_batch(pool, args.batch), clock.spent)
            if clock.due("look", 5.0):
                clock.say(trainer.images - trainer.before, **{name: float(value) for name, value in errors.items()})
            if clock.due("save", args.save_minutes * 60):
                save(trainer, pool, args.out)
    save(trainer, pool, args.out)


@torch.no_grad()
def save(trainer: VaeTrainer, pool: Pool, out: Path) -> None:
    """The state, the averaged autoencoder in half precision, and a sheet of rooms, each beside its reconstruction."""
    tensors = {f"pool.{name}": tensor for name, tensor in pool.state().items()}
    save_state(out / STATE, trainer.parts(), tensors, {"images": trainer.images})
    vae, real = trainer.average.module, pool.columns[0][:64].float() / 127.5 - 1
    latents = torch.cat([vae.encode(part).latent_dist.mean for part in real.split(8)])
    # The U-Net is to see latents of unit variance.
    vae.register_to_config(scaling_factor=round(1 / float(latents.std()), 5))
    found = torch.cat([vae.decode(part).sample for part in latents[:16].split(8)])
    error = ((found - real[:16]) / 2).square().mean()
    print(f"PSNR {float(-10 * error.log10()):.2f} dB  scaling factor {vae.config['scaling_factor']}", flush=True)
    save_sheet(torch.stack([real[:16], found], 1).flatten(0, 1) / 2 + 0.5, out / SHEET)
    with replacing(out / FOLDER) as folder:
        copy.deepcopy(vae).half().save_pretrained(folder, max_shard_size=SHARD)


def make_vae(width: int, resolution: int) -> Any:
    """Four latent channels; 2.1 M parameters at width 24."""
    return AutoencoderKL(
        block_out_channels=(width, 2 * width, 4 * width, 4 * width),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4,
        layers_per_block=1,
        norm_num_groups=8,
        sample_size=resolution,
        mid_block_add_attention=False,
    )


def make_critic() -> nn.Sequential:
    """Pictures [N, 3, R, R] -> verdicts on patches."""
    layers: list[nn.Module] = []
    for a, b in ((3, 32), (32, 64), (64, 128)):
        layers += [nn.Conv2d(a, b, 4, 2, 1), nn.GroupNorm(8, b), nn.LeakyReLU(0.2)]
    return nn.Sequential(*layers, nn.Conv2d(128, 1, 3, 1, 1))


def picture_loss(found: Tensor, real: Tensor) -> Tensor:
    """Absolute error at three scales, and of the horizontal and vertical differences."""
    total = (found - real).abs().mean()
    for axis in (2, 3):
        total = total + (found.diff(dim=axis) - real.diff(dim=axis)).abs().mean()
    for scale in (2, 4):
        total = total + (F.avg_pool2d(found, scale) - F.avg_pool2d(real, scale)).abs().mean()
    return total
