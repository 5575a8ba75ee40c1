"""Public generators to choose from, behind a line that unfolds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.widgets.icons import icon
from app.widgets.labels import dim_label, small_font
from app.widgets.wording import bytes_text
from models.checkpoints.public import PublicGenerator


class PublicList(QWidget):
    """wanted(address): a person wants to open one; nothing is downloaded here."""

    wanted = Signal(str)

    def __init__(self, generators: Sequence[PublicGenerator], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._generators = generators
        self._list: QFrame | None = None
        self.toggle = QToolButton()
        self.toggle.setText(self.tr("Public generators"))
        self.toggle.setAccessibleName(self.tr("Show public generators"))
        self.toggle.setCheckable(True)
        self.toggle.setIcon(icon("right"))
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.toggled.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def _unfold(self, shown: bool) -> None:
        if self._list is None:  # made when it is wanted first: most people never look
            self._list = self._make_list()
            self._column.addWidget(self._list)
        self.setVisible(shown)
        self.toggle.setIcon(icon("down" if shown else "right"))

    def _make_list(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(dim_label(self.tr("Published by others, under their licences. You are asked first.")))
        for generator in self._generators:
            column.addLayout(self._row(generator))
        return card

    def _row(self, generator: PublicGenerator) -> QHBoxLayout:
        name, about = QLabel(generator.name), dim_label(about_text(generator))
        about.setFont(small_font(about))
        about.setWordWrap(False)
        about.setToolTip(about.text())
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(name)
        texts.addWidget(about)
        button = QPushButton(self.tr("Download and open"))
        button.setProperty("look", "link")
        button.setAccessibleName(self.tr("Download and open {name}").format(name=generator.name))
        button.setToolTip(generator.where)
        button.clicked.connect(lambda: self.wanted.emit(generator.where))
        row = QHBoxLayout()
        row.addLayout(texts, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row


def about_text(generator: PublicGenerator) -> str:
    """ "256 px · StyleGAN2, NVIDIA .pkl · 357 MB · MIT"; what nobody says is left out."""
    side = f"{generator.resolution} px"
    size = bytes_text(generator.size) if generator.size else ""
    return " · ".join(part for part in (side, generator.format, size, generator.licence) if part)
