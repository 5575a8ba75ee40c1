"""The studio: `python -m app [FILE]`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.engine.client import ProcessEngine
from app.main_window import MainWindow
from app.session.recovery import recovery_folder
from app.session.settings import Settings, settings_file
from app.studio import Studio
from app.widgets.icons import picture_icon
from app.widgets.language import speak
from app.widgets.theme import apply_theme


def main(arguments: list[str] | None = None) -> int:
    """Open the studio, with a file if one is given; returns the exit code when its window is closed."""
    files = sys.argv[1:] if arguments is None else arguments
    app = QApplication.instance() or QApplication(["unlit"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Unlit")
    app.setApplicationDisplayName("Unlit")
    app.setWindowIcon(picture_icon("lamp"))
    settings = Settings(settings_file())
    speak(app, settings.text("language"))
    apply_theme(app, settings.text("theme"))
    engine = ProcessEngine()
    window = MainWindow(Studio(engine, settings, recovery_folder()))
    window.show()
    # Only once the window can be seen: starting the engine and reading thumbnails may take their time.
    QTimer.singleShot(0, engine.start)
    QTimer.singleShot(0, window.show_recent)
    QTimer.singleShot(0, window.studio.autosave.look)
    if files:
        QTimer.singleShot(0, lambda: window.files.open_typed(files[0]))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
