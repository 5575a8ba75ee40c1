"""Picture files: written with texts inside, sheets of them, masks read from them."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, PngImagePlugin

from models.document.atomic import write_bytes
from models.document.errors import UnlitError
from models.document.formats import decode
from models.document.recipe import Recipe
from models.document.region import LARGEST_SIDE, Region

RECIPE_TEXT, SCENE_TEXT = "unlit_recipe", "unlit_scene"
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")  # by content; others may run programs (EPS does)


def png_bytes(levels: np.ndarray, texts: dict[str, str] | None = None) -> bytes:
    """uint8 [H, W, 3] or [H, W] as PNG, with texts in iTXt chunks."""
    info = PngImagePlugin.PngInfo()
    for key, text in (texts or {}).items():
        info.add_itxt(key, text)
    data = io.BytesIO()
    Image.fromarray(levels).save(data, "png", pnginfo=info)
    return data.getvalue()


def save_png(levels: np.ndarray, path: Path, texts: dict[str, str] | None = None) -> None:
    """Write a picture, as of png_bytes, and its texts atomically. Raises UnlitError (kind "disk")."""
    write_bytes(path, png_bytes(levels, texts))


def thumbnail_png(levels: np.ndarray, side: int = 256) -> bytes:
    """A picture uint8 [H, W, 3] as PNG, made smaller where it is larger than `side`."""
    image = Image.fromarray(levels)
    image.thumbnail((side, side), Image.Resampling.BOX)
    return png_bytes(np.asarray(image))


def read_thumbnail(data: bytes, side: int = 1024) -> np.ndarray | None:
    """A picture uint8 [H, W, 3] from PNG bytes; None when they are none, are damaged, or larger than `side`."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            return np.asarray(image.convert("RGB")) if max(image.size) <= side else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def read_recipe_from_png(path: Path) -> Recipe:
    """The recipe inside a picture that Unlit saved. Raises UnlitError when there is none."""
    try:
        with Image.open(path, formats=["PNG"]) as image:
            text = getattr(image, "text", {}).get(RECIPE_TEXT)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnlitError(f"“{path.name}” is not a picture that can be read.", details=str(error)) from error
    if text is None:
        raise UnlitError(f"“{path.name}” is a picture without a recipe inside.")
    return decode("recipe", str(text), Recipe)  # Pillow wraps it in a class of its own


def contact_sheet(pictures: list[np.ndarray], columns: int, gap: int = 4, side: int = 160) -> np.ndarray:
    """uint8 pictures [H, W, 3] of one size, row by row on dark grey; small ones enlarged, pixel by pixel, to `side`."""
    factor = max(1, -(-side // pictures[0].shape[1]))
    pictures = [picture.repeat(factor, 0).repeat(factor, 1) for picture in pictures]
    height, width, _ = pictures[0].shape
    rows = -(-len(pictures) // columns)
    sheet = np.full((rows * (height + gap) + gap, columns * (width + gap) + gap, 3), 40, np.uint8)
    for i, picture in enumerate(pictures):
        top, left = (gap + k * (side + gap) for k, side in zip(divmod(i, columns), (height, width), strict=True))
        sheet[top : top + height, left : left + width] = picture
    return sheet


def with_outline(picture: np.ndarray, region: Region, side: int = 192) -> np.ndarray:
    """A picture uint8 [H, W, 3] with a region's edge drawn on it, light on dark; small ones are enlarged to `side`."""
    factor = max(1, -(-side // picture.shape[1]))
    large = np.ascontiguousarray(picture.repeat(factor, 0).repeat(factor, 1))
    height, width = large.shape[:2]
    inside = (region.resized(width, height).levels() > 127).astype(np.uint8)
    edges, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for colour, thick in (((20, 20, 20), 4), ((255, 236, 200), 2)):
        cv2.drawContours(large, edges, -1, colour, thick * max(1, width // side), cv2.LINE_AA)
    return large


def read_region(path: Path) -> Region:
    """A mask from a picture file: its transparency where it has any, else its brightness. Raises UnlitError."""
    try:
        with Image.open(path, formats=_FORMATS) as image:
            if max(image.size) > LARGEST_SIDE:
                raise UnlitError(f"“{path.name}” is too large for a region: {image.size[0]} x {image.size[1]}.")
            return Region.from_mask(_mask_of(image))
    except FileNotFoundError as error:
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnlitError(f"“{path.name}” is not a picture that can be read.", details=str(error)) from error


def _mask_of(image: Image.Image) -> np.ndarray:
    """[H, W], as Region.from_mask takes it. Pillow's own conversion would cut deep greys off instead of scaling."""
    if image.mode.startswith("I"):
        return np.asarray(image) / 65535
    if image.mode == "F":
        return np.nan_to_num(np.asarray(image))
    if image.has_transparency_data:
        alpha = np.asarray(image.convert("RGBA").getchannel("A"))
        if alpha.min() < 255:
            return alpha
    return np.asarray(image.convert("L"))
