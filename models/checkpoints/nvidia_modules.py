"""The networks in NVIDIA's files: nested records, flattened to tensors and attributes under dotted names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeGuard

import numpy as np

from models.checkpoints.safe_pickle_numpy import StoredArray
from models.checkpoints.safe_pickle_records import PersistentRecord, PickleError, Record
from models.checkpoints.safe_pickle_tensors import LegacyStorage, StoredTensor

_MOST_MODULES = 10_000
_MOST_TENSORS = 20_000
_MOST_VALUES = 300_000
_DEEPEST = 24
_LONGEST_NAME = 128
_LARGEST_ARRAY = 2**16
_ABSENT: Any = object()


@dataclass
class Network:
    """A network at rest.

    tensors: parameters and buffers, still in the file. attributes: the configuration of every module, `_init_kwargs`
    among them, as plain values ("synthesis.b8.conv0.up"). What has no plain value is left out.
    """

    class_name: str
    tensors: dict[str, StoredTensor] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    modules: int = 0
    values: int = 0


def generator_in(root: Any) -> Network:
    """The generator that a file holds: G_ema, else G, else the file's one network.

    Raises PickleError saying what it holds instead.
    """
    found = root
    if type(root) is dict:
        found = next((root[key] for key in ("G_ema", "G") if is_module(root.get(key))), None)
    if not is_module(found):
        raise PickleError(_instead(root))
    network = Network(class_name_of(found))
    if "Discriminator" in network.class_name:
        raise PickleError("it holds a discriminator, which judges pictures, and no generator")
    _flatten(found, "", network, 0)
    return network


def is_module(value: Any) -> TypeGuard[Record]:
    """Whether a record is one of PyTorch's modules."""
    return isinstance(value, Record) and type(value.state) is dict and type(value.state.get("_modules")) is dict


def class_name_of(record: Record) -> str:
    """Of the class that it was."""
    return record.class_name if isinstance(record, PersistentRecord) else record.of.name


def _instead(root: Any) -> str:
    """What a file without a generator holds."""
    parts = list(root.values()) if type(root) is dict else list(root) if type(root) in (list, tuple) else [root]
    if any(isinstance(part, Record) and str(part.of).endswith("tflib.network.Network") for part in parts):
        return "it holds TensorFlow networks"
    if any(isinstance(part, StoredTensor | LegacyStorage) for part in parts):
        return "it holds tensors, but no whole generator around them"
    if type(root) is int:
        return "it is a PyTorch file of an older kind"
    if type(root) is dict and is_module(root.get("D")):
        return "it holds a discriminator, which judges pictures, and no generator"
    if type(root) is dict and is_module(root.get("ema")):
        return "it holds a diffusion network, which is no StyleGAN"
    if isinstance(root, Record):
        return f"it holds “{str(root.of)[:80]}”, which is no generator"
    return "it holds data, but no generator"


def _flatten(module: Record, prefix: str, network: Network, depth: int) -> None:
    network.modules += 1
    if depth > _DEEPEST or network.modules > _MOST_MODULES or len(network.tensors) > _MOST_TENSORS:
        raise PickleError("its networks are nested deeper than any generator's")
    state = module.state
    for name, child in _named(state, "_modules"):
        if is_module(child):
            _flatten(child, f"{prefix}{name}.", network, depth + 1)
    for kind in ("_parameters", "_buffers"):
        for name, tensor in _named(state, kind):
            if isinstance(tensor, StoredTensor):
                network.tensors[prefix + name] = tensor
    for name, value in state.items():
        if type(name) is str and name != "training" and (name[:1] != "_" or name == "_init_kwargs"):
            plain = _plain(value, network, 0)
            if plain is not _ABSENT:
                network.attributes[prefix + name] = plain


def _named(state: dict[Any, Any], kind: str) -> list[tuple[str, Any]]:
    """The modules, parameters or buffers of a module. Names with dots would let one tensor pass for another."""
    found = state.get(kind)
    if type(found) is not dict:
        return []
    if not all(type(name) is str and "." not in name and len(name) <= _LONGEST_NAME for name in found):
        raise PickleError("a part of it is damaged")
    return list(found.items())


def _plain(value: Any, network: Network, depth: int) -> Any:
    """A value as JSON knows it, or _ABSENT. The values are counted: a few bytes can nest to more than any memory."""
    network.values += 1
    if network.values > _MOST_VALUES or depth > _DEEPEST:
        raise PickleError("its settings are nested deeper than any generator's")
    if value is None or type(value) in (bool, int, float, str):
        return value
    if type(value) in (list, tuple):
        plain = [_plain(part, network, depth + 1) for part in value]
        return _ABSENT if any(part is _ABSENT for part in plain) else plain
    if type(value) is dict:
        pairs = ((key, _plain(part, network, depth + 1)) for key, part in value.items() if type(key) is str)
        return {key: part for key, part in pairs if part is not _ABSENT}
    if isinstance(value, StoredArray) and value.nbytes <= _LARGEST_ARRAY:
        return _plain_array(value.read(), network)
    return _ABSENT


def _plain_array(array: np.ndarray, network: Network) -> Any:
    network.values += array.size
    return array.tolist()
