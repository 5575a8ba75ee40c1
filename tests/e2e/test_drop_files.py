"""A person drops files on the window: each does what it is for, and what is foreign is one clear sentence."""

from __future__ import annotations

import json
import zipfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.slow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drops(person, path, on=None) -> bool:
    """Whether it was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    target, copy = on or person.window, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(target.rect().center(), copy, mime, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(QPointF(target.rect().center()), copy, mime, LEFT, NONE))
    return True


def test_rankings_recipes_pictures_and_projects_come_back(person):
    window = person.window
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.searches()
    session = window.studio.session
    ranking, edits = session.project.rankings[-1], session.project.recipe.edits
    assert edits
    person.drags_slider(person.slider(), to=0.0)
    dimmed = person.sees()
    for name, action in (
        ("table.csv", "save_ranking"),
        ("ranking.json", "save_ranking"),
        ("recipe.json", "save_recipe"),
        ("picture.png", "save_picture"),
        ("evening.unlit", "save_as"),
    ):
        person.will_save_as(person.folder / name)
        window.actions_by_key[action].trigger()
        assert (person.folder / name).exists(), name
    project = session.project

    person._monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    for name in ("recipe.json", "picture.png"):
        window.actions_by_key["close"].trigger()
        person.clicks("Open the sample room")
        person.waits(lambda: session.is_open)
        person.sees()
        assert drops(person, person.folder / name, on=window.canvas)
        assert (person.sees() == dimmed).all()
        assert session.project.recipe == project.recipe
    for name in ("table.csv", "ranking.json"):
        session.note(lambda project: project.__class__(**{**_fields(project), "rankings": ()}))
        assert drops(person, person.folder / name)
        assert session.project.rankings[-1].units == ranking.units
        assert session.dirty
    assert session.project.rankings[-1] == ranking, "JSON has everything"
    window.actions_by_key["close"].trigger()
    assert drops(person, person.folder / "evening.unlit", on=window.welcome)
    person.waits(lambda: session.is_open)
    assert session.project == project


def _fields(project) -> dict:
    return {name: getattr(project, name) for name in project.__struct_fields__}


def test_foreign_files_are_one_sentence_each_and_nothing_is_lost(person):
    window, folder = person.window, person.folder
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person._monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    with zipfile.ZipFile(folder / "photos.zip", "w") as archive:
        archive.writestr("a.jpg", b"x")
    (folder / "letter.txt").write_text("Dear reader")
    (folder / "table.csv").write_text("name,age\nAnna,41\n")
    (folder / "half.csv").write_text("rank,layer,unit,score\n1,b4.conv1,0\n")
    (folder / "data.json").write_text(json.dumps({"some": "thing"}))
    (folder / "other.json").write_text(json.dumps({"unlit": "poem", "format": 1, "content": {}}))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(99))
    (folder / "plain folder").mkdir()
    project, picture = window.studio.session.project, person.sees()
    for path in sorted(folder.iterdir()):
        if path.name == "state" or path.name == "cache":
            continue
        assert drops(person, path), path
        person.waits(lambda: window.toast.notice() is not None and window.toast.notice().error)
        sentence = window.toast.notice().text
        assert sentence.endswith("."), sentence
        assert "\n" not in sentence
        assert "Traceback" not in sentence
        window.toast.close_notice()
        assert window.studio.session.project is project, path
    assert (person.sees() == picture).all()
