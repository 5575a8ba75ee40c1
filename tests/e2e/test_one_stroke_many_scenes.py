"""A person paints one lamp, and the search finds lamps on other scenes as well."""

from __future__ import annotations

import numpy as np
import pytest

from app.session.document import evidence
from models.samples.lamp_light import lamp_region

pytestmark = pytest.mark.slow


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Of two masks in [0, 1], the intersection over the smaller: one may be a shade and the other its glow as well."""
    return float(np.minimum(one, other).sum() / min(one.sum(), other.sum()))


def test_one_stroke_is_evidence_from_eight_scenes(person):
    window = person.window
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.clicks("Options")
    person.clicks("Look on other scenes, too")
    person.searches()
    session = window.studio.session
    (ranking,) = session.project.rankings
    assert len(ranking.evidence) == 8
    assert [each.transferred for each in ranking.evidence] == [False] + [True] * 7
    assert any(ranked.spread > 0 for ranked in ranking.units)
    assert person.slider()

    marks = [thumbnail.mark() for thumbnail in window.scenes._thumbnails]
    assert marks.count("brush") == 1
    assert marks.count("search") == 7
    lit, good = 0, 0
    for index in [i for i, mark in enumerate(marks) if mark == "search"]:
        window.scenes._thumbnails[index].click()
        true = lamp_region(person.sees())
        person.waits(lambda: window.canvas.mask().any())
        assert window.canvas.mask().mean() / 255 < 0.08, "a lamp, and not a wall"
        if true is not None:
            lit += 1
            good += overlap(window.canvas.mask() / 255.0, true.mask()) > 0.5
    assert lit >= 5
    assert good >= 0.6 * lit, "most of what was found are lamps"


def test_a_person_corrects_what_was_found(person):
    window = person.window
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.clicks("Options")
    person.clicks("Look on other scenes, too")
    person.searches()
    session = window.studio.session
    index = next(i for i, thumbnail in enumerate(window.scenes._thumbnails) if thumbnail.mark() == "search")
    window.scenes._thumbnails[index].click()
    person.sees()
    person.paints([(5.0, 5.0), (12.0, 5.0)])
    assert window.scenes._thumbnails[index].mark() == "brush"
    mine = session.project.scenes[index]
    person.searches()
    by_scene = {each.scene: each for each in evidence(session.project)}
    assert not by_scene[mine].transferred
    assert by_scene[mine].region.levels()[5, 8] == 255, "what a person painted is not replaced"
