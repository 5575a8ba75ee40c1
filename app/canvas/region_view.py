"""RegionView: a picture with what is painted on it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.canvas.drawing import draw_picture, shade
from app.canvas.overlay import KEEP, Style
from app.canvas.picture_view import PictureView
from app.canvas.region_layer import RegionLayer

TINT = 0.5
_OUTLINE = 0.9


class RegionView(PictureView):
    """Two masks lie over the picture: the region, and what is to stay unchanged.

    keeping_changed(bool): strokes now go into what is to stay. overlay_visible_changed(bool).
    """

    keeping_changed = Signal(bool)
    overlay_visible_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region: RegionLayer | None = None
        self._keep: RegionLayer | None = None
        self._glow: QImage | None = None
        self._keeping = False
        self._overlay_visible, self._tint, self._style = True, TINT, Style.TINT

    # ------------------------------------------------------------------------------------------------ values
    # QWidget.mask is the shape of a window, which a canvas has no use for.
    def mask(self) -> np.ndarray:  # pyright: ignore[reportIncompatibleMethodOverride]
        """What is painted: a copy, uint8 [H, W]; [0, 0] without a picture."""
        return np.zeros((0, 0), np.uint8) if self._region is None else self._region.mask()

    def set_mask(self, mask: np.ndarray) -> None:
        """Show another region, uint8 [H, W] of the picture's size. Silent; drops a stroke begun on another."""
        if self._region is None:
            raise ValueError("There is no picture to lay a mask over.")
        self._region.set_mask(mask)
        self.update()

    def keep(self) -> np.ndarray:
        """What is to stay unchanged: as `mask`."""
        return np.zeros((0, 0), np.uint8) if self._keep is None else self._keep.mask()

    def set_keep(self, mask: np.ndarray) -> None:
        """Show another mask of what is to stay unchanged: as `set_mask`."""
        if self._keep is None:
            raise ValueError("There is no picture to lay a mask over.")
        self._keep.set_mask(mask)
        self.update()

    def keeping(self) -> bool:
        """Whether strokes go into what is to stay unchanged, not into the region."""
        return self._keeping

    def set_keeping(self, keeping: bool) -> None:
        """Choose where strokes go; one that has begun ends where it began."""
        if keeping != self._keeping and not (self._target and self._target.painting):
            self._keeping = keeping
            self.update()
            self.keeping_changed.emit(keeping)

    def set_glow(self, levels: np.ndarray | None) -> None:
        """uint8 [H, W]: the picture stays bright where these are high and is darkened elsewhere; None for all of it."""
        self._glow = None if levels is None else shade(levels)
        self.update()

    def glows(self) -> bool:
        """Whether it is shown where a word looks."""
        return self._glow is not None

    def overlay_visible(self) -> bool:
        """Whether tint and outline are shown."""
        return self._overlay_visible

    def set_overlay_visible(self, visible: bool) -> None:
        """Show or hide tint and outline; what is painted stays."""
        if visible != self._overlay_visible:
            self._overlay_visible = visible
            self.update()
            self.overlay_visible_changed.emit(visible)

    def set_overlay_opacity(self, opacity: float) -> None:
        """How strong the tint is, in [0, 1]."""
        self._tint = opacity
        self.update()

    def overlay_style(self) -> Style:
        """How the region is shown."""
        return self._style

    def set_overlay_style(self, style: Style) -> None:
        """Show the region otherwise. What is to stay unchanged keeps its stripes."""
        self._style = style
        if self._region is not None:
            self._region.show_inside_only(style is Style.INSIDE)
        self.update()

    @property
    def _target(self) -> RegionLayer | None:
        """What strokes go into."""
        return self._keep if self._keeping else self._region

    def take_size(self) -> None:
        width, height = self.picture_size()
        self._region = RegionLayer(width, height) if width else None
        self._keep = RegionLayer(width, height, KEEP) if width else None
        self.set_overlay_style(self._style)

    # ------------------------------------------------------------------------------------------------ looks
    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        if self._glow is not None:
            draw_picture(painter, self._glow, area, smooth=True)
        for layer in (self._keep, self._region):
            if layer is not None and self._overlay_visible:
                self._paint_layer(painter, area, layer)

    def _paint_layer(self, painter: QPainter, area: QRectF, layer: RegionLayer) -> None:
        if self._shows_tint(layer):
            painter.setOpacity(self._tint)
            draw_picture(painter, layer.overlay.tint, area, smooth=True)
        painter.setOpacity(_OUTLINE)
        draw_picture(painter, layer.overlay.outline, area, smooth=True)
        painter.setOpacity(1.0)

    def _shows_tint(self, layer: RegionLayer) -> bool:
        """Only while a person is at the picture: what a slider does is to be seen. A dark picture has an inside."""
        if not (self.underMouse() or self.hasFocus()) or self._style is Style.OUTLINE:
            return False
        return self._style is Style.TINT or layer is self._keep or not layer.empty
