"""What a person prefers: one table, kept as JSON in their configuration folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec
from platformdirs import user_config_path
from PySide6.QtCore import QObject, Signal

from models.document.atomic import write_bytes
from models.document.errors import UnlitError

Value = str | int | float | bool
Page = Literal["Looks", "Work", "Engine"]


@dataclass(frozen=True)
class Setting:
    """One line of the preferences. page: where it stands. text, tip: for people, translated where they are shown.

    choices: for a text: values with their words. smallest, largest, unit: for a number. A number that is `smallest`
    is shown as `none`, where there is such a word.
    """

    key: str
    default: Value
    page: Page
    text: str
    tip: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    smallest: float = 0
    largest: float = 0
    unit: str = ""
    none: str = ""

    def takes(self, value: object) -> bool:
        """Whether it can have this value."""
        if type(value) is not type(self.default):
            return False
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.smallest <= value <= self.largest
        return not self.choices or value in [choice for choice, _ in self.choices]


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "system",
        "Looks",
        "Theme",
        choices=(("system", "As the system"), ("dark", "Dark"), ("light", "Light")),
    ),
    Setting(
        "language",
        "system",
        "Looks",
        "Language",
        "Used from the next start on",
        choices=(("system", "As the system"), ("en", "English"), ("de", "Deutsch")),
    ),
    Setting(
        "overlay_style",
        "tint",
        "Looks",
        "How the region is shown",
        choices=(("tint", "Tint"), ("outline", "Outline"), ("inside", "Only inside")),
    ),
    Setting("overlay_opacity", 50, "Looks", "How strongly the region is shown", smallest=0, largest=100, unit="%"),
    Setting(
        "autosave_seconds",
        20,
        "Work",
        "Keep unsaved work every",
        "After a crash, at most this much is lost",
        smallest=1,
        largest=600,
        unit="s",
    ),
    Setting(
        "draft_quality",
        "quick",
        "Work",
        "While a slider is dragged",
        "Of large generators, and of those that make a picture step by step",
        choices=(("quick", "Quick drafts"), ("full", "Whole pictures")),
    ),
    Setting("check_exports", True, "Work", "Check the result of an export", "The dialog begins with it"),
    Setting("pen_pressure", True, "Work", "A pen’s pressure changes the size of the brush"),
    Setting(
        "preview_size",
        "whole",
        "Engine",
        "Pictures",
        "Of generators that make a picture from latents. Soft pictures take little memory",
        choices=(("whole", "As they are"), ("small", "Small and soft")),
    ),
    Setting(
        "device",
        "auto",
        "Engine",
        "Pictures are made by",
        "Starts the engine again",
        choices=(("auto", "The graphics card, if there is one"), ("cpu", "The processor")),
    ),
    Setting(
        "memory_gib",
        0.0,
        "Engine",
        "Memory for a search at most",
        "Less is slower. Starts the engine again",
        smallest=0,
        largest=512,
        unit="GiB",
        none="as much as is free",
    ),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}


class _File(msgspec.Struct):
    settings: dict[str, object] = {}
    shortcuts: dict[str, tuple[str, ...]] = {}


def settings_file() -> Path:
    """Where a person's settings are kept."""
    return user_config_path("Unlit", appauthor=False) / "settings.json"


class Settings(QObject):
    """The values, and the shortcuts that differ from the table of commands.

    changed(key): a setting has another value. shortcuts_changed. problem: an UnlitError: they could not be kept.
    """

    changed = Signal(str)
    shortcuts_changed = Signal()
    problem = Signal(object)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """path: read and kept there; a damaged file, or a value that makes no sense, counts as not there. None: kept
        nowhere.
        """
        super().__init__(parent)
        self._path = path
        found = _read(path) if path else _File()
        self._values: dict[str, Any] = {key: value for key, value in found.settings.items() if _known(key, value)}
        self._shortcuts = found.shortcuts

    def text(self, key: str) -> str:
        """A setting that is a text. Raises KeyError for none, as the others do."""
        return str(self.value(key))

    def number(self, key: str) -> float:
        """A setting that is a number."""
        value = self.value(key)
        assert not isinstance(value, str), f"{key} is a text"
        return value

    def value(self, key: str) -> Value:
        """Whatever it is."""
        return self._values.get(key, BY_KEY[key].default)

    def set(self, key: str, value: Value) -> None:
        """Change and keep it. Raises ValueError for what the setting cannot be."""
        if not BY_KEY[key].takes(value):
            raise ValueError(f"{key} cannot be {value!r}")
        if value != self.value(key):
            self._values[key] = value
            self._write()
            self.changed.emit(key)

    @property
    def shortcuts(self) -> dict[str, tuple[str, ...]]:
        """Keys of commands, and their shortcuts where a person has changed them."""
        return dict(self._shortcuts)

    def set_shortcuts(self, shortcuts: dict[str, tuple[str, ...]]) -> None:
        """Change and keep all of them."""
        if shortcuts != self._shortcuts:
            self._shortcuts = dict(shortcuts)
            self._write()
            self.shortcuts_changed.emit()

    def _write(self) -> None:
        if self._path is None:
            return
        data = msgspec.json.format(msgspec.json.encode(_File(dict(self._values), self._shortcuts)), indent=1)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(self._path, data)
        except OSError as error:
            self.problem.emit(UnlitError("Your settings could not be kept.", kind="disk", details=str(error)))
        except UnlitError as error:
            self.problem.emit(error)


def _known(key: str, value: object) -> bool:
    return key in BY_KEY and BY_KEY[key].takes(value)


def _read(path: Path) -> _File:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return _File()
