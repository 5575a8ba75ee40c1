"""Clocks of trainings."""

from __future__ import annotations

from models.samples.lamp_room.training.clock import Clock


class Steps(Clock):
    """A clock that runs for so many steps."""

    def __init__(self, count: int) -> None:
        super().__init__(1000)
        self.left = count

    @property
    def running(self) -> bool:
        self.left -= 1
        return self.left >= 0
