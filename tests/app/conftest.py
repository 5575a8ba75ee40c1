"""The command line as a function."""

from __future__ import annotations

import pytest

from app import cli


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
