"""On a screen with two pixels for one: a studio of its own, since density is chosen when Qt starts."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from app.canvas.tools import Tool
from app.canvas.view import CanvasView

app = QApplication([])
canvas = CanvasView()
canvas.resize(400, 428)
stripes = np.zeros((64, 64, 3), np.uint8)
stripes[:, ::2] = 255
canvas.set_picture(stripes)
canvas.set_tool(Tool.HAND)
canvas.show()
assert canvas.devicePixelRatioF() == 2

def row(zoom):
    canvas.zoom_by(zoom / canvas.zoom())
    image, middle = canvas.grab().toImage(), canvas.to_view(32, 32) * 2
    return [image.pixelColor(middle.toPoint() + QPoint(dx, 0)).red() for dx in range(-12, 12)]

canvas.actual_size()
assert canvas.scale() == 0.5, "a pixel of the picture is one of the screen, not one of Qt's"
crisp = row(2.0)
assert set(crisp) == {0, 255}
runs = "".join("01"[level > 0] for level in crisp).strip("01"[crisp[0] > 0]).strip("01"[crisp[-1] > 0])
assert {len(run) for run in runs.replace("01", "0 1").replace("10", "1 0").split()} == {2}, runs
assert len(set(row(1.7))) > 2

canvas.set_tool(Tool.BRUSH)
canvas.set_brush_size(1.0)
canvas.begin_stroke(canvas.to_view(10.5, 20.5), 1.0, subtract=False)
canvas.finish_stroke()
assert canvas.mask()[20, 10] > 200
assert (canvas.mask() > 127).sum() == 1
"""


def test_twice_the_density_is_drawn_with_twice_the_pixels():
    environment = os.environ | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
