"""What the engine says to the studio."""

from __future__ import annotations

from typing import Literal

import msgspec

from app.engine.protocol.message import Frame, Message
from models.document.concept_report import ConceptEffect, ConceptReport, Fit
from models.document.errors import ErrorKind
from models.document.export_report import ExportReport
from models.document.generator_info import GeneratorInfo
from models.document.group import Directions, GroupStep
from models.document.inspection import Inspection
from models.document.ranking import PaintedScene, Ranking
from models.document.recipe import Recipe
from models.document.region import Region
from models.document.render import RenderRequest
from models.document.report import BalanceFound, RecipeReport
from models.document.scene import Scene
from models.document.units import UnitId

Doing = Literal["Downloading", "Reading"]


class Ready(Message, frozen=True):
    """The process is up: device for people ("CPU, 2 cores"), its process number."""

    device: str
    pid: int


class Opening(Message, frozen=True):
    """How far an Open is, in bytes. total: 0 while it is not known."""

    epoch: int
    job: int
    doing: Doing
    done: int
    total: int


class Opened(Message, frozen=True):
    """recipe: what the generator was edited with before, when the file says so."""

    epoch: int
    job: int
    info: GeneratorInfo
    recipe: Recipe | None = None


class Rendered(Message, frozen=True):
    """milliseconds: what the picture took in the engine. memory: bytes that the engine holds; 0: it does not say."""

    epoch: int
    slot: str
    serial: int
    request: RenderRequest
    frame: Frame
    milliseconds: float
    memory: int = 0


class Rendering(Message, frozen=True):
    """A rough look at a picture that takes long, of its size. step: of `total`."""

    epoch: int
    slot: str
    serial: int
    step: int
    total: int
    frame: Frame


class RankProgress(Message, frozen=True):
    """`ranking` holds the strongest units so far. done: units ablated; 0 while all are estimated.

    seconds_left: from the pace so far; None while that is not known. known: units that a search which was stopped had
    ablated already.
    """

    epoch: int
    job: int
    done: int
    total: int
    seconds_left: float | None
    ranking: Ranking
    known: int = 0


class Thumbnail(Message, frozen=True):
    """The first painted scene with one unit off."""

    epoch: int
    job: int
    unit: UnitId
    frame: Frame


class Ranked(Message, frozen=True):
    epoch: int
    job: int
    ranking: Ranking


class GrowProgress(Message, frozen=True):
    """done, total: sets of units that were tried. steps: the group so far."""

    epoch: int
    job: int
    done: int
    total: int
    seconds_left: float | None
    steps: tuple[GroupStep, ...]


class Grown(Message, frozen=True):
    """directions: of the whole group; None for an empty one, for one that was stopped early, and with attention heads,
    which cannot be shifted.
    """

    epoch: int
    job: int
    steps: tuple[GroupStep, ...]
    directions: Directions | None
    complete: bool = True


class TransferProgress(Message, frozen=True):
    """done: scenes that were looked at. found: on how many of them it is. most: how many finds are enough."""

    epoch: int
    job: int
    done: int
    found: int
    most: int


class Transferred(Message, frozen=True):
    """painted: where it was found. absent: where it was looked for in vain. complete: False when it was stopped."""

    epoch: int
    job: int
    painted: tuple[PaintedScene, ...]
    absent: tuple[Scene, ...]
    complete: bool = True


class InspectProgress(Message, frozen=True):
    """done, total: scenes."""

    epoch: int
    job: int
    done: int
    total: int
    seconds_left: float | None


class Inspected(Message, frozen=True):
    epoch: int
    job: int
    inspection: Inspection


class SizeEstimated(Message, frozen=True):
    """size: bytes, to some percent."""

    epoch: int
    job: int
    to: str
    size: int


class ExportProgress(Message, frozen=True):
    """done, total: steps; the last ones are pictures that are compared."""

    epoch: int
    job: int
    done: int
    total: int


class Exported(Message, frozen=True):
    epoch: int
    job: int
    report: ExportReport


class Saved(Message, frozen=True):
    epoch: int
    job: int
    path: str


class DrawProgress(Message, frozen=True):
    """done, total: pictures."""

    epoch: int
    job: int
    done: int
    total: int
    seconds_left: float | None


class ReportProgress(Message, frozen=True):
    """done, total: pictures."""

    epoch: int
    job: int
    done: int
    total: int
    seconds_left: float | None


class Reported(Message, frozen=True):
    """path: of the folder; `report.sheets` names the pictures in it."""

    epoch: int
    job: int
    path: str
    report: RecipeReport


class WordMap(msgspec.Struct, frozen=True):
    """A word as written in the prompt, and how much each place of the picture looks at it: 255 the most."""

    word: str
    region: Region


class WordMaps(Message, frozen=True):
    """In the order of the prompt's words."""

    epoch: int
    job: int
    scene: Scene
    maps: tuple[WordMap, ...]


class Seen(Message, frozen=True):
    """features: float16 [channels, height, width], little-endian, in rows."""

    epoch: int
    job: int
    scene: Scene
    channels: int
    height: int
    width: int
    features: bytes


class ConceptMeasured(Message, frozen=True):
    """report: None for an edit that changes nothing. effect: None also where it was not asked for."""

    epoch: int
    job: int
    report: ConceptReport | None
    effect: ConceptEffect | None = None


class BalanceProgress(Message, frozen=True):
    """done, total: pictures, at most. counts: of those that are counted together, so far, by choice."""

    epoch: int
    job: int
    done: int
    total: int
    seconds_left: float | None
    counts: tuple[int, ...]


class WordBalanced(Message, frozen=True):
    epoch: int
    job: int
    found: BalanceFound


class StrengthFitted(Message, frozen=True):
    epoch: int
    job: int
    fit: Fit


class Cancelled(Message, frozen=True):
    epoch: int
    job: int


class Failed(Message, frozen=True):
    """An error as a value. job and slot say what failed: a job, a render, or (both unset) the engine itself."""

    epoch: int
    kind: ErrorKind
    sentence: str
    details: str = ""
    job: int | None = None
    slot: str | None = None


# After one of these no other comes to its job.
LastAnswer = (
    Opened
    | Ranked
    | Grown
    | Transferred
    | Inspected
    | SizeEstimated
    | Exported
    | Saved
    | Reported
    | WordMaps
    | Seen
    | ConceptMeasured
    | StrengthFitted
    | WordBalanced
    | Cancelled
    | Failed
)
Progress = (
    Opening
    | RankProgress
    | GrowProgress
    | TransferProgress
    | InspectProgress
    | ExportProgress
    | DrawProgress
    | ReportProgress
    | BalanceProgress
)
ToStudio = Ready | Rendered | Rendering | Thumbnail | Progress | LastAnswer
