"""How the city lies on a tile, and where the plan is for who looks another way."""

import math

import numpy as np
import pytest

from mrapp.ar.placing import Side, way_to
from mrapp.model.sightings import Camera

CAMERA = Camera(1280, 720, (1000.0, 1000.0), (639.5, 359.5))


@pytest.mark.parametrize(
    ("turned_deg", "down_deg", "side"),
    [
        (0, 0, None),
        (30, 0, None),
        (40, 0, Side.LEFT),
        (-40, 0, Side.RIGHT),
        (170, 0, Side.LEFT),
        (-170, 0, Side.RIGHT),
        (0, 25, Side.UP),
        (0, -25, Side.DOWN),
        # Who looks down at a tile at the feet has the plan above the picture, wherever that is.
        (10, 70, Side.UP),
    ],
)
def test_it_is_told_which_way_the_plan_is(
    turned_deg: float, down_deg: float, side: Side | None
) -> None:
    """The plan is 50 m north; the camera looks there, turned to the right and down."""
    turned, down = math.radians(turned_deg), math.radians(down_deg)
    ahead = np.array(
        [math.sin(turned) * math.cos(down), math.cos(turned) * math.cos(down), -math.sin(down)]
    )
    right = np.array([math.cos(turned), -math.sin(turned), 0.0])
    local_from_camera = np.eye(4)
    local_from_camera[:3, :3] = np.column_stack([right, np.cross(ahead, right), ahead])
    local_from_camera[:3, 3] = 3.0, 4.0, 1.5
    assert way_to((3.0, 54.0, 1.5), local_from_camera, CAMERA) is side
