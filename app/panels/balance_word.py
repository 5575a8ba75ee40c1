"""BALANCE A WORD: the word, its choices and how often each is wanted, what stays; how often they come."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from app.panels.share_list import ShareList, ShareWords
from app.panels.share_table import ShareTable
from app.panels.writing_panel import WritingPanel
from app.widgets.disclosure import Disclosure
from app.widgets.labels import Sentences, dim_label
from app.widgets.lines_edit import LinesEdit
from app.widgets.number_box import NumberBox
from models.document.concept import LONGEST_TEXT, ConceptEdit, Pair, Share
from models.document.report import Balancing

# Somebody waits: fewer pictures than a report takes, and content with a little less.
USUAL = Balancing(tolerance=0.15, rounds=8, pictures=32, tests=2, most=480)


class BalanceWordPanel(WritingPanel):
    """edited(): something else is written. count_wanted(), balance_wanted(): by the buttons. cancel_wanted().

    The word is balanced by an edit whose `shares` say how often each choice is wanted, in parts, until they are found.
    """

    edited = Signal()
    count_wanted = Signal()
    balance_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Balance a word"))
        self._possible = self._running = False
        self._make_fields()
        self._make_details()
        self._make_buttons()
        self.more = Disclosure(self.tr("Details"), self.tr("Show how the word is balanced"), self.details)
        keep = dim_label(self.tr("Keep"))
        pieces = (dim_label(self.tr("Word")), self.word, self.choices, self.table, keep, self.keep)
        buttons = (self.close_, self.count, self.balance, self.cancel)
        self._lay_out(self.tr("Balance a word"), pieces, self.more, self.details, buttons, (self.notes,))
        self._connect()
        self.begin()

    def begin(self) -> None:
        """Nothing is written yet."""
        self.word.clear()
        self.choices.set_shares(())
        self.keep.set_lines(())
        self.table.set_choices(())
        self.set_notes("")
        self.set_running(False)

    def written(self) -> ConceptEdit | None:
        """What stands here; None without a word and two choices."""
        word, wanted = self.word.text().strip(), self.choices.shares()
        texts = {share.text for share in wanted}
        if not word or len(texts) < max(2, len(wanted)) or not sum(share.share for share in wanted):
            return None
        return ConceptEdit("", "", "debias", (Pair(word),), wanted, self.keep.lines())

    def how(self, wanted: tuple[Share, ...]) -> Balancing:
        """How it is to be sought. wanted: in parts."""
        whole = sum(share.share for share in wanted)
        shares, tolerance = tuple(share.share / whole for share in wanted), self.tolerance.value() / 100
        return Balancing(shares, tolerance, USUAL.rounds, self.pictures.value(), USUAL.tests, self.most.value())

    def set_notes(self, sentences: str) -> None:
        """What there is to say about it."""
        self.notes.say(sentences)

    def set_possible(self, possible: bool) -> None:
        """Whether what stands here can be counted."""
        self._possible = possible
        self._show_buttons()

    def set_running(self, running: bool) -> None:
        """Whether pictures are being drawn. The focus, if it is here, goes to the button that is left."""
        focus = self.window().focusWidget()
        is_here = focus is not None and self.isAncestorOf(focus)
        self._running = running
        for piece in (self.word, self.choices, self.keep, self.details):
            piece.setEnabled(not running)
        self.cancel.setVisible(running)
        for piece in (self.count, self.balance, self.close_):
            piece.setVisible(not running)
        self.cancel.setEnabled(True)
        self._show_buttons()
        if is_here:
            (self.cancel if running else self.close_).setFocus()
        self._bring_in_sight(self.table if self.table.isVisible() else self.word)

    # ------------------------------------------------------------------------------------------------ building
    def _make_fields(self) -> None:
        self.word = QLineEdit(maxLength=LONGEST_TEXT, placeholderText=self.tr("for instance: lamp"))
        self.word.setAccessibleName(self.tr("The word that is balanced"))
        self.word.setToolTip(self.tr("A word whose pictures are one-sided"))
        self.choices = ShareList(
            ShareWords(
                self.tr("Choices, and how often each is wanted"), self.tr("for instance: lit lamp"),
                self.tr("Choice {number}"), self.tr("How often choice {number} is wanted"),
                self.tr("In parts: 1 and 1 come equally often, of 1 and 3 the first comes once in four pictures"),
                self.tr("Remove choice {number}"), self.tr("Another choice"), 1.0, 0.0, 1.0,
            )
        )  # fmt: skip
        self.keep = LinesEdit(self.tr("Keep: texts that go on meaning what they do, a line each"))
        self.keep.setPlaceholderText(self.tr("for instance: window"))
        self.keep.setToolTip(self.keep.accessibleName())
        self.table, self.notes = ShareTable(), Sentences(dim=True)

    def _make_details(self) -> None:
        self.tolerance = NumberBox(self.tr("How near is near enough"), 1.0, 50.0, 1.0)
        self.tolerance.setSuffix(" %")
        self.tolerance.setToolTip(self.tr("By how much of all pictures each choice may miss what is wanted"))
        self.tolerance.setValue(100 * USUAL.tolerance)
        self.pictures = self._number(self.tr("Pictures of each try"), 4, 1000, USUAL.pictures)
        self.pictures.setToolTip(self.tr("With so many pictures it is counted, and each try of other shares"))
        self.most = self._number(self.tr("Pictures of the test, at most"), 16, 10_000, USUAL.most)
        self.most.setToolTip(self.tr("Of other seeds, until it is sure whether the word is balanced"))
        self.clip = QLineEdit(placeholderText=self.tr("a folder, or a name on the hub"))
        self.clip.setAccessibleName(self.tr("CLIP that reads the pictures"))
        self.clip.setToolTip(self.tr("For generators other than the sample’s; its files must be on this disk"))
        self.details = QWidget()
        form = QFormLayout(self.details)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, field in (
            (self.tr("Near enough"), self.tolerance), (self.tr("Each try"), self.pictures),
            (self.tr("The test"), self.most), ("CLIP", self.clip),
        ):  # fmt: skip
            form.addRow(dim_label(name), field)

    def _number(self, name: str, least: int, most: int, value: int) -> QSpinBox:
        box = QSpinBox(minimum=least, maximum=most, value=value)
        box.setAccessibleName(name)
        return box

    def _make_buttons(self) -> None:
        self.count, self.balance = QPushButton(self.tr("Count")), QPushButton(self.tr("Balance"))
        self.close_, self.cancel = QPushButton(self.tr("Close")), QPushButton(self.tr("Cancel"))
        self.count.setToolTip(self.tr("How often does each choice come now? Draws pictures and counts"))
        self.balance.setToolTip(self.tr("Finds an edit under which they come as often as wanted (Ctrl+Return)"))
        self.balance.setProperty("look", "primary")
        self.close_.setToolTip(self.tr("Back to the search; the edit stays (Esc)"))
        self.cancel.setToolTip(self.tr("Stop; nothing is changed (Esc)"))
        for button, name in (
            (self.count, self.tr("Count how often each choice comes")), (self.balance, self.tr("Balance the word")),
            (self.close_, self.tr("Close balancing")), (self.cancel, self.tr("Cancel balancing")),
        ):  # fmt: skip
            button.setAccessibleName(name)

    def _connect(self) -> None:
        self.word.textEdited.connect(lambda _text: self.edited.emit())
        self.choices.edited.connect(self.edited)
        self.keep.edited.connect(self.edited)
        self.count.clicked.connect(lambda: self.count_wanted.emit())
        self.balance.clicked.connect(lambda: self.balance_wanted.emit())
        self.close_.clicked.connect(lambda: self.dropped.emit())
        self.cancel.clicked.connect(self._cancel)

    def _show_buttons(self) -> None:
        for button in (self.count, self.balance):
            button.setEnabled(self._possible and not self._running)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel_wanted.emit()

    def _finish(self) -> None:
        if self.balance.isEnabled():
            self.balance_wanted.emit()
