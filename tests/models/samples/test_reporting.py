"""A report with whatever can read the generator's pictures."""

from __future__ import annotations

import pytest

from models.document.concept import ConceptEdit, Pair
from models.document.errors import UnlitError
from models.document.recipe import Recipe
from models.document.report import ReportRequest
from models.edits.concepts.contexts import in_context, keeping_the_rest
from models.samples.catalogue import LAMP_ROOM_WORDS, sample_scenes
from models.samples.lamp_room.scoring import ProbeScorer, speaks_of_rooms
from models.samples.opening import open_generator
from models.samples.reporting import reported, scorer_for
from tests.support.diffusion import diffusion_generator
from tests.support.generators import CPU

LIT = ConceptEdit("lit", "Lit", "replace", (Pair("lit", "unlit"),))


@pytest.fixture(scope="module")
def generator():
    return open_generator(LAMP_ROOM_WORDS, CPU)


def test_rooms_are_read_by_the_probe_and_others_by_nothing_unless_there_is_clip(generator):
    assert speaks_of_rooms(generator)
    assert isinstance(scorer_for(generator, "auto", ""), ProbeScorer)
    other = diffusion_generator()
    assert not speaks_of_rooms(other)
    assert scorer_for(other, "auto", "") is None
    assert scorer_for(generator, "pictures", "") is None
    assert isinstance(scorer_for(other, "probe", ""), ProbeScorer)
    for wrong in (("clip", ""), ("auto", "nothing/here")):
        with pytest.raises(UnlitError, match="CLIP"):
            scorer_for(other, *wrong)


@pytest.mark.slow
def test_lit_lamps_go_out_and_others_stay_where_the_rest_is_kept(generator):
    shown = [scene.prompt.text for scene in sample_scenes(LAMP_ROOM_WORDS) if scene.prompt]
    moved = {}
    for name, edit in (("bare", in_context(LIT, shown)), ("kept", keeping_the_rest(in_context(LIT, shown)))):
        request = ReportRequest(Recipe(generator.info.fingerprint, (edit,)), seeds=2, most=4)
        *_, last = reported(generator, request)
        report = last.report
        for role in ("edited", "paraphrases"):
            assert report.measure(role, "meant").before.value == 0.0
            assert report.measure(role, "meant").after.value >= 0.9
        assert {case.role for case in report.request.cases} == {"edited", "paraphrases", "neighbours", "unrelated"}
        moved[name] = report.measure("unrelated", "factor", "lamps").size.value
    assert moved["kept"] < 0.75 * moved["bare"]
