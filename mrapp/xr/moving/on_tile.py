"""Where the stage must stand for the city to be where a tile lies."""

import math

from mrapp.app.marker_tracking import TileFound
from mrapp.xr.frames import Vec3
from mrapp.xr.moving.tabletop import TileLies, with_under
from mrapp.xr.rig import StagePlace


def lying(found: TileFound) -> TileLies:
    """Return how a tile lies in the stage."""
    matrix = found.anchor.matrix
    top_x, _, top_z = matrix[:3, 1].tolist()
    # Clockwise from where the stage looks, seen from above.
    turned_rad = math.atan2(top_x, -top_z)
    x, y, z = matrix[:3, 3].tolist()
    return TileLies((x, y, z), (found.tile.heading_rad - turned_rad) % math.tau)


def life_size_on(lies: TileLies, place: Vec3) -> StagePlace:
    """Return the place of the stage in which a tile is where it belongs, local metres."""
    return with_under(StagePlace(heading_rad=lies.stage_heading_rad), place, lies.middle)
