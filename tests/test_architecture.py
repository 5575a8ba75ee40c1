"""The house keeps its walls: who may import whom."""

from __future__ import annotations

import subprocess
import sys

import pytest


def modules_after(statement: str) -> set[str]:
    """Names of all modules that a fresh interpreter has loaded after the statement."""
    code = f"{statement}; import sys; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


@pytest.mark.parametrize("statement", ["import app.__main__", "import app.main_window", "import app.cli"])
def test_the_studio_and_the_commands_start_without_torch(statement):
    loaded = modules_after(statement)
    assert not {"torch", "safetensors", "diffusers"} & loaded


def test_the_document_needs_neither_torch_nor_qt():
    loaded = modules_after("import models.document.project, models.document.pictures")
    assert not {"torch", "PySide6", "app"} & loaded


def test_the_command_line_needs_no_qt():
    assert "PySide6" not in modules_after("import app.cli, app.headless.demo, app.headless.rank")


def test_models_need_no_qt():
    loaded = modules_after("import models.samples.opening, models.edits.export, models.search.ranking")
    assert not {"PySide6", "app"} & loaded


def test_import_contracts_hold():
    result = subprocess.run(["lint-imports"], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
