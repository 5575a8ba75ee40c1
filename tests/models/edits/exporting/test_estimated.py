"""How large a file will be, against how large it is."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from models.checkpoints.additions.formats import ADDITIONS
from models.checkpoints.opening import build_generator, read_checkpoint
from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.edits.export import export_generator
from models.edits.exporting.estimated import estimated_size, size_of
from models.samples.catalogue import LAMP_ROOM, checkpoint_path
from tests.models.edits.test_concept_laws import BED, LIT, SCENE, generator_of, recipe_of
from tests.models.edits.test_low_rank import UNITS


@pytest.mark.parametrize("to", ADDITIONS)
def test_of_an_addition(tmp_path, to):
    generator, recipe = generator_of("SD"), recipe_of(LIT, BED, *UNITS)
    path = tmp_path / "x.safetensors"
    export_generator(generator, recipe, path, [SCENE], to=to)
    estimated = estimated_size(generator, recipe, tmp_path, to)
    assert 0.5 < estimated / path.stat().st_size <= 1, "of a tiny one names are half of it"


@pytest.mark.parametrize("to", ["native", "rosinality"])
def test_of_a_stylegan(tmp_path, to):
    source = checkpoint_path(LAMP_ROOM)
    generator = build_generator(read_checkpoint(source))
    unit = generator.info.layers[0].unit_ids()[0]
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("a", "A", (unit,), 0.0),))
    path = tmp_path / f"x{'.pt' if to == 'rosinality' else '.safetensors'}"
    export_generator(generator, recipe, path, [], source, to)
    assert estimated_size(generator, recipe, source, to) == pytest.approx(size_of(path), rel=0.1)


def test_what_weights_cannot_hold_has_no_size(tmp_path):
    generator = build_generator(read_checkpoint(checkpoint_path(LAMP_ROOM)))
    unit = generator.info.layers[0].unit_ids()[0]
    region = Region.from_mask(np.full((64, 64), 255, np.uint8))
    edit = replace(UnitEdit("a", "A", (unit,), 0.0), region=region)
    with pytest.raises(UnlitError, match="part of the picture"):
        estimated_size(generator, Recipe(generator.info.fingerprint, (edit,)), tmp_path, "native")
