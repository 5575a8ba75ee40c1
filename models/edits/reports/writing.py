"""A report as a folder: report.json for programs, report.md for people, and a sheet of pictures for each role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from PIL import Image

from models.document.atomic import write_bytes
from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.pictures import contact_sheet, save_png
from models.document.report import ROLES, Balance, Measure, Number, RecipeReport, Role

JSON, TEXT = "report.json", "report.md"
LARGEST_SHOWN = 256  # pixels of a picture on a sheet
HEADINGS: dict[Role, str] = {
    "edited": "Prompts as they were edited (efficacy)",
    "paraphrases": "The same, said otherwise (generalisation)",
    "neighbours": "Prompts near in meaning, which are to stay (specificity)",
    "unrelated": "Unrelated prompts, which are to stay (specificity)",
}
KINDS = {
    "meant": "pictures that show what is meant",
    "fit": "how well pictures show their prompt, or what is meant by it",
    "share": "pictures that show “{}” best",
    "change": "how far pictures move; 1: as far as another seed",
    "quality": "{}, times what it was",
    "factor": "{}, in its spreads",
}
HOW = """Shares have Wilson's 95 % intervals. Means have percentile bootstrap intervals: prompts are drawn again 2,000
times with all their pictures (single pictures where there are fewer than five prompts). Every prompt was drawn with the
same seeds before and after."""
SEQUENTIAL = """Shares of a balance were found on the same pictures every round, and tested on fresh seeds by confidence
sequences (the Beta mixture of Robbins 1970; Howard et al. 2021), which hold however often one looks; all attributes
together with 95 %."""


def write_report(
    report: RecipeReport, shown: Mapping[Role, Sequence[tuple[np.ndarray, np.ndarray]]], folder: Path
) -> RecipeReport:
    """Write the folder, which may be there already; returns the report with the names of its sheets.

    shown: pictures before and after, uint8 [H, W, 3]. Raises UnlitError (kind "disk").
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnlitError(f"“{folder}” cannot be made: {error.strerror or error}.", kind="disk") from error
    sheets: dict[Role, str] = {role: f"{role}.png" for role in ROLES if shown.get(role)}
    for role, name in sheets.items():
        before, after = zip(*shown[role], strict=True)
        pictures = [_small(picture) for picture in (*before, *after)]
        save_png(contact_sheet(pictures, columns=len(before)), folder / name)
    report = replace(report, sheets=sheets)
    write_bytes(folder / JSON, encode("report", report))
    write_bytes(folder / TEXT, "\n".join(_lines(report)).encode())
    return report


def _small(picture: np.ndarray) -> np.ndarray:
    image = Image.fromarray(picture)
    image.thumbnail((LARGEST_SHOWN, LARGEST_SHOWN), Image.Resampling.BOX)
    return np.asarray(image)


def _lines(report: RecipeReport) -> Iterator[str]:
    request = report.request
    yield f"# What a recipe does to {report.generator}\n"
    yield f"{len(request.cases)} prompts, seeds 0 to {request.seeds - 1} each. Read with {report.scorer}.\n"
    yield from (f"**{warning}**\n" for warning in report.warnings)
    for balance in report.balances:
        yield from _balance(balance)
    if report.embeddings is not None:
        yield _words(report)
    for role in ROLES:
        measures = [measure for measure in report.measures if measure.role == role]
        if measures:
            yield f"## {HEADINGS[role]}\n"
            yield from _table(measures)
            yield from _prompts(report, role)
    yield "## How it was measured\n"
    yield HOW + "\n"
    if report.balances:
        yield SEQUENTIAL + "\n"


def _balance(balance: Balance) -> Iterator[str]:
    yield f"## Balance of “{_plain(balance.key)}”\n"
    yield f"{_plain(balance.sentence)}\n"
    yield "| attribute | wanted | share of it in the edit | fresh pictures that show it | confidence sequence |"
    yield "|---|---|---|---|---|"
    for row in zip(balance.attributes, balance.wanted, balance.shares, balance.tested, balance.intervals, strict=True):
        text, wanted, share, tested, ends = row
        yield f"| {_plain(text)} | {wanted:.0%} | {share:+.3f} | {tested} | {ends.low:.0%} to {ends.high:.0%} |"
    yield ""
    for number, each in enumerate(balance.rounds, 1):
        shares = ", ".join(f"{share:+.3f}" for share in each.shares)
        yield f"{number}. shares {shares}: {' / '.join(map(str, each.counts))} pictures"
    yield ""


def _words(report: RecipeReport) -> str:
    found = report.embeddings
    assert found is not None
    return (
        "Before any picture, in what cross-attention reads (exact, so without intervals): the edited words are "
        f"{found.gone:.0%} of the way to what they are to mean, other prompts' words move by {found.drift:.1%}, "
        f"weights by {found.change:.1%}; the condition of the solve is {found.condition:.1e}.\n"
    )


def _table(measures: Sequence[Measure]) -> Iterator[str]:
    yield "| measured | by | pictures | before | after | change | size of single changes |"
    yield "|---|---|---|---|---|---|---|"
    for measure in measures:
        name = KINDS[measure.kind].format(measure.name)
        percent = measure.kind in ("meant", "share")
        cells = (_cell(n, percent) for n in (measure.before, measure.after, measure.change, measure.size))
        yield f"| {name} | {measure.by} | {measure.pictures} | {' | '.join(cells)} |"
    yield ""


def _cell(number: Number | None, percent: bool) -> str:
    if number is None:
        return ""
    if percent:
        return f"{number.value:.0%} ({number.low:.0%} to {number.high:.0%})"
    return f"{number.value:.3f} ({number.low:.3f} to {number.high:.3f})"


def _prompts(report: RecipeReport, role: Role) -> Iterator[str]:
    if role in report.sheets:
        yield f"![Before, and below it after]({report.sheets[role]})\n"
    for case in report.request.cases:
        if case.role == role:
            meant = f" → {_plain(case.meant)}" if case.meant is not None else ""
            yield f"- {_plain(case.text)}{meant}"
    yield ""


def _plain(text: str) -> str:
    """As Markdown shows it as written; an empty one named."""
    escaped = "".join("\\" + c if c in "\\`*_{}[]<>#|!" else c for c in text)
    return escaped or "(nothing)"
