"""Trains the probe, which reads a room's factors back from its picture, and measures how far it errs.

    python -m models.samples.lamp_room.train_probe --minutes 25 --out out
    python -m models.samples.lamp_room.train_probe --minutes 10 --out out --resume out

Writes probe.safetensors (half precision), probe.json (errors and spreads), probe.png (rooms with what was read of them)
and training.safetensors, from which --resume goes on. Rooms are drawn as it learns: half of them simple, as the
bundled generators know them, the rest varied.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import msgspec
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from models.device import best_device
from models.document.atomic import write_bytes, writing
from models.samples.lamp_room.augmenting import augmented
from models.samples.lamp_room.probe import CARD, WEIGHTS, Card, Probe, sized
from models.samples.lamp_room.probe_errors import crosstalk_of, errors_of, sheet_of_readings, spreads_of
from models.samples.lamp_room.reading import Reading, mirrored, truth
from models.samples.lamp_room.renderer import render
from models.samples.lamp_room.training.average import Average
from models.samples.lamp_room.training.clock import Clock
from models.samples.lamp_room.training.pool import CHUNK, Pool, chunk_generator, rooms_of_chunk
from models.samples.lamp_room.training.sheets import save_image
from models.samples.lamp_room.training.state import STATE_FILE, Parts, load_state, save_state, under

KINDS = {"simple": 1.0, "varied": 0.0}  # of rooms that it is tested on: their simplicity
SAVE_EVERY = 240.0  # seconds
LICENSE = "CC0-1.0"


class Trainer:
    """Weights, their average, the optimiser and the stream of rooms."""

    def __init__(self, args: argparse.Namespace) -> None:
        torch.manual_seed(args.seed)
        self.args, self.device = args, best_device()
        self.probe = Probe().to(self.device)
        self.average = Average(self.probe, half_life=100 * args.batch)
        self.optimizer = torch.optim.AdamW(self.probe.parameters(), lr=args.lr, weight_decay=0.02)
        self.pool = Pool(self.draw, args.pool, args.reuse, args.seed)
        self.chance = torch.Generator().manual_seed(args.seed)
        self.images, self.minutes = 0, 0.0

    @property
    def parts(self) -> Parts:
        """What is saved and resumed."""
        modules = {"probe": self.probe, "average": self.average.module}
        return Parts(modules, {"optimizer": self.optimizer})

    def draw(self, number: int) -> list[Tensor]:
        """A chunk of pictures and truths, as bytes where they are large."""
        simplicity = self.args.simple
        if simplicity is None:
            lot = float(torch.rand([], generator=chunk_generator(self.args.seed + 1, number)))
            simplicity = 1.0 if lot < 0.5 else 0.0 if lot < 0.75 else (lot - 0.75) * 4
        rooms = rooms_of_chunk(self.args.seed, number, CHUNK, simplicity)
        drawn = render(rooms, self.args.res, self.device)
        shade, *facts = truth(rooms, drawn.lamp_masks)
        return [as_bytes(sized(drawn.images)), as_bytes(shade.clamp(0, 1)), *facts]

    def step(self, spent: float) -> Tensor:
        """One step; spent: the part of the training that is over, for the learning rate."""
        pictures, shade, *facts = self.pool.batch(self.args.batch)
        true = Reading(from_bytes(shade), *facts)
        pictures = from_bytes(pictures)
        if float(torch.rand([], generator=self.chance)) < 0.5:
            pictures, true = pictures.flip(3), mirrored(true)
        pictures = augmented(pictures, self.chance).contiguous(memory_format=torch.channels_last)
        value = loss(self.probe(pictures), true)
        value.backward()
        nn.utils.clip_grad_norm_(self.probe.parameters(), 2.0)
        warm = min(1.0, (self.images + 1) / (200 * self.args.batch))
        for group in self.optimizer.param_groups:
            group["lr"] = self.args.lr * warm * (0.01 + 0.99 * (1 + math.cos(math.pi * min(spent, 1))) / 2)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.average.update(self.probe, self.args.batch)
        self.images += self.args.batch
        return value.detach()

    def save(self) -> None:
        """The state and the averaged weights."""
        numbers = {"images": self.images, "minutes": self.minutes}
        pool = {f"pool.{name}": tensor for name, tensor in self.pool.state().items()}
        save_state(self.args.out / STATE_FILE, self.parts, {**pool, "augmenting": self.chance.get_state()}, numbers)
        save_probe(self.average.module, self.args.out / WEIGHTS)

    def resume(self, folder: Path) -> None:
        """Go on where a training in this folder stopped; the learning rate starts again."""
        tensors, numbers = load_state(folder / STATE_FILE, self.parts)
        self.chance.set_state(tensors["augmenting"])
        self.images, self.minutes = numbers["images"], numbers["minutes"]
        self.average.seen = self.images
        self.pool.restore(under(tensors, "pool"))


def loss(found: Reading, true: Reading) -> Tensor:
    """What a raw reading errs by; colours of shades count only where there is a lamp."""
    chances = ("present", "lit", "window", "sofa")
    total = sum(F.binary_cross_entropy_with_logits(getattr(found, name), getattr(true, name)) for name in chances)
    total = total * 0.5 + 0.5 * F.cross_entropy(found.time, true.time)
    total = total + 4 * F.binary_cross_entropy_with_logits(found.shade, true.shade)
    total = total + 4 * F.smooth_l1_loss(found.intensity, true.intensity, beta=0.1)
    total = total + 2 * F.smooth_l1_loss(found.daylight, true.daylight, beta=0.05)
    for name in ("wall", "seat", "floor"):
        total = total + 2 * F.l1_loss(getattr(found, name), getattr(true, name))
    wrong = (found.shade_color - true.shade_color).abs().mean(2)
    return total + (wrong * true.present).sum() / true.present.sum().clamp(min=1)


def as_bytes(values: Tensor) -> Tensor:
    """[0, 1] -> 0 to 255."""
    return (values * 255).round().byte()


def from_bytes(values: Tensor) -> Tensor:
    """0 to 255 -> [0, 1]."""
    return values.float() / 255


def save_probe(probe: Probe, path: Path) -> None:
    """In half precision. Raises UnlitError (kind "disk")."""
    state = {name: t.detach().contiguous().cpu() for name, t in probe.state_dict().items()}
    tensors = {name: t.half() if t.is_floating_point() else t for name, t in state.items()}
    with writing(path) as temporary:
        save_file(tensors, temporary, {"format": "pt", "unlit": '{"architecture": "probe"}', "license": LICENSE})


def finish(trainer: Trainer) -> None:
    """Measure the averaged weights on rooms that were never trained on, and write card and sheet."""
    args, probe = trainer.args, trainer.average.module
    errors = {kind: errors_of(probe, args.tests, simple) for kind, simple in KINDS.items()}
    errors["simple, drawn at 128"] = errors_of(probe, args.tests // 2, 1.0, resolution=128)
    errors["simple, softened"] = errors_of(probe, args.tests // 2, 1.0, softened=True)
    spreads = {kind: spreads_of(simple) for kind, simple in KINDS.items()}
    moves = {kind: crosstalk_of(probe, args.tests // 2, simple) for kind, simple in KINDS.items()}
    options = f"--minutes {trainer.minutes:.0f} --seed {args.seed} --out OUT"
    command = f"python -m models.samples.lamp_room.train_probe {options}"
    card = Card(args.seed, trainer.images, trainer.minutes, args.tests, command, LICENSE, errors, spreads, moves)
    write_bytes(args.out / CARD, msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
    save_image(sheet_of_readings(probe), args.out / "probe.png")
    for kind, values in errors.items():
        print(kind, *(f"  {name}: {value:.4f}" for name, value in values.items()), sep="\n")


def train(args: argparse.Namespace) -> None:
    """The whole run. Raises UnlitError (kind "disk")."""
    args.out.mkdir(parents=True, exist_ok=True)
    clock, trainer = Clock(args.minutes), Trainer(args)
    count = sum(p.numel() for p in trainer.probe.parameters()) / 1e6
    print(f"{trainer.device.type}  probe {count:.2f} M  batch {args.batch}  seed {args.seed}", flush=True)
    before, first = 0.0, 0
    if args.resume:
        trainer.resume(args.resume)
        before, first = trainer.minutes, trainer.images
    else:
        trainer.pool.fill()
    with clock.interruptible():
        while clock.running:
            value = trainer.step(clock.spent)
            trainer.minutes = before + clock.spent * args.minutes
            if clock.due("look", 5.0):
                clock.say(trainer.images - first, loss=value.item())
            if clock.due("save", SAVE_EVERY):
                trainer.save()
    trainer.save()
    finish(trainer)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=25.0, help="wall time, the tests at the end apart")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="a folder with training.safetensors")
    parser.add_argument("--res", type=int, default=64, help="at which rooms are drawn, a multiple of 32")
    parser.add_argument("--simple", type=float, help="simplicity of the rooms in [0, 1]; default: a mixture")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--pool", type=int, default=8192, help="rooms kept at once")
    parser.add_argument("--reuse", type=float, default=6.0, help="times each room is seen")
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--tests", type=int, default=1024, help="rooms of each kind to test on")
    parser.add_argument("--seed", type=int, default=0)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
