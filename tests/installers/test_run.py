"""The README's two commands, without a network: what they decide, say and start; and the pins they install."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import checks
import console
import environment
import interpreter
import launch
import pytest
import run
import system

ROOT = Path(__file__).resolve().parents[2]
INSTALLERS = ROOT / "installers"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([0-9][0-9A-Za-z.]*)(; sys_platform == \"\w+\")?$")


class TestInterpreter:
    @pytest.mark.parametrize("name", ["run.py", "interpreter.py", "console.py"])
    def test_an_old_python_can_read_what_it_runs(self, name):
        ast.parse((INSTALLERS / name).read_text("utf-8"), feature_version=(3, 6))

    def test_oldest_is_what_the_project_says(self):
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert project["requires-python"] == ">=" + ".".join(map(str, interpreter.OLDEST))

    @pytest.mark.parametrize(
        ("version", "expected"), [((3, 10, 9), False), ((3, 11, 0), True), ((3, 14, 2), True), ((3, 15, 0), False)]
    )
    def test_suits(self, version, expected):
        assert interpreter.suits(version) is expected

    def test_an_old_python_hands_over_to_the_newest_that_works(self, monkeypatch):
        monkeypatch.setattr(interpreter, "works", lambda command: command[-1].endswith(("3.12", "3.11")))
        calls = []
        monkeypatch.setattr(interpreter.subprocess, "call", lambda command: calls.append(command) or 5)
        monkeypatch.setattr(run.sys, "version_info", (3, 8, 10))
        assert run.main(["rank", "x"]) == 5
        python = interpreter.find(sys.platform)
        assert calls == [[*python, run.__file__, "rank", "x"]]
        assert python[-1].endswith("3.12")

    def test_windows_has_a_launcher(self):
        assert interpreter.candidates("win32")[0] == ["py", "-3.14"]

    def test_without_any_says_so_in_a_sentence(self, monkeypatch, capsys):
        monkeypatch.setattr(interpreter, "works", lambda command: False)
        monkeypatch.setattr(run.sys, "version_info", (3, 8, 10))
        assert run.main([]) == 1
        assert capsys.readouterr().err.startswith("Unlit needs Python 3.11 to 3.14, and this is Python 3.8: install")

    def test_a_shim_that_starts_nothing_does_not_work(self):
        assert interpreter.works([sys.executable])
        assert not interpreter.works(["no-such-python"])


class TestLaunch:
    @pytest.fixture
    def started(self, monkeypatch):
        """What would be started, in order; each ends with code 3."""
        started = []
        monkeypatch.setattr(launch.Environment, "prepare", lambda self, kind: started.append(kind))
        monkeypatch.setattr(launch, "become", lambda command: started.append(command[1:]) or 3)
        monkeypatch.setattr(launch, "run_checks", lambda environment, arguments: started.append(arguments) or 3)
        monkeypatch.setattr(launch.system, "missing", lambda environ: [])
        monkeypatch.setattr(launch.system, "has_display", lambda environ: True)
        return started

    def test_opens_the_studio(self, started):
        assert launch.launch([]) == 3
        assert started == ["run", []]

    def test_passes_arguments_and_the_exit_code_on(self, started):
        assert launch.launch(["demo", "--out", "here"]) == 3
        assert started == ["run", ["demo", "--out", "here"]]

    def test_tests_with_the_development_tools(self, started):
        assert launch.launch(["--test", "-k", "lamp"]) == 3
        assert started == ["dev", ["-k", "lamp"]]

    def test_without_a_display_runs_the_demo(self, started, monkeypatch, capsys):
        monkeypatch.setattr(launch.system, "has_display", lambda environ: False)
        launch.launch([])
        assert started == ["run", ["demo", "--out", "unlit-demo"]]
        assert "no display" in capsys.readouterr().err

    def test_without_libraries_names_them_and_runs_the_demo(self, started, monkeypatch, capsys):
        monkeypatch.setattr(launch.system, "missing", lambda environ: [system.DRAWING[0]])
        launch.launch([])
        assert started == ["run", ["demo", "--out", "unlit-demo"]]
        assert "libEGL.so.1" in capsys.readouterr().err

    def test_prints_missing_packages_and_installs_nothing(self, started, monkeypatch, capsys):
        monkeypatch.setattr(launch.system, "missing", lambda environ: system.DRAWING[:2])
        assert launch.launch(["--missing-packages"]) == 0
        assert capsys.readouterr().out == "libegl1 libgl1\n"
        assert started == []

    def test_says_why_it_cannot(self, started, monkeypatch, capsys):
        def fail(self, kind):
            raise console.SetupError("No room.")

        monkeypatch.setattr(launch.Environment, "prepare", fail)
        assert launch.launch([]) == 1
        assert capsys.readouterr().err == "No room.\n"

    @pytest.mark.skipif(environment.WINDOWS, reason="a process cannot become another there")
    def test_becomes_the_command(self):
        code = "import launch; launch.become(['/bin/sh', '-c', 'exit 9'])"
        assert subprocess.call([sys.executable, "-c", code], cwd=INSTALLERS) == 9


class TestSystem:
    @pytest.mark.parametrize(
        ("platform", "environ", "expected"),
        [
            ("linux", {}, False),
            ("linux", {"DISPLAY": ""}, False),
            ("linux", {"DISPLAY": ":0"}, True),
            ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
            ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
            ("darwin", {}, True),
            ("win32", {}, True),
        ],
    )
    def test_has_display(self, platform, environ, expected):
        assert system.has_display(environ, platform) is expected

    @pytest.mark.parametrize(
        ("environ", "absent", "expected"),
        [
            ({}, ["libEGL.so.1", "libxcb-cursor.so.0"], ["libEGL.so.1"]),
            ({"QT_QPA_PLATFORM": "offscreen:size=1"}, ["libxcb-cursor.so.0"], []),
            ({"DISPLAY": ":0"}, ["libEGL.so.1", "libxcb-cursor.so.0"], ["libEGL.so.1", "libxcb-cursor.so.0"]),
            ({"WAYLAND_DISPLAY": "w"}, ["libwayland-cursor.so.0"], ["libwayland-cursor.so.0"]),
            ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, ["libwayland-cursor.so.0"], []),
            ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, ["libxcb-cursor.so.0"], []),
        ],
    )
    def test_missing(self, environ, absent, expected):
        lacking = system.missing(environ, "linux", lambda file: file not in absent)
        assert [library.file for library in lacking] == expected

    def test_nothing_is_missing_elsewhere(self):
        assert system.missing({}, "darwin", lambda file: False) == []

    @pytest.mark.parametrize(
        ("tool", "command"),
        [
            ("apt-get", "sudo apt-get install libegl1 libglib2.0-0"),
            ("dnf", "sudo dnf install glib2 libglvnd-egl"),
            ("pacman", "on Debian and Ubuntu libegl1 libglib2.0-0, on Fedora glib2 libglvnd-egl"),
        ],
    )
    def test_advice_is_one_command(self, tool, command):
        lacking = [lib for lib in system.DRAWING if lib.file in ("libEGL.so.1", "libglib-2.0.so.0")]
        advice = system.advice(lacking, lambda name: name == tool)
        assert advice == (
            f"Qt needs system libraries that are not here (libEGL.so.1, libglib-2.0.so.0); install them with: {command}"
        )

    def test_a_library_that_is_nowhere_does_not_load(self):
        assert not system.loads("libno-such-lamp.so.9")


class TestChecks:
    @pytest.fixture
    def failing(self):
        """The names of the commands that fail."""
        return set()

    @pytest.fixture
    def calls(self, failing, monkeypatch):
        """The commands that would run, in order."""
        calls = []

        def call(command, **settings):
            calls.append([Path(command[0]).stem, *command[1:]])
            return int(calls[-1][0] in failing)

        monkeypatch.setattr(checks.subprocess, "call", call)
        monkeypatch.setattr(checks, "workers", lambda: 2)
        return calls

    def test_runs_all_and_the_tests_last(self, calls):
        assert checks.run_checks(environment.Environment(ROOT), []) == 0
        assert [" ".join(call) for call in calls] == [
            "ruff check .",
            "ruff format --check .",
            "lint-imports",
            "pyright",
            "pytest -n 2",
        ]

    def test_a_failed_check_fails_the_whole_but_not_at_once(self, calls, failing, capsys):
        failing.add("pyright")
        assert checks.run_checks(environment.Environment(ROOT), []) == 1
        assert len(calls) == 5
        assert "This check failed: pyright" in capsys.readouterr().err

    def test_arguments_are_for_pytest_alone(self, calls):
        assert checks.run_checks(environment.Environment(ROOT), ["tests/app", "-x"]) == 0
        assert calls == [["pytest", "tests/app", "-x"]]

    def test_workers_are_few(self):
        assert 1 <= checks.workers() <= checks.MOST_WORKERS


class TestLocks:
    @staticmethod
    def pins(name):
        """The pinned versions of a lock, by their normal names."""
        lines = (line.partition("  #")[0].strip() for line in (INSTALLERS / name).read_text("utf-8").splitlines())
        lines = [line for line in lines if line and not line.startswith(("#", "-r "))]
        matches = [PIN.match(line) for line in lines]
        assert None not in matches, [line for line, match in zip(lines, matches, strict=True) if not match]
        return {TestLocks.normal(match[1]): match[2] for match in matches}

    @staticmethod
    def normal(name):
        return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()

    @pytest.fixture
    def project(self):
        return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    def test_what_runs_is_pinned(self, project):
        named = project["project"]["dependencies"] + project["build-system"]["requires"]
        assert {self.normal(name) for name in named} <= set(self.pins("requirements.txt"))

    def test_the_tools_are_pinned(self, project):
        named = project["project"]["optional-dependencies"]["dev"]
        assert {self.normal(name) for name in named} <= set(self.pins("requirements-dev.txt"))

    def test_the_builder_is_the_one_pinned(self, project):
        assert project["build-system"]["requires"] == [f"setuptools=={self.pins('requirements.txt')['setuptools']}"]

    def test_nothing_is_pinned_twice(self):
        assert not set(self.pins("requirements.txt")) & set(self.pins("requirements-dev.txt"))

    def test_the_pins_satisfy_the_project(self, project):
        requirements = pytest.importorskip("packaging.requirements")
        pins = self.pins("requirements.txt") | self.pins("requirements-dev.txt")
        named = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
        for requirement in map(requirements.Requirement, named):
            assert requirement.specifier.contains(pins[self.normal(requirement.name)]), requirement

    def test_no_addresses_are_written_down(self):
        for name in ("requirements.txt", "requirements-dev.txt"):
            assert "://" not in (INSTALLERS / name).read_text("utf-8")
