"""How a pipeline is asked when nobody says: steps, guidance and sampler that suit how it was trained."""

from __future__ import annotations

import re
from typing import Any

from models.document.scene import Prompt

_FEW_STEPS = 4
# Distilled to few steps and no guidance; single files say it in nothing but their names.
_DISTILLED = re.compile(r"turbo|lightning|hyper[-_ ]?sd|\blcm|lcm\b|schnell", re.IGNORECASE)


def usual_prompt(family: str, scheduler: dict[str, Any], unet: dict[str, Any], name: str) -> Prompt:
    """Steps, guidance and scheduler. family: as for people. scheduler, unet (or transformer): their configurations."""
    if family in ("FLUX", "Stable Diffusion 3"):
        return _of_transformer(family, unet)
    if unet.get("time_cond_proj_dim"):  # LCM's guidance is an input
        return Prompt(steps=_FEW_STEPS, guidance=8.0)
    if scheduler.get("_class_name") == "LCMScheduler":
        return Prompt(steps=_FEW_STEPS, guidance=1.0)
    if _is_for_few_steps(scheduler):
        return Prompt(steps=_FEW_STEPS, guidance=1.0)
    if _DISTILLED.search(name):
        return Prompt(steps=_FEW_STEPS, guidance=1.0, scheduler="lcm" if "lcm" in name.lower() else "")
    return Prompt(steps=20, guidance=5.0 if family == "Stable Diffusion XL" else 7.5, scheduler="dpm++2m")


def _of_transformer(family: str, transformer: dict[str, Any]) -> Prompt:
    """FLUX takes its guidance as an input, or was distilled to few steps without any."""
    if family == "FLUX":
        return Prompt(steps=28, guidance=3.5) if transformer.get("guidance_embeds") else Prompt(steps=4, guidance=1.0)
    return Prompt(steps=28, guidance=5.0)


def _is_for_few_steps(scheduler: dict[str, Any]) -> bool:
    """Turbo and Lightning walk Euler's steps from the very end of the noise."""
    trailing = scheduler.get("timestep_spacing") == "trailing"
    euler = str(scheduler.get("_class_name")).startswith("Euler")
    return trailing and euler and not scheduler.get("rescale_betas_zero_snr")
