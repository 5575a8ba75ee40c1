"""`unlit export`: the edited generator as a file, re-opened and compared."""

from __future__ import annotations

from pathlib import Path

from app.headless.files import read_recipe
from app.headless.runner import Runner
from app.headless.scenes import compared_scenes
from app.headless.terminal import out, say
from models.document.bakeable import without_limits
from models.document.export_report import ExportReport


def export(
    file: str,
    recipe_file: Path,
    to: Path,
    *,
    container: str,
    rank: int,
    unlimited: bool,
    same_architecture: bool,
) -> ExportReport:
    """Bake the recipe, write, re-open, compare, report. unlimited: its edits then act throughout."""
    runner = Runner(file)
    recipe = runner.recipe(read_recipe(recipe_file), same_architecture=same_architecture)
    recipe = without_limits(recipe) if unlimited else recipe
    report = runner.export(recipe, to, compared_scenes(runner.info), container, rank)
    print_report(report)
    return report


def print_report(report: ExportReport) -> None:
    """What was written and how it compares."""
    if report.changes_nothing:
        say("This recipe changes nothing: the exported generator is the same as the original.")
    for note in report.notes:
        say(note)
    about = f"{report.container}, {report.size / 1e6:.1f} MB, {len(report.changed)} tensors changed"
    out.print(f"Wrote {report.path} ({about})", markup=False)
    out.print(
        f"Largest difference between preview and re-opened export: {report.largest_difference:.2e} "
        f"of the colour range, over {report.compared} pictures",
        markup=False,
    )
