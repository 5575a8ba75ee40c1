"""The tools at the left."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from app.canvas.tools import Tool
from app.widgets.icons import icon
from app.widgets.labels import icon_button


class Toolbar(QFrame):
    """tool_chosen(Tool), overlay_toggled(bool), clear_wanted().

    keeping_chosen(bool): strokes go into what is to stay unchanged.
    """

    tool_chosen = Signal(object)
    keeping_chosen = Signal(bool)
    overlay_toggled = Signal(bool)
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tools"))
        self._tools = QButtonGroup(self)
        self._buttons = {
            Tool.SELECT: self._tool_button("select", self.tr("Smart select (S)"), Tool.SELECT),
            Tool.BRUSH: self._tool_button("brush", self.tr("Brush (B)"), Tool.BRUSH),
            Tool.ERASER: self._tool_button("eraser", self.tr("Eraser (E)"), Tool.ERASER),
            Tool.LASSO: self._tool_button("lasso", self.tr("Lasso (L)"), Tool.LASSO),
            Tool.RECTANGLE: self._tool_button("rectangle", self.tr("Rectangle (R)"), Tool.RECTANGLE),
            Tool.HAND: self._tool_button("hand", self.tr("Move the picture (H)"), Tool.HAND),
        }
        self._keep = icon_button("keep", self.tr("Paint what is to stay unchanged (K)"), look="tool", side=20)
        self._eye = icon_button("eye", self.tr("Show what is painted (Q)"), look="switch", side=20)
        self._clear = icon_button("clear", self.tr("Clear what is painted"), look="switch", side=20)
        self._build()
        self.set_tool(Tool.BRUSH)
        self.set_overlay_visible(True)

    def set_tool(self, tool: Tool) -> None:
        """Show which tool is in use."""
        self._buttons[tool].setChecked(True)

    def set_keeping(self, keeping: bool) -> None:
        """Show whether the tools now paint what is to stay unchanged."""
        self._keep.setChecked(keeping)

    def set_overlay_visible(self, visible: bool) -> None:
        """Show whether what is painted can be seen."""
        with QSignalBlocker(self._eye):
            self._eye.setChecked(visible)
        self._eye.setIcon(icon("eye" if visible else "eye-off"))

    def _build(self) -> None:
        self._keep.setCheckable(True)
        self._keep.clicked.connect(self.keeping_chosen)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._toggle_overlay)
        self._clear.clicked.connect(lambda: self.clear_wanted.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(4)
        for button in self._buttons.values():
            column.addWidget(button)
        column.addSpacing(4)
        column.addWidget(self._keep)
        column.addSpacing(4)
        column.addWidget(self._eye)
        column.addWidget(self._clear)
        column.addStretch(1)

    def _tool_button(self, name: str, words: str, tool: Tool) -> QToolButton:
        button = icon_button(name, words, look="tool", side=20)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.tool_chosen.emit(tool))
        self._tools.addButton(button)
        return button

    def _toggle_overlay(self, visible: bool) -> None:
        self.set_overlay_visible(visible)
        self.overlay_toggled.emit(visible)
