"""The status strip and the messages: what the engine is, what it does, what went wrong."""

from __future__ import annotations

import platform
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QTimer

from app.engine.protocol.to_studio import Doing, Ready, Rendered
from app.panels.status import StatusStrip
from app.session.live import CANVAS
from app.studio import Studio
from app.widgets.toast import Notice, Toast
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.version import VERSION


class StatusPresenter(QObject):
    """Between the studio and the status strip and toast."""

    def __init__(self, studio: Studio, strip: StatusStrip, toast: Toast) -> None:
        super().__init__(strip)
        self._studio, self._strip, self._toast = studio, strip, toast
        self._device = ""
        studio.engine.ready.connect(self._ready)
        studio.engine.died.connect(self._died)
        studio.engine.rendered.connect(self._drawn)
        studio.opening.running.connect(self._busy)
        studio.opening.progress.connect(self._opening)
        studio.searching.running.connect(lambda on: self._busy(self.tr("Searching") if on else ""))
        studio.searching.progress.connect(strip.set_job)
        studio.searching.looked.connect(self._looked)
        studio.grouping.running.connect(lambda on: self._busy(self.tr("Trying parts together") if on else ""))
        studio.grouping.progress.connect(strip.set_job)
        studio.looking.running.connect(lambda on: self._busy(self.tr("Looking where words look") if on else ""))
        studio.fitting.running.connect(lambda on: self._busy(self.tr("Finding the strength") if on else ""))
        studio.seeing.running.connect(lambda on: self._busy(self.tr("Looking at the picture") if on else ""))
        studio.inspecting.running.connect(lambda on: self._busy(self.tr("Looking at scenes") if on else ""))
        studio.inspecting.progress.connect(strip.set_job)
        studio.reporting.running.connect(lambda on: self._busy(self.tr("Drawing for the report") if on else ""))
        studio.reporting.progress.connect(strip.set_job)
        studio.exporting.running.connect(lambda on: self._busy(self.tr("Writing and checking") if on else ""))
        studio.showing.running.connect(self._busy)
        studio.showing.progress.connect(lambda done, total, left: strip.set_job(self.tr("Drawing"), done, total, left))
        studio.jobs.failed_render.connect(self._failed_render)
        for source in studio.works:
            source.problem.connect(self.problem)
        studio.exporting.progress.connect(strip.set_job)
        studio.exporting.exported.connect(self._exported)
        strip.cancel_wanted.connect(self.cancel)
        strip.stop_wanted.connect(studio.engine.stop_now)

    def cancel(self) -> None:
        """Stop what is under way; the strip offers "Stop now" when that takes too long."""
        self._strip.start_cancelling()
        for work in self._studio.works:
            work.cancel()

    def tell(self, text: str) -> None:
        """A message that goes away by itself."""
        self._toast.tell(Notice(text))

    def say(self, notice: Notice) -> None:
        """Any other message."""
        self._toast.tell(notice)

    def offer(self, text: str, words: str, then: Callable[[], object]) -> None:
        """A message that stays, with one thing to do about it."""
        self.offer_some(text, (words, then))

    def offer_some(self, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """A message that stays, with several things to do about it."""
        self._toast.tell(Notice(text, actions, error=True))

    def problem(self, error: UnlitError) -> None:
        """What happened, with the details for a report, and what can be done about it."""
        actions = self._memory_actions() if error.kind == "memory" else ()
        self._toast.tell(Notice(error.sentence, actions, self._report(error.details), error=True))

    def _report(self, details: str) -> str:
        """For people who mend it: the details, what this is and runs on, and what the engine said last."""
        about = f"Unlit {VERSION}, Python {platform.python_version()}, {platform.platform()}, {self._device}"
        return "\n".join(part for part in (details, about, self._studio.engine.log_tail()) if part)

    def _memory_actions(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """What takes less memory, as far as it is not in use already."""
        settings, info = self._studio.settings, self._studio.session.info
        actions: list[tuple[str, Callable[[], object]]] = []
        if info is not None and info.prompts and settings.text("preview_size") != "small":
            actions.append((self.tr("Smaller preview"), lambda: settings.set("preview_size", "small")))
        if not self._device.startswith("CPU") and settings.text("device") != "cpu":
            actions.append((self.tr("Use the processor"), lambda: settings.set("device", "cpu")))
        return tuple(actions)

    def _ready(self, ready: Ready) -> None:
        self._device = ready.device
        self._strip.set_device(ready.device)

    def _died(self, sentence: str) -> None:
        self._strip.clear_job()
        actions = () if self._studio.engine.running else ((self.tr("Start it again"), self._start_again),)
        QTimer.singleShot(0, lambda: self._toast.tell(Notice(sentence, actions, self._report(""), True)))

    def _start_again(self) -> None:
        self._studio.engine.start()
        self._studio.opening.reopen()

    def _drawn(self, message: Rendered, _picture: np.ndarray) -> None:
        if message.slot == CANVAS:
            self._strip.set_picture_took(message.milliseconds, message.memory)

    def _busy(self, work: str) -> None:
        if work:
            self._strip.set_job(work)
        else:
            self._strip.clear_job()

    def _looked(self, found: int, wanted: int) -> None:
        if not found:
            self.tell(self.tr("The painted thing was not found on other scenes."))
        elif found < wanted:
            words = self.tr("The painted thing was found on {found} other scenes, not on {wanted}.")
            self.tell(words.format(found=found, wanted=wanted))

    def _opening(self, doing: Doing, done: int, total: int, seconds_left: float | None) -> None:
        words = {"Downloading": self.tr("Downloading"), "Reading": self.tr("Reading")}
        self._strip.set_download(words[doing], done, total, seconds_left)

    def _failed_render(self, slot: str, error: UnlitError) -> None:
        self._studio.live.forget(slot)
        self.problem(error)

    def _exported(self, report: ExportReport) -> None:
        if report.changes_nothing:
            self.tell(self.tr("Saved. Nothing was changed: the recipe leaves the generator as it is."))
            return
        if not report.compared:
            text = self.tr("Saved and opened again; its pictures were not compared.")
        elif not report.largest_difference:
            text = self.tr("Saved and checked: opened again, it shows exactly the same pictures.")
        else:
            text = self.tr(
                "Saved and checked: opened again, its pictures differ from the preview by at most {difference}."
            )
        difference = f"{report.largest_difference:.1e}"
        self.tell(" ".join([text.format(difference=difference), *report.notes]))
