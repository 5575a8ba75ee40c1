"""Report…: asks how much to draw and where, and shows what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.dialogs.report import ReportDialog
from app.presenters.saving import SavingPresenter
from app.presenters.status import StatusPresenter
from app.studio import Studio
from models.document.report import ReportRequest

TEXT = "report.md"


class ReportPresenter(QObject):
    """Between the studio and the dialog."""

    def __init__(self, studio: Studio, window: QWidget, saving: SavingPresenter, status: StatusPresenter) -> None:
        super().__init__(window)
        self._studio, self._window, self._saving, self._status = studio, window, saving, status
        studio.reporting.reported.connect(lambda folder: status.tell(self.tr("Wrote {name}").format(name=folder.name)))

    def open(self) -> None:
        """The dialog, beside the window."""
        reporting = self._studio.reporting
        self._studio.changing.keep()
        folder = self._saving.folder() / self.tr("{name} report").format(name=self._saving.name())
        dialog = ReportDialog(folder, ReportRequest(self._studio.session.project.recipe), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.start_wanted.connect(reporting.start)
        dialog.cancel_wanted.connect(reporting.cancel)
        dialog.finished.connect(reporting.cancel)
        reporting.running.connect(dialog.set_running)
        reporting.progress.connect(dialog.set_progress)
        reporting.reported.connect(lambda written: dialog.show_report(written, _text(written)))
        dialog.show()


def _text(folder: Path) -> str:
    return (folder / TEXT).read_text(encoding="utf-8")
