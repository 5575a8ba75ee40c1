"""rosinality's files: exact against that program's numbers, and written back so that it draws the edited picture."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.opening import build_generator
from models.checkpoints.rosinality import CONTAINER, looks_like
from models.checkpoints.torch_file import names_in
from models.document.errors import UnlitError
from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Change
from models.document.region import Region
from models.document.scene import Latent, Scene
from models.document.units import UnitId
from models.generators.stylegan2.config import StyleGAN2Config
from models.search.ranking import rank
from tests.support import reference_rosinality as reference
from tests.support.foreign_files import rosinality_state
from tests.support.generators import CPU, random_tensors
from tests.support.hostile import read
from tests.support.rosinality_files import SMALL, converted, in_training, tensors_of, write

GOLDEN = Path(__file__).parents[2] / "golden" / "rosinality_64.pt"
GAIN = {UnitId("b8.conv1", 2): Change(0.3, 0.0), UnitId("b4.torgb", 1): Change(2.0, 0.5)}


def assert_same_tensors(found, expected):
    assert found.keys() == expected.keys()
    for name in expected:
        assert torch.equal(found[name], expected[name]), name
        assert found[name].dtype == expected[name].dtype, name


def edited(checkpoint: Checkpoint, changes=GAIN) -> Checkpoint:
    new = build_generator(checkpoint, CPU).baked(changes)
    return replace(checkpoint, tensors={**checkpoint.tensors, **new})


def assert_draws(picture_of, checkpoint, changes=GAIN):
    """The written state gives, in that program's own arithmetic, what the preview shows."""
    generator = build_generator(checkpoint, CPU)
    shown = generator.raw([Scene(psi=1.0, noise="const", seed=4)], changes)
    z = torch.from_numpy(np.random.RandomState(4).randn(1, checkpoint.config.z_dim))
    np.testing.assert_allclose(picture_of(z).numpy(), shown.numpy(), rtol=0, atol=1e-4)


# ----------------------------------------------------------------------------------------------------------- golden
@pytest.fixture(scope="module")
def numbers():
    with np.load(GOLDEN.with_suffix(".npz")) as arrays:
        return dict(arrays)


@pytest.fixture(scope="module")
def generator():
    return build_generator(read(CONTAINER, GOLDEN), CPU)


@pytest.fixture(scope="module")
def layers(generator):
    """That program's name of a layer's affine -> ours."""
    return {f"{layer.aliases[-1]}.conv.modulation": layer.name for layer in generator.info.layers}


def scenes(numbers, psi=1.0):
    return [Scene(psi=psi, noise="const", latent=Latent.from_array("z", z)) for z in numbers["z"]]


def test_golden_w(generator, numbers):
    w = torch.cat([generator.ws(scene)[:, 0] for scene in scenes(numbers)])
    np.testing.assert_allclose(w.numpy(), numbers["w"], rtol=0, atol=1e-5)


@pytest.mark.parametrize(("psi", "name"), [(1.0, "img_const"), (0.7, "img_const_psi07")])
def test_golden_pictures(generator, numbers, psi, name):
    np.testing.assert_allclose(generator.raw(scenes(numbers, psi)).numpy(), numbers[name], rtol=0, atol=2e-4)


def test_golden_styles_and_the_average(generator, numbers, layers):
    ws = torch.cat([generator.ws(scene) for scene in scenes(numbers)])
    styles = generator.network.synthesis.styles(ws)
    assert {f"S/{name}" for name in layers} == {name for name in numbers if name.startswith("S/")}
    for theirs, ours in layers.items():
        np.testing.assert_allclose(styles[ours].numpy(), numbers[f"S/{theirs}"], rtol=0, atol=1e-5)
    np.testing.assert_array_equal(generator.tensors()["mapping.w_avg"].numpy(), numbers["latent_avg"])


def test_golden_pictures_with_changed_styles(generator, numbers, layers):
    for name in [name for name in numbers if name.startswith(("abl/", "set10/"))]:
        kind, theirs, index = name.split("/")
        unit = UnitId(layers[theirs], int(index))
        value = 10.0 if kind == "set10" else 0.0
        change = Change(0.0, value / float(generator.sigma[unit.layer][unit.index]))
        found = generator.raw(scenes(numbers)[:1], {unit: change})
        np.testing.assert_allclose(found.numpy(), numbers[name], rtol=0, atol=2e-4, err_msg=name)


def test_golden_scores(generator, numbers, layers):
    evidence = (PaintedScene(scenes(numbers)[0], Region.from_mask(numbers["mask"])),)
    *_, progress = rank(generator, RankRequest(evidence, "exhaustive", torgb=True))
    effects = {ranked.unit: ranked.effect for ranked in progress.ranking().units}
    scored = [name for name in numbers if name.startswith("cui_score/")]
    assert scored
    for name in scored:
        theirs = name.removeprefix("cui_score/")
        found = [effects[UnitId(layers[theirs], int(index))] for index in numbers[f"units/{theirs}"]]
        # The smallest of these sums are as small as that program's own rounding.
        np.testing.assert_allclose(found, numbers[name], rtol=1e-4, atol=1e-6 * numbers[name].max(), err_msg=name)


def test_the_reference_draws_the_golden_pictures(numbers):
    state = torch.load(GOLDEN, weights_only=True)["g_ema"]
    w = reference.mapped(state, torch.from_numpy(numbers["z"]))
    np.testing.assert_allclose(reference.synthesized(state, w).numpy(), numbers["img_const"], rtol=0, atol=2e-4)


# ---------------------------------------------------------------------------------------------------------- reading
@pytest.mark.parametrize("legacy", [False, True])
def test_converted_files_read_as_they_were_stored(tmp_path, legacy):
    path = write(tmp_path / "rooms.pt", converted(), legacy=legacy)
    checkpoint = read(CONTAINER, path)
    assert checkpoint.config == SMALL
    assert_same_tensors(checkpoint.tensors, tensors_of())
    assert (checkpoint.name, checkpoint.container, checkpoint.source) == ("rooms", "rosinality", path)


@pytest.mark.parametrize("legacy", [False, True])
def test_files_in_training_give_the_averaged_generator_and_an_average_w(tmp_path, legacy):
    path = write(tmp_path / "150000.pt", in_training(), legacy=legacy)
    found = dict(read(CONTAINER, path).tensors)
    average = found.pop("mapping.w_avg")
    expected = tensors_of()
    del expected["mapping.w_avg"]
    assert_same_tensors(found, expected)
    z = torch.from_numpy(np.random.RandomState(0).randn(4096, 8))
    np.testing.assert_allclose(average, reference.mapped(rosinality_state(tensors_of()), z).mean(0), atol=1e-6)
    assert torch.equal(average, read(CONTAINER, path).tensors["mapping.w_avg"])


@pytest.mark.parametrize("key", ["", "g", "state_dict"])
def test_a_state_dictionary_alone_is_a_generator_too(tmp_path, key):
    state = rosinality_state(tensors_of())
    found = read(CONTAINER, write(tmp_path / "a.pt", {key: state} if key else state)).tensors
    assert torch.equal(found["synthesis.b16.conv0.weight"], tensors_of()["synthesis.b16.conv0.weight"])


def test_stored_precision_is_kept(tmp_path):
    values = converted()
    values["g_ema"] = {key: value.half() for key, value in values["g_ema"].items()}
    checkpoint = read(CONTAINER, write(tmp_path / "a.pt", values))
    assert checkpoint.tensors["synthesis.b8.conv0.weight"].dtype == torch.float16
    assert build_generator(checkpoint, CPU)


def test_an_average_of_one_row_is_the_same(tmp_path):
    values = converted()
    values["latent_avg"] = values["latent_avg"][None]
    assert read(CONTAINER, write(tmp_path / "a.pt", values)).tensors["mapping.w_avg"].shape == (8,)


def test_files_without_noise_maps_get_the_same_ones_every_time(tmp_path):
    values = converted()
    values["g_ema"] = {key: value for key, value in values["g_ema"].items() if not key.startswith("noises.")}
    path = write(tmp_path / "a.pt", values)
    first, second = read(CONTAINER, path), read(CONTAINER, path)
    assert_same_tensors(first.tensors, second.tensors)
    assert first.tensors["synthesis.b16.conv1.noise_const"].shape == (16, 16)
    write_path = tmp_path / "b.pt"
    CONTAINER.write(edited(first), write_path)
    assert torch.load(write_path, weights_only=True)["g_ema"].keys() == values["g_ema"].keys()


def test_the_names_in_a_file_tell_the_program(tmp_path):
    for values in (converted(), in_training(), rosinality_state(tensors_of())):
        assert looks_like(names_in(write(tmp_path / "a.pt", values)))
    assert not looks_like(set(tensors_of()))


def test_reading_can_be_stopped(tmp_path):
    class StoppedError(Exception):
        pass

    def stop(done, total):
        raise StoppedError

    with pytest.raises(StoppedError):
        CONTAINER.read(write(tmp_path / "a.pt", converted()), stop)


def test_reading_reports_how_far_it_is(tmp_path):
    path, told = write(tmp_path / "a.pt", converted()), []
    CONTAINER.read(path, lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


# ---------------------------------------------------------------------------------------------------------- writing
def test_an_unedited_file_is_written_back_the_same(tmp_path):
    source = write(tmp_path / "a.pt", in_training())
    CONTAINER.write(read(CONTAINER, source), tmp_path / "b.pt")
    first, second = read(CONTAINER, source), read(CONTAINER, tmp_path / "b.pt")
    assert_same_tensors(second.tensors, first.tensors)


@pytest.mark.parametrize("legacy", [False, True])
def test_an_edited_file_keeps_everything_else(tmp_path, legacy):
    torch.manual_seed(0)
    values = in_training()
    source = write(tmp_path / "a.pt", values, legacy=legacy)
    checkpoint = read(CONTAINER, source)
    CONTAINER.write(edited(checkpoint), tmp_path / "b.pt")
    with torch.serialization.safe_globals([argparse.Namespace]):
        written = torch.load(tmp_path / "b.pt", weights_only=True)
    assert written.keys() == values.keys()
    assert written["args"] == values["args"]
    assert (written["ada_aug_p"], written["d_optim"]["param_groups"]) == (0.25, values["d_optim"]["param_groups"])
    for part in ("g", "d"):
        assert_same_tensors(written[part], values[part])
    state, before = written["g_ema"], values["g_ema"]
    assert list(state) == list(before)
    assert {key for key in state if not torch.equal(state[key], before[key])} == {
        "convs.1.conv.modulation.weight",
        "convs.1.conv.modulation.bias",
        "to_rgb1.conv.modulation.weight",
        "to_rgb1.conv.modulation.bias",
    }
    assert_draws(lambda z: reference.synthesized(state, reference.mapped(state, z)), checkpoint)
    assert_same_tensors(read(CONTAINER, tmp_path / "b.pt").tensors, edited(checkpoint).tensors)


def test_the_golden_file_is_written_strictly_from_its_tensors_alone(tmp_path):
    checkpoint = replace(read(CONTAINER, GOLDEN), container="native", source=None)
    CONTAINER.write(checkpoint, tmp_path / "b.pt")
    written, before = torch.load(tmp_path / "b.pt", weights_only=True), torch.load(GOLDEN, weights_only=True)
    assert torch.equal(written["latent_avg"], before["latent_avg"])
    assert_same_tensors(written["g_ema"], dict(before["g_ema"]))


def test_any_generator_that_fits_is_written_and_draws_the_same(tmp_path):
    checkpoint = Checkpoint(SMALL, random_tensors(SMALL), "Random")
    CONTAINER.write(edited(checkpoint), tmp_path / "b.pt")
    state = torch.load(tmp_path / "b.pt", weights_only=True)["g_ema"]
    assert_draws(lambda z: reference.synthesized(state, reference.mapped(state, z)), checkpoint)


def test_a_generator_without_noise_gets_noise_of_strength_zero(tmp_path):
    config = replace_config(noise=False)
    checkpoint = Checkpoint(config, random_tensors(config), "Random")
    CONTAINER.write(checkpoint, tmp_path / "b.pt")
    state = torch.load(tmp_path / "b.pt", weights_only=True)["g_ema"]
    assert_draws(lambda z: reference.synthesized(state, reference.mapped(state, z)), checkpoint, {})


def replace_config(**changes) -> StyleGAN2Config:
    settings = {field: getattr(SMALL, field) for field in SMALL.__struct_fields__}
    return StyleGAN2Config(**{**settings, **changes})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"architecture": "resnet"}, "“resnet” architecture"),
        ({"classes": 3}, "classes"),
        ({"z_dim": 6}, "different lengths"),
        ({"lr_multiplier": 0.1}, "learning rate"),
    ],
)
def test_what_the_format_cannot_hold_is_refused(tmp_path, changes, said):
    config = replace_config(**changes)
    with pytest.raises(UnlitError, match=said):
        CONTAINER.write(Checkpoint(config, random_tensors(config), "Random"), tmp_path / "b.pt")
    assert not (tmp_path / "b.pt").exists()


def test_a_source_that_changed_meanwhile_is_said(tmp_path):
    source = write(tmp_path / "a.pt", converted())
    checkpoint = read(CONTAINER, source)
    write(source, converted(replace_config(channels=(6, 5, 3))))
    with pytest.raises(UnlitError, match="has changed since"):
        CONTAINER.write(checkpoint, tmp_path / "b.pt")
    source.unlink()
    with pytest.raises(UnlitError, match="There is no file"):
        CONTAINER.write(checkpoint, tmp_path / "b.pt")
