"""Sentences of the engine and of models/, which are made in English where Qt is not, in the language of the studio.

A finished sentence is told by the templates that it may have been made of (see app/translating/sentences.py): whoever
raises an error writes a plain sentence, and nothing but that goes from process to process.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from resources import resource

CONTEXT = "sentences"
FILE = "translations/sentences.txt"  # the templates, a line each
_PLACE = re.compile(r"\{\d+\}")


def said(sentence: str) -> str:
    """The sentence translated, and one inside it too; as it is where there is no translation."""
    for pattern, template in _templates():
        if match := pattern.fullmatch(sentence):
            return QCoreApplication.translate(CONTEXT, template).format(*map(said, match.groups()))
    return sentence


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Those that say most themselves come first: what fits them also fits emptier ones."""
    templates = resource(FILE).read_text(encoding="utf-8").splitlines()
    templates.sort(key=lambda template: -len(_PLACE.sub("", template)))
    return [(_pattern(template), template) for template in templates]


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.+)".join(re.escape(piece) for piece in _PLACE.split(template)), re.DOTALL)
