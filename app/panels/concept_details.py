"""The researchers' side of a concept edit: how it is solved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.widgets.labels import dim_label
from app.widgets.lines_edit import LinesEdit
from app.widgets.number_box import NumberBox
from models.document.concept import ART_TEMPLATES, LONGEST_TEXT, OBJECT_TEMPLATES, ConceptEdit, with_preset


class ConceptDetails(QWidget):
    """edited(): a field is another now. preset_chosen(name)."""

    edited = Signal()
    preset_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_choices()
        self._make_numbers()
        self._make_texts()
        self._lay_out()

    def changed(self, edit: ConceptEdit) -> ConceptEdit:
        """The edit with what stands here."""
        return replace(
            edit,
            strength=self.strength.value(),
            tokens=self.tokens.currentData(),
            preserve_tokens=self.preserve_tokens.currentData(),
            sides=self.sides.currentData(),
            technique=self.technique.currentData(),
            guide=self.guide.text(),
            templates=self.templates.lines(),
            ridge=self.ridge.value(),
            scale=self.scale.value(),
            preserve_scale=self.preserve_scale.value(),
            moving_only=self.moving_only.isChecked(),
            null_space=self.null_space.isChecked(),
            rounds=self.rounds.value(),
        )

    def show_edit(self, edit: ConceptEdit, *, in_sentences: bool) -> None:
        """Show how an edit is solved; silent."""
        combos = {self.tokens: edit.tokens, self.preserve_tokens: edit.preserve_tokens}
        for combo, value in (combos | {self.sides: edit.sides, self.technique: edit.technique}).items():
            combo.setCurrentIndex(combo.findData(value))
        numbers = {self.strength: edit.strength, self.ridge: edit.ridge, self.scale: edit.scale}
        for box, value in (numbers | {self.preserve_scale: edit.preserve_scale, self.rounds: edit.rounds}).items():
            with QSignalBlocker(box):
                box.setValue(value)
        self.guide.setText(edit.guide)
        self.templates.set_lines(edit.templates)
        self.moving_only.setChecked(edit.moving_only)
        self.null_space.setChecked(edit.null_space)
        self.sentences.setChecked(in_sentences)
        self._show_preset(edit, in_sentences)

    def show_kind(self, kind: str) -> None:
        """Only what makes sense for a kind of edit."""
        self._form.setRowVisible(self.guide, kind in ("erase", "moderate"))

    def _show_preset(self, edit: ConceptEdit, in_sentences: bool) -> None:
        """The one whose choices these are."""
        presets = ("uce-2025", "uce-2023")
        found = () if in_sentences else [name for name in presets if with_preset(edit, name) == edit]
        self.preset.setCurrentIndex(self.preset.findData(found[0] if found else ""))

    # ------------------------------------------------------------------------------------------------ building
    def _make_choices(self) -> None:
        own, late, early = (self.tr("Own"), ""), ("UCE 2025", "uce-2025"), ("UCE 2023", "uce-2023")
        self.preset = self._combo(self.tr("Preset"), (own, late, early))
        self.preset.setToolTip(self.tr("The choices of the programs of Gandikota et al., Unified Concept Editing"))
        self.preset.activated.connect(lambda _index: self._choose_preset())
        scopes = (
            (self.tr("the last one"), "last"),
            (self.tr("the last and the end"), "last+end"),
            (self.tr("from the last on"), "padding"),
            (self.tr("all words, and padding"), "all"),
        )
        self.tokens = self._combo(self.tr("Tokens that are edited"), scopes)
        self.preserve_tokens = self._combo(self.tr("Tokens that are kept"), scopes)
        both, keys = (self.tr("keys and values"), "both"), (self.tr("keys"), "keys")
        self.sides = self._combo(self.tr("Projections"), (both, keys, (self.tr("values"), "values")))
        techniques = ((self.tr("replace"), "replace"), (self.tr("tensor"), "tensor"))
        self.technique = self._combo(self.tr("Technique"), techniques)
        for combo in (self.tokens, self.preserve_tokens, self.sides, self.technique):
            combo.activated.connect(lambda _index: self.edited.emit())
        self.sentences = self._check(
            self.tr("Also as the scenes’ prompts say it"),
            self.tr("Every prompt that has the word is solved for as well, with all its words and the padding"),
        )
        self.moving_only = self._check(
            self.tr("Keep only what would move"),
            self.tr("Preserved texts that move less than the average are left out"),
        )
        self.null_space = self._check(
            self.tr("In the null space of what is kept"), self.tr("Nothing preserved is moved, instead of little")
        )

    def _make_numbers(self) -> None:
        self.strength = self._number(self.tr("Strength"), 0.0, 10.0, self.tr("0: nothing; 1: as solved"))
        self.ridge = self._number(self.tr("Ridge"), 1e-6, 1e6, self.tr("Lambda: higher is gentler"))
        self.scale = self._number(self.tr("Weight of the edit"), 1e-6, 1e6, self.tr("Of each edited token"))
        self.preserve_scale = self._number(
            self.tr("Weight of what is kept"), 0.0, 1e6, self.tr("Of each preserved token; 0: by how many there are")
        )
        self.rounds = QSpinBox(minimum=0, maximum=20)
        self.rounds.setAccessibleName(self.tr("Rounds of erasing"))
        self.rounds.setToolTip(self.tr("Erases again what still leads to the concept (Gong et al. 2024, RECE)"))
        self.rounds.valueChanged.connect(lambda _value: self.edited.emit())

    def _make_texts(self) -> None:
        self.guide = QLineEdit(maxLength=LONGEST_TEXT)
        self.guide.setAccessibleName(self.tr("Guide"))
        self.guide.setToolTip(self.tr("What it is to mean instead; empty: nothing, or for instance: art"))
        self.guide.textEdited.connect(lambda _text: self.edited.emit())
        self.templates = LinesEdit(self.tr("Templates, a line each, with {} for the word"), 3)
        self.templates.setToolTip(self.tr("Sentences with {} in which the words are edited, too"))
        self.templates.edited.connect(self.edited)

    def _lay_out(self) -> None:
        self._form = form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, field in (
            (self.tr("Preset"), self.preset), (self.tr("Strength"), self.strength), (self.tr("Guide"), self.guide),
            (self.tr("Tokens"), self.tokens), (self.tr("… kept"), self.preserve_tokens),
            (self.tr("Projections"), self.sides), (self.tr("Technique"), self.technique),
            (self.tr("Ridge λ"), self.ridge), (self.tr("Weight"), self.scale), (self.tr("… kept"), self.preserve_scale),
            (self.tr("Rounds"), self.rounds), (self.tr("Templates"), self.templates), ("", self._template_buttons()),
        ):  # fmt: skip
            form.addRow(dim_label(name), field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.sentences)
        column.addWidget(
            dim_label(
                self.tr(
                    "An encoder reads a word by those around it; where it does so strongly, as in the sample room of "
                    "words, the word alone changes nothing."
                )
            )
        )
        column.addLayout(form)
        column.addWidget(self.moving_only)
        column.addWidget(self.null_space)

    def _template_buttons(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        for text, templates in ((self.tr("Art"), ART_TEMPLATES), (self.tr("Objects"), OBJECT_TEMPLATES)):
            button = QPushButton(text)
            button.setProperty("look", "link")
            button.setAccessibleName(self.tr("Templates of {kind}").format(kind=text))
            button.clicked.connect(lambda _checked, lines=templates: self._take_templates(lines))
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _take_templates(self, lines: tuple[str, ...]) -> None:
        self.templates.set_lines(dict.fromkeys((*self.templates.lines(), *lines)))
        self.edited.emit()

    def _choose_preset(self) -> None:
        if self.preset.currentData():
            self.preset_chosen.emit(self.preset.currentData())

    def _combo(self, name: str, items: Sequence[tuple[str, Any]]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setToolTip(name)
        for text, value in items:
            combo.addItem(text, value)
        return combo

    def _number(self, name: str, least: float, most: float, tip: str) -> NumberBox:
        box = NumberBox(name, least, most, 0.1)
        box.setToolTip(tip)
        box.valueChanged.connect(lambda _value: self.edited.emit())
        return box

    def _check(self, text: str, tip: str) -> QCheckBox:
        check = QCheckBox(text)
        check.setAccessibleName(text)
        check.setToolTip(tip)
        check.clicked.connect(lambda _checked: self.edited.emit())
        return check
