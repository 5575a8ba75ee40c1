"""A diffusers pipeline around a transformer, which only draws: of its weights no column is one thing in the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from inspect import signature
from typing import Any, Never

import torch
from torch import Tensor, nn

from models.device import memory_free
from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.recipe import PlacedChanges
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.generators.generator import Changes, LayerSweep, Tensors
from models.generators.prompt_length import check_length

_ROOM = 2 * 2**30  # what drawing takes beside the weights on a GPU


class TransformerGenerator:
    """See models.generators.generator.Generator for what it answers; all about units it answers with an error."""

    def __init__(self, info: GeneratorInfo, pipeline: Any, device: torch.device) -> None:
        """pipeline: diffusers' StableDiffusion3Pipeline or FluxPipeline on the processor, its weights as stored."""
        self.info, self.device = info, device
        self._models = {name: part for name, part in pipeline.components.items() if isinstance(part, nn.Module)}
        self._tensors = {
            f"{name}.{key}": t for name, part in self._models.items() for key, t in part.state_dict().items()
        }
        self._pipeline = pipeline
        self._place()

    def _place(self) -> None:
        """In float32 on a processor, else as stored; where a GPU has no room for all, its parts take turns there."""
        for part in self._models.values():
            part.eval().requires_grad_(False)
            if self.device.type == "cpu":
                part.float()
        size = sum(tensor.nbytes for tensor in self._tensors.values())
        if self.device.type == "cuda" and size + _ROOM > memory_free(self.device):
            self._pipeline.enable_model_cpu_offload(device=self.device)
        else:
            self._pipeline.to(self.device)

    @property
    def bytes_per_picture(self) -> int:
        """See Generator.bytes_per_picture."""
        return _ROOM

    @property
    def stages(self) -> list[nn.Module]:
        """See Generator.stages: the transformer's blocks, and the halves of what encodes and decodes."""
        return [part for model in self._models.values() for part in _blocks(model)]

    @property
    def reentrant(self) -> bool:
        """See Generator.reentrant: pipelines hold what they are at."""
        return False

    @property
    def _reader(self) -> tuple[Any, int]:
        """The tokenizer of the encoder that reads most, and how many tokens: T5's, else CLIP's.

        Beside T5, CLIP's encoders read the beginning and tell in one vector what the picture is of.
        """
        parts = self._pipeline.components
        t5 = parts["tokenizer_3" if "tokenizer_3" in parts else "tokenizer_2"]
        if t5 is None:
            return parts["tokenizer"], parts["tokenizer"].model_max_length
        return t5, signature(self._pipeline.__call__).parameters["max_sequence_length"].default

    @torch.no_grad()
    def raw(
        self, scenes: Sequence[Scene], changes: Changes | None = None, *, placed: Sequence[PlacedChanges] = ()
    ) -> Tensor:
        """See Generator.raw. Raises UnlitError for changes, long prompts, other schedulers, a StyleGAN's scene."""
        if changes or placed:
            self._refuse()
        return torch.cat([self._drawn(scene) for scene in scenes])

    def _drawn(self, scene: Scene) -> Tensor:
        if scene.latent is not None or scene.class_index is not None:
            raise UnlitError("This scene has a latent or a class; a text-to-image generator is asked with a prompt.")
        if scene.toward is not None:
            raise UnlitError(f"A {self.info.family} draws whole seeds alone, nothing on the way from one to another.")
        prompt = scene.prompt or self.info.defaults or Prompt()
        if prompt.scheduler:
            raise UnlitError(f"A {self.info.family} draws with its own scheduler alone.")
        sides = {"width": prompt.width or self.info.resolution, "height": prompt.height or self.info.resolution}
        for text in (prompt.text, prompt.negative):
            check_length(text, *self._reader)
        noise = torch.Generator().manual_seed(scene.seed)
        more = {"negative_prompt": prompt.negative} if prompt.negative else {}
        drawn = self._pipeline(
            prompt.text, num_inference_steps=prompt.steps, guidance_scale=prompt.guidance, generator=noise,
            output_type="pt", **sides, **more,
        )  # fmt: skip
        return drawn.images.to(self.device, torch.float32) * 2 - 1

    def tensors(self) -> Tensors:
        """See Generator.tensors."""
        return self._tensors

    def sweep(self, scene: Scene, layers: Sequence[str]) -> Iterator[LayerSweep]:
        """Raises UnlitError."""
        self._refuse()

    def variants(self, scene: Scene, changes: Sequence[Changes]) -> Tensor:
        """See Generator.variants, of no changes. Raises UnlitError for any."""
        return self.raw([scene] * len(changes), next((change for change in changes if change), None))

    @property
    def probe_shape(self) -> tuple[int, ...]:
        """See Generator.probe_shape."""
        return (3, self.info.resolution, self.info.resolution)

    @property
    def probes_pictures(self) -> bool:
        """See Generator.probes_pictures."""
        return True

    def pushes(self, scene: Scene, probes: Tensor, layers: Sequence[str], cap_gib: float = 0) -> dict[str, Tensor]:
        """Raises UnlitError."""
        self._refuse()

    def features(self, scene: Scene) -> Tensor:
        """Raises UnlitError."""
        self._refuse()

    def sigma_of(self, unit: UnitId) -> float:
        """Raises UnlitError."""
        self._refuse()

    def values(self, scenes: Sequence[Scene]) -> dict[str, Tensor]:
        """Raises UnlitError."""
        self._refuse()

    def acting(self, scene: Scene, unit: UnitId) -> Tensor:
        """Raises UnlitError."""
        self._refuse()

    def baked(self, changes: Changes) -> dict[str, Tensor]:
        """See Generator.baked, of no changes. Raises UnlitError for any."""
        if changes:
            self._refuse()
        return {}

    def _refuse(self) -> Never:
        raise UnlitError(f"A {self.info.family} draws pictures here; its units cannot be searched or edited yet.")


def _blocks(model: nn.Module) -> Iterator[nn.Module]:
    """Modules that stand in lists: each of them runs after the one before."""
    lists = [part for part in model.modules() if isinstance(part, nn.ModuleList)]
    return (block for blocks in lists for block in blocks)
