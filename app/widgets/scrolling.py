"""A page that scrolls when it does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def put_in(area: QScrollArea, page: QWidget, *, sideways: bool = False) -> None:
    """Make `area` scroll `page`, which is as wide (sideways: as high) as the area; Tab passes the area by."""
    page.setObjectName("page")  # the style sheet makes it transparent
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if sideways:
        area.setVerticalScrollBarPolicy(never)
    else:
        area.setHorizontalScrollBarPolicy(never)
