"""`unlit export`: the edited generator as a file, re-opened and compared."""

from __future__ import annotations

from pathlib import Path

from app.headless.files import read_recipe
from app.headless.runner import Runner
from app.headless.terminal import out, say
from models.document.export_report import ExportReport
from models.document.scene import Scene

COMPARED_SEEDS = range(4)


def export(file: str, recipe_file: Path, to: Path, *, container: str, same_architecture: bool) -> ExportReport:
    """Bake the recipe, write, re-open, compare, report."""
    runner = Runner(file)
    recipe = runner.recipe(read_recipe(recipe_file), same_architecture=same_architecture)
    classes = 0 if runner.info.classes else None
    scenes = tuple(Scene(seed, runner.info.truncation, class_index=classes) for seed in COMPARED_SEEDS)
    report = runner.export(recipe, to, scenes, container)
    print_report(report)
    return report


def print_report(report: ExportReport) -> None:
    """What was written and how it compares."""
    if report.changes_nothing:
        say("This recipe changes nothing: the exported generator is the same as the original.")
    about = f"{report.container}, {report.size / 1e6:.1f} MB, {len(report.changed)} tensors changed"
    out.print(f"Wrote {report.path} ({about})", markup=False)
    out.print(
        f"Largest difference between preview and re-opened export: {report.largest_difference:.2e} "
        f"of the colour range, over {report.compared} pictures",
        markup=False,
    )
