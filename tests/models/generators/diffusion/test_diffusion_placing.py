"""Where a pipeline's parts run, and how precisely: as memory allows."""

from __future__ import annotations

import pytest
import torch

from models.document.scene import Prompt, Scene
from models.generators.diffusion import components
from models.generators.diffusion.components import component_tensors, place
from tests.support.diffusion import diffusion_generator, sd_pipeline

ELSEWHERE = torch.device("meta")  # stands in for a GPU: what is there has no numbers


@pytest.mark.parametrize(("free", "precision"), [(2**40, torch.float32), (2**30, torch.float16)])
def test_where_memory_asks_for_it_what_draws_is_in_half_precision(monkeypatch, free, precision):
    monkeypatch.setattr(components, "memory_free", lambda _device: free)
    pipeline = sd_pipeline()
    stored = component_tensors(pipeline)
    pipeline.vae.register_to_config(force_upcast=False)
    place(pipeline, ELSEWHERE)
    assert (pipeline.unet.dtype, pipeline.vae.dtype) == (precision, precision)
    assert pipeline.unet.device == ELSEWHERE
    assert (pipeline.text_encoder.dtype, pipeline.text_encoder.device.type) == (torch.float32, "cpu")
    assert {tensor.dtype for tensor in stored.values()} == {torch.float32}, "what was stored stays"
    assert {tensor.device.type for tensor in stored.values()} == {"cpu"}


def test_a_vae_that_overflows_stays_in_single(monkeypatch):
    monkeypatch.setattr(components, "memory_free", lambda _device: 0)
    pipeline = sd_pipeline()
    assert pipeline.vae.config.force_upcast
    place(pipeline, ELSEWHERE)
    assert (pipeline.unet.dtype, pipeline.vae.dtype) == (torch.float16, torch.float32)


@pytest.mark.parametrize("precision", [torch.bfloat16, torch.float16])
def test_a_u_net_in_half_precision_draws_and_is_searched(precision):
    """On a processor, where it is slow and the same: near what single precision makes, estimates and exact steps."""
    scene = Scene(3, prompt=Prompt("a lit lamp", steps=2, guidance=2.0))
    single, halved = diffusion_generator(), diffusion_generator()
    halved.unet.to(precision)
    assert (halved.raw([scene]) - single.raw([scene])).abs().mean() < 0.05
    layers = [layer.name for layer in single.info.layers]
    probes = torch.randn(2, *single.probe_shape, generator=torch.Generator().manual_seed(0))
    estimated, exact = halved.pushes(scene, probes, layers), single.pushes(scene, probes, layers)
    one = torch.cat([estimated[name] for name in layers], 1).flatten()
    other = torch.cat([exact[name] for name in layers], 1).flatten()
    assert torch.corrcoef(torch.stack([one, other]))[0, 1] > 0.98
    for generator in (halved, single):
        for sweep in generator.sweep(scene, layers[:1]):
            assert sweep.probed([0, 1]).isfinite().all()
    assert halved.unet.dtype == precision
