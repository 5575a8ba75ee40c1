"""Prompts of a report from a file, and a report's numbers by name."""

from __future__ import annotations

import msgspec
import pytest

from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe
from models.document.report import Case, Measure, Number, RecipeReport, ReportRequest, parsed_cases, read_cases

BASE = Fingerprint("0" * 64, "tiny")


def test_prompts_have_the_part_of_the_heading_above_them():
    text = "\ufeffa lit lamp\n\n# a remark\n[Unrelated]\n  a blue bed \na lit lamp\na blue bed\n"
    assert parsed_cases(text.removeprefix("\ufeff"), "p.txt") == (
        Case("a lit lamp"), Case("a blue bed", "unrelated"), Case("a lit lamp", "unrelated"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no prompts"), (b"# only remarks\n", "no prompts"), (b"\xff\xfe", "UTF-8"), (b"a\n[bed]\n", "Line 2"),
        (b"a\x00b\n", "Line 1"), (b"x" * 1001, "Line 1"), (b"a\n" * 2**20, "too large"), (None, "cannot be read"),
        ("\n".join(map(str, range(10_001))).encode(), "more than 10,000"),
    ],
)  # fmt: skip
def test_a_bad_file_of_prompts_is_one_sentence(tmp_path, data, sentence):
    path = tmp_path / "prompts.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UnlitError, match=sentence) as raised:
        read_cases(path)
    assert "prompts.txt" in raised.value.sentence


def test_a_report_is_a_document():
    moved = Measure("unrelated", "quality", "pictures", 8, "detail", change=Number(1.0, 0.9, 1.1))
    report = RecipeReport(BASE, "Tiny", "nobody", ReportRequest(Recipe(BASE)), (moved,), None, ("Oh.",), {}, "1")
    assert decode("report", encode("report", report), RecipeReport) == report
    assert report.measure("unrelated", "quality") is report.measure("unrelated", "quality", "detail") is moved
    assert report.measure("unrelated", "quality", "colour") is report.measure("edited", "quality") is None


def test_a_change_needs_another_seed_to_be_measured_against():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"recipe": msgspec.to_builtins(Recipe(BASE)), "seeds": 1}, ReportRequest)
