"""`unlit words`: where in the picture does each word of a prompt look?"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from app.headless.runner import Runner
from app.headless.scenes import Asked
from app.headless.terminal import say
from models.document.errors import UnlitError
from models.document.pictures import save_png
from models.document.recipe import Recipe

_DARK = 0.2  # how bright the picture stays where a word does not look


def words(file: str, asked: Asked, to: Path) -> None:
    """Write picture.png, and for each word N-WORD.png, bright where it looks, and N-WORD-mask.png, white there."""
    asked.check()
    runner = Runner(file)
    scenes = asked.scenes(runner.info)
    if len(asked.seeds) > 1:
        raise UnlitError("Give one seed: words are looked at in one picture.")
    maps = runner.look_at_words(scenes[0])
    picture = runner.picture(scenes[0], Recipe(runner.info.fingerprint))
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnlitError(f"“{to}” cannot be made: {error.strerror or error}.", kind="disk") from error
    save_png(picture, to / "picture.png", {})
    for number, found in enumerate(maps, start=1):
        name = f"{number:02}-{''.join(c for c in found.word if c.isalnum())[:40]}"
        save_png(_shaded(picture, found.region.mask()), to / f"{name}.png", {})
        save_png(cv2.cvtColor(found.region.levels(), cv2.COLOR_GRAY2RGB), to / f"{name}-mask.png", {})
    say(f"Wrote {len(maps)} words to {to}")


def _shaded(picture: np.ndarray, looked: np.ndarray) -> np.ndarray:
    """The picture, uint8 [H, W, 3], dark where `looked`, float32 [H, W] in [0, 1], is low."""
    brightness = _DARK + (1 - _DARK) * looked
    return np.rint(picture * brightness.reshape(*looked.shape, 1)).astype(np.uint8)
