"""About Unlit: its version, its licence, what it stands on and what to cite."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from app.widgets.icons import picture_icon
from app.widgets.labels import dim_label
from models.version import VERSION

_SIZE = (560, 540)


class AboutDialog(QDialog):
    """text: Markdown."""

    def __init__(self, text: str, parent: Widget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Unlit"))
        self.resize(*_SIZE)
        self._text = QTextBrowser(openExternalLinks=True)
        self._text.setAccessibleName(self.tr("Licences and citations"))
        self._text.setMarkdown(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 12)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self._text, 1)
        column.addLayout(self._buttons())

    def _head(self) -> QHBoxLayout:
        lamp, words = QLabel(), QVBoxLayout()
        lamp.setPixmap(picture_icon("lamp").pixmap(56, 56))
        title = QLabel(self.tr("Unlit {version}").format(version=VERSION))
        title.setProperty("look", "title")
        words.addWidget(title)
        words.addWidget(dim_label(self.tr("A studio for editing image generators themselves.")))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(lamp)
        row.addLayout(words, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        copy = QPushButton(self.tr("Copy the citations"), autoDefault=False)
        copy.setAccessibleName(copy.text())
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text.toPlainText()))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setAccessibleName(close.text().replace("&", ""))
        box.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(box)
        return row
