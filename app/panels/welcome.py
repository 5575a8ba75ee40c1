"""The first screen: open the sample room, a generator or a project. No dialog in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.panels.public_list import PublicList
from app.widgets.icons import icon, renderer
from app.widgets.labels import dim_label, heading
from app.widgets.pictures import dropped_file, to_image
from app.widgets.scrolling import put_in
from app.widgets.thumbnail import Thumbnail
from app.widgets.thumbnail_grid import ThumbnailGrid
from models.checkpoints.public import PublicGenerator

_WIDTH = 560
_SMALL_SIDE = 48
_FILL, _SMOOTH = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation


@dataclass(frozen=True, eq=False)
class RecentProject:
    """A project opened before. picture: uint8 [H, W, 3], when it has one."""

    path: str
    name: str
    picture: np.ndarray | None = None


class WelcomePanel(QWidget):
    """recent_wanted(path), file_dropped(path, or a link's address); public_wanted(address): a public generator's;
    recovery_wanted, recovery_declined: the work that a crash left behind.
    """

    sample_wanted = Signal()
    words_wanted = Signal()
    folder_wanted = Signal()
    open_wanted = Signal()
    project_wanted = Signal()
    web_wanted = Signal()
    public_wanted = Signal(str)
    recent_wanted = Signal(str)
    recovery_wanted = Signal()
    recovery_declined = Signal()
    file_dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None, public: Sequence[PublicGenerator] = ()) -> None:
        """public: generators that people can download."""
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Welcome"))
        self._public = PublicList(public)
        self._public.wanted.connect(self.public_wanted)
        self._recovery = self._recovery_strip()
        self._recent_heading = heading(self.tr("Recent projects"))
        self._recent = ThumbnailGrid(smallest=104)
        self._build()
        self.set_recent(())
        self.set_recovered("")

    def set_recent(self, projects: Sequence[RecentProject]) -> None:
        """The projects opened last, newest first; nothing is shown for none."""
        self._recent.set_thumbnails([self._recent_thumbnail(project) for project in projects])
        self._recent_heading.setVisible(bool(projects))
        self._recent.setVisible(bool(projects))

    def set_recovered(self, sentence: str, picture: np.ndarray | None = None) -> None:
        """Offer recovered work, told in a sentence, with what it looks like, uint8 [H, W, 3]; empty for none."""
        self._recovery_text.setText(sentence)
        side = round(_SMALL_SIDE * self.devicePixelRatioF())
        drawn = (
            QPixmap() if picture is None else QPixmap.fromImage(to_image(picture)).scaled(side, side, _FILL, _SMOOTH)
        )
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        self._recovery_picture.setPixmap(icon("notice").pixmap(QSize(18, 18)) if drawn.isNull() else drawn)
        self._recovery.setVisible(bool(sentence))

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        title = QLabel(self.tr("Unlit"))
        title.setProperty("look", "title")
        sentence = dim_label(self.tr("Find the parts of an image generator that make a thing, and turn them down."))
        column = QVBoxLayout()
        column.setSpacing(8)
        room = _Room()
        self._public.toggle.toggled.connect(room.setHidden)  # so that the list has room instead
        column.addWidget(room)
        column.addSpacing(8)
        column.addWidget(title)
        column.addWidget(sentence)
        column.addSpacing(12)
        column.addLayout(self._buttons())
        column.addLayout(self._file_buttons())
        column.addWidget(dim_label(self.tr("Or drop a generator, a project, a link, or a picture made here.")))
        column.addLayout(self._web_line())
        column.addWidget(self._public)
        column.addSpacing(12)
        column.addWidget(self._recovery)
        column.addSpacing(8)
        column.addWidget(self._recent_heading)
        column.addWidget(self._recent)
        self._centre(column)

    def _centre(self, column: QVBoxLayout) -> None:
        """In the middle, and scrolled when the window is small."""
        content, page = QWidget(), QWidget()
        content.setLayout(column)
        content.setFixedWidth(_WIDTH)
        column.setContentsMargins(0, 0, 0, 0)
        middle = QVBoxLayout(page)
        middle.setContentsMargins(16, 24, 16, 24)
        middle.addStretch(1)
        middle.addWidget(content, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        scroll = QScrollArea()
        put_in(scroll, page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        sample = self._button(self.tr("Open the sample room"), self.sample_wanted)
        sample.setProperty("look", "primary")
        row.addWidget(sample)
        row.addWidget(self._button(self.tr("Open the sample room of words"), self.words_wanted))
        row.addStretch(1)
        self.setFocusProxy(sample)
        return row

    def _file_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._button(self.tr("Open a generator…"), self.open_wanted))
        row.addWidget(self._button(self.tr("Open a folder…"), self.folder_wanted))
        row.addWidget(self._button(self.tr("Open a project…"), self.project_wanted))
        row.addStretch(1)
        return row

    def _web_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        web = self._button(self.tr("Open from the web…"), self.web_wanted)
        web.setProperty("look", "link")
        row.addWidget(web)
        row.addWidget(self._public.toggle)
        row.addStretch(1)
        return row

    def _button(self, words: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: wanted.emit())
        return button

    def _recovery_strip(self) -> QFrame:
        strip = QFrame()
        strip.setProperty("look", "card")
        self._recovery_picture, self._recovery_text = QLabel(), QLabel()
        self._recovery_text.setWordWrap(True)
        decline = self._button(self.tr("Discard"), self.recovery_declined)
        decline.setAccessibleName(self.tr("Discard recovered work"))
        decline.setProperty("look", "link")
        row = QHBoxLayout(strip)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._recovery_picture)
        row.addWidget(self._recovery_text, 1)
        row.addWidget(decline)
        row.addWidget(self._button(self.tr("Open recovered work"), self.recovery_wanted))
        return strip

    def _recent_thumbnail(self, project: RecentProject) -> Thumbnail:
        thumbnail = Thumbnail(project.name)
        thumbnail.setToolTip(project.path)
        thumbnail.set_picture(project.picture)
        thumbnail.clicked.connect(lambda: self.recent_wanted.emit(project.path))
        return thumbnail

    # ------------------------------------------------------------------------------------------------ events
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.file_dropped.emit(dropped_file(event.mimeData()))


class _Room(QWidget):
    """A lamp that is still lit."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_WIDTH // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        renderer("room").render(painter, QRectF(0, 0, self.width(), self.height()))
