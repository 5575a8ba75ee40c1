"""What edits of words do, how strong they should be, and how large files would be, as answers."""

from __future__ import annotations

import engine_stand_in as stand_in
import pytest

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol.packing import pack, unpack_to_engine, unpack_to_studio
from app.engine.protocol.to_engine import EstimateSize, Export, FitStrength, MeasureConcept, Open
from app.engine.protocol.to_studio import (
    ConceptMeasured,
    Exported,
    ExportProgress,
    Failed,
    SizeEstimated,
    StrengthFitted,
)
from models.document.concept import ConceptEdit, Pair
from models.document.recipe import Recipe
from models.document.scene import Scene

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


def test_a_size_is_estimated(handler):
    message = EstimateSize(1, 7, Recipe(stand_in.BASE), "lora")
    (answer,) = handler.answers(unpack_to_engine(pack(message)))
    assert answer == SizeEstimated(1, 7, "lora", 4000)
    assert unpack_to_studio(pack(answer)) == answer


def test_an_export_says_how_far_it_is(handler, tmp_path):
    message = Export(1, 8, Recipe(stand_in.BASE), str(tmp_path / "x"), (Scene(1), Scene(2)))
    answers = [answer for answer in handler.answers(message) if answer is not None]
    assert [type(answer) for answer in answers] == [ExportProgress] * (len(answers) - 1) + [Exported]
    far = [answer.done for answer in answers[:-1]]
    assert far == sorted(far)
    assert 0 < max(far) <= answers[0].total


def test_without_a_generator_there_is_nothing_to_measure():
    (answer,) = Handler(stand_in.stand_ins(), in_message).answers(MeasureConcept(1, 5, LIT))
    assert isinstance(answer, Failed)
    assert answer.job == 5
