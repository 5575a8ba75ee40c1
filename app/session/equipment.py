"""What the engine works with: the device and the memory that a person allows it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.engine.client import Engine
from app.session.settings import Settings
from models.environment import DEVICE_VARIABLE, MEMORY_VARIABLE


class Equipment(QObject):
    """Tells the engine before it starts, and starts it again when a person changes their mind."""

    def __init__(self, settings: Settings, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._engine = settings, engine
        engine.environment = self._environment()
        settings.changed.connect(self._changed)

    def _changed(self, _key: str) -> None:
        environment = self._environment()
        if environment != self._engine.environment:
            self._engine.environment = environment
            if self._engine.running:
                self._engine.stop_now()

    def _environment(self) -> dict[str, str]:
        memory = self._settings.number("memory_gib")
        told = {DEVICE_VARIABLE: "cpu"} if self._settings.text("device") == "cpu" else {}
        return told | ({MEMORY_VARIABLE: str(memory)} if memory else {})
