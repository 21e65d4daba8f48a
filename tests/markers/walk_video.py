"""A walk past a tile in the pavement, rendered with the truth of each frame beside it."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.app.tiles.address import check_of, tile_address
from mrapp.markers.codes import qr_modules
from mrapp.markers.proof.ground import GREY_SLABS
from mrapp.markers.proof.lighting import Light
from mrapp.markers.proof.picturing import Laid, Scene, picture_of
from mrapp.markers.proof.printing import Print, printed
from mrapp.markers.proof.sensing import Hand
from mrapp.markers.proof.soiling import Soil
from mrapp.markers.proof.viewing import PHONE, Stand
from mrapp.markers.raster import codes_raster
from mrapp.model.sightings import Camera
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import Tile, TilePlace

Float64 = NDArray[np.float64]
Picture = NDArray[np.uint8]

HOST = "spoorzone.example"
KEY = bytes(range(32))
RATE, SECONDS = 30.0, 7.0
"""Frames a second, and how long the walk takes."""

_ID = "7K3F9Q2M"
_PX_PER_MM = 4.0
_SCENE = Scene(
    GREY_SLABS, Light(12_000.0, uneven=0.1), Soil(dust=0.05, worn=0.01), hand=Hand(turns_deg_s=20)
)
_TINT = np.array([0.93, 0.98, 1.0])  # BGR: grey stone in daylight is a little warm


def walked_tile() -> Tile:
    """Return the tile in the walk: 300 mm, of the project whose key is `KEY` and host `HOST`."""
    check = check_of(KEY, HOST, _ID)
    place = TilePlace(x=105_000.0, y=425_000.0, nap=1.2)
    return Tile(id=_ID, check=check, name={"nl": "Station"}, place=place, tags=(11, 12, 13, 14))


def walk(frames: int = 210, seed: int = 7) -> Iterator[tuple[Picture, Float64, Camera]]:
    """Return each frame of the walk, (720, 1280, 3) BGR, with camera_from_tile and the camera.

    Somebody comes from 2.1 m to 1.1 m, goes a quarter round the tile and back to 2 m, in 7 seconds
    of 30 frames each; `frames` is how many of these are wanted. The hand trembles, each step is
    felt.
    """
    tile = walked_tile()
    modules = qr_modules(tile_address(HOST, tile.code)).modules
    layout = TileLayout(tile.size_mm / 1000, modules.shape[0])
    art = codes_raster(layout, tile.tags, modules, _PX_PER_MM)
    laid = Laid(printed(art, _PX_PER_MM, Print()), layout.size_m)
    for frame in range(frames):
        pose = _stand(frame / RATE, seed).camera_from_tile()
        grey = picture_of(laid, _SCENE, pose, (seed, 1000 * seed + frame))
        yield np.rint(grey[..., None] * _TINT).astype(np.uint8), pose, PHONE


def _stand(time_s: float, seed: int) -> Stand:
    part = time_s / SECONDS
    near = 0.5 - 0.5 * np.cos(2 * np.pi * part * 0.9)
    distance = 2.1 - 1.0 * near + 0.015 * np.sin(2 * np.pi * 1.9 * time_s)
    # Held at about 1.2 m over the ground from afar, lower from nearby.
    tilt = np.degrees(np.arccos(np.clip(0.35 + 0.48 / distance, 0, 1)))
    tremble = [
        sum(a * np.sin(2 * np.pi * f * time_s + p + seed) for a, f in ((0.25, 3.1), (0.08, 8.3)))
        for p in (0.0, 2.1, 4.2)
    ]
    sway = 0.012 * np.sin(2 * np.pi * 0.95 * time_s)
    aim = (0.03 * np.sin(2 * np.pi * part) + sway, 0.05 * np.cos(3 * np.pi * part))
    turn = -110.0 + 90.0 * part + tremble[0]
    return Stand(distance, tilt + tremble[1], turn, 4 * np.sin(7 * part) + tremble[2], aim)


def write_walk(path: Path, frames: int = 210, seed: int = 7) -> list[Float64]:
    """Write the walk as a video (mp4) and return camera_from_tile of each frame."""
    writer = cv2.VideoWriter(
        str(path),
        cv2.VideoWriter.fourcc(*"mp4v"),
        RATE,
        (PHONE.width_px, PHONE.height_px),
    )
    assert writer.isOpened(), path
    poses = []
    for picture, pose, _camera in walk(frames, seed):
        writer.write(picture)
        poses.append(pose)
    writer.release()
    return poses
