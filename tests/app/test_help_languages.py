"""The help pages say the same in every language, in the very words of the menus and buttons there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from app.help import about_page, help_pages
from app.translating.catalogue import read, ts_file
from app.translating.texts import all_texts
from resources import resource

HELP = Path(resource("help"))
LANGUAGES = sorted(folder.name for folder in HELP.iterdir() if folder.name != "en")
PAGES = sorted(path.name for path in (HELP / "en").iterdir())
SHOWN = [page for page in PAGES if page != "about.md"]  # there, what is slanted are titles of papers
LINKS = re.compile(r"!?\[[^]]*\]\(([^)]+)\)")


def text_of(language: str, page: str) -> str:
    return (HELP / language / page).read_text(encoding="utf-8")


def slanted(text: str) -> list[str]:
    """Piece by piece: "*Edit, Preferences…*" are two."""
    return [piece for span in re.findall(r"\*([^*]+)\*", text.replace("**", "")) for piece in in_line(span).split(", ")]


def bold(text: str) -> list[str]:
    return [in_line(span) for span in re.findall(r"(?s)\*\*(.+?)\*\*", text)]


def in_line(span: str) -> str:
    return " ".join(span.split()).rstrip(".:")


def plain(text: str) -> str:
    return text.replace("&", "").rstrip(":")


@pytest.fixture(scope="module")
def catalogues() -> dict[str, dict[str, set[str]]]:
    """By language: an English text, without the marks of keys, with what it is called there."""
    found: dict[str, dict[str, set[str]]] = {"en": {plain(text.source): {plain(text.source)} for text in all_texts()}}
    for language in LANGUAGES:
        found[language] = {}
        for text, translation in read(ts_file(language)).items():
            found[language].setdefault(plain(text.source), set()).add(plain(translation))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_every_language(language):
    assert sorted(path.name for path in (HELP / language).iterdir()) == PAGES


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_the_same_shape(language, page):
    """Paragraphs, headings by their depth, lines of lists, pictures, links and code."""
    here, english = text_of(language, page), text_of("en", page)
    assert len(here.split("\n\n")) == len(english.split("\n\n"))
    for shape in (r"(?m)^#+ ", r"(?m)^(?:-|\d\.) ", LINKS.pattern):
        assert re.findall(shape, here) == re.findall(shape, english)
    assert sorted(re.findall(r"`[^`]+`", here)) == sorted(re.findall(r"`[^`]+`", english))


@pytest.mark.parametrize("page", SHOWN)
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_what_pages_quote_is_in_the_studio(language, page, catalogues):
    """What is slanted is the name of a menu, a button or a field."""
    there = set().union(*catalogues[language].values())
    assert [name for name in slanted(text_of(language, page)) if name not in there] == []


@pytest.mark.parametrize("page", SHOWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_bold_are_translated_as_in_the_studio(language, page, catalogues):
    """Of what is bold, the names alone are in the catalogue."""
    there = set(bold(text_of(language, page)))
    for name in bold(text_of("en", page)):
        names = catalogues[language].get(name)
        assert names is None or names & there, f"{name!r} is {names}"


def test_the_studio_shows_the_pages_of_its_language(qapp):
    before = QLocale()
    titles = {}
    try:
        for language in ("en", "de", "fr"):
            QLocale.setDefault(QLocale(language))
            titles[language] = [page.title for page in help_pages({}) if page.key != "keys"]
            assert about_page() == text_of(language if language == "de" else "en", "about.md")
    finally:
        QLocale.setDefault(before)
    assert titles["fr"] == titles["en"] == [title for title in titles["en"] if title not in titles["de"]]
