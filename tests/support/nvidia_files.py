"""Files as NVIDIA's programs write them, and their loader, imitated for tests alone: it runs the text in the file.

A file is a dictionary of networks; every network and layer is an object that carries the source text of its class and
its state. Both directions need the modules `dnnlib` and `torch_utils.persistence`: see `nvidia_program`.
"""

from __future__ import annotations

import copy
import io
import pickle
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from models.generators.stylegan2.config import StyleGAN2Config

SOURCE = """
import torch
from torch_utils import persistence

class Base(torch.nn.Module):
    def forward(self):
        return sum(parameter.double().sum() for parameter in self.parameters())
""" + "".join(
    f"\n@persistence.persistent_class\nclass {name}(Base):\n    pass\n"
    for name in (
        *("Generator", "MappingNetwork", "SynthesisNetwork", "SynthesisBlock", "SynthesisLayer", "SynthesisInput"),
        *("ToRGBLayer", "FullyConnectedLayer", "Conv2dLayer", "Discriminator", "AugmentPipe"),
    )
)
_BUFFERS = (
    *("resample_filter", "noise_const", "w_avg", "up_filter", "down_filter", "magnitude_ema"),
    *("transform", "freqs", "phases"),
)
_ARRAYS = ("size", "in_size", "out_size")


class EasyDict(dict):
    """A dictionary whose entries are attributes, as dnnlib's."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


# ------------------------------------------------------------------------------------------------ NVIDIA's two modules
def _persistence() -> types.ModuleType:
    module = types.ModuleType("torch_utils.persistence")
    sources: dict[str, types.ModuleType] = {}
    running: list[str] = []

    def source_to_module(source: str) -> types.ModuleType:
        if source not in sources:
            found = types.ModuleType(f"_imported_module_{len(sources)}")
            running.append(source)
            exec(source, found.__dict__)
            running.pop()
            sources[source] = found
        return sources[source]

    def persistent_class(original: type) -> type:
        class Decorator(original):
            _source = running[-1]

            def __reduce__(self) -> tuple[Any, ...]:
                state = dict(self.__dict__)
                meta = {"type": "class", "version": 6, "module_src": self._source}
                meta |= {"class_name": original.__name__, "state": state}
                return module._reconstruct_persistent_obj, (meta,)

        Decorator.__name__ = original.__name__
        return Decorator

    def _reconstruct_persistent_obj(meta: dict[str, Any]) -> Any:
        assert meta["version"] == 6
        assert meta["type"] == "class"
        decorated = source_to_module(meta["module_src"]).__dict__[meta["class_name"]]
        built = decorated.__new__(decorated)
        built.__setstate__(meta["state"])
        return built

    for function in (source_to_module, persistent_class, _reconstruct_persistent_obj):
        function.__module__, function.__qualname__ = module.__name__, function.__name__
        setattr(module, function.__name__, function)
    return module


@contextmanager
def nvidia_program() -> Iterator[types.ModuleType]:
    """NVIDIA's program is installed while this lasts; gives its `torch_utils.persistence`."""
    persistence, util = _persistence(), types.ModuleType("dnnlib.util")
    dnnlib, torch_utils = types.ModuleType("dnnlib"), types.ModuleType("torch_utils")
    torch_utils.persistence, dnnlib.util = persistence, util
    util.EasyDict = EasyDict
    installed = {"dnnlib": dnnlib, "dnnlib.util": util, "torch_utils": torch_utils}
    installed["torch_utils.persistence"] = persistence
    module = EasyDict.__module__
    sys.modules.update(installed)
    EasyDict.__module__ = "dnnlib.util"
    try:
        yield persistence
    finally:
        EasyDict.__module__ = module
        for name in installed:
            sys.modules.pop(name, None)


def official_load(path: Path) -> Any:
    """What NVIDIA's own programs find in a pickle. Runs the text in it."""
    with nvidia_program(), path.open("rb") as file:
        return pickle.load(file)


def official_load_zip(path: Path) -> Any:
    """What PTI finds in a whole module."""
    with nvidia_program():
        return torch.load(path, weights_only=False)


def state_of(network: torch.nn.Module) -> dict[str, Tensor]:
    """Every parameter and buffer of an opened network."""
    return {name: tensor.detach() for name, tensor in [*network.named_parameters(), *network.named_buffers()]}


# ------------------------------------------------------------------------------------------------------------ networks
Change = Callable[[torch.nn.Module], None]


def _class_of(path: str) -> str:
    leaf = path.split(".")[-1]
    if path in ("", "mapping", "synthesis"):
        return {"": "Generator", "mapping": "MappingNetwork", "synthesis": "SynthesisNetwork"}[path]
    if leaf.startswith("fc") or leaf in ("affine", "embed"):
        return "FullyConnectedLayer"
    other = {"torgb": "ToRGBLayer", "skip": "Conv2dLayer", "input": "SynthesisInput"}
    return other.get(leaf, "SynthesisBlock" if leaf.startswith("b") else "SynthesisLayer")


def network_of(
    persistence: types.ModuleType,
    tensors: Mapping[str, Tensor],
    attributes: Mapping[str, Any],
    source: str = SOURCE,
    top: str = "Generator",
) -> torch.nn.Module:
    """A network with these tensors and attributes. Inside `nvidia_program` alone."""
    classes = persistence.source_to_module(source).__dict__
    modules: dict[str, torch.nn.Module] = {"": classes[top]()}

    def module_at(path: str) -> torch.nn.Module:
        if path not in modules:
            modules[path] = classes[_class_of(path)]()
            parent, _, leaf = path.rpartition(".")
            module_at(parent).add_module(leaf, modules[path])
        return modules[path]

    for name, tensor in tensors.items():
        path, _, leaf = name.rpartition(".")
        if leaf in _BUFFERS:
            module_at(path).register_buffer(leaf, tensor.clone())
        else:
            module_at(path).register_parameter(leaf, torch.nn.Parameter(tensor.clone(), requires_grad=False))
    for name, value in attributes.items():
        path, _, leaf = name.rpartition(".")
        module_at(path).__dict__[leaf] = _as_stored(leaf, value)
    for module in modules.values():
        module.__dict__.setdefault("_init_args", ())
    return modules[""].eval()


def _as_stored(leaf: str, value: Any) -> Any:
    """numpy's numbers and arrays where NVIDIA's code has them."""
    if leaf in _ARRAYS and isinstance(value, list):
        return np.array(value)
    if leaf in ("weight_gain", "act_gain"):
        return np.float64(value)
    if leaf == "_init_kwargs":
        return {key: EasyDict(part) if isinstance(part, dict) else copy.deepcopy(part) for key, part in value.items()}
    return copy.deepcopy(value)


def attributes_of(config: StyleGAN2Config, nested: bool = True) -> dict[str, Any]:
    """What a StyleGAN2's modules say. nested: as stylegan2-ada-pytorch, else as the code of StyleGAN3."""
    found: dict[str, Any] = {"z_dim": config.z_dim, "c_dim": config.classes, "w_dim": config.w_dim}
    found |= {"img_resolution": config.resolution, "img_channels": 3, "num_ws": config.num_ws}
    synthesis = {"channel_max": max(config.channels), "conv_clamp": config.conv_clamp}
    synthesis |= {"num_fp16_res": config.half_blocks, "architecture": config.architecture}
    found["_init_kwargs"] = dict(found) | ({"synthesis_kwargs": synthesis} if nested else synthesis)
    for i in range(config.mapping_layers):
        found[f"mapping.fc{i}.activation"] = "lrelu"
        found[f"mapping.fc{i}.bias_gain"] = config.lr_multiplier
    for resolution in config.resolutions:
        block = f"synthesis.b{resolution}"
        found[f"{block}.use_fp16"] = config.half_blocks > 0 and config.runs_half(resolution)
        found[f"{block}.architecture"] = config.architecture
        for conv in ("conv0", "conv1")[resolution == 4 :]:
            found[f"{block}.{conv}.activation"] = "lrelu"
            found[f"{block}.{conv}.conv_clamp"] = config.conv_clamp
            found[f"{block}.{conv}.weight_gain"] = 0.25
    return found


def discriminator_tensors(seed: int = 9) -> dict[str, Tensor]:
    """Some of a discriminator."""
    draw = torch.Generator().manual_seed(seed)
    return {
        f"b{r}.{conv}.weight": torch.randn(5, 5, 3, 3, generator=draw) for r in (16, 8) for conv in ("conv0", "skip")
    }


# --------------------------------------------------------------------------------------------------------------- files
def nvidia_bytes(
    tensors: Mapping[str, Tensor],
    attributes: Mapping[str, Any],
    *,
    protocol: int = 4,
    only: str = "",
    bare: bool = False,
    source: str = SOURCE,
    change: Change = lambda network: None,
) -> bytes:
    """A snapshot of training. only: this network alone; bare: not even in a dictionary. change: of G_ema, before."""
    with nvidia_program() as persistence:
        ema = network_of(persistence, tensors, attributes, source)
        change(ema)
        snapshot: dict[str, Any] = {
            "training_set_kwargs": EasyDict(class_name="training.dataset.ImageFolderDataset", max_size=7, xflip=False),
            "G": network_of(persistence, {name: tensor + 1 for name, tensor in tensors.items()}, attributes, source),
            "D": network_of(persistence, discriminator_tensors(), {}, source, "Discriminator"),
            "augment_pipe": network_of(persistence, {"p": torch.tensor(0.5)}, {}, source, "AugmentPipe"),
            "G_ema": ema,
        }
        if only:
            snapshot = {only: snapshot["D" if only == "D" else "G_ema"]}
        return pickle.dumps(snapshot["G_ema"] if bare else snapshot, protocol)


def write_nvidia_file(path: Path, tensors: Mapping[str, Tensor], attributes: Mapping[str, Any], **more: Any) -> Path:
    """As `nvidia_bytes`, in a file."""
    path.write_bytes(nvidia_bytes(tensors, attributes, **more))
    return path


def write_pti_file(path: Path, tensors: Mapping[str, Tensor], attributes: Mapping[str, Any]) -> Path:
    """A whole module as PTI writes it."""
    buffer = io.BytesIO()
    with nvidia_program() as persistence:
        torch.save(network_of(persistence, tensors, attributes), buffer)
    path.write_bytes(buffer.getvalue())
    return path
