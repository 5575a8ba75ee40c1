"""Changes of low rank: a tall matrix times a wide one."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True)
class Factors:
    """up @ down is the change of one module's weight.

    up: [outputs, rank]. down: [rank, inputs], of a convolution [rank, inputs, h, w].
    exact: the rank of the whole change. residual: norm of what is missing, against that of the whole change.
    """

    up: Tensor
    down: Tensor
    exact: int
    residual: float = 0.0

    @property
    def rank(self) -> int:
        return self.up.shape[1]

    @property
    def size(self) -> int:
        """Bytes."""
        return self.up.nbytes + self.down.nbytes

    @property
    def exact_size(self) -> int:
        """Bytes, were nothing missing."""
        return self.size // self.rank * self.exact

    def delta(self) -> Tensor:
        """The weight's change, in its shape."""
        return (self.up @ self.down.flatten(1)).reshape(-1, *self.down.shape[1:])
