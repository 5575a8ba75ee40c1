"""The command line with addresses instead of files: what was typed is downloaded, once."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from models.samples.catalogue import LAMP_ROOM, checkpoint_path
from tests.support.web_server import web_server

PATH = "/nets/room.safetensors"


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def web():
    with web_server() as server:
        yield server


def test_commands_take_a_link_and_download_it_once(unlit, web, tmp_path):
    served = web.serve(PATH, checkpoint_path(LAMP_ROOM).read_bytes())
    code, out, err = unlit("inspect", web.url(PATH), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["name"] == "Lamp room"
    assert unlit("render", web.url(PATH), "--seed", 3, "--out", tmp_path / "a.npy")[0] == 0
    assert unlit("render", LAMP_ROOM, "--seed", 3, "--out", tmp_path / "b.npy")[0] == 0
    assert np.array_equal(np.load(tmp_path / "a.npy"), np.load(tmp_path / "b.npy"))
    assert len(served.requests) == 1


@pytest.mark.parametrize("status", [403, 404, 500])
def test_what_the_server_refuses_is_one_sentence(unlit, web, status):
    web.serve(PATH, status=status)
    code, _, err = unlit("inspect", web.url(PATH))
    assert code == 1
    assert err.startswith("unlit: ")
    assert len(err.strip().splitlines()) == 1


def test_what_is_no_address_is_one_sentence(unlit):
    for address in ("hf:nothing", "http://example.com/a.pkl"):
        code, _, err = unlit("inspect", address)
        assert code == 1
        assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("text", ["hf:owner/name/lamps.pkl", "https://example.com/lamps.pkl", LAMP_ROOM])
def test_open_takes_an_address_to_the_studio(unlit, monkeypatch, text):
    opened = []
    monkeypatch.setattr("app.__main__.main", lambda files: opened.extend(files) or 0)
    assert unlit("open", text)[0] == 0
    assert opened == [text]


def test_the_studio_starts_without_what_speaks_to_servers():
    code = "import app.main_window, app.__main__, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"httpx2", "huggingface_hub", "models.checkpoints.download"} & set(loaded)
