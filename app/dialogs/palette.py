"""The command palette: type a few letters of what you want, press Return."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.widgets.fuzzy import fit

_WIDTH, _HEIGHT = 520, 380
_NATIVE = QKeySequence.SequenceFormat.NativeText
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True)
class Entry:
    """One thing that can be done. place: where else it is found. keys: its shortcut. enabled: whether it can be now."""

    text: str
    place: str
    run: Callable[[], object]
    keys: str = ""
    enabled: bool = True


def entries_of(menus: Sequence[QAction]) -> list[Entry]:
    """Every action of the menus of a menu bar."""
    return [
        Entry(_plain(action), _plain(menu), action.trigger, action.shortcut().toString(_NATIVE), action.isEnabled())
        for menu in menus
        for action in _actions_in(menu)
    ]


def best(entries: Sequence[Entry], query: str) -> list[Entry]:
    """Those that fit, the best first; what cannot be done now stands last. All, in their order, for no query."""
    scored = [(fit(query, f"{entry.text} {entry.place}"), entry) for entry in entries]
    found = [(score, entry) for score, entry in scored if score is not None]
    order = (lambda pair: (not pair[1].enabled, -pair[0])) if query.strip() else (lambda pair: not pair[1].enabled)
    return [entry for _, entry in sorted(found, key=order)]


class Palette(QDialog):
    """Closes as soon as something is chosen, and then does it."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._entries = entries
        self._shown: list[Entry] = []
        self.setWindowTitle(self.tr("Find a command"))
        self._line, self._list = QLineEdit(), QTreeWidget()
        self._build()
        self._show_best("")
        self.resize(_WIDTH, _HEIGHT)
        self.move(parent.mapToGlobal(QPoint((parent.width() - _WIDTH) // 2, 80)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys in the line move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._line.setPlaceholderText(self.tr("What do you want to do?"))
        self._line.setAccessibleName(self.tr("What do you want to do?"))
        self._line.setProperty("look", "large")
        self._line.textChanged.connect(self._show_best)
        self._line.returnPressed.connect(self._run)
        self._line.installEventFilter(self)
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.itemClicked.connect(lambda _item, _column: self._run())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._line)
        column.addWidget(self._list, 1)
        self._line.setFocus()  # a popup is never the active window: what is typed goes to what has its focus

    def _show_best(self, query: str) -> None:
        self._shown = best(self._entries, query)
        self._list.clear()
        items = [self._item(entry) for entry in self._shown]
        self._list.addTopLevelItems(items)
        if items:
            self._list.setCurrentItem(items[0])

    def _item(self, entry: Entry) -> QTreeWidgetItem:
        item = QTreeWidgetItem([f"{entry.text}   –   {entry.place}", entry.keys])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setDisabled(not entry.enabled)
        return item

    def _run(self) -> None:
        current = self._list.currentItem()
        entry = self._shown[self._list.indexOfTopLevelItem(current)] if current else None
        if entry is not None and entry.enabled:
            self.accept()
            entry.run()


def _actions_in(menu: QAction) -> list[QAction]:
    inside = menu.menu()
    assert isinstance(inside, QMenu), "only menus stand in the bar"
    return [action for action in inside.actions() if not action.isSeparator()]


def _plain(action: QAction) -> str:
    """Its words without the mark of the key that opens it."""
    return action.text().replace("&", "")
