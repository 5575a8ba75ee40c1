"""Pictures of rooms, and where their lamps are."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.samples.lamp_room import LAMPS, pixelwise, relight, render, renderer, sample_factors, tracing

ROUNDING = 1e-5


def test_pictures_and_masks_have_their_shapes_and_ranges(lit, rooms):
    assert lit.images.shape == (len(rooms), 3, 48, 48)
    assert lit.lamp_masks.shape == (len(rooms), LAMPS, 48, 48)
    for tensor in (lit.images, lit.lamp_masks):
        assert tensor.dtype == torch.float32
        assert torch.isfinite(tensor).all()
        assert tensor.min() >= 0
        assert tensor.max() <= 1
    assert lit.images.std() > 0.1


def test_the_same_seed_gives_the_same_pictures():
    one, again, other = (render(sample_factors(2, torch.Generator().manual_seed(s)), 32).images for s in (1, 1, 2))
    assert torch.equal(one, again)
    assert not torch.equal(one, other)


def test_a_room_looks_the_same_alone_and_in_any_order(rooms):
    batch = render(rooms[:6], 32)
    for rows in (torch.tensor([4, 0, 5]), torch.tensor([4])):
        some = render(rooms[rows], 32)
        assert torch.equal(some.images, batch.images[rows])
        assert torch.equal(some.lamp_masks, batch.lamp_masks[rows])


@pytest.mark.parametrize("chunk", [2, 5, 64])
def test_chunks_change_nothing_but_rounding(rooms, chunk):
    single, chunked = render(rooms[:6], 32), render(rooms[:6], 32, chunk=chunk)
    assert torch.allclose(single.images, chunked.images, atol=ROUNDING)
    assert torch.equal(single.lamp_masks, chunked.lamp_masks)


def test_shortcuts_change_nothing_but_rounding(rooms, monkeypatch):
    """Without looking at values every pixel is computed in full, as on a GPU."""
    quick = render(rooms, 32)
    for module in (pixelwise, renderer, tracing):
        monkeypatch.setattr(module, "peekable", lambda values: False)
    full = render(rooms, 32)
    assert torch.allclose(quick.images, full.images, atol=ROUNDING)
    assert torch.equal(quick.lamp_masks, full.lamp_masks)


def test_putting_lamps_out_darkens_them_more_than_their_surroundings(lit, unlit):
    drop = (lit.images - unlit.images).mean(1)
    lamps = lit.lamp_masks.sum(1).clamp(max=1)
    inside = (drop * lamps).sum((1, 2)) / lamps.sum((1, 2))
    outside = (drop * (1 - lamps)).sum((1, 2)) / (1 - lamps).sum((1, 2))
    assert (lamps.sum((1, 2)) > 1).all()
    assert (inside > outside).all()
    assert inside.mean() > 2 * outside.mean()


def test_each_lamp_darkens_its_own_mask_most(rooms, lit):
    both = rooms.lamp_present[:, 1] > 0
    only_second = render(relight(rooms[both], torch.tensor([[0.0, 1.0]]).expand(int(both.sum()), LAMPS)), 48)
    drop = (lit.images[both] - only_second.images).mean(1)
    first, second = ((drop * mask).sum((1, 2)) / mask.sum((1, 2)) for mask in lit.lamp_masks[both].unbind(1))
    seen = (lit.lamp_masks[both].sum((2, 3)) > 4).all(1)
    assert (first > second)[seen].all()


def test_masks_do_not_depend_on_the_light(lit, unlit):
    assert torch.equal(lit.lamp_masks, unlit.lamp_masks)


def test_absent_lamps_have_empty_masks(rooms, lit):
    assert (lit.lamp_masks[rooms.lamp_present == 0] == 0).all()
    assert (lit.lamp_masks[:, 0].sum((1, 2)) > 0).all()


def test_masks_agree_between_resolutions(rooms):
    small, large = render(rooms[:6], 32).lamp_masks, render(rooms[:6], 64).lamp_masks
    assert torch.allclose(small.mean((2, 3)), large.mean((2, 3)), atol=4e-3)


@pytest.mark.parametrize("samples", [1, 2])
def test_fewer_samples_give_nearly_the_same_picture(rooms, samples):
    fine, rough = render(rooms[:4], 48), render(rooms[:4], 48, samples=samples)
    assert (fine.images - rough.images).abs().mean() < 0.02
    assert not torch.equal(fine.images, rough.images)


def test_there_is_no_grid_of_three_samples(rooms):
    with pytest.raises(KeyError):
        render(rooms[:1], 16, samples=3)


intensities = st.lists(st.floats(0, 1.125, width=32), min_size=2 * LAMPS, max_size=2 * LAMPS)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), dimmers=intensities)
def test_raising_a_lamp_never_darkens_a_pixel(seed, dimmers):
    room = sample_factors(1, torch.Generator().manual_seed(seed))
    low, more = torch.tensor(dimmers).view(2, 1, LAMPS)
    before, after = render(relight(room, low), 16).images, render(relight(room, low + more), 16).images
    assert (after >= before - ROUNDING).all()
    assert after.mean() >= before.mean() - ROUNDING
