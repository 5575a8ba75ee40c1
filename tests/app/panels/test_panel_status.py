"""The status strip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.status import StatusStrip

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strip(qtbot):
    widget = StatusStrip()
    qtbot.addWidget(widget)
    widget.resize(900, 40)
    widget.show()
    return widget


def test_the_device_and_what_a_picture_takes(strip):
    strip.set_device("CPU, 2 cores")
    assert strip._engine.text() == "CPU, 2 cores"
    strip.set_picture_took(38.2)
    assert strip._engine.text() == "CPU, 2 cores – 38 ms"
    strip.set_picture_took(40.0, 410_000_000)
    assert strip._engine.text() == "CPU, 2 cores – 410 MB – 40 ms"


def test_a_job_comes_and_goes(strip):
    assert strip._cancel.isHidden()
    strip.set_job("Searching", 412, 1936, 7.2)
    assert strip._job.text().endswith("0:07 left")
    assert strip._cancel.isVisible()
    strip.clear_job()
    assert strip._cancel.isHidden()


def test_stop_now_is_offered_when_cancelling_takes_long(strip, qtbot):
    strip._patience.setInterval(20)
    strip.set_job("Saving")
    with qtbot.waitSignal(strip.cancel_wanted):
        QTest.mouseClick(strip._cancel, LEFT)
    assert not strip._cancel.isEnabled()
    assert strip._stop.isHidden()
    qtbot.waitUntil(strip._stop.isVisible)
    with qtbot.waitSignal(strip.stop_wanted):
        QTest.mouseClick(strip._stop, LEFT)
    strip.clear_job()
    assert strip._stop.isHidden()
    assert strip._cancel.isEnabled()


def test_no_stop_when_cancelling_is_quick(strip, qtbot):
    strip._patience.setInterval(20)
    strip.set_job("Searching")
    strip.start_cancelling()
    strip.clear_job()
    qtbot.wait(40)
    assert strip._stop.isHidden()


def test_other_work_is_counted(strip):
    strip.set_job("Searching")
    strip.set_others(2)
    assert strip._others.isVisible()
    assert strip._others.text() == "and 2 more"
    strip.set_others(0)
    assert strip._others.isHidden()
    strip.set_others(1)
    strip.clear_job()
    assert strip._others.isHidden()
