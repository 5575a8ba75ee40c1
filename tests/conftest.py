"""What every test needs before Qt or numpy is imported."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")

settings.register_profile("unlit", deadline=None)  # how long an example takes says more about the machine
settings.load_profile("unlit")
