"""What do the edits do? How much to draw, how far it is, and at the end the numbers and the pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.dialogs import files
from app.widgets.labels import dim_label
from app.widgets.wording import progress_text
from models.document.report import ReportRequest

_SIZE, _RESULT, _NUMBER = (560, 10), (820, 640), 90


class ReportDialog(QDialog):
    """start_wanted(folder, pictures of each prompt, prompts of each kind). cancel_wanted(). Not modal."""

    start_wanted = Signal(Path, int, int)
    cancel_wanted = Signal()

    def __init__(self, folder: Path, usual: ReportRequest, parent: QWidget | None = None) -> None:
        """usual: how much is drawn when nobody says."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report"))
        self._folder = folder
        self.seeds = self._number(self.tr("Pictures of each prompt"), 2, usual.seeds)
        self.most = self._number(self.tr("Prompts of each kind"), 1, usual.most)
        self.browse, self.start = QPushButton(self.tr("Choose…")), QPushButton(self.tr("Make the report"))
        self.cancel, self.show_folder = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Open the folder"))
        self.where, self.far, self.bar, self.text = QLabel(), QLabel(), QProgressBar(textVisible=False), QTextBrowser()
        self._name_all()
        self._lay_out()
        self._connect()
        self._show_folder()
        self.set_running(False)
        self.show_folder.hide()
        self.text.hide()
        self.resize(*_SIZE)

    def set_running(self, running: bool) -> None:
        """Whether it is being made."""
        for piece in (self.far, self.bar, self.cancel):
            piece.setVisible(running)
        for piece in (self.seeds, self.most, self.browse, self.start):
            piece.setEnabled(not running)
        self.cancel.setEnabled(True)

    def set_progress(self, words: str, done: int, total: int, seconds_left: float | None) -> None:
        """How far it is, in pictures."""
        self.far.setText(progress_text(words, done, total, seconds_left))
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_report(self, folder: Path, markdown: str) -> None:
        """What was written to the folder: its text, with its pictures."""
        self._folder = folder
        self._show_folder()
        self.text.setSearchPaths([str(folder)])
        self.text.setMarkdown(markdown)
        self.text.show()
        self.show_folder.show()
        self.resize(*_RESULT)
        self.text.setFocus()

    # ------------------------------------------------------------------------------------------------ building
    def _number(self, name: str, least: int, value: int) -> QSpinBox:
        box = QSpinBox(minimum=least, maximum=1000, value=value)
        box.setAccessibleName(name)
        box.setMaximumWidth(_NUMBER)
        return box

    def _name_all(self) -> None:
        for button in (self.start, self.cancel, self.show_folder):
            button.setAccessibleName(button.text())
        self.browse.setAccessibleName(self.tr("Choose where"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self.text.setAccessibleName(self.tr("The report"))
        self.start.setProperty("look", "primary")
        self.start.setDefault(True)
        for button in (self.browse, self.cancel, self.show_folder):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        form, where, buttons = QFormLayout(), QHBoxLayout(), QHBoxLayout()
        where.addWidget(self.where, 1)
        where.addWidget(self.browse)
        form.addRow(dim_label(self.seeds.accessibleName()), self.seeds)
        form.addRow(dim_label(self.most.accessibleName()), self.most)
        form.addRow(dim_label(self.tr("Folder")), where)
        buttons.addWidget(self.far)
        buttons.addWidget(self.bar, 1)
        buttons.addWidget(self.cancel)
        buttons.addStretch(0)
        buttons.addWidget(self.show_folder)
        buttons.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        column.addWidget(
            dim_label(
                self.tr(
                    "Pictures are drawn with and without the edits: of the changed words, of the same said otherwise, "
                    "and of others, which are to stay. The report says how many show what is meant, and what else "
                    "moves."
                )
            )
        )
        column.addLayout(form)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.browse.clicked.connect(self._browse)
        self.start.clicked.connect(lambda: self.start_wanted.emit(self._folder, self.seeds.value(), self.most.value()))
        self.cancel.clicked.connect(self._cancel)
        self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel_wanted.emit()

    def _browse(self) -> None:
        folder = files.ask_folder(self, self.tr("Where the report’s folder is to be"))
        if folder is not None:
            self._folder = folder / self._folder.name
            self._show_folder()

    def _show_folder(self) -> None:
        self.where.setText(str(self._folder))
        self.where.setWordWrap(True)
