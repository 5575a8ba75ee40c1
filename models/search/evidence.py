"""Painted scenes, made ready for a generator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.document.errors import UnlitError
from models.document.ranking import PaintedScene
from models.document.region import check_region
from models.document.scene import Scene
from models.generators.generator import Generator
from models.search.scoring import Places


class Evidence:
    """scenes, and places: where changes of each of them count, on the generator's device."""

    def __init__(self, generator: Generator, painted: Sequence[PaintedScene]) -> None:
        """Raises UnlitError for no evidence, and for a region that is empty or of another size than the pictures."""
        if not painted:
            raise UnlitError("Nothing is painted yet: paint what you want to find.")
        for region in (region for each in painted for region in (each.region, each.keep) if region is not None):
            check_region(region, generator.info.resolution)
        self.scenes = [each.scene for each in painted]
        self.places = [Places.of(each, generator.device) for each in painted]

    def __iter__(self) -> Iterator[tuple[Scene, Places]]:
        return zip(self.scenes, self.places, strict=True)
