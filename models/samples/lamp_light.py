"""Where a lamp shines in a picture of the lamp room, by its brightness and warmth."""

from __future__ import annotations

import cv2
import numpy as np

from models.document.region import Region

BRIGHT, WARM = 0.72, 0.03
SMALLEST, LARGEST = 0.004, 0.08


def lamp_region(picture: np.ndarray) -> Region | None:
    """The lit lamps of a dark room, slightly grown and soft; None where none is found.

    picture: uint8 [H, W, 3]. Bright warm spots of a lamp's size are taken for lamps: windows by day are bright but
    bluish, or larger. It is a stand-in for a person's brush in the demo and in tests, not a lamp detector.
    """
    levels = picture.astype(np.float32) / 255
    luma = levels @ np.array([0.299, 0.587, 0.114], np.float32)
    spots = ((luma > BRIGHT) & (levels[..., 0] - levels[..., 2] > WARM)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(spots, connectivity=8)
    areas = stats[:, cv2.CC_STAT_AREA] / spots.size
    lamps = [i for i in range(1, count) if SMALLEST <= areas[i] <= LARGEST]
    if not lamps:
        return None
    side = picture.shape[0]
    return Region.from_mask(np.isin(labels, lamps).astype(np.float32)).grown(max(1, side // 64)).feathered(side / 128)
