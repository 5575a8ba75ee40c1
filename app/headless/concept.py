"""`unlit concept`: a recipe that changes what words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from app.headless.edit import free_key
from app.headless.files import read_lines, read_recipe, write_recipe
from app.headless.runner import Runner
from app.headless.terminal import out, say
from models.document.concept import ConceptEdit, ConceptKind, Pair, Preset, Share, read_pairs, with_preset
from models.document.concept_report import ConceptEffect, ConceptReport
from models.document.errors import UnlitError
from models.edits.concepts.contexts import in_context, said_otherwise

LONGEST = 1000  # characters, as of ConceptEdit's texts
TITLES: dict[ConceptKind, str] = {
    "replace": "{source} → {target}", "erase": "Erase {source}", "moderate": "Moderate {source}",
    "debias": "Debias {source}",
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """The options as they were given: what is to be done to which words. tables: of pairs."""

    replace: tuple[str, ...] = ()
    erase: tuple[str, ...] = ()
    moderate: tuple[str, ...] = ()
    debias: tuple[str, ...] = ()
    tables: tuple[Path, ...] = ()


def concept(file: str, edits: tuple[ConceptEdit, ...], to: Path, *, fit: bool, add: bool) -> None:
    """Write the recipe; with `add`, beside the edits that `to` holds already. fit: find each edit's strength first."""
    runner = Runner(file)
    if not runner.info.prompts:
        raise UnlitError("This generator is not asked with words, so none can be changed.")
    recipe = runner.recipe(read_recipe(to) if add else None)
    if fit:
        edits = tuple(_fitted(runner, edit) for edit in edits)
    for edit in edits:
        recipe = recipe.with_edit(replace(edit, key=free_key(recipe)))
    enabled = [edit for edit in recipe.concept_edits() if edit.enabled]
    report, effect = runner.measure(enabled)
    if report is not None and effect is not None:
        _tell(report, effect, edits, runner.info.defaults.text if runner.info.defaults else "")
    else:
        say("At strength 0 this changes nothing.")
    write_recipe(recipe, to)
    say(f"Wrote {to}")


def concepts(
    wanted: Wanted,
    how: Mapping[str, Any],
    preset: Preset | None,
    sentences: tuple[str, ...],
    preserve: tuple[str, ...],
    preserve_file: Path | None,
    name: str,
) -> tuple[ConceptEdit, ...]:
    """One edit of each kind, and one of each text to debias. how: fields of ConceptEdit, over those of the preset.

    Raises UnlitError for what is no pair, share, text or number, and for a sentence without any of the words.
    """
    tables = [pair for path in wanted.tables for pair in read_pairs(path)]
    replaced = (*map(_pair, wanted.replace), *(pair for pair in tables if pair.target))
    erased = (*map(_single, wanted.erase), *(pair for pair in tables if not pair.target))
    kinds: list[tuple[ConceptKind, tuple[Pair, ...], tuple[Share, ...]]] = [
        ("replace", replaced, ()),
        ("erase", erased, ()),
        ("moderate", tuple(map(_single, wanted.moderate)), ()),
        *(("debias", (pair,), shares) for pair, shares in map(_debiased, wanted.debias)),
    ]
    kept = (*map(_text, preserve), *map(_text, read_lines(preserve_file) if preserve_file else ()))
    edits = [
        ConceptEdit("", name or _title(kind, pairs), kind, pairs, shares, kept)
        for kind, pairs, shares in kinds
        if pairs
    ]
    if not edits:
        raise UnlitError("Say what is to be changed: --replace, --erase, --moderate, --debias or --pairs.")
    _check_sentences(sentences, edits)
    return tuple(_as_told(_in_sentences(with_preset(e, preset) if preset else e, sentences), how) for e in edits)


def _as_told(edit: ConceptEdit, how: Mapping[str, Any]) -> ConceptEdit:
    """Raises UnlitError for numbers that are out of range: they come as the recipe's file would have them."""
    try:
        return msgspec.convert(msgspec.to_builtins(replace(edit, **how)), ConceptEdit)
    except msgspec.ValidationError as error:
        number = next((field for field in how if f"$.{field}" in str(error)), "number")
        raise UnlitError(f"The number of --{number.replace('_', '-')} is out of range.", details=str(error)) from error


def _check_sentences(sentences: tuple[str, ...], edits: list[ConceptEdit]) -> None:
    pairs = [pair for edit in edits for pair in edit.pairs]
    for sentence in map(_text, sentences):
        if "{}" not in sentence and all(said_otherwise(sentence, pair) is None for pair in pairs):
            raise UnlitError(f"“{sentence[:60]}” has none of the words in it; write {{}} where the word stands.")


def _in_sentences(edit: ConceptEdit, sentences: tuple[str, ...]) -> ConceptEdit:
    said = [sentence.replace("{}", pair.source) for pair in edit.pairs for sentence in sentences]
    return in_context(edit, said)


def _fitted(runner: Runner, edit: ConceptEdit) -> ConceptEdit:
    """One that no strength helps stays as it was asked for: what is wrong with it is told next."""
    fit = runner.fit_strength(edit)
    say(f"{edit.name}: {fit.sentence}")
    return replace(edit, strength=round(fit.strength, 3)) if fit.strength else edit


def _tell(report: ConceptReport, effect: ConceptEffect, edits: tuple[ConceptEdit, ...], usual: str) -> None:
    """usual: how the generator is asked when nobody says."""
    for warning in (*report.warnings, *effect.warnings):
        say(warning)
    if effect.does_nothing and all(edit.tokens != "all" for edit in edits):
        say(f'For example: --in "{_example(usual, edits[0].pairs[0])}", and more such sentences.')
    rows = {
        "Gone": f"{effect.gone:.0%}; at 100% sentences are drawn as what they are to mean, below 0% farther off",
        "Other sentences": f"move by {effect.drift:.1%} of what they say",
        "Other words": f"move by {report.drift:.1%} in what is read of them",
        "Weights": f"change by {report.change:.2%}, rank {report.rank}",
        "Condition": f"{report.condition:.1e}",
    }
    for name, value in rows.items():
        out.print(f"{name:<16} {value}", markup=False)


def _example(usual: str, pair: Pair) -> str:
    """A sentence with {} where the word stands: out of how the generator is asked, if that has the word."""
    return said_otherwise(usual, Pair(pair.source, "{}")) or "a photo of a {} on a table"


def _title(kind: ConceptKind, pairs: tuple[Pair, ...]) -> str:
    if len(pairs) > 1:
        return f"{len(pairs)} words"
    return TITLES[kind].format(source=pairs[0].source, target=pairs[0].target) if pairs else ""


def _pair(text: str) -> Pair:
    source, equals, target = (part.strip() for part in text.partition("="))
    if not equals or not source or not target:
        raise UnlitError(f"“{text[:60]}” should say from what to what, as in “lamp=unlit lamp”.")
    return Pair(_text(source), _text(target))


def _single(text: str) -> Pair:
    if "=" in text:
        raise UnlitError(f"“{text[:60]}” is to be erased; to make it mean something, use --replace or --guide.")
    return Pair(_text(text))


def _debiased(text: str) -> tuple[Pair, tuple[Share, ...]]:
    source, _, said = text.partition("=")
    try:
        shares = tuple(_share(part) for part in said.split(","))
    except ValueError:
        shares = ()
    if not shares or not source.strip():
        raise UnlitError(f"“{text[:60]}” should say attributes and shares, as in “doctor=woman:0.5,man:0.5”.")
    return Pair(_text(source)), shares


def _share(part: str) -> Share:
    """Raises ValueError."""
    text, _, number = part.rpartition(":")
    share = float(number)
    if not text.strip() or not -100 <= share <= 100:
        raise ValueError(part)
    return Share(_text(text), share)


def _text(text: str) -> str:
    text = text.strip()
    if not text or len(text) > LONGEST or not text.isprintable():
        raise UnlitError(f"“{text[:60]}” is not a short text.")
    return text
