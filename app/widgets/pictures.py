"""Pictures as arrays into pictures Qt can draw."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from models.checkpoints.places import is_address


def to_image(picture: np.ndarray) -> QImage:
    """A picture uint8 [H, W, 3] as a QImage of its own: the array may be overwritten or freed afterwards."""
    blue_first = cv2.cvtColor(picture, cv2.COLOR_RGB2BGRA)
    height, width = picture.shape[:2]
    return QImage(blue_first.data, width, height, blue_first.strides[0], QImage.Format.Format_RGB32).copy()


def dropped_file(mime: QMimeData) -> str:
    """The path of the one local file that is dragged, or the address of the one link; empty for anything else."""
    paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 else address_in(mime) if not paths else ""


def address_in(mime: QMimeData) -> str:
    """The one address of a generator on the web that is dragged or was copied; empty for anything else."""
    links = [url.toString() for url in mime.urls() if not url.isLocalFile()] or mime.text().split()
    return links[0] if len(links) == 1 and is_address(links[0]) else ""
