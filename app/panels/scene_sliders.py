"""How varied the scene on the canvas is, and how far it is on its way from one seed to another."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from app.widgets.labels import dim_label
from models.document.scene import Scene

MOST_VARIETY = 150
_WIDTH = 96


class PercentSlider(QWidget):
    """moved(float): a part of one, while it is dragged. settled: the drag, or the step of a key, has ended."""

    moved = Signal(float)
    settled = Signal()

    def __init__(self, name: str, tip: str, most: int) -> None:
        """most: percent."""
        super().__init__()
        self.track, self._number = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.track.setProperty("look", "option")
        self.track.setRange(0, most)
        self.track.setPageStep(10)
        self.track.setFixedWidth(_WIDTH)
        self.track.setAccessibleName(name)
        self.track.setToolTip(tip)
        self._lay_out(name)
        self.track.valueChanged.connect(self._say)
        self.track.sliderReleased.connect(lambda: self.settled.emit())

    def set_value(self, value: float) -> None:
        """Show another value; silent, and a slider that is held is not moved."""
        self._number.setText(f"{100 * value:.0f} %")
        if not self.track.isSliderDown():
            with QSignalBlocker(self.track):
                self.track.setValue(round(100 * value))

    def _lay_out(self, name: str) -> None:
        words = QHBoxLayout()
        words.addWidget(dim_label(name), 1)
        words.addWidget(self._number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(words)
        column.addWidget(self.track)

    def _say(self, percent: int) -> None:
        self.moved.emit(percent / 100)
        if not self.track.isSliderDown():
            self.settled.emit()


class SceneSliders(QFrame):
    """Hidden for scenes that have neither: those of words, unless they are on a way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self.setAccessibleName(self.tr("The scene on the canvas"))
        tip = self.tr("Truncation: at 0 % all scenes are the average picture, at 100 % they are left alone")
        self.variety = PercentSlider(self.tr("Variety"), tip, MOST_VARIETY)
        way = self.tr("How far the scene is on its way from one seed to the other")
        self.part = PercentSlider(self.tr("Between"), way, 100)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.variety)
        column.addWidget(self.part)
        self.hide()

    def set_scene(self, scene: Scene) -> None:
        """Show a scene's numbers; silent."""
        varied = scene.prompt is None and (scene.latent is None or scene.latent.kind == "z")
        self.variety.setVisible(varied)
        self.part.setVisible(scene.toward is not None)
        self.variety.set_value(scene.psi)
        if scene.toward is not None:
            self.part.set_value(scene.toward.part)
        self.setVisible(varied or scene.toward is not None)
