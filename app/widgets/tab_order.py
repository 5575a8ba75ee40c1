"""Tab goes in the order of reading: that of the layouts, whatever was made first and whatever came later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QLayoutItem,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QTabBar,
    QTabWidget,
    QWidget,
)


@runtime_checkable
class OneStop(Protocol):
    """Several widgets that Tab passes as one: the arrow keys move among them."""

    def tab_stop(self) -> QWidget | None:
        """The one that Tab goes to now: the last that had the focus, or the one that is chosen."""
        ...


def step_focus(window: QWidget, *, forward: bool) -> bool:
    """What a window does when Tab, or Shift+Tab, is pressed; False where there is nothing else to go to."""
    ring = list(stops(window))
    if not forward:
        ring.reverse()
    here = _place(ring, window.focusWidget())
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    following = next((stop for stop in ring[here + 1 :] + ring[: here + 1] if usable(stop)), None)
    if following is not None:
        go_to(following, reason)
    return following is not None


def go_to(widget: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """Give it the focus, and scroll until it is in sight."""
    widget.setFocus(reason)
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def first_stop(within: QWidget) -> QWidget | None:
    """The first that can have the focus now."""
    return next((stop for stop in stops(within) if usable(stop)), None)


def usable(stop: QWidget) -> bool:
    """Whether it can have the focus now."""
    return stop.isVisible() and stop.isEnabled()


def stops(within: QWidget) -> Iterator[QWidget]:
    """Everything there that Tab goes to, in the order of reading; also what is hidden or cannot be used just now."""
    if isinstance(within, OneStop):
        stop = within.tab_stop()
        yield from () if stop is None else (stop,)
    elif within.focusPolicy() & Qt.FocusPolicy.TabFocus and within.focusProxy() is None:
        yield within
    else:
        for piece in _pieces(within):
            yield from stops(piece)


def _place(ring: list[QWidget], focus: QWidget | None) -> int:
    """Where the focus is: at a stop, or at a part of one; -1 for elsewhere."""
    while focus is not None and focus not in ring:
        focus = focus.parentWidget()
    return -1 if focus is None else ring.index(focus)


def _pieces(within: QWidget) -> list[QWidget]:
    """The widgets in it from the first to the last."""
    return [piece for piece in _arranged(within) if piece is not None]


def _arranged(within: QWidget) -> Sequence[QWidget | None]:
    match within:
        case QMainWindow():
            return [within.menuBar().cornerWidget(), within.centralWidget()]
        case QScrollArea():
            return [within.widget()]
        case QSplitter():
            return [within.widget(i) for i in range(within.count())]
        case QTabWidget():
            return [*_tabs(within.tabBar()), *(within.widget(i) for i in range(within.count()))]
        case _:
            return _children(within)


def _children(within: QWidget) -> list[QWidget]:
    """As its layout has them; what lies over them without a layout comes after them."""
    layout = within.layout()
    arranged = [] if layout is None else list(_laid_out(layout))
    every = within.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return arranged + [child for child in every if child not in arranged and not child.isWindow()]


def _tabs(bar: QTabBar) -> Sequence[QWidget | None]:
    """The tabs, and what closes them."""
    return [bar, *(bar.tabButton(i, QTabBar.ButtonPosition.RightSide) for i in range(bar.count()))]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    indices = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        indices.sort(key=lambda i: cast("tuple[int, ...]", layout.getItemPosition(i)))
    return [item for i in indices if (item := layout.itemAt(i)) is not None]
