"""A sweep: one edit's slider going from one value to another, seen as an animation."""

from __future__ import annotations

from typing import Annotated

import msgspec

from models.document.recipe import Gain, Recipe
from models.document.scene import Scene

FRAMES_A_SECOND = 25
LONGEST = 10.0


class SweepRequest(msgspec.Struct, frozen=True):
    """The edit `key` of the recipe with its gain going evenly from `start` to `end`, on all scenes side by side.

    seconds: of the whole animation. back: it goes there and back again within that time.
    """

    recipe: Recipe
    key: str
    scenes: Annotated[tuple[Scene, ...], msgspec.Meta(min_length=1, max_length=64)]
    start: Gain = 0.0
    end: Gain = 1.0
    seconds: Annotated[float, msgspec.Meta(ge=0.1, le=LONGEST)] = 2.0
    back: bool = False

    @property
    def gains(self) -> tuple[float, ...]:
        """The gain of every picture that must be made, in order; on the way back they are seen again."""
        frames = max(2, round(self.seconds * FRAMES_A_SECOND))
        count = frames // 2 + 1 if self.back else frames
        return tuple(self.start + (self.end - self.start) * i / (count - 1) for i in range(count))

    @property
    def order(self) -> tuple[int, ...]:
        """Which of `gains` is seen when. Played again and again, no moment is seen twice in a row."""
        there = tuple(range(len(self.gains)))
        return there + there[-2:0:-1] if self.back else there

    def recipe_at(self, gain: float) -> Recipe:
        """The recipe with the edit at this gain and at work. Raises StopIteration for a key that it does not have."""
        return self.recipe.with_edit(msgspec.structs.replace(self.recipe.edit(self.key), gain=gain, enabled=True))
