"""A button with an arrow that shows and hides what stands below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app.widgets.icons import icon


class Disclosure(QToolButton):
    """Checked means shown. The pieces are hidden at first."""

    def __init__(self, text: str, accessible: str, *pieces: QWidget) -> None:
        super().__init__()
        self._pieces = pieces
        self.setText(text)
        self.setAccessibleName(accessible)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggled.connect(self._show)
        self._show(False)

    def _show(self, shown: bool) -> None:
        self.setIcon(icon("down" if shown else "right"))
        for piece in self._pieces:
            piece.setVisible(shown)
