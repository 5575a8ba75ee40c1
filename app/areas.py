"""The areas of the window, which F6 goes through: tools, picture, edits, search and whatever else is in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.widgets.tab_order import first_stop, go_to, usable


@dataclass(frozen=True)
class Area:
    """entry: where one comes in, if that is not where the focus was last."""

    widget: QWidget
    entry: Callable[[], QWidget | None] = lambda: None

    def stop(self) -> QWidget | None:
        """Where one comes in: at its first control in the end; None while nothing here can have the focus."""
        places = (self.entry(), self.widget.focusWidget(), first_stop(self.widget))
        return next((place for place in places if place is not None and usable(place)), None)


class Areas:
    """In the order of reading. Those that are hidden, or have nothing to go to, are passed."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = areas

    def go(self, step: int) -> None:
        """To the next one, or back to the one before for -1."""
        focus = QApplication.focusWidget()
        here = next((i for i, area in enumerate(self._areas) if _holds(area.widget, focus)), -1 if step > 0 else 0)
        count = len(self._areas)
        others = (self._areas[(here + step * i) % count] for i in range(1, count + 1))
        stop = next((stop for area in others if (stop := area.stop()) is not None), None)
        if stop is not None:
            go_to(stop, Qt.FocusReason.ShortcutFocusReason)


def _holds(widget: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
