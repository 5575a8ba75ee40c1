"""What a generator sees at each place of a scene, small enough to be sent: for `models.search.selecting`."""

from __future__ import annotations

import numpy as np
import torch

from models.document.scene import Scene
from models.generators.generator import Generator

CHANNELS = 64


def seen(generator: Generator, scene: Scene) -> np.ndarray:
    """float16 [C, h, w], C at most 64: the principal components of the scene's features over its places.

    Turning and leaving out what hardly varies keeps the angles between places; the mean is taken away.
    Raises UnlitError for a generator without features.
    """
    features = generator.features(scene)
    places = features.flatten(1).T
    places = places - places.mean(0)
    _, _, directions = torch.linalg.svd(places, full_matrices=False)
    components = places @ directions[:CHANNELS].T
    return components.T.reshape(-1, *features.shape[1:]).half().numpy()
