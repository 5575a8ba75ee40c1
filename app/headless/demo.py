"""`unlit demo`: the whole path once, without a display, on the bundled lamp room."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.headless.export import print_report
from app.headless.files import write_ranking, write_recipe
from app.headless.runner import Runner
from app.headless.tables import ranking_table
from app.headless.terminal import follow, out, say
from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.pictures import RECIPE_TEXT, contact_sheet, save_png
from models.document.ranking import PaintedScene, Ranking, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.document.scene import Scene
from models.samples.catalogue import LAMP_ROOM, sample_scenes
from models.samples.lamp_light import lamp_region

EVIDENCE = 3
PARTS = 4
SHEET_UNITS = 11


def demo(folder: Path) -> None:
    """Find the lamp's units in the lamp room, switch the strongest off, export, and write everything to the folder."""
    _make_folder(folder)
    say("Opening the sample room")
    runner = Runner(LAMP_ROOM)
    scenes, nothing = sample_scenes(LAMP_ROOM), runner.recipe(None)
    evidence = _evidence(runner, scenes, nothing)
    first = evidence[0]
    say(f"Searching the units that light the lamps of {len(evidence)} scenes")
    ranking = follow(runner.rank(RankRequest(evidence)))
    units = tuple(ranked.unit for ranked in ranking.units[:PARTS])
    recipe = nothing.with_edit(UnitEdit("lamp-1", "Lamp 1", units, gain=0.0))

    before, after = runner.picture(first.scene, nothing), runner.picture(first.scene, recipe)
    save_png(before, folder / "before.png")
    save_png(first.region.levels(), folder / "region.png")
    save_png(after, folder / "after.png", {RECIPE_TEXT: encode("recipe", recipe).decode()})
    save_png(_units_sheet(runner, first.scene, ranking), folder / "units.png")
    save_png(_scenes_sheet(runner, scenes, recipe), folder / "scenes.png")
    write_ranking(ranking, folder / "ranking.csv")
    write_recipe(recipe, folder / "recipe.json")
    report = runner.export(recipe, folder / "lamp_room_edited.safetensors", scenes)

    out.print(ranking_table(ranking, 12))
    _print_dimming(before, after, first.region)
    print_report(report)
    _print_files(folder)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnlitError(f"The folder “{folder}” cannot be made: {error.strerror or error}.", kind="disk") from error


def _evidence(runner: Runner, scenes: tuple[Scene, ...], nothing: Recipe) -> tuple[PaintedScene, ...]:
    """The first scenes in which a lamp shines, with the lamps as regions."""
    found = []
    for scene in scenes:
        region = lamp_region(runner.picture(scene, nothing))
        if region is not None:
            found.append(PaintedScene(scene, region))
    if not found:
        raise UnlitError("No lamp shines in the sample scenes.", kind="internal")
    return tuple(found[:EVIDENCE])


def _units_sheet(runner: Runner, scene: Scene, ranking: Ranking) -> np.ndarray:
    """The scene, then with each of the strongest units off."""
    base = runner.recipe(None)
    recipes = [base.with_edit(UnitEdit("one", str(r.unit), (r.unit,), gain=0.0)) for r in ranking.units[:SHEET_UNITS]]
    return contact_sheet([runner.picture(scene, recipe) for recipe in (base, *recipes)], columns=4)


def _scenes_sheet(runner: Runner, scenes: tuple[Scene, ...], recipe: Recipe) -> np.ndarray:
    """All scenes: as generated above, with the edit below."""
    base = runner.recipe(None)
    pictures = [runner.picture(scene, r) for r in (base, recipe) for scene in scenes]
    return contact_sheet(pictures, columns=len(scenes))


def dimming(before: np.ndarray, after: np.ndarray, region: Region) -> tuple[float, float]:
    """By how much the brightness falls inside and outside the region; 1 is from white to black."""
    fall = (before.astype(np.float64) - after).mean(2) / 255
    mask = region.mask().astype(np.float64)
    return float((fall * mask).sum() / mask.sum()), float((fall * (1 - mask)).sum() / (1 - mask).sum())


def _print_dimming(before: np.ndarray, after: np.ndarray, region: Region) -> None:
    inside, outside = dimming(before, after, region)
    fall = f"brightness falls by {inside:.3f} inside the region, {outside:.3f} outside"
    out.print(f"With the {PARTS} strongest units off, {fall}")


def _print_files(folder: Path) -> None:
    out.print(f"Look in {folder}:", markup=False)
    for name, what in {
        "before.png": "the room",
        "region.png": "the lamps, as a region",
        "after.png": "the room with the lamps' units off",
        "units.png": "the room, then with each of the strongest units off alone",
        "scenes.png": "other rooms, as generated and with the same edit",
        "ranking.csv": "every unit and its numbers",
        "recipe.json": "the edit, for `unlit render --recipe` and `unlit export --recipe`",
        "lamp_room_edited.safetensors": "the edited generator",
    }.items():
        out.print(f"  {name:<30} {what}", markup=False)
