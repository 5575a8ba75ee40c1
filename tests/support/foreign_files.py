"""Generators as other programs keep them, made from tensors under NVIDIA's names by the documented inverse."""

from __future__ import annotations

import io
import pickle
import sys
import types
from collections.abc import Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor

from tests.support.generators import resample_filter

Tensors = Mapping[str, Tensor]


def resolutions_of(tensors: Tensors) -> list[int]:
    return sorted(int(name.split(".")[1][1:]) for name in tensors if name.endswith("conv1.weight"))


# ------------------------------------------------------------------------------------------------------- rosinality
def rosinality_state(tensors: Tensors) -> dict[str, Tensor]:
    """The state dictionary of a rosinality Generator."""
    state: dict[str, Tensor] = {"input.input": tensors["synthesis.b4.const"][None]}

    def modulated(key: str, name: str) -> None:
        state[f"{key}.conv.weight"] = tensors[f"{name}.weight"][None]
        state[f"{key}.conv.modulation.weight"] = tensors[f"{name}.affine.weight"]
        state[f"{key}.conv.modulation.bias"] = tensors[f"{name}.affine.bias"]

    def styled(key: str, name: str, noise: int) -> None:
        modulated(key, name)
        state[f"{key}.noise.weight"] = tensors[f"{name}.noise_strength"].reshape(1)
        state[f"{key}.activate.bias"] = tensors[f"{name}.bias"]
        state[f"noises.noise_{noise}"] = tensors[f"{name}.noise_const"][None, None]

    def coloured(key: str, name: str) -> None:
        modulated(key, name)
        state[f"{key}.bias"] = tensors[f"{name}.bias"].reshape(1, 3, 1, 1)

    for i in range(sum(name.startswith("mapping.fc") for name in tensors) // 2):
        for part in ("weight", "bias"):
            state[f"style.{i + 1}.{part}"] = tensors[f"mapping.fc{i}.{part}"]
    styled("conv1", "synthesis.b4.conv1", 0)
    coloured("to_rgb1", "synthesis.b4.torgb")
    for i, resolution in enumerate(resolutions_of(tensors)[1:]):
        styled(f"convs.{2 * i}", f"synthesis.b{resolution}.conv0", 2 * i + 1)
        styled(f"convs.{2 * i + 1}", f"synthesis.b{resolution}.conv1", 2 * i + 2)
        coloured(f"to_rgbs.{i}", f"synthesis.b{resolution}.torgb")
        state[f"convs.{2 * i}.conv.blur.kernel"] = resample_filter() * 4
        state[f"to_rgbs.{i}.upsample.kernel"] = resample_filter() * 4
    return state


# --------------------------------------------------------------------------------------------------------- genforce
def genforce_state(tensors: Tensors) -> dict[str, Tensor]:
    """The state dictionary of a genforce StyleGAN2Generator."""
    state: dict[str, Tensor] = {
        "truncation.w_avg": tensors["mapping.w_avg"],
        "synthesis.early_layer.const": tensors["synthesis.b4.const"][None],
    }

    def modulated(key: str, name: str, turned: bool = False) -> None:
        weight = tensors[f"{name}.weight"]
        state[f"{key}.weight"] = weight.flip((2, 3)) if turned else weight
        state[f"{key}.bias"] = tensors[f"{name}.bias"]
        state[f"{key}.style.weight"] = tensors[f"{name}.affine.weight"]
        state[f"{key}.style.bias"] = tensors[f"{name}.affine.bias"] - 1

    def layer(number: int, name: str) -> None:
        key = f"synthesis.layer{number}"
        modulated(key, name, turned=name.endswith("conv0"))
        state[f"{key}.noise"] = tensors[f"{name}.noise_const"][None, None]
        state[f"{key}.noise_strength"] = tensors[f"{name}.noise_strength"]
        if name.endswith("conv0"):
            state[f"{key}.filter.kernel"] = resample_filter()[None, None] * 4

    for name, tensor in tensors.items():
        if name.startswith("mapping.fc"):
            state[name.replace("mapping.fc", "mapping.dense")] = tensor
        if name.startswith("mapping.embed"):
            state[name.replace("embed", "LabelEmbed")] = tensor
    for b, resolution in enumerate(resolutions_of(tensors)):
        if b:
            layer(2 * b - 1, f"synthesis.b{resolution}.conv0")
        layer(2 * b, f"synthesis.b{resolution}.conv1")
        if f"synthesis.b{resolution}.torgb.weight" in tensors:
            modulated(f"synthesis.output{b}", f"synthesis.b{resolution}.torgb")
    state["synthesis.upsample.kernel"] = resample_filter()[None, None] * 4
    return state


# ------------------------------------------------------------------------------------------------------- TensorFlow
def tensorflow_variables(tensors: Tensors, grown: bool = False) -> dict[str, np.ndarray]:
    """The variables of Gs, those of its parts under "mapping/" and "synthesis/".

    grown: as nets name them that grew, with a toRGB for every size, of which the others hold nonsense.
    """
    arrays = {name: tensor.numpy() for name, tensor in tensors.items()}
    found: dict[str, np.ndarray] = {
        "lod": np.float32(0),  # pyright: ignore[reportAssignmentType]
        "dlatent_avg": arrays["mapping.w_avg"],
        "synthesis/4x4/Const/const": arrays["synthesis.b4.const"][None],
    }

    def dense(folder: str, name: str) -> None:
        found[f"{folder}/weight"], found[f"{folder}/bias"] = arrays[f"{name}.weight"].T, arrays[f"{name}.bias"]

    def modulated(folder: str, name: str) -> None:
        weight = arrays[f"{name}.weight"].transpose(2, 3, 1, 0)
        found[f"{folder}/weight"] = weight[::-1, ::-1] if folder.endswith("_up") else weight
        found[f"{folder}/bias"] = arrays[f"{name}.bias"]
        found[f"{folder}/mod_weight"] = arrays[f"{name}.affine.weight"].T
        found[f"{folder}/mod_bias"] = arrays[f"{name}.affine.bias"] - 1

    def layer(folder: str, name: str, noise: int) -> None:
        modulated(folder, name)
        if f"{name}.noise_const" in arrays:
            found[f"synthesis/noise{noise}"] = arrays[f"{name}.noise_const"][None, None]
            found[f"{folder}/noise_strength"] = arrays[f"{name}.noise_strength"][()]  # a number, not an array

    for name in arrays:
        if name.startswith("mapping.fc") and name.endswith("weight"):
            dense(f"mapping/Dense{name.split('.')[1][2:]}", name.removesuffix(".weight"))
    if "mapping.embed.weight" in arrays:
        dense("mapping/LabelEmbed", "mapping.embed")
    resolutions = resolutions_of(tensors)
    for b, resolution in enumerate(resolutions):
        folder, block = f"synthesis/{resolution}x{resolution}", f"synthesis.b{resolution}"
        if b:
            layer(f"{folder}/Conv0_up", f"{block}.conv0", 2 * b - 1)
        layer(f"{folder}/Conv1" if b else f"{folder}/Conv", f"{block}.conv1", 2 * b)
        if f"{block}.skip.weight" in arrays:
            found[f"{folder}/Skip/weight"] = arrays[f"{block}.skip.weight"].transpose(2, 3, 1, 0)
        if f"{block}.torgb.weight" in arrays:
            modulated(f"{folder}/ToRGB", f"{block}.torgb")
    if grown:
        last = f"synthesis/{resolutions[-1]}x{resolutions[-1]}/ToRGB/"
        for name in [name for name in found if name.startswith(last)]:
            found[name.replace(last, "synthesis/ToRGB_lod0/")] = found.pop(name)
            found[name.replace(last, "synthesis/ToRGB_lod1/")] = np.zeros(1, np.float32)
        found["synthesis/lod"] = np.float32(0)  # pyright: ignore[reportAssignmentType]
    return {name: np.ascontiguousarray(value) if np.ndim(value) else value for name, value in found.items()}


class TensorFlowPickle:
    """Makes pickles of the class `dnnlib.tflib.network.Network`, which is not installed anywhere."""

    def __init__(self, source: str = "raise SystemExit('the text in the file was run')") -> None:
        module = types.ModuleType("dnnlib.tflib.network")
        util = types.ModuleType("dnnlib.util")
        self.network_class = type("Network", (), {"__module__": module.__name__})
        self.easy_dict = type("EasyDict", (dict,), {"__module__": util.__name__})
        module.Network, util.EasyDict = self.network_class, self.easy_dict  # pyright: ignore
        names = ("dnnlib", "dnnlib.tflib")
        self.modules = {name: types.ModuleType(name) for name in names} | {m.__name__: m for m in (module, util)}
        self.source = source

    def network(self, name: str, variables: Mapping[str, Any], settings: dict[str, Any], parts: bool = True) -> Any:
        """A network; its parts "mapping" and "synthesis" become networks of their own."""
        own = {key: value for key, value in variables.items() if not parts or "/" not in key}
        components = {}
        for part in ("mapping", "synthesis") if parts else ():
            inside = {k.removeprefix(f"{part}/"): v for k, v in variables.items() if k.startswith(f"{part}/")}
            components[part] = self.network(f"G_{part}", inside, settings, parts=False)
        network = self.network_class()
        network.__dict__ |= {
            "version": 4,
            "name": name,
            "static_kwargs": self.easy_dict(settings),
            "components": self.easy_dict(components),
            "build_module_src": self.source,
            "build_func_name": "G_main",
            "variables": list(own.items()),
        }
        return network

    def dumps(self, value: Any, protocol: int = 4) -> bytes:
        with self._importable():
            file = io.BytesIO()
            pickle.Pickler(file, protocol).dump(value)
        return file.getvalue()

    @contextmanager
    def _importable(self):
        sys.modules.update(self.modules)
        try:
            yield
        finally:
            for name in self.modules:
                del sys.modules[name]


def saved(values: Any, *, legacy: bool = False) -> bytes:
    """What torch.save writes, in the form of today or that of before 1.6."""
    file = io.BytesIO()
    torch.save(values, file, _use_new_zipfile_serialization=not legacy)
    return file.getvalue()
