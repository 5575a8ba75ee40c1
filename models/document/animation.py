"""Animation files: GIF with one good palette, MP4 where this computer can write it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator as Steps
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from models.document.atomic import writing
from models.document.errors import UnlitError

SUFFIXES = (".gif", ".mp4")
_CODEC = "mp4v"  # MPEG-4 Part 2: the one that every build of OpenCV can write
_LOOKED_AT, _LOOKED_SIDE = 8, 256  # frames that a palette is made from, and their size


class Frames:
    """Pictures kept in order, compressed without loss: an animation of large ones would fill the memory."""

    def __init__(self) -> None:
        self._pngs: list[np.ndarray] = []

    def __len__(self) -> int:
        return len(self._pngs)

    def add(self, picture: np.ndarray) -> None:
        """uint8 [H, W, 3], all of one size."""
        _, png = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 1])
        self._pngs.append(png)

    def bgr(self, number: int) -> np.ndarray:
        """uint8 [H, W, 3], blue first."""
        picture = cv2.imdecode(self._pngs[number], cv2.IMREAD_COLOR)
        assert picture is not None, "it was coded here"
        return picture

    def image(self, number: int) -> Image.Image:
        """For Pillow."""
        return Image.fromarray(cv2.cvtColor(self.bgr(number), cv2.COLOR_BGR2RGB))


def check_animation_name(path: Path) -> None:
    """Raises UnlitError for a name by which `animation_steps` could not know what to write."""
    if path.suffix.lower() not in SUFFIXES:
        raise UnlitError(f"“{path.name}” should end in .gif or .mp4.")


def animation_steps(frames: Frames, order: Sequence[int], path: Path, per_second: int) -> Steps[None, None, None]:
    """Write the frames in this order, atomically; yields once for each frame of them. A GIF is played again and again.

    Raises UnlitError: another ending, a full disk, or an MP4 where no encoder is.
    """
    check_animation_name(path)
    with writing(path) as temporary:
        write = _write_gif if path.suffix.lower() == ".gif" else _write_mp4
        yield from write(frames, order, temporary, per_second)


def _write_gif(frames: Frames, order: Sequence[int], path: Path, per_second: int) -> Steps[None, None, None]:
    """One palette for all frames: with one each, still places would flicker."""
    palette, drawn = _palette(frames), []
    for number in range(len(frames)):
        drawn.append(frames.image(number).quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG))
        yield
    first, *others = (drawn[number] for number in order)
    first.save(path, "gif", save_all=True, append_images=others, duration=1000 // per_second, loop=0, optimize=False)


def _palette(frames: Frames) -> Image.Image:
    """256 colours for some frames from the first to the last."""
    numbers = np.unique(np.linspace(0, len(frames) - 1, _LOOKED_AT).round().astype(int))
    looks = [frames.image(int(number)) for number in numbers]
    for look in looks:
        look.thumbnail((_LOOKED_SIDE, _LOOKED_SIDE), Image.Resampling.BOX)
    together = Image.fromarray(np.concatenate([np.asarray(look) for look in looks]))
    return together.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=2)


def _write_mp4(frames: Frames, order: Sequence[int], path: Path, per_second: int) -> Steps[None, None, None]:
    """Through a file whose name ends in .mp4, by which OpenCV knows what to write."""
    height, width = (side - side % 2 for side in frames.bgr(0).shape[:2])  # encoders take even sizes only
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / "sweep.mp4"
        video = cv2.VideoWriter(str(named), cv2.VideoWriter.fourcc(*_CODEC), per_second, (width, height))
        if not video.isOpened():
            raise UnlitError("This computer has no encoder for MP4; choose a name that ends in .gif.")
        try:
            for seen, number in enumerate(order):
                video.write(np.ascontiguousarray(frames.bgr(number)[:height, :width]))
                if seen < len(frames):
                    yield
        finally:
            video.release()
        shutil.copyfile(named, path)
