"""A diffusers pipeline that answers the generator protocol. Its units are columns of the U-Net (METHODS 2.1)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from models.device import memory_for_batches, memory_free
from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.recipe import PlacedChanges
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.generators.diffusion.activity import shortened, watched_places, watched_values
from models.generators.diffusion.baking import baked_columns
from models.generators.diffusion.components import component_tensors, lent_pipeline, place
from models.generators.diffusion.decoding import Decoder
from models.generators.diffusion.edits import Edits, TimedChanges
from models.generators.diffusion.features import mean_and_deviation, seen
from models.generators.diffusion.keeping import Kept
from models.generators.diffusion.points import POINTS, Points, point_numbers
from models.generators.diffusion.prefix import stages
from models.generators.diffusion.pushes import graph_bytes, pushes
from models.generators.diffusion.sampling import Step, denoised, standing_in
from models.generators.diffusion.scenes import alike, check_room, full_prompt
from models.generators.diffusion.schedulers import made_scheduler
from models.generators.diffusion.sigma import FIXED_SCENES, deviations
from models.generators.diffusion.sweeping import DiffusionSweep, point_prefixes
from models.generators.diffusion.text import Meaning, Read, Texts
from models.generators.diffusion.units import unit_columns
from models.generators.generator import Changes, Tensors

KEPT_SCENES = 16


class DiffusionGenerator:
    """See models.generators.generator.Generator for what it answers.

    Pictures have the size that a scene's prompt asks for; all scenes of one call must have the same.
    """

    def __init__(self, info: GeneratorInfo, pipeline: Any, device: torch.device) -> None:
        """pipeline: diffusers' StableDiffusionPipeline or StableDiffusionXLPipeline, its weights as stored.

        The pipeline becomes the generator's own: its parts are moved to the device (in float32 on the processor).
        """
        self.info, self.device = info, device
        self._tensors = component_tensors(pipeline)
        place(pipeline, device)
        self._pipeline, self.unet = pipeline, pipeline.unet
        self._texts, self.decoder = Texts(pipeline, device), Decoder(pipeline.vae)
        size = self.unet.config.sample_size
        self._size: tuple[int, int] = (size, size) if isinstance(size, int) else (size[0], size[1])
        self.columns = unit_columns(self.unet, max(self._size))
        self._kept: Kept[Scene, Points] = Kept(KEPT_SCENES)

    @property
    def scale(self) -> int:
        """Pixels to one of the latents, along one side."""
        return self.decoder.scale

    @property
    def tokenizer(self) -> Any:
        """What cuts prompts into tokens."""
        return self._texts.tokenizer

    @property
    def bytes_per_picture(self) -> int:
        """See Generator.bytes_per_picture: the U-Net's two looks at its widest, with its skips.

        Somewhat more than counted: 130 MiB of SD 1.5 in half precision (200 here), 315 MiB of SDXL (800).
        """
        widest = self.unet.config.block_out_channels[0] * self._size[0] * self._size[1]
        return 2 * 40 * widest * self.unet.dtype.itemsize

    @property
    def stages(self) -> list[nn.Module]:
        """See Generator.stages."""
        return [*stages(self.unet), *self.decoder.stages]

    @property
    def reentrant(self) -> bool:
        """See Generator.reentrant: edits hang on the U-Net while it samples."""
        return False

    # ---------------------------------------------------------------------------------------------------- scenes
    def prompt(self, scene: Scene) -> Prompt:
        """The scene's prompt with its size filled in. Raises UnlitError for a scene that it does not have."""
        height, width = (side * self.scale for side in self._size)
        return full_prompt(scene, (height, width), self.scale)

    def raw(
        self,
        scenes: Sequence[Scene],
        changes: Changes | None = None,
        meaning: Meaning | None = None,
        *,
        placed: Sequence[PlacedChanges] = (),
    ) -> Tensor:
        """See Generator.raw. meaning: what words mean otherwise.

        Raises UnlitError for a prompt that is too long, or scenes of several sizes.
        """
        prompts = [self.prompt(scene) for scene in scenes]
        if len({(prompt.height, prompt.width) for prompt in prompts}) > 1:
            raise UnlitError("These scenes have pictures of several sizes; they can only be made one by one.")
        pictures: dict[int, Tensor] = {}
        for group in alike(prompts):
            *_, last = self.sampling([scenes[number] for number in group], changes, None, meaning, placed)
            pictures.update(zip(group, self.decoder.raw(last.latents).split(1), strict=True))
        return torch.cat([pictures[number] for number in range(len(scenes))])

    def sampling(
        self,
        scenes: Sequence[Scene],
        changes: Changes | None = None,
        timed: TimedChanges | None = None,
        meaning: Meaning | None = None,
        placed: Sequence[PlacedChanges] = (),
    ) -> Iterator[Step]:
        """Sample scenes that are `alike`, a step at a time; `decoder` makes pictures of a step's latents.

        timed: changes that act in parts of sampling. placed: in parts of the picture. They cannot be baked.
        """
        edits = Edits(self.columns, self.sigma_of, [changes or {}], timed, placed)
        return self._denoised(scenes, edits, meaning or Meaning())

    def variants(self, scene: Scene, changes: Sequence[Changes]) -> Tensor:
        """See Generator.variants. Every row has the scene's own noise, that of the steps included."""
        edits = Edits(self.columns, self.sigma_of, changes)
        *_, last = self._denoised([scene] * len(changes), edits, Meaning())
        return self.decoder.raw(last.latents)

    def _denoised(self, scenes: Sequence[Scene], edits: Edits, meaning: Meaning) -> Iterator[Step]:
        prompts = [self.prompt(scene) for scene in scenes]
        first, told = prompts[0], self._texts.conditioning(prompts, meaning)
        check_room(first, self.decoder.bytes_for(first.height, first.width), memory_free(self.device))
        scheduler = made_scheduler(first.scheduler, self._pipeline.scheduler, first.steps, self.device)
        size = (first.height // self.scale, first.width // self.scale)
        return denoised(self.unet, scheduler, scenes, size, told, edits, meaning.weights)

    def read(self, texts: Sequence[str]) -> Iterator[Read]:
        """Texts as the U-Net reads them, one after the other. Raises UnlitError for one that is too long."""
        return self._texts.read(texts)

    # ---------------------------------------------------------------------------------------------------- search
    @property
    def probe_shape(self) -> tuple[int, ...]:
        """See Generator.probe_shape: points along the sampling, and latents of the generator's own size."""
        return (POINTS, self.unet.config.out_channels, *self._size)

    @property
    def probes_pictures(self) -> bool:
        """See Generator.probes_pictures."""
        return False

    def _points(self, scene: Scene) -> Points:
        return self._kept.get(scene, self._found_points)

    def _found_points(self, scene: Scene) -> Points:
        """Sampled once, as far as the last point. Raises UnlitError for another size than probes have."""
        prompt = self.prompt(scene)
        height, width = (side * self.scale for side in self._size)
        if (prompt.height, prompt.width) != (height, width):
            raise UnlitError(f"Units are searched for in pictures of the generator's own size, {width} × {height}.")
        told = self._texts.conditioning([prompt])
        scheduler = made_scheduler(prompt.scheduler, self._pipeline.scheduler, prompt.steps, self.device)
        numbers = point_numbers(len(scheduler.timesteps))
        steps: dict[int, Step] = {}
        for step in self.sampling([scene]):
            steps[step.number] = step
            if step.number == numbers[-1]:
                break
        chosen = [steps[number] for number in numbers]
        return Points(torch.cat([s.noisy for s in chosen]), [s.timestep for s in chosen], told, scheduler)

    @torch.no_grad()
    def glimpsed(self, scene: Scene, text: str, meaning: Meaning | None = None) -> Tensor:
        """What the points of the scene's sampling predict, asked for this text instead: float32 [POINTS, 4, h, w].

        On the processor. See Points.value. Raises UnlitError for a text that is too long.
        """
        points, means = self._points(scene), meaning or Meaning()
        told = self._texts.conditioning([replace(self.prompt(scene), text=text)], means)
        asked = Points(points.noisy, points.timesteps, told, points.scheduler)
        with standing_in(self.unet, means.weights):
            return torch.cat([asked.value(self.unet, point) for point in range(POINTS)]).cpu()

    def sweep(self, scene: Scene, layers: Sequence[str]) -> Iterator[DiffusionSweep]:
        """See Generator.sweep."""
        points = self._points(scene)
        asked = {name: columns for name, columns in self.columns.items() if name in layers}
        prefixes = point_prefixes(self.unet, points, asked)
        for columns in asked.values():
            yield DiffusionSweep(self.unet, columns, points, prefixes, lambda rows: self.variants(scene, rows))

    def pushes(self, scene: Scene, probes: Tensor, layers: Sequence[str], cap_gib: float = 0.0) -> dict[str, Tensor]:
        """See Generator.pushes."""
        points = self._points(scene)
        row = graph_bytes(self.columns, points.told.passes, self.unet.dtype.itemsize)
        rows = memory_for_batches(self.device, cap_gib) // row
        return pushes(self.unet, points, probes, {name: self.columns[name] for name in layers}, rows)

    def features(self, scene: Scene) -> Tensor:
        """See Generator.features: the middle up block in the middle of sampling."""
        mean, deviation = self._typical
        return (seen(self.unet, self._points(scene)) - mean) / deviation

    @cached_property
    def _typical(self) -> tuple[Tensor, Tensor]:
        return mean_and_deviation([seen(self.unet, self._points(scene)) for scene in FIXED_SCENES])

    # -------------------------------------------------------------------------------------------------- activity
    def values(self, scenes: Sequence[Scene]) -> dict[str, Tensor]:
        """See Generator.values."""
        with watched_values(self.columns, len(scenes)) as found:
            for _ in self.sampling([shortened(scene) for scene in scenes]):
                pass
        return found()

    def acting(self, scene: Scene, unit: UnitId) -> Tensor:
        """See Generator.acting."""
        prompt = self.prompt(scene)
        size = (prompt.height // self.scale, prompt.width // self.scale)
        with watched_places(self.columns[unit.layer], unit.index, size) as found:
            for _ in self.sampling([shortened(scene)]):
                pass
        return found()

    # --------------------------------------------------------------------------------------------------- weights
    @cached_property
    def sigma(self) -> Mapping[str, Tensor]:
        """Layer -> [units]: each unit's standard deviation over the places and steps of a few fixed scenes."""
        with deviations(self.columns) as found:
            for _ in self.sampling(FIXED_SCENES):
                pass
        return found()

    def sigma_of(self, unit: UnitId) -> float:
        """See Generator.sigma_of."""
        return float(self.sigma[unit.layer][unit.index])

    def tensors(self) -> Tensors:
        """See Generator.tensors."""
        return self._tensors

    def with_additions(self, add: Callable[[Any], None], own: Collection[str] = ()) -> DiffusionGenerator:
        """Another generator around the same numbers, to whose diffusers pipeline `add` may add what it likes.

        own: names within the U-Net of the tensors that `add` writes over.
        """
        pipeline = lent_pipeline(self._pipeline, own)
        add(pipeline)
        return DiffusionGenerator(self.info, pipeline, self.device)

    def baked(self, changes: Changes) -> dict[str, Tensor]:
        """See Generator.baked. Raises UnlitError for a shifted attention head."""
        return baked_columns(self.columns, self.sigma_of, self._tensors, changes)
