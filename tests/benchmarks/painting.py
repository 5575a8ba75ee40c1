"""How long a stroke takes on the canvas. Prints the table of RESULTS.md.

    .venv/bin/python tests/benchmarks/painting.py

A segment is one event of the mouse: the brush is put down from the last place to this one, the region's tint and
outline follow, and what changed is drawn on the screen (offscreen, as Qt draws without a graphics card). Beside it, in
the same run, what tinting and drawing everything takes: what a segment costs that does not know what it changed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from app.canvas.view import CanvasView
from models.search.selecting import Likeness

SIDE = 1024
SEGMENTS = 200
STEP = 12.0  # picture pixels between two events of a quick hand


def canvas(side: int, zoom: float) -> CanvasView:
    """On the screen, with a picture full of detail and something painted."""
    view = CanvasView()
    view.resize(1100, 1060)
    picture = np.random.default_rng(0).integers(0, 256, (side, side, 3), np.uint8)
    view.set_picture(picture)
    view.show()
    view.setFocus()
    view.zoom_by(zoom / view.zoom())
    mask = np.zeros((side, side), np.uint8)
    mask[side // 4 : side // 2, side // 4 : side // 2] = 255
    view.set_mask(mask)
    QApplication.processEvents()
    return view


def milliseconds(work: Callable[[], object]) -> float:
    """Of the processor, for one call and the drawing that it asks for: other programs do not count."""
    start = time.process_time()
    work()
    QApplication.processEvents()
    return 1000 * (time.process_time() - start)


def segments(view: CanvasView, size: float, hardness: float) -> list[float]:
    """A spiral of segments around the middle of the view."""
    view.set_brush_size(size)
    view.set_hardness(hardness)
    turns = np.linspace(0, 12 * np.pi, SEGMENTS)
    radii = np.linspace(40, 380, SEGMENTS)
    places = [QPointF(550 + r * np.cos(t), 510 + r * np.sin(t)) for r, t in zip(radii, turns, strict=True)]
    view.begin_stroke(places[0], 1.0, subtract=False)
    times = [milliseconds(lambda at=at: view.extend_stroke(at, 1.0)) for at in places[1:]]
    view.abandon_stroke()
    QApplication.processEvents()
    return times


def masks(side: int) -> list[np.ndarray]:
    """Twenty, each unlike the one before."""
    return [np.full((side, side), 255 if number % 2 else 0, np.uint8) for number in range(20)]


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    print("| brush | segment: median / 95th percentile / longest, ms | everything, ms | ratio |\n|---|---|---|---|")
    for side, zoom in ((SIDE, 1.0), (64, 14.0)):
        view = canvas(side, zoom)
        whole = float(np.median([milliseconds(partial(view.set_mask, mask)) for mask in masks(side)]))
        for share in (0.08, 0.3):
            for hardness in (0.75, 0.0):
                times = segments(view, share * side, hardness)
                median, late, longest = np.median(times), np.percentile(times, 95), max(times)
                brush = f"{side} x {side}, {share * side:.0f} px, hardness {hardness:.0%}"
                print(f"| {brush} | {median:.1f} / {late:.1f} / {longest:.1f} | {whole:.1f} | 1/{whole / median:.0f} |")
        view.close()
    features, picture = np.random.default_rng(1).normal(size=(64, 64, 64)), np.full((SIDE, SIDE, 3), 120, np.uint8)
    picture[300:700, 300:700] = 200
    features[:, 18:44, 18:44] += 3
    click = [milliseconds(lambda: Likeness(features, picture, (500.0, 500.0)).mask()) for _ in range(10)]
    likeness = Likeness(features, picture, (500.0, 500.0))
    slide = [milliseconds(lambda value=value: likeness.mask(value)) for value in np.linspace(0.1, 0.9, 20)]
    print(f"\nA click of smart select at {SIDE}, once the scene was looked at: {np.median(click):.0f} ms.")
    print(f"A step of its threshold: {np.median(slide):.0f} ms.")
    app.quit()


if __name__ == "__main__":
    main()
