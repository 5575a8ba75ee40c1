"""StyleGAN-XL's pickles: classes come from a table of features that is a module of torch itself."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file

from models.checkpoints.container import silent
from models.checkpoints.nvidia import NVIDIA
from models.checkpoints.opening import build_generator
from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.scene import Scene
from models.document.units import UnitId
from models.edits.export import export_generator
from tests.support.generators import CPU
from tests.support.golden import FILE
from tests.support.nvidia_files import write_nvidia_file

CLASSES, ROWS, FEATURES = 10, 1000, 320


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The golden StyleGAN3 with XL's mapping in front of it."""
    golden = FILE.with_name("stylegan3_t_64.safetensors")
    tensors, attributes = load_file(golden), json.loads(golden.with_suffix(".json").read_text())
    z_dim, w_dim, draw = attributes["z_dim"], attributes["w_dim"], torch.Generator().manual_seed(0)
    tensors["mapping.embed_proj.weight"] = torch.randn(z_dim, FEATURES, generator=draw)
    tensors["mapping.embed_proj.bias"] = torch.zeros(z_dim)
    tensors["mapping.fc0.weight"] = torch.randn(w_dim, 2 * z_dim, generator=draw) * 100
    tensors["mapping.w_avg"] = torch.randn(CLASSES, w_dim, generator=draw)
    attributes |= {"c_dim": CLASSES, "mapping.c_dim": CLASSES}

    def change(network):
        network.mapping.embed = torch.nn.Embedding(ROWS, FEATURES)

    path = tmp_path_factory.mktemp("xl") / "xl.pkl"
    return write_nvidia_file(path, tensors, attributes, change=change)


@pytest.fixture(scope="module")
def generator(path):
    return build_generator(NVIDIA.read(path, silent), CPU)


def test_it_is_told_from_a_stylegan3(generator):
    assert (generator.info.family, generator.info.classes) == ("StyleGAN-XL", CLASSES)


def test_classes_make_other_pictures(generator):
    pictures = [generator.raw([Scene(1, psi=0.7, class_index=index)]) for index in (0, 3)]
    assert torch.isfinite(pictures[0]).all()
    assert (pictures[0] - pictures[1]).abs().max() > 0.1
    with pytest.raises(UnlitError, match="one of 10 classes"):
        generator.raw([Scene(1)])


@pytest.mark.parametrize("name", ["edited.pkl", "edited.safetensors"])
def test_an_edit_is_written_back_and_shows_the_same_picture(path, generator, tmp_path, name):
    unit = UnitId(generator.info.layers[2].name, 0)
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("off", "Off", (unit,), gain=0.0),))
    report = export_generator(generator, recipe, tmp_path / name, [Scene(1, class_index=2)], path)
    assert report.changed == (f"synthesis.{unit.layer}.affine.bias", f"synthesis.{unit.layer}.affine.weight")
    assert report.largest_difference < 1e-4
