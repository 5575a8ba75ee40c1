"""Units by the names that people type."""

from __future__ import annotations

import pytest

from models.document.errors import UnlitError
from models.document.units import Layer, UnitId, find_unit
from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.sentences import assert_good_sentence

# The 256-pixel bedroom net of Cui et al. 2022 (config-f), and one with half the channels.
BEDROOM = StyleGAN2Config(512, 512, (512, 512, 512, 512, 512, 256, 128), 8).layers()
HALF = StyleGAN2Config(512, 512, (512, 512, 512, 512, 256, 128, 64), 8).layers()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("b32.conv1/265", UnitId("b32.conv1", 265)),
        ("layer8/265", UnitId("b32.conv1", 265)),
        ("convs.5/265", UnitId("b32.conv1", 265)),
        ("layer11/398", UnitId("b128.conv0", 398)),
        ("layer2/0", UnitId("b4.conv1", 0)),
        ("conv1/3", UnitId("b4.conv1", 3)),
        ("to_rgb1/3", UnitId("b4.torgb", 3)),
        ("to_rgbs.0/3", UnitId("b8.torgb", 3)),
        ("  b32.conv1 : 265 ", UnitId("b32.conv1", 265)),
        ("b32.conv1 265", UnitId("b32.conv1", 265)),
        ("b32.conv1/007", UnitId("b32.conv1", 7)),
    ],
)
def test_a_unit_has_the_names_that_papers_and_programs_give_it(text, unit):
    assert find_unit(text, BEDROOM) == unit


def test_the_layers_of_the_bedroom_net_are_those_the_paper_searched():
    convolutions = [layer for layer in BEDROOM if layer.kind == "conv"]
    assert [layer.aliases[0] for layer in convolutions] == [f"layer{i}" for i in range(2, 15)]
    assert (convolutions[1].name, convolutions[-2].name) == ("b8.conv0", "b256.conv0")
    assert sum(layer.units for layer in convolutions[1:-1]) == 5120


@pytest.mark.parametrize(("layers", "units", "knobs"), [(BEDROOM, 5760, 2944), (HALF, 4928, 2496)])
def test_known_nets_have_the_known_numbers_of_units(layers, units, knobs):
    assert sum(layer.units for layer in layers if layer.kind == "conv") == units
    assert sum(layer.units for layer in layers if layer.kind == "torgb") == knobs


def test_every_name_means_one_layer():
    names = [name for layer in BEDROOM for name in (layer.name, *layer.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["", "265", "b32.conv1", "b32.conv1/", "b32.conv1/-1", "b32.conv1/1.5", "/3", "a/b/1"])
def test_what_names_no_unit_says_how_to_write_one(text):
    with pytest.raises(UnlitError, match=r"for example b32\.conv1/265") as info:
        find_unit(text, BEDROOM)
    assert_good_sentence(info.value)


@pytest.mark.parametrize(("text", "words"), [("b512.conv1/1", "no layer named"), ("b32.conv1/512", "0 to 511")])
def test_what_the_generator_lacks_is_said(text, words):
    with pytest.raises(UnlitError, match=words) as info:
        find_unit(text, BEDROOM)
    assert_good_sentence(info.value)


def test_a_layer_lists_its_units_in_order():
    layer = Layer("b8.conv0", "conv", 3, 8)
    assert [str(unit) for unit in layer.unit_ids()] == ["b8.conv0/0", "b8.conv0/1", "b8.conv0/2"]
    assert sorted([UnitId("b8.conv0", 10), UnitId("b8.conv0", 9)])[0].index == 9
