"""The command line as a function."""

from __future__ import annotations

import pytest

from app import cli
from tests.leaks import nothing_left


@pytest.fixture(autouse=True)
def leaks():
    """Every test leaves the house as it found it."""
    with nothing_left():
        yield


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """No test finds what another one searched or downloaded, or what the person at this machine did."""
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def unlit(monkeypatch, capsys):
    """Runs a command; returns its exit code, stdout and stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["unlit", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return run
