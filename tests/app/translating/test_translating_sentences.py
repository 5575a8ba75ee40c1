"""What models/ and the engine say is found in their source, translated, and said in the language of the studio."""

from __future__ import annotations

import ast

import pytest
from PySide6.QtCore import QLocale, QTranslator

from app.translating.catalogue import read, ts_file
from app.translating.sentences import PLACES, all_sentences, sentences_in
from app.widgets.language import speak
from app.widgets.sentences import FILE, said
from models.document.errors import UnlitError
from models.document.report import read_cases
from resources import resource

SOURCE = '''
"""A docstring is no sentence for people."""
_KINDS = {"a": "a lamp", "b": "a rug"}
_LOST = "The connection to {host} broke off."

def open_it(path, reason):
    """Neither is this one."""
    raise UnlitError(f"“{path.name}” is {_KINDS[path]}.", details="Never shown")

def close(error, size):
    told = "1 lamp is" if size == 1 else f"{size:,} lamps are"
    reason = error.strerror or "it refuses"
    yield f"The {told} on: {reason}."
    for kind, marks in _KINDS.items():
        raise UnlitError(f"It is {marks}: {error.sentence}")
'''


@pytest.fixture(scope="module")
def sentences():
    return all_sentences()


@pytest.fixture
def german(qapp):
    before = QLocale()
    speak(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_sentences_are_found_whole():
    assert [text for _, text in sentences_in(SOURCE)] == [
        "The connection to {0} broke off.",
        "“{0}” is a lamp.",
        "“{0}” is a rug.",
        "The 1 lamp is on: {0}.",
        "The 1 lamp is on: it refuses.",
        "The {0} lamps are on: {1}.",
        "The {0} lamps are on: it refuses.",
        "It is a lamp: {0}",
        "It is a rug: {0}",
    ]


def test_every_sentence_is_translated(sentences):
    """`python -m app.translating` lists them, and writes what the studio tells them by."""
    known = read(ts_file("de"))
    assert {where: text.source for text, where in sentences.items() if text not in known} == {}
    assert resource(FILE).read_text(encoding="utf-8").splitlines() == sorted(text.source for text in sentences)


def test_every_error_that_is_raised_is_found():
    """What stands in the call itself: the rest is found where it is put into words."""
    unseen = []
    for path in (path for place in PLACES for path in place.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        found = {line for line, _ in sentences_in(source)}
        unseen += [f"{path.name}:{line}" for line in lines_of_errors(source) if line not in found]
    assert unseen == []


def lines_of_errors(source: str) -> list[int]:
    """Where errors have their sentence in the call."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    errors = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "UnlitError"]
    return [call.args[0].lineno for call in errors if isinstance(call.args[0], ast.JoinedStr | ast.Constant)]


def test_none_is_taken_for_another(german, sentences):
    """Whatever stands in its places, a sentence is said in the words of its own template."""
    known = read(ts_file("de"))
    values = ["lamp (1).pkl", "b32.conv1/265", "3", "0.5", "64"]
    for text in sentences:
        assert said(text.source.format(*values)) == known[text].format(*values)


def test_a_sentence_inside_a_sentence_is_said_too(german):
    inner = "There is no file “a: b.pkl”."
    assert said(f"On a Ray worker: {inner}") == "Auf einem Ray-Worker: Es gibt keine Datei „a: b.pkl“."


def test_what_a_person_does_wrong_is_said_in_german(german, tmp_path):
    with pytest.raises(UnlitError) as error:
        read_cases(tmp_path / "none.txt")
    assert said(error.value.sentence) == "„none.txt“ lässt sich nicht lesen."


def test_what_is_not_known_stays_as_it_is(german):
    assert said("Nobody wrote this one") == "Nobody wrote this one"


def test_in_english_nothing_changes(qapp, sentences):
    assert all(said(text.source) == text.source for text in sentences)
