"""From a column of numbers for every picture to measures with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from models.document.report import Measure, Role
from models.edits.reports import intervals
from models.edits.reports.scoring import Scorer


class Columns:
    """What was measured of each picture of a role, by names. prompts: how many were added so far."""

    def __init__(self) -> None:
        self.prompts = 0
        self._parts: dict[str, list[Tensor]] = {}

    def add(self, name: str, values: Tensor) -> None:
        """values: [N], of the next N pictures."""
        self._parts.setdefault(name, []).append(values.cpu())

    def names(self, kind: str) -> list[str]:
        """Of the qualities or factors that were measured."""
        start, end = f"{kind} ", " before"
        return [name[len(start) : -len(end)] for name in self._parts if name.startswith(start) and name.endswith(end)]

    def of(self, name: str) -> np.ndarray | None:
        """[N] of all pictures; None where nothing was measured."""
        parts = self._parts.get(name)
        return None if parts is None else torch.cat(parts).double().numpy()

    def __getitem__(self, name: str) -> np.ndarray:
        values = self.of(name)
        assert values is not None, name
        return values


def measures_of(
    role: Role, columns: Columns, scorer: Scorer | None, attributes: Sequence[str] = ()
) -> Iterator[Measure]:
    """All that can be said of a role's pictures; nothing where there are none."""
    if not columns.prompts:
        return
    prompts, count = columns["prompt"], len(columns["prompt"])
    if scorer is not None:
        yield from _scored(role, columns, scorer, attributes)
    pair = np.stack([columns["change"], columns["another seed"]], 1)
    yield Measure(role, "change", "pictures", count, change=intervals.ratio(pair, prompts))
    for name in columns.names("quality"):
        pair = np.stack([columns[f"quality {name} after"], columns[f"quality {name} before"]], 1)
        yield Measure(role, "quality", "pictures", count, name, change=intervals.ratio(pair, prompts))


def _scored(role: Role, columns: Columns, scorer: Scorer, attributes: Sequence[str]) -> Iterator[Measure]:
    prompts, by = columns["prompt"], scorer.by
    meant = columns.of("meant before"), columns.of("meant after")
    if meant[0] is not None and meant[1] is not None:
        sides = (intervals.share(int(side.sum()), len(side)) for side in meant if side is not None)
        yield Measure(role, "meant", by, len(meant[0]), "", *sides)
    chosen = columns.of("share before"), columns.of("share after")
    if chosen[0] is not None and chosen[1] is not None:
        for number, name in enumerate(attributes):
            sides = (intervals.share(int((s == number).sum()), len(s)) for s in chosen if s is not None)
            yield Measure(role, "share", by, len(chosen[0]), name, *sides)
    before, after = columns["fit before"], columns["fit after"]
    fit = (intervals.mean(values, prompts) for values in (before, after, after - before))
    yield Measure(role, "fit", by, len(prompts), "", *fit)
    for name in columns.names("factor"):
        moved = columns[f"factor {name} after"] - columns[f"factor {name} before"]
        mean, size = (intervals.mean(values, prompts) for values in (moved, np.abs(moved)))
        yield Measure(role, "factor", by, len(prompts), name, change=mean, size=size)
