"""How a unit's values are spread over scenes, with the scene on the canvas marked."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.widgets.bars import Bar, Bars
from app.widgets.labels import Sentences
from app.widgets.wording import count_text
from models.document.inspection import Inspection

BINS = 32


class UnitValues(QWidget):
    """A histogram, and a sentence with the numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inspection: Inspection | None = None
        self._edges = 0.0, 1.0
        self.bars, self.words = Bars(self.tr("Histogram of the values")), Sentences(dim=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bars)
        column.addWidget(self.words)

    def set_inspection(self, inspection: Inspection) -> None:
        """Show its values, and where the value of its own scene lies among them."""
        self._inspection = inspection
        values = np.array([*inspection.values, inspection.value])
        counts, edges = np.histogram(values[:-1], BINS, range=_range(values))
        pattern = self.tr("{count} scenes from {low} to {high}")
        bars = [
            Bar(count, pattern.format(count=count_text(int(count)), low=f"{low:.4g}", high=f"{high:.4g}"))
            for count, low, high in zip(counts.tolist(), edges[:-1], edges[1:], strict=True)
        ]
        self.bars.set_bars(bars, f"{edges[0]:.3g}", f"{edges[-1]:.3g}")
        self._edges = float(edges[0]), float(edges[-1])
        self.set_here(inspection.value)

    def set_here(self, value: float | None) -> None:
        """Mark the value in the scene on the canvas; None where it is not known."""
        low, high = self._edges
        self.bars.set_marker(None if value is None else (value - low) / (high - low))
        if self._inspection is not None:
            self.words.say(self._sentence(self._inspection, value))

    def _sentence(self, inspection: Inspection, value: float | None) -> str:
        words = self.tr("{mean} on average over {count} scenes; here, where the line is, {value}. Sigma is {sigma}.")
        if value is None:
            words = self.tr("{mean} on average over {count} scenes; this one was not among them. Sigma is {sigma}.")
        return words.format(
            mean=f"{inspection.mean:.4g}",
            count=count_text(len(inspection.values)),
            value="" if value is None else f"{value:.4g}",
            sigma=f"{inspection.sigma:.4g}",
        )


def _range(values: np.ndarray) -> tuple[float, float]:
    """From the least to the most, with some width also where all are the same."""
    low, high = float(values.min()), float(values.max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)
