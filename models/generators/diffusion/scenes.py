"""Which pictures a pipeline is asked for: prompts with nothing left open."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from models.document.errors import UnlitError
from models.document.scene import Prompt, Scene


def full_prompt(scene: Scene, resolution: tuple[int, int], scale: int) -> Prompt:
    """The scene's prompt with its size filled in. resolution: the generator's own height and width in pixels.

    Raises UnlitError for a size that is not made of whole latents, and for a StyleGAN's scene.
    """
    ends = (scene, scene.toward) if scene.toward else (scene,)
    if any(end.latent is not None or end.class_index is not None for end in ends):
        raise UnlitError("This scene has a latent or a class; a text-to-image generator is asked with a prompt.")
    prompt = scene.prompt or Prompt()
    height, width = prompt.height or resolution[0], prompt.width or resolution[1]
    if height % scale or width % scale:
        raise UnlitError(f"Width and height must be multiples of {scale}; {width} × {height} is not.")
    return msgspec.structs.replace(prompt, height=height, width=width)


def check_room(prompt: Prompt, needed: int, free: int) -> None:
    """Raises UnlitError (kind "memory") when a picture of the prompt's size needs more bytes than are free."""
    if needed > free:
        size = f"{prompt.width} × {prompt.height}"
        raise UnlitError(
            f"A picture of {size} takes about {needed / 2**30:.1f} GiB of memory, and {free / 2**30:.1f} GiB are free; "
            "ask for a smaller one.",
            kind="memory",
        )


def alike(prompts: Sequence[Prompt]) -> list[list[int]]:
    """Numbers of the prompts that can be sampled in one batch: all but their texts the same."""
    groups: dict[Prompt, list[int]] = {}
    for number, prompt in enumerate(prompts):
        groups.setdefault(msgspec.structs.replace(prompt, text="", negative=""), []).append(number)
    return list(groups.values())
