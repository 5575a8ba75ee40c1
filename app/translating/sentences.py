"""Every sentence for people that is made where Qt is not: of models/ and of the engine, as templates.

What stands in the braces becomes {0}, {1}, ... A name whose texts stand in the same module (a constant, the
values or keys of a table, what is assigned in the function) is replaced by each of them, so that whole sentences are
translated.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from app.translating.texts import ROOT, Text, all_texts
from app.widgets.sentences import CONTEXT

# What is no sentence, but shown by itself or inside one, with where it stands.
_PIECES = {
    "Scene {0}": "models/document/scene.py",
    "a list of prompts": "models/document/report.py",
    "a list of words": "models/document/concept.py",
}
PLACES = (ROOT.parent / "models", ROOT / "engine", ROOT / "session")
_MOST = 40  # of sentences that one f-string may make; a table is that large at most
_HOLE = "\0"  # in the place of what is only known when it happens
_FIELD = re.compile(r"\{\w+\}")  # of a constant that is given to str.format
Tables = Mapping[str, list[ast.expr]]


def everything() -> dict[Text, str]:
    """All that is translated: the texts of the studio and these sentences."""
    return {**all_texts(), **all_sentences()}


def all_sentences() -> dict[Text, str]:
    """Every template, with the first place where it stands."""
    found = {Text(CONTEXT, piece): where for piece, where in _PIECES.items()}
    for place in PLACES:
        for path in sorted(set(place.rglob("*.py")) - {ROOT / "engine" / "fake.py"}):
            for line, template in sentences_in(path.read_text(encoding="utf-8")):
                where = f"{path.relative_to(ROOT.parent).as_posix()}:{line}"
                found.setdefault(Text(CONTEXT, template), where)
    return found


def sentences_in(source: str) -> Iterator[tuple[int, str]]:
    """The templates of one module, with their lines: strings that begin and end as a sentence does."""
    tree = ast.parse(source)
    everywhere = _tables(tree.body)
    yield from _of(tree, everywhere)


def _of(tree: ast.AST, names: Tables) -> Iterator[tuple[int, str]]:
    for node in ast.iter_child_nodes(tree):
        inside = names
        if isinstance(node, ast.FunctionDef):
            inside = _tables(ast.walk(node), names)
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            if not _is_docstring(tree, node):
                for text in _texts(node, inside):
                    if _is_sentence(text):
                        yield node.lineno, _numbered(text)
        else:
            yield from _of(node, inside)


def _is_docstring(parent: ast.AST, node: ast.AST) -> bool:
    return isinstance(parent, ast.Expr) and isinstance(node, ast.Constant)


def _is_sentence(text: str) -> bool:
    """It may end with another one: "...: {error.sentence}"."""
    begins, ends = text[:1].isupper() or text[:1] in ("“", _HOLE), text.endswith((".", f": {_HOLE}"))
    return begins and ends and len(text.replace(_HOLE, "").split()) > 1 and "\n" not in text


def _numbered(text: str) -> str:
    pieces = text.split(_HOLE)
    return "".join(piece + (f"{{{n}}}" if n < len(pieces) - 1 else "") for n, piece in enumerate(pieces))


def _texts(node: ast.expr, names: Tables) -> list[str]:
    """All that an expression may be, as far as it is written down; a hole for what is not."""
    match node:
        case ast.Constant(value=str(text)):
            return [_FIELD.sub(_HOLE, text)]
        case ast.JoinedStr(values=values):
            pieces = [_texts(value, names) for value in values]
            return ["".join(each) for each in product(*pieces)][:_MOST]
        case ast.FormattedValue(value=value, format_spec=None, conversion=-1):
            return _texts(value, names)
        case ast.IfExp(body=body, orelse=orelse):
            return [*_texts(body, names), *_texts(orelse, names)]
        case ast.BoolOp(values=values):
            return [text for value in values for text in _texts(value, names)]
        case ast.Dict(values=values):
            return [text for value in values for text in _texts(value, names)]
        case ast.Subscript(value=ast.Name(id=name)) | ast.Name(id=name) if name in names:
            return [text for each in names[name] for text in _texts(each, {})]
        case _:
            return [_HOLE]


def _tables(nodes: Iterable[ast.AST], outer: Tables | None = None) -> Tables:
    """What names stand for: what is assigned to them, the values of a dictionary, what a loop takes out of one."""
    found: dict[str, list[ast.expr]] = {}
    loops: list[ast.For] = []
    for node in nodes:
        if isinstance(node, ast.For):
            loops.append(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    names = {**(outer or {}), **{name: values for name, values in found.items() if any(map(_is_text, values))}}
    for loop in loops:
        match loop:
            case ast.For(
                target=ast.Tuple(elts=[ast.Name(id=key), ast.Name(id=value)]),
                iter=ast.Call(func=ast.Attribute(value=ast.Name(id=table), attr="items")),
            ) if table in names and isinstance(items := names[table][0], ast.Dict):
                names[key] = [each for each in items.keys if each is not None]
                names[value] = items.values
    return names


def _is_text(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr() | ast.Dict():
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return _is_text(body) or _is_text(orelse)
        case ast.BoolOp(values=values):
            return any(map(_is_text, values))
        case _:
            return False
