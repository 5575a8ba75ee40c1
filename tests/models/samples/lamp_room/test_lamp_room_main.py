"""The command line of the rooms."""

from __future__ import annotations

import sys

import numpy as np
from PIL import Image

from models.samples.lamp_room.__main__ import COLUMNS, ROOMS, main


def test_a_sheet_of_rooms_is_drawn(tmp_path, monkeypatch, capsys):
    path = tmp_path / "rooms.png"
    monkeypatch.setattr(sys, "argv", ["lamp_room", "--grid", str(path), "--res", "8", "--seed", "3", "--simple", "1"])
    main()
    sheet = np.asarray(Image.open(path))
    assert sheet.shape == ((ROOMS // COLUMNS + 1) * 8, COLUMNS * 8, 3)
    dimmed = sheet[-8:].reshape(8, COLUMNS, 8, 3).mean((0, 2, 3))
    assert (np.diff(dimmed) >= 0).all()
    assert dimmed[-1] > dimmed[0]
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == COLUMNS
    assert all(line.startswith("a bedroom with ") for line in lines)
