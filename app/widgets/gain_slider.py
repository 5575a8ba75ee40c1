"""GainSlider: off, as generated, double."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.widgets.detent_slider import DetentSlider, Scale
from app.widgets.detent_track import DetentTrack

OFF, DOUBLE = 0.0, 2.0


class GainTrack(DetentTrack):
    """The bar of a gain slider."""

    def __init__(self, centre: str = "") -> None:
        super().__init__(_tr("off"), _tr("double"), centre)


class GainSlider(DetentSlider):
    """A gain in [0, 2]: 0 is off, 1 as generated, 2 double."""

    def __init__(self, name: str = "", parent: QWidget | None = None, *, centre: str = "") -> None:
        """centre: what 1 is called, if not "as generated"."""
        super().__init__(Scale(OFF, DOUBLE, "×", 0.05), GainTrack(centre), parent)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """What it changes, for those who hear the interface."""
        self.setAccessibleName(name)
        self.track.setAccessibleName(_tr("{name}: from off to double").format(name=name))
        self.box.setAccessibleName(_tr("{name}: typed value").format(name=name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("GainSlider", text)
