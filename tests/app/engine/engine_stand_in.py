"""Stand-ins for the functions of models, without torch; run as a script, a worker process that works with them.

Script arguments: "slow" loads for a minute, "broken" ends while it loads.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from app.engine.given import Balances, Growing, Looking, Models, Reports, Searched, Shown, Steps
from app.engine.protocol.to_engine import Export
from app.engine.watching import Watch
from app.engine.worker import main
from models.checkpoints.progress import Report, silent
from models.document.concept_report import ConceptEffect, ConceptReport, Fit
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.document.generator_info import Fingerprint, GeneratorInfo
from models.document.group import Direction, Directions, GroupRequest, GroupStep
from models.document.inspection import Inspection, InspectRequest
from models.document.ranking import PaintedScene, RankedUnit, Ranking, RankRequest
from models.document.recipe import Recipe
from models.document.region import Region
from models.document.render import RenderRequest
from models.document.report import BalanceFound, BalanceRequest, RecipeReport, ReportRequest
from models.document.scene import Scene
from models.document.units import Layer, UnitId

BASE = Fingerprint("0" * 64, "stand-in")
SIZE = 16
UNITS = 300
BATCH = 10
PAUSE = 0.01

# Seeds at which something happens.
NO_MEMORY, NO_CPU_MEMORY, BUG, HANGS, NO_SUCH_SCENE, SLOW = 1001, 1002, 1003, 1004, 1005, 1006

COMMAND = (sys.executable, __file__)


def scene_request(seed: int = 0) -> RenderRequest:
    return RenderRequest(Scene(seed), Recipe(BASE))


def rank_request(seed: int = 0) -> RankRequest:
    return RankRequest((PaintedScene(Scene(seed), Region.from_mask(np.eye(SIZE, dtype=np.float32))),))


def fetch(path: str, report: Report) -> None:
    """A download of a hundred bytes that takes a second, or, for a link that says so, one that says nothing at all."""
    for done in range(0, 100, 2):
        time.sleep(0.02)
        if "silent" not in path:
            report(done, 100)


def open_generator(path: str, report: Report = silent) -> tuple[SimpleNamespace, Recipe | None]:
    if path == "missing":
        raise UnlitError("There is no such file.", details="looked everywhere")
    if path == "hangs":
        time.sleep(60)
    if path == "takes its time":
        time.sleep(0.3)
    if path == "large file":
        for done in range(20):
            time.sleep(0.02)
            report(done, 20)
    layers = (Layer("b8.conv1", "conv", UNITS, 8),)
    info = GeneratorInfo(path, "StyleGAN2", BASE, SIZE, layers, 8, 0, 1000, 0.7)
    return SimpleNamespace(info=info, look_up=lambda: None), Recipe(BASE) if path == "edited" else None


def picture(seed: int, size: int = SIZE) -> np.ndarray:
    return np.full((size, size, 3), seed % 256, np.uint8)


@contextmanager
def interruptible(
    generator: SimpleNamespace, look_up: Callable[[], None], meanwhile: Callable[[], None]
) -> Iterator[None]:
    def pause() -> None:
        meanwhile()
        look_up()

    generator.look_up = pause
    yield
    generator.look_up = lambda: None


def compute(generator: SimpleNamespace, scene: Scene) -> None:
    """A moment; of a slow scene a minute, in which it looks up all the time."""
    time.sleep(PAUSE)
    for _ in range(6000 if scene.seed == SLOW else 0):
        generator.look_up()
        time.sleep(PAUSE)


def word_maps(generator: SimpleNamespace, scene: Scene) -> list[tuple[str, np.ndarray]]:
    generator.look_up()
    compute(generator, scene)
    return [("lamp", np.ones((SIZE, SIZE), np.float32))]


def preview(generator: SimpleNamespace, request: RenderRequest, _watch: Watch) -> np.ndarray:
    match request.scene.seed:
        case 1001:
            raise MemoryError
        case 1002:
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
        case 1003:
            raise ZeroDivisionError("a bug")
        case 1004:
            time.sleep(60)
        case 1005:
            raise UnlitError("This generator has no such scene.")
    time.sleep(PAUSE)
    return picture(request.scene.seed, 2048 if generator.info.name == "large" else SIZE)


@dataclass
class StandInProgress:
    request: RankRequest
    total: int = UNITS
    units: list[RankedUnit] = field(default_factory=list)
    known: int = 0

    @property
    def done(self) -> int:
        return sum(ranked.exact for ranked in self.units)

    @property
    def complete(self) -> bool:
        return self.done == self.total

    def ranking(self, limit: int | None = None) -> Ranking:
        units = tuple(sorted(self.units, key=lambda ranked: -ranked.score))[:limit]
        return Ranking(BASE, self.request, ("b8.conv1",), units, 0.1, "0", complete=self.complete)


def rank(generator: SimpleNamespace, request: RankRequest, cached: bool = True) -> Searched:
    """Scores rise with the unit's number, so that the strongest change all the time."""
    progress = StandInProgress(request)
    if request.evidence[0].scene.seed == NO_SUCH_SCENE:
        raise UnlitError("The region is empty: paint what you want to find first.")
    for start in range(0, UNITS, BATCH):
        if request.evidence[0].scene.seed == HANGS and start:
            time.sleep(60)
        compute(generator, request.evidence[0].scene if start else Scene())
        numbers = range(start, start + BATCH)
        progress.units += [RankedUnit(UnitId("b8.conv1", i), 1.0, 0.1, 0.1, 0.5, float(i)) for i in numbers]
        yield progress


@dataclass
class StandInGrowth:
    total: int
    done: int = 0
    steps: list[GroupStep] = field(default_factory=list)


def grow(generator: SimpleNamespace, request: GroupRequest) -> Growing:
    """Every candidate joins, in the order given."""
    growth = StandInGrowth(len(request.candidates))
    for unit in request.candidates:
        compute(generator, request.evidence[0].scene if growth.done else Scene())
        growth.done += 1
        growth.steps.append(GroupStep(unit, 0.1, 0.01, 0.0, 0.9, 0.1 * growth.done))
        yield growth


def directions(generator: SimpleNamespace, evidence: Sequence[PaintedScene], units: Sequence[UnitId]) -> Directions:
    compute(generator, evidence[0].scene)
    return Directions(tuple(units), (Direction(20.0, 0.0),), minus=-float(len(units)), plus=None)


def inspect(generator: SimpleNamespace, request: InspectRequest) -> Looking:
    """Ten scenes, one after the other."""
    found = Inspection(BASE, request, tuple(map(float, range(10))), 2.0, 1.0, (), ())
    for done in range(10):
        time.sleep(PAUSE)
        yield SimpleNamespace(done=done, total=10, inspection=None)
    yield SimpleNamespace(done=10, total=10, inspection=found)


class StandInFinder:
    """The painted thing is on scenes with even seeds."""

    def __init__(self, generator: SimpleNamespace, painted: Sequence[PaintedScene]) -> None:
        self._generator, self._region = generator, painted[0].region
        compute(generator, painted[0].scene)

    def find(self, scene: Scene) -> PaintedScene | None:
        compute(self._generator, scene)
        return PaintedScene(scene, self._region, transferred=True) if scene.seed % 2 == 0 else None


def ablated_picture(generator: SimpleNamespace, scene: Scene, unit: UnitId) -> np.ndarray:
    compute(generator, scene)
    return picture(unit.index)


def seen(generator: SimpleNamespace, scene: Scene) -> np.ndarray:
    generator.look_up()
    compute(generator, scene)
    return np.full((3, 4, 5), scene.seed, np.float16)


def export_steps(generator: SimpleNamespace, message: Export, source: str) -> Steps:
    for scene in message.scenes:
        compute(generator, scene)
        yield None
    Path(message.path).touch()
    yield ExportReport(message.path, "native", 1, BASE, (source,), 0.0, len(message.scenes), False)


def save_raw(generator: SimpleNamespace, scenes: tuple[Scene, ...], recipe: Recipe, path: Path) -> None:
    for scene in scenes:
        compute(generator, scene)
    path.write_bytes(bytes(scene.seed for scene in scenes))


@dataclass
class StandInReporting:
    total: int
    done: float = 0.0
    report: RecipeReport | None = None
    shown: Shown = field(default_factory=dict)


def report(generator: SimpleNamespace, request: ReportRequest) -> Reports:
    """As many pictures as seeds, in two steps each; without measures."""
    progress = StandInReporting(request.seeds)
    for _ in range(2 * request.seeds):
        time.sleep(PAUSE)
        progress.done += 0.5
        yield progress
    progress.report = RecipeReport(BASE, generator.info.name, "nobody", request, (), None, (), {}, "0")
    yield progress


@dataclass
class StandInBalancing:
    total: int
    done: float = 0.0
    counts: tuple[int, ...] = (0, 0)
    found: BalanceFound | None = None


def balance(generator: SimpleNamespace, request: BalanceRequest) -> Balances:
    """Three of four pictures show the first choice."""
    progress = StandInBalancing(request.how.pictures)
    for done in range(1, request.how.pictures + 1):
        time.sleep(PAUSE)
        progress.done, progress.counts = done, (3 * done // 4, done - 3 * done // 4)
        yield progress
    progress.found = BalanceFound(progress.counts, ())
    yield progress


def write_report(found: RecipeReport, shown: Shown, folder: Path) -> RecipeReport:
    folder.mkdir()
    return found


def stand_ins() -> Models:
    return Models(
        fetch=fetch,
        open_generator=open_generator,
        preview=preview,
        word_maps=word_maps,
        seen=seen,
        rank=rank,
        rank_on_ray=lambda source, generator, request, cached: rank(generator, request, cached),
        grow=grow,
        directions=directions,
        inspect=inspect,
        finder=StandInFinder,
        ablated_picture=ablated_picture,
        export_steps=export_steps,
        estimated_size=lambda generator, message, source: 1000 * len(message.to),
        save_raw=save_raw,
        report=report,
        write_report=write_report,
        balance=balance,
        sweep_steps=lambda generator, request, path: iter(()),
        sheet_steps=lambda generator, recipe, scenes, path: iter(()),
        interruptible=interruptible,
        concept_report=lambda generator, edits: ConceptReport(len(edits[0].pairs), 0.0, 1.0, 0.0, len(edits), ()),
        concept_effect=lambda generator, edits: ConceptEffect(1.0, 0.0, ()),
        fitting_strength=lambda generator, edit: Fit(edit.strength / 2, 1.0, 0.0, fits=True, sentence="Half."),
        device_text=lambda: "Stand-in",
        memory_used=lambda: 2**20,
    )


def load() -> Models:
    if "slow" in sys.argv:
        print("loading slowly", flush=True)
        time.sleep(60)
    if "broken" in sys.argv:
        print("cannot load", flush=True)
        sys.exit(3)
    return stand_ins()


if __name__ == "__main__":
    main(load)
