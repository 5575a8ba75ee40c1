"""Numbers as people read them."""

from __future__ import annotations

import math

import pytest

from app.widgets.wording import count_text, parts_text, percent_text, progress_text, time_text


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "0:00"), (7.2, "0:07"), (59.7, "1:00"), (187, "3:07"), (3725, "1:02:05")]
)
def test_times(seconds, words):
    assert time_text(seconds) == words


def test_progress_says_what_is_known(qapp):
    assert progress_text("Searching", 412, 1936, 7.2) == f"Searching 412 of {count_text(1936)} – 0:07 left"
    assert progress_text("Searching", 0, 0, None) == "Searching"
    assert progress_text("Searching", 1, 2, math.inf) == "Searching 1 of 2"


def test_counts_and_shares(qapp):
    assert [parts_text(n) for n in (1, 3)] == ["1 part", "3 parts"]
    assert percent_text(0.624) == "62 %"
