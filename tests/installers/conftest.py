"""The installer's files import each other by their own names, as they do when `python3 installers/run.py` runs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "installers"))
