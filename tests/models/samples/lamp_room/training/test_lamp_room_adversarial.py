"""The networks of the GAN's training, and one step of it."""

from __future__ import annotations

import pytest
import torch

from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.loading import build_network
from models.samples.lamp_room.training.adversarial import R1_EVERY, Adversaries, Settings, config_in
from models.samples.lamp_room.training.discriminator import Discriminator, spread
from models.samples.lamp_room.training.generator import TrainableNetwork, channel_plan
from tests.support.generators import CPU, TINY, random_tensors

CLAMPED = StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 5, 4), mapping_layers=2, conv_clamp=1.5)


@pytest.mark.parametrize("config", [TINY, CLAMPED])
def test_the_trained_network_makes_the_pictures_that_the_studio_shows(config):
    tensors = random_tensors(config)
    trainable = TrainableNetwork(config)
    trainable.load_state_dict(tensors)
    studio = build_network(config, tensors, CPU)
    z = torch.randn(4, config.z_dim, generator=torch.Generator().manual_seed(0))
    found = trainable.shown(z, 0.7)
    w = torch.lerp(studio.mapping.w_avg, studio.mapping(z, None), 0.7)
    styles = studio.synthesis.styles(w[:, None].expand(-1, config.num_ws, -1))
    state = studio.synthesis.start(studio.synthesis.noises())
    for name in studio.synthesis.layer_names:
        state = studio.synthesis.step(name, state, styles)
    assert torch.allclose(found, studio.synthesis.picture(state), atol=1e-5)
    assert found.std() > 0.1


def test_every_weight_of_the_generator_gets_a_gradient():
    network = TrainableNetwork(TINY)
    w = network.mapping(torch.randn(4, TINY.z_dim), None)
    network.pictures(network.broadcast(w)).square().mean().backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, name


def test_fresh_weights_make_pictures_of_ordinary_size():
    torch.manual_seed(0)
    network = TrainableNetwork(StyleGAN2Config(32, 32, (32, 32, 32, 16), 4))
    raw = network.pictures(network.broadcast(network.mapping(torch.randn(8, 32), None)))
    assert 0.1 < raw.std() < 5
    assert network.mapping.w_avg.abs().sum() == 0
    network.track(torch.ones(4, 32))
    assert torch.allclose(network.mapping.w_avg, torch.full((32,), 0.005))


def test_channels_shrink_with_the_resolution():
    assert channel_plan(64, 1536, 96) == (96, 96, 96, 48, 24)


def test_the_discriminator_judges_each_picture_and_sees_a_collapse():
    torch.manual_seed(0)
    discriminator = Discriminator((8, 8, 4))
    pictures = torch.rand(8, 3, 16, 16) * 2 - 1
    assert discriminator(pictures).shape == (8, 1)
    assert spread(torch.rand(8, 5, 4, 4)).min() > 0.1
    assert spread(torch.rand(1, 5, 4, 4).repeat(8, 1, 1, 1)).max() < 1e-3


def test_a_step_changes_both_networks_and_the_average():
    torch.manual_seed(0)
    adversaries = Adversaries(TINY, Settings(batch=4), CPU)
    before = {name: p.detach().clone() for name, p in adversaries.generator.named_parameters()}
    judge = [p.detach().clone() for p in adversaries.discriminator.parameters()]
    average = [p.clone() for p in adversaries.average.module.parameters()]
    for _ in range(3):  # the noise's strength begins at zero, and its first gradient may
        adversaries.step(torch.rand(4, 3, 16, 16) * 2 - 1)
    assert all(not torch.equal(p, before[name]) for name, p in adversaries.generator.named_parameters())
    assert all(not torch.equal(p, old) for p, old in zip(adversaries.discriminator.parameters(), judge, strict=True))
    assert any(not torch.equal(p, old) for p, old in zip(adversaries.average.module.parameters(), average, strict=True))
    assert (adversaries.steps, adversaries.images) == (3, 12)


def test_r1_is_the_squared_slope_at_rooms():
    torch.manual_seed(0)
    adversaries = Adversaries(TINY, Settings(batch=4), CPU)
    real = torch.rand(4, 3, 16, 16) * 2 - 1
    point = real.clone().requires_grad_(True)
    slope = torch.autograd.grad(adversaries.discriminator(point).sum(), point)[0]
    found = adversaries._calm_discriminator(real)
    assert found == pytest.approx(float(slope.square().sum((1, 2, 3)).mean()), rel=1e-4)
    assert R1_EVERY == 16


def test_mixing_takes_two_styles_from_a_layer_on():
    adversaries = Adversaries(TINY, Settings(batch=4, mixing=1.0), CPU)
    ws = adversaries.ws(16)
    changes = (ws[:, 1:] != ws[:, :-1]).any(2).sum(1)
    assert changes.tolist() == [1] * 16
    plain = Adversaries(TINY, Settings(batch=4, mixing=0.0), CPU).ws(4)
    assert torch.equal(plain, plain[:, :1].expand_as(plain))


def test_a_loaded_training_takes_the_same_next_steps(tmp_path):
    torch.manual_seed(1)
    adversaries, other = (Adversaries(TINY, Settings(batch=4), CPU) for _ in range(2))
    real = torch.rand(4, 3, 16, 16) * 2 - 1
    for _ in range(2):
        adversaries.step(real)
    path = tmp_path / "state.safetensors"
    adversaries.save(path, {})
    assert config_in(path) == TINY
    wanted = [adversaries.step(real) for _ in range(2)]
    other.load(path)
    found = [other.step(real) for _ in range(2)]
    assert wanted == found
    for a, b in zip(
        adversaries.average.module.state_dict().values(), other.average.module.state_dict().values(), strict=True
    ):
        assert torch.equal(a, b)
