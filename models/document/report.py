"""What a report of a recipe is asked for, and what it says: numbers, with intervals, of pictures before and after."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from models.document.concept import Pair, Text
from models.document.concept_report import ConceptReport
from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe
from models.document.scene import Prompt
from models.document.texts import read_text

# edited: said as the recipe has it. paraphrases: said otherwise. neighbours: near in meaning, unrelated: not even that;
# both are to stay. In the field: efficacy, generalisation, and twice specificity.
Role = Literal["edited", "paraphrases", "neighbours", "unrelated"]
ROLES: tuple[Role, ...] = ("edited", "paraphrases", "neighbours", "unrelated")
ScoredBy = Literal["probe", "clip", "pictures"]
ScorerChoice = Literal["auto", "probe", "clip", "pictures"]
MeasureKind = Literal["meant", "fit", "share", "change", "quality", "factor"]
LARGEST_FILE, MOST_PROMPTS, LONGEST = 2**20, 10_000, 1000


class Case(msgspec.Struct, frozen=True):
    """A prompt, and what part it has in the report; None before a report is made: by its words.

    meant: as one would say what the recipe makes of it.
    """

    text: Text
    role: Role | None = None
    meant: Text | None = None


class Number(msgspec.Struct, frozen=True):
    """A value, and its 95 % interval."""

    value: float
    low: float
    high: float


class Balancing(msgspec.Struct, frozen=True):
    """Shares of debias edits are to be found first, by measuring what they do.

    wanted: how often each attribute is to be shown, adding up to 1; empty for all alike. tolerance: how near that is
    near enough. rounds: of trying other shares at most, on so many pictures each. tests: at most, each on as many fresh
    pictures as `most`.
    """

    wanted: tuple[Annotated[float, msgspec.Meta(ge=0.0, le=1.0)], ...] = ()
    tolerance: Annotated[float, msgspec.Meta(gt=0.0, le=0.5)] = 0.1
    rounds: Annotated[int, msgspec.Meta(ge=1, le=100)] = 12
    pictures: Annotated[int, msgspec.Meta(ge=4, le=10_000)] = 48
    tests: Annotated[int, msgspec.Meta(ge=1, le=100)] = 3
    most: Annotated[int, msgspec.Meta(ge=16, le=100_000)] = 960


class BalanceRound(msgspec.Struct, frozen=True):
    """Shares that were tried, and how many pictures showed each attribute best."""

    shares: tuple[float, ...]
    counts: tuple[int, ...]


class Balance(msgspec.Struct, frozen=True):
    """What came of balancing the debias edit `key`. See models.edits.reports.balancing.

    attributes: what tells their texts apart. shares: that the recipe has now. tested: fresh pictures of the last test
    by attribute; intervals: confidence sequences, which hold all together with 95 % confidence, whenever one looks.
    """

    key: str
    attributes: tuple[str, ...]
    wanted: tuple[float, ...]
    rounds: tuple[BalanceRound, ...]
    shares: tuple[float, ...]
    tested: tuple[int, ...]
    intervals: tuple[Number, ...]
    verdict: Literal["balanced", "unbalanced", "undecided"]
    sentence: str


class BalanceRequest(msgspec.Struct, frozen=True):
    """How often do pictures show each attribute of the debias edit `key`, as it is; and, where it is `sought`, at which
    shares do they show them as often as wanted?

    recipe: with the edit. clip, asked: as of ReportRequest.
    """

    recipe: Recipe
    key: str
    how: Balancing = Balancing()
    sought: bool = False
    clip: str = ""
    asked: Prompt | None = None


class BalanceFound(msgspec.Struct, frozen=True):
    """counts: pictures before anything was sought, by attribute; intervals: as of Balance. balance: None where it was
    not sought.
    """

    counts: tuple[int, ...]
    intervals: tuple[Number, ...]
    balance: Balance | None = None


class ReportRequest(msgspec.Struct, frozen=True):
    """Pictures of prompts and seeds with and without the recipe.

    cases: empty to choose them. meant: what the recipe is to do, where its edits do not say (those of units). seeds:
    0, 1, ... for each prompt; at least two, since another seed is what a change is measured against. most: prompts a
    role, where they are chosen. scorer: "auto" is the probe where it can read, else CLIP where one is given, else the
    pictures alone. clip: a folder, or a name on the hub that is on this disk already. asked: steps, guidance and size
    of every picture, the text aside; None is as the generator says. balancing: before anything else.
    """

    recipe: Recipe
    cases: tuple[Case, ...] = ()
    meant: tuple[Pair, ...] = ()
    seeds: Annotated[int, msgspec.Meta(ge=2, le=1000)] = 4
    most: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 8
    scorer: ScorerChoice = "auto"
    clip: str = ""
    asked: Prompt | None = None
    balancing: Balancing | None = None


class Measure(msgspec.Struct, frozen=True):
    """One thing measured in all pictures of a role. None where it makes no sense.

    kind: "meant", the part of pictures that show what is meant rather than what is said; "fit" of pictures to what is
    said, or meant where that is something else; "share" of pictures that show an attribute best (of "debias");
    "change", how far pictures move, 1 being as far as another seed; "quality", a ratio; "factor", how far what is read
    moves, in its spreads. name: of the quality, factor or attribute. by: what it is read with. size: of single
    pictures' changes, whichever way, while `change` is their mean.
    """

    role: Role
    kind: MeasureKind
    by: ScoredBy
    pictures: int
    name: str = ""
    before: Number | None = None
    after: Number | None = None
    change: Number | None = None
    size: Number | None = None


class RecipeReport(msgspec.Struct, frozen=True):
    """See models.edits.reports.measuring. request: with the cases that were chosen.

    scorer: what pictures were read with. embeddings: before any picture; None without concept edits.
    warnings: sentences. sheets: names of the pictures beside report.json, by role. balances: what came of balancing;
    the request's recipe has the shares that were found.
    """

    base: Fingerprint
    generator: str
    scorer: str
    request: ReportRequest
    measures: tuple[Measure, ...]
    embeddings: ConceptReport | None
    warnings: tuple[str, ...]
    sheets: dict[Role, str]
    version: str
    balances: tuple[Balance, ...] = ()

    def measure(self, role: Role, kind: MeasureKind, name: str = "") -> Measure | None:
        """The first one of that role, kind and name."""
        found = (m for m in self.measures if (m.role, m.kind) == (role, kind) and name in ("", m.name))
        return next(found, None)


def read_cases(path: Path) -> tuple[Case, ...]:
    """From a text file of prompts, one a line; # begins a remark.

    [edited], [paraphrases], [neighbours] or [unrelated] on a line tells the part of those that follow. Raises
    UnlitError with one sentence, naming the line.
    """
    return parsed_cases(read_text(path, "a list of prompts", LARGEST_FILE), path.name)


def parsed_cases(text: str, name: str) -> tuple[Case, ...]:
    """See read_cases. name: of the file, for sentences."""
    role: Role | None = None
    found: list[Case] = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if said.startswith("["):
            role = _heading(said, number, name)
        elif said and not said.startswith("#"):
            if len(said) > LONGEST or not said.isprintable():
                raise UnlitError(f"Line {number} of “{name}” is not a prompt.")
            found.append(Case(said, role))
    if not found:
        raise UnlitError(f"“{name}” holds no prompts.")
    if len(found) > MOST_PROMPTS:
        raise UnlitError(f"“{name}” holds more than {MOST_PROMPTS:,} prompts.")
    return tuple(dict.fromkeys(found))


def _heading(said: str, number: int, name: str) -> Role:
    for role in ROLES:
        if said.lower() == f"[{role}]":
            return role
    raise UnlitError(f"Line {number} of “{name}” should be one of {', '.join(f'[{role}]' for role in ROLES)}.")
