"""What is in a room.

Lengths are metres in a room whose x axis points right, y up and z away from the camera, which stands near x = z = 0;
the back wall is at z = depth, the side walls at x = -width / 2 and width / 2. Colours are HSV in [0, 1]. Flags are
0.0 or 1.0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from torch import Tensor

from models.samples.lamp_room.columns import Columns

LAMPS = 2
TABLE, FLOOR, PENDANT = range(3)
DAY, DUSK, NIGHT = range(3)
PLAIN_WALL, STRIPES, TWO_TONE, PANELS, DAMASK = range(5)
PLANKS, PLAIN_FLOOR, TILES = range(3)
LAMP_NAMES = ("table lamp", "floor lamp", "ceiling lamp")
TIME_NAMES = ("in daylight", "at dusk", "at night")


@dataclass(frozen=True, eq=False)
class Factors(Columns):
    """N rooms, one row each, float32 where nothing else is said. L = LAMPS. Lamp 0 always exists."""

    room: Tensor  # [N, 3] width, height, depth
    camera: Tensor  # [N, 5] x, y, yaw, pitch (radians), zoom
    time: Tensor  # [N] int64: DAY, DUSK or NIGHT
    daylight: Tensor  # [N] in [0, 1]: how bright that time of day is
    sun: Tensor  # [N, 3] strength (0 = overcast), slant sideways, slant down
    wall: Tensor  # [N, 3]
    accent: Tensor  # [N, 3] the second colour of a patterned wall
    wall_pattern: Tensor  # [N] int64: PLAIN_WALL, STRIPES, TWO_TONE, PANELS or DAMASK
    pattern: Tensor  # [N, 2] frequency (1/m), height of the dado
    floor: Tensor  # [N, 3]
    floor_kind: Tensor  # [N] int64: PLANKS, PLAIN_FLOOR or TILES
    floor_scale: Tensor  # [N] planks a metre
    rug: Tensor  # [N, 6] present, round, x, z, half width, half depth
    rug_colors: Tensor  # [N, 2, 3] field, band
    sofa: Tensor  # [N] 0 = a bed, 1 = a sofa
    seat: Tensor  # [N, 5] x, half width, length, height, height of the board above it
    seat_color: Tensor  # [N, 3] the blanket, or the sofa
    seat_colors: Tensor  # [N, 3, 3] sheet, board, cushions
    stand: Tensor  # [N, 4] side of lamp 0 (-1, 1), height, half width, gap to the seat
    second_stand: Tensor  # [N] 1 = there is a stand on the other side too
    stand_color: Tensor  # [N, 3]
    wardrobe: Tensor  # [N, 3] present, gap, height
    wardrobe_color: Tensor  # [N, 3]
    bench: Tensor  # [N, 3] present, x, z
    bench_color: Tensor  # [N, 3]
    window: Tensor  # [N, 6] present, x, y, half width, half height, crossbars
    curtain: Tensor  # [N]
    window_colors: Tensor  # [N, 2, 3] frame, curtain
    picture: Tensor  # [N, 2, 6] present, x, y, half width, half height, motif
    picture_colors: Tensor  # [N, 2, 3, 3] two paints, frame
    lamp_present: Tensor  # [N, L]
    lamp_kind: Tensor  # [N, L] int64: TABLE, FLOOR or PENDANT
    lamp_position: Tensor  # [N, L, 3] where it stands, or hangs from
    lamp_shape: Tensor  # [N, L, 4] lower radius, upper radius, shade height, stem (or cord) length
    lamp_globe: Tensor  # [N, L] 1 = a glass ball instead of a shade
    lamp_shade: Tensor  # [N, L, 3]
    lamp_base: Tensor  # [N, L, 3]
    lamp_warmth: Tensor  # [N, L] colour of the light: 0 candle, 1 nearly white
    lamp_intensity: Tensor  # [N, L] where the dimmer stands, 0 = unlit to 1.15; light grows with its square


def relight(factors: Factors, intensities: Tensor) -> Factors:
    """The same rooms with other lamp intensities [N, L], 0 = unlit to 1.15; absent lamps stay dark."""
    present = factors.lamp_present
    return replace(factors, lamp_intensity=intensities.to(present) * present)
