"""All units at once, from a few backward passes: an estimate (METHODS 1.6).

Random probes alone need many: the error of a change's energy falls with the root of their number. Most of what an
ablation does to a region is plain, though: it becomes darker, redder, brighter on one side. So those few patterns are
probed for themselves, exactly, and random probes measure only the rest (the deflation of Hutch++, Meyer et al. 2021).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from models.document.scene import Scene
from models.generators.generator import Generator
from models.search.scoring import TINY, Places


def sketch(
    generator: Generator,
    scene: Scene,
    places: Places,
    layers: Sequence[str],
    probes: int,
    seed: int,
    cap_gib: float = 0.0,
) -> Tensor:
    """How much ablating each unit changes the scene to first order: float64 [4, units of all the layers].

    Root mean squares over the region, the rest, and what is to stay, pictures being [0, 1] (for a generator that does
    not probe pictures: in the space it does probe); then how much the region changes as a whole, the |mean change| of
    a colour, which is exact to first order. places: at picture size. probes: random ones for the region,
    beside its plain patterns; a third as many for each of the others. cap_gib: as of pushes.
    """
    shape, signs = generator.probe_shape, torch.Generator().manual_seed(seed)
    small = places.resized(*shape[-2:])
    counts = (probes, -(-probes // 3), -(-probes // 3))
    drawn = [
        _probes(shape, weight.cpu(), count if area > 0 else 0, patterns=which == 0, signs=signs)
        for which, (weight, area, count) in enumerate(zip(small.weights, small.areas.tolist(), counts, strict=True))
    ]
    pushes = generator.pushes(scene, torch.cat([probes for probes, _ in drawn]), layers, cap_gib)
    landed = torch.cat([pushes[name] for name in layers], 1).double()
    sums = [
        (part.square() * shares[:, None]).sum(0)
        for part, (_, shares) in zip(landed.split([len(probes) for probes, _ in drawn]), drawn, strict=True)
    ]
    # The first patterns are each colour evenly: their products are its sum over the region by the root of its area.
    even = landed[: _channels(shape)].abs().mean(0) * small.areas[0].sqrt()
    return torch.cat([_size(torch.stack(sums), small, shape), _mean(even, small)[None]])


def measured(changes: Tensor, places: Places) -> Tensor:
    """The same of changes that are known exactly, [units, *probe_shape], places being at their size."""
    flat = changes.double().cpu().flatten(1, -3).flatten(2)
    weights = places.weights.flatten(1).double().cpu()
    even = (flat @ weights[0]).abs().mean(1)
    energies = weights @ flat.square().sum(1).T
    return torch.cat([_size(energies, places, tuple(changes.shape[1:])), _mean(even, places)[None]])


def _size(energies: Tensor, places: Places, shape: tuple[int, ...]) -> Tensor:
    """[3, units] of energy -> root mean square a number. Halved: a raw output spans twice what a picture does."""
    return (energies / (places.areas * _channels(shape)).clamp_min(TINY)[:, None]).sqrt() / 2


def _mean(sums: Tensor, places: Places) -> Tensor:
    """[units] of |sum| over the region -> |mean|, of pictures in [0, 1]."""
    return sums / places.areas[0].clamp_min(TINY) / 2


def _channels(shape: tuple[int, ...]) -> int:
    """Numbers at a place."""
    return torch.Size(shape[:-2]).numel()


def _probes(
    shape: tuple[int, ...], weight: Tensor, count: int, *, patterns: bool, signs: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Probes [n, *shape] of one place, and float64 [n]: how much each one's square counts towards the energy."""
    root = weight.sqrt()
    basis = _plain_patterns(shape, root) if patterns else torch.zeros(0, *shape)
    random = torch.randint(0, 2, (count, *shape), generator=signs, dtype=torch.float32).mul_(2).sub_(1)
    flat = basis.flatten(1)
    random -= (random.flatten(1) @ flat.T @ flat).view_as(random)
    shares = torch.cat([torch.ones(len(basis)), torch.full((count,), 1 / max(1, count))]).double()
    return torch.cat([basis, random]) * root, shares


def _plain_patterns(shape: tuple[int, ...], root: Tensor) -> Tensor:
    """An orthonormal basis [n, *shape] of a region: each colour evenly, and brighter from side to side and top down.

    The even ones are exactly 0 in the other colours: a generator need not look where a probe does not.
    """
    height, width = shape[-2:]
    channels = _channels(shape)
    down, across = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    columns = (torch.stack([torch.ones_like(down), down, across]) * root).flatten(1).T
    plain, *slopes = torch.linalg.qr(columns).Q.T.reshape(3, height, width)
    even = torch.eye(channels)[:, :, None, None] * plain
    wide = torch.stack(slopes)[:, None].expand(-1, channels, -1, -1) / channels**0.5
    return torch.cat([even, wide]).reshape(-1, *shape)
