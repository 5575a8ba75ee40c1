"""Quiet texts and small buttons that look the same everywhere."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from app.widgets.icons import icon


def heading(text: str) -> QLabel:
    """The name of a panel."""
    label = QLabel(text.upper())
    label.setProperty("look", "heading")
    label.setFont(small_font(label))
    return label


def dim_label(text: str = "") -> QLabel:
    """A sentence that explains; it wraps and may be empty."""
    label = QLabel(text)
    label.setProperty("look", "dim")
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


class Sentences(QLabel):
    """Words that wrap and are never cut: where a splitter or a window takes no notice of wrapping, this does.

    Hidden while empty.
    """

    def __init__(self, *, dim: bool = False) -> None:
        super().__init__(wordWrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if dim:
            self.setProperty("look", "dim")

    def say(self, words: str) -> None:
        """Show other words; none hides it."""
        self.setText(words)
        self.setVisible(bool(words))
        self._take_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.text() else 0)


def icon_button(name: str, accessible: str, *, look: str = "flat", side: int = 16) -> QToolButton:
    """A button that is only an icon; its words are its tooltip and its accessible name."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(side, side))
    button.setProperty("look", look)
    button.setToolTip(accessible)
    button.setAccessibleName(accessible)
    return button


def small_font(widget: QWidget) -> QFont:
    """The widget's font, a step smaller: for captions."""
    font = QFont(widget.font())
    font.setPointSizeF(max(7.0, font.pointSizeF() * 0.88))
    return font
