"""One stroke, evidence from many scenes: a painted region found again by the generator's own features (METHODS 3).

What the generator's middle layers see of a lamp is much alike in all its pictures. So the painted scenes teach a
linear function of the features to be 1 in the region and 0 elsewhere (ridge regression over their places, both sides
weighing the same), and on another scene it tells where the same thing is.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from models.document.ranking import PaintedScene
from models.document.region import Region
from models.document.scene import Scene
from models.generators.generator import Generator
from models.search.evidence import Evidence

RIDGE = 0.1  # of the features' mean variance
PRESENT = 0.5  # of the painted region's own response: below it the thing is not there
LARGEST = 4.0  # times the painted area: above it, it is something else


class Finder:
    """Knows what was painted, and finds it on other scenes of the same generator."""

    def __init__(self, generator: Generator, painted: Sequence[PaintedScene]) -> None:
        """Raises UnlitError as rank does for the same evidence."""
        evidence = Evidence(generator, painted)
        self._generator = generator
        features = [generator.features(scene) for scene in evidence.scenes]
        size = features[0].shape[-2:]
        masks = [places.resized(*size).weights[0].cpu() for places in evidence.places]
        places = torch.cat([seen.flatten(1).T for seen in features]).double()
        self._mean = places.mean(0)
        self._direction = _ridge(places - self._mean, torch.cat([mask.flatten() for mask in masks]).double())
        responses = [self._response(seen) for seen in features]
        self._level, self._threshold = _level(responses, masks)
        self._area = sum(each.region.area for each in painted) / len(painted)

    def find(self, scene: Scene) -> PaintedScene | None:
        """The scene with the region painted on it; None where the generator shows no such thing."""
        response = self._response(self._generator.features(scene))
        side = self._generator.info.resolution
        large = F.interpolate(response[None, None], (side, side), mode="bicubic", align_corners=False)[0, 0]
        mask = _without_crumbs((large > self._threshold).numpy(), smallest=0.1 * self._area)
        if not mask.any() or mask.mean() > LARGEST * self._area:
            return None
        if float(large[torch.from_numpy(mask)].mean()) < PRESENT * self._level:
            return None
        region = Region.from_mask(mask.astype(np.float32)).feathered(side / 128)
        return PaintedScene(scene, region, transferred=True)

    def _response(self, features: Tensor) -> Tensor:
        """[C, H, W] -> float32 [H, W]: about 1 where the thing is, about 0 elsewhere."""
        places = features.flatten(1).T.double() - self._mean
        return (places @ self._direction).float().view(features.shape[-2:])


def _ridge(places: Tensor, mask: Tensor) -> Tensor:
    """The direction in feature space [C] along which the places [N, C] best tell their mask [N]."""
    inside, outside = mask / mask.sum(), (1 - mask) / (1 - mask).sum().clamp_min(1e-9)
    weighted = places * (inside + outside)[:, None]
    covariance = places.T @ weighted
    strength = RIDGE * covariance.diagonal().mean().clamp_min(1e-12)
    return torch.linalg.solve(covariance + strength * torch.eye(len(covariance)).double(), weighted.T @ mask)


def _level(responses: Sequence[Tensor], masks: Sequence[Tensor]) -> tuple[float, float]:
    """The mean response in the painted regions, and the threshold that gives them back best (largest overlap)."""
    response, mask = torch.cat([r.flatten() for r in responses]), torch.cat([m.flatten() for m in masks])
    level = float((response * mask).sum() / mask.sum())
    candidates = torch.linspace(0.2, 0.9, 15) * level
    overlaps = [
        float(torch.minimum(mask, f).sum() / torch.maximum(mask, f).sum())
        for f in ((response > c).float() for c in candidates)
    ]
    return level, float(candidates[int(np.argmax(overlaps))])


def _without_crumbs(mask: np.ndarray, smallest: float) -> np.ndarray:
    """Only connected parts that cover at least this part of the picture."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    kept = [i for i in range(1, count) if stats[i, cv2.CC_STAT_AREA] >= smallest * mask.size]
    return np.isin(labels, kept)
