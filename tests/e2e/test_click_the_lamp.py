"""The shortest way: open the sample room, click the lamp, find what makes it, drag to off. By mouse, and by keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.samples.lamp_light import lamp_region

pytestmark = pytest.mark.slow


def fall(before: np.ndarray, after: np.ndarray, mask: np.ndarray) -> tuple[float, float]:
    """By how much it became darker inside and outside a mask, in [0, 1]."""
    darker = (before.astype(float) - after).mean(2) / 255
    return float((darker * mask).sum() / mask.sum()), float((darker * (1 - mask)).sum() / (1 - mask).sum())


def test_a_person_clicks_the_lamp_finds_and_dims_it(person):
    person.clicks("Open the sample room")
    lamp = lamp_region(person.sees())
    assert lamp is not None
    mask = person.clicks_the_lamp()
    inside, shade = lamp.levels() > 0, lamp.levels() > 250
    assert (mask[shade] > 0.5).mean() > 0.4
    assert (mask > 0.5)[inside].sum() > 0.8 * (mask > 0.5).sum()
    person.searches()
    before = person.sees()
    person.drags_slider(person.slider(), to=0.0)
    at_lamp, elsewhere = fall(before, person.sees(), mask)
    assert at_lamp > 0.1
    assert at_lamp > 5 * abs(elsewhere)


def test_a_person_without_a_mouse_does_the_same(person):
    person.clicks("Open the sample room")
    picture, canvas = person.sees(), person.window.canvas
    y, x = np.argwhere(lamp_region(picture).levels() > 200).mean(0)
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    shift = Qt.KeyboardModifier.ShiftModifier
    for _ in range(200):
        at = canvas.to_picture(canvas.place())
        dx, dy = round(x - at[0] + 0.5), round(y - at[1] + 0.5)
        if dx == dy == 0:
            break
        across = Qt.Key.Key_Right if dx > 0 else Qt.Key.Key_Left
        down = Qt.Key.Key_Down if dy > 0 else Qt.Key.Key_Up
        QTest.keyClick(canvas, across if dx else down, shift)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    person.waits(lambda: canvas.mask().any())
    mask = canvas.mask() / 255.0
    person.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: not person.window.studio.searching.is_running and person.sliders())
    slider = person.slider()
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    at_lamp, elsewhere = fall(picture, person.sees(), mask)
    assert at_lamp > 0.1
    assert at_lamp > 5 * abs(elsewhere)


def test_a_person_clicks_a_lamp_that_was_asked_for_with_words(person):
    person.clicks("Open the sample room of words")
    mask = person.clicks_the_lamp()
    assert 0.005 < (mask > 0.5).mean() < 0.05
    control = Qt.KeyboardModifier.ControlModifier
    person.presses(Qt.Key.Key_Z, control)
    assert not person.window.canvas.mask().any()
