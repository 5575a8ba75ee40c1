"""The tensors of a single-file checkpoint, .safetensors or .ckpt, read as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from models.checkpoints.identify import identify
from models.checkpoints.pipelines.ldm import AVERAGES
from models.checkpoints.pipelines.weights import copied_all
from models.checkpoints.progress import Report
from models.checkpoints.safe_pickle import sentences
from models.checkpoints.safe_pickle_contents import globals_named
from models.checkpoints.safe_pickle_tensors import StoredTensor, affordable
from models.checkpoints.safetensors_file import read_safetensors
from models.checkpoints.torch_file import load_values
from models.checkpoints.torch_zip import opened_zip
from models.document.errors import UnlitError

_STATE = "state_dict"
# What training programs leave beside the tensors. None of it is looked up or run; what else is there is no accident.
_USUAL = re.compile(
    r"torch\.(_utils\._rebuild_\w+|storage\._load_from_bytes|\w*Storage|Size|device|b?float\d+|int\d+|storage\.\w+Storage)"
    r"|collections\.(OrderedDict|defaultdict)|numpy\.(_?core\.multiarray\.\w+|dtype)|_codecs\.encode"
    r"|(builtins|__builtin__)\.(set|dict|list|tuple|int|float|str|bool|bytearray|slice|complex)"
    r"|(pytorch_lightning|lightning|lightning_fabric|omegaconf)\..*|argparse\.Namespace|typing\.\w+|pathlib\.\w+"
)


def read_stored(path: Path, report: Report) -> tuple[dict[str, str], dict[str, Tensor]]:
    """Metadata and tensors under the file's own names, running averages left out. Raises UnlitError."""
    kind = identify(path)
    if kind == "safetensors":
        metadata, tensors = read_safetensors(path, report)
    elif kind == "torch zip":
        metadata, tensors = {}, _of_zip(path, report)
    else:
        metadata, tensors = {}, copied_all(_state(load_values(path)), path)
    return metadata, {name: tensor for name, tensor in tensors.items() if not name.startswith(AVERAGES)}


def names_in_zip(path: Path) -> set[str]:
    """The names of the tensors in a .ckpt, which may hold objects of the program that trained it. Raises UnlitError."""
    with sentences(path), opened_zip(path) as archive:
        return {name for name, value in _state(archive.value(lambda *_: None)).items() if type(value) is StoredTensor}


def _of_zip(path: Path, report: Report) -> dict[str, Tensor]:
    _refuse_programs(path)
    with sentences(path), opened_zip(path) as archive:
        stored = {
            name: value
            for name, value in _state(archive.value(report)).items()
            if type(value) is StoredTensor and not name.startswith(AVERAGES)
        }
        total, done, tensors = affordable(stored, archive.size), 0, {}
        for name, value in stored.items():
            tensors[name] = value.read()
            done += tensors[name].nbytes
            report(done, total)
        return tensors


def _refuse_programs(path: Path) -> None:
    """Nothing in the file would run here; elsewhere it would, and nobody puts it there by mistake."""
    strange = sorted(name for name in globals_named(path) if not _USUAL.fullmatch(name))
    if strange:
        sentence = f"“{path.name}” holds a program beside its tensors (“{strange[0]:.60}”), so it is not opened."
        raise UnlitError(sentence, details="\n".join(strange[:20]))


def _state(values: Any) -> Mapping[str, Any]:
    """The dictionary of tensors, which most programs put into another one."""
    inner = values.get(_STATE, values) if isinstance(values, Mapping) else {}
    return {key: value for key, value in inner.items() if isinstance(key, str)} if isinstance(inner, Mapping) else {}
