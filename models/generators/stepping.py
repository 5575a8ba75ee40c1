"""The other half of a style-based generator: from styles to pictures layer by layer, started and left anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Generic, Protocol, TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from models.device import memory_for_batches
from models.document.generator_info import GeneratorInfo
from models.document.recipe import Change, PlacedChanges
from models.document.scene import Scene
from models.document.units import Layer, UnitId
from models.generators.generator import Changes, Tensors
from models.generators.mapping import Dense
from models.generators.mapping import Mapping as MappingNetwork
from models.generators.places import Frame, Places, places_of
from models.generators.styles import StyleConfig, StyleGenerator, Styles

State = Any  # what flows between layers is the network's own affair
# What a backward pass takes, in pictures of a forward pass (measured): what it keeps, that with each layer run again,
# and what every probe takes beside it.
GRAPH, SPARING_GRAPH, PROBE = 3.0, 1.5, 1.5
COARSEST, FINEST = 32, 64  # pixels along one side of the layers that features are taken from
TYPICAL_SCENES = 16


class StyledLayer(Protocol):
    """A layer with a modulated convolution, which is a torch module."""

    affine: Dense


class Synthesis(Protocol):
    """Styles -> picture, one named layer after the other. The batch is 1 until styles bring more."""

    layer_names: list[str]

    def styles(self, ws: Tensor) -> dict[str, Tensor]:
        """ws [N, num_ws, w_dim] -> every layer's styles [N, units]."""
        ...

    def layer(self, name: str) -> StyledLayer:
        """The layer of that name."""
        ...

    def frame(self, name: str) -> Frame:
        """The picture in the layer's input."""
        ...

    def step(
        self, name: str, state: State, styles: Styles, *, half: bool = True, places: Places | None = None
    ) -> State:
        """Run one layer. half: in half precision where the layer may and the device is a GPU. places: where its styles
        are others.
        """
        ...

    def seen(self, name: str, state: State) -> Tensor:
        """What the layer made of the picture, [N, C, H, W], without any margin around it."""
        ...

    def picture(self, state: State) -> Tensor:
        """Raw float32 [N, 3, R, R], of the state after the last layer."""
        ...


class StyleNetwork(Protocol):
    """Mapping and synthesis, with their weights."""

    @property
    def mapping(self) -> MappingNetwork: ...
    @property
    def synthesis(self) -> Synthesis: ...


N = TypeVar("N", bound=StyleNetwork)


class StyleSweep:
    """See models.generators.generator.LayerSweep."""

    def __init__(self, layer: Layer, style: Tensor, finish: Callable[[Tensor], Tensor]) -> None:
        """style: [1, units] of the layer. finish: other styles of it, [N, units], to raw [N, 3, R, R]."""
        self.layer, self._style, self._finish = layer, style, finish

    @torch.no_grad()
    def ablated(self, units: Sequence[int]) -> Tensor:
        """See LayerSweep.ablated. Only this layer sees different styles; every later one is a plain convolution."""
        style = self._style.repeat(1 + len(units), 1)
        style[torch.arange(len(units)) + 1, torch.as_tensor(units)] = 0
        return self._finish(style)

    def probed(self, units: Sequence[int]) -> Tensor:
        """See LayerSweep.probed: probes are drawn in pictures."""
        return self.ablated(units)


class SteppingGenerator(StyleGenerator, Generic[N]):
    """A StyleGenerator with a synthesis. See models.generators.generator.Generator for what it answers."""

    def __init__(
        self, info: GeneratorInfo, config: StyleConfig, tensors: Tensors, device: torch.device, network: N
    ) -> None:
        """network: with the tensors as its weights, on the device."""
        super().__init__(info, config, tensors, device)
        self.network = network

    @property
    def mapping(self) -> MappingNetwork:
        """See StyleGenerator.mapping."""
        return self.network.mapping

    @property
    def synthesis(self) -> Synthesis:
        """From styles to pictures."""
        return self.network.synthesis

    def affine(self, layer: str) -> Dense:
        """See StyleGenerator.affine."""
        return self.network.synthesis.layer(layer).affine

    @property
    def stages(self) -> list[nn.Module]:
        """See Generator.stages: the layers."""
        layers: list[Any] = [self.synthesis.layer(name) for name in self.synthesis.layer_names]
        return layers

    @property
    def reentrant(self) -> bool:
        """See Generator.reentrant: what flows between layers is held by whoever runs them."""
        return True

    @property
    def bytes_per_picture(self) -> int:
        """See Generator.bytes_per_picture."""
        raise NotImplementedError

    def start(self, scenes: Sequence[Scene], styles: Styles) -> State:
        """Before the first layer."""
        raise NotImplementedError

    # -------------------------------------------------------------------------------------------------- pictures
    @torch.no_grad()
    def raw(
        self, scenes: Sequence[Scene], changes: Changes | None = None, *, placed: Sequence[PlacedChanges] = ()
    ) -> Tensor:
        """See Generator.raw."""
        styles = self.synthesis.styles(torch.cat([self.ws(scene) for scene in scenes]))
        places = self._places(styles, changes or {}, placed)
        return self._finished(self.changed(styles, changes or {}), self.start(scenes, styles), places=places)

    def _places(self, styles: Styles, changes: Changes, placed: Sequence[PlacedChanges]) -> dict[str, Places]:
        """Layer -> where its styles are others."""

        def sigma(unit: UnitId) -> float:
            return float(self.sigma[unit.layer][unit.index])

        names = {unit.layer for each in placed for unit in each.changes}
        frame = self.synthesis.frame
        return {name: places_of(name, styles[name], changes, placed, frame(name), sigma) for name in names}

    def sweep(self, scene: Scene, layers: Sequence[str]) -> Iterator[StyleSweep]:
        """See Generator.sweep."""
        styles = self._styles(scene)
        for number, (layer, state) in enumerate(zip(self.info.layers, self._states(scene, styles), strict=False)):
            if layer.name in layers:
                finish = partial(self._with_style, layer.name, styles=styles, state=state, number=number)
                yield StyleSweep(layer, styles[layer.name], finish)

    @torch.no_grad()
    def variants(self, scene: Scene, changes: Sequence[Changes]) -> Tensor:
        """See Generator.variants."""
        styles, names = self._styles(scene), self.synthesis.layer_names
        first = min((names.index(unit.layer) for each in changes for unit in each), default=len(names) - 1)
        each = [self.changed(styles, change) for change in changes]
        together = {name: torch.cat([changed[name] for changed in each]) for name in names[first:]}
        state = next(state for number, state in enumerate(self._states(scene, styles)) if number == first)
        return self._finished(together, state, first)

    @torch.no_grad()
    def _styles(self, scene: Scene) -> Styles:
        return self.synthesis.styles(self.ws(scene))

    def _states(self, scene: Scene, styles: Styles) -> Iterator[State]:
        """What comes before each layer in turn, and after the last one."""
        with torch.no_grad():
            state = self.start([scene], styles)
        for name in self.synthesis.layer_names:
            yield state
            with torch.no_grad():
                state = self.synthesis.step(name, state, styles)
        yield state

    def _finished(
        self, styles: Styles, state: State, start: int = 0, places: Mapping[str, Places] | None = None
    ) -> Tensor:
        """All layers from number `start` on."""
        for name in self.synthesis.layer_names[start:]:
            state = self.synthesis.step(name, state, styles, places=places.get(name) if places else None)
        return self.synthesis.picture(state)

    def _with_style(self, name: str, style: Tensor, *, styles: Styles, state: State, number: int) -> Tensor:
        return self._finished({**styles, name: style}, state, number)

    # -------------------------------------------------------------------------------------------------- activity
    @torch.no_grad()
    def values(self, scenes: Sequence[Scene]) -> dict[str, Tensor]:
        """See Generator.values. No picture is made for it."""
        styles = self.synthesis.styles(self.ws_of_seeds(scenes))
        return {name: style.float().cpu() for name, style in styles.items()}

    def acting(self, scene: Scene, unit: UnitId) -> Tensor:
        """See Generator.acting: the absolute change that ablating it makes, mean over colours."""
        pictures = self.variants(scene, [{}, {unit: Change(0.0, 0.0)}])
        return (pictures[1] - pictures[0]).abs().mean(0).cpu()

    # ---------------------------------------------------------------------------------------------------- probes
    @property
    def probe_shape(self) -> tuple[int, ...]:
        """See Generator.probe_shape."""
        return (3, self.info.resolution, self.info.resolution)

    @property
    def probes_pictures(self) -> bool:
        """See Generator.probes_pictures."""
        return True

    def pushes(self, scene: Scene, probes: Tensor, layers: Sequence[str], cap_gib: float = 0.0) -> dict[str, Tensor]:
        """See Generator.pushes."""
        memory = memory_for_batches(self.device, cap_gib)
        found = self._pushes(scene, probes, layers, memory, half=True)
        if all(bool(each.isfinite().all()) for each in found.values()):
            return found
        return self._pushes(scene, probes, layers, memory, half=False)

    def _pushes(
        self, scene: Scene, probes: Tensor, layers: Sequence[str], memory: int, *, half: bool
    ) -> dict[str, Tensor]:
        """One forward pass, then a batched backward pass for as many probes at once as memory allows."""
        styles = {**self._styles(scene)}
        for name in layers:
            styles[name].requires_grad_()
        sparing = memory < (GRAPH + 4 * PROBE) * self.bytes_per_picture
        room = memory - (SPARING_GRAPH if sparing else GRAPH) * self.bytes_per_picture
        picture = self._traced(scene, styles, half=half, sparing=sparing)
        named, gradients = [styles[name] for name in layers], []
        for some in probes.to(self.device)[:, None].split(max(1, int(room / (PROBE * self.bytes_per_picture)))):
            gradients.append(torch.autograd.grad(picture, named, some, retain_graph=True, is_grads_batched=True))
        return {
            name: (torch.cat(each)[:, 0] * -styles[name].detach()).cpu()
            for name, *each in zip(layers, *gradients, strict=True)
        }

    @torch.enable_grad()
    def _traced(self, scene: Scene, styles: Styles, *, half: bool, sparing: bool) -> Tensor:
        """The picture, with what a backward pass needs. sparing: each layer is run again there, and less is kept."""
        state = self.start([scene], styles)
        step = partial(checkpoint, self.synthesis.step, use_reentrant=False) if sparing else self.synthesis.step
        for name in self.synthesis.layer_names:
            state = step(name, state, styles, half=half)
        return self.synthesis.picture(state)

    # -------------------------------------------------------------------------------------------------- features
    def features(self, scene: Scene) -> Tensor:
        """See Generator.features."""
        mean, deviation = self._typical
        return (self._seen(scene) - mean) / deviation

    @cached_property
    def _typical(self) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation of every feature over some scenes that are always the same, [C, 1, 1] each."""
        classes = self.info.classes
        scenes = [
            Scene(seed, self.info.truncation, class_index=seed % classes if classes else None)
            for seed in range(TYPICAL_SCENES)
        ]
        moments = [torch.stack([seen.mean((1, 2)), seen.square().mean((1, 2))]) for seen in map(self._seen, scenes)]
        mean, square = torch.stack(moments).double().mean(0)
        deviation = (square - mean.square()).clamp_min(1e-12).sqrt()
        return mean.float()[:, None, None], deviation.float()[:, None, None]

    def _seen(self, scene: Scene) -> Tensor:
        """Float32 [C, H, W] on the processor: the middle layers, on the grid of the finest of them.

        Those just below the picture's resolution tell things apart best; coarser ones blur a lamp into its wall.
        """
        finest, found = min(FINEST, self.info.resolution // 2), []
        states = self._states(scene, self._styles(scene))
        next(states)
        for layer, state in zip(self.info.layers, states, strict=True):
            seen = self.synthesis.seen(layer.name, state)
            if found and seen.shape[-1] > finest:
                break
            if layer.kind == "conv" and seen.shape[-1] >= min(COARSEST, finest):
                found.append(seen.float())
        sizes = found[-1].shape[-2:]
        return torch.cat([F.interpolate(seen, sizes, mode="bilinear") for seen in found], 1)[0].cpu()
