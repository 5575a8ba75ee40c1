"""Pictures of a report are those that the preview shows, whatever an edit may have."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.document.recipe import Recipe, Span, UnitEdit
from models.document.region import Region
from models.document.render import RenderRequest
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.edits.preview import preview
from models.edits.reports.drawing import drawn
from tests.support.diffusion import diffusion_generator

UNITS = (UnitId("up_blocks.2.resnets.1.conv2", 7),)
SCENES = [Scene(seed, prompt=Prompt("a lamp", steps=2)) for seed in (1, 2)]
LIMITS = {
    "none": {},
    "a part of sampling": {"span": Span(0.0, 0.5)},
    "a region": {"region": Region.from_mask(np.eye(32))},
    "a colour": {"light": (1.0, 0.5, 0.0)},
}


@pytest.mark.parametrize("limit", LIMITS)
def test_pictures_of_a_report_are_those_of_the_preview(limit, monkeypatch):
    monkeypatch.setattr("models.edits.reports.drawing.batch_size", lambda _: 1)
    generator = diffusion_generator()
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("a", "", UNITS, -20.0, **LIMITS[limit]),))
    work, drawing = 0.0, drawn(generator, SCENES, recipe)
    try:
        while True:
            work += next(drawing)
    except StopIteration as ended:
        pictures = ended.value
    assert work == pytest.approx(len(SCENES))
    for picture, scene in zip(pictures.split(1), SCENES, strict=True):
        torch.testing.assert_close(picture, preview(generator, RenderRequest(scene, recipe)), rtol=0, atol=1e-5)
