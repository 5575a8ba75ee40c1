"""Which installed packages are not there in full, by the list of files that each one carries."""

import csv
from pathlib import Path


def damaged(packages: Path) -> list[Path]:
    """The `.dist-info` folders in a site-packages folder whose files are missing or cut short."""
    return [record for record in sorted(packages.glob("*.dist-info")) if not is_whole(record)]


def is_whole(record: Path) -> bool:
    """Whether every file that a `.dist-info` folder lists is there, at its size."""
    try:
        rows = list(csv.reader((record / "RECORD").read_text("utf-8").splitlines()))
        return bool(rows) and all(_is_there(record.parent / name, size) for name, _, size in rows)
    except (OSError, ValueError, csv.Error):
        return False


def _is_there(path: Path, size: str) -> bool:
    if "__pycache__" in path.parts:  # Python makes these anew
        return True
    found = path.stat().st_size
    return not size or found == int(size)
