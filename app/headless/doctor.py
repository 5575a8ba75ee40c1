"""`unlit doctor`: does everything that Unlit needs work here?"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np

from app.headless.runner import Runner
from app.headless.terminal import out
from models.document.errors import UnlitError
from models.samples.catalogue import LAMP_ROOM, sample_scenes
from models.version import VERSION

PACKAGES = (
    "torch",
    "numpy",
    "pillow",
    "opencv-python-headless",
    "safetensors",
    "huggingface_hub",
    "PySide6-Essentials",
)


def doctor() -> bool:
    """Print one line a check. True when all is well."""
    checks: dict[str, Callable[[], str]] = {
        "Unlit": lambda: f"{VERSION}, Python {platform.python_version()}, {platform.platform()}",
        "Packages": lambda: ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "Sample room": _sample,
        "Device": _device,
        "Window": _window,
        "Disk": _disk,
    }
    results = [_check(name, check) for name, check in checks.items()]
    return all(results)


def _check(name: str, check: Callable[[], str]) -> bool:
    try:
        out.print(f"[green]ok[/]       {name:<12} {check()}")
    except Exception as error:  # a doctor that stops at the first illness is of no use
        sentence = error.sentence if isinstance(error, UnlitError) else f"{type(error).__name__}: {error}"
        out.print(f"[red]problem[/]  {name:<12} {sentence}")
        return False
    return True


def _sample() -> str:
    runner = Runner(LAMP_ROOM)
    picture = runner.picture(sample_scenes(LAMP_ROOM)[0], runner.recipe(None))
    if not np.ptp(picture):
        raise UnlitError("The sample room opens, but its picture is blank.")
    return f"{runner.info.name}, {runner.info.unit_count} units, fingerprint {runner.info.fingerprint}"


def _device() -> str:
    from app.engine.worker import real_models  # loads torch, which only this check needs to wait for

    return real_models().device_text()


def _window() -> str:
    """Qt itself loads; whether a window can open is another matter, said but no problem for the commands."""
    from PySide6.QtGui import QImage  # a missing system library shows here

    assert QImage(1, 1, QImage.Format.Format_RGB32).width() == 1
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in displays):
        return "Qt loads; there is no display, so the studio cannot open here, the commands can be used"
    return "Qt loads, a display is there"


def _disk() -> str:
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"unlit")
    free = shutil.disk_usage(Path.home()).free
    return f"{free / 1e9:.0f} GB free"
