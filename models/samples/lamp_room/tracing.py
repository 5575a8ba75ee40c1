"""Rays from the camera, and the first thing each of them meets."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor

from models.samples.lamp_room.factors import Factors
from models.samples.lamp_room.geometry import Solids
from models.samples.lamp_room.pixelwise import EVERYWHERE, Window, peekable, pixels, unpack
from models.samples.lamp_room.surfaces import BACK, BOXES, CEILING, GROUND, ROUNDS, SIDE, TAPERED

# Where in a pixel the samples lie, in quarters of half a pixel from its middle: rotated grids.
GRIDS = {1: [[0, 0]], 2: [[-2, -2], [2, 2]], 4: [[-1, -3], [3, -1], [1, 3], [-3, 1]]}
NEAR = 0.05  # metres along a ray of which nothing is seen


class Rays(NamedTuple):
    """From the eye, three [N, 1, 1, 1], in directions of any length, three [N, S, R, R]; inverse: 1 / way, finite."""

    eye: list[Tensor]
    way: list[Tensor]
    inverse: list[Tensor]

    def at(self, distance: Tensor) -> list[Tensor]:
        """The points at a distance [N, S, R, R], in lengths of the directions."""
        return [origin + distance * way for origin, way in zip(self.eye, self.way, strict=True)]

    def within(self, window: Window) -> Rays:
        """The rays of a part of the picture."""
        seen = (..., *window)
        return Rays(self.eye, [way[seen] for way in self.way], [inverse[seen] for inverse in self.inverse])


Hit = tuple[Tensor, Tensor, Tensor | float]  # whether, at what distance, on which face


class _Target(NamedTuple):
    """One solid of every room: how to meet it, its shape's columns, the number of its first surface."""

    meet: Callable[..., Hit]
    shape: tuple[Tensor, ...]
    surface: int


def cast(factors: Factors, resolution: int, samples: int) -> Rays:
    """The rays of N pictures of resolution x resolution pixels with 1, 2 or 4 samples each."""
    device = factors.room.device
    steps = (torch.arange(resolution, device=device, dtype=torch.float32) + 0.5) * 2 / resolution - 1
    shift = torch.tensor(GRIDS[samples], device=device)[:, :, None, None] / (4.0 * resolution)
    x, y, yaw, pitch, zoom = unpack(factors.camera)
    right, up = (steps[None, None, :] + shift[:, 0]) / zoom, (-steps[None, :, None] + shift[:, 1]) / zoom + pitch
    right, up = torch.broadcast_tensors(right, up)
    cosine, sine = yaw.cos(), yaw.sin()
    way = [right * cosine + sine, up.contiguous(), cosine - right * sine]
    inverse = [1 / torch.where(direction.abs() < 1e-6, 1e-6, direction) for direction in way]
    return Rays([x, y, torch.zeros_like(x)], way, inverse)


def trace(factors: Factors, rays: Rays, solids: Solids) -> tuple[Tensor, Tensor]:
    """The distance along each ray to what it meets and the number of that surface (float), both [N, S, R, R]."""
    targets = _targets(solids)
    windows = _windows(factors, solids, rays.way[0].shape[-1])
    distance, surface = _shell(factors, rays)
    for window, target in zip(windows, targets, strict=True):
        if window is None:
            continue
        seen = (..., *window)
        hit, near, face = target.meet(rays.within(window), *target.shape)
        distance_there, surface_there = distance[seen], surface[seen]  # views
        hit = hit & (near > NEAR) & (near < distance_there)
        distance_there.copy_(torch.where(hit, near, distance_there))
        surface_there.copy_(torch.where(hit, face + target.surface, surface_there))
    return distance, surface


def _targets(solids: Solids) -> list[_Target]:
    boxes = zip(solids.boxes.unbind(1), solids.box_halves.unbind(1), strict=True)
    rounds = zip(solids.rounds.unbind(1), solids.round_radii.unbind(1), strict=True)
    frusta = solids.frusta.unbind(1)
    return [
        *(_Target(_meet_box, box, BOXES + 3 * i) for i, box in enumerate(boxes)),
        *(_Target(_meet_ellipsoid, ellipsoid, ROUNDS + i) for i, ellipsoid in enumerate(rounds)),
        *(_Target(_meet_frustum, (frustum,), TAPERED + i) for i, frustum in enumerate(frusta)),
    ]


def _windows(factors: Factors, solids: Solids, resolution: int) -> list[Window | None]:
    """The part of the picture that each solid may cover, in any of the rooms; None where it cannot be seen."""
    lower, upper = solids.bounds()
    if not peekable(lower):
        return [EVERYWHERE] * lower.shape[1]
    pick = torch.tensor([[i >> axis & 1 for axis in range(3)] for i in range(8)])
    corner = torch.where(pick.bool(), upper[:, :, None], lower[:, :, None])  # [N, P, 8, 3]
    place = ((_project(factors.camera, corner) + 1) / 2 * resolution).clamp(-4, resolution + 4)  # [2, N, P, 8]
    first, last = place.amin((1, 3)).floor().long() - 1, place.amax((1, 3)).ceil().long() + 1
    spans = torch.stack([first[0], last[0], first[1], last[1]], -1).clamp(0, resolution).tolist()
    return [(slice(a, b), slice(c, d)) if a < b and c < d else None for a, b, c, d in spans]


def _project(camera: Tensor, point: Tensor) -> Tensor:
    """Points [N, P, 8, 3] in the room -> row and column [2, N, P, 8], -1 to 1 within the picture."""
    x, y, yaw, pitch, zoom = (column[:, None, None] for column in camera.unbind(-1))
    right, up, away = point[..., 0] - x, point[..., 1] - y, point[..., 2]
    away, right = right * yaw.sin() + away * yaw.cos(), right * yaw.cos() - away * yaw.sin()
    away = away.clamp(min=0.1)  # what reaches behind the camera covers the picture's edge
    return torch.stack([(pitch - up / away) * zoom, right / away * zoom])


def _shell(factors: Factors, rays: Rays) -> tuple[Tensor, Tensor]:
    """The walls, the floor and the ceiling, from inside."""
    (ox, oy, _), (dx, dy, dz), _ = rays
    width, height, depth = unpack(factors.room)
    across = (width / 2 - torch.where(dx < 0, -ox, ox)) / dx.abs().clamp(min=1e-6)
    along = torch.where(dy < 0, oy, height - oy) / dy.abs().clamp(min=1e-6)
    away = depth / dz.clamp(min=1e-6)
    distance = torch.minimum(away, torch.minimum(across, along))
    level = torch.where(dy < 0, float(GROUND), float(CEILING))
    return distance, torch.where(away <= distance, float(BACK), torch.where(across <= distance, float(SIDE), level))


def _meet_box(rays: Rays, middle: Tensor, half: Tensor) -> Hit:
    """By slabs. The face is the axis it points along."""
    near, far = [], []
    for axis in range(3):
        inverse = rays.inverse[axis]
        centre, reach = (pixels(middle[:, axis]) - rays.eye[axis]) * inverse, pixels(half[:, axis]) * inverse.abs()
        near.append(centre - reach)
        far.append(centre + reach)
    yz = torch.maximum(near[1], near[2])
    enter, leave = torch.maximum(near[0], yz), torch.minimum(far[0], torch.minimum(far[1], far[2]))
    return enter < leave, enter, torch.where(near[0] >= yz, 0.0, torch.where(near[1] >= near[2], 1.0, 2.0))


def _meet_ellipsoid(rays: Rays, centre: Tensor, radii: Tensor) -> Hit:
    scale = [1 / radius for radius in unpack(radii)]
    px, py, pz = ((eye - c) * s for eye, c, s in zip(rays.eye, unpack(centre), scale, strict=True))
    ex, ey, ez = (way * s for way, s in zip(rays.way, scale, strict=True))
    a, b, c = ex * ex + ey * ey + ez * ez, px * ex + py * ey + pz * ez, px * px + py * py + pz * pz - 1
    root = b * b - a * c
    return root > 0, -(b + root.clamp(min=0).sqrt()) / a, 0.0


def _meet_frustum(rays: Rays, shape: Tensor) -> Hit:
    """An upright open cone frustum, seen from outside or, through its openings, from inside."""
    (ox, oy, oz), (dx, dy, dz), _ = rays
    x, z, bottom, top, a, b = unpack(shape)
    px, pz, radius, widen = ox - x, oz - z, a + b * oy, b * dy
    qa, qb = dx * dx + dz * dz - widen * widen, px * dx + pz * dz - radius * widen
    root = qb * qb - qa * (px * px + pz * pz - radius * radius)
    spread = root.clamp(min=0).sqrt()
    near, far = -(qb + spread) / qa, (spread - qb) / qa
    y_near, y_far = oy + near * dy, oy + far * dy
    outside, inside = (y_near > bottom) & (y_near < top), (y_far > bottom) & (y_far < top)
    return (root > 0) & (outside | inside), torch.where(outside, near, far), 0.0
