"""What a text-to-image generator is asked for: the prompt of the scene on the canvas, its words, and the details."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.panels.word_chips import WordChips
from app.widgets.disclosure import Disclosure
from app.widgets.labels import dim_label
from app.widgets.size_box import SizeBox
from models.document.scene import Prompt, Scene

TYPING = 500  # milliseconds without a key, after which what was typed counts
_LARGEST_SHOWN_SEED = 2**31 - 1


class PromptPanel(QFrame):
    """scene_changed(Scene): the scene on the canvas is to be this one. `words` has the chips.

    Hidden for a scene without a prompt.
    """

    scene_changed = Signal(Scene)

    def __init__(self, schedulers: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self.setAccessibleName(self.tr("Prompt"))
        self._scene: Scene | None = None
        self._own_side = 0
        self._waiting = QTimer(self, singleShot=True, interval=TYPING)
        self._waiting.timeout.connect(self._say)
        self.words = WordChips()
        self._make_fields(schedulers)
        self._lay_out()
        self._connect()
        self.hide()

    def set_sizes(self, own: int, step: int) -> None:
        """The generator's own side in pixels, and what sides are multiples of; a step of 0 leaves no choice."""
        if own != self._own_side:
            self._own_side, self._scene = own, None  # what is shown next is filled in anew
        for box in (self.picture_width, self.picture_height):
            box.setEnabled(step > 0)
            with QSignalBlocker(box):
                box.set_step(max(1, step))

    def set_scene(self, scene: Scene | None) -> None:
        """Show how a scene is asked for; silent. Nothing is shown for one without a prompt."""
        if scene is None or scene.prompt is None:
            self._scene = None
            self._waiting.stop()
            self.hide()
            return
        if scene != self._scene:
            self._waiting.stop()
            self._scene = scene
            self._fill(scene, scene.prompt)
        self.show()

    # ------------------------------------------------------------------------------------------------ building
    def _make_fields(self, schedulers: Sequence[str]) -> None:
        self.text = self._line(self.tr("Prompt"), self.tr("What is to be seen"))
        self.negative = self._line(self.tr("Negative prompt"), self.tr("What is not to be seen"))
        self.seed = QSpinBox(minimum=0, maximum=_LARGEST_SHOWN_SEED)
        self.steps = QSpinBox(minimum=1, maximum=1000)
        self.guidance = QDoubleSpinBox(minimum=0.0, maximum=100.0, singleStep=0.5, decimals=1)
        self.picture_width, self.picture_height = SizeBox(), SizeBox()
        self.scheduler = QComboBox()
        self.scheduler.addItem(self.tr("Its own"), "")
        for name in schedulers:
            self.scheduler.addItem(name, name)
        told = {
            self.seed: (self.tr("Seed"), self.tr("The noise that the picture begins with")),
            self.steps: (self.tr("Steps"), self.tr("Of sampling: more are slower and finer")),
            self.guidance: (
                self.tr("Guidance"),
                self.tr("How closely it follows the prompt; 1: no more than by itself"),
            ),
            self.scheduler: (self.tr("Scheduler"), self.tr("How the noise is taken away, step by step")),
            self.picture_width: (
                self.tr("Width"),
                self.tr("Pixels from side to side; parts are found at the own size"),
            ),
            self.picture_height: (
                self.tr("Height"),
                self.tr("Pixels from top to bottom; parts are found at the own size"),
            ),
        }
        for field, (name, tip) in told.items():
            field.setAccessibleName(name)
            field.setToolTip(tip)
        for box in (self.seed, self.steps, self.guidance):
            box.setKeyboardTracking(False)

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(placeholder)
        line.setMaxLength(10_000)
        return line

    def _lay_out(self) -> None:
        details = self._details()
        self.details = Disclosure(
            self.tr("Details"), self.tr("Show negative prompt, steps, guidance and size"), details
        )
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(dim_label(self.tr("Prompt")))
        top.addWidget(self.text, 1)
        top.addWidget(dim_label(self.tr("Seed")))
        top.addWidget(self.seed)
        top.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(details)

    def _details(self) -> QWidget:
        box = QWidget()
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(self.steps)
        for name, field in ((self.tr("Guidance"), self.guidance), (self.tr("Scheduler"), self.scheduler)):
            numbers.addWidget(dim_label(name))
            numbers.addWidget(field)
        numbers.addStretch(1)
        form = QFormLayout(box)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(dim_label(self.tr("Negative")), self.negative)
        form.addRow(dim_label(self.tr("Steps")), numbers)
        form.addRow(dim_label(self.tr("Size")), self._sides())
        return box

    def _sides(self) -> QHBoxLayout:
        sides = QHBoxLayout()
        sides.setSpacing(8)
        sides.addWidget(self.picture_width)
        sides.addWidget(dim_label("×"))
        sides.addWidget(self.picture_height)
        sides.addStretch(1)
        return sides

    def _connect(self) -> None:
        for line in (self.text, self.negative):
            line.textEdited.connect(lambda: self._waiting.start())
            line.returnPressed.connect(self._say)
            line.editingFinished.connect(self._say_typed)
        for box in (self.seed, self.steps, self.guidance, self.picture_width, self.picture_height):
            box.valueChanged.connect(lambda _value: self._say())
        self.scheduler.activated.connect(lambda _index: self._say())

    # ------------------------------------------------------------------------------------------------ values
    def _fill(self, scene: Scene, prompt: Prompt) -> None:
        for line, text in ((self.text, prompt.text), (self.negative, prompt.negative)):
            if line.text() != text:  # else the cursor stays where a person types
                line.setText(text)
                line.setCursorPosition(0)
        with QSignalBlocker(self.seed), QSignalBlocker(self.steps), QSignalBlocker(self.guidance):
            self.seed.setValue(min(scene.seed, _LARGEST_SHOWN_SEED))
            self.steps.setValue(prompt.steps)
            self.guidance.setValue(prompt.guidance)
        for box, side in ((self.picture_width, prompt.width), (self.picture_height, prompt.height)):
            with QSignalBlocker(box):
                box.setValue(side or self._own_side)
        self.scheduler.setCurrentIndex(max(0, self.scheduler.findData(prompt.scheduler)))

    def _say_typed(self) -> None:
        """The focus goes elsewhere: what was typed counts now."""
        if self._waiting.isActive():
            self._say()

    def _say(self) -> None:
        self._waiting.stop()
        if self._scene is None or self._scene.prompt is None:
            return
        prompt = replace(
            self._scene.prompt,
            text=self.text.text(),
            negative=self.negative.text(),
            steps=self.steps.value(),
            guidance=self.guidance.value(),
            scheduler=self.scheduler.currentData(),
            width=self._side(self.picture_width, self._scene.prompt.width),
            height=self._side(self.picture_height, self._scene.prompt.height),
        )
        seed = self._scene.seed if self._scene.seed > _LARGEST_SHOWN_SEED else self.seed.value()
        scene = replace(self._scene, seed=seed, prompt=prompt)
        if scene != self._scene:
            self.scene_changed.emit(scene)

    def _side(self, box: SizeBox, before: int) -> int:
        """The generator's own stays unsaid, unless it was said before."""
        return 0 if box.value() == self._own_side and before != self._own_side else box.value()
