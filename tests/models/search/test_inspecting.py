"""What a unit looks for: values, the scenes with the largest, where it acts, what goes with it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.document.errors import UnlitError
from models.document.inspection import InspectRequest, scenes_like
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.generators.stylegan2.config import StyleGAN2Config
from models.search.activity import Activity, activity
from models.search.inspecting import inspect, outlined, relatives
from tests.support.diffusion import diffusion_generator
from tests.support.generators import random_generator
from tests.support.sentences import assert_good_sentence

UNIT = UnitId("b8.conv1", 3)
SCENE = Scene(5, psi=0.7)


@pytest.fixture(scope="module")
def generator():
    return random_generator()


def inspected(generator, request, folder):
    *steps, last = inspect(generator, request, folder)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert all(step.total == last.total and step.inspection is None for step in steps)
    return last.inspection


def style(generator, scene):
    layer = generator.synthesis.layer_names.index(UNIT.layer)
    return float(generator.synthesis.styles(generator.ws(scene))[generator.synthesis.layer_names[layer]][0, UNIT.index])


def test_the_values_are_the_styles_of_the_scenes(generator, tmp_path):
    found = inspected(generator, InspectRequest(UNIT, SCENE, 50), tmp_path)
    expected = [style(generator, scene) for scene in scenes_like(SCENE, 50)]
    np.testing.assert_allclose(found.values, expected, rtol=1e-4, atol=1e-5)
    assert found.value == pytest.approx(style(generator, SCENE), rel=1e-4)
    assert found.sigma == pytest.approx(float(generator.sigma[UNIT.layer][UNIT.index]))


def test_the_top_are_the_scenes_with_the_largest_values(generator, tmp_path):
    found = inspected(generator, InspectRequest(UNIT, SCENE, 600), tmp_path)
    order = sorted(range(600), key=lambda seed: -found.values[seed])
    assert [top.scene.seed for top in found.top] == order[:6], "the top 1 %"
    assert all(top.scene.psi == SCENE.psi for top in found.top)
    assert len(inspected(generator, InspectRequest(UNIT, SCENE, 3), tmp_path).top) == 3, "there are no more"


def test_a_place_is_where_ablating_the_unit_changes_the_picture_most(generator, tmp_path):
    (top, *_) = inspected(generator, InspectRequest(UNIT, SCENE, 20), tmp_path).top
    inside = torch.from_numpy(top.place.levels() > 127)
    change = generator.acting(top.scene, UNIT)
    assert change.shape == inside.shape
    assert 0 < inside.float().mean() <= 0.08
    assert change[inside].mean() > 2 * change[~inside].mean()


def test_with_classes_the_scenes_are_of_the_scene_s_own(tmp_path):
    conditional = random_generator(StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 4), mapping_layers=2, classes=3))
    request = InspectRequest(UNIT, Scene(1, class_index=2), 8)
    found = inspected(conditional, request, tmp_path)
    assert {top.scene.class_index for top in found.top} == {2}
    np.testing.assert_allclose(
        found.values, [style(conditional, scene) for scene in scenes_like(request.scene, 8)], rtol=1e-4, atol=1e-5
    )


def test_relatives_go_with_the_unit_or_against_it(generator):
    draw = np.random.RandomState(0)
    values = torch.from_numpy(draw.randn(200, sum(layer.units for layer in generator.info.layers))).float()
    found = Activity(generator, values)
    here, with_it, against = found.column(UNIT), 0, 7
    values[:, with_it] = 3 * values[:, here] + 1
    values[:, against] = -values[:, here] + 0.1 * values[:, against]
    values[:, 9] = 4.0  # one that never changes goes with nothing
    first, second, *others = relatives(found, UNIT)
    assert (first.unit, second.unit) == (found.units()[with_it], found.units()[against])
    assert first.correlation == pytest.approx(1.0)
    assert -1 <= second.correlation < -0.98
    assert all(abs(each.correlation) < 0.4 for each in others)
    assert UNIT not in {each.unit for each in (first, second, *others)}


def test_a_column_is_the_unit_it_is_named_after(generator):
    found = Activity(generator, torch.zeros(1, 1))
    for number, unit in enumerate(found.units()):
        assert found.column(unit) == number


def measured(generator, scenes, folder):
    going, steps = activity(generator, scenes, folder), []
    while True:
        try:
            steps.append(next(going))
        except StopIteration as end:
            return end.value.values, steps


def test_values_are_kept_and_found_again(generator, tmp_path):
    scenes = scenes_like(SCENE, 70)
    values, steps = measured(generator, scenes, tmp_path / "kept")
    assert steps[-1] == 70
    again, none = measured(generator, scenes, tmp_path / "kept")
    assert none == [], "nothing is measured"
    assert torch.equal(values, again)
    assert measured(random_generator(seed=1), scenes, tmp_path / "kept")[1], "another generator has other values"
    assert measured(generator, scenes_like(Scene(0), 70), tmp_path / "kept")[1], "so have other scenes"


@pytest.mark.parametrize("data", [b"", b"nothing", b"\x93NUMPY\x01\x00"])
def test_what_is_damaged_is_measured_again(generator, tmp_path, data):
    scenes = scenes_like(SCENE, 4)
    values, _ = measured(generator, scenes, tmp_path)
    (file,) = tmp_path.glob("*.npy")
    file.write_bytes(data)
    again, steps = measured(generator, scenes, tmp_path)
    assert steps == [4]
    assert torch.equal(values, again)


def test_a_folder_that_cannot_be_written_is_no_error(generator, tmp_path):
    (tmp_path / "file").touch()
    assert measured(generator, scenes_like(SCENE, 4), tmp_path / "file" / "folder")[1] == [4]


@pytest.mark.parametrize("unit", [UnitId("b8.conv1", 99), UnitId("b99.conv1", 0)])
def test_a_unit_that_is_not_there_is_refused(generator, tmp_path, unit):
    with pytest.raises(UnlitError) as info:
        next(inspect(generator, InspectRequest(unit, SCENE), tmp_path))
    assert_good_sentence(info.value)


def test_an_outline_is_of_the_strongest_places():
    acting = torch.zeros(16, 16)
    acting[4:8, 8:12] = 1.0
    levels = outlined(acting, (64, 64)).levels() > 127
    assert levels[16:32, 32:48].mean() > 0.7
    assert levels.mean() == pytest.approx(0.05, abs=0.01)


def test_units_of_diffusion_have_values_and_places(tmp_path):
    tiny = diffusion_generator()
    layer = next(layer for layer in tiny.info.layers if layer.kind == "feed-forward")
    scene = Scene(3, prompt=Prompt("a lit lamp", steps=3, guidance=2.0))
    found = inspected(tiny, InspectRequest(UnitId(layer.name, 5), scene, 6), tmp_path)
    assert len(found.values) == 6
    assert found.values[3] == pytest.approx(found.value, rel=1e-3, abs=1e-6), "it is the scene of seed 3"
    assert len(set(found.values)) == 6
    assert (found.top[0].place.width, found.top[0].place.height) == (tiny.info.resolution,) * 2
    acting = tiny.acting(scene, UnitId(layer.name, 5))
    assert acting.shape == (layer.resolution, layer.resolution)
    assert (acting >= 0).all()


def test_a_wide_picture_s_places_are_as_wide(tmp_path):
    tiny = diffusion_generator()
    scene = Scene(0, prompt=Prompt("a lamp", steps=2, width=64, height=32))
    for kind in ("conv2", "self-attention"):
        layer = next(layer for layer in tiny.info.layers if layer.kind == kind)
        rows, columns = tiny.acting(scene, UnitId(layer.name, 0)).shape
        assert columns == 2 * rows
