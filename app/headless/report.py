"""`unlit report`: what a recipe does, measured in pictures."""

from __future__ import annotations

from pathlib import Path

from app.headless.files import read_recipe
from app.headless.runner import Runner
from app.headless.scenes import Asked
from app.headless.terminal import follow_report, out, report_table, say
from models.document.concept import Pair
from models.document.errors import UnlitError
from models.document.report import ReportRequest, ScorerChoice, read_cases


def report(
    file: str,
    recipe_file: Path,
    to: Path,
    prompts_file: Path | None,
    asked: Asked,
    meant: list[str],
    *,
    seeds: int,
    most: int,
    scorer: ScorerChoice,
    clip: str,
    same_architecture: bool,
) -> None:
    """Draw with and without the recipe, read the pictures, write the folder, print what was found."""
    given, pairs = read_recipe(recipe_file), tuple(_pair(each) for each in meant)
    runner = Runner(file)
    recipe = runner.recipe(given, same_architecture=same_architecture)
    (scene,) = asked.scenes(runner.info)
    request = ReportRequest(
        recipe,
        cases=read_cases(prompts_file) if prompts_file else (),
        meant=pairs,
        seeds=seeds,
        most=most,
        scorer=scorer,
        clip=clip,
        asked=scene.prompt,
    )
    found = follow_report(runner.report(request, to))
    for warning in found.warnings:
        say(warning)
    out.print(report_table(found))
    say(f"Wrote {to}")


def _pair(text: str) -> Pair:
    """ "lit=unlit" -> from and to. Raises UnlitError."""
    source, equals, target = (part.strip() for part in text.partition("="))
    if not equals or not source:
        raise UnlitError(f"“{text[:40]}” should say from what to what, as in lit=unlit.")
    return Pair(source, target)
