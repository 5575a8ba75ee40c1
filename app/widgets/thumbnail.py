"""A small picture with a caption that can be clicked, focused and selected."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.widgets.icons import icon
from app.widgets.labels import small_font
from app.widgets.pictures import to_image

CAPTION_HEIGHT = 20
_RADIUS = 4
_FRAME = 3
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
Role = QPalette.ColorRole


class Thumbnail(QAbstractButton):
    """Checked means selected. The picture fills the width; the caption stands below it."""

    def __init__(self, caption: str = "", parent: QWidget | None = None, *, side: int = 88) -> None:
        super().__init__(parent)
        self._side = side
        self._image = QImage()
        self._scaled = QPixmap()
        self._mark = ""
        self._pinned = False
        self._strength: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_caption(caption)

    def set_picture(self, picture: np.ndarray | None) -> None:
        """uint8 [H, W, 3], copied; None shows an empty place."""
        self._image = QImage() if picture is None else to_image(picture)
        self._scaled = QPixmap()
        self.update()

    def has_picture(self) -> bool:
        """False while the picture is still to come."""
        return not self._image.isNull()

    def set_caption(self, caption: str) -> None:
        """The words below; also the accessible name unless another one is set afterwards."""
        if caption != self.text():
            self.setText(caption)
            self.setAccessibleName(caption)

    def set_mark(self, icon_name: str) -> None:
        """A small badge in the corner, such as "check" for what is used already; empty for none."""
        if icon_name != self._mark:
            self._mark = icon_name
            self.update()

    def set_pinned(self, pinned: bool) -> None:
        """A pin in the other corner."""
        if pinned != self._pinned:
            self._pinned = pinned
            self.update()

    def set_strength(self, strength: float | None) -> None:
        """A bar along the lower edge as long as the strength, in [0, 1]; None for no bar."""
        if strength != self._strength:
            self._strength = strength
            self.update()

    def mark(self) -> str:
        """The badge's icon."""
        return self._mark

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side + CAPTION_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # the grid or strip around it moves
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRect(_FRAME, _FRAME, self.width() - 2 * _FRAME, self.width() - 2 * _FRAME)
        self._paint_picture(painter, place)
        self._paint_frame(painter, place)
        self._paint_mark(painter, place)
        self._paint_caption(painter)

    def _paint_picture(self, painter: QPainter, place: QRect) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(place), _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(path)
        if self.has_picture():
            painter.drawPixmap(place, self._at_size(place.size() * self.devicePixelRatioF()))
        else:
            centred = QRect(0, 0, 24, 24)
            centred.moveCenter(place.center())
            painter.setOpacity(0.4)
            painter.fillRect(place, self._colour(Role.Midlight))
            icon("picture").paint(painter, centred)
            painter.setOpacity(1.0)
        self._paint_strength(painter, place)
        painter.restore()

    def _paint_strength(self, painter: QPainter, place: QRect) -> None:
        if self._strength is None:
            return
        bar = QRectF(place.left(), place.bottom() - 2, place.width(), 3)
        painter.fillRect(bar, self._colour(Role.Window))
        bar.setWidth(place.width() * min(max(self._strength, 0.0), 1.0))
        painter.fillRect(bar, self._colour(Role.Accent))

    def _paint_frame(self, painter: QPainter, place: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(self._colour(Role.Accent), 2, Qt.PenStyle.SolidLine))
            painter.drawRoundedRect(QRectF(place).adjusted(-2, -2, 2, 2), _RADIUS + 1, _RADIUS + 1)
        if self.hasFocus():
            painter.setPen(QPen(self._colour(Role.Text), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5), _RADIUS - 1, _RADIUS - 1)
        elif self.underMouse() and not self.isChecked():
            painter.setPen(QPen(self._colour(Role.PlaceholderText), 1))
            painter.drawRoundedRect(QRectF(place).adjusted(-1, -1, 1, 1), _RADIUS, _RADIUS)

    def _paint_mark(self, painter: QPainter, place: QRect) -> None:
        if self._pinned:
            self._paint_badge(painter, "pin", QRect(place.left() + 3, place.top() + 3, 18, 18))
        if self._mark:
            self._paint_badge(painter, self._mark, QRect(place.right() - 20, place.top() + 3, 18, 18))

    def _paint_badge(self, painter: QPainter, name: str, badge: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(Role.Window))
        painter.drawEllipse(badge)
        icon(name).paint(painter, badge.adjusted(3, 3, -3, -3))

    def _paint_caption(self, painter: QPainter) -> None:
        painter.setFont(small_font(self))
        painter.setPen(self._colour(Role.Text if self.isChecked() else Role.PlaceholderText))
        line = QRect(0, self.width(), self.width(), self.height() - self.width())
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _at_size(self, size: QSize) -> QPixmap:
        """The picture at the screen's own pixels, cut to fill; made once a size."""
        if self._scaled.size() != size:
            fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            image = self._image.scaled(size, fill, Qt.TransformationMode.SmoothTransformation)
            left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
            self._scaled = QPixmap.fromImage(image.copy(QRect(left, top, size.width(), size.height())))
        return self._scaled

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)
