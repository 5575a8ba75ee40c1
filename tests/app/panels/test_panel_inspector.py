"""The inspector: asked by name, shown in pictures and numbers."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.inspector import InspectorPanel
from models.document.generator_info import Fingerprint
from models.document.inspection import Inspection, InspectRequest, Relative, TopScene, effects
from models.document.recipe import Change
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import Layer, UnitId

LEFT = Qt.MouseButton.LeftButton
UNIT = UnitId("b8.conv1", 3)
VALUES = tuple(map(float, range(101)))
LAYER = Layer("b8.conv1", "conv", 16, 8)


def inspection(value: float = 5.0, values: tuple[float, ...] = VALUES) -> Inspection:
    corner = np.zeros((64, 64), np.uint8)
    corner[:20, :20] = 255
    top = tuple(TopScene(Scene(seed), float(seed), Region.from_mask(corner)) for seed in (100, 99))
    relatives = (Relative(UnitId("b16.conv1", 7), -0.9),)
    return Inspection(Fingerprint("0" * 64, "test"), InspectRequest(UNIT, Scene(5)), values, value, 2.0, top, relatives)


@pytest.fixture
def panel(qtbot):
    widget = InspectorPanel()
    qtbot.addWidget(widget)
    widget.resize(320, 900)
    widget.show()
    return widget


@pytest.fixture
def looked(panel):
    panel.set_unit(UNIT, LAYER, effects("conv"))
    panel.set_inspection(inspection())
    return panel


def test_a_name_is_typed_and_looked_at(panel, qtbot):
    line = panel._name.lineEdit()
    QTest.keyClicks(line, "layer3/7")
    with qtbot.waitSignal(panel.unit_wanted) as said:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert said.args == ["layer3/7"]
    with qtbot.waitSignal(panel.unit_wanted) as said:
        QTest.mouseClick(panel._look, LEFT)
    assert said.args == ["layer3/7"]
    line.clear()
    with qtbot.assertNotEmitted(panel.unit_wanted):
        QTest.mouseClick(panel._look, LEFT)


def test_the_parts_of_the_sliders_are_offered_and_what_is_typed_stays(panel, qtbot):
    QTest.keyClicks(panel._name.lineEdit(), "b8.c")
    panel.set_units([UNIT, UnitId("b4.conv1", 1)])
    assert panel._name.currentText() == "b8.c"
    assert [panel._name.itemText(i) for i in range(panel._name.count())] == ["b8.conv1/3", "b4.conv1/1"]
    with qtbot.waitSignal(panel.unit_wanted) as said:
        panel._name.setCurrentIndex(1)
        panel._name.activated.emit(1)
    assert said.args == ["b4.conv1/1"]


def test_nothing_is_shown_before_a_part_is_named(panel):
    assert not panel.values.isVisible()
    assert not panel._use.isVisible()
    assert not panel._bar.isVisible()


def test_the_effect_is_there_before_what_takes_long(panel, picture):
    panel.set_unit(UNIT, LAYER, effects("conv"))
    panel.set_running(True)
    panel.set_progress("Looking at scenes", 300, 1010, 2.0)
    assert panel._progress.text().startswith("Looking at scenes 300 of")
    captions = [thumbnail.text() for thumbnail in panel.effects.thumbnails()]
    assert captions == ["-20 σ", "-10 σ", "-5 σ", "0 σ", "+5 σ", "+10 σ", "+20 σ"]
    panel.set_effect_picture(2, picture)
    assert [thumbnail.has_picture() for thumbnail in panel.effects.thumbnails()][:4] == [False, False, True, False]
    assert not panel.values.isVisible()


def test_units_of_diffusion_are_turned_down_and_up(panel, qtbot):
    panel.set_unit(UNIT, Layer("b8.conv1", "conv2", 16, 8), effects("conv2"))
    assert [thumbnail.text() for thumbnail in panel.effects.thumbnails()] == ["× 0", "× 0.5", "× 1", "× 2", "× 4"]
    with qtbot.waitSignal(panel.change_used) as said:
        QTest.mouseClick(panel.effects.thumbnails()[0], LEFT)
    assert said.args == [UNIT, Change(0.0, 0.0)]


def test_the_values_are_a_histogram_with_the_scene_marked(looked):
    bars = looked.values.bars
    assert sum(bar.height for bar in bars.bars()) == 101
    assert bars._marker == pytest.approx(0.05)
    assert looked.values.words.text() == ("50 on average over 101 scenes; here, where the line is, 5. Sigma is 2.")


def test_a_value_outside_those_of_the_scenes_and_values_that_are_all_the_same_are_shown(looked):
    looked.set_inspection(inspection(value=200.0))
    assert looked.values.bars._marker == 1.0
    looked.set_inspection(inspection(value=3.0, values=(3.0, 3.0)))
    assert looked.values.bars._marker == 0.5


def test_the_top_scenes_have_the_place_outlined_and_are_added_by_a_click(looked, picture, qtbot):
    assert [thumbnail.text() for thumbnail in looked.tops.thumbnails()] == ["100: 100", "99: 99"]
    looked.set_top_picture(1, picture)
    image = looked.tops.thumbnails()[1]._image
    levels = {image.pixelColor(x, 30).lightness() for x in range(image.width())}
    assert max(levels) > 200, "a light edge"
    assert min(levels) < 90, "on a dark one"
    with qtbot.waitSignal(looked.scene_chosen) as said:
        QTest.mouseClick(looked.tops.thumbnails()[1], LEFT)
    assert said.args == [Scene(99)]


def test_a_relative_is_looked_at_by_a_click(looked, qtbot):
    (button,) = looked._relatives
    assert button.text().split() == ["b16.conv1/7", "-0.900"]
    with qtbot.waitSignal(looked.unit_wanted) as said:
        QTest.mouseClick(button, LEFT)
    assert said.args == ["b16.conv1/7"]
    looked.set_inspection(inspection())
    assert len(looked._relatives) == 1


def test_the_part_becomes_a_slider(looked, qtbot):
    with qtbot.waitSignal(looked.unit_used) as said:
        QTest.mouseClick(looked._use, LEFT)
    assert said.args == [UNIT]


def test_another_generator_leaves_nothing(looked):
    looked.clear()
    assert not looked._results.isVisible()
