"""What a concept edit does to words, and how strong it should be, as answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.engine.given import Models
from app.engine.protocol.to_engine import FitStrength, MeasureConcept
from app.engine.protocol.to_studio import ConceptMeasured, StrengthFitted, ToStudio


def measured(message: MeasureConcept, generator: Any, models: Models) -> Iterator[ToStudio | None]:
    """ConceptMeasured."""
    edits = (message.edit, *message.beside)
    report = models.concept_report(generator, edits)
    yield None
    effect = models.concept_effect(generator, edits) if message.drawn else None
    yield ConceptMeasured(message.epoch, message.job, report, effect)


def fitted(message: FitStrength, generator: Any, models: Models) -> Iterator[ToStudio | None]:
    """StrengthFitted."""
    yield StrengthFitted(message.epoch, message.job, models.fitting_strength(generator, message.edit))
