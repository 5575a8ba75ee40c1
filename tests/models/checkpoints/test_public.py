"""The list of public generators is well made; what it says about other people's servers is not tested."""

from __future__ import annotations

import re

import msgspec
import pytest

from models.checkpoints.places import place_of
from models.checkpoints.public import FILE, PublicGenerator, public_generator, public_generators
from resources import resource


def test_names_and_addresses_differ():
    generators = public_generators()
    assert len(generators) >= 8
    assert len({generator.name for generator in generators}) == len(generators)
    assert len({generator.where for generator in generators}) == len(generators)
    assert {"Rooms", "Faces"} <= {generator.shows for generator in generators} <= {"Rooms", "Buildings", "Faces"}


@pytest.mark.parametrize("generator", public_generators(), ids=lambda generator: generator.name)
def test_each_says_what_a_person_must_know(generator):
    assert place_of(generator.where).address == generator.where
    assert not generator.where.startswith("http:")
    assert generator.source.startswith("https://")
    assert all((generator.name, generator.licence, generator.format))
    assert len(generator.licence) < 60
    assert generator.resolution in (64, 128, 256, 512, 1024)
    assert generator.size == 0 or 10**6 < generator.size < 10**10
    assert re.fullmatch(r"(?:[0-9a-f]{64})?", generator.sha256)
    assert generator.size or not generator.sha256, "whoever knows the checksum knows the size"


def test_a_field_too_many_is_noticed():
    raw = msgspec.json.decode(resource(FILE).read_bytes())
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**raw[0], "colour": "blue"}, PublicGenerator)


def test_one_is_found_by_its_address():
    first = public_generators()[0]
    assert public_generator(f" {first.where} ") == first
    assert public_generator("https://example.com/a.pkl") is None
