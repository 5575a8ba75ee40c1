"""The status strip and the messages: what the engine is, what it does, what went wrong."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer

from app.engine.protocol.to_studio import Doing, Ready, Rendered
from app.panels.status import StatusStrip
from app.presenters.telling import Long, Telling
from app.session.live import CANVAS
from app.studio import Studio
from app.widgets.sentences import said
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
        self._telling = Telling(strip, quiet=(studio.looking, studio.seeing))
        studio.engine.ready.connect(self._ready)
        studio.engine.died.connect(self._died)
        studio.engine.rendered.connect(self._drawn)
        studio.searching.looked.connect(self._looked)
        self._tell_of_works()
        studio.jobs.failed_render.connect(self._failed_render)
        for source in studio.works:
            source.problem.connect(self.problem)
        studio.exporting.exported.connect(self._exported)
        strip.cancel_wanted.connect(self.cancel)
        strip.stop_wanted.connect(studio.engine.stop_now)

    def cancel(self) -> None:
        """Stop the work that the strip tells of; it offers "Stop now" when that takes too long."""
        self._telling.cancel()

    def cancelling_search(self) -> None:
        """What the search does was asked to stop there."""
        for work in (self._studio.searching, self._studio.grouping):
            self._telling.stopping(work)

    def _tell_of_works(self) -> None:
        """Of all that goes on, and of how far it is where that is known."""
        studio, telling, strip = self._studio, self._telling, self._strip
        words: dict[Long, str] = {
            studio.opening: "",
            studio.searching: self.tr("Searching"),
            studio.grouping: self.tr("Trying parts together"),
            studio.inspecting: self.tr("Looking at scenes"),
            studio.looking: self.tr("Looking where words look"),
            studio.fitting: self.tr("Finding the strength"),
            studio.seeing: self.tr("Looking at the picture"),
            studio.balancing: self.tr("Drawing and counting"),
            studio.reporting: self.tr("Drawing for the report"),
            studio.exporting: self.tr("Writing and checking"),
            studio.showing: "",
        }
        for work, text in words.items():
            work.running.connect(partial(self._hear, work, text))
        counted = (studio.searching, studio.grouping, studio.inspecting, studio.balancing, studio.reporting)
        for work in (*counted, studio.exporting):
            work.progress.connect(lambda *how, work=work: telling.go_on(work, partial(strip.set_job, *how)))
        drawing = self.tr("Drawing")
        studio.showing.progress.connect(
            lambda *how: telling.go_on(studio.showing, partial(strip.set_job, drawing, *how))
        )
        studio.opening.progress.connect(self._opening)

    def _hear(self, work: Long, text: str, now: bool | str) -> None:
        """now: whether it goes on; some works say in words what they do."""
        if now:
            self._telling.begin(work, partial(self._strip.set_job, text or str(now)))
        else:
            self._telling.end(work)

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
        self._toast.tell(Notice(said(error.sentence), actions, self._report(error.details), error=True))

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
        self._telling.clear()
        actions = () if self._studio.engine.running else ((self.tr("Start it again"), self._start_again),)
        QTimer.singleShot(0, lambda: self._toast.tell(Notice(said(sentence), actions, self._report(""), True)))

    def _start_again(self) -> None:
        self._studio.engine.start()
        self._studio.opening.reopen()

    def _drawn(self, message: Rendered, _picture: np.ndarray) -> None:
        if message.slot == CANVAS:
            self._strip.set_picture_took(message.milliseconds, message.memory, draft=message.request.draft)

    def _looked(self, found: int, wanted: int) -> None:
        if not found:
            self.tell(self.tr("The painted thing was not found on other scenes."))
        elif found < wanted:
            words = self.tr("The painted thing was found on {found} other scenes, not on {wanted}.")
            self.tell(words.format(found=found, wanted=wanted))

    def _opening(self, doing: Doing, done: int, total: int, seconds_left: float | None) -> None:
        words = {"Downloading": self.tr("Downloading"), "Reading": self.tr("Reading")}
        show = partial(self._strip.set_download, words[doing], done, total, seconds_left)
        self._telling.go_on(self._studio.opening, show)

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
        self.tell(" ".join([text.format(difference=difference), *map(said, report.notes)]))
