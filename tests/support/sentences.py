"""What every sentence that people may see has in common."""

from __future__ import annotations

import re

from models.document.errors import UnlitError

_PROGRAMMERS_WORDS = re.compile(
    r"Error|Exception|Errno|Traceback|\bNone\b|<\w+ object|\w+\(['\"]|torch\.|numpy|0x[0-9a-f]{4}|Os \{"
)


def assert_good_sentence(error: UnlitError) -> None:
    """One line that ends with a full stop and has no words of Python in it."""
    sentence = error.sentence
    assert sentence == str(error)
    assert sentence.isprintable()
    assert sentence == " ".join(sentence.split())
    assert sentence.endswith(".")
    assert not sentence.endswith("..")
    assert sentence[0].isupper() or sentence[0] == "“"
    assert len(sentence) < 400
    assert not _PROGRAMMERS_WORDS.search(sentence), sentence
