"""NVIDIA's pickles: what stylegan2-ada-pytorch, the code of StyleGAN3, and their forks save (METHODS 1.7).

Read as data: the source text inside is never needed and never runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container, Report
from models.checkpoints.nvidia_config import stylegan2_config
from models.checkpoints.nvidia_modules import Network, generator_in
from models.checkpoints.nvidia_write import write_nvidia, write_pti
from models.checkpoints.safe_pickle import read_pickle, sentences
from models.checkpoints.safe_pickle_records import PickleError
from models.checkpoints.safe_pickle_stream import opened
from models.checkpoints.safe_pickle_tensors import affordable
from models.checkpoints.torch_zip import opened_zip


def read_nvidia(path: Path, report: Report) -> Checkpoint:
    """A pickled dictionary with G_ema, or G, or one network by itself; compressed with gzip or not.

    Of the other networks nothing but their names is read. Raises UnlitError saying what else it is.
    """
    with sentences(path), opened(path, report) as stream:
        network = generator_in(read_pickle(stream, report=report))
        return _checkpoint(path, "nvidia", network, stream.size, report)


def read_pti(path: Path, report: Report) -> Checkpoint:
    """A whole module in PyTorch's zip, as PTI writes. Raises UnlitError saying what else it is."""
    with sentences(path), opened_zip(path) as archive:
        network = generator_in(archive.value(report))
        return _checkpoint(path, "pti", network, archive.size, report)


def _checkpoint(path: Path, container: str, network: Network, size: int, report: Report) -> Checkpoint:
    if "mapping.fc0.weight" not in network.tensors:
        raise PickleError(f"it holds a “{network.class_name[:80]}”, whose layers are not a StyleGAN's")
    tensors = _read(network, size, report)
    config = _config(network.attributes, tensors)
    return Checkpoint(config, tensors, Path(path.name.removesuffix(".gz")).stem, container=container, source=path)


def _read(network: Network, size: int, report: Report) -> dict[str, Tensor]:
    total, done = affordable(network.tensors, size), 0
    tensors: dict[str, Tensor] = {}
    for name, stored in network.tensors.items():
        tensors[name] = stored.read()
        done += tensors[name].nbytes
        report(done, total)
    return tensors


def _config(attributes: Mapping[str, Any], tensors: Mapping[str, Tensor]) -> Any:
    """Of a StyleGAN3 or XL, which starts from Fourier features, or a StyleGAN2, which starts from a constant."""
    if "synthesis.input.freqs" in tensors:
        from models.generators.stylegan3.loading import config_from_attributes

        return config_from_attributes(attributes, tensors)
    return stylegan2_config(attributes, tensors)


NVIDIA = Container("nvidia", "NVIDIA pickle", ".pkl", read_nvidia, write_nvidia)
PTI = Container("pti", "whole PyTorch module (PTI)", ".pt", read_pti, write_pti)
