"""genforce (.pth): {generator, discriminator, generator_smooth}. Read, and written back into the file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
from models.generators.stylegan2.loading import infer_config

_MARKS = ("mapping.dense0.weight", "synthesis.early_layer.const", "synthesis.layer0.style.weight")
_CHOICES = ("generator_smooth", "generator")


def looks_like(names: set[str]) -> bool:
    """Whether tensors of these names (see `tensor_names`) are a StyleGAN2 generator of this program."""
    return all(mark in names for mark in _MARKS) and "synthesis.layer0.style.bias" in names


def read_genforce(path: Path, report: Report) -> Checkpoint:
    """The smoothed generator, else the generator, else whatever state dictionary of one is in the file.

    Raises UnlitError: damaged, another kind of net, classes joined to the latent in a way that is not NVIDIA's.
    """
    state = _generator_of(load_values(path), path)
    entries = _entries_of(state)
    _refuse_what_is_not_nvidias(state, path)
    check_known(state, entries, path)
    tensors = read_tensors(state, entries, path, report)
    return Checkpoint(infer_config(tensors), tensors, path.stem, container=CONTAINER.name, source=path)


def write_genforce(checkpoint: Checkpoint, path: Path) -> None:
    """Back into the file it came from, everything else in it kept; in the zip form, also where it was the older one.

    A style's bias is stored less 1, so a changed one reads back to 1e-7. Raises UnlitError, OSError.
    """
    source = checkpoint.source
    if source is None or checkpoint.container != CONTAINER.name:
        raise UnlitError("Only a generator that was opened from a genforce file can be written as one.")
    values = load_values(source)
    state = _generator_of(values, source)
    replace_changed(state, _entries_of(state), checkpoint, source)
    save_values(values, path, source)


# ------------------------------------------------------------------------------------------------------------- keys
def _entries_of(state: Mapping[str, Any]) -> Entries:
    blocks = (counted(state, "synthesis.layer{}.weight") + 1) // 2
    found = {
        "mapping.w_avg": Entry("truncation.w_avg"),
        "synthesis.b4.const": Entry("synthesis.early_layer.const", leading=1),
    }
    for i in range(counted(state, "mapping.dense{}.weight")):
        found |= _dense(f"mapping.fc{i}", f"mapping.dense{i}")
    if "mapping.LabelEmbed.weight" in state:
        found |= _dense("mapping.embed", "mapping.LabelEmbed")
    for k, name in enumerate(conv_names(blocks)):
        found |= _modulated(f"synthesis.{name}", f"synthesis.layer{k}", turned=name.endswith("conv0"))
        found[f"synthesis.{name}.noise_strength"] = Entry(f"synthesis.layer{k}.noise_strength")
        found[f"synthesis.{name}.noise_const"] = Entry(f"synthesis.layer{k}.noise", leading=2)
    for k, name in enumerate(torgb_names(blocks)):
        if f"synthesis.output{k}.weight" in state or k == blocks - 1:
            found |= _modulated(f"synthesis.{name}", f"synthesis.output{k}", turned=False)
    return found


def _modulated(name: str, key: str, *, turned: bool) -> dict[str, Entry]:
    return {
        f"{name}.weight": Entry(f"{key}.weight", turned=turned),
        f"{name}.bias": Entry(f"{key}.bias"),
        f"{name}.affine.weight": Entry(f"{key}.style.weight"),
        f"{name}.affine.bias": Entry(f"{key}.style.bias", less=1.0),
    }


def _dense(name: str, key: str) -> dict[str, Entry]:
    return {f"{name}.{part}": Entry(f"{key}.{part}") for part in ("weight", "bias")}


# ---------------------------------------------------------------------------------------------------------- reading
def _generator_of(values: Any, path: Path) -> dict[str, Any]:
    """The state dictionary of the generator in a file's values; files in training have them under "models"."""
    models = values.get("models", values) if isinstance(values, dict) else values
    inner = [*map(models.get, _CHOICES), *models.values()] if isinstance(models, dict) else []
    for state in [*inner, values]:
        if isinstance(state, dict) and looks_like({key for key in state if isinstance(key, str)}):
            return state
    raise foreign(tensor_names(values), path)


def _refuse_what_is_not_nvidias(state: Mapping[str, Any], path: Path) -> None:
    if "mapping.label_weight" in state:
        raise UnlitError(f"“{path.name}” joins classes to the latent in a way that Unlit cannot run.")


CONTAINER = Container("genforce", "genforce", ".pth", read_genforce, write_genforce)
