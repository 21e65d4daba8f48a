"""Where a camera stands before a tile, and where the tile's plane comes in the picture."""

from dataclasses import dataclass

import numpy as np

from mrapp.markers.advice import PHONE_FOCAL_PX
from mrapp.markers.proof.arrays import Float32, Float64
from mrapp.model.sightings import Camera

PHONE = Camera(1280, 720, (PHONE_FOCAL_PX, PHONE_FOCAL_PX), (639.5, 359.5))
"""A common phone while it looks for codes: 65 degrees wide, in frames of 1280x720."""


@dataclass(frozen=True)
class Stand:
    """How a camera looks at a tile.

    distance_m: from the lens to what it aims at; tilt_deg: between the line of sight and the tile's
    upright; turn_deg: from which side, counter-clockwise from the tile's x axis; aim_m: where on
    the tile's plane it points, x and y.
    """

    distance_m: float
    tilt_deg: float
    turn_deg: float = -90.0
    roll_deg: float = 0.0
    aim_m: tuple[float, float] = (0.0, 0.0)

    def camera_from_tile(self) -> Float64:
        """Return the matrix, (4, 4), from the frame `tile` to the frame `camera`."""
        tilt, turn, roll = np.radians((self.tilt_deg, self.turn_deg, self.roll_deg))
        side = np.array([np.cos(turn), np.sin(turn), 0.0])
        forward = -np.sin(tilt) * side - np.array([0.0, 0.0, np.cos(tilt)])
        # What lies further away is up in the picture, also for who looks straight down.
        right = np.cross(forward, -side + np.array([0.0, 0.0, np.sin(tilt)]))
        right /= np.linalg.norm(right)
        down = np.cross(forward, right)
        turned = np.array([[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]])
        matrix = np.eye(4)
        matrix[:3, :3] = np.vstack([turned @ np.vstack([right, down]), forward])
        eye = np.array([*self.aim_m, 0.0]) - self.distance_m * forward
        matrix[:3, 3] = -matrix[:3, :3] @ eye
        return matrix


def picture_from_plane(camera: Camera, camera_from_tile: Float64) -> Float64:
    """Return the homography, (3, 3), from x and y on the tile's plane, metres, to pixels."""
    plane: Float64 = camera.matrix() @ camera_from_tile[:3][:, [0, 1, 3]]
    return plane


def project(camera: Camera, camera_from_tile: Float64, points: Float64) -> Float64:
    """Return where points of the tile's frame, (..., 3), come in the picture, (..., 2) pixels."""
    flat = points.reshape(-1, 3) @ camera_from_tile[:3, :3].T + camera_from_tile[:3, 3]
    seen = flat @ camera.matrix().T
    return (seen[:, :2] / seen[:, 2:]).reshape(*points.shape[:-1], 2)


@dataclass(frozen=True, eq=False)
class Plane:
    """The tile's plane as each pixel sees it; arrays of the picture's shape, float32.

    x_m, y_m: where the pixel's ray meets the plane; depth_m: how far forward that is, at most
    `FAR_M`, which is also what a ray has that goes over the horizon; slant: the cosine between
    the ray and the plane's upright.
    """

    x_m: Float32
    y_m: Float32
    depth_m: Float32
    slant: Float32


FAR_M = 60.0


def plane_seen(camera: Camera, camera_from_tile: Float64) -> Plane:
    """Return the tile's plane as each pixel of a picture sees it."""
    width, height = camera.width_px, camera.height_px
    back = np.linalg.inv(picture_from_plane(camera, camera_from_tile)).astype(np.float32)
    u, v = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)[:, None]
    x, y, inverse = (row[0] * u + (row[1] * v + row[2]) for row in back)
    depth = 1.0 / np.maximum(inverse, np.float32(1 / FAR_M))
    (fx, fy), (cx, cy) = camera.focal_px, camera.centre_px
    length = np.sqrt(((u - cx) / fx) ** 2 + (((v - cy) / fy) ** 2 + 1))
    # The eye's height over the plane by the ray's length: the cosine of how it comes in.
    eye = np.linalg.inv(camera_from_tile)[2, 3]
    slant = np.clip(eye / (depth * length), 0.0, 1.0)
    return Plane(x * depth, y * depth, depth, slant.astype(np.float32))
