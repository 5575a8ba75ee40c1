"""What a person prefers."""

from __future__ import annotations

import msgspec
import pytest

from app.session.settings import BY_KEY, SETTINGS, Settings


@pytest.fixture
def path(qapp, tmp_path):
    return tmp_path / "deep" / "settings.json"


def test_every_default_is_allowed_and_every_key_is_there_once():
    assert all(setting.takes(setting.default) for setting in SETTINGS)
    assert len(BY_KEY) == len(SETTINGS)


def test_what_is_set_is_there_at_the_next_start(path, qtbot):
    settings = Settings(path)
    with qtbot.waitSignal(settings.changed) as told:
        settings.set("theme", "light")
    assert told.args == ["theme"]
    settings.set("autosave_seconds", 60)
    settings.set_shortcuts({"brush": ("P",), "hand": ()})
    again = Settings(path)
    assert again.text("theme") == "light"
    assert again.number("autosave_seconds") == 60
    assert again.shortcuts == {"brush": ("P",), "hand": ()}
    assert again.text("device") == "auto", "nobody touched it"


def test_the_same_value_again_is_no_change(path, qtbot):
    settings = Settings(path)
    with qtbot.assertNotEmitted(settings.changed):
        settings.set("theme", "system")
    assert not path.exists()


@pytest.mark.parametrize("value", ["pink", 3, True, None])
def test_what_a_setting_cannot_be_is_refused(path, value):
    settings = Settings(path)
    with pytest.raises(ValueError, match="theme"):
        settings.set("theme", value)
    with pytest.raises(ValueError, match="autosave"):
        settings.set("autosave_seconds", 0)
    with pytest.raises(KeyError):
        settings.set("colour of the sky", "blue")


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b"\xff\xfe", b'{"settings": 3}', b'{"settings": {"theme": ["dark"]}}', b"[" * 9999]
)
def test_a_damaged_file_counts_as_not_there(path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    settings = Settings(path)
    assert settings.text("theme") == "system"
    settings.set("theme", "dark")
    assert Settings(path).text("theme") == "dark"


def test_values_that_make_no_sense_are_dropped_and_the_others_stay(path):
    path.parent.mkdir()
    kept = {"theme": "dark", "autosave_seconds": -3, "language": "klingon", "of the future": 1}
    path.write_bytes(msgspec.json.encode({"settings": kept}))
    settings = Settings(path)
    assert settings.text("theme") == "dark"
    assert settings.number("autosave_seconds") == 20
    assert settings.text("language") == "system"


def test_settings_that_cannot_be_kept_are_told_and_hold_until_the_end(path, qtbot, tmp_path):
    (tmp_path / "deep").write_text("a file where the folder should be")
    settings = Settings(path)
    with qtbot.waitSignal(settings.problem) as told:
        settings.set("theme", "dark")
    assert told.args[0].kind == "disk"
    assert settings.text("theme") == "dark"
