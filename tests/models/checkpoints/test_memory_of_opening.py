"""A large generator opens in little more memory than its file takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.generators import write_random

ROOT = Path(__file__).parents[3]
LARGE = StyleGAN2Config(512, 512, (512, 512, 512, 512, 512, 256, 128, 64, 32), 8)  # 1024 pixels, config-f
CODE = """
import resource, sys
from pathlib import Path
from models.checkpoints.opening import build_generator, read_checkpoint
from tests.support.generators import CPU
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
generator = build_generator(read_checkpoint(Path(sys.argv[1])), CPU)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is counted in other units elsewhere")
def test_a_generator_of_1024_pixels_opens_in_two_and_a_half_times_its_size(tmp_path):
    path = write_random(tmp_path / "a.safetensors", LARGE)
    assert path.stat().st_size > 100 * 2**20
    run = subprocess.run([sys.executable, "-c", CODE, path], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(run.stdout) < 2.5 * path.stat().st_size, int(run.stdout) / path.stat().st_size
