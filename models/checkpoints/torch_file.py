"""Files that torch.save wrote, read as data: tensors and plain values, and nothing that could run."""

from __future__ import annotations

import argparse
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.document.errors import UnlitError

_MOST_DIMENSIONS = 8


def load_values(path: Path) -> Any:
    """What torch.save was given. Tensors of the zip form stay in the file until they are copied (see `copied`).

    Beside torch's own list of harmless classes only argparse.Namespace is known, in which training programs keep their
    options: restoring it fills an empty object's attributes and calls nothing.
    Raises UnlitError: damaged, compressed, or with objects of a program inside.
    """
    try:
        zipped = _is_zip(path)
        with torch.serialization.safe_globals([argparse.Namespace]), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what torch says of odd files; they are read, or refused, all the same
            return torch.load(path, map_location="cpu", mmap=zipped, weights_only=True)
    except UnlitError:
        raise
    except FileNotFoundError as error:
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except Exception as error:  # whatever a damaged or hostile file makes the reader stumble over
        raise _unreadable(path, error) from error


def save_values(values: Any, path: Path, source: Path) -> None:
    """Write what `load_values` gave for `source`, in the zip form. Raises OSError, and UnlitError for odd values."""
    try:
        with path.open("wb") as file:
            torch.save(values, file)
    except OSError:
        raise
    except Exception as error:  # values that can be restored and not stored, which only a hostile file has
        raise UnlitError(
            f"What “{source.name}” holds beside the generator cannot be written again.", details=str(error)
        ) from error


def tensor_names(values: Any, depth: int = 2) -> set[str]:
    """Names of all tensors in dictionaries, and dictionaries in them, without the names of the dictionaries."""
    if not isinstance(values, Mapping):
        return set()
    inner = [tensor_names(value, depth - 1) for value in values.values() if depth and isinstance(value, Mapping)]
    own = {name for name, value in values.items() if isinstance(name, str) and isinstance(value, Tensor)}
    return own.union(*inner)


def names_in(path: Path) -> set[str]:
    """`tensor_names` of a file, to tell whose it is. Raises UnlitError as `load_values` does."""
    return tensor_names(load_values(path))


def copied(value: Any, key: str, path: Path) -> Tensor:
    """A tensor of a file in memory of its own, in its stored precision. Raises UnlitError for what is not one.

    A mapped tensor would change when another program writes to the file; a tensor of more numbers than its storage has
    would fill the memory.
    """
    if not isinstance(value, Tensor) or value.layout != torch.strided or value.device.type != "cpu":
        raise UnlitError(f"“{path.name}” is damaged: “{key}” is not a tensor.")
    if not value.is_floating_point():
        raise UnlitError(f"“{path.name}” is damaged: “{key}” does not hold floating-point numbers.")
    if value.ndim > _MOST_DIMENSIONS or value.numel() * value.element_size() > value.untyped_storage().nbytes():
        raise UnlitError(f"“{path.name}” is damaged: “{key}” claims more numbers than there are.")
    return value.detach().clone(memory_format=torch.contiguous_format)


def foreign(names: set[str], path: Path) -> UnlitError:
    """The error for tensors that are no generator's, saying whose they seem to be."""
    for kind, marks in _KINDS.items():
        if any(mark in name for name in names for mark in marks):
            return UnlitError(f"“{path.name}” looks like {kind}, not a whole generator.")
    if names:
        return UnlitError(f"“{path.name}” holds tensors, but not those of a generator that Unlit knows.")
    return UnlitError(f"“{path.name}” holds no tensors that Unlit can find.")


# What only such a file's tensors have in their names; the first that fits is named.
_KINDS: dict[str, tuple[str, ...]] = {
    "a LoRA": ("lora_down", "lora_up", "lora_A", "lora_B", "lora.down", "lora.up", "hada_w1", "lokr_w"),
    "a textual inversion, which teaches a generator a word": ("emb_params", "clip_g", "clip_l", "*", "<"),
    "a ControlNet": ("control_model.", "controlnet_cond_embedding"),
    "the transformer of a Stable Diffusion 3": ("joint_blocks.",),
    "the transformer of a FLUX": ("double_blocks.", "single_transformer_blocks."),
    "a part of a Stable Diffusion checkpoint": ("model.diffusion_model.",),
    "a diffusion U-Net": ("attn2.to_k",),
    "an autoencoder (VAE)": ("decoder.up.", "first_stage_model.", "decoder.up_blocks."),
    "a text encoder": ("text_model.encoder.", "transformer.resblocks.", "encoder.layers.0.self_attn"),
    "an encoder such as pSp or e4e": ("encoder.input_layer.", "encoder.styles."),
    "a StyleGAN3": ("synthesis.input.freqs", "magnitude_ema"),
    "a SWAGAN": ("iwt.", "dwt."),
    "a StyleGAN of the first version": ("generator.progression.", "synthesis.layer0.epilogue", "synthesis.lod"),
    "a discriminator, which draws nothing": ("final_conv.", "final_linear.", "minibatch_stddev", "fromrgb", "input0."),
    "a classifier or feature extractor": ("layer1.0.conv1.", "classifier.", "features.0.", "visual.", "patch_embed."),
}


def _is_zip(path: Path) -> bool:
    """Whether a file is of the zip form. torch.save compresses nothing; what is compressed could swell without end."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return False
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if any(entry.filename.endswith("constants.pkl") for entry in entries):
        raise UnlitError(f"“{path.name}” looks like a TorchScript program; Unlit opens weights only.")
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise UnlitError(f"“{path.name}” was compressed by another program than PyTorch; unpack it first.")
    return True


def _unreadable(path: Path, error: Exception) -> UnlitError:
    """One sentence for what torch says in many."""
    details = str(error)
    if isinstance(error, PermissionError | IsADirectoryError):
        return UnlitError(f"“{path.name}” cannot be read: {error.strerror}.", kind="disk")
    if any(sign in details for sign in ("nsupported global", "GLOBAL ", "nsupported class")):
        return UnlitError(
            f"“{path.name}” holds objects of a program beside tensors; it is not opened, as they could run.",
            details=details,
        )
    return UnlitError(f"“{path.name}” is damaged: it breaks off or is not what PyTorch wrote.", details=details)
