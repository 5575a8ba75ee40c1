"""Open from the web: an address, what is behind it, and only then the download."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from app.widgets.labels import dim_label
from app.widgets.sentences import said
from app.widgets.wording import bytes_text
from models.checkpoints.places import cache_folder, is_address, place_of
from models.checkpoints.public import public_generator
from models.document.errors import UnlitError

_WIDTH = 540


@dataclass(frozen=True)
class Offer:
    """What would be downloaded. size: bytes, 0 when nobody says. here: it is on this disk already."""

    address: str
    name: str
    host: str
    size: int
    here: bool


def look_up(address: str) -> Offer:
    """Ask the server about an address; waits for the network. Raises UnlitError with one sentence."""
    from models.checkpoints import download  # what speaks to servers is loaded only where it is needed

    place = place_of(address)
    here = download.kept_file(place.address)
    size = _size_of(here) if here else download.look_up(place.address).size
    return Offer(place.address, place.name, place.host, size, here is not None)


def _size_of(path: Path) -> int:
    """Bytes of a file, or of all in a folder."""
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in files if file.is_file())


def ask_download(parent: Widget, address: str = "") -> str | None:
    """The address that a person wants to open, after seeing what it is; None when they do not.

    address: begin with this one, and look it up at once.
    """
    dialog = DownloadDialog(parent, address)
    try:
        return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


class _Look(QObject):
    """Questions to servers, each on a thread; nobody has to wait for its end. The number says which question it was."""

    found = Signal(int, Offer)
    failed = Signal(int, str)

    def ask(self, number: int, address: str) -> None:
        Thread(target=self._run, args=(number, address), name="look up", daemon=True).start()

    def _run(self, number: int, address: str) -> None:
        with suppress(RuntimeError):  # the studio was closed meanwhile
            try:
                self.found.emit(number, look_up(address))
            except UnlitError as error:
                self.failed.emit(number, error.sentence)


class DownloadDialog(QDialog):
    """First "Look it up", then what it is, then "Download and open"."""

    def __init__(self, parent: Widget | None = None, address: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open from the web"))
        self.setFixedWidth(_WIDTH)
        self._look = _Look()
        self._look.found.connect(self._found)
        self._look.failed.connect(self._failed)
        self._question = 0
        self._offer: Offer | None = None
        self._build()
        self.address.setText(address)
        self.address.setCursorPosition(0)
        self._edited()
        if address:
            self._go()

    def chosen(self) -> str:
        """The address that was looked up."""
        return self._offer.address if self._offer else ""

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        self.address = QLineEdit()
        self.address.setAccessibleName(self.tr("Address"))
        self.address.setPlaceholderText(self.tr("hf:owner/name/file.pkl, or hf:owner/name"))
        self.address.textChanged.connect(self._edited)
        self.message = dim_label()
        self._facts = self._make_facts()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        asks = self.tr("Paste the link of a generator’s file, or its place on the Hugging Face hub:")
        column.addWidget(QLabel(asks, wordWrap=True))
        column.addWidget(self.address)
        column.addWidget(self._facts)
        column.addWidget(self.message)
        column.addSpacing(4)
        column.addLayout(self._buttons())

    def _make_facts(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        form = QFormLayout(card)
        form.setContentsMargins(12, 10, 12, 10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.facts: dict[str, QLabel] = {}
        titles = (self.tr("File"), self.tr("From"), self.tr("Size"), self.tr("Kind"), self.tr("Licence"))
        for key, title in zip(("name", "host", "size", "kind", "licence"), titles, strict=True):
            fact = self.facts[key] = QLabel()
            fact.setWordWrap(True)
            fact.setTextFormat(Qt.TextFormat.PlainText)
            fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(dim_label(title), fact)
        return card

    def _buttons(self) -> QHBoxLayout:
        cancel, self.go = QPushButton(self.tr("Cancel")), QPushButton()
        cancel.setAccessibleName(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go.setProperty("look", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._go)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    # ------------------------------------------------------------------------------------------------ showing
    def _edited(self) -> None:
        """Another address: what was found does not count any more."""
        self._question += 1
        self._offer = None
        self._show(self.tr("You see what it is before anything is downloaded."), can_go=is_address(self.address.text()))

    def _go(self) -> None:
        """What the primary button does now."""
        if self._offer is not None:
            self.accept()
            return
        try:
            place = place_of(self.address.text())
        except UnlitError as error:
            self._show(said(error.sentence), can_go=False)
            return
        self._show(self.tr("Asking {host}…").format(host=place.host), can_go=False)
        self._question += 1
        self._look.ask(self._question, place.address)

    def _found(self, number: int, offer: Offer) -> None:
        if number == self._question:
            self._offer = offer
            self._fill(offer)
            kept = self.tr("It is on this disk already; nothing is downloaded.")
            will = self.tr("It will be kept in {folder}. Nothing inside it is ever executed.")
            self._show(kept if offer.here else will.format(folder=cache_folder()), can_go=True)

    def _failed(self, number: int, sentence: str) -> None:
        if number == self._question:
            self._show(said(sentence), can_go=True)

    def _fill(self, offer: Offer) -> None:
        known = public_generator(offer.address)
        side = f", {known.resolution} × {known.resolution}" if known else ""
        texts = {
            "name": offer.name,
            "host": offer.host,
            "size": bytes_text(offer.size),
            "kind": known.format + side if known else self.tr("seen when it is opened"),
            "licence": f"{known.licence} ({known.source})" if known else self.tr("see the page it comes from"),
        }
        for key, text in texts.items():
            self.facts[key].setText(text)

    def _show(self, sentence: str, *, can_go: bool) -> None:
        self.message.setText(sentence)
        self._facts.setVisible(self._offer is not None)
        opens = self.tr("Open") if self._offer and self._offer.here else self.tr("Download and open")
        self.go.setText(opens if self._offer else self.tr("Look it up"))
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(can_go)
        self.adjustSize()
