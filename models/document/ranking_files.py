"""Rankings from files: a whole one as JSON, or the table of one, which does not say what was searched."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from models.document.errors import UnlitError
from models.document.formats import decode, kind_of
from models.document.generator_info import Fingerprint, GeneratorInfo
from models.document.ranking import RankedUnit, Ranking, RankRequest
from models.document.units import UnitId

LARGEST = 256 * 2**20
_HEADING = "rank,layer,unit,"
_NUMBERS = ("effect", "inside", "outside", "share", "score", "spread", "kept", "even")


def is_ranking(path: Path, kind: str) -> bool:
    """Whether a file is one. kind: what `identify` took it for."""
    if kind == "recipe" and path.stat().st_size <= LARGEST:
        return kind_of(path.read_bytes()) == "ranking"
    return kind == "text" and _is_table(path)


def _is_table(path: Path) -> bool:
    """Whether a text begins as the table of a ranking does."""
    with path.open("rb") as file:
        return file.read(len(_HEADING)).decode(errors="replace") == _HEADING


def read_ranking(path: Path, info: GeneratorInfo) -> Ranking:
    """A ranking for this generator. Of a table the request is empty, as nobody knows it.

    Raises UnlitError: no ranking, damaged, too large, or of another generator.
    """
    if path.stat().st_size > LARGEST:
        raise UnlitError(f"“{path.name}” is too large to be an Unlit ranking.")
    ranking = _from_table(path, info.fingerprint) if _is_table(path) else decode("ranking", path.read_bytes(), Ranking)
    widths = {layer.name: layer.units for layer in info.layers}
    known = all(0 <= ranked.unit.index < widths.get(ranked.unit.layer, 0) for ranked in ranking.units)
    if ranking.base != info.fingerprint or not known:
        raise UnlitError("This ranking was made with another generator; open that one first.")
    return ranking


def _from_table(path: Path, base: Fingerprint) -> Ranking:
    """The rows as they are, in their order."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        units = tuple(_ranked(row) for row in rows)
        chance = float(rows[0]["chance"]) if rows else 0.0
    except (csv.Error, ValueError, KeyError, TypeError, OverflowError) as error:
        raise UnlitError(f"“{path.name}” is damaged: it is no table of a ranking.", details=str(error)) from error
    layers = tuple(dict.fromkeys(ranked.unit.layer for ranked in units))
    return Ranking(base, RankRequest(()), layers, units, chance, "")


def _ranked(row: dict[str, str]) -> RankedUnit:
    """Raises ValueError, KeyError or TypeError for a row that is none."""
    numbers = [float(row[name]) for name in _NUMBERS]
    index = int(row["unit"])
    if not all(math.isfinite(number) for number in numbers) or not 0 <= index < 2**31:
        raise ValueError(f"row {row['rank']}")
    return RankedUnit(UnitId(row["layer"], index), *numbers, exact=row["estimate"] == "exact")
