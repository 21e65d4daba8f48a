"""Which pictures a proof is made of: distances, tilts, conditions; each picture has its seed.

The seeds come from the condition, the tilt and the number, not from the tile and not from the
distance: all tiles are tried in the same pictures, near and far, so that none comes short by chance
where another passes.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import numpy as np

from mrapp.markers.advice import STANDING_M, reading_m
from mrapp.markers.proof.conditions import PAVEMENT, QUICK, TABLE, Condition
from mrapp.markers.proof.viewing import Stand
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import Tile

Level = Literal["quick", "full"]

WALKING_TILTS_DEG = (15.0, 35.0, 55.0)
"""How aslant a tile is seen by who comes to it: at 1.5 m, a phone held at 1.35 m over the paving
looks 26 degrees aslant, and one in the hand of a child or of somebody in a wheelchair, at 0.85 m,
55 degrees."""

_TIMES = 4.5  # a larger tile is for more people at once: so many of its sides away
_TABLE_TIMES = 4.0
_AT_LEAST = 2.0  # sides of the tile: nearer, it does not fit in the picture
_DECIDING = 24
"""Pictures for each ordinary condition and tilt at the distance from which a tile is to be read,
where its reach is decided: 216 in all tell a share of 75 % to 6 %, 36 to 14 %."""


@dataclass(frozen=True)
class Case:
    """One picture of a proof: what, from where, and the seeds of what lies there and of its noise.

    number: which of the repeats it is; for_reach: whether it is beside the grid, to tell the reach
    from enough pictures; distance_m and tilt_deg are those of the grid, `stand` is where the camera
    is, a little beside.
    """

    condition: Condition
    distance_m: float
    tilt_deg: float
    number: int
    for_reach: bool
    stand: Stand
    seeds: tuple[int, int]


def read_distance_m(tile: Tile, wished_m: float | None = None) -> float:
    """Return from how far a tile is to be read, in whole centimetres.

    As wished, but not from so near that it does not fit in the picture. wished_m: None, as long as
    nobody says something else: in the street from where one stands, and a large tile from further;
    on a table from its edge.
    """
    side_m = tile.size_mm / 1000
    if wished_m is not None:
        return round(max(wished_m, _AT_LEAST * side_m), 2)
    usual = _TABLE_TIMES * side_m if tile.sheet else max(STANDING_M, _TIMES * side_m)
    return round(usual * 20) / 20


def distances_m(layout: TileLayout, read_m: float) -> tuple[float, ...]:
    """Return the distances of a proof: up to where it is to be read, and around where it can be."""
    sharp = reading_m(layout)
    wished = [read_m, 0.7 * read_m, 0.4 * read_m, 1.35 * sharp, 1.75 * sharp, sharp, 0.65 * sharp]
    kept: list[float] = []
    for each in wished:
        at = round(max(each, _AT_LEAST * layout.size_m), 2)
        if all(not 0.85 < at / other < 1.18 for other in kept):
            kept.append(at)
    return tuple(sorted(kept))


def conditions_of(tile: Tile, level: Level) -> tuple[Condition, ...]:
    """Return the conditions for a tile: of the street, or of a table for a sheet."""
    all_of_them = TABLE if tile.sheet else PAVEMENT
    return tuple(each for each in all_of_them if level == "full" or each.key in QUICK)


def cases(
    tile: Tile,
    layout: TileLayout,
    read_m: float,
    level: Level,
    conditions: tuple[Condition, ...],
) -> tuple[Case, ...]:
    """Return all pictures of a proof; those of one row of the report stand together."""
    distances = distances_m(layout, read_m)
    if level == "quick":
        distances = tuple(at for at in distances if at >= 0.6 * read_m)[:3]
    return tuple(
        _case(tile.size_mm, condition, distance, tilt, number, for_reach=for_reach)
        for condition in conditions
        for distance in distances
        for tilt in _tilts(condition, level)
        for number, for_reach in _numbers(condition, distance, read_m, level)
    )


def _tilts(condition: Condition, level: Level) -> tuple[float, ...]:
    if condition.tilts_deg:
        return condition.tilts_deg
    return WALKING_TILTS_DEG if level == "full" or condition.ordinary else WALKING_TILTS_DEG[1:]


def _repeats(condition: Condition, wanted: bool, level: Level) -> int:
    if level == "quick":
        return 2 if condition.ordinary else 1
    if condition.tilts_deg:
        return 4
    return 4 if condition.ordinary else 2 if wanted else 1


def _numbers(
    condition: Condition, distance_m: float, read_m: float, level: Level
) -> list[tuple[int, bool]]:
    """Return the number of each repeat, and whether it is beside the grid, for the reach."""
    grid = _repeats(condition, distance_m <= read_m, level)
    decides = level == "full" and condition.ordinary and distance_m == read_m
    return [(number, number >= grid) for number in range(_DECIDING if decides else grid)]


def _case(
    size_mm: float,
    condition: Condition,
    distance_m: float,
    tilt_deg: float,
    number: int,
    *,
    for_reach: bool,
) -> Case:
    named = f"{condition.key} {tilt_deg:.0f} {number}"
    rng = np.random.default_rng(int.from_bytes(sha256(named.encode()).digest()[:8], "big"))
    # People aim so that all of the tile is in the picture.
    room = max(0.0, 0.3 * distance_m - 0.72 * size_mm / 1000)
    beside = rng.uniform(-1, 1, 2) * min(0.1 * distance_m, room)
    stand = Stand(
        distance_m * rng.uniform(0.96, 1.04),
        tilt_deg + rng.uniform(-4, 4),
        rng.uniform(0, 360),
        rng.uniform(-10, 10),
        (float(beside[0]), float(beside[1])),
    )
    seeds = rng.integers(2**31, size=2)
    pair = (int(seeds[0]), int(seeds[1]))
    return Case(condition, distance_m, tilt_deg, number, for_reach, stand, pair)
