"""The strip at the bottom: the device, what a picture takes, and the work that goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.widgets.labels import dim_label
from app.widgets.wording import bytes_text, download_text, progress_text

_STOP_AFTER_MS = 3000


class StatusStrip(QFrame):
    """cancel_wanted: stop softly. stop_wanted: that took over three seconds, and a person wants it to end now."""

    cancel_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self.setAccessibleName(self.tr("Status"))
        self._device, self._milliseconds, self._memory, self._draft = "", None, 0, False
        self._patience = QTimer(self, singleShot=True, interval=_STOP_AFTER_MS)
        self._build()
        self._patience.timeout.connect(self._stop.show)
        self.clear_job()

    def set_device(self, device: str) -> None:
        """Where pictures are made: "CPU, 2 cores"."""
        self._device = device
        self._show_engine()

    def set_picture_took(self, milliseconds: float, memory: int = 0, *, draft: bool = False) -> None:
        """What the last picture took, and bytes that the engine holds (0: not known). draft: it was one."""
        self._milliseconds, self._memory, self._draft = milliseconds, memory, draft
        self._show_engine()

    def set_job(self, text: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        """Long work: what, how far, how much longer. total 0: not known."""
        self._job.setText(progress_text(text, done, total, seconds_left))
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        for piece in self._job_pieces:
            piece.show()

    def set_download(self, text: str, done: int, total: int, seconds_left: float | None = None) -> None:
        """Work that is counted in bytes. total 0: not known."""
        self.set_job("")
        self._job.setText(download_text(text, done, total, seconds_left))
        if total:
            self._bar.setRange(0, 1000)  # bytes do not fit
            self._bar.setValue(min(1000, 1000 * done // total))

    def set_others(self, count: int) -> None:
        """How much other work goes on besides."""
        self._others.setText(self.tr("and {count} more").format(count=count) if count else "")
        self._others.setVisible(count > 0)

    def clear_job(self) -> None:
        """Nothing goes on any more."""
        self._patience.stop()
        self._stop.hide()
        self._cancel.setEnabled(True)
        self._cancel.setText(self.tr("Cancel"))
        for piece in (*self._job_pieces, self._others):
            piece.hide()

    def start_cancelling(self) -> None:
        """Cancel was asked for, here or elsewhere: say so, and offer to stop at once when it takes long."""
        if self._cancel.isEnabled():
            self._cancel.setEnabled(False)
            self._cancel.setText(self.tr("Cancelling…"))
            self._patience.start()

    def _build(self) -> None:
        self._engine, self._job = dim_label(), QLabel()
        self._others = dim_label()
        for label in (self._engine, self._others):
            label.setWordWrap(False)
        self._others.setToolTip(self.tr("Told of in turn; Cancel stops what is told of now"))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = self._button(self.tr("Cancel"))
        self._cancel.clicked.connect(self._ask_to_cancel)
        self._stop = self._button(self.tr("Stop now"))
        self._stop.setToolTip(self.tr("Ends the engine and starts it again. Your work is kept."))
        self._stop.clicked.connect(self.stop_wanted)
        self._job_pieces = (self._job, self._bar, self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(12)
        row.addWidget(self._engine)
        row.addStretch(1)
        for piece in (self._job, self._bar, self._others, self._cancel, self._stop):
            row.addWidget(piece, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(40)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        return button

    def _ask_to_cancel(self) -> None:
        self.start_cancelling()
        self.cancel_wanted.emit()

    def _show_engine(self) -> None:
        pieces = [self._device]
        if self._memory:
            pieces.append(bytes_text(self._memory))
        if self._milliseconds is not None:
            words = self.tr("quick draft, {milliseconds} ms") if self._draft else self.tr("{milliseconds} ms")
            pieces.append(words.format(milliseconds=round(self._milliseconds)))
        self._engine.setText(" – ".join(pieces))
        self._engine.setToolTip(self.tr("Where pictures are made, the memory it takes, and the time for a picture"))
