"""Many seeds at once: look through them, page by page, and pick some."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.widgets.labels import dim_label
from app.widgets.tab_order import step_focus
from app.widgets.thumbnail import Thumbnail
from app.widgets.thumbnail_grid import ThumbnailGrid
from models.document.scene import LARGEST_SEED

PAGE = 32
_LARGEST_SHOWN = 2**31 - 1 - PAGE
_SIZE = QSize(760, 540)


class BrowseDialog(QDialog):
    """page_wanted(seed): show the seeds from here. picked(seeds): add these, in the order in which they were picked."""

    page_wanted = Signal(int)
    picked = Signal(tuple)

    def __init__(self, first: int, taken: Collection[int], parent: QWidget | None = None) -> None:
        """taken: seeds that are among the scenes already."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Browse seeds"))
        self.resize(_SIZE)
        self._taken, self._picked = frozenset(taken), dict[int, None]()
        self.grid = ThumbnailGrid(smallest=84)
        self.first = QSpinBox(minimum=0, maximum=_LARGEST_SHOWN, singleStep=PAGE)
        self._build()
        self.first.valueChanged.connect(self._turn)
        self.first.setValue(first)
        self._turn(self.first.value())

    def seeds(self) -> range:
        """Those on the page."""
        return range(self.first.value(), min(self.first.value() + PAGE, LARGEST_SEED + 1))

    def set_picture(self, place: int, picture: np.ndarray) -> None:
        """uint8 [H, W, 3] of the seed at that place of the page."""
        self.grid.thumbnails()[place].set_picture(picture)

    def focusNextPrevChild(self, next: bool) -> bool:
        """The pictures of every page stand between the line above them and the buttons."""
        return step_focus(self, forward=next)

    def _build(self) -> None:
        self.first.setAccessibleName(self.tr("First seed of the page"))
        self.first.setKeyboardTracking(False)
        back, on = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        for button, name, step in ((back, self.tr("Page before"), -PAGE), (on, self.tr("Next page"), PAGE)):
            button.setAccessibleName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, by=step: self.first.setValue(self.first.value() + by))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self._count()
        turning = QHBoxLayout()
        turning.addWidget(dim_label(self.tr("Seeds from")))
        turning.addWidget(self.first)
        turning.addWidget(back)
        turning.addWidget(on)
        turning.addStretch(1)
        column = QVBoxLayout(self)
        column.addLayout(turning)
        column.addWidget(self.grid)
        column.addStretch(1)
        column.addWidget(buttons)

    def _turn(self, _first: int) -> None:
        self.grid.set_thumbnails([self._thumbnail(seed) for seed in self.seeds()])
        self.page_wanted.emit(self.first.value())

    def _thumbnail(self, seed: int) -> Thumbnail:
        thumbnail = Thumbnail(str(seed))
        thumbnail.setCheckable(True)
        thumbnail.setChecked(seed in self._picked)
        there = seed in self._taken
        thumbnail.setEnabled(not there)
        thumbnail.set_mark("check" if there else "")
        words = self.tr("Seed {seed}, among the scenes already") if there else self.tr("Seed {seed}")
        thumbnail.setAccessibleName(words.format(seed=seed))
        thumbnail.toggled.connect(lambda on: self._pick(seed, on))
        return thumbnail

    def _pick(self, seed: int, on: bool) -> None:
        if on:
            self._picked[seed] = None
        else:
            self._picked.pop(seed, None)
        self._count()

    def _count(self) -> None:
        count = len(self._picked)
        words = self.tr("Add {count} scenes") if count != 1 else self.tr("Add {count} scene")
        self.add.setText(words.format(count=count))
        self.add.setAccessibleName(self.tr("Add the picked seeds to the scenes"))
        self.add.setEnabled(count > 0)

    def _accept(self) -> None:
        self.picked.emit(tuple(self._picked))
        self.accept()
