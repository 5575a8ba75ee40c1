"""What the report says of an edit, and the strength it finds."""

from __future__ import annotations

import re

import pytest
import torch
from msgspec.structs import replace

from models.document.concept import ConceptEdit, Pair
from models.edits.concepts import measuring
from models.edits.concepts.applying import concept_weights
from models.edits.concepts.measuring import concept_report
from models.edits.concepts.probes import PROBES, unrelated
from tests.models.edits.test_concept_laws import BED, LIT, generator_of, recipe_of


def report(*edits):
    return concept_report(generator_of("SD"), recipe_of(*edits))


def test_a_report_is_of_the_weights():
    generator, found = generator_of("SD"), report(LIT, BED)
    new = concept_weights(generator, recipe_of(LIT, BED))
    far = sum(float((tensor - generator.tensors()[name]).square().sum()) for name, tensor in new.items())
    norm = sum(float(generator.tensors()[name].square().sum()) for name in new)
    assert found.change == pytest.approx((far / norm) ** 0.5, rel=0.15)
    assert 1 < found.condition < 1e6
    assert found.rank == 3
    assert report() is None
    assert report(replace(LIT, sides="keys"), BED).rank == 3


def test_gone_is_how_near_sources_are_read_to_targets():
    alone = replace(BED, pairs=(Pair("bed"),), strength=1.0, ridge=1e-4, templates=())
    assert report(alone).gone == pytest.approx(1.0, abs=0.01)
    assert report(replace(alone, strength=0.5)).gone == pytest.approx(0.75, abs=0.01)
    assert report(replace(alone, strength=3.0)).gone == pytest.approx(-3.0, abs=0.05)


def test_drift_is_how_far_unrelated_texts_move():
    generator, edit = generator_of("SD"), replace(BED, strength=1.0)
    new = concept_weights(generator, recipe_of(edit))
    rows = torch.cat([read.rows[1 : read.last + 2] for read in generator.read(unrelated((edit,)))])
    moved, still = torch.zeros(len(rows)), torch.zeros(len(rows))
    for name, tensor in new.items():
        old = generator.tensors()[name]
        moved += (rows @ (tensor - old).T).square().sum(1)
        still += (rows @ old.T).square().sum(1)
    assert report(edit).drift == pytest.approx(float((moved / still).sqrt().mean()), rel=1e-3)
    assert report(replace(edit, technique="tensor")).drift > 0


def test_probes_with_an_edited_word_are_left_out():
    edits = (ConceptEdit("a", "A", "replace", (Pair("Dog", "the Moon"),)),)
    assert set(PROBES) - set(unrelated(edits)) == {"a photo of a dog", "an astronaut on the moon"}
    said = (ConceptEdit("a", "A", "replace", (Pair("a dog in the snow", "a cat in the snow"),)),)
    assert set(PROBES) - set(unrelated(said)) == {"a photo of a dog", "a cat on a sofa"}
    assert unrelated(said, ("the cat", "snow", "a bear")) == ("snow", "a bear")
    assert len(unrelated(said, ("the cat",))) == 1


def test_warnings_are_sentences(monkeypatch):
    nothing = report(replace(LIT, pairs=(Pair("lit", "lit"),), preserve=()))
    assert len(nothing.warnings) == 1
    assert "next to nothing" in nothing.warnings[0]
    monkeypatch.setattr(measuring, "ILL", 1.0)
    loud = report(replace(BED, strength=1.0))
    assert ["condition" in warning for warning in loud.warnings] == [True]
    for sentence in (*nothing.warnings, *loud.warnings):
        assert re.fullmatch(r"[A-Z].*\.", sentence)
