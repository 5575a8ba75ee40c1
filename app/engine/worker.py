"""The engine process: `python -m app.engine.worker`. The one module of the app that knows tensors.

One thread, the main one, computes. Another receives, so that what is newer or more urgent is known between two steps
of the computation. The process ends when the connection does.
"""

from __future__ import annotations

import faulthandler
import io
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Client, Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import msgspec
import numpy as np

from app.engine.frames import WorkerFrames
from app.engine.given import Balances, Growing, Looking, Models, Reports, Searched, Steps
from app.engine.handler import Handler
from app.engine.handover import LARGEST_MESSAGE, Handover
from app.engine.inbox import Inbox
from app.engine.protocol.packing import pack, unpack_to_engine
from app.engine.protocol.to_engine import EstimateSize, Export, Job, Quit, Release, Render, ToEngine
from app.engine.protocol.to_studio import Ready, Rendering, ToStudio
from app.engine.watching import LeftError, Watch
from models.checkpoints.progress import Report
from models.document.atomic import write_bytes
from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptEffect, ConceptReport, Fit
from models.document.errors import UnlitError
from models.document.group import GroupRequest
from models.document.inspection import InspectRequest
from models.document.ranking import RankRequest
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.report import BalanceRequest, ReportRequest
from models.document.scene import Scene

# How long a computation may go on when the studio has gone, before the process ends under it.
GRACE = 2.0
# Seconds: how long a picture may go on though there is a newer one of the same scene; less where it is made step by
# step, and seen roughly meanwhile.
PATIENCE, STEPS_PATIENCE = 2.0, 0.5
# Seconds that a job has for itself before a picture is made within one of its steps.
OWN_TIME = 0.1


def real_models() -> Models:
    """The functions of models. The first call loads torch, which takes a second or more."""
    # Threads of OpenMP that wait for each other spin by default: where another program keeps one of the cores busy,
    # a picture takes a hundred times as long. To be set before torch is loaded; a setting from outside stays.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")  # it tells people about packages that nobody needs here
    from models.checkpoints.download import fetch
    from models.checkpoints.opening import build_generator
    from models.checkpoints.places import cache_folder
    from models.device import device_text, memory_used
    from models.edits.concepts.applying import asked_with_words
    from models.edits.concepts.effect import concept_effect, fitting_strength
    from models.edits.concepts.measuring import concept_report
    from models.edits.concepts.probes import PROBES
    from models.edits.export import export_steps
    from models.edits.exporting.estimated import estimated_size
    from models.edits.live_preview import live_preview
    from models.edits.preview import preview_raw
    from models.edits.reports.writing import write_report
    from models.edits.showing import sheet_steps, sweep_steps
    from models.generators.diffusion.attention_maps import word_maps
    from models.generators.interrupting import interruptible
    from models.images import to_uint8
    from models.samples.catalogue import checkpoint_path
    from models.samples.lamp_room.scoring import room_prompts, speaks_of_rooms
    from models.samples.opening import open_checkpoint
    from models.samples.reporting import balanced, reported
    from models.search.ablation import ablated_picture
    from models.search.cache import RankingCache
    from models.search.directions import directions
    from models.search.groups import grow
    from models.search.inspecting import inspect
    from models.search.measuring import Here, Measurer
    from models.search.ranking import rank
    from models.search.ray_workers import ray_pool
    from models.search.seeing import seen
    from models.search.transfer import Finder

    def open_generator(path: str, report: Report) -> tuple[Any, Recipe | None]:
        checkpoint = open_checkpoint(path, report)
        return build_generator(checkpoint), checkpoint.recipe

    def search(generator: Any, request: RankRequest, cached: bool, measurer: Measurer = Here) -> Searched:
        kept = RankingCache(cache_folder().with_name("rankings"))
        find = kept.rank if cached else rank
        yield from find(generator, request, measurer=measurer)

    def search_on_ray(source: str, generator: Any, request: RankRequest, cached: bool) -> Searched:
        with ray_pool(source) as pool:
            yield from search(generator, request, cached, pool)

    def inspecting(generator: Any, request: InspectRequest) -> Looking:
        yield from inspect(generator, request, cache_folder().with_name("activity"))

    def growing(generator: Any, request: GroupRequest) -> Growing:
        yield from grow(generator, request)

    def export(generator: Any, message: Export, source: str) -> Steps:
        own = checkpoint_path(source)
        path, to = Path(message.path), message.to
        return export_steps(generator, message.recipe, path, message.scenes, own, to, message.rank)

    def size(generator: Any, message: EstimateSize, source: str) -> int:
        return estimated_size(generator, message.recipe, checkpoint_path(source), message.to)

    def save_raw(generator: Any, scenes: tuple[Scene, ...], recipe: Recipe, path: Path) -> None:
        outputs = [preview_raw(generator, RenderRequest(scene, recipe)).cpu().numpy() for scene in scenes]
        data = io.BytesIO()
        np.save(data, np.concatenate(outputs))
        write_bytes(path, data.getvalue())

    def watched_preview(generator: Any, request: RenderRequest, watch: Watch) -> np.ndarray:
        with interruptible(generator, watch.look_up):
            return live_preview(generator, request, watch.rough)

    def reporting(generator: Any, request: ReportRequest) -> Reports:
        yield from reported(generator, request)

    def balancing(generator: Any, request: BalanceRequest) -> Balances:
        yield from balanced(generator, request)

    def words(generator: Any, scene: Scene) -> list[tuple[str, np.ndarray]]:
        if not generator.info.prompts:
            raise UnlitError("This generator is not asked with words.")
        if "words" not in generator.info.edits:
            raise UnlitError(f"Where a word looks cannot be seen in a {generator.info.family}, which only draws here.")
        return word_maps(generator, scene)

    def usual_prompts(generator: Any) -> Sequence[str]:
        """As people ask this generator, where that is known."""
        return room_prompts() if speaks_of_rooms(generator) else ()

    def measured(generator: Any, edits: tuple[ConceptEdit, ...]) -> ConceptReport | None:
        recipe, asked = Recipe(generator.info.fingerprint, edits), asked_with_words(generator)
        return concept_report(asked, recipe, usual_prompts(asked) or PROBES)

    def drawn(generator: Any, edits: tuple[ConceptEdit, ...]) -> ConceptEffect | None:
        recipe, asked = Recipe(generator.info.fingerprint, edits), asked_with_words(generator)
        return concept_effect(asked, recipe, usual_prompts(asked))

    def fitting(generator: Any, edit: ConceptEdit) -> Fit:
        asked = asked_with_words(generator)
        return fitting_strength(asked, edit, usual_prompts(asked))

    return Models(
        fetch=fetch,
        open_generator=open_generator,
        preview=watched_preview,
        rank=search,
        rank_on_ray=search_on_ray,
        grow=growing,
        directions=directions,
        inspect=inspecting,
        finder=Finder,
        ablated_picture=lambda generator, scene, unit: to_uint8(ablated_picture(generator, scene, unit)),
        export_steps=export,
        estimated_size=size,
        save_raw=save_raw,
        sweep_steps=sweep_steps,
        sheet_steps=sheet_steps,
        report=reporting,
        write_report=write_report,
        balance=balancing,
        word_maps=words,
        seen=seen,
        interruptible=interruptible,
        concept_report=measured,
        concept_effect=drawn,
        fitting_strength=fitting,
        device_text=device_text,
        memory_used=memory_used,
    )


class Worker:
    """Receives, computes in the inbox's order, answers."""

    def __init__(self, connection: Connection, frames: WorkerFrames) -> None:
        self._connection = connection
        self._frames = frames
        self._arrived: SimpleQueue[ToEngine] = SimpleQueue()
        self._inbox = Inbox()
        self._looked, self._within = 0.0, False

    def run(self, load: Callable[[], Models]) -> None:
        """Work until the studio says Quit or goes away, also while `load` still works."""
        Thread(target=self._receive, name="receive", daemon=True).start()
        models = load()
        self._handler = Handler(models, self._frames.put)
        self._say([Ready(models.device_text(), os.getpid())])
        while not self._inbox.quitting:
            if self._inbox.idle:
                self._take(self._arrived.get())
            self._look()
            if job := self._inbox.next_job():
                self._work(job)

    def _work(self, job: Job) -> None:
        answer = None
        for answer in self._handler.answers(job, self._stopping, meanwhile=self._look_within):
            if answer is None:
                self._look()
            else:
                self._say([answer])
        assert answer is not None, "every job ends with an answer"
        self._say(self._inbox.finish(answer))

    def _look(self, *, looked_at: bool = False) -> None:
        """Take in what has arrived and answer renders, each slot once: a drag must not bring a search to a halt."""
        self._take_all()
        for _ in range(self._inbox.renders):
            render = self._inbox.next_render(looked_at=looked_at)
            if render is None:
                break
            self._say(self._handler.answers(render, watch=self._watch(render)))
            self._take_all()
        self._looked = time.perf_counter()

    def _look_within(self) -> None:
        """The same within a long step of a job, for what is looked at, if the job had some time for itself."""
        had_time = time.perf_counter() - self._looked > OWN_TIME
        if had_time and not self._within:
            self._within = True
            self._look(looked_at=True)
            self._within = False

    def _watch(self, render: Render) -> Watch:
        """A newer render for the slot ends this one, a more urgent one puts it off.

        While a slider is dragged each picture has some time, to be seen.
        """
        start = time.perf_counter()
        patience = PATIENCE if render.request.scene.prompt is None else STEPS_PATIENCE

        def look_up() -> None:
            self._take_all()
            newer = self._inbox.newer(render)
            waits = newer is not None and _alike(newer, render) and time.perf_counter() - start < patience
            if self._inbox.quitting or (newer and not waits):
                raise LeftError
            if self._inbox.more_urgent(render):
                if newer is None:
                    self._inbox.put(render)
                raise LeftError

        def rough(picture: np.ndarray, step: int, total: int) -> None:
            if not render.priority:
                frame = self._frames.put(picture)
                self._say([Rendering(render.epoch, render.slot, render.serial, step, total, frame)])

        return Watch(look_up, rough)

    def _stopping(self) -> bool:
        """Whether the running job should end, by what has arrived up to now; not under a picture made within it."""
        self._take_all()
        return self._inbox.stopping() and not self._within

    def _take_all(self) -> None:
        while not self._arrived.empty():
            self._take(self._arrived.get())

    def _take(self, message: ToEngine) -> None:
        if isinstance(message, Release):
            self._frames.release(message.index)
        else:
            self._say(self._inbox.put(message))

    def _say(self, answers: Iterable[ToStudio | None]) -> None:
        for answer in answers:
            if answer is not None:
                self._send(pack(answer))

    def _send(self, data: bytes) -> None:
        try:
            self._connection.send_bytes(data)
        except OSError:
            self._inbox.quitting = True

    def _receive(self) -> None:
        """The receiving thread. Anything but the protocol is the end of the conversation."""
        try:
            while True:
                self._arrived.put(unpack_to_engine(self._connection.recv_bytes(LARGEST_MESSAGE)))
        except (EOFError, OSError):
            pass
        except msgspec.MsgspecError as error:
            print(f"The studio sent what is no message: {error}", file=sys.stderr)
        self._arrived.put(Quit())
        time.sleep(GRACE)
        os._exit(0)


def _alike(one: Render, other: Render) -> bool:
    """Whether a slider that moves may have asked for both."""
    return one.request.draft == other.request.draft and one.request.scene.is_alike(other.request.scene)


def main(load: Callable[[], Models] = real_models) -> None:
    """The process, from the handover on standard input to its end."""
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches both; the studio decides what it means
    handover = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Handover)
    frames = WorkerFrames(handover.memory, handover.blocks, handover.block_size)
    connection = Client(handover.address, authkey=handover.authkey)
    Worker(connection, frames).run(load)


if __name__ == "__main__":
    main()
