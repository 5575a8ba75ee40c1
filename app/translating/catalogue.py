"""A catalogue of translations: Qt's .ts file, which Qt Linguist edits too, and the .qm file made of it."""

from __future__ import annotations

import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

import PySide6

from app.translating.texts import Text
from resources import resource

Catalogue = dict[Text, str]


def ts_file(language: str) -> Path:
    """Where the translations to a language are written: "de"."""
    return Path(resource("translations")) / f"unlit_{language}.ts"


def read(path: Path) -> Catalogue:
    """What is translated; a text without a translation is not in it."""
    found: Catalogue = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.findtext("translation")
            if translation:
                found[Text(name, message.findtext("source") or "")] = translation
    return found


def write(path: Path, language: str, catalogue: Mapping[Text, str], texts: Iterable[Text]) -> None:
    """Every text with its translation; those that have none are marked as unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name, group in groupby(sorted(texts), key=lambda text: text.context):
        context = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(context, "name").text = name
        for text in group:
            message = ElementTree.SubElement(context, "message")
            ElementTree.SubElement(message, "source").text = text.source
            translation = ElementTree.SubElement(message, "translation")
            translation.text = catalogue.get(text)
            if not translation.text:
                translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def release(path: Path) -> Path:
    """Make the .qm file that the studio loads."""
    tool = Path(PySide6.__path__[0]) / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    target = path.with_suffix(".qm")
    subprocess.run([tool, "-silent", path, "-qm", target], check=True)
    return target


def completed(catalogue: Catalogue, texts: Iterable[Text]) -> Catalogue:
    """With the translation of the same words elsewhere, where a text has none of its own."""
    elsewhere = {text.source: translation for text, translation in catalogue.items()}
    found = {text: catalogue.get(text) or elsewhere.get(text.source, "") for text in texts}
    return {text: translation for text, translation in found.items() if translation}


def faults(catalogue: Catalogue, texts: Iterable[Text]) -> list[str]:
    """What is wrong with translations: texts that there are not, other placeholders, other marks at the end."""
    known = set(texts)
    found = [f"there is no text {text.source!r} in {text.context}" for text in sorted(catalogue) if text not in known]
    for text, translation in sorted(catalogue.items()):
        if placeholders(text.source) != placeholders(translation):
            found.append(f"other placeholders than in {text.source!r}: {translation!r}")
        if text.source.endswith("…") != translation.endswith("…"):
            found.append(f"the dots that promise a question, unlike in {text.source!r}: {translation!r}")
    return found


def placeholders(text: str) -> set[str]:
    """The names in braces. A text that is no format has none."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        return set()
