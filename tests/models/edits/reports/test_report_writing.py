"""The folder that a report is."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from models.document.concept_report import ConceptReport
from models.document.errors import UnlitError
from models.document.formats import decode
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe
from models.document.report import Case, Measure, Number, RecipeReport, ReportRequest
from models.edits.reports.writing import write_report

BASE = Fingerprint("0" * 64, "tiny")
MEASURES = (
    Measure("edited", "meant", "probe", 8, "", Number(0.0, 0.0, 0.3), Number(0.875, 0.5, 0.98)),
    Measure("edited", "factor", "probe", 8, "wall red", change=Number(-0.25, -0.5, 0.0), size=Number(0.5, 0.4, 0.6)),
    Measure("unrelated", "change", "pictures", 8, change=Number(0.05, 0.01, 0.08)),
)
CASES = (Case("a lit *lamp*", "edited", ""), Case("a bed", "unrelated"))
REPORT = RecipeReport(
    BASE, "Tiny", "nobody", ReportRequest(Recipe(BASE), CASES), MEASURES, ConceptReport(10.0, 0.1, 0.95, 0.02, 3, ()),
    ("Look out.",), {}, "1",
)  # fmt: skip


def picture(level: int, side: int = 32):
    return np.full((side, side, 3), level, np.uint8)


def test_a_report_is_written_for_people_and_for_programs(tmp_path):
    shown = {"edited": [(picture(10), picture(200)), (picture(20), picture(210))], "unrelated": []}
    found = write_report(REPORT, shown, tmp_path / "new" / "folder")
    folder = tmp_path / "new" / "folder"
    assert {path.name for path in folder.iterdir()} == {"report.json", "report.md", "edited.png"}
    assert found.sheets == {"edited": "edited.png"}
    assert decode("report", (folder / "report.json").read_bytes(), RecipeReport) == found
    text = (folder / "report.md").read_text("utf-8")
    for said in (
        "**Look out.**", "88% (50% to 98%)", "wall red", "-0.250 (-0.500 to 0.000)",
        "![Before, and below it after](edited.png)",
        "a lit \\*lamp\\* → (nothing)", "95% of the way", "Wilson", "efficacy", "specificity",
    ):  # fmt: skip
        assert said in text


def test_a_sheet_has_before_above_after(tmp_path):
    write_report(REPORT, {"edited": [(picture(10), picture(200)), (picture(20), picture(210))]}, tmp_path)
    sheet = np.asarray(Image.open(tmp_path / "edited.png"))[..., 0]
    quarters = [
        sheet[y, x] for y in (len(sheet) // 4, 3 * len(sheet) // 4) for x in (sheet.shape[1] // 4, -sheet.shape[1] // 4)
    ]
    assert quarters == [10, 20, 200, 210]


def test_large_pictures_are_made_smaller(tmp_path):
    write_report(REPORT, {"edited": [(picture(10, 1024), picture(200, 1024))]}, tmp_path)
    assert max(Image.open(tmp_path / "edited.png").size) < 600


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UnlitError, match="cannot be made"):
        write_report(REPORT, {}, tmp_path / "file")
