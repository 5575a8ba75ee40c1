"""The numbers of every unit as a search learns them: estimated first, then exact."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

import torch
from torch import Tensor

from models.document.ranking import RankedUnit
from models.document.units import Layer, UnitId
from models.search.ablation import Chosen, ScoredBatch
from models.search.scoring import SIZES, Places, Scores, mean_scores, promise, scores_of

LARGEST_CORRECTION = 100.0


class Table:
    """One row a unit, layer after layer. exact: bool [units]. Until a unit is estimated or ablated its row is empty."""

    def __init__(self, layers: Sequence[Layer], places: Sequence[Places]) -> None:
        """places: one a scene, at picture size."""
        self.layers = tuple(layers)
        self._places = places
        self._starts = [0, *accumulate(layer.units for layer in layers)]
        self._start = {layer.name: start for layer, start in zip(layers, self._starts, strict=False)}
        count = self._starts[-1]
        self.exact = torch.zeros(count, dtype=torch.bool)
        self._numbers = torch.zeros(len(Scores._fields), count, dtype=torch.float64)
        self._sizes: Tensor | None = None  # [scenes, sizes, units], estimates
        self._calibrated: Tensor | None = None

    def __len__(self) -> int:
        return len(self.exact)

    @property
    def done(self) -> int:
        """Units that are exact."""
        return int(self.exact.sum())

    def add(self, batch: ScoredBatch) -> None:
        """Take in exact scores."""
        rows = torch.as_tensor(batch.units) + self._start[batch.layer.name]
        self._set(rows, torch.stack(list(batch.scores)))

    def set(self, row: int, ranked: RankedUnit) -> None:
        """Take in the exact scores of one unit from an earlier search."""
        numbers = [getattr(ranked, name) for name in Scores._fields]
        self._set(torch.tensor([row]), torch.tensor(numbers, dtype=torch.float64)[:, None])

    def rows(self, units: Iterable[RankedUnit]) -> dict[int, RankedUnit]:
        """Row -> what is known of its unit."""
        here = (ranked for ranked in units if ranked.unit.layer in self._start)
        return {self._start[ranked.unit.layer] + ranked.unit.index: ranked for ranked in here}

    def estimate(self, sizes: Tensor) -> None:
        """Take in estimates of all units: float64 [scenes so far, 4, units], see sketch."""
        self._sizes, self._calibrated = sizes, None

    def refine(self, rows: Tensor, sizes: Tensor) -> None:
        """Better estimates of some rows, [scenes, 4, rows]; the others follow by the median of the corrections."""
        assert self._sizes is not None, "estimates come first"
        factor = _median_ratio(sizes.mean(0), self._sizes[..., rows].mean(0))
        self._sizes = self._sizes * factor[:, None]
        self._sizes[..., rows] = sizes
        self._calibrated = None

    def promising(self) -> Tensor:
        """The rows by how much their estimates promise, the most first: int64 [units]."""
        inside, elsewhere, even = weighed(self.sizes()).unbind(1)
        return _sorted(promise(inside, elsewhere, even).mean(0))

    def sizes(self) -> Tensor:
        """The estimates [scenes, 4, units], made comparable with exact ones by the units that are known both ways."""
        assert self._sizes is not None, "estimates come first"
        if self._calibrated is None:
            known = self.exact.nonzero()[:, 0]
            factor = _median_ratio(self.exact_sizes(known), self._sizes[..., known].mean(0))
            self._calibrated = self._sizes * factor[:, None]
        return self._calibrated

    def exact_sizes(self, rows: Tensor) -> Tensor:
        """Inside, outside, kept and even of rows that are exact: float64 [4, rows]."""
        return self._numbers[[Scores._fields.index(name) for name in SIZES]][:, rows]

    def scores(self) -> Tensor:
        """float64 [units]: exact where known, else estimated."""
        return self._all()[Scores._fields.index("score")]

    def _all(self) -> Tensor:
        """Every number of every unit, [numbers, units]."""
        if self._sizes is None:
            return self._numbers
        pairs = zip(self.sizes(), self._places, strict=False)
        estimates = mean_scores([scores_of(size, place) for size, place in pairs])
        return torch.where(self.exact, self._numbers, torch.stack(list(estimates)))

    def strongest(self, count: int) -> Tensor:
        """The rows with the highest scores, strongest first, ties in the generator's order: int64 [count], or fewer."""
        return _sorted(self.scores())[:count]

    def units_at(self, rows: Tensor) -> Chosen:
        """Rows, int64 [rows], as layers and their units, in the generator's order."""
        marked = torch.zeros(len(self), dtype=torch.bool)
        marked[rows] = True
        widths = [layer.units for layer in self.layers]
        parts = zip(self.layers, marked.split(widths), strict=True)
        return {layer.name: part.nonzero()[:, 0].tolist() for layer, part in parts}

    def ranked(self, limit: int | None = None) -> tuple[RankedUnit, ...]:
        """The strongest first; without units of which nothing is known yet."""
        numbers = self._all()
        order = _sorted(numbers[Scores._fields.index("score")])
        if self._sizes is None:
            order = order[self.exact[order]]
        order = order[:limit]
        rows = zip(order.tolist(), self.exact[order].tolist(), numbers[:, order].T.tolist(), strict=True)
        return tuple(RankedUnit(self._unit(row), *values, exact=exact) for row, exact, values in rows)

    def _unit(self, row: int) -> UnitId:
        number = bisect_right(self._starts, row) - 1
        return UnitId(self.layers[number].name, row - self._starts[number])

    def _set(self, rows: Tensor, numbers: Tensor) -> None:
        self._numbers[:, rows] = numbers
        self.exact[rows] = True
        self._calibrated = None


def weighed(sizes: Tensor) -> Tensor:
    """[scenes, 4, units] -> [scenes, 3, units]: inside, elsewhere (the larger of outside and kept), and even."""
    return torch.stack([sizes[:, 0], torch.maximum(sizes[:, 1], sizes[:, 2]), sizes[:, 3]], 1)


def _sorted(numbers: Tensor) -> Tensor:
    return torch.sort(numbers, descending=True, stable=True).indices


def _median_ratio(true: Tensor, estimated: Tensor) -> Tensor:
    """[4, n] of both -> [4]: how much larger the true ones are, typically."""
    factors = torch.ones(len(true), dtype=torch.float64)
    for i, (t, e) in enumerate(zip(true, estimated, strict=True)):
        usable = (t > 0) & (e > 0)
        if usable.any():
            factors[i] = (t[usable] / e[usable]).median().clamp(1 / LARGEST_CORRECTION, LARGEST_CORRECTION)
    return factors
