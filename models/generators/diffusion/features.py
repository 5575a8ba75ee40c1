"""What the middle layers see at each place of a picture (DIFT: Tang et al. 2023, Emergent Correspondence)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from models.generators.diffusion.points import POINTS, Points


@torch.no_grad()
def seen(unet: Any, points: Points) -> Tensor:
    """Float32 [C, h, w] on the processor: what the middle up block puts out at the middle point.

    With the prompt: of a guided generator, the second of its two looks.
    """
    outputs: list[Tensor] = []
    block = unet.up_blocks[(len(unet.up_blocks) - 1) // 2]
    hook = block.register_forward_hook(lambda _module, _inputs, output: outputs.append(output))
    try:
        points.value(unet, POINTS // 2)
    finally:
        hook.remove()
    return outputs[0][-1].float().cpu()


def mean_and_deviation(scenes: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Of every channel over all places of what was seen in some scenes: [C, 1, 1] each."""
    deviation, mean = torch.std_mean(torch.stack(list(scenes)).double(), dim=(0, 2, 3), correction=0)
    return mean.float()[:, None, None], deviation.clamp_min(1e-6).float()[:, None, None]
