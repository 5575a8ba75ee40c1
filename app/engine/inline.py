"""The engine without a process, for the command line and for debugging: answers come as they are computed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.engine.frames import from_message, in_message
from app.engine.given import Models
from app.engine.handler import Handler, Work
from app.engine.protocol.message import Frame
from app.engine.protocol.to_studio import ToStudio


class InlineEngine:
    """Runs one message at a time in this process and thread. Loads torch when it is made, not when it is imported."""

    def __init__(self, models: Models | None = None) -> None:
        """models: stand-ins; the real ones when None."""
        if models is None:
            from app.engine.worker import real_models

            models = real_models()
        self._handler = Handler(models, in_message)

    def run(self, message: Work) -> Iterator[ToStudio]:
        """The answers to one message, as they come. Closing the iterator stops the work."""
        return (answer for answer in self._handler.answers(message) if answer is not None)

    def picture(self, frame: Frame) -> np.ndarray:
        """The picture of a Rendered or Thumbnail, uint8 [H, W, 3]."""
        return from_message(frame)
