"""Samplers by name, made from the noise schedule that the pipeline came with."""

from __future__ import annotations

from typing import Any, NamedTuple

from models.document.errors import UnlitError


class _Sampler(NamedTuple):
    kind: str
    options: dict[str, Any]


_SAMPLERS = {
    "ddim": _Sampler("DDIMScheduler", {}),
    "ddpm": _Sampler("DDPMScheduler", {}),
    "pndm": _Sampler("PNDMScheduler", {"skip_prk_steps": True}),
    "euler": _Sampler("EulerDiscreteScheduler", {}),
    "euler-a": _Sampler("EulerAncestralDiscreteScheduler", {}),
    "heun": _Sampler("HeunDiscreteScheduler", {}),
    "dpm++2m": _Sampler("DPMSolverMultistepScheduler", {"algorithm_type": "dpmsolver++"}),
    "dpm++2m-karras": _Sampler(
        "DPMSolverMultistepScheduler", {"algorithm_type": "dpmsolver++", "use_karras_sigmas": True}
    ),
    "dpm++2m-sde": _Sampler("DPMSolverMultistepScheduler", {"algorithm_type": "sde-dpmsolver++"}),
    "unipc": _Sampler("UniPCMultistepScheduler", {}),
    "lcm": _Sampler("LCMScheduler", {}),
}
SCHEDULERS = tuple(_SAMPLERS)


def made_scheduler(name: str, own: Any, steps: int, device: Any) -> Any:
    """A fresh diffusers scheduler, its timesteps set. own: the pipeline's, whose schedule it takes over.

    name: one of SCHEDULERS; empty is the kind the pipeline came with. Raises UnlitError for other names, and for
    numbers of steps that this scheduler cannot take.
    """
    scheduler = type(own).from_config(own.config) if not name else _named(name, own)
    try:
        scheduler.set_timesteps(steps, device=device)
    except ValueError as error:
        raise UnlitError(f"This scheduler cannot take {steps} steps.", details=str(error)) from error
    if float(scheduler.timesteps.max()) >= own.config.num_train_timesteps:  # an offset on top of them all
        raise UnlitError(f"This scheduler cannot take {steps} steps.")
    return scheduler


def _named(name: str, own: Any) -> Any:
    if name not in _SAMPLERS:
        raise UnlitError(f"There is no scheduler named “{name[:40]}”; choose one of {', '.join(SCHEDULERS)}.")
    import diffusers  # takes seconds: only who samples pays for it

    kind, options = _SAMPLERS[name]
    return getattr(diffusers, kind).from_config(own.config, **options)
