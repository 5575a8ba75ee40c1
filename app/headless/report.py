"""`unlit report`: what a recipe does, measured in pictures."""

from __future__ import annotations

from pathlib import Path

from app.headless.files import read_recipe, write_recipe
from app.headless.runner import Runner
from app.headless.scenes import Asked
from app.headless.tables import report_table
from app.headless.terminal import follow_report, out, say
from models.document.concept import Pair
from models.document.errors import UnlitError
from models.document.report import Balancing, ReportRequest, ScorerChoice, read_cases

BALANCED = "recipe.json"


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
    balancing: Balancing | None,
    same_architecture: bool,
) -> None:
    """Draw with and without the recipe, read the pictures, write the folder, print what was found.

    balancing: first find shares of the recipe's debias edits; the folder then has the balanced recipe as well.
    """
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
        balancing=balancing,
    )
    found = follow_report(runner.report(request, to))
    for said in (*(balance.sentence for balance in found.balances), *found.warnings):
        say(said)
    if found.balances:
        write_recipe(found.request.recipe, to / BALANCED)
    out.print(report_table(found))
    say(f"Wrote {to}")


def wanted_of(text: str) -> tuple[float, ...]:
    """ "0.5,0.5" -> how often each attribute is wanted; nothing for an empty text. Raises UnlitError."""
    try:
        wanted = tuple(float(part) for part in text.split(",")) if text else ()
    except ValueError as error:
        raise UnlitError(f"“{text[:40]}” should be numbers with commas between them, as in 0.5,0.5.") from error
    if not all(0 <= share <= 1 for share in wanted):
        raise UnlitError("How often an attribute is wanted is a number from 0 to 1.")
    return wanted


def _pair(text: str) -> Pair:
    """ "lit=unlit" -> from and to. Raises UnlitError."""
    source, equals, target = (part.strip() for part in text.partition("="))
    if not equals or not source:
        raise UnlitError(f"“{text[:40]}” should say from what to what, as in lit=unlit.")
    return Pair(source, target)
