"""A person drags a slider of a generator whose pictures take long: drafts, and the whole picture as the hand rests."""

from __future__ import annotations

import numpy as np
import pytest
from person import PATIENCE
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.session import live as live_module
from models.checkpoints.opening import build_generator
from models.document.render import RenderRequest
from models.edits.live_preview import live_preview
from models.edits.preview import preview
from models.generators.stylegan2.config import StyleGAN2Config
from models.images import to_uint8
from models.samples.opening import open_checkpoint
from tests.support.generators import CPU, write_random

pytestmark = pytest.mark.slow

LARGE = StyleGAN2Config(z_dim=8, w_dim=16, channels=(16, 16, 16, 16, 16, 16, 8), mapping_layers=2)  # 256 x 256


@pytest.fixture
def opened(person, monkeypatch, tmp_path):
    """Such a generator, which counts as slow on any machine, with a slider of one part."""
    monkeypatch.setattr(live_module, "SLOW", 0.0)
    path = write_random(tmp_path / "large.safetensors", LARGE)
    person.will_open(path)
    person.clicks("Open a generator…")
    person.waits(lambda: person.window.studio.session.is_open, 3 * PATIENCE)
    person.sees()
    monkeypatch.setattr("app.dialogs.questions.ask_units", lambda *_: "b16.conv1/3")
    person.presses(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    person.slider()
    person.sees()
    return build_generator(open_checkpoint(str(path)), CPU)


def test_a_person_sees_drafts_while_the_hand_moves_and_the_whole_picture_when_it_rests(person, opened):
    window, frames = person.window, []
    live, session, strip = window.studio.live, window.studio.session, window.status
    live.canvas.connect(lambda picture, _: frames.append((picture.copy(), strip._engine.text())))
    track = person.slider()
    start, end = (person._place(track, value) for value in (1.0, 0.2))
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=start)
    for i in range(1, 13):
        QTest.mouseMove(track, QPoint(start.x() + (end.x() - start.x()) * i // 12, start.y()))
        person.qtbot.wait(20)
    person.waits(lambda: frames)
    resting = person.sees()
    assert session.moving, "the button is still down"
    request = live.request(session.project.scenes[0], session.project.recipe)
    np.testing.assert_array_equal(resting, to_uint8(preview(opened, request)))
    draft = live_preview(opened, RenderRequest(request.scene, request.recipe, draft=True), lambda *_: None)
    assert any(np.array_equal(picture, draft) for picture, _ in frames)
    assert not np.array_equal(draft, resting)
    assert "draft" not in strip._engine.text()
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=end)
    count, whole = len(frames), person.sees()
    person.qtbot.wait(300)
    assert len(frames) == count, "a frame came after the last one"
    np.testing.assert_array_equal(whole, resting)


def test_the_strip_says_that_it_is_a_draft(person, opened):
    texts: list[str] = []
    window = person.window
    window.studio.engine.rendered.connect(
        lambda m, _: texts.append(window.status._engine.text()) if m.request.draft else None
    )
    person.drags_slider(person.slider(), to=0.0)
    person.sees()
    assert any("quick draft, " in text for text in texts)
    assert "draft" not in window.status._engine.text()
