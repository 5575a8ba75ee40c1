"""Save: what, in which format, where; what it is called and how large it will be stands there before it is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs import files
from app.dialogs.export_choices import ExportChoice, ExportOffer, What, formats_of, opened_by, usual_name
from app.widgets.labels import Sentences, dim_label
from app.widgets.wording import bytes_text
from models.document.generator_info import FileFormat

_WIDTH = 540


class ExportDialog(QDialog):
    """size_wanted(format): of the generator; `set_size` answers. chosen(ExportChoice): it is to be saved so."""

    size_wanted = Signal(str)
    chosen = Signal(ExportChoice)

    def __init__(self, offer: ExportOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = offer
        self._folder, self._suffix = offer.folder, ""
        self._sizes: dict[str, int] = {}
        self._own_name = False
        self.setWindowTitle(self.tr("Save edited generator"))
        self.setFixedWidth(_WIDTH)
        self._make_fields()
        self._lay_out()
        self._choose_what("generator" if offer.formats else "recipe")

    def showEvent(self, event: QShowEvent) -> None:
        """From here on Return saves."""
        super().showEvent(event)
        self.save.setFocus()
        self._ask_for_size()

    def set_size(self, to: str, size: int) -> None:
        """How large the generator's file would be in this format, in bytes."""
        self._sizes[to] = size
        self._show_size()

    def choice(self) -> ExportChoice:
        """What stands here."""
        name = self.name.text().strip()
        name = name if name.endswith(self._suffix) else name + self._suffix
        return ExportChoice(self.what(), self._folder / name, self._format().name, self.check.isChecked())

    def what(self) -> What:
        """What is to be saved."""
        return next(what for what, button in self.whats.items() if button.isChecked())

    # ------------------------------------------------------------------------------------------------ building
    def _make_fields(self) -> None:
        titles: dict[What, str] = {
            "generator": self.tr("Edited generator"),
            "picture": self.tr("Picture"),
            "recipe": self.tr("Recipe"),
        }
        self.whats: dict[What, QRadioButton] = {what: QRadioButton(title) for what, title in titles.items()}
        for what, button in self.whats.items():
            button.setAccessibleName(titles[what])
            button.clicked.connect(lambda: self._choose_what(self.what()))
        self.format = QComboBox()
        self.format.setAccessibleName(self.tr("Format"))
        self.format.currentIndexChanged.connect(lambda _index: self._choose_format())
        self.opened_by = Sentences(dim=True)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.textEdited.connect(self._rename)
        self.folder, self.browse = QLabel(), QPushButton(self.tr("Choose…"))
        self.folder.setTextFormat(Qt.TextFormat.PlainText)
        self.browse.setAccessibleName(self.tr("Choose where"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.about_size = QLabel()
        self.check = QCheckBox(self.tr("Check the result"))
        self.check.setAccessibleName(self.check.text())
        self.check.setToolTip(self.tr("Opens the file again, draws every scene of the strip and compares"))
        self.check.setChecked(True)
        self.message = Sentences()
        self.cancel, self.save = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Save"))
        for button, then in ((self.cancel, self.reject), (self.save, self._choose)):
            button.setAccessibleName(button.text())
            button.clicked.connect(then)
        self.cancel.setAutoDefault(False)
        self.save.setProperty("look", "primary")
        self.save.setDefault(True)

    def _lay_out(self) -> None:
        whats, where, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for button in self.whats.values():
            whats.addWidget(button)
        whats.addStretch(1)
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        self._form = form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setSpacing(8)
        form.addRow(dim_label(self.tr("What")), whats)
        form.addRow(dim_label(self.tr("Format")), self.format)
        form.addRow("", self.opened_by)
        form.addRow(dim_label(self.tr("Name")), self.name)
        form.addRow(dim_label(self.tr("Folder")), where)
        form.addRow(dim_label(self.tr("Size")), self.about_size)
        form.addRow("", self.check)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addLayout(buttons)

    # ------------------------------------------------------------------------------------------------ choosing
    def _choose_what(self, what: What) -> None:
        self.whats[what].setChecked(True)
        with QSignalBlocker(self.format):
            self.format.clear()
            for saves in formats_of(self._offer, what):
                self.format.addItem(f"{saves.title} ({saves.suffix})" if saves.suffix else saves.title, saves)
        self.format.setEnabled(self.format.count() > 1)
        self._form.setRowVisible(self.check, what == "generator")
        self._choose_format()

    def _choose_format(self) -> None:
        saves, before = self._format(), self._suffix
        self._suffix = saves.suffix
        if self._own_name:
            self.name.setText(self.name.text().strip().removesuffix(before or "\0") + self._suffix)
        else:
            self.name.setText(usual_name(self._offer, self.what(), self._suffix))
        self.opened_by.say(opened_by(saves))
        self._ask_for_size()
        self._show_size()
        self._show_where()

    def _ask_for_size(self) -> None:
        to = self._format().name
        if self.isVisible() and self.what() == "generator" and to not in self._sizes:
            self.size_wanted.emit(to)

    def _rename(self) -> None:
        self._own_name = True
        self._show_where()

    def _browse(self) -> None:
        saves = self._format()
        if saves.suffix:
            name, filters = str(self.choice().path), f"{saves.title} (*{saves.suffix})"
            path = files.ask_save(self, self.windowTitle(), name, filters, saves.suffix)
        else:
            folder = files.ask_folder(self, self.tr("Where the folder is to be"))
            path = folder / self.name.text().strip() if folder else None
        if path is not None:
            self._folder, self._own_name = path.parent, True
            self.name.setText(path.name)
            self._show_where()

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.choice())

    def _format(self) -> FileFormat:
        return self.format.currentData()

    # ------------------------------------------------------------------------------------------------ showing
    def _show_size(self) -> None:
        what = self.what()
        size = self._sizes.get(self._format().name) if what == "generator" else self._offer.sizes[what]
        self.about_size.setText("…" if size is None else self.tr("about {size}").format(size=bytes_text(size)))

    def _show_where(self) -> None:
        self.folder.setText(self.folder.fontMetrics().elidedText(str(self._folder), Qt.TextElideMode.ElideMiddle, 330))
        self.folder.setToolTip(str(self._folder))
        refused = self._refused()
        replaces = not refused and self.choice().path.exists()
        self.save.setEnabled(not refused)
        self.save.setText(self.tr("Replace") if replaces else self.tr("Save"))
        self.save.setAccessibleName(self.save.text())
        told = self.tr("“{name}” is there already and will be replaced.").format(name=self.choice().path.name)
        self.message.say(refused or (told if replaces else ""))
        self.adjustSize()

    def _refused(self) -> str:
        """Why it cannot be saved so; empty where it can."""
        name, path, source = self.name.text().strip(), self.choice().path, self._offer.source
        if not name.removesuffix(self._suffix or "\0") or Path(name).name != name:
            return self.tr("Give it a name.")
        if not self._folder.is_dir():
            return self.tr("There is no such folder.")
        if self._suffix and path.is_dir():
            return self.tr("There is a folder of this name; choose another.")
        if source is not None and path.exists() and source.exists() and path.samefile(source):
            return self.tr("This is what the generator was opened from, and it is kept; choose another name.")
        return ""
