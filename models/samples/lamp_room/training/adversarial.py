"""Two networks that teach each other: one step of StyleGAN2's training, and everything it depends on.

Karras et al. 2020 ("Analyzing and Improving the Image Quality of StyleGAN"): non-saturating loss, R1 every 16 steps
(Mescheder et al. 2018), style mixing, averaged weights. No path length regularisation: small nets did not need it. Both
networks learn from the same generated pictures, which saves a tenth of the time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.generators.stylegan2.config import StyleGAN2Config
from models.samples.lamp_room.training.average import Average
from models.samples.lamp_room.training.discriminator import Discriminator
from models.samples.lamp_room.training.generator import TrainableNetwork
from models.samples.lamp_room.training.state import Parts, load_state, numbers_in, save_state

R1_EVERY = 16
HALF_LIFE = 312.5  # of the averaged weights, in batches
CONFIG = "config"


class Settings(msgspec.Struct, frozen=True):
    """How it is trained. gamma: weight of R1; mixing: chance of two styles in one picture."""

    batch: int = 16
    lr: float = 0.0025
    gamma: float = 0.2
    mixing: float = 0.2


class Adversaries:
    """Generator, discriminator, averaged generator, and their optimisers, on one device."""

    def __init__(self, config: StyleGAN2Config, settings: Settings, device: torch.device) -> None:
        self.config, self.settings, self.device = config, settings, device
        self.generator = TrainableNetwork(config).to(device)
        self.discriminator = Discriminator(config.channels).to(device)
        self.average = Average(self.generator, half_life=HALF_LIFE * settings.batch)
        self.optimizer_g = self._optimizer(self.generator, 1.0)
        self.optimizer_d = self._optimizer(self.discriminator, R1_EVERY / (R1_EVERY + 1))
        self.steps, self.images = 0, 0
        self.slope = torch.zeros([])

    def _optimizer(self, module: nn.Module, ratio: float) -> torch.optim.Adam:
        """ratio: corrects for the regulariser's steps in between."""
        betas = (0.0, 0.99**ratio)
        return torch.optim.Adam(module.parameters(), lr=self.settings.lr * ratio, betas=betas, eps=1e-8)

    def step(self, real: Tensor) -> tuple[Tensor, Tensor]:
        """Teach both with one batch [N, 3, R, R] in [-1, 1]; returns their losses, generator's first."""
        with self._half():
            fake = self.generator.pictures(self.ws(len(real)))
        loss_d = self._teach_discriminator(real, fake.detach())
        if self.steps % R1_EVERY == 0:
            self.slope = self._calm_discriminator(real)
        loss_g = self._teach_generator(fake)
        self.steps += 1
        self.images += len(real)
        return loss_g, loss_d

    def ws(self, n: int) -> Tensor:
        """Random ws [n, num_ws, w_dim], some with a second style from a random layer on."""
        network = self.generator
        w = network.mapping(self._noise(n), None)
        network.track(w.detach())
        ws = network.broadcast(w)
        if not self.settings.mixing:
            return ws
        count = ws.shape[1]
        start = torch.randint(1, count, [n, 1], device=self.device)
        start = torch.where(torch.rand(n, 1, device=self.device) < self.settings.mixing, start, count)
        other = network.broadcast(network.mapping(self._noise(n), None))
        return torch.where((torch.arange(count, device=self.device) < start)[..., None], ws, other)

    def save(self, path: Path, tensors: dict[str, Tensor]) -> None:
        """Everything that the next step depends on, and more tensors. Raises UnlitError (kind "disk")."""
        numbers = {"steps": self.steps, "images": self.images, "seen": self.average.seen}
        tensors = {**tensors, "slope": self.slope}
        save_state(path, self._parts(), tensors, {**numbers, CONFIG: msgspec.to_builtins(self.config)})

    def load(self, path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
        """As it was when it was saved; returns the file's tensors and numbers."""
        tensors, numbers = load_state(path, self._parts())
        self.steps, self.images, self.average.seen = numbers["steps"], numbers["images"], numbers["seen"]
        self.slope = tensors.get("slope", self.slope)
        return tensors, numbers

    def _parts(self) -> Parts:
        modules = {"g": self.generator, "d": self.discriminator, "average": self.average.module}
        return Parts(modules, {"optimizer_g": self.optimizer_g, "optimizer_d": self.optimizer_d})

    def _noise(self, n: int) -> Tensor:
        return torch.randn(n, self.config.z_dim, device=self.device)

    def _teach_discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        self.discriminator.requires_grad_(True)
        with self._half():
            on_fake, on_real = self.discriminator(fake), self.discriminator(real)
        loss = F.softplus(on_fake.float()).mean() + F.softplus(-on_real.float()).mean()
        loss.backward()
        _update(self.discriminator, self.optimizer_d)
        return loss.detach()

    def _calm_discriminator(self, real: Tensor) -> Tensor:
        """R1: rendered rooms should lie on level ground. In float32: it needs second derivatives."""
        real = real.detach().requires_grad_(True)
        logits = self.discriminator(real).sum()
        slope = torch.autograd.grad(logits, real, create_graph=True)[0].square().sum((1, 2, 3)).mean()
        (slope * (self.settings.gamma / 2 * R1_EVERY)).backward()
        _update(self.discriminator, self.optimizer_d)
        return slope.detach()

    def _teach_generator(self, fake: Tensor) -> Tensor:
        self.discriminator.requires_grad_(False)
        with self._half():
            logits = self.discriminator(fake)
        loss = F.softplus(-logits.float()).mean()
        loss.backward()
        _update(self.generator, self.optimizer_g)
        self.average.update(self.generator, len(fake))
        return loss.detach()

    def _half(self) -> torch.autocast:
        """bfloat16 where it is fast."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda")


def config_in(path: Path) -> StyleGAN2Config:
    """The architecture of a saved training."""
    return msgspec.convert(numbers_in(path)[CONFIG], StyleGAN2Config)


def _update(module: nn.Module, optimizer: torch.optim.Optimizer) -> None:
    for p in module.parameters():
        if p.grad is not None:
            torch.nan_to_num(p.grad, nan=0.0, posinf=1e5, neginf=-1e5, out=p.grad)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
