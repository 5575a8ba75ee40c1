"""An engine for tests: answers at once with made-up results, remembers what it was sent, does what it is told."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec
import numpy as np
from PySide6.QtCore import QObject, QTimer

from app.engine.client import STARTS_AGAIN, Engine
from app.engine.protocol.message import Frame, Message
from app.engine.protocol.to_engine import (
    BalanceWord,
    Cancel,
    EstimateSize,
    Export,
    FitStrength,
    Grow,
    Inspect,
    Job,
    LookAtScene,
    LookAtWords,
    MakeReport,
    MakeSheet,
    MakeSweep,
    MeasureConcept,
    Open,
    Rank,
    Render,
    SaveRaw,
    Transfer,
)
from app.engine.protocol.to_studio import (
    BalanceProgress,
    Cancelled,
    ConceptMeasured,
    DrawProgress,
    Exported,
    ExportProgress,
    Grown,
    GrowProgress,
    Inspected,
    InspectProgress,
    Opened,
    Ranked,
    RankProgress,
    Ready,
    Rendered,
    Reported,
    ReportProgress,
    Saved,
    Seen,
    SizeEstimated,
    StrengthFitted,
    Thumbnail,
    ToStudio,
    TransferProgress,
    Transferred,
    WordBalanced,
    WordMap,
    WordMaps,
)
from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptEffect, ConceptReport, Fit
from models.document.export_report import ExportReport
from models.document.generator_info import FileFormat, Fingerprint, GeneratorInfo
from models.document.group import Direction, Directions, GroupStep
from models.document.inspection import Inspection, Relative, TopScene, scenes_like
from models.document.ranking import PaintedScene, RankedUnit, Ranking
from models.document.region import Region
from models.document.report import Balance, BalanceFound, BalanceRound, Measure, Number, RecipeReport
from models.document.units import Layer

Answer = tuple[ToStudio, np.ndarray | None]
M = TypeVar("M", bound=Message)

INFO = GeneratorInfo(
    name="Fake rooms",
    family="StyleGAN2",
    fingerprint=Fingerprint("0" * 64, "fake"),
    resolution=64,
    layers=(Layer("b8.conv1", "conv", 16, 8), Layer("b16.conv1", "conv", 16, 16), Layer("b16.torgb", "torgb", 16, 16)),
    z_dim=8,
    classes=0,
    parameters=1000,
    truncation=0.7,
    saves=(FileFormat("native", "safetensors", ".safetensors"),),
)

FIT = Fit(0.62, 0.9, 0.08, fits=True, sentence="At strength 0.62 it is 90% gone, and unrelated words move by 8%.")


class FakeEngine(Engine):
    """Scripted by its attributes.

    answers: what is answered, by the type of the message; replace an entry to have it otherwise.
    measures, effect: what is said of every concept edit.
    absent: seeds of scenes on which nothing painted is found.
    holding: while True nothing is answered; `let_go` answers what was held.
    """

    def __init__(self, info: GeneratorInfo = INFO, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.info = info
        self.sent: list[Message] = []
        self.measures = ConceptReport(1234.5, 0.2, 0.5, 0.3, 3, ())
        self.effect = ConceptEffect(0.97, 0.08, ())
        self.absent: set[int] = set()
        self.holding = False
        self.held: list[Message] = []
        self.answers: dict[type[Message], Callable[[Any], Iterable[Answer]]] = {
            Open: lambda message: [(Opened(message.epoch, message.job, self.info), None)],
            Render: self._rendered,
            Rank: self._ranked,
            Grow: self._grown,
            Transfer: self._transferred,
            Inspect: self._inspected,
            Export: self._exported,
            EstimateSize: lambda message: [(SizeEstimated(message.epoch, message.job, message.to, 1_400_000), None)],
            SaveRaw: lambda message: [(Saved(message.epoch, message.job, message.path), None)],
            MakeReport: self._reported,
            MakeSweep: self._shown,
            MakeSheet: self._shown,
            LookAtWords: self._word_maps,
            LookAtScene: self._seen,
            MeasureConcept: lambda message: [(self._measured(message), None)],
            BalanceWord: self._balanced,
            FitStrength: lambda message: [(StrengthFitted(message.epoch, message.job, FIT), None)],
            Cancel: self._cancelled,
        }
        self._running = False

    @property
    def running(self) -> bool:
        return self._running

    def start(self) -> None:
        if not self._running:
            self._running = True
            self.deliver(Ready("Fake", 0))

    def send(self, message: Message) -> None:
        if not self._running:
            return
        self.sent.append(message)
        if self.holding and not isinstance(message, Cancel):
            self.held.append(message)
        else:
            self._answer(message)

    def stop_now(self) -> None:
        self.held.clear()
        self._running = True
        self.restarted.emit()
        self.deliver(Ready("Fake", 0))

    def close(self) -> None:
        self._running = False

    def log_tail(self) -> str:
        return "nothing to report\n"

    def let_go(self) -> None:
        """Answer what was held, and from now on at once."""
        self.holding = False
        held, self.held = self.held, []
        for message in held:
            self._answer(message)

    def die(self, sentence: str = STARTS_AGAIN, *, for_good: bool = False) -> None:
        """As if the process had died."""
        self.held.clear()
        self._running = False
        self.died.emit(sentence)
        if not for_good:
            self.stop_now()

    def sent_of(self, kind: type[M]) -> list[M]:
        """All messages of one type so far."""
        return [message for message in self.sent if isinstance(message, kind)]

    def _answer(self, message: Message) -> None:
        for answer, picture in self.answers.get(type(message), lambda _: ())(message):
            self.deliver(answer, picture)

    def _picture(self, *about: object) -> np.ndarray:
        """One flat colour: the same for the same request, another for any other."""
        colour = np.frombuffer(zlib.crc32(msgspec.msgpack.encode(about)).to_bytes(4, "little")[:3], np.uint8)
        return np.tile(colour, (self.info.resolution, self.info.resolution, 1))

    def _rendered(self, message: Render) -> Iterator[Answer]:
        picture = self._picture(message.request)
        frame = Frame(*picture.shape[:2])
        yield Rendered(message.epoch, message.slot, message.serial, message.request, frame, 1.0), picture

    def _ranked(self, message: Rank) -> Iterator[Answer]:
        ranking = self.ranking(message)
        total = len(ranking.units)
        half = msgspec.structs.replace(ranking, units=ranking.units[: total // 2], complete=False)
        yield RankProgress(message.epoch, message.job, total // 2, total, 1.0, half), None
        for ranked in ranking.units[: message.thumbnails]:
            picture = self._picture(ranked.unit)
            yield Thumbnail(message.epoch, message.job, ranked.unit, Frame(*picture.shape[:2])), picture
        yield Ranked(message.epoch, message.job, ranking), None

    def ranking(self, message: Rank) -> Ranking:
        """All units in the generator's order, falling."""
        layers = [layer for layer in self.info.layers if message.request.torgb or layer.kind != "torgb"]
        units = [unit for layer in layers for unit in layer.unit_ids()]
        return Ranking(
            base=self.info.fingerprint,
            request=message.request,
            layers=tuple(layer.name for layer in layers),
            units=tuple(RankedUnit(unit, 100 / i, 0.1 / i, 0.01, 0.9, 0.1 / i) for i, unit in enumerate(units, 1)),
            chance=0.1,
            version="fake",
        )

    def _grown(self, message: Grow) -> Iterator[Answer]:
        """The first three candidates, each of which adds something."""
        units = message.request.candidates[:3]
        steps = tuple(GroupStep(unit, 0.1 * i, 0.01, 0.0, 0.9, 0.1 * i) for i, unit in enumerate(units, 1))
        yield GrowProgress(message.epoch, message.job, 10, 20, 1.0, steps[:1]), None
        directions = Directions(units, (Direction(-6.2, 0.9), Direction(20.0, 0.1)), minus=-6.2, plus=None)
        yield Grown(message.epoch, message.job, steps, directions if steps else None), None

    def _transferred(self, message: Transfer) -> Iterator[Answer]:
        """The same region everywhere but on scenes with the seeds that are `absent`."""
        yield TransferProgress(message.epoch, message.job, 0, 0, message.most), None
        region = message.painted[0].region
        there = [scene for scene in message.scenes if scene.seed not in self.absent][: message.most]
        found = tuple(PaintedScene(scene, region, transferred=True) for scene in there)
        absent = tuple(scene for scene in message.scenes if scene.seed in self.absent)
        yield Transferred(message.epoch, message.job, found, absent), None

    def _inspected(self, message: Inspect) -> Iterator[Answer]:
        """Values that rise with the seed; the unit acts in a corner."""
        request = message.request
        yield InspectProgress(message.epoch, message.job, 5, 24, 1.0), None
        scenes = scenes_like(request.scene, request.count or 20)
        corner = np.zeros((self.info.resolution, self.info.resolution), np.uint8)
        corner[:8, :8] = 255
        top = tuple(TopScene(scenes[-i], float(len(scenes) - i), Region.from_mask(corner)) for i in range(1, 5))
        others = [unit for layer in self.info.layers for unit in layer.unit_ids() if unit != request.unit]
        relatives = tuple(Relative(unit, (-0.9) ** i) for i, unit in enumerate(others[:8], 1))
        values = tuple(map(float, range(len(scenes))))
        found = Inspection(self.info.fingerprint, request, values, values[2], 2.5, top, relatives)
        yield Inspected(message.epoch, message.job, found), None

    def _measured(self, message: MeasureConcept) -> ConceptMeasured:
        return ConceptMeasured(message.epoch, message.job, self.measures, self.effect if message.drawn else None)

    def _exported(self, message: Export) -> Iterator[Answer]:
        yield ExportProgress(message.epoch, message.job, 1, len(message.scenes) + 3), None
        report = ExportReport(
            message.path, "native", 1000, Fingerprint("1" * 64, "fake"), ("b8.conv1.weight",), 0.0, 1, False
        )
        yield Exported(message.epoch, message.job, report), None

    def _shown(self, message: MakeSweep | MakeSheet) -> Iterator[Answer]:
        yield DrawProgress(message.epoch, message.job, 5, 10, 1.0), None
        yield Saved(message.epoch, message.job, message.path), None

    def _reported(self, message: MakeReport) -> Iterator[Answer]:
        """Nine of ten edited pictures show what is meant, and unrelated ones hardly move."""
        yield ReportProgress(message.epoch, message.job, 8, 16, 1.0), None
        meant = Measure("edited", "meant", "pictures", 10, "", Number(0.0, 0.0, 0.28), Number(0.9, 0.6, 0.98))
        moved = Measure("unrelated", "change", "pictures", 10, change=Number(0.05, 0.03, 0.08))
        base, name = self.info.fingerprint, self.info.name
        report = RecipeReport(base, name, "nobody", message.request, (meant, moved), None, (), {}, "fake")
        yield Reported(message.epoch, message.job, message.path, report), None

    def _balanced(self, message: BalanceWord) -> Iterator[Answer]:
        """The first choice comes nearly always; half as often as the other one's share is raised."""
        epoch, job, request = message.epoch, message.job, message.request
        counts, total = (30, 2), 2 * request.how.pictures
        intervals = (Number(0.94, 0.75, 0.99), Number(0.06, 0.01, 0.25))
        yield BalanceProgress(epoch, job, 8, total, 1.0, (7, 1)), None
        yield BalanceProgress(epoch, job, 32, total, 1.0, counts), None
        if not request.sought:
            yield WordBalanced(epoch, job, BalanceFound(counts, intervals)), None
            return
        yield BalanceProgress(epoch, job, 40, total, 1.0, (5, 3)), None
        edit = request.recipe.edit(request.key)
        assert isinstance(edit, ConceptEdit), "an edit of words"
        before = tuple(share.share for share in edit.shares)
        rounds = (BalanceRound(before, counts), BalanceRound((-0.5, 0.5), (16, 16)))
        tested, near = (70, 74), (Number(0.49, 0.38, 0.6), Number(0.51, 0.4, 0.62))
        texts, wanted = tuple(share.text for share in edit.shares), request.how.wanted
        balance = Balance(edit.key, texts, wanted, rounds, (-0.5, 0.5), tested, near, "balanced", "Balanced.")
        yield WordBalanced(epoch, job, BalanceFound(counts, intervals, balance)), None

    def _word_maps(self, message: LookAtWords) -> Iterator[Answer]:
        """Each word looks at a column of its own."""
        words = message.scene.prompt.text.split() if message.scene.prompt else []
        maps = []
        for number, word in enumerate(words):
            levels = np.zeros((self.info.resolution, self.info.resolution), np.uint8)
            levels[:, number] = 255
            maps.append(WordMap(word, Region.from_mask(levels)))
        yield WordMaps(message.epoch, message.job, message.scene, tuple(maps)), None

    def _seen(self, message: LookAtScene) -> Iterator[Answer]:
        """Two things: the left half of the picture, and the right one."""
        features = np.zeros((2, 4, 4), np.float16)
        features[0, :, :2], features[1, :, 2:] = 1, 1
        yield Seen(message.epoch, message.job, message.scene, 2, 4, 4, features.tobytes()), None

    def _cancelled(self, message: Cancel) -> Iterator[Answer]:
        for held in list(self.held):
            if isinstance(held, Job) and held.job == message.job:
                self.held.remove(held)
                yield Cancelled(held.epoch, held.job), None


class LateEngine(FakeEngine):
    """Pictures come a moment later, as from another process: not before everybody has heard why."""

    def deliver(self, message: ToStudio, picture: np.ndarray | None = None) -> None:
        if isinstance(message, Rendered):
            QTimer.singleShot(0, lambda: super(LateEngine, self).deliver(message, picture))
        else:
            super().deliver(message, picture)
