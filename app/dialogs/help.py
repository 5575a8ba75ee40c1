"""Help beside the work: pages on the left, the text on the right, and a line to find something in all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.help import HelpPage
from app.widgets.help_text import HelpText

_SIZE = (760, 560)


class HelpDialog(QDialog):
    """Not modal: one can do what it says while it is open."""

    def __init__(self, pages: Sequence[HelpPage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.resize(*_SIZE)
        self._line, self._list, self._text = QLineEdit(), QListWidget(), HelpText()
        self._build()
        self._pages = {page.key: page for page in pages}
        for page in pages:
            item = QListWidgetItem(page.title, self._list)
            item.setData(Qt.ItemDataRole.UserRole, page.key)
        self._list.setCurrentRow(0)

    def show_page(self, key: str) -> None:
        """Turn to a page. Raises KeyError."""
        self._list.setCurrentRow(list(self._pages).index(self._pages[key].key))

    def _build(self) -> None:
        self._line.setPlaceholderText(self.tr("Find in all pages"))
        self._line.setAccessibleName(self.tr("Find in all pages"))
        self._line.textChanged.connect(self._find)
        self._line.returnPressed.connect(self._next)
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.currentItemChanged.connect(lambda *_: self._show())
        self._text.setAccessibleName(self.tr("Text"))
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(lambda url: self.show_page(url.toString().removesuffix(".md")))
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self._list)
        across.addWidget(self._text)
        across.setSizes([180, 580])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(across, 1)

    def _find(self, words: str) -> None:
        """Only pages with the words stay in the list."""
        wanted = words.casefold().strip()
        shown = []
        for row, page in enumerate(self._pages.values()):
            has = wanted in page.text.casefold()
            self._list.item(row).setHidden(not has)
            shown += [row] if has else []
        if shown and self._list.currentRow() not in shown:
            self._list.setCurrentRow(shown[0])
        self._mark(wanted)

    def _next(self) -> None:
        """The next place on this page, from the top again after the last."""
        if not self._text.find(self._line.text()):
            self._mark(self._line.text())

    def _mark(self, words: str) -> None:
        cursor = self._text.textCursor()
        cursor.setPosition(0)
        self._text.setTextCursor(cursor)
        if words:
            self._text.find(words)

    def _show(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._text.setMarkdown(self._pages[item.data(Qt.ItemDataRole.UserRole)].text)
            self._mark(self._line.text().strip())
