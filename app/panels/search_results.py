"""What a search found, as small pictures of the scene without each part, strongest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from app.widgets.scrolling import put_in
from app.widgets.thumbnail import Thumbnail
from app.widgets.thumbnail_grid import ThumbnailGrid
from app.widgets.wording import percent_text
from models.document.ranking import RankedUnit, Ranking
from models.document.units import UnitId

SHOWN = 24


def order_shown(shown: Sequence[UnitId], wanted: Sequence[UnitId], *, hold: bool) -> list[UnitId]:
    """The order on the screen. hold: nothing moves under the pointer; what is new comes at the end."""
    if not hold:
        return list(wanted[:SHOWN])
    return [*shown, *(unit for unit in wanted if unit not in shown)][:SHOWN]


class SearchResults(QScrollArea):
    """unit_chosen(UnitId): a picture was clicked. unit_inspected(UnitId): more is to be known of it.

    unit_hovered(UnitId or None): the pointer, or the focus of the keyboard, is on a picture now, or on none.
    """

    unit_chosen = Signal(object)
    unit_inspected = Signal(object)
    unit_hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ranking: Ranking | None = None
        self._thumbnails: dict[UnitId, Thumbnail] = {}
        self._pictures: dict[UnitId, np.ndarray] = {}
        self._used: frozenset[UnitId] = frozenset()
        self._looked_at: UnitId | None = None
        self._hovered = False
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._grid = ThumbnailGrid()
        column.addWidget(self._grid, 0, Qt.AlignmentFlag.AlignTop)
        put_in(self, page)

    def clear(self) -> None:
        """Nothing found, no pictures: another search begins."""
        self._pictures.clear()
        self.set_ranking(None)

    def set_ranking(self, ranking: Ranking | None) -> None:
        """The strongest units now known; pictures already shown move, if they must, but are not made anew."""
        self._ranking = ranking
        self._show_order(hold=self._hovered and ranking is not None)

    def set_thumbnail(self, unit: UnitId, picture: np.ndarray) -> None:
        """uint8 [H, W, 3]: the first painted scene without that unit. May come before or after the ranking."""
        self._pictures[unit] = picture.copy()
        if unit in self._thumbnails:
            self._thumbnails[unit].set_picture(picture)

    def set_used(self, units: Collection[UnitId]) -> None:
        """Mark the parts that are in an edit already."""
        self._used = frozenset(units)
        for unit, thumbnail in self._thumbnails.items():
            thumbnail.set_mark("check" if unit in self._used else "")

    def units(self) -> tuple[UnitId, ...]:
        """What is shown, in order."""
        return tuple(self._thumbnails)

    def thumbnail(self, unit: UnitId) -> Thumbnail:
        """The small picture of a unit. Raises KeyError."""
        return self._thumbnails[unit]

    def enterEvent(self, event: QEvent) -> None:
        self._hovered = True

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self._show_order(hold=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Of the pictures: which is looked at, and I to know more of it."""
        unit = next((unit for unit, thumbnail in self._thumbnails.items() if thumbnail is watched), None)
        if unit is None:
            return False
        by_key = isinstance(event, QFocusEvent) and event.reason() != Qt.FocusReason.MouseFocusReason
        if event.type() == QEvent.Type.Enter or (event.type() == QEvent.Type.FocusIn and by_key):
            self._look_at(unit)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self._look_at(None)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_I:
            self.unit_inspected.emit(unit)
            return True
        return False

    def _look_at(self, unit: UnitId | None) -> None:
        if unit != self._looked_at:
            self._looked_at = unit
            self.unit_hovered.emit(unit)

    def _menu(self, unit: UnitId, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Make a slider")).triggered.connect(lambda: self.unit_chosen.emit(unit))
        menu.addAction(self.tr("Inspect (I)")).triggered.connect(lambda: self.unit_inspected.emit(unit))
        menu.popup(self._thumbnails[unit].mapToGlobal(at))

    def _show_order(self, *, hold: bool) -> None:
        ranked = {} if self._ranking is None else {one.unit: one for one in self._ranking.units}
        shown = [unit for unit in self._thumbnails if unit in ranked]
        order = order_shown(shown, list(ranked), hold=hold)
        changed = order != list(self._thumbnails)
        if self._looked_at not in (None, *order):
            self._look_at(None)
        self._thumbnails = {unit: self._thumbnails.get(unit) or self._new(unit) for unit in order}
        ranks = {unit: rank for rank, unit in enumerate(ranked, start=1)}
        for unit, thumbnail in self._thumbnails.items():
            self._describe(thumbnail, ranked[unit], ranks[unit])
        if changed:
            self._grid.set_thumbnails(list(self._thumbnails.values()))

    def _new(self, unit: UnitId) -> Thumbnail:
        thumbnail = Thumbnail()
        thumbnail.set_picture(self._pictures.get(unit))
        thumbnail.set_mark("check" if unit in self._used else "")
        thumbnail.clicked.connect(lambda: self.unit_chosen.emit(unit))
        thumbnail.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        thumbnail.customContextMenuRequested.connect(lambda at: self._menu(unit, at))
        thumbnail.installEventFilter(self)
        return thumbnail

    def _describe(self, thumbnail: Thumbnail, ranked: RankedUnit, rank: int) -> None:
        strongest = self._ranking.units[0].score if self._ranking else 0.0
        chance = self._ranking.chance if self._ranking else 0.0
        thumbnail.set_caption(str(rank))
        thumbnail.set_strength(ranked.score / strongest if strongest > 0 else None)
        lands = self.tr("{share} of what it changes lies in the region; by chance it would be {chance}.")
        how = "" if ranked.exact else self.tr("Estimated, not tried yet. ")
        words = how + lands.format(share=percent_text(ranked.share), chance=percent_text(chance))
        thumbnail.setToolTip(f"{ranked.unit}\n{words}")
        thumbnail.setAccessibleName(self.tr("Part {rank}, {unit}").format(rank=rank, unit=ranked.unit))
        thumbnail.setAccessibleDescription(words)
