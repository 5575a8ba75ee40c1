"""The private environment, without a network: when it is made, continued, mended and left alone."""

import json
import subprocess
import sys
from pathlib import Path

import console
import distributions
import environment
import exclusive
import pytest

INSTALLERS = Path(__file__).resolve().parents[2] / "installers"


class FakeEnvironment(environment.Environment):
    """An environment in which pip works or not as told, and leaves one package behind."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.calls: list[str] = []
        self.pip_runs = True
        self.failures: list[str] = []

    def _call(self, command: list[str]) -> bool:
        name = "venv" if "venv" in command else "unlit" if "--editable" in command else "pins"
        self.calls.append(name)
        if name in self.failures:
            self.failures.remove(name)
            return False
        {"venv": self._fake_venv, "pins": self._fake_pins, "unlit": self._fake_unlit}[name]()
        return True

    def _runs_pip(self) -> bool:
        return self.pip_runs

    @property
    def packages(self) -> Path:
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        return self.folder / ("Lib" if environment.WINDOWS else f"lib/{version}") / "site-packages"

    def _fake_venv(self) -> None:
        self.packages.mkdir(parents=True, exist_ok=True)
        python = Path(self.program("python"))
        python.parent.mkdir(exist_ok=True)
        if not python.exists():
            python.symlink_to(sys.executable)
        (self.folder / "pyvenv.cfg").touch()
        self.pip_runs = True

    def _fake_pins(self) -> None:
        record = self.packages / "lamp-1.0.dist-info"
        record.mkdir(exist_ok=True)
        (self.packages / "lamp.py").write_text("lit = False\n")
        (record / "RECORD").write_text("lamp.py,,12\n__pycache__/lamp.pyc,,\nlamp-1.0.dist-info/RECORD,,\n")

    def _fake_unlit(self) -> None:
        Path(self.program("unlit")).touch()


@pytest.fixture
def env(tmp_path):
    """A checkout with pins and no environment yet."""
    (tmp_path / "installers").mkdir()
    for name in ("pyproject.toml", "installers/requirements.txt", "installers/requirements-dev.txt"):
        (tmp_path / name).write_text(name)
    return FakeEnvironment(tmp_path)


@pytest.fixture
def ready(env):
    """The same with its environment made."""
    env.prepare("run")
    env.calls.clear()
    return env


def change(env, name):
    (env.root / "installers" / name).write_text("changed")


class TestEnvironment:
    def test_is_made_from_nothing(self, env):
        env.prepare("run")
        assert env.calls == ["venv", "pins", "unlit"]

    def test_unchanged_calls_nothing(self, ready):
        ready.prepare("run")
        assert ready.calls == []

    @pytest.mark.parametrize("name", ["requirements.txt", "../pyproject.toml"])
    def test_changed_pins_are_installed(self, ready, name):
        change(ready, name)
        ready.prepare("run")
        assert ready.calls == ["pins", "unlit"]

    def test_development_pins_do_not_concern_those_who_only_run(self, ready):
        change(ready, "requirements-dev.txt")
        ready.prepare("run")
        assert ready.calls == []

    def test_development_tools_are_added_and_then_serve_both(self, ready):
        ready.prepare("dev")
        ready.prepare("run")
        assert ready.calls == ["pins", "unlit"]

    def test_an_interrupted_installation_is_continued(self, env):
        env.failures = ["pins"]
        with pytest.raises(console.SetupError, match="to continue"):
            env.prepare("run")
        env.calls.clear()
        env.prepare("run")
        assert env.calls == ["pins", "unlit"]

    def test_an_environment_without_a_stamp_is_made_anew(self, ready):
        ready.stamp.unlink()
        stray = ready.packages / "stray.py"
        stray.touch()
        ready.prepare("run")
        assert ready.calls == ["venv", "pins", "unlit"]
        assert not stray.exists()

    def test_a_broken_python_is_made_anew(self, ready):
        python = Path(ready.program("python"))
        python.unlink()
        python.symlink_to(ready.root / "gone")
        ready.prepare("run")
        assert ready.calls == ["venv", "pins", "unlit"]

    def test_without_its_configuration_it_is_made_anew(self, ready):
        (ready.folder / "pyvenv.cfg").unlink()
        ready.prepare("run")
        assert ready.calls == ["venv", "pins", "unlit"]

    def test_pip_never_installs_outside(self, env, monkeypatch):
        calls = []
        monkeypatch.setattr(environment.subprocess, "call", lambda command, **settings: calls.append(command) or 0)
        real = environment.Environment(env.root)
        assert real._runs_pip()
        assert real._fill("dev")
        assert len(calls) == 3
        assert all("--require-virtualenv" in command for command in calls)

    def test_another_python_is_made_anew(self, ready):
        stamp = json.loads(ready.stamp.read_text())
        ready.stamp.write_text(json.dumps(stamp | {"python": [3, 10]}))
        ready.prepare("run")
        assert ready.calls == ["venv", "pins", "unlit"]

    def test_a_moved_checkout_is_made_anew(self, ready):
        moved = ready.root.rename(ready.root.with_name("elsewhere"))
        again = FakeEnvironment(moved)
        again.prepare("run")
        assert again.calls == ["venv", "pins", "unlit"]

    def test_a_missing_pip_is_put_back(self, ready):
        ready.pip_runs = False
        change(ready, "requirements.txt")
        ready.prepare("run")
        assert ready.calls == ["venv", "pins", "unlit"]
        assert (ready.packages / "lamp.py").exists()

    def test_a_removed_file_is_noticed_and_its_package_installed_again(self, ready, capsys):
        (ready.packages / "lamp.py").unlink()
        ready.prepare("run")
        assert ready.calls == ["pins", "unlit"]
        assert (ready.packages / "lamp.py").exists()
        assert "lamp-1.0 is damaged; installing it again." in capsys.readouterr().err

    def test_when_pip_itself_is_broken_everything_is_made_anew(self, ready):
        change(ready, "requirements.txt")
        answers = iter([True, False])  # it answers at first, and no more once it has failed
        ready._runs_pip = lambda: next(answers)
        ready.failures = ["pins"]
        ready.prepare("run")
        assert ready.calls == ["pins", "venv", "pins", "unlit"]

    def test_without_ensurepip_names_the_package(self, env, monkeypatch):
        monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
        with pytest.raises(console.SetupError, match=r"apt-get install python3\.\d+-venv"):
            environment.Environment(env.root).prepare("run")

    def test_variables_keep_python_inside(self, monkeypatch):
        monkeypatch.setenv("PYTHONPATH", "/elsewhere")
        monkeypatch.setenv("DISPLAY", ":3")
        assert "PYTHONPATH" not in environment.variables()
        assert environment.variables()["DISPLAY"] == ":3"


class TestDistributions:
    def test_whole_is_not_damaged(self, ready):
        assert distributions.damaged(ready.packages) == []

    def test_cut_short_is_damaged(self, ready):
        (ready.packages / "lamp.py").write_text("lit")
        assert [record.name for record in distributions.damaged(ready.packages)] == ["lamp-1.0.dist-info"]

    @pytest.mark.parametrize("record", ["", "lamp.py", None])
    def test_without_a_full_record_is_damaged(self, ready, record):
        path = ready.packages / "lamp-1.0.dist-info" / "RECORD"
        path.unlink() if record is None else path.write_text(record)
        assert len(distributions.damaged(ready.packages)) == 1


class TestLock:
    HOLDER = (
        "import sys; from exclusive import exclusive; from pathlib import Path\n"
        "with exclusive(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )

    @pytest.fixture
    def holder(self, tmp_path):
        """Another process that holds the lock until it ends."""
        command = [sys.executable, "-c", self.HOLDER, str(tmp_path / "lock")]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, cwd=INSTALLERS, **pipes) as process:
            assert process.stdout.readline() == "held\n"
            yield process
            process.kill()

    def test_is_exclusive(self, holder, tmp_path):
        with (tmp_path / "lock").open("a") as file:
            assert not exclusive.acquire(file.fileno())

    def test_waits_and_is_never_stale(self, holder, tmp_path, monkeypatch, capsys):
        monkeypatch.setattr(exclusive.time, "sleep", lambda seconds: (holder.kill(), holder.wait()))
        with exclusive.exclusive(tmp_path / "lock"):
            assert "waiting" in capsys.readouterr().err

    def test_whoever_waited_does_not_install_again(self, env, monkeypatch):
        answers = iter([False, True])  # another process finishes the work in between
        monkeypatch.setattr(env, "is_ready", lambda kind: next(answers))
        env.prepare("run")
        assert env.calls == []
