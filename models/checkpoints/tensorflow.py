"""TensorFlow's StyleGAN2 (.pkl): (G, D, Gs), or Gs alone, of `dnnlib.tflib.network.Network`. Read only.

A network is its variables and what it was built with; the program's text beside them is never looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container, Report
from models.checkpoints.safe_pickle import read_pickle, sentences
from models.checkpoints.safe_pickle_numpy import StoredArray
from models.checkpoints.safe_pickle_records import PickleError, Record
from models.checkpoints.safe_pickle_stream import opened
from models.checkpoints.tensorflow_variables import tensors_of
from models.document.errors import UnlitError
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.loading import infer_config

_NETWORK = "tflib.network.Network"


def looks_like(globals_named: set[str]) -> bool:
    """Whether a pickle that names these classes (see safe_pickle.globals_named) holds networks of TensorFlow."""
    return any(name.endswith(_NETWORK) for name in globals_named)


def read_tensorflow(path: Path, report: Report) -> Checkpoint:
    """The averaged generator, Gs. Raises UnlitError: damaged, another net, or settings that Unlit cannot run."""
    with sentences(path), opened(path, report) as stream:
        networks = _networks(read_pickle(stream, report=report))
        network = _generator_of(networks, path)
        _check(network, path)
        tensors = tensors_of(network.variables, stream.size, path, report)
    config = _config(infer_config(tensors), network.settings, path)
    return Checkpoint(config, tensors, path.stem, container=CONTAINER.name, source=path)


# --------------------------------------------------------------------------------------------------------- networks
@dataclass(frozen=True)
class _Network:
    """A network and its parts: variables under "mapping/Dense0/weight", and what it was built with."""

    name: str
    variables: dict[str, Any]
    settings: dict[str, Any]


def _networks(value: Any) -> list[_Network]:
    """The networks of a pickle, in its order. Raises PickleError when one is damaged."""
    records = value if isinstance(value, tuple | list) else [value]
    return [_network(record) for record in records if _is_network(record)]


def _is_network(value: Any) -> bool:
    return isinstance(value, Record) and looks_like({str(value.of)})


def _network(record: Any, depth: int = 2) -> _Network:
    state = record.state if _is_network(record) and depth else None
    if not isinstance(state, dict):
        raise PickleError("a network in it is damaged")
    parts = {name: _network(part, depth - 1) for name, part in _dictionary(state.get("components")).items()}
    variables = dict(_pairs(state.get("variables")))
    settings: dict[str, Any] = {}
    for name, part in parts.items():
        variables |= {f"{name}/{variable}": value for variable, value in part.variables.items()}
        settings |= part.settings
    settings |= {str(name): _plain(value) for name, value in _dictionary(state.get("static_kwargs")).items()}
    return _Network(str(state.get("name"))[:80], variables, settings)


def _dictionary(value: Any) -> dict[Any, Any]:
    """A dictionary, also one of a class made from it."""
    found = value.entries if isinstance(value, Record) else value
    if not isinstance(found, dict | None):
        raise PickleError("a network in it is damaged")
    return found or {}


def _pairs(value: Any) -> list[tuple[str, Any]]:
    """The variables: (name, array) each. Never those of a network that was taken apart."""
    pairs = value if isinstance(value, list) else []
    if any(not isinstance(pair, tuple) or len(pair) != 2 or not isinstance(pair[0], str) for pair in pairs):
        raise PickleError("a network in it is damaged")
    return pairs


def _plain(value: Any) -> Any:
    """A setting: numbers in an array, as the filter may be, become a list."""
    return value.read().tolist() if isinstance(value, StoredArray) and value.nbytes < 1024 else value


def _generator_of(networks: list[_Network], path: Path) -> _Network:
    """The last generator, which is Gs. Raises UnlitError saying what is there instead."""
    for network in reversed(networks):
        if "synthesis/4x4/Conv/mod_weight" in network.variables:
            return network
    names = {name for network in networks for name in network.variables}
    for mark, kind in _KINDS.items():
        if any(mark in name for name in names):
            raise UnlitError(f"“{path.name}” looks like {kind}, not a StyleGAN2 generator.")
    raise UnlitError(f"“{path.name}” holds no StyleGAN2 generator of TensorFlow.")


_KINDS = {
    "StyleMod/": "a StyleGAN of the first version",
    "Dense/weight": "a Progressive GAN",
    "FromRGB": "a discriminator, which draws nothing",
}


# ---------------------------------------------------------------------------------------------------------- settings
def _check(network: _Network, path: Path) -> None:
    """Refuse what would draw other pictures than the program does."""
    settings = network.settings
    activations = [settings.get(name) for name in ("nonlinearity", "mapping_nonlinearity")]
    taps = settings.get("resample_kernel", [1, 3, 3, 1])
    reasons = {
        "joins classes to the latent in a way that Unlit cannot run": "mapping/LabelConcat/weight" in network.variables,
        "uses another activation than StyleGAN2": any(name not in (None, "lrelu") for name in activations),
        "resizes with another filter than StyleGAN2": not isinstance(taps, list | tuple) or [*taps] != [1, 3, 3, 1],
        "does not normalise its latents": settings.get("normalize_latents") is False,
        "was saved before it had grown to its full size": _number(network.variables.get("lod", 0.0)) > 0,
    }
    for reason, so in reasons.items():
        if so:
            raise UnlitError(f"The generator in “{path.name}” {reason}.")


def _number(value: Any) -> float:
    if isinstance(value, StoredArray) and value.nbytes <= 8:
        value = value.read().item()
    return value if isinstance(value, float) else 0.0


def _config(inferred: StyleGAN2Config, settings: Mapping[str, Any], path: Path) -> StyleGAN2Config:
    """What the tensors do not tell. A setting that is None has its usual value."""
    told = {ours: settings.get(theirs) for theirs, ours in _SETTINGS.items()}
    told = {name: value for name, value in told.items() if value is not None}
    try:
        return msgspec.convert({**msgspec.to_builtins(inferred), **told}, StyleGAN2Config)
    except (msgspec.ValidationError, TypeError) as error:
        raise UnlitError(f"“{path.name}” is damaged: its settings make no sense.", details=str(error)) from error


_SETTINGS = {"mapping_lrmul": "lr_multiplier", "conv_clamp": "conv_clamp", "num_fp16_res": "half_blocks"}


CONTAINER = Container("tensorflow", "NVIDIA’s StyleGAN2 for TensorFlow", ".pkl", read_tensorflow)
