"""Long work on a generator can be left anywhere, and leaves nothing behind."""

from __future__ import annotations

from itertools import count

import numpy as np
import pytest
import torch

from models.checkpoints.opening import build_generator, read_checkpoint
from models.document.group import GroupRequest
from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.edits.export import export_steps
from models.generators.diffusion.pushes import graph_bytes
from models.generators.interrupting import interruptible
from models.search.cache import RankingCache
from models.search.directions import directions
from models.search.groups import grow
from models.search.ranking import rank
from models.search.transfer import Finder
from tests.support.generators import CPU, TINY, random_generator
from tests.support.pipelines import write_tiny
from tests.support.stylegan3 import TINY3, random_generator3
from tests.support.transformers import tiny_transformer

SCENE = Scene(3, prompt=Prompt("a lamp", steps=2, guidance=2.0))
UNITS = (UnitId("mid_block.resnets.0.conv2", 1), UnitId("mid_block.resnets.0.conv2", 2))


class LeftError(Exception):
    pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_tiny(tmp_path_factory.mktemp("tiny") / "tiny")


@pytest.fixture(scope="module")
def generator(folder):
    return build_generator(read_checkpoint(folder), CPU)


@pytest.fixture(scope="module")
def painted():
    mask = np.zeros((16, 16), np.float32)
    mask[4:10, 4:10] = 1
    return (PaintedScene(SCENE, Region.from_mask(mask)),)


def leaving(generator, after, work):
    """Do the work and leave it at that look. Raises LeftError unless the work was done before."""
    looks = count(1)

    def look_up():
        if next(looks) == after:
            raise LeftError

    with interruptible(generator, look_up):
        work()


def jobs(generator, painted, folder, tmp_path):
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("a", "A", UNITS, 0.0),))
    request = RankRequest(painted, probes=1, shortlist=4)
    return {
        "search": lambda: list(rank(generator, request)),
        "exhaustive": lambda: next(rank(generator, RankRequest(painted, "exhaustive", batch=4))),
        "group": lambda: list(grow(generator, GroupRequest(painted, UNITS))),
        "directions": lambda: directions(generator, painted, UNITS),
        "transfer": lambda: Finder(generator, painted).find(Scene(4, prompt=SCENE.prompt)),
        "export": lambda: list(export_steps(generator, recipe, tmp_path / "out", [SCENE], folder)),
    }


@pytest.mark.parametrize("after", [1, 7, 30])
@pytest.mark.parametrize("job", ["search", "exhaustive", "group", "directions", "transfer", "export"])
def test_every_job_can_be_left(folder, painted, tmp_path, job, after):
    generator = build_generator(read_checkpoint(folder), CPU)
    plain = generator.raw([SCENE])
    with pytest.raises(LeftError):
        leaving(generator, after, jobs(generator, painted, folder, tmp_path)[job])
    assert torch.equal(generator.raw([SCENE]), plain)
    assert not generator.unet.is_gradient_checkpointing
    assert all("forward" not in vars(module) for module in generator.unet.modules())
    assert list(tmp_path.iterdir()) == []


def test_the_way_back_can_be_left(generator):
    """With what it forgot, and without: every look of the estimates can be the last one."""
    probes = torch.randn(1, *generator.probe_shape, generator=torch.Generator().manual_seed(0))
    layers = [layer.name for layer in generator.info.layers]
    generator._points(SCENE)
    looks = []
    with interruptible(generator, lambda: looks.append(torch.is_grad_enabled())):
        generator.pushes(SCENE, probes, layers)
    forward = 3 * len([stage for stage in generator.stages if stage not in generator.decoder.stages])
    assert len(looks) > forward, "as many again on the way back"
    plain = generator.raw([SCENE])
    for after in (forward + 1, len(looks)):
        with pytest.raises(LeftError):
            leaving(generator, after, lambda: generator.pushes(SCENE, probes, layers))
    small = graph_bytes(generator.columns, 2, 4) / 2**30 / 2
    with pytest.raises(LeftError):
        leaving(generator, forward, lambda: generator.pushes(SCENE, probes, layers, small))
    assert torch.equal(generator.raw([SCENE]), plain)


def test_what_a_search_had_when_it_was_left_is_kept(generator, painted, tmp_path):
    kept, request = RankingCache(tmp_path), RankRequest(painted, "exhaustive", batch=8)
    going = kept.rank(generator, request)
    first = next(going)
    reached = first.done
    assert reached
    with pytest.raises(LeftError):
        leaving(generator, 3, lambda: next(going))
    again = next(kept.rank(generator, request))
    assert again.done >= reached
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("kind", ["sd3", "flux"])
def test_a_transformer_s_picture_can_be_left(tmp_path, kind):
    generator = build_generator(read_checkpoint(tiny_transformer(kind, tmp_path / "tiny")), CPU)
    looks = []
    with interruptible(generator, lambda: looks.append(1)):
        plain = generator.raw([SCENE])
    assert len(looks) > 4
    with pytest.raises(LeftError):
        leaving(generator, len(looks), lambda: generator.raw([SCENE]))
    assert torch.equal(generator.raw([SCENE]), plain)


@pytest.mark.parametrize("config", [TINY, TINY3], ids=["2", "3"])
def test_a_picture_of_one_step_can_be_left_between_its_layers(config):
    generator = (random_generator if config is TINY else random_generator3)(config, seed=1)
    plain = generator.raw([Scene(0)])
    for after in range(1, len(generator.info.layers) + 1):
        with pytest.raises(LeftError):
            leaving(generator, after, lambda: generator.raw([Scene(0)]))
    leaving(generator, 100, lambda: generator.raw([Scene(0)]))
    assert torch.equal(generator.raw([Scene(0)]), plain)


def test_pictures_can_be_made_meanwhile_and_neither_is_another_for_it():
    generator, other = random_generator(seed=1), Scene(5, noise="random")
    probes = torch.randn(2, *generator.probe_shape, generator=torch.Generator().manual_seed(0))
    layers, within = [layer.name for layer in generator.info.layers], []
    plain, picture = generator.pushes(Scene(0), probes, layers), generator.raw([other])

    def meanwhile():
        if not within or within[-1] is not None:
            within.append(None)  # making the picture comes here again
            within[-1] = generator.raw([other])

    with interruptible(generator, lambda: None, meanwhile):
        found = generator.pushes(Scene(0), probes, layers)
    assert len(within) > len(layers) + 2, "on the way back, too"
    assert all(torch.equal(each, picture) for each in within)
    assert all(torch.equal(found[name], plain[name]) for name in layers)


def test_a_generator_that_samples_makes_nothing_meanwhile(generator):
    with interruptible(generator, lambda: None, lambda: pytest.fail("edits hang on the U-Net")):
        generator.raw([SCENE])


def test_the_estimates_of_a_style_based_generator_can_be_left_on_the_way_back():
    generator = random_generator(seed=1)
    probes = torch.randn(2, *generator.probe_shape, generator=torch.Generator().manual_seed(0))
    layers, looks = [layer.name for layer in generator.info.layers], []
    plain = generator.pushes(Scene(0), probes, layers)
    with interruptible(generator, lambda: looks.append(1)):
        watched = generator.pushes(Scene(0), probes, layers)
    assert all(torch.equal(watched[name], plain[name]) for name in layers)
    assert len(looks) > len(layers) + 2, "on the way back, too"
    with pytest.raises(LeftError):
        leaving(generator, len(looks), lambda: generator.pushes(Scene(0), probes, layers))
    assert torch.equal(generator.pushes(Scene(0), probes, layers)[layers[0]], plain[layers[0]])
