"""Whole repositories of the hub, from a server on this machine: what is needed, continued, stopped, never half."""

from __future__ import annotations

import json
import shutil

import pytest
import torch

from models.checkpoints import download, hub, repository
from models.checkpoints.download import fetch, kept_file, look_up
from models.checkpoints.opening import read_checkpoint
from models.checkpoints.places import kept_path, place_of
from models.document.errors import UnlitError
from models.samples.catalogue import checkpoint_path
from tests.support.pipelines import same, write_tiny
from tests.support.sentences import assert_good_sentence
from tests.support.web_server import web_server

NAME, ADDRESS, COMMIT = "owner/lamps", "hf:owner/lamps", "a" * 40
WEIGHTS = "diffusion_pytorch_model"


class PressedCancelError(Exception):
    """Somebody pressed Cancel."""


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")
    monkeypatch.setattr(repository, "in_shared_cache", lambda place: None)
    monkeypatch.setattr(download, "in_shared_cache", lambda place: None)
    monkeypatch.setattr(download, "PAUSE", 0.01)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    """A folder as people publish it: with a README, a program, and each weight in both precisions."""
    folder = write_tiny(tmp_path_factory.mktemp("hub") / "tiny")
    half = write_tiny(tmp_path_factory.mktemp("hub") / "half", dtype=torch.float16)
    for part, stem in (("unet", WEIGHTS), ("vae", WEIGHTS), ("text_encoder", "model")):
        shutil.copy(half / part / f"{stem}.safetensors", folder / part / f"{stem}.fp16.safetensors")
    (folder / "README.md").write_text("hello")
    (folder / "run.py").write_text("raise SystemExit")
    (folder / "all.ckpt").write_bytes(bytes(1000))
    return folder


@pytest.fixture
def web():
    with web_server() as server:
        yield server


def publish(web, folder, commit=COMMIT, **how) -> dict[str, int]:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    siblings = [{"rfilename": name, "size": path.stat().st_size} for name, path in files.items()]
    listing = {"id": NAME, "sha": commit, "siblings": siblings, "tags": [], "private": False, "downloads": 0}
    web.serve(f"/api/models/{NAME}", json.dumps(listing).encode(), headers={"Content-Type": "application/json"})
    for name, path in files.items():
        web.serve_hub(NAME, name, path.read_bytes(), **how)
        web.files[f"/{NAME}/resolve/{commit}/{name}"] = web.files[f"/{NAME}/resolve/main/{name}"]
    return {name: path.stat().st_size for name, path in files.items()}


def refused(web) -> str:
    with pytest.raises(UnlitError) as info:
        fetch(ADDRESS, endpoint=web.address)
    assert_good_sentence(info.value)
    assert not kept_path(place_of(ADDRESS)).exists()
    return info.value.sentence


def test_what_is_needed_comes_and_opens(web, pristine):
    sizes, heard = publish(web, pristine), []
    folder = fetch(ADDRESS, lambda *far: heard.append(far), endpoint=web.address)
    came = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert folder.name == "lamps"
    assert sizes.keys() - came == {
        "README.md", "run.py", "all.ckpt", f"unet/{WEIGHTS}.safetensors", f"vae/{WEIGHTS}.safetensors",
        "text_encoder/model.safetensors",
    }  # fmt: skip
    checkpoint = read_checkpoint(folder)
    assert {tensor.dtype for tensor in checkpoint.tensors.values()} == {torch.float16}
    assert {tensor for _, tensor in heard} - {0} == {sum(sizes[name] for name in came)}
    far = [done for done, total in heard if total]
    assert far == sorted(far)
    assert heard[-1][0] == heard[-1][1]


def test_what_is_here_is_not_asked_for_again(web, pristine):
    publish(web, pristine)
    assert kept_file(ADDRESS) is None
    folder = fetch(ADDRESS, endpoint=web.address)
    web.files.clear()
    assert fetch(ADDRESS, endpoint=web.address) == folder == kept_file(ADDRESS) == checkpoint_path(ADDRESS)


def test_its_size_is_known_before(web, pristine):
    sizes = publish(web, pristine)
    remote = look_up(ADDRESS, endpoint=web.address)
    assert (remote.name, remote.host) == ("lamps", "huggingface.co")
    assert sizes[f"unet/{WEIGHTS}.fp16.safetensors"] < remote.size < sum(sizes.values()) / 2
    assert kept_file(ADDRESS) is None


def test_stopped_and_gone_on_with_later(web, pristine):
    sizes = publish(web, pristine, piece=4096)
    unet = next(f for path, f in web.files.items() if len(f.content) == sizes[f"unet/{WEIGHTS}.fp16.safetensors"])
    size = look_up(ADDRESS, endpoint=web.address).size

    def stop(done, total):
        if done > size * 0.6:
            raise PressedCancelError

    with pytest.raises(PressedCancelError):
        fetch(ADDRESS, stop, endpoint=web.address)
    assert kept_file(ADDRESS) is None
    before = {path: len(served.requests) for path, served in web.files.items() if path.startswith("/storage")}
    folder = fetch(ADDRESS, endpoint=web.address)
    again = [path for path, count in before.items() if count and len(web.files[path].requests) > count]
    assert len(again) <= 1, "only the file that was on its way"
    assert read_checkpoint(folder).tensors
    assert unet.sent <= len(unet.content) + 8192


def test_a_broken_line_is_mended(web, pristine):
    publish(web, pristine, breaks_after=60_000)
    assert read_checkpoint(fetch(ADDRESS, endpoint=web.address)).tensors


def test_versions_are_never_mixed(web, pristine, tmp_path):
    publish(web, pristine)
    size = look_up(ADDRESS, endpoint=web.address).size

    def stop(done, total):
        if done > size / 2:
            raise PressedCancelError

    with pytest.raises(PressedCancelError):
        fetch(ADDRESS, stop, endpoint=web.address)
    newer = write_tiny(tmp_path / "newer", seed=1)
    web.files.clear()
    publish(web, newer, commit="b" * 40)
    assert same(read_checkpoint(fetch(ADDRESS, endpoint=web.address)).tensors, read_checkpoint(newer).tensors)


def test_a_repository_that_is_not_there_says_so(web):
    web.serve(f"/api/models/{NAME}", b"{}", status=404, headers={"X-Error-Code": "RepoNotFound"})
    assert "no public repository “owner/lamps”" in refused(web)


def test_another_kind_of_repository_names_a_file_to_open(web, pristine, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other/net.pkl").write_bytes(b"1")
    publish(web, tmp_path / "other")
    assert "open one of its files, as hf:owner/lamps/net.pkl" in refused(web)
    (tmp_path / "other/net.pkl").rename(tmp_path / "other/readme.md")
    publish(web, tmp_path / "other")
    assert "holds no generator" in refused(web)


def test_an_incomplete_or_foreign_pipeline_is_told_before_gigabytes_come(web, pristine, tmp_path):
    folder = shutil.copytree(pristine, tmp_path / "tiny")
    for file in (folder / "unet").glob("*.safetensors"):
        file.unlink()
    publish(web, folder)
    assert "no weights in its folder “unet”" in refused(web)
    index = json.loads((folder / "model_index.json").read_text())
    (folder / "model_index.json").write_text(json.dumps({**index, "_class_name": "StableDiffusionInpaintPipeline"}))
    publish(web, folder, commit="b" * 40)
    assert "fills holes in given pictures" in refused(web)
    assert not any("storage" in path and len(f.content) > 20_000 and f.sent for path, f in web.files.items())


@pytest.mark.parametrize("path", ["../../evil.txt", "/etc/passwd", "unet\\..\\x"])
def test_a_server_cannot_write_elsewhere(web, pristine, path):
    publish(web, pristine)
    listing = json.loads(web.files[f"/api/models/{NAME}"].content)
    listing["siblings"].append({"rfilename": path, "size": 3})
    web.files[f"/api/models/{NAME}"].content = json.dumps(listing).encode()
    assert "does not understand" in refused(web)


def test_no_room_is_told_before(web, pristine, monkeypatch):
    publish(web, pristine)
    free = type(shutil.disk_usage("/"))(10**9, 10**9 - 1000, 1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)
    assert "not enough room" in refused(web)


def test_the_shared_cache_serves_when_all_is_there(monkeypatch, pristine, tmp_path):
    folder = shutil.copytree(pristine, tmp_path / "snapshot")
    monkeypatch.setattr(repository, "in_shared_cache", lambda place: folder / place.path)
    assert kept_file(ADDRESS) == folder
    for file in (folder / "vae").glob("*.safetensors"):
        file.unlink()
    assert kept_file(ADDRESS) is None


def test_the_hub_is_asked_for_a_named_version(web, pristine):
    publish(web, pristine)
    web.files[f"/api/models/{NAME}/revision/v1"] = web.files.pop(f"/api/models/{NAME}")
    assert hub.list_files(place_of(f"{ADDRESS}@v1"), web.address).commit == COMMIT
