"""Our StyleGAN3 against numbers of NVIDIA's program."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.document.ranking import PaintedScene
from models.document.recipe import Change
from models.document.region import Region
from models.search.ablation import ablate
from models.search.evidence import Evidence
from tests.support.golden import PICTURES
from tests.support.golden_stylegan3 import (
    KINDS,
    golden3,
    golden_attributes,
    golden_generator3,
    golden_scenes3,
    golden_units3,
)

SCORED = [
    (kind, name.split("/")[1].removesuffix(".affine")) for kind in KINDS for name in golden3(kind) if "cui" in name
]


def ids(value) -> str:
    return str(value)


def assert_same_pictures(found: torch.Tensor, expected: np.ndarray) -> None:
    np.testing.assert_allclose(found.numpy(), expected, rtol=0, atol=PICTURES)


def assert_same_scores(found: torch.Tensor, expected: np.ndarray) -> None:
    np.testing.assert_allclose(found.numpy(), expected, rtol=1e-4, atol=5e-6 * expected.max())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("psi", "name"), [(1.0, "w"), (0.7, "w_psi07")])
def test_w_is_the_same(kind, psi, name):
    w = torch.cat([golden_generator3(kind).ws(scene) for scene in golden_scenes3(kind, psi)])
    np.testing.assert_allclose(w.numpy(), golden3(kind)[name], rtol=0, atol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("psi", "name"), [(1.0, "img_const"), (1.0, "img_none"), (0.7, "img_const_psi07")])
def test_pictures_are_the_same(kind, psi, name):
    assert_same_pictures(golden_generator3(kind).raw(golden_scenes3(kind, psi)), golden3(kind)[name])


@pytest.mark.parametrize("kind", KINDS)
def test_styles_are_the_same(kind):
    generator = golden_generator3(kind)
    ws = torch.cat([generator.ws(scene) for scene in golden_scenes3(kind)])
    styles = generator.network.synthesis.styles(ws)
    assert {f"S/{name}.affine" for name in styles} == {name for name in golden3(kind) if name.startswith("S/")}
    for name, found in styles.items():
        np.testing.assert_allclose(found.numpy(), golden3(kind)[f"S/{name}.affine"], rtol=0, atol=1e-5)


@pytest.mark.parametrize(("kind", "unit"), golden_units3("abl"), ids=ids)
def test_ablated_pictures_are_the_same_by_preview_and_by_sweep(kind, unit):
    generator, scene = golden_generator3(kind), golden_scenes3(kind)[0]
    expected = golden3(kind)[f"abl/{unit.layer}.affine/{unit.index}"]
    assert_same_pictures(generator.raw([scene], {unit: Change(0.0, 0.0)}), expected)
    (sweep,) = generator.sweep(scene, [unit.layer])
    assert_same_pictures(sweep.ablated([unit.index])[1:], expected)


@pytest.mark.parametrize(("kind", "unit"), golden_units3("set10"), ids=ids)
def test_pictures_with_a_style_of_ten_are_the_same(kind, unit):
    generator = golden_generator3(kind)
    change = Change(0.0, 10.0 / float(generator.sigma[unit.layer][unit.index]))
    found = generator.raw(golden_scenes3(kind)[:1], {unit: change})
    assert_same_pictures(found, golden3(kind)[f"set10/{unit.layer}.affine/{unit.index}"])


@pytest.mark.parametrize(("kind", "layer"), SCORED, ids=ids)
def test_the_search_gives_the_scores_of_cui(kind, layer):
    """Scores are sums of absolute rounding too, which shows in units that do next to nothing."""
    generator, region = golden_generator3(kind), Region.from_mask(golden3(kind)["mask"])
    units = next(each.units for each in generator.info.layers if each.name == layer)
    evidence = Evidence(generator, [PaintedScene(golden_scenes3(kind)[0], region)])
    batches = list(ablate(generator, evidence, {layer: range(units)}, 32))
    effect = torch.cat([batch.scores.effect for batch in batches])
    share = torch.cat([batch.scores.share for batch in batches])
    assert_same_scores(effect, golden3(kind)[f"cui_score/{layer}.affine"])
    assert_same_scores(effect / share, golden3(kind)[f"total_change/{layer}.affine"])


@pytest.mark.parametrize("kind", KINDS)
def test_layers_have_the_official_names_in_their_order(kind):
    layers = golden_generator3(kind).info.layers
    assert [layer.name for layer in layers] == golden_attributes(kind)["synthesis.layer_names"]
    assert [layer.kind for layer in layers] == ["conv"] * 14 + ["torgb"]
    assert [layer.resolution for layer in layers] == [36] * 4 + [52] * 4 + [84] * 5 + [64] * 2
