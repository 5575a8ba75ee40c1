"""Public generators of rooms and faces that people can download: what they are, where, and under which licence."""

from __future__ import annotations

from functools import cache

import msgspec

from resources import resource

FILE = "public_generators.json"


class PublicGenerator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One generator that somebody has published.

    shows: "Rooms", "Buildings" or "Faces". where: its address. source: the page that tells about it. size: bytes, 0
    when nobody says, and perhaps rounded. sha256: empty unless it is published.
    """

    name: str
    shows: str
    where: str
    licence: str
    format: str
    resolution: int
    source: str
    size: int = 0
    sha256: str = ""


@cache
def public_generators() -> tuple[PublicGenerator, ...]:
    """All of them, in the order in which they are shown."""
    return msgspec.json.decode(resource(FILE).read_bytes(), type=tuple[PublicGenerator, ...])


def public_generator(address: str) -> PublicGenerator | None:
    """The one at this address, if it is one of them."""
    return next((generator for generator in public_generators() if generator.where == address.strip()), None)
