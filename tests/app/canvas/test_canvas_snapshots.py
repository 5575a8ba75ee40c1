"""The canvas looks as it did: small pictures of it are kept, without any text, and compared with tolerance."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hands import LEFT, NONE, move_event, seen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.compare import Compare
from app.canvas.overlay import Style
from app.canvas.tools import Tool
from app.canvas.view import CanvasView
from tests.support.snapshots import compare, dressed, pixels

FOLDER = Path(__file__).with_name("snapshots")
WORDS = 44  # view pixels from the top where "Before" and "After" stand: left out
SIDE = 32


@pytest.fixture
def view(qtbot):
    """A lamp on a wall, with something painted over each."""
    with dressed(None):
        yield painted(qtbot)


def painted(qtbot):
    canvas = CanvasView()
    qtbot.addWidget(canvas)
    canvas.setStyleSheet("")
    canvas.resize(240, 268)
    rows, columns = np.mgrid[:SIDE, :SIDE]
    glow = np.exp(-((rows - 14) ** 2 + (columns - 20) ** 2) / 60.0)
    picture = np.stack([60 + 190 * glow, 55 + 160 * glow, 70 + 90 * glow], 2).astype(np.uint8)
    canvas.set_picture(picture)
    canvas.set_before(picture[:, ::-1].copy())
    mask, keep = np.zeros((SIDE, SIDE), np.uint8), np.zeros((SIDE, SIDE), np.uint8)
    mask[9:20, 15:26] = 255
    keep[2:8, 2:12] = 255
    canvas.set_mask(mask)
    canvas.set_keep(keep)
    canvas.show()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    return canvas


def tinted(view):
    view.set_tool(Tool.SELECT)


def outlined(view):
    view.set_overlay_style(Style.OUTLINE)


def inside_only(view):
    view.set_overlay_style(Style.INSIDE)


def hidden(view):
    view.set_overlay_visible(False)


def pixels_close_up(view):
    view.zoom_by(3.0)


def brush(view):
    view.set_tool(Tool.BRUSH)
    view.set_brush_size(8)
    QApplication.sendEvent(view, move_event(view, (8, 24), LEFT, NONE))


def eraser(view):
    brush(view)
    view.set_tool(Tool.ERASER)


def soft_stroke(view):
    brush(view)
    view.set_hardness(0.0)
    QTest.mousePress(view, LEFT, NONE, seen(view, (6, 24)))
    QApplication.sendEvent(view, move_event(view, (24, 27), LEFT, NONE))


def lasso(view):
    view.set_tool(Tool.LASSO)
    QTest.mousePress(view, LEFT, NONE, seen(view, (4, 20)))
    for at in ((12, 18), (14, 28), (5, 29)):
        QApplication.sendEvent(view, move_event(view, at, LEFT, NONE))


def rectangle(view):
    view.set_tool(Tool.RECTANGLE)
    QTest.mousePress(view, LEFT, NONE, seen(view, (3, 20)))
    QApplication.sendEvent(view, move_event(view, (14, 29), LEFT, NONE))


def split(view):
    view.set_compare(Compare.SPLIT)
    view.set_split(0.6)


def side_by_side(view):
    brush(view)
    view.set_compare(Compare.SIDE_BY_SIDE)


LOOKS = (
    tinted,
    outlined,
    inside_only,
    hidden,
    pixels_close_up,
    brush,
    eraser,
    soft_stroke,
    lasso,
    rectangle,
    split,
    side_by_side,
)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.__name__)
def test_the_canvas_looks_as_it_did(view, look):
    look(view)
    QApplication.processEvents()
    compare(pixels(view.grab().toImage())[WORDS:], FOLDER / f"{look.__name__}.png")


def test_a_look_that_changed_would_be_noticed(view):
    tinted(view)
    view.set_overlay_opacity(0.8)
    with pytest.raises(AssertionError):
        compare(pixels(view.grab().toImage())[WORDS:], FOLDER / "tinted.png")
