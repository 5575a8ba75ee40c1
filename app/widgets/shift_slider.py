"""ShiftSlider: so many standard deviations down or up (Wu et al. 2021, StyleSpace)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.widgets.detent_slider import DetentSlider, Scale
from app.widgets.detent_track import DetentTrack

FARTHEST = 20.0  # what the paper found useful is 5 to 20


class ShiftTrack(DetentTrack):
    """The bar of a shift slider."""

    def __init__(self) -> None:
        super().__init__(_tr("less"), _tr("more"))


class ShiftSlider(DetentSlider):
    """A shift in [-20, 20] sigma; 0 is as generated."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(Scale(-FARTHEST, FARTHEST, "σ", 0.5), ShiftTrack(), parent)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """What it changes, for those who hear the interface."""
        self.setAccessibleName(_tr("Shift of {name}").format(name=name))
        self.track.setAccessibleName(_tr("{name}: shift down or up").format(name=name))
        self.box.setAccessibleName(_tr("{name}: typed shift in standard deviations").format(name=name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ShiftSlider", text)
