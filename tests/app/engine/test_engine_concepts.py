"""What edits of words do, and how strong they should be, as answers."""

from __future__ import annotations

import engine_stand_in as stand_in
import pytest

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol import (
    ConceptMeasured,
    Failed,
    FitStrength,
    MeasureConcept,
    Open,
    StrengthFitted,
    pack,
    unpack_to_engine,
    unpack_to_studio,
)
from models.document.concept import ConceptEdit, Pair

LIT = ConceptEdit("a", "Lit", "replace", (Pair("lit", "unlit"), Pair("b", "c")), strength=0.8)


@pytest.fixture
def handler():
    handler = Handler(stand_in.stand_ins(), in_message)
    list(handler.answers(Open(1, 100, "lamps")))
    return handler


def test_an_edit_is_measured(handler):
    message = unpack_to_engine(pack(MeasureConcept(1, 5, LIT)))
    *_, answer = handler.answers(message)
    assert isinstance(answer, ConceptMeasured)
    assert answer.effect is None
    assert (answer.job, answer.report.condition) == (5, 2)
    assert unpack_to_studio(pack(answer)) == answer


def test_edits_are_measured_together_and_by_what_they_draw(handler):
    *_, answer = handler.answers(unpack_to_engine(pack(MeasureConcept(1, 5, LIT, (LIT,), drawn=True))))
    assert (answer.report.rank, answer.effect.gone) == (2, 1.0)
    assert unpack_to_studio(pack(answer)) == answer


def test_a_strength_is_found(handler):
    (answer,) = handler.answers(unpack_to_engine(pack(FitStrength(1, 6, LIT))))
    assert isinstance(answer, StrengthFitted)
    assert answer.fit.strength == 0.4
    assert unpack_to_studio(pack(answer)) == answer


def test_without_a_generator_there_is_nothing_to_measure():
    (answer,) = Handler(stand_in.stand_ins(), in_message).answers(MeasureConcept(1, 5, LIT))
    assert isinstance(answer, Failed)
    assert answer.job == 5
