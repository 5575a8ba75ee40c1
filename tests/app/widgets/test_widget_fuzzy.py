"""A few letters find what is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widgets.fuzzy import fit

TEXTS = ("Save project", "Save project as…", "Save edited generator…", "Show region", "Open a generator…", "Eraser")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("save", "Save project"),
        ("sp", "Save project"),
        ("spa", "Save project as…"),
        ("seg", "Save edited generator…"),
        ("gen open", "Open a generator…"),
        ("eras", "Eraser"),
        ("REGION", "Show region"),
    ],
)
def test_the_best_fit_is_what_one_means(query, expected):
    scores = {text: fit(query, text) for text in TEXTS}
    known = {text: score for text, score in scores.items() if score is not None}
    assert max(known, key=known.__getitem__) == expected


def test_letters_that_are_not_there_in_this_order_do_not_fit():
    assert fit("xyz", "Save project") is None
    assert fit("evas", "Save") is None
    assert fit("save moon", "Save project") is None


def test_nothing_typed_fits_everything():
    assert all(fit("", text) is not None for text in TEXTS)
    assert fit("  ", "Save") is not None


@given(st.text(min_size=1, max_size=12), st.data())
def test_letters_taken_from_a_text_in_their_order_always_fit(text, data):
    kept = data.draw(st.lists(st.booleans(), min_size=len(text), max_size=len(text)))
    query = "".join(letter for letter, keep in zip(text, kept, strict=True) if keep)
    if query.casefold().split() and query == query.strip() and len(query.split()) == 1:
        assert fit(query, text) is not None
