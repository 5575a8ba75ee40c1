"""Balancing a word as answers: progress with what was counted so far, and at the end what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

from app.engine.given import Models
from app.engine.pace import Telling
from app.engine.protocol.to_engine import BalanceWord
from app.engine.protocol.to_studio import BalanceProgress, Cancelled, ToStudio, WordBalanced


def balance(
    message: BalanceWord, generator: Any, models: Models, stopping: Callable[[], bool]
) -> Iterator[ToStudio | None]:
    """BalanceProgress..., WordBalanced; None after each step of sampling. When `stopping`, Cancelled."""
    telling = Telling()
    with closing(models.balance(generator, message.request)) as going:
        for progress in going:
            if progress.found is not None:
                yield WordBalanced(message.epoch, message.job, progress.found)
                return
            if telling.due(progress.done, progress.total):
                done, total = int(progress.done), progress.total
                yield BalanceProgress(message.epoch, message.job, done, total, telling.left, progress.counts)
            yield None
            if stopping():
                break
    yield Cancelled(message.epoch, message.job)
