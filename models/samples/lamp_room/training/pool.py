"""An endless stream of rooms, of which the newest are kept in memory: nothing is read from a disk.

`size` rooms are drawn first; then every batch replaces batch / reuse of the oldest with new ones, so that each room is
seen about `reuse` times. A room is known by its seed and its place in the stream alone, so a stream that is resumed
goes on with the same rooms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from models.samples.lamp_room.factors import Factors
from models.samples.lamp_room.sampling import sample_factors

CHUNK = 8
SEEDS_APART = 1_000_003  # chunk numbers stay below it: no two seeds share a chunk

Draw = Callable[[int], Sequence[Tensor]]  # a chunk's number -> tensors [chunk, ...]


def rooms_of_chunk(seed: int, number: int, count: int, simplicity: float) -> Factors:
    """The rooms of chunk `number` in the stream of a seed."""
    return sample_factors(count, chunk_generator(seed, number), simplicity)


def chunk_generator(seed: int, number: int) -> torch.Generator:
    """Chance for one chunk alone."""
    return torch.Generator().manual_seed(seed * SEEDS_APART + number)


class Pool:
    """The newest `size` entries of the stream that `draw` makes."""

    def __init__(self, draw: Draw, size: int, reuse: float, seed: int, chunk: int = CHUNK) -> None:
        """draw: deterministic for the chunk's number, `chunk` entries a call. size: a multiple of chunk."""
        assert size % chunk == 0
        self.draw, self.size, self.reuse, self.chunk = draw, size, reuse, chunk
        self.generator = torch.Generator().manual_seed(seed)
        self.drawn, self.debt = 0, 0.0  # chunks so far; entries that are due
        self.columns: list[Tensor] = []

    def fill(self, drawn: int | None = None) -> None:
        """Draw what a stream holds after so many chunks; by default, as it begins."""
        chunks = self.size // self.chunk
        self.drawn = max(drawn or 0, chunks) - chunks
        start = time.perf_counter()
        for _ in range(chunks):
            self._refresh()
        seconds = time.perf_counter() - start
        print(f"drew {self.size} rooms, {self.size / seconds:.0f} a second", flush=True)

    def batch(self, n: int) -> list[Tensor]:
        """n random entries: tensors [n, ...]."""
        self.debt += n / self.reuse
        while self.debt >= self.chunk:
            self.debt -= self.chunk
            self._refresh()
        places = torch.randint(self.size, [n], generator=self.generator)
        return [column[places.to(column.device)] for column in self.columns]

    def state(self) -> dict[str, Tensor]:
        """What `restore` needs; the rooms themselves are drawn again."""
        counts = torch.tensor([self.drawn, self.debt], dtype=torch.float64)
        return {"counts": counts, "chance": self.generator.get_state()}

    def restore(self, state: dict[str, Tensor]) -> None:
        """Fill the pool as it was, and go on from there."""
        drawn, self.debt = state["counts"].tolist()
        self.generator.set_state(state["chance"])
        self.fill(int(drawn))

    def _refresh(self) -> None:
        entries = self.draw(self.drawn)
        if not self.columns:
            self.columns = [part.new_empty(self.size, *part.shape[1:]) for part in entries]
        first = self.drawn * self.chunk % self.size
        for column, part in zip(self.columns, entries, strict=True):
            column[first : first + self.chunk] = part
        self.drawn += 1
