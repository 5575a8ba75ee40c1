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
from models.search.scoring import Places


def sketch(
    generator: Generator,
    scene: Scene,
    places: Places,
    layers: Sequence[str],
    probes: int,
    seed: int,
    cap_gib: float = 0.0,
) -> Tensor:
    """How much ablating each unit changes the scene to first order: float64 [3, units of all the layers].

    Root mean squares over the region, the rest, and what is to stay, pictures being [0, 1] (for a generator that does
    not probe pictures: in the space it does probe). places: at picture size. probes: random ones for the region,
    beside its plain patterns; half as many for each of the others. cap_gib: as of pushes.
    """
    shape, signs = generator.probe_shape, torch.Generator().manual_seed(seed)
    small = places.resized(*shape[-2:])
    counts = (probes, (probes + 1) // 2, (probes + 1) // 2)
    drawn = [
        _probes(shape, weight.cpu(), count if area > 0 else 0, patterns=which == 0, signs=signs)
        for which, (weight, area, count) in enumerate(zip(small.weights, small.areas.tolist(), counts, strict=True))
    ]
    pushes = generator.pushes(scene, torch.cat([probes for probes, _ in drawn]), layers, cap_gib)
    energies = torch.cat([pushes[name] for name in layers], 1).double().square()
    sums = [
        (part * shares[:, None]).sum(0)
        for part, (_, shares) in zip(energies.split([len(probes) for probes, _ in drawn]), drawn, strict=True)
    ]
    return _size(torch.stack(sums), small, shape)


def measured(changes: Tensor, places: Places) -> Tensor:
    """The same of changes that are known exactly, [units, *probe_shape], places being at their size."""
    square = changes.double().square().flatten(1, -3).sum(1).flatten(1).cpu()
    return _size(places.weights.flatten(1).double().cpu() @ square.T, places, tuple(changes.shape[1:]))


def _size(energies: Tensor, places: Places, shape: tuple[int, ...]) -> Tensor:
    """[3, units] of energy -> root mean square a number. Halved: a raw output spans twice what a picture does."""
    numbers = places.areas * torch.Size(shape[:-2]).numel()
    return (energies / numbers.clamp_min(torch.finfo(torch.float64).tiny)[:, None]).sqrt() / 2


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
    """An orthonormal basis [n, *shape] of a region: each colour evenly, and brighter from side to side and top down."""
    *leading, height, width = shape
    channels = torch.Size(leading).numel()
    down, across = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    even = torch.eye(channels)[:, :, None, None] * root
    slopes = torch.stack([down, across])[:, None].expand(-1, channels, -1, -1) * root
    columns = torch.cat([even, slopes]).flatten(1).T
    return torch.linalg.qr(columns).Q.T.contiguous().view(-1, *shape)
