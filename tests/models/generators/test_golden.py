"""Our StyleGAN2 against numbers of NVIDIA's program."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Change
from models.document.region import Region
from models.document.units import UnitId
from models.search.ranking import rank
from tests.support.golden import PICTURES, golden, golden_generator, golden_scenes, golden_units

ABLATED, TENFOLD = "abl", "set10"
SCORED = ("b4.torgb", "b16.torgb", "b64.torgb")


def styles() -> dict[str, torch.Tensor]:
    generator = golden_generator()
    return generator.network.synthesis.styles(torch.cat([generator.ws(scene) for scene in golden_scenes()]))


def as_change(unit: UnitId, value: float) -> Change:
    """A change of the first picture's style to this very value."""
    generator = golden_generator()
    shift = value / float(generator.sigma[unit.layer][unit.index])
    return Change(gain=0.0, shift=shift)


def assert_same_pictures(found: torch.Tensor, expected: np.ndarray) -> None:
    np.testing.assert_allclose(found.numpy(), expected, rtol=0, atol=PICTURES)


@pytest.mark.parametrize(("psi", "name"), [(1.0, "w"), (0.7, "w_psi07")])
def test_w_is_the_same(psi, name):
    w = torch.cat([golden_generator().ws(scene) for scene in golden_scenes(psi)])
    np.testing.assert_allclose(w.numpy(), golden()[name], rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("psi", "noise", "name"),
    [(1.0, "const", "img_const"), (1.0, "none", "img_none"), (0.7, "const", "img_const_psi07")],
)
def test_pictures_are_the_same(psi, noise, name):
    assert_same_pictures(golden_generator().raw(golden_scenes(psi, noise)), golden()[name])


@pytest.mark.parametrize("layer", [layer.name for layer in golden_generator().info.layers])
def test_styles_are_the_same(layer):
    np.testing.assert_allclose(styles()[layer].numpy(), golden()[f"S/{layer}.affine"], rtol=0, atol=1e-5)


def test_every_layer_of_the_reference_is_known():
    known = {f"S/{layer.name}.affine" for layer in golden_generator().info.layers}
    assert known == {name for name in golden() if name.startswith("S/")}


@pytest.mark.parametrize("unit", golden_units(ABLATED), ids=str)
def test_ablated_pictures_are_the_same_by_preview_and_by_sweep(unit):
    generator, scene = golden_generator(), golden_scenes()[0]
    expected = golden()[f"{ABLATED}/{unit.layer}.affine/{unit.index}"]
    assert_same_pictures(generator.raw([scene], {unit: Change(0.0, 0.0)}), expected)
    (sweep,) = generator.sweep(scene, [unit.layer])
    assert_same_pictures(sweep.ablated([unit.index])[1:], expected)


@pytest.mark.parametrize("unit", golden_units(TENFOLD), ids=str)
def test_pictures_with_a_style_set_to_ten_are_the_same(unit):
    expected = golden()[f"{TENFOLD}/{unit.layer}.affine/{unit.index}"]
    found = golden_generator().raw(golden_scenes()[:1], {unit: as_change(unit, 10.0)})
    assert_same_pictures(found, expected)


@pytest.fixture(scope="module")
def ranking():
    evidence = (PaintedScene(golden_scenes()[0], Region.from_mask(golden()["mask"])),)
    *_, progress = rank(golden_generator(), RankRequest(evidence, "exhaustive", torgb=True))
    return progress.ranking()


@pytest.mark.parametrize("layer", SCORED)
def test_the_search_gives_the_scores_of_cui(ranking, layer):
    found = sorted((ranked for ranked in ranking.units if ranked.unit.layer == layer), key=lambda ranked: ranked.unit)
    effect = [ranked.effect for ranked in found]
    total = [ranked.effect / ranked.share for ranked in found]
    np.testing.assert_allclose(effect, golden()[f"cui_score/{layer}.affine"], rtol=1e-4)
    np.testing.assert_allclose(total, golden()[f"total_change/{layer}.affine"], rtol=1e-4)
