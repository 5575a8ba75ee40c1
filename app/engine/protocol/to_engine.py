"""What the studio says to the engine."""

from __future__ import annotations

from typing import Literal

from app.engine.protocol.message import Message
from models.document.concept import ConceptEdit
from models.document.group import GroupRequest
from models.document.inspection import InspectRequest
from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.report import BalanceRequest, ReportRequest
from models.document.scene import Scene
from models.document.sweep import SweepRequest


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


class BalanceWord(Message, frozen=True):
    """How often does each choice come, and at which shares as often as wanted? -> BalanceProgress..., WordBalanced."""

    epoch: int
    job: int
    request: BalanceRequest


class Cancel(Message, frozen=True):
    """Stop a job, waiting or running -> Cancelled (a search, once it runs, answers with what it has)."""

    job: int


class Release(Message, frozen=True):
    """The studio has copied the frame; its block is free again."""

    index: int


class Quit(Message, frozen=True):
    """End the process."""


Asked = Rank | Grow | Transfer | Inspect | LookAtWords | LookAtScene | MeasureConcept | FitStrength | EstimateSize
Job = Open | Asked | BalanceWord | Export | SaveRaw | MakeReport | MakeSweep | MakeSheet
ToEngine = Job | Render | Cancel | Release | Quit
