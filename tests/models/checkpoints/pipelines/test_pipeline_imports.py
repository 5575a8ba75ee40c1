"""Who opens a StyleGAN, or looks at a pipeline's place on the web, does not pay for the libraries of pipelines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.generators import write_random

ROOT = Path(__file__).resolve().parents[4]
SCRIPT = """
import sys
import torch
from pathlib import Path
{work}
heavy = {{"diffusers", "transformers", "accelerate"}} & sys.modules.keys()
sys.exit(f"loaded {{sorted(heavy)}}" if heavy else 0)
"""


def run(work: str) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(work=work)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_stylegan_opens_without_them(tmp_path):
    path = write_random(tmp_path / "a.safetensors")
    run(f"""
from models.checkpoints.opening import build_generator, read_checkpoint
build_generator(read_checkpoint(Path({str(path)!r})), torch.device("cpu"))
""")


def test_a_folder_is_read_as_data_without_them():
    run("""
from models.samples.opening import open_checkpoint
assert open_checkpoint("sample:lamp_room_words").tensors
""")
