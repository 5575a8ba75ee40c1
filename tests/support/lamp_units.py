"""The units that light the lamps of the bundled StyleGAN: read from beside it, since every training has its own."""

from __future__ import annotations

from models.document.units import UnitId
from models.samples.catalogue import LAMP_ROOM, known_units


def lamp_units() -> tuple[UnitId, ...]:
    """Those of each place, strongest first."""
    return tuple(named.unit for named in known_units(LAMP_ROOM) if named.name.endswith("lamp"))


def lamp_unit_names() -> str:
    """As a person types them."""
    return ", ".join(map(str, lamp_units()))
