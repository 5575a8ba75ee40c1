"""Pictures of rooms to learn from: a pool of bytes, and batches of it."""

from __future__ import annotations

import argparse

import torch
from torch import Tensor

from models.samples.lamp_room.renderer import render
from models.samples.lamp_room.training.pool import Pool, rooms_of_chunk


def room_pool(args: argparse.Namespace, resolution: int, device: torch.device) -> Pool:
    """A stream of pictures, uint8 [N, 3, R, R] on the device; not filled yet.

    args: seed, simple (simplicity in [0, 1]), pool, reuse, chunk, as the trainers' command lines have them.
    """

    def draw(number: int) -> list[Tensor]:
        rooms = rooms_of_chunk(args.seed, number, args.chunk, args.simple)
        return [(render(rooms, resolution, device).images * 255).round().byte()]

    return Pool(draw, args.pool, args.reuse, args.seed, args.chunk)


def real_batch(pool: Pool, n: int) -> Tensor:
    """Rooms [n, 3, R, R] in [-1, 1], half of them mirrored: a mirrored room is a room."""
    pictures = pool.batch(n)[0].float() / 127.5 - 1
    flip = torch.rand(n, 1, 1, 1, generator=pool.generator).to(pictures.device) < 0.5
    return torch.where(flip, pictures.flip(3), pictures)
