"""The private environment of a checkout: `.venv`, filled from the committed pins.

A stamp in it tells what it is, in two steps: its place, Python and kind once `.venv` is made, and what was installed
once everything is. So an interrupted installation is seen and continued, and an environment without a stamp, or one
that was moved or has lost its Python, is made anew.
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
    """`.venv` in a checkout. Its kind is "run" (what Unlit runs on) or, once asked for, "dev" (and the tools)."""

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
        """Whether all that is pinned for this kind was installed, here, and is still there."""
        stamp = self._read_stamp()
        enough = stamp.get("kind") in (kind, "dev") and stamp.get("digest") == digest(self.root, stamp["kind"])
        return enough and self._is_ours(stamp) and set(stamp["contents"]) <= set(self._contents())

    def _install(self, kind: str) -> None:
        stamp = self._read_stamp()
        kind = "dev" if "dev" in (kind, stamp.get("kind")) else "run"
        if self._is_ours(stamp):
            say("Bringing Unlit's packages in .venv up to date.")
            self._mend()
        else:
            say("Installing Unlit's packages into .venv; this happens once and may download a few gigabytes.")
            self._make_anew()
        self._write_stamp(kind)
        if not self._fill(kind):
            self._fill_anew(kind)
        self._write_stamp(kind, digest=digest(self.root, kind), contents=self._contents())

    def _mend(self) -> None:
        """Drops what is not there in full, for pip to install again, and makes sure of pip itself."""
        for record in (record for packages in self._packages() for record in damaged(packages)):
            say(f"{record.stem} is damaged; installing it again.")
            remove(record)
        if not self._runs_pip() and not (self._make() and self._runs_pip()):
            self._make_anew()

    def _fill_anew(self, kind: str) -> None:
        """After a failure: starts from nothing if the environment was at fault, and else gives up."""
        if not self._runs_pip():
            self._make_anew()
            if self._fill(kind):
                return
        raise SetupError(
            "Installing failed, and pip's message above says why; run the same command again to continue "
            f"(or first delete {self.folder} to start anew). {SYSTEMS}"
        )

    def _make_anew(self) -> None:
        old = [path for path in self.folder.iterdir() if path != self.lock]  # which we hold
        if old:
            say("The environment in .venv is broken, was moved or was made by other means; making it anew.")
        for path in old:
            remove(path)
        if not self._make():
            raise SetupError("Python could not make the environment .venv; its message above says why.")

    def _make(self) -> bool:
        """Makes the environment, or puts back what it lacks of its own."""
        if importlib.util.find_spec("ensurepip") is None:
            raise SetupError(without_ensurepip(sys.version_info[:2]))
        base = getattr(sys, "_base_executable", None) or sys.executable  # never the environment's own
        return self._call([base, "-m", "venv", str(self.folder)])

    def _fill(self, kind: str) -> bool:
        """Installs what is pinned, then Unlit itself, which needs no further download."""
        unlit = ["--no-deps", "--no-build-isolation", "--editable", str(self.root)]
        return self._pip("-r", str(self.root / "installers" / LOCKS[kind][0])) and self._pip(*unlit)

    def _pip(self, *arguments: str) -> bool:
        manner = [] if sys.stderr.isatty() else ["-qq"]  # progress on a terminal, only errors in a log
        return self._call([*self._pip_install(), *manner, *arguments])

    def _call(self, command: list[str]) -> bool:
        # The lock's handle goes along, so that a child that outlives this process still keeps others out.
        return subprocess.call(command, env=variables(), stdout=sys.stderr, close_fds=False) == 0

    def _pip_install(self) -> list[str]:
        # Without its pyvenv.cfg, the environment's Python is the system's: pip must then refuse, not install there.
        settings = ["--require-virtualenv", "--no-user", "--no-input", "--disable-pip-version-check"]
        return [self.program("python"), "-m", "pip", "install", *settings]

    def _runs_pip(self) -> bool:
        """Whether pip works, in there; asks it for nothing that it does not have."""
        command = [*self._pip_install(), "--no-index", "--no-deps", "pip"]
        try:
            return subprocess.call(command, env=variables(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
        except OSError:
            return False

    def _is_ours(self, stamp: dict[str, Any]) -> bool:
        """Whether we made it, at this place, and its Python is still there and suits."""
        python = tuple(stamp.get("python", ()))
        in_place = stamp.get("place") == str(self.folder) and (self.folder / "pyvenv.cfg").is_file()
        return in_place and interpreter.suits(python) and python == self._python_version()

    def _python_version(self) -> tuple[int, ...]:
        """What the environment's Python says it is; nothing if it does not answer."""
        probe = [self.program("python"), "-ISc", "import sys; print(*sys.version_info[:2])"]
        try:
            done = subprocess.run(probe, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        except OSError:
            return ()
        return tuple(int(part) for part in done.stdout.split())

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

    def _write_stamp(self, kind: str, **installed: str | list[str]) -> None:
        """Writes what was made and, at the end, what was installed; in one step, so never half."""
        made = {"place": str(self.folder), "python": self._python_version(), "kind": kind}
        new = self.stamp.with_suffix(".new")
        new.write_text(json.dumps(made | installed), "utf-8")
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
    """The environment variables for what runs in `.venv`: without those that lead Python out of it."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}


def without_ensurepip(version: tuple[int, ...]) -> str:
    """What to say where Python came without the part that makes environments, as Debian and Ubuntu package it."""
    package = f"python{version[0]}.{version[1]}-venv"
    return (
        f"This Python cannot make environments; install the package {package} "
        f"(sudo apt-get install {package}) and run the same command again."
    )
