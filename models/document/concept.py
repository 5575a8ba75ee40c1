"""ConceptEdit: what a word means is changed, in closed form (Gandikota et al. 2024, Unified Concept Editing)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from models.document.errors import UnlitError
from models.document.texts import read_text

ConceptKind = Literal["replace", "erase", "moderate", "debias"]
TokenScope = Literal["last", "last+end", "padding", "all"]
Preset = Literal["uce-2023", "uce-2025"]
LONGEST_TEXT = 1000
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
Positive = Annotated[float, msgspec.Meta(gt=0.0, le=1e6)]

# What UCE's programs expand a concept by ("expand_prompts").
ART_TEMPLATES = ("painting by {}", "art by {}", "artwork by {}", "picture by {}", "style of {}")
OBJECT_TEMPLATES = ("image of {}", "photo of {}", "portrait of {}", "picture of {}", "painting of {}")
MOST_ROWS, LARGEST_FILE = 100_000, 32 * 2**20


class Pair(msgspec.Struct, frozen=True, order=True):
    """What is said, and what is to be meant. target: may be empty where the edit's kind has no target.

    Of "debias" the source is what is said, or a sentence that says it: then the target is the word itself, in whose
    place the attributes are said in that sentence.
    """

    source: Text
    target: Text = ""


class Share(msgspec.Struct, frozen=True):
    """An attribute, and how much of it is added to what is said (METHODS 2.3, a_p); negative takes it away."""

    text: Text
    share: Annotated[float, msgspec.Meta(ge=-100.0, le=100.0)]


class ConceptEdit(msgspec.Struct, frozen=True, tag="concept", tag_field="edit"):
    """Words that are to mean something else. All enabled concept edits of a recipe are solved together.

    kind: "replace" a source by its target; "erase" and "moderate" it, which means its target or, where that is empty,
    `guide` ("art", "" or " "); "debias" it by adding `shares` of attributes. strength: 0 nothing, 1 as solved.
    preserve: texts that must go on meaning what they do.
    tokens: which tokens of a text are edited: its last one, that and the end, from there through the padding, or all
    words and the padding; source and target are aligned at their last word. preserve_tokens: likewise; "all" is every
    token, the first included. sides: in which projections of cross-attention.
    technique: "tensor" is, in each layer by itself, the paper-era program's other target (of "debias": its unit
    directions).
    templates: sentences with {} in which sources and targets are edited, too.
    scale: of the edit's terms. ridge: UCE's lambda. preserve_scale: 0 is max(0.1, 1 / number preserved).
    moving_only: preserve only what the edit would move more than the average. null_space: keep the edit out of the
    space that preserved texts span, instead of weighing them. rounds: erase again what still leads to the concept,
    that many times (Gong et al. 2024, RECE).
    """

    key: str
    name: str
    kind: ConceptKind
    pairs: tuple[Pair, ...]
    shares: tuple[Share, ...] = ()
    preserve: tuple[Text, ...] = ()
    strength: Annotated[float, msgspec.Meta(ge=0.0, le=10.0)] = 1.0
    enabled: bool = True
    guide: Text = ""
    tokens: TokenScope = "last"
    preserve_tokens: TokenScope = "last"
    sides: Literal["both", "keys", "values"] = "both"
    technique: Literal["replace", "tensor"] = "replace"
    templates: Annotated[tuple[Text, ...], msgspec.Meta(max_length=1000)] = ()
    scale: Positive = 1.0
    ridge: Positive = 0.5
    preserve_scale: Annotated[float, msgspec.Meta(ge=0.0, le=1e6)] = 1.0
    moving_only: bool = False
    null_space: bool = False
    rounds: Annotated[int, msgspec.Meta(ge=0, le=20)] = 0

    @property
    def changes_nothing(self) -> bool:
        """True when the generator alone with this edit is as without it.

        Beside others an edit of strength 0 holds its sources in place, so that its slider has no step at 0.
        """
        return not self.enabled or not self.pairs or self.strength == 0.0

    def meant(self) -> tuple[Pair, ...]:
        """All pairs with their true targets, those of the templates included."""
        if self.kind in ("replace", "debias"):
            whole = self.pairs
        else:
            whole = tuple(Pair(pair.source, pair.target or self.guide) for pair in self.pairs)
        spoken = (_spoken(pair, template) for pair in whole for template in self.templates)
        return (*whole, *spoken)

    @property
    def weight_of_preserved(self) -> float:
        """What each preserved text weighs."""
        return self.preserve_scale or max(0.1, 1 / max(1, len(self.preserve)))


def _spoken(pair: Pair, template: str) -> Pair:
    return Pair(template.replace("{}", pair.source), template.replace("{}", pair.target))


def with_preset(edit: ConceptEdit, preset: Preset) -> ConceptEdit:
    """With the choices of UCE's program of 2025, or of the one of the paper's time (METHODS 2.3)."""
    if preset == "uce-2025":
        return msgspec.structs.replace(
            edit, tokens="last", preserve_tokens="last", preserve_scale=1.0, scale=1.0, ridge=0.5,
            guide=edit.guide.strip(), moving_only=False, null_space=False, rounds=0,
        )  # fmt: skip
    return msgspec.structs.replace(
        edit, tokens="padding", preserve_tokens="all", preserve_scale=0.0, scale=1.0, ridge=0.5,
        guide=edit.guide or " ", preserve=tuple(dict.fromkeys(("", *edit.preserve))),
        moving_only=False, null_space=False, rounds=0,
    )  # fmt: skip


def with_shares(edit: ConceptEdit, shares: Sequence[float]) -> ConceptEdit:
    """The edit with other shares of its attributes."""
    named = zip(edit.shares, shares, strict=True)
    return msgspec.structs.replace(edit, shares=tuple(Share(share.text, value) for share, value in named))


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """Pairs from a table of text: one or two columns, `from` and `to`, split by commas, semicolons or tabs.

    A first row that says "from" or "source" is a heading. Raises UnlitError with one sentence, naming the row.
    """
    return parsed_pairs(read_text(path, "a list of words", LARGEST_FILE), path.name)


def parsed_pairs(text: str, name: str) -> tuple[Pair, ...]:
    """See read_pairs. name: of the file, for sentences."""
    first = text.partition("\n")[0]
    delimiter = max("\t;,", key=first.count)
    pairs: list[Pair] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            cells = [cell.strip() for cell in row]
            is_heading = number == 1 and bool(cells) and cells[0].lower() in ("from", "source")
            if any(cells) and not is_heading:
                pairs.append(_pair(cells, number, name))
            if len(pairs) > MOST_ROWS:
                raise UnlitError(f"“{name}” has more than {MOST_ROWS:,} rows.")
    except csv.Error as error:
        raise UnlitError(f"“{name}” is not a table that can be read.", details=str(error)) from error
    if not pairs:
        raise UnlitError(f"“{name}” holds no words.")
    return tuple(pairs)


def _pair(cells: list[str], number: int, name: str) -> Pair:
    source, target, *more = (*cells, "", "")
    if any(more):
        raise UnlitError(f"Row {number} of “{name}” has more than two columns; quote texts that have commas in them.")
    if not source:
        raise UnlitError(f"Row {number} of “{name}” does not say what is to be changed.")
    if max(len(source), len(target)) > LONGEST_TEXT or not (source + target).isprintable():
        raise UnlitError(f"Row {number} of “{name}” is not a short text.")
    return Pair(source, target)
