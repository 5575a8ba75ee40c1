"""What the studio and the engine say to each other: msgspec structs over a connection, never pickle.

`epoch` counts openings of a generator; what belongs to an older one is dropped. `job` names long work, chosen by the
studio. Pictures are uint8 [H, W, 3] in shared memory (app.engine.frames).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptEffect, ConceptReport, Fit
from models.document.errors import ErrorKind
from models.document.export_report import ExportReport
from models.document.generator_info import GeneratorInfo
from models.document.group import Directions, GroupRequest, GroupStep
from models.document.inspection import Inspection, InspectRequest
from models.document.ranking import PaintedScene, Ranking, RankRequest
from models.document.recipe import Recipe
from models.document.region import Region
from models.document.render import RenderRequest
from models.document.report import RecipeReport, ReportRequest
from models.document.scene import Scene
from models.document.sweep import SweepRequest
from models.document.units import UnitId

Doing = Literal["Downloading", "Reading"]


class Message(msgspec.Struct, frozen=True, tag=True):
    """Anything sent either way."""


class Frame(msgspec.Struct, frozen=True):
    """Where a picture lies: block `index` of the shared memory, or, when it fits none, in the message itself."""

    height: int
    width: int
    index: int = -1
    data: bytes = b""


# ------------------------------------------------------------------------------------------------ studio to engine
class Open(Message, frozen=True):
    """Open the generator in a file -> Opening..., Opened, or Failed (the old one stays).

    path: "sample:NAME" for a bundled one; "hf:..." and links are downloaded, unless they are on the disk already.
    """

    epoch: int
    job: int
    path: str


class Render(Message, frozen=True):
    """Make a picture -> Rendered. A newer Render for the same slot replaces a waiting one. Lower priority first."""

    epoch: int
    slot: str
    serial: int
    request: RenderRequest
    priority: int = 0


Workers = Literal["local", "ray"]


class Rank(Message, frozen=True):
    """Search -> RankProgress..., Thumbnail..., Ranked (also after Cancel: what was reached, complete=False).

    thumbnails: how many of the strongest units get a picture of the first scene with the unit off. cached: a search
    that was finished before is found again, one that was stopped goes on. workers: "ray" for those of a Ray cluster.
    """

    epoch: int
    job: int
    request: RankRequest
    thumbnails: int = 24
    cached: bool = True
    workers: Workers = "local"


class Grow(Message, frozen=True):
    """Find units that work together -> GrowProgress..., Grown (also after Cancel: what was reached, complete=False)."""

    epoch: int
    job: int
    request: GroupRequest


class Transfer(Message, frozen=True):
    """Find what is painted on other scenes -> TransferProgress..., Transferred (also after Cancel: what was found).

    painted: what to look for. scenes: where, in order. most: how many finds are enough.
    """

    epoch: int
    job: int
    painted: tuple[PaintedScene, ...]
    scenes: tuple[Scene, ...]
    most: int


class Inspect(Message, frozen=True):
    """Look at one unit over many scenes -> InspectProgress..., Inspected."""

    epoch: int
    job: int
    request: InspectRequest


class Export(Message, frozen=True):
    """Bake, write, re-open, compare -> Exported. The comparison uses `scenes`.

    to: the name of the file format, one of the card's `saves`; empty to go by the path's ending. rank: of a LoRA at
    most; 0 for what it takes.
    """

    epoch: int
    job: int
    recipe: Recipe
    path: str
    scenes: tuple[Scene, ...]
    to: str = ""
    rank: int = 0


class EstimateSize(Message, frozen=True):
    """How large would the file of a format be? -> SizeEstimated. to: as of Export."""

    epoch: int
    job: int
    recipe: Recipe
    to: str


class SaveRaw(Message, frozen=True):
    """Write the raw output of scenes under a recipe, float32 [N, 3, R, R], to a .npy file -> Saved."""

    epoch: int
    job: int
    scenes: tuple[Scene, ...]
    recipe: Recipe
    path: str


class MakeReport(Message, frozen=True):
    """What does the recipe do? -> ReportProgress..., Reported (after Cancel Cancelled: nothing is written then).

    path: the folder to write report.json, report.md and sheets of pictures to; it is made where it is missing.
    """

    epoch: int
    job: int
    request: ReportRequest
    path: str


class MakeSweep(Message, frozen=True):
    """Draw an edit's slider as an animation, .gif or .mp4 -> DrawProgress..., Saved."""

    epoch: int
    job: int
    request: SweepRequest
    path: str


class MakeSheet(Message, frozen=True):
    """Draw scenes before and after on a sheet, a PNG with the recipe inside -> DrawProgress..., Saved."""

    epoch: int
    job: int
    recipe: Recipe
    scenes: tuple[Scene, ...]
    path: str


class LookAtWords(Message, frozen=True):
    """Where in the picture does each word of the scene's prompt look? -> WordMaps."""

    epoch: int
    job: int
    scene: Scene


class LookAtScene(Message, frozen=True):
    """What does the generator see at each place of the scene? -> Seen. For selecting by a click."""

    epoch: int
    job: int
    scene: Scene


class MeasureConcept(Message, frozen=True):
    """What does a concept edit do to words, alone or together with others? -> ConceptMeasured.

    drawn: also what it does to pictures, told from single steps, for the time of a picture or two.
    """

    epoch: int
    job: int
    edit: ConceptEdit
    beside: tuple[ConceptEdit, ...] = ()
    drawn: bool = False


class FitStrength(Message, frozen=True):
    """How strong should a concept edit be? -> StrengthFitted."""

    epoch: int
    job: int
    edit: ConceptEdit


class Cancel(Message, frozen=True):
    """Stop a job, waiting or running -> Cancelled (a search, once it runs, answers with what it has)."""

    job: int


class Release(Message, frozen=True):
    """The studio has copied the frame; its block is free again."""

    index: int


class Quit(Message, frozen=True):
    """End the process."""


# ------------------------------------------------------------------------------------------------ engine to studio
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


Asked = Rank | Grow | Transfer | Inspect | LookAtWords | LookAtScene | MeasureConcept | FitStrength | EstimateSize
Job = Open | Asked | Export | SaveRaw | MakeReport | MakeSweep | MakeSheet
ToEngine = Job | Render | Cancel | Release | Quit
ToStudio = (
    Ready
    | Opening
    | Opened
    | Rendered
    | Rendering
    | RankProgress
    | Thumbnail
    | Ranked
    | GrowProgress
    | Grown
    | TransferProgress
    | Transferred
    | InspectProgress
    | Inspected
    | SizeEstimated
    | ExportProgress
    | Exported
    | Saved
    | DrawProgress
    | ReportProgress
    | Reported
    | WordMaps
    | Seen
    | ConceptMeasured
    | StrengthFitted
    | Cancelled
    | Failed
)

_encoder = msgspec.msgpack.Encoder()
_to_engine: msgspec.msgpack.Decoder[ToEngine] = msgspec.msgpack.Decoder(ToEngine)
_to_studio: msgspec.msgpack.Decoder[ToStudio] = msgspec.msgpack.Decoder(ToStudio)


def pack(message: Message) -> bytes:
    """A message as bytes."""
    return _encoder.encode(message)


def unpack_to_engine(data: bytes) -> ToEngine:
    """Raises msgspec.MsgspecError for anything else."""
    return _to_engine.decode(data)


def unpack_to_studio(data: bytes) -> ToStudio:
    """Raises msgspec.MsgspecError for anything else."""
    return _to_studio.decode(data)
