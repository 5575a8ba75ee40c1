"""Which long work the status strip tells of while several go on: the newest that a person began."""

from __future__ import annotations

from collections.abc import Callable, Collection

from app.panels.status import StatusStrip
from app.session.opening import Opening
from app.session.work import Work

Show = Callable[[], None]
Long = Opening | Work


class Telling:
    """quiet: works that come with others, such as a look at what was clicked on; any other goes before them."""

    def __init__(self, strip: StatusStrip, quiet: Collection[Long]) -> None:
        self._strip, self._quiet = strip, quiet
        self._shows: dict[Long, Show] = {}
        self._stopping: set[Long] = set()
        self._told: Long | None = None

    def begin(self, work: Long, show: Show) -> None:
        """It has begun, or begun anew. show: puts it on the strip."""
        self._shows.pop(work, None)
        self._stopping.discard(work)
        self._shows[work] = show
        self._tell()

    def go_on(self, work: Long, show: Show) -> None:
        """It is farther; what is said after its end is not told."""
        if work in self._shows:
            self._shows[work] = show
            self._tell()

    def end(self, work: Long) -> None:
        """It is over; the strip tells of the next."""
        self._shows.pop(work, None)
        self._stopping.discard(work)
        self._tell()

    def clear(self) -> None:
        """Nothing goes on any more."""
        self._shows.clear()
        self._stopping.clear()
        self._tell()

    def cancel(self) -> None:
        """Stop what is told of; while that is stopping, the next."""
        going = next((work for work in self._order() if work not in self._stopping), None)
        if going is not None:
            going.cancel()
            self.stopping(going)

    def stopping(self, work: Long) -> None:
        """It was asked to stop, here or elsewhere."""
        if work in self._shows:
            self._stopping.add(work)
            if work is self._told:
                self._strip.start_cancelling()

    def _order(self) -> list[Long]:
        """The newest first, quiet ones after all others."""
        newest_first = list(reversed(self._shows))
        return sorted(newest_first, key=lambda work: work in self._quiet)

    def _tell(self) -> None:
        order = self._order()
        if not order:
            self._told = None
            self._strip.clear_job()
            return
        if order[0] is not self._told:
            self._strip.clear_job()
        self._shows[order[0]]()
        self._strip.set_others(len(order) - 1)
        if order[0] is not self._told and order[0] in self._stopping:
            self._strip.start_cancelling()
        self._told = order[0]
