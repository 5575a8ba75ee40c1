"""Opening a StyleGAN does not pay for diffusers, which takes seconds to import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[4]


def test_the_adapter_itself_imports_no_diffusers():
    names = sorted(path.stem for path in (ROOT / "models" / "generators" / "diffusion").glob("[a-z]*.py"))
    assert "generator" in names
    code = f"import sys; [__import__('models.generators.diffusion.' + name) for name in {names!r}]; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(result.stdout.split())
    assert "models.generators.diffusion.generator" in loaded
    assert not {"diffusers", "transformers"} & loaded
