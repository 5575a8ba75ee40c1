"""INSPECTOR: what is one part looking for? The scenes that activate it most, its values, its effect, its relatives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.panels.unit_values import UnitValues
from app.widgets.labels import Sentences, dim_label
from app.widgets.scrolling import put_in
from app.widgets.sentences import said
from app.widgets.thumbnail import Thumbnail
from app.widgets.thumbnail_grid import ThumbnailGrid
from app.widgets.wording import progress_text
from models.document.inspection import Inspection
from models.document.pictures import with_outline
from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import Layer, UnitId


class InspectorPanel(QWidget):
    """unit_wanted(str): look at the unit of this name. unit_used(UnitId): make a slider of it.

    change_used(UnitId, Change): a slider that stands there. scene_chosen(Scene): one of the top was clicked.
    """

    unit_wanted = Signal(str)
    unit_used = Signal(UnitId)
    change_used = Signal(UnitId, Change)
    scene_chosen = Signal(Scene)
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Inspector"))
        self._unit: UnitId | None = None
        self._inspection: Inspection | None = None
        self._relatives: list[QPushButton] = []
        self.tops, self.effects = ThumbnailGrid(smallest=76), ThumbnailGrid(smallest=52)
        self.values, self.relatives = UnitValues(), QVBoxLayout()
        self._build()
        self.clear()

    def clear(self) -> None:
        """Nothing is looked at."""
        self._unit = None
        self._results.hide()
        self._use.setEnabled(False)
        self._title.say(self.tr("Name a part, or right-click one that was found, to see what it is looking for."))
        self.set_running(False)

    def set_units(self, units: Sequence[UnitId]) -> None:
        """Those that are offered: the parts of the sliders."""
        if [str(unit) for unit in units] == [self._name.itemText(i) for i in range(self._name.count())]:
            return
        typed = self._name.currentText()
        self._name.clear()
        self._name.addItems([str(unit) for unit in units])
        self._name.setEditText(typed)

    def set_unit(self, unit: UnitId, layer: Layer, changes: Sequence[Change]) -> None:
        """A unit is being looked at, and its effect at these changes; what was learned comes later."""
        self._unit, self._inspection = unit, None
        self._name.setEditText(str(unit))
        self._title.say(f"{unit}: {layer.kind}, {layer.resolution} × {layer.resolution}")
        self._use.setEnabled(True)
        self._learned.hide()
        self._show_effects(unit, changes)
        self._results.show()

    def set_running(self, running: bool) -> None:
        """Whether scenes are being looked at."""
        for piece in (self._progress, self._bar, self._cancel):
            piece.setVisible(running)

    def set_progress(self, text: str, done: int, total: int, seconds_left: float | None) -> None:
        """How far it is."""
        self._progress.setText(progress_text(text, done, total, seconds_left))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def set_inspection(self, inspection: Inspection) -> None:
        """What was learned; pictures of the top scenes come one by one."""
        self._inspection = inspection
        self.tops.set_thumbnails([self._top(number) for number in range(len(inspection.top))])
        self.values.set_inspection(inspection)
        self._show_relatives(inspection)
        self._learned.show()

    def set_here(self, value: float | None) -> None:
        """The unit's value in the scene on the canvas; None where it is not known."""
        self.values.set_here(value)

    def set_top_picture(self, number: int, picture: np.ndarray) -> None:
        """uint8 [H, W, 3] of a top scene; the place where the unit acts is outlined."""
        if self._inspection is not None:
            outlined = with_outline(picture, self._inspection.top[number].place)
            self.tops.thumbnails()[number].set_picture(outlined)

    def set_effect_picture(self, number: int, picture: np.ndarray) -> None:
        """uint8 [H, W, 3] of the scene with the unit changed."""
        self.effects.thumbnails()[number].set_picture(picture)

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(self._asking())
        column.addLayout(self._working())
        column.addWidget(self._bar)
        self._title = Sentences()
        column.addWidget(self._title)
        self._results = QWidget()
        column.addWidget(self._results)
        column.addStretch(1)
        self._build_results()
        area = QScrollArea()
        put_in(area, page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _asking(self) -> QHBoxLayout:
        self._name = QComboBox(editable=True)
        self._name.setAccessibleName(self.tr("The part to look at"))
        self._name.setToolTip(self.tr("Such as b32.conv1/265; the list has the parts of the sliders"))
        self._name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._name.setMinimumContentsLength(12)
        line = QLineEdit()
        self._name.setLineEdit(line)
        line.setPlaceholderText("b32.conv1/265")
        line.setAccessibleName(self.tr("Name of the part to look at"))
        self._look = QPushButton(self.tr("Look"))
        self._look.setAccessibleName(self.tr("Look at this part"))
        self._look.clicked.connect(self._say)
        line.returnPressed.connect(self._say)
        self._name.activated.connect(lambda _index: self._say())
        row = QHBoxLayout()
        row.addWidget(self._name, 1)
        row.addWidget(self._look)
        return row

    def _working(self) -> QHBoxLayout:
        self._progress, self._bar = QLabel(), QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress of the inspection"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the inspection"))
        self._cancel.clicked.connect(lambda: self.cancel_wanted.emit())
        row = QHBoxLayout()
        row.addWidget(self._progress, 1)
        row.addWidget(self._cancel)
        return row

    def _build_results(self) -> None:
        self._use = QPushButton(self.tr("Use as slider"))
        self._use.setAccessibleName(self.tr("Make a slider of this part"))
        self._use.clicked.connect(lambda: self.unit_used.emit(self._unit))
        self._effect_words = dim_label()
        self._learned = QWidget()
        learned = _column(self._learned)
        learned.addWidget(dim_label(self.tr("Most active in these scenes; outlined is where it acts")))
        learned.addWidget(self.tops)
        learned.addWidget(dim_label(self.tr("Its values")))
        learned.addWidget(self.values)
        learned.addWidget(dim_label(self.tr("Parts whose values correlate most with its own, over the same scenes")))
        self.relatives.setSpacing(0)
        learned.addLayout(self.relatives)
        column = _column(self._results)
        column.addWidget(self._use, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._effect_words)
        column.addWidget(self.effects)
        column.addWidget(self._learned)

    # ------------------------------------------------------------------------------------------------ showing
    def _show_effects(self, unit: UnitId, changes: Sequence[Change]) -> None:
        shifts = any(change.shift for change in changes)
        by_shift = self.tr("Its effect, shifted by so many standard deviations")
        self._effect_words.setText(by_shift if shifts else self.tr("Its effect, turned down and up"))
        self.effects.set_thumbnails([self._effect(unit, change, shifts) for change in changes])

    def _effect(self, unit: UnitId, change: Change, by_shift: bool) -> Thumbnail:
        thumbnail = Thumbnail(f"{change.shift:+g} σ".replace("+0", "0") if by_shift else f"× {change.gain:g}")
        thumbnail.setAccessibleName(self.tr("Effect at {change}").format(change=thumbnail.text()))
        thumbnail.setToolTip(self.tr("Click to make a slider that stands here"))
        thumbnail.clicked.connect(lambda: self.change_used.emit(unit, change))
        return thumbnail

    def _top(self, number: int) -> Thumbnail:
        assert self._inspection is not None, "something was learned"
        top = self._inspection.top[number]
        thumbnail = Thumbnail(f"{top.scene.seed}: {top.value:.3g}")
        words = self.tr("{scene}, value {value}").format(scene=said(top.scene.title), value=f"{top.value:.6g}")
        thumbnail.setAccessibleName(words)
        thumbnail.setToolTip(self.tr("{words}\nClick to add it to the scenes").format(words=words))
        thumbnail.clicked.connect(lambda: self.scene_chosen.emit(top.scene))
        return thumbnail

    def _show_relatives(self, inspection: Inspection) -> None:
        for gone in self._relatives:
            self.relatives.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._relatives = [self._relative(str(each.unit), each.correlation) for each in inspection.relatives]
        for button in self._relatives:
            self.relatives.addWidget(button)

    def _relative(self, name: str, correlation: float) -> QPushButton:
        button = QPushButton(f"{name}   {correlation:+.3f}")
        button.setProperty("look", "link")
        button.setAccessibleName(
            self.tr("Look at {unit}, correlation {number}").format(unit=name, number=f"{correlation:+.3f}")
        )
        button.setToolTip(self.tr("Look at this part"))
        button.setStyleSheet("text-align: left;")
        button.clicked.connect(lambda: self.unit_wanted.emit(name))
        return button

    def _say(self) -> None:
        if self._name.currentText().strip():
            self.unit_wanted.emit(self._name.currentText())


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column
