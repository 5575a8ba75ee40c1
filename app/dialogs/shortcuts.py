"""The shortcut editor: every command, its keys, and who has them already."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.actions import COMMANDS, plain_text
from app.shortcuts import Shortcuts, all_shortcuts, belongs_to, owner, with_keys
from app.widgets.fuzzy import fit
from app.widgets.labels import Sentences, dim_label

_SIZE = (520, 560)


class ShortcutsDialog(QDialog):
    """changed(Shortcuts): what differs from the table of commands now; at once, there is no OK."""

    changed = Signal(object)

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(*_SIZE)
        self._shortcuts = dict(shortcuts)
        self._filter, self._list, self._message = QLineEdit(), QTreeWidget(), Sentences()
        self._keys = QKeySequenceEdit()
        self._build()
        self._fill()

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        self._filter.setPlaceholderText(self.tr("Find a command or a key"))
        self._filter.setAccessibleName(self.tr("Find a command or a key"))
        self._filter.textChanged.connect(self._narrow)
        self._build_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(self._filter)
        column.addWidget(self._list, 1)
        column.addWidget(dim_label(self.tr("Choose a command, then press its new keys here:")))
        column.addLayout(self._editing())
        column.addWidget(self._message)
        column.addLayout(self._closing())

    def _build_list(self) -> None:
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self._list.setRootIsDecorated(False)
        self._list.setAlternatingRowColors(True)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.currentItemChanged.connect(lambda *_: self._show_current())

    def _editing(self) -> QHBoxLayout:
        self._keys.setMaximumSequenceLength(1)
        self._keys.setAccessibleName(self.tr("New keys"))
        self._keys.editingFinished.connect(self._take_keys)
        self._swap = self._button(self.tr("Take it all the same"), lambda: self._set((self._typed(),)))
        self._none = self._button(self.tr("No keys"), lambda: self._set(()))
        self._reset = self._button(self.tr("Reset"), self._reset_current)
        row = QHBoxLayout()
        row.addWidget(self._keys, 1)
        for button in (self._swap, self._none, self._reset):
            row.addWidget(button)
        return row

    def _closing(self) -> QHBoxLayout:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setAccessibleName(close.text().replace("&", ""))
        close.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self._button(self.tr("Reset all"), self._reset_all))
        row.addStretch(1)
        row.addWidget(box)
        return row

    def _button(self, words: str, then: object) -> QPushButton:
        button = QPushButton(words, autoDefault=False)
        button.setAccessibleName(words)
        button.clicked.connect(then)
        return button

    # ------------------------------------------------------------------------------------------------- showing
    def _fill(self) -> None:
        for command in COMMANDS:
            item = QTreeWidgetItem(self._list, [plain_text(command), ""])
            item.setData(0, Qt.ItemDataRole.UserRole, command.key)
        self._show_keys()
        self._list.setCurrentItem(self._items()[0])

    def _show_keys(self) -> None:
        now = all_shortcuts(self._shortcuts)
        for item in self._items():
            item.setText(1, ", ".join(_native(keys) for keys in now[self._key_of(item)]))
            font = item.font(1)
            font.setBold(self._key_of(item) in self._shortcuts)
            item.setFont(1, font)

    def _show_current(self) -> None:
        keys = all_shortcuts(self._shortcuts)[self._current()]
        self._keys.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self._reset.setEnabled(self._current() in self._shortcuts)
        self._none.setEnabled(bool(keys))
        self._swap.hide()
        self._message.say("")

    def _narrow(self, query: str) -> None:
        for item in self._items():
            item.setHidden(fit(query, f"{item.text(0)} {item.text(1)}") is None)

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self._list.topLevelItem(row) for row in range(self._list.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _current(self) -> str:
        item = self._list.currentItem()
        return self._key_of(item) if item else COMMANDS[0].key

    def _key_of(self, item: QTreeWidgetItem) -> str:
        return item.data(0, Qt.ItemDataRole.UserRole)

    # ------------------------------------------------------------------------------------------------ changing
    def _typed(self) -> str:
        return self._keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _take_keys(self) -> None:
        """The keys that were pressed, unless somebody else has them: that is told first."""
        keys = self._typed()
        if not keys or keys in all_shortcuts(self._shortcuts)[self._current()]:
            return
        other = belongs_to(keys, self._shortcuts)
        if not other:
            self._set((keys,))
            return
        self._message.say(self.tr("{keys} is taken already: {what}.").format(keys=_native(keys), what=other))
        self._swap.setVisible(owner(keys, self._shortcuts) is not None)

    def _reset_current(self) -> None:
        self._set(next(command.shortcuts for command in COMMANDS if command.key == self._current()))

    def _reset_all(self) -> None:
        self._shortcuts.clear()
        self._tell()

    def _set(self, keys: tuple[str, ...]) -> None:
        self._shortcuts = with_keys(self._shortcuts, self._current(), keys)
        self._tell()

    def _tell(self) -> None:
        self._show_keys()
        self._show_current()
        self.changed.emit(dict(self._shortcuts))


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
