"""The private environment of a checkout: `.venv`, filled from the committed pins.

What is in it is known from a stamp, written in two steps: *where* and *which Python* once `.venv` is made, and *which
pins* once everything is installed. So an interrupted installation is seen, and continued; an environment without a
stamp, or one that was moved or has lost its Python, is made anew.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import interpreter
from console import SetupError, say
from distributions import damaged
from exclusive import exclusive

LOCKS = {"run": ["requirements.txt"], "dev": ["requirements-dev.txt", "requirements.txt"]}
WINDOWS = sys.platform == "win32"
PASSING = ("~", "__pycache__", "unlit-")  # what comes and goes: pip's leavings, bytecode, our own files
SYSTEMS = (
    "Unlit's packages exist for Linux (glibc 2.34 or newer, on ARM 2.39), macOS 14 or newer on Apple silicon, "
    "and 64-bit Windows."
)


class Environment:
    """`.venv` in a checkout. `kind` is "run" (what Unlit runs on) or "dev" (with the development tools)."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "unlit-stamp.json"
        self.lock = self.folder / "unlit-lock"

    def program(self, name: str) -> str:
        """The path of an installed command."""
        return str(self.folder / "Scripts" / f"{name}.exe" if WINDOWS else self.folder / "bin" / name)

    def prepare(self, kind: str) -> None:
        """Makes the environment right: quick when it is, and one process at a time when it is not."""
        if self.is_ready(kind):
            return
        self.folder.mkdir(exist_ok=True)
        with exclusive(self.lock):
            if not self.is_ready(kind):
                self._install(kind)

    def is_ready(self, kind: str) -> bool:
        """Whether everything pinned for this kind is installed, here, and still there."""
        stamp = self._read_stamp()
        return stamp.get(kind) == digest(self.root, kind) and self._is_ours(stamp) and self._is_whole(stamp)

    def _install(self, kind: str) -> None:
        say("Installing Unlit's packages into .venv; the first time, this may download a few gigabytes.")
        self._lay_foundation()
        self._forget_damaged()
        if not self._fill(kind):
            if self._runs_pip():  # so the fault is not the environment's: keep it, the next run continues
                raise SetupError(
                    "Installing failed, and pip's message above says why; run the same command again to continue "
                    f"(or first delete {self.folder} to start anew). {SYSTEMS}"
                )
            say("The environment in .venv is broken; making it anew.")
            self._make_anew()
            if not self._fill(kind):
                raise SetupError(f"Installing failed, and pip's message above says why. {SYSTEMS}")
        kinds = ["run", "dev"] if kind == "dev" else ["run"]
        self._write_stamp({name: digest(self.root, name) for name in kinds} | {"contents": self._contents()})

    def _lay_foundation(self) -> None:
        """Makes, mends or keeps `.venv` itself, and takes the pins out of its stamp."""
        ours = self._is_ours(self._read_stamp())
        if not ours or not (self._runs_pip() or (self._make() and self._runs_pip())):
            self._make_anew()
        self._write_stamp({})

    def _make_anew(self) -> None:
        for path in self.folder.iterdir():
            if path != self.lock:  # which we hold
                remove(path)
        if not self._make():
            raise SetupError("Python could not make the environment .venv; its message above says why.")

    def _make(self) -> bool:
        """Makes the environment, or puts back what it lacks of its own."""
        if importlib.util.find_spec("ensurepip") is None:
            raise SetupError(without_ensurepip(sys.version_info[:2]))
        base = getattr(sys, "_base_executable", None) or sys.executable  # never the environment's own
        return subprocess.call([base, "-m", "venv", str(self.folder)], stdout=sys.stderr) == 0

    def _forget_damaged(self) -> None:
        """Lets pip install again whatever is not there in full."""
        for packages in self._packages():
            for record in damaged(packages):
                say(f"{record.stem} is damaged; installing it again.")
                remove(record)

    def _fill(self, kind: str) -> bool:
        """Installs what is pinned, then Unlit itself, which needs no further download."""
        unlit = ["--no-deps", "--no-build-isolation", "--editable", str(self.root)]
        return self._pip("-r", str(self.root / "installers" / LOCKS[kind][0])) and self._pip(*unlit)

    def _pip(self, *arguments: str) -> bool:
        manner = [] if sys.stderr.isatty() else ["-qq"]  # progress on a terminal, only errors in a log
        command = [self.program("python"), "-m", "pip", "install", *manner, *arguments]
        # The lock's handle goes along, so that a pip that outlives this process still keeps others out.
        return subprocess.call(command, env=variables(), stdout=sys.stderr, close_fds=False) == 0

    def _runs_pip(self) -> bool:
        """Whether pip works in there; asks it for nothing that it does not have."""
        command = [self.program("python"), "-m", "pip", "install", "--no-index", "--no-deps", "pip"]
        try:
            return subprocess.call(command, env=variables(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
        except OSError:
            return False

    def _is_ours(self, stamp: dict[str, Any]) -> bool:
        """Whether we made it, at this place, and its Python is still there and suits."""
        python = tuple(stamp.get("python", ()))
        in_place = stamp.get("place") == str(self.folder)
        return in_place and interpreter.suits(python) and python == self._python_version()

    def _python_version(self) -> tuple[int, ...]:
        """What the environment's Python says it is; nothing if it does not answer."""
        probe = [self.program("python"), "-ISc", "import sys; print(*sys.version_info[:2])"]
        try:
            done = subprocess.run(probe, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        except OSError:
            return ()
        return tuple(int(part) for part in done.stdout.split())

    def _is_whole(self, stamp: dict[str, Any]) -> bool:
        return set(stamp.get("contents", ["?"])) <= set(self._contents())

    def _contents(self) -> list[str]:
        """What stands at the top of the environment, by which a removed package is noticed in a millisecond."""
        folders = [self.folder, Path(self.program("python")).parent, *self._packages()]
        paths = (path for folder in folders if folder.is_dir() for path in folder.iterdir())
        return sorted(str(path.relative_to(self.folder)) for path in paths if not path.name.startswith(PASSING))

    def _packages(self) -> list[Path]:
        return list(self.folder.glob("Lib/site-packages" if WINDOWS else "lib/python3.*/site-packages"))

    def _read_stamp(self) -> dict[str, Any]:
        try:
            return json.loads(self.stamp.read_text("utf-8"))
        except (OSError, ValueError):
            return {}

    def _write_stamp(self, more: dict[str, Any]) -> None:
        """Writes what was made, with the given entries, in one step."""
        made = {"place": str(self.folder), "python": self._python_version()}
        new = self.stamp.with_suffix(".new")
        new.write_text(json.dumps(made | more), "utf-8")
        new.replace(self.stamp)


def digest(root: Path, kind: str) -> str:
    """One value for everything an environment of this kind is made from."""
    sources = [root / "pyproject.toml", *(root / "installers" / name for name in LOCKS[kind])]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def remove(path: Path) -> None:
    """Removes a file, a link or a folder."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except PermissionError as error:  # Windows, while something in there runs
        raise SetupError(f"{path} is in use; close Unlit and run the same command again.") from error


def variables() -> dict[str, str]:
    """The environment variables for what runs in `.venv`: none that lead Python or pip out of it."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return kept | {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def without_ensurepip(version: tuple[int, ...]) -> str:
    """What to say where Python came without the part that makes environments, as Debian and Ubuntu package it."""
    package = f"python{version[0]}.{version[1]}-venv"
    return (
        f"This Python cannot make environments; install the package {package} "
        f"(sudo apt-get install {package}) and run the same command again."
    )
