"""A camera that a test holds: pictures of a tile on a table, drawn with the truth beside them."""

import json
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.app.tiles.address import check_of, tile_address
from mrapp.ar.frames import Frame
from mrapp.markers.cameras import assumed_camera
from mrapp.markers.codes import qr_modules
from mrapp.markers.raster import codes_raster
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import Tile, TileOpens, TilePlace, TileState
from tests.ui.small import X, Y

Array = NDArray[np.float64]

KEY, HOST = bytes(range(32)), "spoorzone.example"
SIZE_PX = (960, 540)
CAMERA = assumed_camera(*SIZE_PX)
TABLE = 90
_PX_PER_MM = 3.0


def tile(
    tile_id: str = "7K3F9Q2M",
    tags: tuple[int, int, int, int] = (11, 12, 13, 14),
    state: TileState = TileState.PLACED,
) -> Tile:
    """Return a tile of 300 mm amid the houses of the small town, that opens its variant."""
    return Tile(
        id=tile_id,
        check=check_of(KEY, HOST, tile_id),
        name={"nl": "Marktplein", "en": "Market square"},
        place=TilePlace(x=X + 5.0, y=Y + 100.0, nap=1.0),
        tags=tags,
        state=state,
        opens=TileOpens(variant="high"),
    )


def lay_tiles(folder: Path, *tiles: Tile) -> None:
    """Put tiles into a project."""
    file = folder / "project.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    told["tiles"] = [each.model_dump(mode="json", exclude_none=True) for each in tiles]
    told["tiling"] = {"host": HOST}
    file.write_text(json.dumps(told), encoding="utf-8")


def pose(distance_m: float = 0.9, tilt_rad: float = 0.8, aside_m: float = 0.0) -> Array:
    """Return camera_from_tile for who looks down at a tile on a table."""
    c, s = np.cos(tilt_rad), np.sin(tilt_rad)
    result = np.eye(4)
    result[:3, :3] = np.array([[1.0, 0, 0], [0, -c, -s], [0, s, -c]])
    result[:3, 3] = aside_m, 0.0, distance_m
    return result


def picture(
    shown: Tile | None, camera_from_tile: Array, text: str | None = None
) -> NDArray[np.uint8]:
    """Return what the camera sees: the tile, or only the table. text: of another code."""
    wide, high = SIZE_PX
    result = np.full((high, wide, 3), TABLE, np.uint8)
    if shown is None:
        return result
    modules = qr_modules(text or tile_address(HOST, shown.code)).modules
    layout = TileLayout(shown.size_mm / 1000.0, len(modules))
    art = codes_raster(layout, shown.tags, modules, _PX_PER_MM)
    side = art.shape[0]
    # From the drawing's pixels, its top row first, to the tile's own metres.
    metres = layout.size_m / side
    half = layout.size_m / 2.0
    tile_from_art = np.array(
        [[metres, 0, metres / 2 - half], [0, -metres, half - metres / 2], [0, 0, 1.0]]
    )
    seen = CAMERA.matrix() @ camera_from_tile[:3, [0, 1, 3]] @ tile_from_art
    mask = cv2.warpPerspective(np.full_like(art, 255), seen, SIZE_PX, flags=cv2.INTER_AREA)
    drawn = cv2.warpPerspective(art, seen, SIZE_PX, flags=cv2.INTER_AREA)
    share = mask[..., None] / 255.0
    return np.rint(result * (1 - share) + drawn[..., None] * share).astype(np.uint8)


def frame(at_s: float, shown: Tile | None, at: Array, text: str | None = None) -> Frame:
    """Return the same as a frame."""
    return Frame(picture(shown, at, text), at_s)


def px_of(point_tile: Array, camera_from_tile: Array) -> tuple[int, int]:
    """Return the pixel, x and y, of a place in the tile's frame."""
    x, y, z = CAMERA.matrix() @ (camera_from_tile @ [*point_tile, 1.0])[:3]
    return round(x / z), round(y / z)
