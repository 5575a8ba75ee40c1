"""One name for each tensor of a pipeline, whichever version of whichever program wrote the file: `unet.conv_in.weight`.

Canonical are the names of the folders that everybody has, which old and new versions of the libraries read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from torch import Tensor

from models.checkpoints.pipelines.parts import Part
from models.document.errors import UnlitError

Tensors = Mapping[str, Tensor]
_TEXT = "text_model."
_NOT_WEIGHTS = ("embeddings.position_ids", "logit_scale")
_SAME_AS_SHARED = "encoder.embed_tokens.weight"
# An autoencoder's attention before diffusers 0.17.
_OLD_ATTENTION = re.compile(r"(.*mid_block\.attentions\.\d+)\.(query|key|value|proj_attn)\.(weight|bias)")
_NEW = {"query": "to_q", "key": "to_k", "value": "to_v", "proj_attn": "to_out.0"}


def canonical_name(part: Part, stored: str) -> str | None:
    """The name within its part of a tensor as some file calls it; None for what is no weight."""
    if stored.endswith(_NOT_WEIGHTS) or (part.class_name == "T5EncoderModel" and stored == _SAME_AS_SHARED):
        return None
    if part.class_name.startswith("CLIPText") and not stored.startswith((_TEXT, "text_projection.")):
        return _TEXT + stored  # transformers 5.6 left the wrapper out
    if part.class_name == "AutoencoderKL" and (match := _OLD_ATTENTION.fullmatch(stored)):
        return f"{match[1]}.{_NEW[match[2]]}.{match[3]}"
    return stored


def canonical_tensors(part: Part, stored: Tensors, name: str) -> dict[str, Tensor]:
    """A part's tensors under `part.tensor`, in stored precision. name: of the pipeline.

    Raises UnlitError for numbers that are no floating-point ones: only their own program unpacks those.
    """
    found: dict[str, Tensor] = {}
    for key, tensor in stored.items():
        known = canonical_name(part, key)
        if known is None:
            continue
        if not tensor.is_floating_point():
            raise UnlitError(f"The {part.title} of “{name}” is stored packed (quantised), which Unlit does not read.")
        squeezed = tensor[:, :, 0, 0] if _is_old_map(known, tensor) else tensor
        found[f"{part.name}.{known}"] = squeezed.contiguous()
    return found


def module_names(names: Iterable[str], expected: Iterable[str]) -> dict[str, str]:
    """Canonical names within a part -> what the module of the installed library calls them."""
    wrapped = any(name.startswith(_TEXT) for name in expected)
    return {name: name if wrapped else name.removeprefix(_TEXT) for name in names}


def part_of(tensors: Tensors, part: str) -> dict[str, Tensor]:
    """The tensors of one part, under their names in it."""
    return {name.removeprefix(f"{part}."): t for name, t in tensors.items() if name.startswith(f"{part}.")}


def _is_old_map(name: str, tensor: Tensor) -> bool:
    """Whether an attention's linear map is kept as a convolution of one pixel."""
    return tensor.ndim == 4 and bool(re.search(r"mid_block\.attentions\.\d+\.to_(q|k|v|out\.0)\.weight$", name))
