"""Presets are kept by generator, under their names, in the person's data folder."""

from __future__ import annotations

import numpy as np
import pytest

from app.session import presets as module
from app.session.presets import delete_preset, presets, save_preset
from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint
from models.document.recipe import UnitEdit
from models.document.region import Region
from models.document.units import UnitId
from tests.support.sentences import assert_good_sentence

HERE, OTHER = Fingerprint("a" * 64, "x"), Fingerprint("b" * 64, "x")
LAMP = UnitEdit("k", "Lamp", (UnitId("b8.conv0", 1),), 0.0, region=Region.from_mask(np.eye(8)), light=(1.0, 0.5, 0.0))
WINDOW = UnitEdit("k", "Window", (UnitId("b8.conv0", 2),), 2.0)


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "user_data_path", lambda *_, **__: tmp_path / "data")
    return tmp_path / "data"


def names(base):
    return [edit.name for edit in presets(base)]


def test_presets_are_kept_replaced_by_name_and_deleted():
    assert presets(HERE) == ()
    save_preset(HERE, LAMP)
    save_preset(HERE, WINDOW)
    assert names(HERE) == ["Lamp", "Window"]
    lamp = presets(HERE)[0]
    assert (lamp.units, lamp.gain, lamp.region, lamp.light) == (LAMP.units, 0.0, LAMP.region, LAMP.light)
    save_preset(HERE, UnitEdit("k", "Lamp", LAMP.units, 0.7))
    assert names(HERE) == ["Window", "Lamp"]
    assert presets(HERE)[1].gain == 0.7
    delete_preset(HERE, "Window")
    assert names(HERE) == ["Lamp"]


def test_each_generator_has_its_own():
    save_preset(HERE, LAMP)
    assert presets(OTHER) == ()


def test_a_damaged_file_is_one_sentence_and_is_kept(folder):
    save_preset(HERE, LAMP)
    (path,) = (folder / "presets").iterdir()
    path.write_text("nothing")
    for use in (lambda: presets(HERE), lambda: save_preset(HERE, WINDOW)):
        with pytest.raises(UnlitError) as info:
            use()
        assert_good_sentence(info.value)
    assert path.read_text() == "nothing"


def test_a_folder_that_cannot_be_made_is_one_sentence(folder):
    folder.write_text("a file is in the way")
    with pytest.raises(UnlitError) as info:
        save_preset(HERE, LAMP)
    assert_good_sentence(info.value)
    assert info.value.kind == "disk"
