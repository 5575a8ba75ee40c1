"""What opening a large generator costs. Prints the table of RESULTS.md.

    .venv/bin/python tests/benchmarks/opening.py

A StyleGAN2 of 1024 x 1024 with random weights (config F, 30 M parameters), written in each format; then, each in a
fresh process, the seconds and the memory that reading and building it takes at its highest (Linux only).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

OPEN = """
import sys, time
from pathlib import Path
from models.samples.opening import build_generator, open_checkpoint
import models.checkpoints.containers

def mebibytes(field):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024

Path("/proc/self/clear_refs").write_text("5")  # the highest mark begins anew
before, start = mebibytes("VmRSS"), time.perf_counter()
build_generator(open_checkpoint(sys.argv[1]))
print(time.perf_counter() - start, mebibytes("VmHWM") - before)
"""


def files(folder: Path) -> dict[str, Path]:
    """One file a format."""
    from models.checkpoints.native import write_native
    from models.checkpoints.rosinality import write_rosinality
    from models.generators.stylegan2.config import StyleGAN2Config
    from tests.support.generators import random_checkpoint
    from tests.support.nvidia_files import attributes_of, write_nvidia_file, write_pti_file

    widths = (512, 512, 512, 512, 512, 256, 128, 64, 32)
    config = StyleGAN2Config(z_dim=512, w_dim=512, channels=widths, mapping_layers=8)
    checkpoint = random_checkpoint(config, 0)
    tensors, attributes = checkpoint.tensors, attributes_of(config)
    paths = {name: folder / f"{name.replace(' ', '_')}.file" for name in ("native", "rosinality")}
    write_native(checkpoint, paths["native"])
    write_rosinality(checkpoint, paths["rosinality"])
    paths["NVIDIA pickle, G_ema and others"] = write_nvidia_file(folder / "g.pkl", tensors, attributes)
    paths["PTI zip"] = write_pti_file(folder / "pti.pt", tensors, attributes)
    return paths


def main() -> None:
    """Write, open, print."""
    print("| format | file | seconds | memory | memory / file |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, path in files(Path(folder)).items():
            command = [sys.executable, "-c", OPEN, str(path)]
            result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            seconds, memory = map(float, result.stdout.split())
            size = path.stat().st_size / 2**20
            print(f"| {name} | {size:.0f} MiB | {seconds:.1f} | {memory:.0f} MiB | {memory / size:.2f} |")


if __name__ == "__main__":
    main()
