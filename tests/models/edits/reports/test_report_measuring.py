"""Reports of a tiny generator: what they measure, against a scorer that reads the pictures' redness."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from msgspec.structs import replace

from models.document.concept import ConceptEdit, Pair, Share
from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe, UnitEdit
from models.document.render import RenderRequest
from models.document.report import Case, ReportRequest
from models.document.scene import Prompt, Scene
from models.edits.preview import preview
from models.edits.reports.measuring import BY_ITSELF, report_steps
from models.edits.reports.scoring import Seen, distance, qualities
from models.images import to_uint8
from tests.support.diffusion import diffusion_generator

BED = ConceptEdit("bed", "Bed", "replace", (Pair("bed", "lamp"),), tokens="all", ridge=1e-3)
CASES = (
    Case("the bed", "edited"), Case("the blue bed", "paraphrases"), Case("the lamp", "neighbours"),
    Case("night", "unrelated"),
)  # fmt: skip
ASKED = Prompt("", steps=2, guidance=2.0, scheduler="ddim")


class Redness:
    """“lamp” fits a picture better the redder it is."""

    name, by = "redness", "probe"

    def see(self, pictures):
        red = pictures[:, 0].mean((1, 2))
        return Seen({"red": red}, red)

    def fits(self, seen, texts):
        return torch.stack([red if "lamp" in text else 0.5 - red for red, text in zip(seen.held, texts, strict=True)])


@pytest.fixture(scope="module")
def generator():
    generator = diffusion_generator()
    generator.info = replace(generator.info, prompts=True)
    return generator


def request(generator, *edits, **options) -> ReportRequest:
    recipe = Recipe(generator.info.fingerprint, edits)
    return ReportRequest(recipe, **{"cases": CASES, "seeds": 3, "asked": ASKED, **options})


def finished(generator, asked, scorer=None):
    *_, last = report_steps(generator, asked, scorer)
    return last


def pictures(generator, recipe, text):
    scenes = [Scene(seed, prompt=replace(ASKED, text=text)) for seed in range(3)]
    return torch.cat([preview(generator, RenderRequest(scene, recipe)) for scene in scenes])


def test_measures_are_of_the_pictures_that_the_preview_shows(generator):
    asked = request(generator, BED)
    found = finished(generator, asked, Redness())
    before, after = (pictures(generator, recipe, "the bed") for recipe in (Recipe(asked.recipe.base), asked.recipe))
    report = found.report
    moved = float(distance(before, after).sum() / distance(before, before.roll(1, 0)).sum())
    red = before[:, 0].mean((1, 2)), after[:, 0].mean((1, 2))
    shows = [float((side > 0.5 - side).float().mean()) for side in red]
    assert report.measure("edited", "change").change.value == pytest.approx(moved, rel=1e-3)
    assert report.measure("edited", "factor", "red").change.value == pytest.approx(
        float((red[1] - red[0]).mean()), abs=1e-4
    )
    assert report.measure("edited", "fit").before.value == pytest.approx(float(red[0].mean()), abs=1e-4)
    meant = report.measure("edited", "meant")
    assert [meant.before.value, meant.after.value] == pytest.approx(shows)
    ratio = float(qualities(after)["detail"].sum() / qualities(before)["detail"].sum())
    assert report.measure("edited", "quality", "detail").change.value == pytest.approx(ratio, rel=1e-3)
    assert {(measure.role, measure.pictures) for measure in report.measures} == {(case.role, 3) for case in CASES}
    assert report.measure("unrelated", "meant") is None
    assert report.scorer == "redness"
    assert 0.5 < report.embeddings.gone < 1
    assert report.request.cases[0].meant == "the lamp"


def test_sheets_show_what_the_preview_shows(generator):
    asked = request(generator, BED)
    shown = finished(generator, asked).shown["edited"]
    before, after = (pictures(generator, recipe, "the bed") for recipe in (Recipe(asked.recipe.base), asked.recipe))
    assert len(shown) == 3
    for row, (one, other) in enumerate(shown):
        assert np.abs(one.astype(int) - to_uint8(before[row : row + 1])).max() <= 1
        assert np.abs(other.astype(int) - to_uint8(after[row : row + 1])).max() <= 1


def test_progress_counts_pictures_up_to_the_last(generator):
    steps = [(step.done, step.total) for step in report_steps(generator, request(generator, BED), None)]
    done = [each for each, _ in steps]
    assert done == sorted(done)
    assert steps[0] == (0.0, 24)
    assert steps[-1] == (pytest.approx(24.0), 24)
    assert len(steps) > 24 / 3 * 2


def test_a_recipe_of_units_is_measured_without_a_scorer(generator):
    layer = generator.info.layers[0]
    edit = UnitEdit("u", "U", layer.unit_ids()[:8], gain=0.0)
    report = finished(generator, request(generator, edit, cases=(Case("the bed"),))).report
    assert report.scorer == BY_ITSELF
    assert report.embeddings is None
    assert {measure.by for measure in report.measures} == {"pictures"}
    assert report.measure("edited", "change").change.value > 0


def test_a_recipe_that_does_nothing_says_so(generator):
    report = finished(generator, request(generator)).report
    assert report.measure("edited", "change").change.value == 0.0
    still = finished(generator, request(generator, replace(BED, strength=1e-9))).report
    assert still.measure("edited", "change").change.value < 1e-4
    assert any("changes nothing" in warning for warning in still.warnings)


def test_shares_of_attributes_are_of_the_picture_that_fits_best(generator):
    shares = (Share("lamp", 0.0), Share("bed", 0.0))
    edit = ConceptEdit("d", "D", "debias", (Pair("night"),), shares)
    report = finished(generator, request(generator, edit, cases=(Case("night"),)), Redness()).report
    red = pictures(generator, Recipe(generator.info.fingerprint), "night")[:, 0].mean((1, 2))
    lamp, bed = (report.measure("edited", "share", name) for name in ("lamp", "bed"))
    assert lamp.before.value == pytest.approx(float((red > 0.25).float().mean()))
    assert lamp.before.value + bed.before.value == pytest.approx(1.0)
    assert lamp.after.value == lamp.before.value


def test_what_cannot_be_reported_is_said_before_anything_is_drawn(generator):
    asked = request(generator, BED)
    other = replace(asked, recipe=replace(asked.recipe, base=Fingerprint("1" * 64, "tiny")))
    long = replace(asked, cases=(Case("lamp " * 100, "edited"),))
    for wrong in (other, long):
        with pytest.raises(UnlitError):
            next(report_steps(generator, wrong, None))
