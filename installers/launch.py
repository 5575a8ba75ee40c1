"""What the arguments of run.py mean, once a Python that suits runs."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import system
from checks import run_checks
from console import SetupError, say
from environment import WINDOWS, Environment, variables

ROOT = Path(__file__).resolve().parent.parent
DEMO = ("demo", "--out", "unlit-demo")


def launch(arguments: Sequence[str]) -> int:
    """Does what run.py was asked; returns the exit code."""
    try:
        return _dispatch(Environment(ROOT), list(arguments))
    except SetupError as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        say("Stopped; the same command continues.")
        return 130


def _dispatch(environment: Environment, arguments: list[str]) -> int:
    if arguments == ["--missing-packages"]:  # for machines that install them by themselves
        print(system.debian_packages(system.missing(os.environ)))
        return 0
    if arguments[:1] == ["--test"]:
        environment.prepare("dev")
        return _test(environment, arguments[1:])
    environment.prepare("run")
    return become([environment.program("unlit"), *(arguments or studio_or_demo())])


def _test(environment: Environment, arguments: list[str]) -> int:
    lacking = system.missing({})  # the tests show nothing
    if lacking:
        say(system.advice(lacking))
    return run_checks(environment, arguments)


def studio_or_demo() -> tuple[str, ...]:
    """The arguments for `unlit`: none for the studio, or the demo's where no window can open."""
    if not system.has_display(os.environ):
        say("There is no display here for the studio, so this runs the demo, which writes to the folder unlit-demo.")
        return DEMO
    lacking = system.missing(os.environ)
    if lacking:
        say(system.advice(lacking))
        say("Until then, this runs the demo, which writes to the folder unlit-demo.")
        return DEMO
    return ()


def become(command: list[str]) -> int:
    """Goes on as another command, in its environment, with its exit code."""
    if not WINDOWS:
        sys.stdout.flush()
        os.execve(command[0], command, variables())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the command's to answer
    return subprocess.call(command, env=variables())
