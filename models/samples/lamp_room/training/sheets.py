"""Sheets of pictures, written so that a viewer never meets half of one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from torch import Tensor

from models.document.atomic import writing


def sheet_of(pictures: Tensor, columns: int = 8) -> Image.Image:
    """Pictures [N, 3, H, W] in [0, 1] -> one image, row by row; what is missing of the last row is black."""
    n, _, height, width = pictures.shape
    sheet = np.zeros((-(-n // columns) * height, columns * width, 3), np.uint8)
    levels = (pictures.detach().float().clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).cpu().numpy()
    for i, picture in enumerate(levels):
        y, x = i // columns * height, i % columns * width
        sheet[y : y + height, x : x + width] = picture
    return Image.fromarray(sheet)


def save_image(image: Image.Image, path: Path) -> None:
    """A PNG. Raises UnlitError (kind "disk")."""
    with writing(path) as temporary:
        image.save(temporary, "PNG")


def save_sheet(pictures: Tensor, path: Path, columns: int = 8) -> None:
    """See sheet_of and save_image."""
    save_image(sheet_of(pictures, columns), path)
