"""What was done in the studio as `unlit` commands that do the same."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from models.document.recipe import Recipe, UnitEdit


def search_command(generator: str, search: Path, to: Path) -> str:
    """Search as a file with a request, or a ranking, says."""
    return command("rank", generator, "--like", str(search), "--out", str(to))


def edit_commands(generator: str, recipe: Recipe, to: Path) -> tuple[str, ...]:
    """Write the same recipe, one command for each edit of it. It must be `plain`."""
    lines = []
    for number, edit in enumerate(recipe.unit_edits()):
        units = [part for unit in edit.units for part in ("--unit", str(unit))]
        numbers = ("--gain", repr(edit.gain), "--shift", repr(edit.shift))
        more = ("--add",) if number else ()
        lines.append(command("edit", generator, *units, *numbers, "--name", edit.name, "--out", str(to), *more))
    return tuple(lines)


def export_command(generator: str, recipe: Path, to: Path) -> str:
    """Save the edited generator."""
    return command("export", generator, "--recipe", str(recipe), "--out", str(to))


def plain(recipe: Recipe) -> bool:
    """Whether commands can say all of it: edits of units that act everywhere, always, and are not bypassed."""
    return all(
        isinstance(edit, UnitEdit) and edit == UnitEdit(edit.key, edit.name, edit.units, edit.gain, edit.shift)
        for edit in recipe.edits
    )


def command(*words: str) -> str:
    """A line for the shell of this system."""
    line = ("unlit", *words)
    return subprocess.list2cmdline(line) if os.name == "nt" else shlex.join(line)
