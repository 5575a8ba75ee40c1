"""What people are told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.document.errors import UnlitError, one_line


def test_a_sentence_is_kept_as_it_is():
    sentence = "“Ein Raum – 3.unlit” could not be written: é, 界, 💡."
    error = UnlitError(sentence, kind="disk", details="a\nb")
    assert (error.sentence, str(error), error.kind, error.details) == (sentence, sentence, "disk", "a\nb")


def test_names_with_line_breaks_and_control_characters_stay_on_one_line():
    assert UnlitError("“a\r\n\x1b[31mb\u202ec\0” is\t\n empty.").sentence == "“a [31mb c ” is empty."


@given(st.text())
def test_any_text_is_on_one_line(text):
    line = one_line(text)
    assert line.isprintable()
    assert line == line.strip()
    assert one_line(line) == line
