"""What opens the window in a second may not load torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = sorted(path.stem for path in (ROOT / "models" / "document").glob("[a-z]*.py"))


def modules_after(names: list[str]) -> set[str]:
    """All modules that a fresh interpreter has loaded after importing these."""
    code = f"import sys; [__import__(name) for name in {names!r}]; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(result.stdout.split())


@pytest.mark.parametrize(
    "names",
    [[f"models.document.{name}" for name in DOCUMENT], ["models.samples.catalogue"], ["models.samples.lamp_light"]],
    ids=["document", "catalogue", "lamp_light"],
)
def test_values_and_samples_load_no_torch(names):
    loaded = modules_after(names)
    assert set(names) <= loaded
    assert not {"torch", "safetensors", "PySide6", "app"} & loaded
