"""What stands in the tables that a command prints."""

from __future__ import annotations

import numpy as np
import pytest

from app.headless.tables import group_table
from models.document.group import GroupStep
from models.document.ranking import PaintedScene
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import UnitId

REGION = Region.from_mask(np.eye(4, dtype=np.float32))


@pytest.mark.parametrize(("keep", "headings"), [(None, []), (REGION, ["kept"])])
def test_what_is_to_stay_has_a_column_only_where_something_is(keep, headings):
    step = GroupStep(UnitId("b8.conv1", 3), inside=0.5, outside=0.01, kept=0.25, share=0.9, score=0.4)
    table = group_table([step], [PaintedScene(Scene(), REGION), PaintedScene(Scene(1), REGION, keep)])
    assert [column.header for column in table.columns] == ["unit", "score", "inside", "outside", *headings, "share"]
    assert [cell for column in table.columns if column.header == "kept" for cell in column.cells] == ["0.2500"] * len(
        headings
    )
