"""Addresses: what they mean, and which are refused."""

from __future__ import annotations

import pytest

from models.checkpoints.places import (
    HubPlace,
    LinkPlace,
    allowed,
    cache_folder,
    is_address,
    is_safe_path,
    kept_path,
    place_of,
)
from models.document.errors import UnlitError
from tests.support.sentences import assert_good_sentence

COMMIT = "422f40439ddaa6d041cf698347f08e9bdf9f6036"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("hf:owner/name/a.pkl", HubPlace("owner/name", "a.pkl")),
        (" hf:owner/na-me.2/some/folder/a.pkl ", HubPlace("owner/na-me.2", "some/folder/a.pkl")),
        (f"hf:owner/name@{COMMIT}/a.pkl", HubPlace("owner/name", "a.pkl", COMMIT)),
        ("hf:owner/name@refs/pr/3/a.pkl", HubPlace("owner/name", "a.pkl", "refs/pr/3")),
        ("https://huggingface.co/owner/name/blob/main/x/a.pkl", HubPlace("owner/name", "x/a.pkl")),
        (
            "https://huggingface.co/owner/name/resolve/v1/a%20b.pkl?download=true",
            HubPlace("owner/name", "a b.pkl", "v1"),
        ),
        ("https://example.com/a.pkl?token=1#top", LinkPlace("https://example.com/a.pkl?token=1")),
        (
            "https://huggingface.co/spaces/owner/name/blob/main/a.pkl",
            LinkPlace("https://huggingface.co/spaces/owner/name/resolve/main/a.pkl"),
        ),
        ("http://localhost:8000/a.pkl", LinkPlace("http://localhost:8000/a.pkl")),
    ],
)
def test_what_an_address_means(text, place):
    assert is_address(text)
    assert place_of(text) == place
    assert place_of(place.address) == place
    assert place_of(text).name == ("a b.pkl" if "b.pkl" in text else "a.pkl")


@pytest.mark.parametrize(
    "text",
    [
        "hf:", "hf:owner", "hf:owner/name@refs", "hf:owner/name/../../x.pkl", "hf:o/n/a//b.pkl",
        "hf:../name/a.pkl", "hf:owner/name/a\\b.pkl", "hf:owner/name@refs/a.pkl", "http://example.com/a.pkl",
        "https://me:secret@example.com/a.pkl", "https://", "https://[x/a.pkl", "https://example.com:port/a.pkl",
        "https://huggingface.co/owner/name/settings", "https://example.com/a b.pkl", "https://x/" + "a" * 5000, "a.pkl",
    ],
)  # fmt: skip
def test_what_is_refused_in_one_sentence(text):
    with pytest.raises(UnlitError) as error:
        place_of(text)
    assert_good_sentence(error.value)
    assert "secret" not in error.value.sentence


def test_files_are_no_addresses():
    for path in ("a.pkl", "/tmp/hf.pkl", "C:\\a.pkl", "sample:lamp_room", ""):
        assert not is_address(path)


def test_where_files_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path))
    one, other = (kept_path(place_of(f"https://example.com/{folder}/a.pkl")) for folder in ("one", "other"))
    assert one != other
    assert one.name == other.name == "a.pkl"
    assert cache_folder() == tmp_path / "downloads"
    assert one.is_relative_to(tmp_path / "downloads")


@pytest.mark.parametrize(
    "link", ["https://x/..", "https://x/%2e%2e%2f%2e%2e%2fetc", "https://x/", "https://x/CON:<1>?"]
)
def test_the_kept_name_is_safe_on_every_disk(link):
    name = place_of(link).name
    assert name
    assert not set(name) & set('/\\:*?"<>|')
    assert name.strip(".")


def test_only_encrypted_or_on_this_machine():
    assert allowed("https://example.com/a")
    assert allowed("http://127.0.0.1:1/a")
    for url in ("http://example.com", "ftp://x/a", "file:///etc/passwd", "https://a:b@x/", "http://localhost.example"):
        assert not allowed(url)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("hf:owner/name", HubPlace("owner/name", "")),
        ("hf:owner/name/", HubPlace("owner/name", "")),
        (f"hf:owner/name@{COMMIT}", HubPlace("owner/name", "", COMMIT)),
        ("hf:owner/name@refs/pr/3", HubPlace("owner/name", "", "refs/pr/3")),
        ("https://huggingface.co/owner/name", HubPlace("owner/name", "")),
        ("https://huggingface.co/owner/name/tree/main", HubPlace("owner/name", "")),
        ("https://huggingface.co/owner/name/tree/fp16", HubPlace("owner/name", "", "fp16")),
    ],
)
def test_a_repository_without_a_file_is_a_folder(text, place):
    assert place_of(text) == place_of(place.address) == place
    assert place.is_folder
    assert place.name == "name"


@pytest.mark.parametrize("path", ["../x", "a/../x", "/x", "a//b", "", "a\\b", "C:x", "a/" + "x" * 200])
def test_a_path_that_leads_out_of_a_folder_is_not_safe(path):
    assert is_safe_path("unet/config.json")
    assert not is_safe_path(path)
