"""Unsaved work is kept, and what a crash left behind is found again."""

from __future__ import annotations

import errno

import numpy as np
import pytest

from app.engine.fake import FakeEngine
from app.session.document import painted
from app.session.recovery import left_behind, new_place
from app.session.settings import Settings
from app.studio import Studio
from models.document import project as project_module
from models.document.project import load_project


@pytest.fixture
def folder(qapp, tmp_path):
    return tmp_path / "recovery"


@pytest.fixture
def start(folder):
    """Starts a studio with the fake generator open; autosave is not waited for. All are closed at the end."""
    studios = []

    def begin(generator: str = "rooms.safetensors") -> Studio:
        studio = Studio(FakeEngine(), Settings(), folder)
        studio.engine.start()
        studio.autosave.look()
        if generator:
            studio.opening.generator(generator)
        studios.append(studio)
        return studio

    yield begin
    for studio in studios:
        studio.close()


def paint(studio: Studio, row: int = 20) -> None:
    mask = np.zeros((64, 64), np.uint8)
    mask[row : row + 10, 20:30] = 255
    studio.session.do("Paint", lambda project: painted(project, mask))


def keep(studio: Studio, qtbot) -> None:
    """As when the time is over."""
    assert studio.autosave._timer.isActive()
    studio.autosave._timer.stop()
    with qtbot.waitSignal(studio.autosave.kept, timeout=10_000):
        studio.autosave._write()


def crash(studio: Studio) -> None:
    """As when the process ends: the lock goes, and nothing else."""
    studio.autosave._timer.stop()
    studio.autosave._finish()
    studio.autosave._place._lock.release()
    studio.autosave._place = None


def files(folder):
    return sorted(path.name for path in folder.glob("*.unlit"))


def test_nothing_is_kept_while_there_is_nothing_to_lose(start, folder):
    studio = start()
    assert not studio.autosave._timer.isActive()
    studio.close()
    assert not folder.exists() or files(folder) == []


def test_work_is_kept_once_and_again_only_when_it_changes(start, folder, qtbot):
    studio = start()
    paint(studio)
    keep(studio, qtbot)
    (name,) = files(folder)
    assert load_project(folder / name) == studio.session.project
    assert not studio.autosave._timer.isActive(), "an idle studio does nothing"
    studio.session.note(lambda project: project)
    assert not studio.autosave._timer.isActive()
    paint(studio, row=30)
    keep(studio, qtbot)
    assert files(folder) == [name]


def test_what_is_done_while_it_is_written_has_its_turn(start, qtbot):
    studio = start()
    paint(studio)
    studio.autosave._timer.stop()
    studio.autosave._write()
    paint(studio, row=40)
    with qtbot.waitSignal(studio.autosave.kept, timeout=10_000):
        pass
    assert studio.autosave._timer.isActive()
    keep(studio, qtbot)
    assert load_project(studio.autosave._place.path) == studio.session.project


@pytest.mark.parametrize("end", ["save", "undo", "close", "open another"])
def test_what_is_saved_or_left_on_purpose_is_not_kept(start, folder, qtbot, tmp_path, end):
    studio = start()
    paint(studio)
    keep(studio, qtbot)
    if end == "save":
        studio.session.save(tmp_path / "a.unlit")
    elif end == "undo":
        studio.session.undo_stack.undo()
    elif end == "close":
        studio.session.close()
    else:
        studio.opening.generator("other.safetensors")
    assert files(folder) == []
    assert not studio.autosave._timer.isActive()


def test_recovered_work_is_open_unsaved_and_belongs_to_its_file(start, folder, qtbot, tmp_path):
    first = start()
    first.session.save(tmp_path / "evening.unlit")
    paint(first)
    keep(first, qtbot)
    work = first.session.project
    crash(first)

    second = start("")
    found = second.autosave.recovered
    assert found.origin == tmp_path / "evening.unlit"
    second.opening.project(found.path)
    assert second.session.project == work
    assert second.session.path == tmp_path / "evening.unlit"
    assert second.session.dirty
    assert second.autosave.recovered is None
    assert files(folder) == [found.path.name], "still kept: it is not saved yet"
    second.session.save(second.session.path)
    assert files(folder) == []
    assert load_project(tmp_path / "evening.unlit") == work


def test_recovered_work_that_crashes_again_is_recovered_again(start, folder, qtbot):
    first = start()
    paint(first)
    keep(first, qtbot)
    crash(first)
    second = start("")
    second.opening.project(second.autosave.recovered.path)
    paint(second, row=44)
    keep(second, qtbot)
    work = second.session.project
    crash(second)
    third = start("")
    third.opening.project(third.autosave.recovered.path)
    assert third.session.project == work
    assert third.session.path is None


def test_what_is_declined_is_gone(start, folder, qtbot):
    first = start()
    paint(first)
    keep(first, qtbot)
    crash(first)
    second = start("")
    second.autosave.decline()
    assert second.autosave.recovered is None
    assert list(folder.iterdir()) == []


def test_what_nobody_looked_at_is_offered_at_the_next_start(start, folder, qtbot):
    first = start()
    paint(first)
    keep(first, qtbot)
    crash(first)
    second = start()
    second.close()
    assert start("").autosave.recovered is not None


def test_running_studios_do_not_take_each_others_work(start, folder, qtbot):
    first, second = start(), start()
    paint(first)
    paint(second, row=40)
    keep(first, qtbot)
    keep(second, qtbot)
    assert len(files(folder)) == 2
    third = start("")
    assert third.autosave.recovered is None
    crash(first)
    third.autosave.look()
    assert third.autosave.recovered is not None
    fourth = start("")
    assert fourth.autosave.recovered is None, "the third studio has it"
    assert load_project(second.autosave._place.path) == second.session.project


def test_the_newest_is_offered_first_and_then_the_others(start, folder, qtbot):
    both = start(), start()
    for row, studio in enumerate(both):
        paint(studio, row)
        keep(studio, qtbot)
    for studio in both:
        crash(studio)
    studio = start("")
    offered = []
    while studio.autosave.recovered:
        offered.append(studio.autosave.recovered.written)
        studio.autosave.decline()
    assert len(offered) == 2
    assert offered == sorted(offered, reverse=True)


def test_a_full_disk_is_said_once_until_there_is_room_again(start, qtbot, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    studio, heard = start(), []
    studio.autosave.problem.connect(lambda error: heard.append(error.kind))
    paint(studio)
    with monkeypatch.context() as patch:
        patch.setattr(project_module.zipfile.ZipFile, "writestr", full)
        for _ in range(3):
            studio.autosave._timer.stop()
            studio.autosave._write()
            qtbot.waitUntil(lambda: studio.autosave._timer.isActive(), timeout=10_000)
            studio.autosave._finish()
            qtbot.wait(10)
    assert heard == ["disk"]
    assert studio.session.dirty
    keep(studio, qtbot)
    assert load_project(studio.autosave._place.path) == studio.session.project


def test_an_unfinished_write_is_swept_away(folder):
    kept = new_place(folder)
    part = folder / f".{kept.path.name}.abc.part"
    part.write_bytes(b"half of it")
    kept._lock.release()
    assert left_behind(folder) == []
    assert list(folder.iterdir()) == []
