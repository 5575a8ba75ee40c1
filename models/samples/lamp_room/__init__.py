"""Procedural rooms with lamps, drawn from known factors.

The bundled generators learned from these pictures, and because every factor is known they are ground truth for the
search: *these* pixels are the lamp, *this* is the same room with the lamp out.

    rooms = sample_factors(16, torch.Generator().manual_seed(7))
    lit = render(relight(rooms, torch.ones(16, LAMPS)), 128)
    out = render(relight(rooms, torch.zeros(16, LAMPS)), 128)
"""

from models.samples.lamp_room.captions import captions
from models.samples.lamp_room.factors import LAMPS, Factors, relight
from models.samples.lamp_room.renderer import RenderedBatch, render
from models.samples.lamp_room.sampling import sample_factors

__all__ = ["LAMPS", "Factors", "RenderedBatch", "captions", "relight", "render", "sample_factors"]
