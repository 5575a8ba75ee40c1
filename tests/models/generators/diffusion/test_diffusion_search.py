"""What the search asks: sketch and single steps against brute force, weights zeroed and everything run again."""

from __future__ import annotations

from functools import cache

import pytest
import torch

from models.document.errors import UnlitError
from models.document.recipe import Change
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.generators.diffusion import generator as adapter
from models.generators.diffusion import pushes as pushing
from models.generators.diffusion.points import POINTS, point_numbers
from models.generators.diffusion.sigma import FIXED_SCENES
from tests.support.diffusion import diffusion_generator, sd_pipeline, sdxl_pipeline
from tests.support.sentences import assert_good_sentence

OFF = Change(0.0, 0.0)
SCENE = Scene(seed=3, prompt=Prompt("a lit lamp beside the bed", "night", steps=3, guidance=3.0))
PIPELINES = {
    "SD": lambda: sd_pipeline(sample_size=8),
    "v": lambda: sd_pipeline(prediction="v_prediction", sample_size=8),
    "SDXL": sdxl_pipeline,
}


@cache
def generator_of(name):
    return diffusion_generator(PIPELINES[name]())


def names(generator):
    return [layer.name for layer in generator.info.layers]


def mask_of(generator):
    """A patch of the latents, off the middle."""
    mask = torch.zeros(generator.probe_shape[-2:])
    mask[1:4, 3:6] = 1
    return mask


class Zeroed:
    """While inside, a unit's column of the weights is 0."""

    def __init__(self, generator, unit):
        columns = generator.columns[unit.layer]
        self._weight, start = columns.module.weight, unit.index * columns.slice
        self._columns = slice(start, start + columns.slice)

    def __enter__(self):
        self._kept = self._weight.detach().clone()
        self._weight.data[:, self._columns] = 0

    def __exit__(self, *_):
        self._weight.data.copy_(self._kept)


@torch.no_grad()
def single_steps(generator, scene):
    """The probe space of the scene, run in full: [POINTS, 4, h, w]."""
    points = generator._points(scene)
    return torch.cat([points.value(generator.unet, point) for point in range(POINTS)])


@cache
def all_changes(pipeline):
    """Every unit's exact change in the probe space of the scene, [units of all layers, *probe_shape]."""
    generator = generator_of(pipeline)
    sweeps = generator.sweep(SCENE, names(generator))
    return torch.cat([(values := sweep.probed(range(sweep.layer.units)))[1:] - values[:1] for sweep in sweeps])


def energies(changes, mask):
    return (changes * mask).square().flatten(1).sum(1)


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_single_step_energies_are_those_of_weights_with_a_column_zeroed(pipeline):
    generator = generator_of(pipeline)
    mask, base = mask_of(generator), single_steps(generator, SCENE)
    for sweep in generator.sweep(SCENE, names(generator)[1::5]):  # all kinds, down, mid and up
        units = [0, sweep.layer.units - 1]
        values = sweep.probed(units)
        assert values.shape == (3, *generator.probe_shape)
        torch.testing.assert_close(values[0], base, rtol=0, atol=2e-5)
        found = energies(values[1:] - values[:1], mask)
        for unit, energy in zip(units, found, strict=True):
            with Zeroed(generator, UnitId(sweep.layer.name, unit)):
                wanted = energies((single_steps(generator, SCENE) - base)[None], mask)[0]
            # Float32 leaves 1e-4 of an energy only where the change is not itself lost in rounding.
            torch.testing.assert_close(energy, wanted, rtol=1e-4, atol=1e-4)


@pytest.mark.slow
def test_the_largest_energies_agree_to_a_ten_thousandth():
    generator = generator_of("SD")
    mask, base = mask_of(generator), single_steps(generator, SCENE)
    ids = [unit for layer in generator.info.layers for unit in layer.unit_ids()]
    found = energies(all_changes("SD"), mask)
    for number in found.topk(12).indices.tolist():
        with Zeroed(generator, ids[number]):
            wanted = energies((single_steps(generator, SCENE) - base)[None], mask)[0]
        torch.testing.assert_close(found[number], wanted, rtol=1e-4, atol=0)


@pytest.mark.slow
@pytest.mark.parametrize("side", ["inside", "outside"])
def test_the_sketch_has_the_true_top_20_in_its_top_100(side):
    generator = generator_of("SD")
    mask = mask_of(generator) if side == "inside" else 1 - mask_of(generator)
    signs = torch.randint(0, 2, (64, *generator.probe_shape), generator=torch.Generator().manual_seed(1)) * 2.0 - 1
    pushed = generator.pushes(SCENE, signs * mask, names(generator))
    sketched = torch.cat([pushed[name].square().mean(0) for name in names(generator)])
    true = energies(all_changes("SD"), mask)
    assert len(true) == len(sketched) == 2072
    assert len(set(true.topk(20).indices.tolist()) & set(sketched.topk(100).indices.tolist())) >= 19


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_pushes_are_the_slope_of_turning_a_unit_down(pipeline):
    generator, step = generator_of(pipeline), 1e-2
    probes = torch.randn(2, *generator.probe_shape, generator=torch.Generator().manual_seed(2))
    pushed = generator.pushes(SCENE, probes, names(generator))
    assert set(pushed) == set(names(generator))
    for layer in generator.info.layers[::3]:
        assert pushed[layer.name].shape == (2, layer.units)
        unit, columns = layer.units // 2, generator.columns[layer.name]
        weight = columns.module.weight
        part, kept = slice(unit * columns.slice, (unit + 1) * columns.slice), weight.detach().clone()
        ends = []
        for gain in (1 - step, 1 + step):
            weight.data[:, part] = kept[:, part] * gain
            ends.append(single_steps(generator, SCENE))
        weight.data.copy_(kept)
        slope = (probes * (ends[0] - ends[1]) / (2 * step)).flatten(1).sum(1)
        torch.testing.assert_close(pushed[layer.name][:, unit], slope, rtol=2e-2, atol=5e-3)


def test_each_probe_has_its_own_pushes_however_many_share_a_graph(monkeypatch):
    generator, layers = generator_of("SD"), names(generator_of("SD"))[3:5]
    probes = torch.randn(5, *generator.probe_shape, generator=torch.Generator().manual_seed(3))
    together = generator.pushes(SCENE, probes, layers)
    assert list(together) == layers
    room = 2.5 * pushing.graph_bytes(generator.columns, 2, 4)  # two rows: the probes go as 2, 2 and 1
    monkeypatch.setattr(adapter, "memory_for_batches", lambda _device, _cap: int(room))
    for name, values in generator.pushes(SCENE, probes, layers).items():
        torch.testing.assert_close(values, together[name], rtol=1e-3, atol=1e-5)
        alone = generator.pushes(SCENE, probes[4:], layers)[name]
        torch.testing.assert_close(alone[0], together[name][4], rtol=1e-3, atol=1e-5)


def test_a_probe_goes_back_through_the_points_it_looks_at_alone(monkeypatch):
    generator, layers = generator_of("SD"), names(generator_of("SD"))[2:4]
    probes = torch.zeros(3, *generator.probe_shape)
    probes[0, 1], probes[2] = 1.0, torch.randn(generator.probe_shape, generator=torch.Generator().manual_seed(5))
    went, own = [], pushing._add_gradients

    def noting(total, numbers, *rest):
        went.append(numbers.tolist())
        own(total, numbers, *rest)

    monkeypatch.setattr(pushing, "_add_gradients", noting)
    pushed = generator.pushes(SCENE, probes, layers)
    assert went == [[2], [0, 2], [2]]
    for name in layers:
        assert not pushed[name][1].any()
        alone = generator.pushes(SCENE, probes[:1], layers)[name]
        torch.testing.assert_close(pushed[name][0], alone[0], rtol=1e-3, atol=1e-5)


def test_activations_are_forgotten_where_memory_asks_for_it(monkeypatch):
    generator, layers = diffusion_generator(PIPELINES["SD"]()), names(generator_of("SD"))
    probes = torch.randn(2, *generator.probe_shape, generator=torch.Generator().manual_seed(4))
    plain = generator.pushes(SCENE, probes, layers)
    own, tries = pushing._pushes, []

    def too_large_at_first(unet, *rest):
        tries.append(unet.is_gradient_checkpointing)
        if len(tries) == 1:
            raise torch.OutOfMemoryError
        return own(unet, *rest)

    monkeypatch.setattr(pushing, "_pushes", too_large_at_first)
    saved = generator.pushes(SCENE, probes, layers)
    assert tries == [False, True]
    assert not generator.unet.is_gradient_checkpointing
    for name in layers:
        torch.testing.assert_close(saved[name], plain[name], rtol=1e-3, atol=1e-5)


def test_a_cap_on_memory_forgets_activations_from_the_first(monkeypatch):
    generator, layers = generator_of("SD"), names(generator_of("SD"))
    probes = torch.randn(2, *generator.probe_shape, generator=torch.Generator().manual_seed(4))
    own, tries = pushing._pushes, []

    def noting(unet, points, probes, columns, rows):
        tries.append((unet.is_gradient_checkpointing, rows))
        return own(unet, points, probes, columns, rows)

    monkeypatch.setattr(pushing, "_pushes", noting)
    plain = generator.pushes(SCENE, probes, layers)
    capped = generator.pushes(SCENE, probes, layers, cap_gib=pushing.graph_bytes(generator.columns, 2, 4) / 2**31)
    assert tries == [(False, 2), (True, 1)]
    for name in layers:
        torch.testing.assert_close(capped[name], plain[name], rtol=1e-3, atol=1e-5)


def test_a_graph_keeps_about_what_it_is_said_to():
    """Storages that autograd holds on to, weights apart."""
    generator = generator_of("SD")
    points, kept, held = generator._points(SCENE), {}, []

    def pack(tensor):
        if not isinstance(tensor, torch.nn.Parameter):
            held.append(tensor)
            kept[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    gains = {name: pushing.LayerChange(pushing._ones(1, layer), None) for name, layer in generator.columns.items()}
    weights = {parameter.untyped_storage().data_ptr() for parameter in generator.unet.parameters()}
    watching = torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor)
    with watching, torch.enable_grad(), pushing.changed_layers(generator.columns, gains):
        points.value(generator.unet, 0)
    found = sum(size for place, size in kept.items() if place not in weights)
    assert 0.4 < found / pushing.graph_bytes(generator.columns, 2, 4) < 2


def test_half_precision_that_overflows_is_done_again_in_single(monkeypatch):
    generator = diffusion_generator(PIPELINES["SD"]())
    probes = torch.randn(1, *generator.probe_shape, generator=torch.Generator().manual_seed(4))
    generator.unet.bfloat16()
    kept = {name: tensor.clone() for name, tensor in generator.unet.state_dict().items()}
    own, precisions = pushing._pushes, []

    def overflowing_in_half(unet, *rest):
        precisions.append(unet.dtype)
        scale = 1.0 if unet.dtype == torch.float32 else torch.inf
        return {name: values * scale for name, values in own(unet, *rest).items()}

    monkeypatch.setattr(pushing, "_pushes", overflowing_in_half)
    found = generator.pushes(SCENE, probes, names(generator)[:2])
    assert precisions == [torch.bfloat16, torch.float32]
    assert all(values.isfinite().all() and values.any() for values in found.values())
    assert generator.unet.dtype == torch.bfloat16
    assert all(torch.equal(tensor, kept[name]) for name, tensor in generator.unet.state_dict().items())


def test_ablated_pictures_are_those_of_weights_with_a_column_zeroed():
    generator = generator_of("SD")
    base = generator.raw([SCENE])
    for sweep in generator.sweep(SCENE, names(generator)[1:5]):
        units = [1, 3]
        pictures = sweep.ablated(units)
        assert pictures.shape == (3, 3, 16, 16)
        torch.testing.assert_close(pictures[:1], base, rtol=0, atol=1e-5)
        for unit, picture in zip(units, pictures[1:], strict=True):
            with Zeroed(generator, UnitId(sweep.layer.name, unit)):
                torch.testing.assert_close(picture, generator.raw([SCENE])[0], rtol=0, atol=1e-5)


def test_sweeps_come_in_the_order_of_running_and_leave_the_unet_as_it_was():
    generator = generator_of("SDXL")
    before = generator.raw([SCENE])
    asked = list(reversed(names(generator)[2:9]))
    for sweep in generator.sweep(SCENE, asked):
        assert sweep.layer.name == asked.pop()
        sweep.probed([0])
    assert not asked
    assert torch.equal(generator.raw([SCENE]), before)


def test_what_runs_before_a_layer_is_not_run_again():
    generator = generator_of("SD")
    ran: list[str] = []
    hooks = [
        part.conv1.register_forward_hook(lambda *_, name=name: ran.append(name))
        for name, part in generator.unet.named_modules()
        if type(part).__name__ == "ResnetBlock2D"
    ]
    last = "up_blocks.2.attentions.1.transformer_blocks.0.ff.net.2"
    first, final = generator.sweep(SCENE, [names(generator)[0], last])
    ran.clear()
    first.probed([0])
    assert len(ran) == POINTS * len(hooks)
    ran.clear()
    final.probed([0])
    assert ran == []
    for hook in hooks:
        hook.remove()


def test_points_are_on_the_scenes_own_way_and_are_found_once(monkeypatch):
    generator = diffusion_generator(PIPELINES["SD"]())
    steps = list(generator.sampling([SCENE]))
    points = generator._points(SCENE)
    for number, noisy, timestep in zip(point_numbers(3), points.noisy, points.timesteps, strict=True):
        assert torch.equal(noisy, steps[number - 1].noisy[0])
        assert timestep == steps[number - 1].timestep
    monkeypatch.setattr(generator, "sampling", None)
    assert generator._points(SCENE) is points


@pytest.mark.parametrize(("steps", "numbers"), [(1, (1, 1, 1)), (2, (1, 1, 2)), (3, (1, 2, 3)), (20, (1, 7, 14))])
def test_points_are_the_beginnings_of_thirds(steps, numbers):
    assert point_numbers(steps) == numbers


def test_units_are_searched_for_at_the_generators_own_size():
    with pytest.raises(UnlitError, match="own size, 16 × 16") as caught:
        generator_of("SD").features(Scene(prompt=Prompt(width=32)))
    assert_good_sentence(caught.value)


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_features_are_standardised_over_the_same_scenes_always(pipeline):
    generator = generator_of(pipeline)
    seen = generator.features(SCENE)
    channels, height, width = seen.shape
    assert channels == 64
    assert height == width < generator.info.resolution
    assert seen.dtype == torch.float32
    assert not torch.equal(seen, generator.features(Scene(seed=9, prompt=SCENE.prompt)))
    fixed = torch.stack([generator.features(scene) for scene in FIXED_SCENES])
    torch.testing.assert_close(fixed.mean((0, 2, 3)), torch.zeros(channels), rtol=0, atol=1e-4)
    torch.testing.assert_close(fixed.std((0, 2, 3), correction=0), torch.ones(channels), rtol=1e-3, atol=1e-3)


def test_probes_are_drawn_in_latents():
    generator = generator_of("SD")
    assert generator.probe_shape == (POINTS, 4, 8, 8)
    assert not generator.probes_pictures
    assert generator.bytes_per_picture > 0
