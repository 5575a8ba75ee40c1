"""A canvas on the screen with a small picture."""

from __future__ import annotations

import numpy as np
import pytest

from app.canvas.view import CanvasView


@pytest.fixture
def canvas(qtbot):
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(400, 428)
    view.set_picture(np.full((64, 64, 3), 90, np.uint8))
    view.show()
    view.setFocus()
    return view
