"""The strip of scenes: the same edits on other pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.widgets.labels import icon_button
from app.widgets.scrolling import put_in
from app.widgets.thumbnail import CAPTION_HEIGHT, Thumbnail
from models.document.scene import Scene

# painted: a region by hand. found: a region that was looked for. kept: only what is to stay unchanged.
Mark = Literal["painted", "found", "kept"]
_ICONS: dict[Mark, str] = {"painted": "brush", "found": "search", "kept": "keep"}
_SIDE = 84
_SCROLL_BAR = 12
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ScenesStrip(QFrame):
    """scene_chosen(index), scene_removed(index); scene_wanted: one more. Left and Right move, Delete removes."""

    scene_chosen = Signal(int)
    scene_wanted = Signal()
    scene_removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self.setAccessibleName(self.tr("Scenes"))
        self._scenes: tuple[Scene, ...] = ()
        self._active = 0
        self._thumbnails: list[Thumbnail] = []
        self._build()

    def set_scenes(self, scenes: tuple[Scene, ...], active: int) -> None:
        """Show these, the active one marked. A picture stays where the scene at its place is the same."""
        known = defaultdict(list)
        for scene, thumbnail in zip(self._scenes, self._thumbnails, strict=True):
            known[scene].append(thumbnail)
        self._scenes, self._active = scenes, active
        self._thumbnails = [known[scene].pop(0) if known[scene] else self._new_thumbnail() for scene in scenes]
        for gone in chain.from_iterable(known.values()):
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for i, (scene, thumbnail) in enumerate(zip(scenes, self._thumbnails, strict=True)):
            self._row.insertWidget(i, thumbnail)
            thumbnail.set_caption(scene.title)
            thumbnail.setChecked(i == active)
        self._show_active()

    def set_picture(self, index: int, picture: np.ndarray | None) -> None:
        """uint8 [H, W, 3] of the scene at that place."""
        self._thumbnails[index].set_picture(picture)

    def set_painted(self, marks: Mapping[int, Mark]) -> None:
        """Mark the scenes on which something is painted, or was found."""
        words: dict[Mark, str] = {
            "painted": self.tr("{scene}, painted"),
            "found": self.tr("{scene}, found here"),
            "kept": self.tr("{scene}, only what is to stay is painted"),
        }
        for i, thumbnail in enumerate(self._thumbnails):
            mark = marks.get(i)
            thumbnail.set_mark(_ICONS[mark] if mark else "")
            name = words[mark].format(scene=thumbnail.text()) if mark else thumbnail.text()
            thumbnail.setAccessibleName(name)
            thumbnail.setToolTip("\n".join(filter(None, (self._prompt(i), name if mark else ""))))

    def _prompt(self, index: int) -> str:
        prompt = self._scenes[index].prompt
        return prompt.text if prompt else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the keys before the scroll area scrolls by them."""
        here = next((i for i, thumbnail in enumerate(self._thumbnails) if thumbnail.hasFocus()), None)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or here is None:
            return False
        if event.key() in _STEPS:
            self._go_to(here + _STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self._remove(here)
        else:
            return False
        return True

    def _go_to(self, index: int) -> None:
        if 0 <= index < len(self._thumbnails):
            self._thumbnails[index].setFocus(Qt.FocusReason.TabFocusReason)
            self.scene_chosen.emit(index)

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        page = QWidget()
        self._row = QHBoxLayout(page)
        self._row.setContentsMargins(8, 6, 8, 0)
        self._row.setSpacing(6)
        self._more = icon_button("plus", self.tr("Add a scene"), look="dashed", side=20)
        self._more.setFixedSize(_SIDE - 24, _SIDE - 3)
        self._more.clicked.connect(lambda: self.scene_wanted.emit())
        self._row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)
        self._scroll = QScrollArea()
        put_in(self._scroll, page, sideways=True)
        self._scroll.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFixedHeight(_SIDE + CAPTION_HEIGHT + _SCROLL_BAR + 6)

    def _new_thumbnail(self) -> Thumbnail:
        thumbnail = Thumbnail(side=_SIDE)
        thumbnail.setFixedSize(thumbnail.sizeHint())
        thumbnail.setCheckable(True)
        thumbnail.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        thumbnail.customContextMenuRequested.connect(lambda at: self._menu(thumbnail, at))
        thumbnail.clicked.connect(lambda: self._choose(thumbnail))
        return thumbnail

    def _choose(self, thumbnail: Thumbnail) -> None:
        index = self._thumbnails.index(thumbnail)
        thumbnail.setChecked(index == self._active)  # the window says which one is active, not the click
        self.scene_chosen.emit(index)

    def _menu(self, thumbnail: Thumbnail, at: QPoint) -> None:
        menu = QMenu(self)
        remove = menu.addAction(self.tr("Remove this scene"))
        remove.setEnabled(len(self._scenes) > 1)
        remove.triggered.connect(lambda: self._remove(self._thumbnails.index(thumbnail)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(thumbnail.mapToGlobal(at))

    def _remove(self, index: int) -> None:
        if len(self._scenes) > 1:
            self.scene_removed.emit(index)

    def _show_active(self) -> None:
        if 0 <= self._active < len(self._thumbnails):
            self._scroll.ensureWidgetVisible(self._thumbnails[self._active], 8, 0)
