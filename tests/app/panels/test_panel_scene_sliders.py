"""Variety, and the way from one seed to another."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.scene_sliders import SceneSliders
from models.document.scene import Latent, Prompt, Scene, Toward


@pytest.fixture
def sliders(qtbot):
    widget = SceneSliders()
    qtbot.addWidget(widget)
    widget.set_scene(Scene(3, psi=0.7))
    widget.show()
    return widget


def test_a_scene_s_variety_is_shown_and_said(sliders, qtbot):
    assert sliders.variety.track.value() == 70
    assert sliders.variety._number.text() == "70 %"
    assert sliders.part.isHidden()
    with qtbot.waitSignal(sliders.variety.settled), qtbot.waitSignal(sliders.variety.moved) as said:
        QTest.keyClick(sliders.variety.track, Qt.Key.Key_Right)
    assert said.args == [0.71]


def test_showing_says_nothing(sliders, qtbot):
    with qtbot.assertNotEmitted(sliders.variety.moved):
        sliders.set_scene(Scene(3, psi=0.2))
        sliders.set_scene(Scene(3, psi=-2.0))
    assert sliders.variety._number.text() == "-200 %", "the number is true where the slider cannot go"


def test_a_drag_is_settled_once(sliders):
    moved, settled = [], []
    sliders.variety.moved.connect(moved.append)
    sliders.variety.settled.connect(lambda: settled.append(1))
    sliders.variety.track.setSliderDown(True)
    for value in (60, 50, 40):
        sliders.variety.track.setValue(value)
        sliders.set_scene(Scene(3, psi=0.9))  # an answer that comes late does not move what is held
    sliders.variety.track.setSliderDown(False)
    assert moved == [0.6, 0.5, 0.4]
    assert settled == [1]


def test_a_way_has_a_slider(sliders, qtbot):
    sliders.set_scene(Scene(3, toward=Toward(7, 0.25)))
    assert sliders.part.track.value() == 25
    with qtbot.waitSignal(sliders.part.moved) as said:
        QTest.keyClick(sliders.part.track, Qt.Key.Key_Left)
    assert said.args == [0.24]


@pytest.mark.parametrize(
    "scene", [Scene(3, prompt=Prompt("a lamp")), Scene(latent=Latent.from_array("w", np.zeros(8, np.float32)))]
)
def test_what_has_no_variety_shows_none(sliders, scene):
    sliders.set_scene(scene)
    assert sliders.isHidden()
