"""GENERATOR: the card of what is open: what it is, where it came from, its layers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.widgets.labels import dim_label
from app.widgets.wording import count_text
from models.document.generator_info import GeneratorInfo


class GeneratorPanel(QWidget):
    """Texts can be selected and copied; nothing can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Generator"))
        self._facts: dict[str, QLabel] = {}
        self._layers = QTableWidget(0, 3)
        self._build()

    def set_info(self, info: GeneratorInfo, place: str) -> None:
        """Show a generator's card. place: its file, address or bundled name."""
        texts = {
            "name": info.name,
            "kind": f"{info.family}, {info.resolution} × {info.resolution}",
            "about": info.description,
            "units": count_text(info.unit_count) if info.layers else "",
            "edits": self._edits(info),
            "parameters": count_text(info.parameters),
            "classes": count_text(info.classes) if info.classes else "",
            "licence": info.license or self.tr("not said in the file"),
            "fingerprint": info.fingerprint.sha256,
            "architecture": info.fingerprint.architecture,
            "place": place,
        }
        for key, text in texts.items():
            self._facts[key].setText(_breakable(text))
            self._form.setRowVisible(self._facts[key], bool(text))
        self._show_layers(info)

    def _build(self) -> None:
        self._form = QFormLayout()
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for key, title in self._titles().items():
            fact = self._facts[key] = QLabel()
            fact.setWordWrap(True)
            fact.setTextFormat(Qt.TextFormat.PlainText)
            fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label = dim_label(title)
            label.setWordWrap(False)
            self._form.addRow(label, fact)
        self._build_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(10)
        column.addLayout(self._form)
        column.addWidget(self._layers, 1)

    def _edits(self, info: GeneratorInfo) -> str:
        """What of it can be changed."""
        words = {"units": self.tr("parts"), "words": self.tr("what words mean")}
        return ", ".join(words[kind] for kind in info.edits) or self.tr("none: it only draws here")

    def _titles(self) -> dict[str, str]:
        return {
            "name": self.tr("Name"),
            "kind": self.tr("Kind"),
            "about": self.tr("About"),
            "units": self.tr("Parts"),
            "edits": self.tr("Edits"),
            "parameters": self.tr("Numbers"),
            "classes": self.tr("Classes"),
            "licence": self.tr("Licence"),
            "fingerprint": self.tr("Fingerprint"),
            "architecture": self.tr("Architecture"),
            "place": self.tr("File"),
        }

    def _build_table(self) -> None:
        table = self._layers
        table.setAccessibleName(self.tr("Layers"))
        table.setHorizontalHeaderLabels([self.tr("Layer"), self.tr("Kind, px"), self.tr("Parts")])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)

    def _show_layers(self, info: GeneratorInfo) -> None:
        self._layers.setRowCount(len(info.layers))
        for row, layer in enumerate(info.layers):
            texts = (layer.name, f"{layer.kind}, {layer.resolution}", count_text(layer.units))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column == 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._layers.setItem(row, column, item)


def _breakable(text: str) -> str:
    """With places where a line may break: a digest or a path has none."""
    return "\u200b".join(text) if text and " " not in text else text
