"""What a pipeline is made of: the classes that a file may name. Nothing outside these lists is ever looked up."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from models.document.errors import UnlitError

PartKind = Literal["model", "tokenizer", "scheduler"]

_MODELS = {
    "UNet2DConditionModel": "U-Net",
    "AutoencoderKL": "autoencoder (VAE)",
    "CLIPTextModel": "text encoder",
    "CLIPTextModelWithProjection": "text encoder",
    "SD3Transformer2DModel": "transformer",
    "FluxTransformer2DModel": "transformer",
    "T5EncoderModel": "text encoder",
}
_TOKENIZERS = ("CLIPTokenizer", "CLIPTokenizerFast", "T5Tokenizer", "T5TokenizerFast")
# Beside the generator: judges of pictures, and what only other inputs than texts need.
BESIDE = ("safety_checker", "feature_extractor", "image_encoder")
_LIBRARIES = ("diffusers", "transformers")
_PARTS = ("unet", "vae", "text_encoder", "tokenizer", "scheduler")
_TWO_TEXTS = ("transformer", *_PARTS[1:], "text_encoder_2", "tokenizer_2")
_OPTIONAL = ("text_encoder_3", "tokenizer_3")
_NEEDED: dict[str, tuple[str, ...]] = {
    "StableDiffusionPipeline": _PARTS,
    "StableDiffusionXLPipeline": (*_PARTS, "text_encoder_2", "tokenizer_2"),
    "StableDiffusion3Pipeline": (*_TWO_TEXTS, *_OPTIONAL),
    "FluxPipeline": _TWO_TEXTS,
}
# The same parts under another name: what differs is how they are called in a loop that is not theirs.
_SAME = {"LatentConsistencyModelPipeline": "StableDiffusionPipeline"}
_OPENED = "Unlit opens Stable Diffusion 1, 2, XL and 3, and FLUX"
_OTHERS = {
    "Inpaint": "fills holes in given pictures",
    "Img2Img": "changes given pictures",
    "InstructPix2Pix": "changes given pictures",
    "Upscale": "enlarges given pictures",
    "ControlNet": "follows given drawings",
    "Depth2Img": "follows given pictures",
    "Video": "makes films",
}


class Part(NamedTuple):
    """One folder of a pipeline. name: of the folder ("unet"). class_name: of the class in diffusers or transformers."""

    name: str
    class_name: str

    @property
    def kind(self) -> PartKind:
        """What to do with it."""
        if self.class_name in _TOKENIZERS:
            return "tokenizer"
        return "model" if self.class_name in _MODELS else "scheduler"

    @property
    def reads_pairs(self) -> bool:
        """Whether it is a tokenizer of byte pairs, which old files keep as vocab.json and merges.txt."""
        return self.class_name.startswith("CLIPTokenizer")

    @property
    def title(self) -> str:
        """For people."""
        return _MODELS.get(self.class_name, self.kind)


def pipeline_class(index: dict[str, Any], name: str) -> str:
    """The pipeline that a model_index.json names. Raises UnlitError for one that is not opened, saying what it is."""
    found = index.get("_class_name")
    if not isinstance(found, str):
        raise UnlitError(f"“{name}” brings program code of its own, which Unlit does not run.")
    found = _SAME.get(found, found)
    if found in _NEEDED:
        return found
    for mark, does in _OTHERS.items():
        if mark in found:
            raise UnlitError(f"“{name}” {does} ({found}); Unlit opens generators that make pictures from words alone.")
    raise UnlitError(f"“{name}” is a {found:.60}; {_OPENED}.")


def parts_of(index: dict[str, Any], name: str) -> tuple[Part, ...]:
    """The parts of the generator that a model_index.json lists. Raises UnlitError for what is missing or unknown."""
    needed = _NEEDED[pipeline_class(index, name)]
    return tuple(
        _part(key, index.get(key), name) for key in needed if key not in _OPTIONAL or index.get(key) != [None, None]
    )


def _part(key: str, value: Any, name: str) -> Part:
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(text, str) for text in value):
        raise UnlitError(f"“{name}” is incomplete: its model_index.json names no “{key}”.")
    library, class_name = value
    if library not in _LIBRARIES:
        raise UnlitError(f"“{name}” brings program code of its own for its “{key}”, which Unlit does not run.")
    scheduler = key == "scheduler" and class_name.endswith("Scheduler") and class_name.isidentifier()
    if not scheduler and class_name not in (*_MODELS, *_TOKENIZERS):
        raise UnlitError(f"The “{key}” of “{name}” is a “{class_name:.60}”, which Unlit does not know.")
    return Part(key, class_name)
