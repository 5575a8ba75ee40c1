"""Which layers make the thing: a bar each, and a choice that filters the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.widgets.bars import Bar, Bars
from app.widgets.wording import percent_text
from models.document.ranking import Ranking
from models.document.units import Layer

Layers = frozenset[str] | None


class LayerPlot(Bars):
    """One bar a layer, in the generator's order: its strongest score. layer_chosen(str): a bar was chosen."""

    layer_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Score by layer"))
        self._names: tuple[str, ...] = ()
        self.bar_chosen.connect(lambda number: self.layer_chosen.emit(self._names[number]))

    def set_ranking(self, ranking: Ranking | None) -> None:
        """Show how strong each layer is, and in words how much of all score it has."""
        self._names = ranking.layers if ranking else ()
        sums, strongest = dict.fromkeys(self._names, 0.0), dict.fromkeys(self._names, 0.0)
        for ranked in ranking.units if ranking else ():
            layer = ranked.unit.layer
            sums[layer] += ranked.score
            strongest[layer] = max(strongest[layer], ranked.score)
        whole = sum(sums.values()) or 1.0
        pattern = self.tr("{layer}: strongest {score}, {share} of all score")
        bars = [
            Bar(score, pattern.format(layer=name, score=f"{score:.3g}", share=percent_text(sums[name] / whole)))
            for name, score in strongest.items()
        ]
        ends = (self._names[0], self._names[-1]) if self._names else ("", "")
        self.set_bars(bars, *ends)

    def set_layers(self, layers: Layers) -> None:
        """Pick out the bars of these layers; None for all."""
        self.set_chosen([number for number, name in enumerate(self._names) if layers and name in layers])


class LayerChoice(QComboBox):
    """Which rows the table shows: all, those of a kind, or those of a layer. layers_chosen(frozenset or None)."""

    layers_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Layers in the table"))
        self.setToolTip(self.tr("Which layers the table shows"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.set_layers(())
        self.currentIndexChanged.connect(lambda _index: self.layers_chosen.emit(self.chosen()))

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """Those of the generator; all of them are chosen."""
        self.clear()
        self.addItem(self.tr("All layers"), None)
        kinds = dict.fromkeys(layer.kind for layer in layers)
        for kind in kinds if len(kinds) > 1 else ():
            names = frozenset(layer.name for layer in layers if layer.kind == kind)
            self.addItem(self.tr("All of kind {kind}").format(kind=kind), names)
        for layer in layers:
            self.addItem(layer.name, frozenset((layer.name,)))

    def chosen(self) -> Layers:
        """The layers, or None for all."""
        return self.currentData()

    def choose(self, layer: str) -> None:
        """One layer; all, where that one is chosen already."""
        index = 0 if self.chosen() == frozenset((layer,)) else self.findText(layer)
        self.setCurrentIndex(max(0, index))
