"""The question how a slider is to go."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox

from app.dialogs.sweep import SweepDialog, SweepOptions


def test_it_offers_off_to_as_generated_and_back(qtbot):
    dialog = SweepDialog("Lamp", 3)
    qtbot.addWidget(dialog)
    assert dialog.options() == SweepOptions(0.0, 1.0, 3.0, back=True, everywhere=False)
    dialog.end.setValue(2.0)
    dialog.everywhere.click()
    assert dialog.options() == SweepOptions(0.0, 2.0, 3.0, back=True, everywhere=True)
    for box in dialog.findChildren(QAbstractSpinBox):
        assert box.accessibleName()


def test_one_scene_needs_no_choice(qtbot):
    dialog = SweepDialog("Lamp", 1)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = [box.text() for box in dialog.findChildren(QCheckBox) if box.isVisible()]
    assert shown == ["There and back again"]
