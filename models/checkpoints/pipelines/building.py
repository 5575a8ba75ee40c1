"""From a pipeline at rest to one that runs. diffusers and transformers are loaded here, and take seconds."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from models.checkpoints.pipelines.canonical import Tensors, canonical_name, module_names, part_of
from models.checkpoints.pipelines.parts import Part, pipeline_class
from models.document.errors import UnlitError

if TYPE_CHECKING:
    from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint

_THIRD = ("text_encoder_3", "tokenizer_3")
_SETTLED = ("_class_name", "_diffusers_version", "_name_or_path", "auto_map", "quantization_config")


def build_pipeline(checkpoint: PipelineCheckpoint) -> Any:
    """A diffusers pipeline on the processor, around the very tensors of the checkpoint.

    Raises UnlitError when they do not fit the description.
    """
    import diffusers

    parts = {part.name: _built(checkpoint, part) for part in checkpoint.parts}
    made = getattr(diffusers, pipeline_class(checkpoint.index, checkpoint.name))
    pipeline = made(**parts, **_options(checkpoint, made))
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def build_unet(config: Mapping[str, Any], name: str) -> nn.Module:
    """A U-Net without numbers, to look at. Raises UnlitError when no U-Net is like this."""
    return build_empty(Part("unet", "UNet2DConditionModel"), config, name)


def _built(checkpoint: PipelineCheckpoint, part: Part) -> Any:
    if part.kind == "tokenizer":
        return _tokenizer(checkpoint, part)
    config = checkpoint.config(part.name)
    if part.kind == "scheduler":
        return _scheduler(part, config, checkpoint.name)
    return _filled(build_empty(part, config, checkpoint.name), part, checkpoint.tensors, checkpoint.name)


def build_empty(part: Part, config: Mapping[str, Any], name: str) -> nn.Module:
    """A module whose tensors have shapes and no numbers. Raises UnlitError when none is like this."""
    import diffusers
    import transformers

    settings = {key: value for key, value in config.items() if key not in _SETTLED}
    try:
        with torch.device("meta"):
            if part.class_name.startswith("CLIPText"):
                return getattr(transformers, part.class_name)(transformers.CLIPTextConfig(**settings))
            if part.class_name == "T5EncoderModel":
                return transformers.T5EncoderModel(transformers.T5Config(**settings))
            return getattr(diffusers, part.class_name).from_config(settings)
    except Exception as error:  # whatever a constructor stumbles over in a description that anybody may have written
        sentence = f"The {part.title} of “{name}” is described in a way that none can be."
        raise UnlitError(sentence, details=repr(error)) from error


def _filled(module: nn.Module, part: Part, tensors: Tensors, name: str) -> nn.Module:
    """The module with its numbers. Raises UnlitError for missing, unknown or wrongly shaped tensors."""
    expected, given = module.state_dict(), part_of(tensors, part.name)
    names = module_names(given, expected)
    state = {names[key]: tensor for key, tensor in given.items()}
    kept = {key: tensor.shape for key, tensor in expected.items() if canonical_name(part, key)}
    check_shapes(kept, state, part, name)
    for key in expected.keys() - kept.keys():
        state[key] = state["shared.weight"]  # T5 has its table of words under two names
    module.load_state_dict(state, assign=True)
    _fill_buffers(module)
    return module.requires_grad_(False).eval()


def check_shapes(expected: Mapping[str, torch.Size], given: Tensors, part: Part, name: str) -> None:
    """Raises UnlitError naming the first tensor of a part that is missing, too much, or of a wrong shape."""
    told = f"The {part.title} of “{name}”"
    if missing := sorted(expected.keys() - given.keys()):
        raise UnlitError(f"{told} is incomplete: it has no “{missing[0]}”.", details="\n".join(missing[:20]))
    if strange := sorted(given.keys() - expected.keys()):
        raise UnlitError(f"{told} is of another kind than described: Unlit does not know its “{strange[0]:.80}”.")
    for key, shape in expected.items():
        if given[key].shape != shape:
            raise UnlitError(f"{told} has a “{key}” of a wrong shape: {_by(given[key].shape)}, not {_by(shape)}.")


def _by(shape: torch.Size) -> str:
    return " x ".join(map(str, shape)) or "one number"


def _fill_buffers(module: nn.Module) -> None:
    """Buffers that no file keeps: the positions of a text encoder's tokens, counted from 0."""
    for inner in module.modules():
        for key, buffer in list(inner.named_buffers(recurse=False)):
            if buffer.is_meta:
                inner.register_buffer(key, torch.arange(buffer.shape[-1]).expand(buffer.shape), persistent=False)


def _tokenizer(checkpoint: PipelineCheckpoint, part: Part) -> Any:
    """The library reads tokenizers from folders only. Raises UnlitError."""
    import transformers

    with tempfile.TemporaryDirectory(prefix="unlit-") as folder:
        for path, data in checkpoint.texts.items():
            owner, _, file = path.partition("/")
            if owner == part.name and file and "/" not in file:
                (Path(folder) / file).write_bytes(data)
        try:
            return getattr(transformers, part.class_name).from_pretrained(folder, local_files_only=True)
        except Exception as error:  # of the library's own kinds, and of its parsers'
            sentence = f"The {part.name} of “{checkpoint.name}” is damaged or incomplete."
            raise UnlitError(sentence, details=repr(error)) from error


def _scheduler(part: Part, config: Mapping[str, Any], name: str) -> Any:
    import diffusers
    from diffusers.schedulers.scheduling_utils import SchedulerMixin

    made = getattr(diffusers, part.class_name, None)
    if not (isinstance(made, type) and issubclass(made, SchedulerMixin)):
        raise UnlitError(f"The scheduler of “{name}” is a “{part.class_name:.60}”, which Unlit does not know.")
    try:
        return made.from_config(dict(config))  # pyright: ignore[reportAttributeAccessIssue]
    except Exception as error:  # as of `build_empty`
        raise UnlitError(
            f"The scheduler of “{name}” is described in a way that none can be.", details=repr(error)
        ) from error


def _options(checkpoint: PipelineCheckpoint, made: type) -> dict[str, Any]:
    """What the pipeline's own constructor wants beside its parts."""
    if not checkpoint.has("unet"):
        return {} if checkpoint.has("text_encoder_3") or made.__name__ == "FluxPipeline" else dict.fromkeys(_THIRD)
    if made.__name__ == "StableDiffusionXLPipeline":
        zeros = checkpoint.index.get("force_zeros_for_empty_prompt", True)
        return {"force_zeros_for_empty_prompt": bool(zeros), "add_watermarker": False}
    return {"safety_checker": None, "feature_extractor": None, "requires_safety_checker": False}
