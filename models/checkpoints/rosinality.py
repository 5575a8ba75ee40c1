"""rosinality's stylegan2-pytorch (.pt): converted, in training, or a bare state dictionary. Read, and written back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container, Report
from models.checkpoints.renaming import (
    Entries,
    Entry,
    check_known,
    conv_names,
    counted,
    read_tensors,
    replace_changed,
    torgb_names,
)
from models.checkpoints.torch_file import foreign, load_values, save_values, tensor_names
from models.document.errors import UnlitError
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.layers import fir_filter
from models.generators.stylegan2.loading import build_network, infer_config
from models.generators.stylegan3.config import StyleGAN3Config

_MARKS = ("input.input", "conv1.conv.modulation.weight", "style.1.weight")
_NOISE = "noises."
_W_SAMPLES = 4096


def looks_like(names: set[str]) -> bool:
    """Whether tensors of these names (see `tensor_names`) are a generator of this program."""
    return all(mark in names for mark in _MARKS)


def read_rosinality(path: Path, report: Report) -> Checkpoint:
    """The generator of averaged weights, `g_ema`, else `g`, else whatever state dictionary of one is in the file.

    A file in training has no average w: it becomes the mean of 4,096 mapped latents, always the same ones. A file from
    before noise was stored gets noise, always the same. Raises UnlitError.
    """
    values = load_values(path)
    state = _generator_of(values, path)
    entries = _entries_of(state)
    check_known(state, entries, path, ignored=_NOISE)
    tensors = read_tensors(state, entries, path, report)
    tensors |= _drawn_noise(tensors)
    config = infer_config(tensors)
    if values.get("latent_avg") is not None:
        tensors |= read_tensors(values, _average_entry(values), path, report)
    else:
        tensors["mapping.w_avg"] = _average_w(config, tensors)
    return Checkpoint(config, tensors, path.stem, container=CONTAINER.name, source=path)


def write_rosinality(checkpoint: Checkpoint, path: Path) -> None:
    """Back into the file it came from, everything else in it kept, or, from another format, a converted form.

    The file is of the zip form, also where it came from the older one. Raises UnlitError, OSError.
    """
    if checkpoint.container == CONTAINER.name and checkpoint.source is not None:
        _write_back(checkpoint, checkpoint.source, path)
    else:
        _write_converted(checkpoint, path)


def _write_back(checkpoint: Checkpoint, source: Path, path: Path) -> None:
    values = load_values(source)
    state = _generator_of(values, source)
    replace_changed(state, _entries_of(state), checkpoint, source)
    if values.get("latent_avg") is not None:
        replace_changed(values, _average_entry(values), checkpoint, source)
    save_values(values, path, source)


def _write_converted(checkpoint: Checkpoint, path: Path) -> None:
    """`{g_ema, latent_avg}`, which loads strictly into `Generator(size, style_dim, n_mlp, channel_multiplier)`.

    That class has 512 channels up to 32 x 32 pixels, then 256, 128, 64 ... times the multiplier. Other widths are
    written too: forks of the program take a table of widths, and only they can load such a file. A limit on activations
    is lost: it guards half precision and is hardly ever reached; an export compares pictures and finds out.
    """
    config = checkpoint.config
    if (what := cannot_hold(config)) or not isinstance(config, StyleGAN2Config):
        raise UnlitError(f"The rosinality format cannot hold {what}; export this generator in another format.")
    entries = _entries(len(config.channels), config.mapping_layers)
    tensors = {**_no_noise(config), **checkpoint.tensors}
    state = {entry.key: entry.stored(tensors[name].detach().cpu()).clone() for name, entry in entries.items()}
    for key in _kernel_keys(len(config.channels)):
        state[key] = fir_filter() * 4
    values = {"g_ema": state, "latent_avg": checkpoint.tensors["mapping.w_avg"].detach().cpu()}
    save_values(values, path, path)


def cannot_hold(config: StyleGAN2Config | StyleGAN3Config) -> str:
    """What of a generator this format has no place for, in words; empty when it can hold the generator."""
    if not isinstance(config, StyleGAN2Config):
        return "generators other than StyleGAN2"
    lacks = {
        f"generators of the “{config.architecture}” architecture": config.architecture != "skip",
        "classes": config.classes > 0,
        "latents z and w of different lengths": config.z_dim != config.w_dim,
        "another learning rate of the mapping than 0.01": config.lr_multiplier != 0.01,
    }
    return next((what for what, it_has in lacks.items() if it_has), "")


def _no_noise(config: StyleGAN2Config) -> dict[str, Tensor]:
    """Noise of strength 0: this program cannot be without."""
    found: dict[str, Tensor] = {}
    for name in [] if config.noise else conv_names(len(config.channels)):
        resolution = int(name.split(".")[0][1:])
        found[f"synthesis.{name}.noise_const"] = torch.zeros(resolution, resolution)
        found[f"synthesis.{name}.noise_strength"] = torch.zeros([])
    return found


def _kernel_keys(blocks: int) -> list[str]:
    return [
        key
        for block in range(blocks - 1)
        for key in (f"convs.{2 * block}.conv.blur.kernel", f"to_rgbs.{block}.upsample.kernel")
    ]


# ------------------------------------------------------------------------------------------------------------- keys
def _entries_of(state: Mapping[str, Any]) -> Entries:
    """Where the tensors are in this state dictionary; without noise maps where it has none."""
    entries = _entries(counted(state, "to_rgbs.{}.conv.weight") + 1, counted(state, "style.{}.weight", first=1))
    if any(str(key).startswith(_NOISE) for key in state):
        return entries
    return {name: entry for name, entry in entries.items() if not name.endswith("noise_const")}


def _entries(blocks: int, depth: int) -> dict[str, Entry]:
    """The keys of a generator with so many blocks and layers of the mapping. `style.0` normalises and has none."""
    found = {"synthesis.b4.const": Entry("input.input", leading=1)}
    for i in range(depth):
        for part in ("weight", "bias"):
            found[f"mapping.fc{i}.{part}"] = Entry(f"style.{i + 1}.{part}")
    for k, name in enumerate(conv_names(blocks)):
        key, name = f"convs.{k - 1}" if k else "conv1", f"synthesis.{name}"
        found |= _modulated(name, key)
        found[f"{name}.bias"] = Entry(f"{key}.activate.bias")
        found[f"{name}.noise_strength"] = Entry(f"{key}.noise.weight", leading=1)
        found[f"{name}.noise_const"] = Entry(f"noises.noise_{k}", leading=2)
    for k, name in enumerate(torgb_names(blocks)):
        key, name = f"to_rgbs.{k - 1}" if k else "to_rgb1", f"synthesis.{name}"
        found |= _modulated(name, key)
        found[f"{name}.bias"] = Entry(f"{key}.bias", leading=1, trailing=2)
    return found


def _modulated(name: str, key: str) -> dict[str, Entry]:
    return {
        f"{name}.weight": Entry(f"{key}.conv.weight", leading=1),
        f"{name}.affine.weight": Entry(f"{key}.conv.modulation.weight"),
        f"{name}.affine.bias": Entry(f"{key}.conv.modulation.bias"),
    }


# ---------------------------------------------------------------------------------------------------------- reading
def _generator_of(values: Any, path: Path) -> dict[str, Any]:
    """The state dictionary of the generator in a file's values. Raises UnlitError saying what is there instead."""
    inner = [values.get("g_ema"), values.get("g"), *values.values()] if isinstance(values, dict) else []
    for state in [*inner, values]:
        if isinstance(state, dict) and looks_like({key for key in state if isinstance(key, str)}):
            return state
    raise foreign(tensor_names(values), path)


def _drawn_noise(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Noise maps for a file that stores none; the strengths are there."""
    draw = torch.Generator().manual_seed(0)
    found: dict[str, Tensor] = {}
    for name in tensors:
        noise = name.replace("noise_strength", "noise_const")
        if noise not in tensors:
            resolution = int(name.split(".")[1][1:])
            found[noise] = torch.randn(resolution, resolution, generator=draw)
    return found


def _average_entry(values: Mapping[str, Any]) -> Entries:
    """Where the average w is in a converted file: [w_dim], or [1, w_dim] as the program itself computes it."""
    return {"mapping.w_avg": Entry("latent_avg", leading=getattr(values["latent_avg"], "ndim", 1) - 1)}


def _average_w(config: StyleGAN2Config, tensors: Mapping[str, Tensor]) -> Tensor:
    """[w_dim]. Computed in double precision, so that every machine gets the same."""
    network = build_network(config, {**tensors, "mapping.w_avg": torch.zeros(config.w_dim)}, torch.device("cpu"))
    z = torch.from_numpy(np.random.RandomState(0).randn(_W_SAMPLES, config.z_dim))
    with torch.no_grad():
        return network.mapping.double()(z, None).mean(0).float()


CONTAINER = Container("rosinality", "rosinality’s stylegan2-pytorch", ".pt", read_rosinality, write_rosinality)
