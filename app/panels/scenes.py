"""The strip of scenes: the same edits on other pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from app.panels.scene_dragging import SceneDragging
from app.widgets.labels import icon_button
from app.widgets.scrolling import put_in
from app.widgets.sentences import said
from app.widgets.thumbnail import CAPTION_HEIGHT, Thumbnail
from models.document.scene import Scene

# painted: a region by hand. found: a region that was looked for. kept: only what is to stay unchanged.
Mark = Literal["painted", "found", "kept"]
_ICONS: dict[Mark, str] = {"painted": "brush", "found": "search", "kept": "keep"}
_SIDE = 84
_SCROLL_BAR = 12
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ScenesStrip(QFrame):
    """scene_chosen(index), scene_removed(index); scene_wanted: one more. Left and Right move, Delete removes.

    scene_moved(index, to): dragged, or with Ctrl. rename_wanted(index): F2. pin_toggled(index).
    between_wanted(index): a scene between this and the active one. seeds_wanted: browse them. random_wanted: others.
    """

    scene_chosen = Signal(int)
    scene_wanted = Signal()
    scene_removed = Signal(int)
    scene_moved = Signal(int, int)
    rename_wanted = Signal(int)
    pin_toggled = Signal(int)
    between_wanted = Signal(int)
    seeds_wanted = Signal()
    random_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self.setAccessibleName(self.tr("Scenes"))
        self._scenes: tuple[Scene, ...] = ()
        self._active = 0
        self._thumbnails: list[Thumbnail] = []
        self._pinned: frozenset[int] = frozenset()
        self._reachable: frozenset[int] = frozenset()
        self._build()
        self._dragging = SceneDragging(self._row, lambda: self._thumbnails, self)
        self._dragging.dropped.connect(self.scene_moved)

    def set_scenes(self, scenes: tuple[Scene, ...], active: int) -> None:
        """Show these, the active one marked. A picture stays with its scene, also while a slider changes that."""
        known = defaultdict(list)
        for scene, thumbnail in zip(self._scenes, self._thumbnails, strict=True):
            known[scene].append(thumbnail)
        before, self._scenes, self._active = self._scenes, scenes, active
        for old, scene in zip(before, scenes, strict=False):
            if scene not in before and old not in scenes and scene.is_alike(old):
                known[scene].append(known[old].pop(0))
        self._thumbnails = [known[scene].pop(0) if known[scene] else self._new_thumbnail() for scene in scenes]
        gones = list(chain.from_iterable(known.values()))
        focus_goes = any(gone.hasFocus() for gone in gones)
        for gone in gones:
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for i, (scene, thumbnail) in enumerate(zip(scenes, self._thumbnails, strict=True)):
            self._row.insertWidget(i, thumbnail, 0, Qt.AlignmentFlag.AlignTop)
            thumbnail.set_caption(said(scene.title))
            thumbnail.setChecked(i == active)
        if focus_goes:
            self._thumbnails[active].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_active()

    def set_picture(self, index: int, picture: np.ndarray | None) -> None:
        """uint8 [H, W, 3] of the scene at that place."""
        self._thumbnails[index].set_picture(picture)

    def set_labels(self, titles: Sequence[str], pinned: Collection[int]) -> None:
        """What the scenes are called, and which are pinned; `set_painted` comes after it."""
        self._pinned = frozenset(pinned)
        for i, (thumbnail, title) in enumerate(zip(self._thumbnails, titles, strict=True)):
            thumbnail.set_caption(title)
            thumbnail.set_pinned(i in self._pinned)

    def set_reachable(self, reachable: Collection[int]) -> None:
        """To which scenes there is a way from the active one."""
        self._reachable = frozenset(reachable)

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
            name = self.tr("{scene}, pinned").format(scene=name) if i in self._pinned else name
            thumbnail.setAccessibleName(name)
            title = said(self._scenes[i].title)
            title = title if name == thumbnail.text() != title else ""
            thumbnail.setToolTip("\n".join(filter(None, (self._prompt(i), name if mark else "", title))))

    def _prompt(self, index: int) -> str:
        prompt = self._scenes[index].prompt
        return prompt.text if prompt else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the keys before the scroll area scrolls by them."""
        here = next((i for i, thumbnail in enumerate(self._thumbnails) if thumbnail.hasFocus()), None)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or here is None:
            return False
        if event.key() in _STEPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(here, here + _STEPS[Qt.Key(event.key())])
        elif event.key() in _STEPS:
            self._go_to(here + _STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(here)
        elif event.key() == Qt.Key.Key_Delete:
            self._remove(here)
        else:
            return False
        return True

    def _go_to(self, index: int) -> None:
        if 0 <= index < len(self._thumbnails):
            self._thumbnails[index].setFocus(Qt.FocusReason.TabFocusReason)
            self.scene_chosen.emit(index)

    def _move(self, index: int, to: int) -> None:
        if 0 <= to < len(self._thumbnails):
            self.scene_moved.emit(index, to)

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        page, pictures = QWidget(), _Pictures(lambda: self._thumbnails)
        self._row = QHBoxLayout(pictures)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._more = icon_button("plus", self.tr("Add a scene"), look="dashed", side=20)
        self._more.setFixedSize(_SIDE - 24, _SIDE - 3)
        self._more.clicked.connect(lambda: self.scene_wanted.emit())
        row = QHBoxLayout(page)
        row.setContentsMargins(8, 6, 8, 0)
        row.setSpacing(6)
        row.addWidget(pictures)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._finding())
        row.addStretch(1)
        self._scroll = QScrollArea()
        put_in(self._scroll, page, sideways=True)
        self._scroll.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.setFixedHeight(_SIDE + CAPTION_HEIGHT + _SCROLL_BAR + 6)

    def _finding(self) -> QVBoxLayout:
        """Other scenes: to look through, and by chance."""
        browse = icon_button("grid", self.tr("Browse seeds…"))
        browse.clicked.connect(lambda: self.seeds_wanted.emit())
        dice = icon_button("dice", self.tr("Random scenes"))
        dice.setToolTip(self.tr("Random scenes in place of those not pinned, named, painted or shown"))
        dice.clicked.connect(lambda: self.random_wanted.emit())
        column = QVBoxLayout()
        column.setContentsMargins(0, 4, 0, 0)
        for button in (browse, dice):
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _new_thumbnail(self) -> Thumbnail:
        thumbnail = Thumbnail(side=_SIDE)
        thumbnail.setFixedSize(thumbnail.sizeHint())
        thumbnail.setCheckable(True)
        thumbnail.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        thumbnail.customContextMenuRequested.connect(lambda at: self._menu(thumbnail, at))
        thumbnail.clicked.connect(lambda: self._choose(thumbnail))
        thumbnail.installEventFilter(self._dragging)
        return thumbnail

    def _choose(self, thumbnail: Thumbnail) -> None:
        index = self._thumbnails.index(thumbnail)
        thumbnail.setChecked(index == self._active)  # the window says which one is active, not the click
        self.scene_chosen.emit(index)

    def _menu(self, thumbnail: Thumbnail, at: QPoint) -> None:
        index = self._thumbnails.index(thumbnail)
        pinned = index in self._pinned
        entries = (
            (self.tr("Name… (F2)"), True, lambda: self.rename_wanted.emit(index)),
            (self.tr("Unpin") if pinned else self.tr("Pin"), True, lambda: self.pin_toggled.emit(index)),
            (self.tr("Move left (Ctrl+Left)"), index > 0, lambda: self._move(index, index - 1)),
            (
                self.tr("Move right (Ctrl+Right)"),
                index + 1 < len(self._scenes),
                lambda: self._move(index, index + 1),
            ),
            (
                self.tr("Between this and the scene shown"),
                index in self._reachable,
                lambda: self.between_wanted.emit(index),
            ),
            (self.tr("Remove this scene (Delete)"), self._removable(index), lambda: self._remove(index)),
        )
        menu = QMenu(self)
        for words, possible, do in entries:
            action = menu.addAction(words)
            action.setEnabled(possible)
            action.triggered.connect(do)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(thumbnail.mapToGlobal(at))

    def _remove(self, index: int) -> None:
        if self._removable(index):
            self.scene_removed.emit(index)

    def _removable(self, index: int) -> bool:
        """The last one stays, and so does what is pinned."""
        return len(self._scenes) > 1 and index not in self._pinned

    def _show_active(self) -> None:
        if 0 <= self._active < len(self._thumbnails):
            self._scroll.ensureWidgetVisible(self._thumbnails[self._active], 8, 0)


class _Pictures(QWidget):
    """Those of the scenes. Tab goes to one of them."""

    def __init__(self, pictures: Callable[[], Sequence[Thumbnail]]) -> None:
        super().__init__()
        self._pictures = pictures

    def tab_stop(self) -> Thumbnail | None:
        """The active one, or the one that has the focus."""
        last = self.focusWidget() if self.isAncestorOf(self.window().focusWidget() or self) else None
        chosen = (each for each in self._pictures() if each is last or (last is None and each.isChecked()))
        return next(chosen, None)
