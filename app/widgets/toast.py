"""A strip at the bottom of a window that says something and goes away; never a dialog."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.widgets.icons import icon
from app.widgets.labels import icon_button

_WIDEST = 720
_MARGIN = 16


@dataclass(frozen=True)
class Notice:
    """One message. actions: up to three, each its words and what it does. details: for a report, behind a button.

    error: it stays until it is closed; anything else closes itself after `seconds`.
    """

    text: str
    actions: tuple[tuple[str, Callable[[], object]], ...] = field(default=(), compare=False)
    details: str = field(default="", compare=False)
    error: bool = False
    seconds: float = 6.0


class Toast(QFrame):
    """Shows one notice at a time over the lower edge of its parent; the next one waits until an error is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "toast")
        self.setAccessibleName(self.tr("Message"))
        self._around = parent
        self._notice: Notice | None = None
        self._buttons: list[QPushButton] = []
        self._waiting: deque[Notice] = deque()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.close_notice)
        self._build()
        self.hide()
        parent.installEventFilter(self)

    def tell(self, notice: Notice) -> None:
        """Show it now, or after the error that is on the screen. The same words are not said twice."""
        if notice == self._notice or notice in self._waiting:
            return
        if self._notice is not None and self._notice.error:
            self._waiting.append(notice)
        else:
            self._show(notice)

    def notice(self) -> Notice | None:
        """What is on the screen."""
        return self._notice

    def close_notice(self) -> None:
        """Away with it; the next one comes if one waits."""
        self._timer.stop()
        self._notice = None
        if self._waiting:
            self._show(self._waiting.popleft())
        else:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._around:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_notice()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        self._picture, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._actions = QHBoxLayout()
        self._details = self._link(self.tr("Details"), self._toggle_details)
        self._copy = self._link(self.tr("Copy report"), self._copy_report)
        close = icon_button("close", self.tr("Close this message"))
        close.clicked.connect(self.close_notice)
        self._report = QPlainTextEdit(readOnly=True)
        self._report.setAccessibleName(self.tr("Details of the message"))
        self._report.setMaximumHeight(120)

        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._picture)
        line.addWidget(self._text, 1)
        line.addLayout(self._actions)
        line.addWidget(self._details)
        line.addWidget(close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 8, 8)
        self._column.addLayout(line)
        self._column.addWidget(self._report)
        self._column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignRight)

    def _link(self, words: str, then: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setProperty("look", "link")
        button.clicked.connect(then)
        return button

    # ------------------------------------------------------------------------------------------------ showing
    def _show(self, notice: Notice) -> None:
        self._notice = notice
        self._text.setText(notice.text)
        self.setAccessibleDescription(notice.text)
        self._picture.setPixmap(icon("warning" if notice.error else "notice").pixmap(QSize(18, 18)))
        self._report.setPlainText(notice.details)
        self._details.setVisible(bool(notice.details))
        self._report.hide()
        self._copy.hide()
        self._show_actions(notice)
        self.setProperty("error", notice.error)
        self.style().polish(self)
        self.show()
        self.raise_()
        self._place()
        self._timer.stop()
        if not notice.error:
            self._timer.start(round(1000 * notice.seconds))

    def _show_actions(self, notice: Notice) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._action_button(words, then) for words, then in notice.actions]
        for button in self._buttons:
            self._actions.addWidget(button)

    def _action_button(self, words: str, then: Callable[[], object]) -> QPushButton:
        return self._link(words, lambda: self._act(then))

    def _act(self, then: Callable[[], object]) -> None:
        self.close_notice()
        then()

    def _toggle_details(self) -> None:
        shown = self._report.isHidden()
        self._report.setVisible(shown)
        self._copy.setVisible(shown)
        self._timer.stop()  # someone is reading
        self._place()

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._text.text()}\n{self._report.toPlainText()}")

    def _place(self) -> None:
        if self.isHidden():
            return
        around = self._around.rect()
        width = min(_WIDEST, around.width() - 2 * _MARGIN)
        self.resize(width, self.height())
        self._text.setMinimumHeight(0)
        self._column.activate()
        self._text.setMinimumHeight(self._text.heightForWidth(self._text.width()))
        self._column.activate()
        height = self._column.minimumSize().height()
        left = (around.width() - width) // 2
        self.setGeometry(left, around.height() - height - _MARGIN, width, height)
