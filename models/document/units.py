"""Units and layers: what can be switched off, and how people name it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec

from models.document.errors import UnlitError

# Of style-based generators: a convolution's style channels, and the colour knobs of toRGB. Of diffusion (METHODS 2.1):
# hidden units of a feed-forward net, input channels of a resnet's second convolution, attention heads.
LayerKind = Literal["conv", "torgb", "feed-forward", "conv2", "self-attention", "cross-attention"]
_UNIT_TEXT = re.compile(r"\s*([A-Za-z][\w.]*?)\s*[/:\s]\s*(\d{1,6})\s*")


class UnitId(msgspec.Struct, frozen=True, order=True):
    """Unit `index` (from 0) of the layer with that name, written `b32.conv1/265`."""

    layer: str
    index: Annotated[int, msgspec.Meta(ge=0, lt=2**31)]

    def __str__(self) -> str:
        return f"{self.layer}/{self.index}"


class Layer(msgspec.Struct, frozen=True):
    """One layer with units.

    name: the field's standard name (`b32.conv1`, or the U-Net's module as diffusers calls it). kind: what its units
    are. units: how many. resolution: pixels of the layer's output along one side (for diffusion: of the latent, at the
    generator's own size). aliases: the same layer's names in other programs.
    """

    name: str
    kind: LayerKind
    units: int
    resolution: int
    aliases: tuple[str, ...] = ()

    def unit_ids(self) -> tuple[UnitId, ...]:
        """All units of the layer, in order."""
        return tuple(UnitId(self.name, i) for i in range(self.units))


class NamedUnit(msgspec.Struct, frozen=True):
    """A unit whose part in the pictures is known, and the word for it.

    moved: how far it moves what it is named after when it is ablated, in standard deviations of that over pictures.
    rest: how far all else moves, likewise.
    """

    unit: UnitId
    name: str
    moved: float
    rest: float


def find_unit(text: str, layers: tuple[Layer, ...]) -> UnitId:
    """`b32.conv1/265`, `layer8/265` or `convs.5/265` -> UnitId under the layer's own name.

    Raises UnlitError when the text names no unit of these layers.
    """
    match = _UNIT_TEXT.fullmatch(text)
    if match is None:
        raise UnlitError(f"“{text}” is not a unit; write it as layer/number, for example b32.conv1/265.")
    name, index = match[1], int(match[2])
    layer = next((layer for layer in layers if name == layer.name or name in layer.aliases), None)
    if layer is None:
        raise UnlitError(f"This generator has no layer named “{name}”.")
    if index >= layer.units:
        raise UnlitError(f"Layer {layer.name} has units 0 to {layer.units - 1}; there is no unit {index}.")
    return UnitId(layer.name, index)
