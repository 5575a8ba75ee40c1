"""`unlit render`: a picture, or the raw output, of scenes under a recipe."""

from __future__ import annotations

from pathlib import Path

from app.headless.files import read_recipe
from app.headless.runner import Runner
from app.headless.scenes import Asked
from app.headless.terminal import say
from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.pictures import RECIPE_TEXT, SCENE_TEXT, contact_sheet, save_png


def render(file: str, asked: Asked, recipe_file: Path | None, to: Path, *, same_architecture: bool) -> None:
    """Write .png (several scenes: a sheet) or .npy (float32 [N, 3, H, W], raw, unclamped)."""
    kind = to.suffix.lower()
    if kind not in (".png", ".npy"):
        raise UnlitError(f"“{to.name}” should end in .png (a picture) or .npy (the raw output).")
    asked.check()
    runner = Runner(file)
    scenes = asked.scenes(runner.info)
    given = read_recipe(recipe_file) if recipe_file else None
    recipe = runner.recipe(given, same_architecture=same_architecture)
    if kind == ".npy":
        runner.save_raw(scenes, recipe, to)
    else:
        pictures = [runner.picture(scene, recipe) for scene in scenes]
        texts = {RECIPE_TEXT: encode("recipe", recipe).decode(), SCENE_TEXT: encode("scene", scenes[0]).decode()}
        picture = pictures[0] if len(pictures) == 1 else contact_sheet(pictures, columns=min(8, len(pictures)))
        save_png(picture, to, texts)
    say(f"Wrote {to}")
