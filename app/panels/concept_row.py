"""One concept edit: which words mean what instead, how strongly, and what is known of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.widgets.disclosure import Disclosure
from app.widgets.gain_slider import GainSlider
from app.widgets.grip import Grip
from app.widgets.icons import icon
from app.widgets.labels import Sentences, dim_label, icon_button
from app.widgets.name_edit import NameEdit
from app.widgets.sentences import said
from app.widgets.wording import count_text, percent_text
from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptEffect, ConceptReport
from models.edits.concepts.contexts import out_of_context

_MOST_PAIRS, _MOST_SENTENCES = 3, 20


class ConceptRow(QFrame):
    """strength_moved(strength), strength_committed(old, new), enabled_changed(bool), removed(), renamed(name).

    change_wanted(): its words are to be written again. fit_wanted(): a strength is to be found.
    """

    strength_moved = Signal(float)
    strength_committed = Signal(float, float)
    enabled_changed = Signal(bool)
    removed = Signal()
    renamed = Signal(str)
    change_wanted = Signal()
    fit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.grip, self.name, self.words = Grip(), NameEdit(), dim_label()
        self.slider = GainSlider(centre=self.tr("as solved"))
        self.pencil = icon_button("edit", self.tr("Change"))
        self.eye = icon_button("eye", self.tr("Bypass"))
        self.eye.setCheckable(True)
        self.cross = icon_button("close", self.tr("Remove"))
        self.fit = QPushButton(self.tr("Find the strength"))
        self.fit.setProperty("look", "link")
        self.fit.setToolTip(self.tr("The least at which the word is as good as changed, unless other words suffer"))
        self.numbers, self.warning = dim_label(), Sentences()
        self.details = Disclosure(self.tr("Details"), "", self.numbers)
        self._shown: ConceptEdit | None = None
        self._sentences: tuple[str, ...] = ()
        self._lay_out()
        self._connect()
        self.set_measures(None, None)

    def set_edit(self, edit: ConceptEdit) -> None:
        """Show an edit; what a person holds or types at this moment is not disturbed."""
        self.name.set_name(edit.name)
        if self._shown is None or (self._shown.pairs, self._shown.name) != (edit.pairs, edit.name):
            self._show_words(edit)
        self._shown = edit
        self.slider.set_value(edit.strength)
        self.fit.setVisible(edit.kind != "debias")  # which is balanced, or not, and never gone
        self.slider.setEnabled(edit.enabled)
        self.eye.setChecked(edit.enabled)
        self.eye.setIcon(icon("eye" if edit.enabled else "eye-off"))
        self._name_all(edit)

    def set_measures(self, report: ConceptReport | None, effect: ConceptEffect | None) -> None:
        """What was measured in embeddings, and in what is drawn; None while it is not known."""
        warnings = " ".join(said(warning) for each in (effect, report) if each for warning in each.warnings)
        self.warning.say(warnings)
        self._sign.setVisible(bool(warnings))
        self.numbers.setText(self._numbers(report, effect) if report and effect else self.tr("Not measured yet."))
        self.numbers.setToolTip("\n".join(self._sentences[:_MOST_SENTENCES]))

    def take_focus(self) -> None:
        """The focus goes to its slider, or to what makes that work again."""
        (self.slider if self.slider.isEnabled() else self.eye).setFocus()

    def _numbers(self, report: ConceptReport, effect: ConceptEffect) -> str:
        lines = (
            self.tr("Gone: {gone}; at 100 % it is drawn as what it is to mean").format(gone=percent_text(effect.gone)),
            self.tr("Drift of other sentences: {drift}").format(drift=percent_text(effect.drift)),
            self.tr("Drift of other words, as they are read: {drift}").format(drift=percent_text(report.drift)),
            self.tr("Change of the weights: {change}").format(change=percent_text(report.change)),
            self.tr("Rank at most: {rank}").format(rank=count_text(report.rank)),
            self.tr("Condition: {condition}").format(condition=f"{report.condition:.1e}"),
            self.tr("Solved for in the prompts of scenes: {count}").format(count=count_text(len(self._sentences))),
        )
        return "\n".join(lines)

    def _show_words(self, edit: ConceptEdit) -> None:
        bare, self._sentences = out_of_context(edit)
        self.words.setText(words_of(bare))
        self.words.setVisible(words_of(bare) not in ("", edit.name))

    def _name_all(self, edit: ConceptEdit) -> None:
        self.setAccessibleName(edit.name)
        self.slider.set_name(edit.name)
        self.name.setAccessibleName(self.tr("Name of {name}").format(name=edit.name))
        self.grip.setAccessibleName(self.tr("Place of {name}").format(name=edit.name))
        self.details.setAccessibleName(self.tr("Show the numbers of {name}").format(name=edit.name))
        self.fit.setAccessibleName(self.tr("Find the strength of {name}").format(name=edit.name))
        bypass = self.tr("Bypass {name}") if edit.enabled else self.tr("Use {name} again")
        named = ((self.eye, bypass), (self.cross, self.tr("Remove {name}")), (self.pencil, self.tr("Change {name}…")))
        for button, words in named:
            button.setAccessibleName(words.format(name=edit.name))
            button.setToolTip(words.format(name=edit.name))

    def _lay_out(self) -> None:
        top, warned, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (top, warned, bottom):
            row.setSpacing(4)
        top.addWidget(self.grip)
        top.addWidget(self.name, 1)
        for button in (self.pencil, self.eye, self.cross):
            top.addWidget(button)
        self._sign = QLabel()
        self._sign.setPixmap(icon("warning").pixmap(16, 16))
        warned.addWidget(self._sign)
        warned.addWidget(self.warning, 1)
        bottom.addWidget(self.details)
        bottom.addStretch(1)
        bottom.addWidget(self.fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self.slider)
        column.addLayout(warned)
        column.addLayout(bottom)
        column.addWidget(self.numbers)

    def _connect(self) -> None:
        self.slider.moved.connect(self.strength_moved)
        self.slider.committed.connect(self.strength_committed)
        self.eye.clicked.connect(self.enabled_changed)
        self.cross.clicked.connect(lambda: self.removed.emit())
        self.pencil.clicked.connect(lambda: self.change_wanted.emit())
        self.fit.clicked.connect(lambda: self.fit_wanted.emit())
        self.name.renamed.connect(self.renamed)


def words_of(edit: ConceptEdit) -> str:
    """ "lit lamp → unlit lamp", a line a pair; "lamp: lit lamp, unlit lamp" of one that is balanced."""
    if edit.kind == "debias":
        return f"{edit.pairs[0].source if edit.pairs else ''}: {', '.join(share.text for share in edit.shares)}"
    lines = [f"{pair.source} → {pair.target}" if pair.target else pair.source for pair in edit.pairs[:_MOST_PAIRS]]
    return "\n".join([*lines, *(["…"] if len(edit.pairs) > _MOST_PAIRS else [])])
