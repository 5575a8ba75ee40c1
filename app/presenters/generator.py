"""The card of the generator that is open."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.panels.generator import GeneratorPanel
from app.session.session import Session


class GeneratorPresenter(QObject):
    """Between the session and the card."""

    def __init__(self, session: Session, panel: GeneratorPanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        session.opened.connect(self._show)

    def _show(self) -> None:
        if self._session.info is not None:
            self._panel.set_info(self._session.info, self._session.project.generator_path)
