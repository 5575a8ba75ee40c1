"""HISTORY: every step that can be undone; a click goes there."""

from __future__ import annotations

from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QUndoView, QVBoxLayout, QWidget

from app.widgets.labels import dim_label


class HistoryPanel(QWidget):
    """The list of an undo stack."""

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("History"))
        self.steps = QUndoView(stack)
        self.steps.setEmptyLabel(self.tr("As opened"))
        self.steps.setAccessibleName(self.tr("Steps"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(dim_label(self.tr("Click a step to go back or forward to it.")))
        column.addWidget(self.steps, 1)
