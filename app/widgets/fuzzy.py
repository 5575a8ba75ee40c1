"""How well a few typed letters fit a text."""

from __future__ import annotations

_START, _ROW, _LETTER = 8.0, 5.0, 1.0


def fit(query: str, text: str) -> float | None:
    """How well `query` fits: the higher the better; None when its letters do not stand in `text` in this order.

    Letters that begin a word or follow each other count most; of texts that fit alike the shorter is better. Every
    word of the query is looked for by itself, so that their order does not matter.
    """
    found = [_fit_word(word, text.casefold()) for word in query.casefold().split()]
    known = [score for score in found if score is not None]
    return sum(known) - len(text) / 100 if len(known) == len(found) else None


def _fit_word(word: str, text: str) -> float | None:
    """The best over all places where the word may begin."""
    starts = [i for i, letter in enumerate(text) if letter == word[0]]
    return max((score for i in starts if (score := _from(word, text, i)) is not None), default=None)


def _from(word: str, text: str, place: int) -> float | None:
    """With the word's first letter at `place`, and each other one as soon as it comes."""
    score, last = 0.0, -2
    for letter in word:
        place = text.find(letter, place)
        if place < 0:
            return None
        begins = place == 0 or not text[place - 1].isalnum()
        score += _LETTER + (_START if begins else 0) + (_ROW if place == last + 1 else 0)
        last, place = place, place + 1
    return score
