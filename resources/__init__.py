"""What ships beside the code: icons, the sample generators' weights, licences."""

from __future__ import annotations

from pathlib import Path


def resource(name: str) -> Path:
    """Where a file that ships with the studio lies: `resource("icons/brush.svg")`."""
    return Path(__file__).parent / name
