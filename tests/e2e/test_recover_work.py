"""The studio is killed while a person paints, and they find their work again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest
from painting_studio import place
from PySide6.QtCore import Qt

from app.session.document import active_scene, region_of
from models.document.errors import UnlitError
from models.document.project import Project, load_project

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like this there")]

SCRIPT = Path(__file__).parent / "painting_studio.py"
# In that studio work is kept every second. A machine under load may take longer over it.
INTERVAL, SLACK = 1.0, 2.0


def paints_until_killed(folder: Path, seconds: float, *project: Path) -> dict[int, float]:
    """The strokes that were painted, and how long before the end each was done."""
    with subprocess.Popen(
        [sys.executable, SCRIPT, folder, *project], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as studio:
        lines = [studio.stdout.readline()]
        assert lines[0], "it did not come to the first stroke"
        children = psutil.Process(studio.pid).children(recursive=True)
        time.sleep(seconds)
        end = time.time()
        os.kill(studio.pid, signal.SIGKILL)
        lines += studio.stdout.readlines()
    _, alive = psutil.wait_procs(children, timeout=30)
    assert not alive, "the engine outlives its studio"
    return {int(number): end - float(when) for number, when in (line.split() for line in lines if line.endswith("\n"))}


def strokes(project: Project) -> list[int]:
    """Which strokes are there."""
    region = region_of(project, active_scene(project))
    levels = np.zeros((64, 64)) if region is None else region.levels()
    return [n for n in range(121) if levels[tuple(int(c) for c in reversed(place(n)))] > 0]


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_at_most_the_last_moments_are_lost(person, seed):
    folder = person.folder / "state" / "recovery"
    painted = paints_until_killed(folder, random.Random(seed).uniform(1.5, 4.0))
    autosave = person.window.studio.autosave
    autosave.look()
    if autosave.recovered is None:
        assert max(painted.values()) < INTERVAL + SLACK
        return
    there = strokes(load_project(autosave.recovered.path))
    assert there == list(range(len(there))), "strokes come back in their order, without gaps"
    lost = [ago for number, ago in painted.items() if number not in there]
    assert max(lost, default=0.0) < INTERVAL + SLACK


def test_killed_while_it_saves_the_project_is_the_old_one_or_the_new_one(person):
    path = person.folder / "evening.unlit"
    painted = paints_until_killed(person.folder / "state" / "recovery", 1.2, path)
    assert len(painted) > 3
    there = strokes(load_project(path))
    assert there == list(range(len(there)))
    assert len(there) % 3 == 0


def test_a_person_recovers_their_work_and_saves_it(person):
    paints_until_killed(person.folder / "state" / "recovery", INTERVAL + SLACK)
    window = person.window
    window.studio.autosave.look()
    person.clicks("Open recovered work")
    person.waits(lambda: window.studio.session.is_open)
    person.sees()
    there = strokes(window.studio.session.project)
    assert there
    assert window.canvas.mask().any()
    assert window.isWindowModified()
    path = person.will_save_as(person.folder / "recovered.unlit")
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert strokes(load_project(path)) == there
    window.studio.autosave.look()
    assert window.studio.autosave.recovered is None


def test_a_person_declines_recovered_work(person, monkeypatch):
    folder = person.folder / "state" / "recovery"
    paints_until_killed(folder, INTERVAL + SLACK)
    person.window.studio.autosave.look()
    assert person.button("Open recovered work").isEnabled()
    monkeypatch.setattr("app.dialogs.questions.ask_discard_recovered", lambda *_: True)
    person.clicks("Discard recovered work")
    with pytest.raises(AssertionError, match="no visible button"):
        person.button("Open recovered work")
    assert list(folder.glob("*.unlit")) == []


# ------------------------------------------------------------------------------------------------------- full disk
@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of a quarter of a megabyte; only root can make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = sys.platform == "linux" and not os.system(f"mount -t tmpfs -o size=256k tmpfs {folder} 2>/dev/null")
    if not mounted:
        pytest.skip("cannot make a small disk here")
    yield folder
    os.system(f"umount {folder}")


def fills(folder: Path) -> Path:
    """A file that leaves no room for another."""
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    return filler


def test_the_disk_is_full_while_a_person_saves(person, small_disk):
    window = person.window
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    path = person.will_save_as(small_disk / "evening.unlit")
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = load_project(path)
    filler = fills(small_disk)
    person.paints([(10, 10), (30, 14)])
    project = window.studio.session.project
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: person.reads("could not be written"))
    assert window.studio.session.dirty
    assert window.studio.session.project is project
    assert load_project(path) == saved, "the old file is whole"
    assert [each.name for each in small_disk.iterdir() if each.name not in ("evening.unlit", "filler")] == []
    filler.unlink()
    window.toast.close_notice()
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert load_project(path) == project
    assert not window.studio.session.dirty


def test_a_damaged_copy_is_told_and_can_be_discarded(person, monkeypatch):
    folder = person.folder / "state" / "recovery"
    folder.mkdir(parents=True)
    (folder / "aaaa.unlit").write_bytes(b"PK\x03\x04 and no more")
    person.window.studio.autosave.look()
    person.clicks("Open recovered work")
    person.waits(lambda: person.window.toast.notice() is not None and person.window.toast.notice().error)
    monkeypatch.setattr("app.dialogs.questions.ask_discard_recovered", lambda *_: True)
    person.clicks("Discard recovered work")
    assert list(folder.glob("*.unlit")) == []
    with pytest.raises(UnlitError):
        load_project(folder / "aaaa.unlit")
