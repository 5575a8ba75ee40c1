"""diffusers' and transformers' classes as they are used here: untyped, for their annotations refuse what they take."""

from __future__ import annotations

from typing import Any

import diffusers
import transformers

_diffusers: Any = diffusers
_transformers: Any = transformers

AutoencoderKL = _diffusers.AutoencoderKL
DDIMScheduler = _diffusers.DDIMScheduler
StableDiffusionPipeline = _diffusers.StableDiffusionPipeline
UNet2DConditionModel = _diffusers.UNet2DConditionModel
CLIPTextConfig = _transformers.CLIPTextConfig
CLIPTextModel = _transformers.CLIPTextModel
CLIPTokenizer = _transformers.CLIPTokenizer

_diffusers.utils.logging.disable_progress_bar()
_transformers.utils.logging.disable_progress_bar()
