"""Which prompts a report is about, and what part each has: chosen from the recipe, or from prompts that are given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from models.document.concept import ConceptEdit, Pair
from models.document.recipe import Recipe
from models.document.report import ROLES, Case, ReportRequest
from models.edits.concepts.contexts import said_otherwise
from models.edits.concepts.probes import PROBES, unrelated, words_of

PLAIN = "a photo of {}"
TEMPLATES = (
    "a picture with {} in it", "{} in the background", "a close view of {}", "there is {} here", "an old photo of {}",
    "a painting of {}", "a room with {}", "{} at night",
)  # fmt: skip
SENTENCE = 3  # words from which on a source is a prompt by itself


def cases_of(request: ReportRequest, suggested: Sequence[str] = (), default: str = "") -> tuple[Case, ...]:
    """The request's own cases, what is left open filled in; without any, as many of each role as it asks for.

    suggested: prompts that this generator understands; without them, sentences made of the words. default: the prompt
    that the generator is shown with.
    """
    if request.cases:
        return _filled(request)
    named = _sources(request, default)
    texts = dict.fromkeys((*named, *(suggested or _made(request))))
    found = [case_of(text, request, named) for text in texts]
    return tuple(case for role in ROLES for case in _spread([c for c in found if c.role == role], request.most))


def _filled(request: ReportRequest) -> tuple[Case, ...]:
    """Parts that are not given follow from the words; where none is edited by name, all with the words are."""
    named = {pair.source for pair in _pairs(request.recipe)}
    words = [case_of(case.text, request, named) for case in request.cases]
    is_named = any("edited" in (given.role, found.role) for given, found in zip(request.cases, words, strict=True))
    cases: list[Case] = []
    for given, found in zip(request.cases, words, strict=True):
        by_words = "edited" if found.role == "paraphrases" and not is_named else found.role
        meant = found.meant if given.meant is None else given.meant
        cases.append(Case(given.text, given.role or by_words, meant))
    return tuple(dict.fromkeys(cases))


def case_of(text: str, request: ReportRequest, named: Collection[str]) -> Case:
    """What part a prompt has, by its words.

    named: those that are edited. Others with the recipe's words are paraphrases; a neighbour shares words of what the
    recipe makes of others, or is preserved. Units act on whatever is asked for.
    """
    recipe, pairs = request.recipe, words(request)
    meant = _meant(text, pairs)
    if meant is not None or any(said_otherwise(text, pair) is not None for pair in _attributes(recipe)):
        is_edited = text in named or not recipe.concepts()
        return Case(text, "edited" if is_edited else "paraphrases", meant)
    if not pairs and not recipe.concepts():
        return Case(text, "edited")
    changed = {word for pair in pairs for word in words_of(pair.source) ^ words_of(pair.target)}
    kept = {kept for edit in recipe.concepts() for kept in edit.preserve}
    return Case(text, "neighbours" if text in kept or words_of(text) & changed else "unrelated")


def _meant(text: str, pairs: Iterable[Pair]) -> str | None:
    """The text as one would say what the recipe makes of it; None where it has none of the words."""
    meant = None
    for pair in pairs:
        said = said_otherwise(text if meant is None else meant, pair)
        meant = meant if said is None else said
    return meant


def prompts_of(edit: ConceptEdit, default: str = "") -> list[str]:
    """In which one edit is tried: its sources that are sentences, else the default prompt where it has the words, else
    the plainest sentences with them.
    """
    sources = [pair.source for pair in edit.pairs]
    said = {pair.source for pair in edit.pairs if edit.kind == "debias" and pair.target}
    if sentences := [source for source in sources if source in said or _is_sentence(source)]:
        return sentences
    if any(said_otherwise(default, Pair(source)) is not None for source in sources):
        return [default]
    return [PLAIN.format(source) for source in sources]


def words(request: ReportRequest) -> tuple[Pair, ...]:
    """The shortest pairs of all: those whose source has no other's in it."""
    pairs = dict.fromkeys((*request.meant, *_pairs(request.recipe)))
    found: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: len(pair.source)):
        if all(said_otherwise(pair.source, known) is None for known in found):
            found.append(pair)
    return tuple(found)


def _pairs(recipe: Recipe) -> Iterable[Pair]:
    return (pair for edit in recipe.concepts() if edit.kind != "debias" for pair in edit.meant())


def _attributes(recipe: Recipe) -> list[Pair]:
    """What is debiased, as pairs with a target that no text has."""
    return [Pair(pair.source) for edit in recipe.concepts() if edit.kind == "debias" for pair in edit.pairs]


def _sources(request: ReportRequest, default: str) -> list[str]:
    """Prompts that the recipe names; without any, those that have its words in the plainest way."""
    named = [pair.source for pair in _pairs(request.recipe)]
    if any(_is_sentence(source) for source in named):
        return [source for source in named if _is_sentence(source)]
    sources = [pair.source for pair in (*words(request), *_attributes(request.recipe))]
    is_shown = any(said_otherwise(default, Pair(source)) is not None for source in sources)
    if is_shown or not request.recipe.concepts():
        return [default] if default else []
    return [PLAIN.format(source) for source in sources]


def _made(request: ReportRequest) -> list[str]:
    """Sentences with the words, with what they are to mean, and with neither."""
    pairs, edits = words(request), request.recipe.concepts()
    sources = [pair.source for pair in (*pairs, *_attributes(request.recipe))]
    others = [pair.target for pair in pairs if pair.target] + [kept for edit in edits for kept in edit.preserve]
    spoken = [template.format(source) for template in TEMPLATES for source in sources]
    near = [text if _is_sentence(text) else PLAIN.format(text) for text in others if text]
    return [*spoken, *near, *unrelated(edits, PROBES)]


def _is_sentence(source: str) -> bool:
    return len(source.split()) >= SENTENCE


def _spread(cases: list[Case], most: int) -> list[Case]:
    """So many of them, evenly."""
    if len(cases) <= most:
        return cases
    return [cases[int(i)] for i in np.linspace(0, len(cases) - 1, most)]
