"""Which Python can run Unlit, and what to do when this one cannot. Readable for Python 3.6."""

import shutil
import subprocess
import sys

from console import say

OLDEST = (3, 11)
NEWEST = (3, 14)  # the newest that the pinned PyTorch is built for

# A name on PATH may be a mere shim, and Debian's Python may lack what makes environments: try before trusting it.
PROBE = ["-c", "import ensurepip, venv"]


def suits(version: tuple) -> bool:
    """Whether the pinned packages exist for this (major, minor, ...) version of Python."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def hand_over(command: list) -> int:
    """Runs the command (a script and its arguments) with a Python that suits; returns its exit code."""
    python = find(sys.platform)
    if not python:
        say(unsuitable(sys.version_info))
        return 1
    try:
        return subprocess.call(python + command)
    except KeyboardInterrupt:
        return 130


def find(platform: str) -> list:
    """The command of the newest Python here that suits, or an empty list."""
    return next((command for command in candidates(platform) if works(command)), [])


def candidates(platform: str) -> list:
    """The commands that would start each Python that suits, newest first."""
    versions = [f"{OLDEST[0]}.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    return [["py", "-" + version] if platform == "win32" else ["python" + version] for version in versions]


def works(command: list) -> bool:
    """Whether the command is there and starts a Python that can make environments."""
    if not shutil.which(command[0]):
        return False
    return subprocess.call(command + PROBE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def unsuitable(version: tuple) -> str:
    """What to say to someone who has no Python that can run Unlit."""
    oldest, newest, this = (".".join(map(str, numbers[:2])) for numbers in (OLDEST, NEWEST, version))
    return (
        f"Unlit needs Python {oldest} to {newest}, and this is Python {this}: "
        "install one of those (python.org/downloads has them) and run the same command again."
    )
