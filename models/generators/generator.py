"""The protocol every generator answers. Search and edits ask nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import torch
from torch import Tensor, nn

from models.document.generator_info import GeneratorInfo
from models.document.recipe import Change, PlacedChanges
from models.document.scene import Scene
from models.document.units import Layer, UnitId

Changes = Mapping[UnitId, Change]
Tensors = Mapping[str, Tensor]


class LayerSweep(Protocol):
    """One scene, run up to one layer: from here its units can be ablated in batches, sharing what came before."""

    @property
    def layer(self) -> Layer: ...

    def ablated(self, units: Sequence[int]) -> Tensor:
        """Raw float32 [1 + len(units), 3, R, R]: the scene as it is, then with each of these units alone ablated.

        The unchanged scene rides in the same batch: rounding depends on the batch, and so cancels in differences.
        """
        ...

    def probed(self, units: Sequence[int]) -> Tensor:
        """Float32 [1 + len(units), *probe_shape]: the same, exactly, in the space that probes are drawn in.

        Where that space is the picture (`probes_pictures`) it is `ablated`; a diffusion generator, whose pictures take
        many steps, answers with what a few single steps predict.
        """
        ...


class Generator(Protocol):
    """What a generator is asked. Raw is its own output, about [-1, 1], not clamped; R is its resolution."""

    @property
    def info(self) -> GeneratorInfo:
        """Its card: layers and their units, resolution, fingerprint."""
        ...

    @property
    def device(self) -> torch.device: ...

    @property
    def bytes_per_picture(self) -> int:
        """An estimate of the memory one more picture in a batch takes at its largest moment."""
        ...

    @property
    def stages(self) -> Sequence[nn.Module]:
        """What runs one after the other while a picture is made: between two of them it may be left."""
        ...

    @property
    def reentrant(self) -> bool:
        """Whether another picture may be made between two stages of one: none leaves anything in the network."""
        ...

    def raw(
        self, scenes: Sequence[Scene], changes: Changes | None = None, *, placed: Sequence[PlacedChanges] = ()
    ) -> Tensor:
        """Float32 [len(scenes), 3, R, R] on `device`: the scenes, with these units changed.

        placed: changes in parts of the picture (METHODS 1.2). They cannot be baked.
        Raises UnlitError for a scene it does not have (a class or a latent of another shape).
        """
        ...

    def sweep(self, scene: Scene, layers: Sequence[str]) -> Iterator[LayerSweep]:
        """The named layers one after the other, in the order in which the generator runs them.

        Each sweep is valid until the next one is asked for; only one layer's input is held at a time.
        """
        ...

    def variants(self, scene: Scene, changes: Sequence[Changes]) -> Tensor:
        """Raw float32 [len(changes), 3, R, R]: one scene under each of these sets of changes; {} is the scene itself.

        One batch, run together from the first layer that any of them changes.
        """
        ...

    @property
    def probe_shape(self) -> tuple[int, ...]:
        """The shape of the space that probes are drawn in; rows and columns come last (regions are resized to them)."""
        ...

    @property
    def probes_pictures(self) -> bool:
        """Whether probes are drawn in raw pictures, so that `probe_shape` is (3, R, R)."""
        ...

    def pushes(self, scene: Scene, probes: Tensor, layers: Sequence[str], cap_gib: float = 0.0) -> dict[str, Tensor]:
        """How ablating each unit alone changes the scene along each probe, to first order (METHODS 1.6).

        probes: float32 [K, *probe_shape]. Returns layer -> float32 [K, units] on the processor, for the named layers:
        the probe's inner product with the linearised change, `r_k . J_u (-s_u)`, from K vector-Jacobian products for
        all units at once. Always finite: half precision that overflows is done again in single. cap_gib: memory it may
        take at most, 0 for what is free; with little, less is kept for the way back and more is computed again.
        """
        ...

    def features(self, scene: Scene) -> Tensor:
        """Float32 [C, H, W] on the processor: what the middle layers see at each place.

        Each channel is standardised by a fixed set of scenes, so that places in different scenes can be compared: for
        finding the same thing elsewhere (METHODS 3).
        """
        ...

    def sigma_of(self, unit: UnitId) -> float:
        """The unit's standard deviation over the generator's pictures, which shifts are counted in."""
        ...

    def values(self, scenes: Sequence[Scene]) -> dict[str, Tensor]:
        """Layer -> float32 [len(scenes), units] on the processor: how active every unit is in each scene.

        scenes: alike but for their seeds. A style channel's value is its style; of diffusion it is the unit's mean over
        all places and steps of a short sampling, with the prompt.
        """
        ...

    def acting(self, scene: Scene, unit: UnitId) -> Tensor:
        """Float32 [H, W] on the processor, never negative: how much a unit acts at each place of the scene.

        A style has no place by itself: how much ablating it changes the picture there. Of diffusion: how large the
        unit is there, mean over the steps of a short sampling.
        """
        ...

    def tensors(self) -> Tensors:
        """The pristine weights under their canonical names, as stored (precision included)."""
        ...

    def baked(self, changes: Changes) -> dict[str, Tensor]:
        """New values, float32 on the processor, of just those tensors that the changes touch (METHODS 1.4)."""
        ...
