"""Every text of the studio that people see, read from the source of `app/`.

A text is found where it is passed, as a literal, to `tr`, `_tr` or `QCoreApplication.translate`, and in the tables of
commands and settings.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What shows its text to people as it is.
# fmt: off
_SHOWING = frozenset((
    "setText", "setToolTip", "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText",
    "setInformativeText", "setSpecialValueText", "setStatusTip", "setEmptyLabel", "setTitle", "setPlainText",
    "setMarkdown", "setHtml", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QToolButton", "QGroupBox",
    "QAction", "dim_label", "heading", "Notice",
))
# fmt: on
# Names, which are the same in every language.
_NAMES = frozenset(("Unlit",))


@dataclass(frozen=True, order=True)
class Text:
    """context: what Qt looks it up under."""

    context: str
    source: str


def all_texts(root: Path = ROOT) -> dict[Text, str]:
    """Every text, with the first place where it stands: "panels/status.py:12"."""
    found: dict[Text, str] = {}
    for path in sorted(root.rglob("*.py")):
        for line, text in texts_in(path.read_text(encoding="utf-8")):
            found.setdefault(text, f"{path.relative_to(root).as_posix()}:{line}")
    return found


def texts_in(source: str) -> Iterator[tuple[int, Text]]:
    """The texts of one module, with their lines."""
    tree = ast.parse(source)
    context = _context_of_module(tree)
    for owner, call in _calls(tree):
        name = _name_of(call.func)
        literals = [_literal(argument) for argument in call.args]
        if name == "tr" and literals and literals[0]:
            yield call.lineno, Text(owner, literals[0])
        elif name in ("_tr", "_translated") and literals and literals[0]:
            yield call.lineno, Text(context, literals[0])
        elif name == "translate" and len(literals) > 1 and literals[0] and literals[1]:
            yield call.lineno, Text(literals[0], literals[1])
        elif name == "Command":
            yield from _of_table(call, "actions", (2, 4), ("text", "tip"))
        elif name == "Setting":
            yield from _of_table(call, "settings", (3, 4), ("text", "tip", "none"))
            yield from _of_choices(call)
    yield from _of_menus(tree)


def untranslated_in(source: str) -> list[tuple[int, str]]:
    """Literals that are shown to people without being translated, with their lines."""
    found = []
    for _, call in _calls(ast.parse(source)):
        shown = call.args if _name_of(call.func) in _SHOWING else []
        texts = [text for argument in shown if (text := _literal(argument))]
        found += [(call.lineno, text) for text in texts if " " in text or (text[:1].isupper() and text not in _NAMES)]
    return found


def _calls(tree: ast.AST, owner: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the class in whose text it stands."""
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.ClassDef) else owner
        if isinstance(node, ast.Call):
            yield inside, node
        yield from _calls(node, inside)


def _name_of(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def _literal(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _context_of_module(tree: ast.Module) -> str:
    """What the module's own `_tr` passes on as the context."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name in ("_tr", "_translated"):
            for _, call in _calls(function):
                if _name_of(call.func) == "translate":
                    return _literal(call.args[0])
    return ""


def _of_table(
    call: ast.Call, context: str, places: tuple[int, ...], keywords: tuple[str, ...]
) -> Iterator[tuple[int, Text]]:
    values = [call.args[place] for place in places if place < len(call.args)]
    values += [keyword.value for keyword in call.keywords if keyword.arg in keywords]
    for value in values:
        if text := _literal(value):
            yield value.lineno, Text(context, text)


def _of_choices(call: ast.Call) -> Iterator[tuple[int, Text]]:
    """The words of a setting's choices."""
    for keyword in call.keywords:
        if keyword.arg == "choices" and isinstance(keyword.value, ast.Tuple):
            for pair in keyword.value.elts:
                if isinstance(pair, ast.Tuple):
                    yield pair.lineno, Text("settings", _literal(pair.elts[1]))


def _of_menus(tree: ast.Module) -> Iterator[tuple[int, Text]]:
    """The titles in the table of menus."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and _name_of(node.target) == "MENUS" and isinstance(node.value, ast.Tuple):
            for pair in node.value.elts:
                if isinstance(pair, ast.Tuple):
                    yield pair.lineno, Text("actions", _literal(pair.elts[1]))
