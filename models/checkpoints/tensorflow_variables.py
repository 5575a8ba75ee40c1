"""TensorFlow's variables of a StyleGAN2 as NVIDIA's tensors.

Kernels are [height, width, in, out] and dense weights [in, out]; kernels that double the resolution are turned by 180
degrees, and a style's bias is without its 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.checkpoints.container import Report
from models.checkpoints.renaming import conv_names, counted, torgb_names
from models.checkpoints.safe_pickle_numpy import StoredArray
from models.checkpoints.safe_pickle_records import PickleError
from models.document.errors import UnlitError

Turn = Callable[[np.ndarray], np.ndarray]


def _same(array: np.ndarray) -> np.ndarray:
    return array


def _dense(array: np.ndarray) -> np.ndarray:
    return array.transpose(1, 0)


def _kernel(array: np.ndarray) -> np.ndarray:
    return array.transpose(3, 2, 0, 1)


def _turned_kernel(array: np.ndarray) -> np.ndarray:
    return array[::-1, ::-1].transpose(3, 2, 0, 1)


def _style_bias(array: np.ndarray) -> np.ndarray:
    return array.astype(np.promote_types(array.dtype, np.float32)) + 1


def _first(array: np.ndarray) -> np.ndarray:
    (only,) = array
    return only


def _noise(array: np.ndarray) -> np.ndarray:
    return _first(_first(array))


def tensors_of(variables: Mapping[str, Any], size: int, path: Path, report: Report) -> dict[str, Tensor]:
    """Every tensor under NVIDIA's name, in its stored precision. size: of the file, which no tensors can exceed.

    Raises PickleError, and UnlitError naming what is missing, unknown or of a wrong shape.
    """
    variables = _named(variables)
    wanted = _wanted(variables)
    _refuse_unknown(set(variables) - {variable for variable, _ in wanted.values()}, path)
    found: dict[str, Tensor] = {}
    left = 2 * size  # a style's bias widens half precision
    for number, (name, (variable, turn)) in enumerate(wanted.items()):
        report(size * number // len(wanted), size)
        if variable not in variables:
            raise UnlitError(f"“{path.name}” is incomplete: it has no “{variable}”.")
        try:
            found[name] = torch.from_numpy(np.array(turn(_array(variables[variable])), order="C"))
        except (ValueError, TypeError, IndexError) as error:
            raise UnlitError(f"“{variable}” in “{path.name}” has a wrong shape.", details=str(error)) from error
        left -= found[name].nbytes
        if left < 0:
            raise PickleError("its arrays claim more numbers than the file has")
    return found


def _array(value: Any) -> np.ndarray:
    """Single numbers are not arrays in the file."""
    array = value.read() if isinstance(value, StoredArray) else np.float32(value) if isinstance(value, float) else None
    if array is None or array.dtype.kind != "f":
        raise PickleError("a variable in it is no array of floating-point numbers")
    return np.asarray(array)


def _named(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Nets that grew have a ToRGB for every size they had; only the last one draws: ToRGB_lod0."""
    resolution = 4 * 2 ** (counted(_conv1s(variables), "{}") - 1)
    last = f"synthesis/{resolution}x{resolution}/ToRGB/"
    return {name.replace("synthesis/ToRGB_lod0/", last): value for name, value in variables.items()}


def _conv1s(variables: Mapping[str, Any]) -> dict[str, None]:
    """ "0", "1", ... for the blocks 4, 8, ... that are there."""
    blocks = {f"synthesis/{4 * 2**i}x{4 * 2**i}/Conv{'1' if i else ''}/weight": str(i) for i in range(16)}
    return {number: None for variable, number in blocks.items() if variable in variables}


def _refuse_unknown(names: set[str], path: Path) -> None:
    unused = ("synthesis/lod", "synthesis/ToRGB_lod")
    for name in sorted(names):
        if name.startswith(("mapping/", "synthesis/")) and not name.startswith(unused):
            raise UnlitError(f"“{path.name}” is of another kind of generator: Unlit does not know its “{name:.60}”.")


def _wanted(variables: Mapping[str, Any]) -> dict[str, tuple[str, Turn]]:
    """NVIDIA's name -> the variable and how it becomes NVIDIA's tensor."""
    blocks = counted(_conv1s(variables), "{}")
    found: dict[str, tuple[str, Turn]] = {
        "mapping.w_avg": ("dlatent_avg", _same),
        "synthesis.b4.const": ("synthesis/4x4/Const/const", _first),
    }
    for i in range(counted(variables, "mapping/Dense{}/weight")):
        found |= _linear(f"mapping.fc{i}", f"mapping/Dense{i}")
    if "mapping/LabelEmbed/weight" in variables:
        found |= _linear("mapping.embed", "mapping/LabelEmbed")
    for k, name in enumerate(conv_names(blocks)):
        folder = _folder(name, {"b4.conv1": "Conv"}.get(name, "Conv0_up" if name.endswith("conv0") else "Conv1"))
        found |= _modulated(f"synthesis.{name}", folder, _turned_kernel if name.endswith("conv0") else _kernel)
        if "synthesis/noise0" in variables:
            found[f"synthesis.{name}.noise_const"] = (f"synthesis/noise{k}", _noise)
            found[f"synthesis.{name}.noise_strength"] = (f"{folder}/noise_strength", _same)
        skip = _folder(name, "Skip/weight")
        if name.endswith("conv0") and skip in variables:
            found[f"synthesis.{name.replace('conv0', 'skip')}.weight"] = (skip, _turned_kernel)
    for k, name in enumerate(torgb_names(blocks)):
        if _folder(name, "ToRGB/weight") in variables or k == blocks - 1:
            found |= _modulated(f"synthesis.{name}", _folder(name, "ToRGB"), _kernel)
    return found


def _folder(name: str, inside: str) -> str:
    """ "b8.conv1" is in "synthesis/8x8/"."""
    resolution = name.split(".")[0][1:]
    return f"synthesis/{resolution}x{resolution}/{inside}"


def _linear(name: str, folder: str) -> dict[str, tuple[str, Turn]]:
    return {f"{name}.weight": (f"{folder}/weight", _dense), f"{name}.bias": (f"{folder}/bias", _same)}


def _modulated(name: str, folder: str, kernel: Turn) -> dict[str, tuple[str, Turn]]:
    return {
        f"{name}.weight": (f"{folder}/weight", kernel),
        f"{name}.bias": (f"{folder}/bias", _same),
        f"{name}.affine.weight": (f"{folder}/mod_weight", _dense),
        f"{name}.affine.bias": (f"{folder}/mod_bias", _style_bias),
    }
