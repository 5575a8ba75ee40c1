"""The main panels look as they did, dark and light: pictures of them are kept and compared with tolerance."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.session.document import with_units
from app.widgets.theme import DARK, LIGHT
from tests.support.snapshots import compare, dressed, settled

FOLDER = Path(__file__).with_name("looks")
THEMES = {"dark": DARK, "light": LIGHT}
PANELS = ("edits", "search", "scenes", "toolbar", "tool_options", "scene_sliders")


@pytest.fixture(params=THEMES)
def look(request):
    with dressed(THEMES[request.param]):
        yield request.param


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_looks_as_it_did(look, window, panel):
    window.resize(1240, 820)
    units = window.studio.session.info.layers[0].unit_ids()
    window.studio.session.note(lambda project: with_units(project, units[:2], "Lamp"))
    window.studio.session.note(lambda project: with_units(project, units[2:3], "Lamp"))
    window.setFocus()
    compare(settled(getattr(window, panel)), FOLDER / f"{panel}-{look}.png")
