"""Region: where a person painted. A soft mask at the picture's size, stored losslessly."""

from __future__ import annotations

import cv2
import msgspec
import numpy as np

from models.document.errors import UnlitError

LARGEST_SIDE = 8192


class Region(msgspec.Struct, frozen=True):
    """A painted region. `png` holds its mask as an 8-bit grey PNG of height x width; 255 is fully inside."""

    width: int
    height: int
    png: bytes

    @staticmethod
    def from_mask(mask: np.ndarray) -> Region:
        """From a mask [H, W]: uint8, or floats in [0, 1] (kept to 1/255)."""
        levels = mask if mask.dtype == np.uint8 else np.rint(np.clip(mask, 0.0, 1.0) * 255).astype(np.uint8)
        height, width = levels.shape
        ok, data = cv2.imencode(".png", levels)
        if not ok:
            raise UnlitError("The region could not be stored.", kind="internal")
        return Region(width, height, data.tobytes())

    def levels(self) -> np.ndarray:
        """The mask as uint8 [H, W]. Raises UnlitError when the stored picture is damaged or of another size."""
        if not png_size_is(self.png, self.width, self.height) or not _is_whole(self.png):
            raise UnlitError("This region is damaged: its picture cannot be read.")
        levels = cv2.imdecode(np.frombuffer(self.png, np.uint8), cv2.IMREAD_GRAYSCALE)
        if levels is None or levels.shape != (self.height, self.width):
            raise UnlitError("This region is damaged: its picture cannot be read.")
        return levels

    def mask(self) -> np.ndarray:
        """float32 [H, W] in [0, 1]."""
        return self.levels().astype(np.float32) / 255.0

    @property
    def area(self) -> float:
        """The fraction of the picture it covers, in [0, 1]: what a change spread evenly would land in it by chance."""
        return float(self.mask().mean())

    def resized(self, width: int, height: int) -> Region:
        """At another size: averaged over areas when smaller, interpolated when larger."""
        if (width, height) == (self.width, self.height):
            return self
        shrinks = width <= self.width and height <= self.height
        how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        return Region.from_mask(cv2.resize(self.mask(), (width, height), interpolation=how))

    def inverted(self) -> Region:
        """Everything else."""
        return Region.from_mask(255 - self.levels())

    def grown(self, pixels: int) -> Region:
        """Wider by so many pixels all round; narrower for a negative number."""
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(pixels) + 1,) * 2)
        change = cv2.dilate if pixels >= 0 else cv2.erode
        return Region.from_mask(change(self.levels(), kernel, borderType=cv2.BORDER_REPLICATE))

    def feathered(self, sigma: float) -> Region:
        """With an edge softened by a Gaussian of so many pixels."""
        blurred = (
            cv2.GaussianBlur(self.mask(), (0, 0), sigma, borderType=cv2.BORDER_REPLICATE) if sigma > 0 else self.mask()
        )
        return Region.from_mask(blurred)


def png_size_is(data: bytes, width: int, height: int) -> bool:
    """Whether the bytes begin as a PNG of this size: known before a decoder reserves any memory."""
    if len(data) < 24 or data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        return False
    found = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return found == (width, height) and 0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE


def _is_whole(png: bytes) -> bool:
    """Whether the last chunk ends where the bytes do: a decoder reserves what a chunk says it holds, be it 4 GB."""
    place = 8
    while place < len(png):
        place += 12 + int.from_bytes(png[place : place + 4], "big")
    return place == len(png)


def check_region(region: Region, resolution: int) -> Region:
    """The region itself, when a search can use it on pictures of this resolution.

    Raises UnlitError when it is of another size, or nothing is painted.
    """
    if (region.width, region.height) != (resolution, resolution):
        raise UnlitError(
            f"The region is {region.width} x {region.height} but this generator's pictures are "
            f"{resolution} x {resolution}; give a region of the same size."
        )
    if not region.levels().any():
        raise UnlitError("The region is empty: paint what you want to find first.")
    return region
