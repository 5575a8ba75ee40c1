"""Reports of recipes and balances of words with whatever can read the generator's pictures here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.document.errors import UnlitError
from models.document.report import BalanceRequest, ReportRequest, ScorerChoice
from models.edits.concepts.applying import asked_with_words
from models.edits.reports.balancing_words import BalanceProgress, balance_word_steps
from models.edits.reports.clip import ClipScorer
from models.edits.reports.measuring import ReportProgress, report_steps
from models.edits.reports.scoring import Scorer
from models.samples.lamp_room.scoring import ProbeScorer, room_prompts, speaks_of_rooms


def reported(generator: Any, request: ReportRequest) -> Iterator[ReportProgress]:
    """See report_steps. Raises UnlitError for a generator that is not asked with words, and a CLIP that is not here."""
    asked = asked_with_words(generator)
    prompts: Sequence[str] = room_prompts() if speaks_of_rooms(asked) else ()
    return report_steps(asked, request, scorer_for(asked, request.scorer, request.clip), prompts)


def balanced(generator: Any, request: BalanceRequest) -> Iterator[BalanceProgress]:
    """See balance_word_steps. Raises UnlitError as `reported` does."""
    asked = asked_with_words(generator)
    return balance_word_steps(asked, request, scorer_for(asked, "auto", request.clip))


def scorer_for(generator: Any, choice: ScorerChoice, clip: str) -> Scorer | None:
    """What is asked for; None: the pictures alone. clip: as of ReportRequest. Raises UnlitError."""
    if choice == "auto":
        choice = "clip" if clip else "probe" if speaks_of_rooms(generator) else "pictures"
    if choice == "clip":
        if not clip:
            raise UnlitError("Say where CLIP is: a folder, or a name on the hub that is on this disk.")
        return ClipScorer(clip, generator.device)
    return ProbeScorer() if choice == "probe" else None
