"""Preferences are made from the table of settings, and hold at once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QPushButton, QSpinBox, QWidget

from app.dialogs.preferences import PreferencesDialog
from app.session.cache import cache_size, clear_cache
from app.session.settings import SETTINGS, Settings
from models.checkpoints.places import cache_folder


@pytest.fixture
def settings(qapp):
    return Settings()


@pytest.fixture
def dialog(qtbot, settings):
    widget = PreferencesDialog(settings)
    qtbot.addWidget(widget)
    return widget


def test_every_setting_has_a_control_with_a_name(dialog):
    for setting in SETTINGS:
        control = dialog.findChild(QWidget, setting.key)
        assert control.accessibleName() == setting.text


def test_what_is_chosen_holds_at_once(dialog, settings):
    box = dialog.findChild(QComboBox, "theme")
    box.setCurrentIndex(box.findText("Light"))
    assert settings.text("theme") == "light"
    dialog.findChild(QSpinBox, "autosave_seconds").setValue(45)
    assert settings.number("autosave_seconds") == 45
    dialog.findChild(QDoubleSpinBox, "memory_gib").setValue(1.5)
    assert settings.number("memory_gib") == 1.5


def test_no_cap_is_said_in_words(dialog):
    assert dialog.findChild(QDoubleSpinBox, "memory_gib").text() == "as much as is free"


def test_the_cache_is_measured_and_cleared_and_nothing_beside_it(dialog, qtbot, tmp_path):
    assert cache_size() == 0
    for folder in (cache_folder() / "abc", cache_folder().with_name("rankings")):
        folder.mkdir(parents=True)
        (folder / "file").write_bytes(bytes(1000))
    beside = cache_folder().parent / "somebody else's"
    beside.write_bytes(bytes(10))
    assert cache_size() == 2000
    dialog.set_cache(2000, "/cache")
    assert "2.0 kB in /cache" in dialog._cache.text()
    button = next(b for b in dialog.findChildren(QPushButton) if b.accessibleName() == "Clear the cache")
    with qtbot.waitSignal(dialog.clear_wanted):
        button.click()
    clear_cache()
    assert cache_size() == 0
    assert beside.exists()
    dialog.set_cache(0, "/cache")
    assert not button.isEnabled()


def test_that_the_language_waits_is_said_in_the_chosen_one_too(dialog, settings):
    box = dialog.findChild(QComboBox, "language")
    said = dialog._language_tip.text()
    assert said == "Used from the next start on"
    box.setCurrentIndex(box.findData("de"))
    assert dialog._language_tip.text() == f"{said} · Gilt ab dem nächsten Start"
    box.setCurrentIndex(box.findData("en"))
    assert dialog._language_tip.text() == said
