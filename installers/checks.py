"""The checks and the tests, as everybody runs them."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from console import say
from environment import Environment, variables

CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("lint-imports",), ("pyright",))
MOST_WORKERS = 8  # each one loads PyTorch and Qt


def run_checks(environment: Environment, arguments: Sequence[str]) -> int:
    """Runs every check, then the tests, whose closing line comes last; with arguments, only pytest with them.

    Returns 0 if everything passed.
    """
    if arguments:
        return _run(environment, ["pytest", *arguments])
    failed = [check for check in CHECKS if _run(environment, check)]
    for check in failed:
        say(f"This check failed: {' '.join(check)}")
    return _run(environment, ["pytest", "-n", str(workers())], OMP_NUM_THREADS="1") or int(bool(failed))


def workers() -> int:
    """How many tests run at a time: one a core, each with one thread."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, MOST_WORKERS)


def _run(environment: Environment, command: Sequence[str], **more: str) -> int:
    say(f"$ {' '.join(command)}")
    program = environment.program(command[0])
    settings = {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}  # it would ask the network for newer versions of itself
    settings["PATH"] = os.pathsep.join([str(Path(program).parent), os.environ.get("PATH", "")])
    return subprocess.call([program, *command[1:]], cwd=environment.root, env=variables() | settings | more)
