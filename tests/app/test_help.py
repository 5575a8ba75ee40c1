"""The help pages and About."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl

from app.actions import COMMANDS, plain_text
from app.dialogs.about import AboutDialog
from app.dialogs.help import HelpDialog
from app.help import about_page, help_pages


@pytest.fixture
def pages(qapp):
    return help_pages({})


def test_every_page_begins_with_its_title(pages):
    assert len({page.title for page in pages}) == len(pages)
    assert all(page.title and page.text.startswith(f"# {page.title}") for page in pages)


def test_links_lead_to_pages(pages):
    links = [link for page in pages for link in re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", page.text)]
    assert links
    assert {link.removesuffix(".md") for link in links} <= {page.key for page in pages}


def test_the_keys_are_those_of_the_commands(pages):
    keys = next(page for page in pages if page.key == "keys")
    for command in COMMANDS:
        assert (plain_text(command) in keys.text) or not command.shortcuts
    changed = next(page for page in help_pages({"brush": ("F9",)}) if page.key == "keys")
    assert "F9" in changed.text


def test_words_in_all_pages_are_found(qtbot, pages):
    dialog = HelpDialog(pages)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._line.setText("tmpfs of nowhere")
    assert all(dialog._list.item(row).isHidden() for row in range(dialog._list.count()))
    dialog._line.setText("Hugging Face")
    shown = [row for row in range(dialog._list.count()) if not dialog._list.item(row).isHidden()]
    assert dialog._list.currentRow() in shown
    assert dialog._text.textCursor().selectedText() == "Hugging Face"


def test_a_link_turns_the_page(qtbot, pages):
    dialog = HelpDialog(pages)
    qtbot.addWidget(dialog)
    dialog._text.anchorClicked.emit(QUrl("sliders.md"))
    assert dialog._text.toPlainText().startswith("Sliders")


def test_about_names_licences_and_what_to_cite(qtbot):
    dialog = AboutDialog(about_page())
    qtbot.addWidget(dialog)
    text = dialog._text.toPlainText()
    for name in ("Apache License 2.0", "CC0", "LGPL", "StyleSpace", "Unified Concept Editing", "StyleGAN-XL", "DAAM"):
        assert name in text
