"""Pictures of a tile in a pavement as a camera would take them, with where it truly stood.

The camera of the project's first trials: 1280 x 720 pixels, a focal length of 1000. A pose and a
condition come from one generator of random numbers, so a seed tells the whole picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.app.tiles.address import tile_address
from mrapp.markers.design import design_tile
from mrapp.markers.known import known_tile
from mrapp.markers.raster import art_raster
from mrapp.markers.wording import TileWords
from mrapp.model.sightings import Camera
from mrapp.model.tiles import Tile, TilePlace

Float32 = NDArray[np.float32]
Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

WIDTH_PX, HEIGHT_PX, FOCAL_PX = 1280, 720, 1000.0
CAMERA = Camera(
    WIDTH_PX, HEIGHT_PX, (FOCAL_PX, FOCAL_PX), (WIDTH_PX / 2, HEIGHT_PX / 2), (), "calibrated"
)
HOST, CODE, TAGS = "spoorzone.example", "7K3F9Q2MXW4H", (0, 1, 2, 3)
TILE = Tile(id=CODE[:8], check=CODE[8:], name={}, place=TilePlace(x=0.0, y=0.0), tags=TAGS)
KNOWN = known_tile(TILE, HOST)
ADDRESS, LAYOUT = tile_address(HOST, CODE), KNOWN.layout

DISTANCES_M = (0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0)
TILTS_DEG = (0, 20, 40, 55, 70)
CONDITIONS = ("clean", "blur", "low", "dirt", "occ5", "occ10", "shadow")
REPEATS = 3

PX_PER_MM = 4
"""Of what is drawn before it is seen through the camera."""

_FINER = 2  # pixels are drawn this much finer, then averaged
_PAVED_MM = 2400
_INK, _PAPER = 35.0, 190.0  # black in grey levels, and how much lighter white is


@dataclass(frozen=True, eq=False)
class Render:
    """A picture, where the tile truly is in it, and how it was made."""

    picture: Grey
    camera_from_tile: Float64
    distance_m: float
    tilt_deg: float
    condition: str


def grid() -> Iterator[Render]:
    """Yield all 735 pictures of the grid."""
    for number in range(1, grid_size() + 1):
        yield grid_frame(number)


def grid_size() -> int:
    """How many pictures the grid has."""
    return len(DISTANCES_M) * len(TILTS_DEG) * len(CONDITIONS) * REPEATS


def grid_frame(number: int) -> Render:
    """Return one picture of the grid, counted from 1."""
    shape = (len(DISTANCES_M), len(TILTS_DEG), len(CONDITIONS), REPEATS)
    far, tilted, how, _ = np.unravel_index(number - 1, shape)
    return render(DISTANCES_M[far], TILTS_DEG[tilted], CONDITIONS[how], number * 31 + 5)


def render(
    distance_m: float, tilt_deg: float, condition: str, seed: int, print_: Grey | None = None
) -> Render:
    """Return a picture of a tile from a random side and a little beside the middle.

    print_: what lies there in place of the tile, as large and as fine as `tile_raster`.
    """
    random = np.random.default_rng(seed)
    around = random.uniform(0, 360)
    aside_m = (random.uniform(-60, 60) / 1000, random.uniform(-60, 60) / 1000)
    turned = pose(distance_m, tilt_deg, around, aside_m, random.uniform(-12, 12))
    seen = _photographed(turned, condition, random, tile_raster() if print_ is None else print_)
    return Render(seen, turned, distance_m, tilt_deg, condition)


def pose(
    distance_m: float, tilt_deg: float, around_deg: float, aside_m: tuple[float, float], roll: float
) -> Float64:
    """Return `camera_from_tile`, (4, 4), of a camera that looks at a point beside the middle.

    tilt_deg: from straight above; around_deg: the side it looks from; roll: degrees.
    """
    tilt, around, rolled = np.radians((tilt_deg, around_deg, roll))
    # Worked out with y down and z into the ground, as a picture has them.
    eye = distance_m * np.array(
        [np.sin(tilt) * np.cos(around), np.sin(tilt) * np.sin(around), -np.cos(tilt)]
    )
    ahead = np.array([*aside_m, 0.0]) - eye
    ahead /= np.linalg.norm(ahead)
    up = np.array([-np.cos(around), -np.sin(around), 0.0] if tilt_deg > 1 else [0.0, 1.0, 0.0])
    right = np.cross(ahead, up)
    right /= np.linalg.norm(right)
    turn = np.stack([right, np.cross(ahead, right), ahead])
    cosine, sine = np.cos(rolled), np.sin(rolled)
    turn = np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]]) @ turn
    matrix = np.eye(4)
    matrix[:3, :3] = turn @ np.diag([1.0, -1.0, -1.0])
    matrix[:3, 3] = -turn @ eye
    return matrix


@cache
def tile_raster() -> Grey:
    """Return the tile from above, four pixels to the millimetre."""
    words = TileWords(ADDRESS, HOST, CODE, "Stationsplein")
    return art_raster(design_tile(TILE, words), PX_PER_MM)


@cache
def pavement() -> Float32:
    """Return 2.4 m of grey flags of 300 mm with dark joints, a pixel to the millimetre."""
    random = np.random.default_rng(7)
    side = _PAVED_MM
    grain = cv2.GaussianBlur(_noise(random, side), (0, 0), 1.2) * 14
    stains = cv2.GaussianBlur(_noise(random, side), (0, 0), 14) * 90
    paved = np.clip(128 + grain + stains, 0, 255)
    flag = 300
    first = side // 2 - flag // 2
    for joint in range(first % flag, side, flag):
        paved[max(0, joint - 2) : joint + 2] = 70
        paved[:, max(0, joint - 2) : joint + 2] = 70
    for row in range(side // flag + 1):
        for column in range(side // flag + 1):
            y, x = first % flag + (row - 1) * flag, first % flag + (column - 1) * flag
            paved[max(0, y) : max(0, y + flag), max(0, x) : max(0, x + flag)] += random.normal(0, 7)
    return np.asarray(np.clip(paved, 0, 255).astype(np.uint8), np.float32)


def _noise(random: np.random.Generator, side: int) -> Float32:
    return np.asarray(random.normal(0, 1, (side, side)), np.float32)


def _plane_to_px(camera_from_tile: Float64) -> Float64:
    """Millimetres on the tile, y down, to pixels."""
    columns = camera_from_tile[:3, [0, 1, 3]] * np.array([0.001, -0.001, 1.0])
    return np.asarray(CAMERA.matrix() @ columns)


def _photographed(
    camera_from_tile: Float64, condition: str, random: np.random.Generator, print_: Grey
) -> Grey:
    seen = _drawn(camera_from_tile, _surface(condition, random, print_))
    return _exposed(seen, camera_from_tile, condition, random)


def _surface(condition: str, random: np.random.Generator, print_: Grey) -> Float32:
    """What lies in the pavement: the tile as new, worn, or with a leaf on one corner."""
    tile = print_.astype(np.float32)
    if condition == "dirt":
        return _dirty(tile, random)
    if condition.startswith("occ"):
        return _covered(tile, random, int(condition[3:]) / 100)
    return np.asarray(_INK + tile * (_PAPER / 255), np.float32)


def _dirty(tile: Float32, random: np.random.Generator, share: float = 0.12) -> Float32:
    side = tile.shape[0]
    spots = cv2.resize(cv2.GaussianBlur(_noise(random, side // 8), (0, 0), 5), (side, side))
    spot = np.clip((spots - np.quantile(spots, 1 - share)) / (spots.std() * 0.25), 0, 1)
    wear = cv2.GaussianBlur(_noise(random, side), (0, 0), 3)
    wear = np.clip((wear / wear.std() - 1.3) * 0.8, 0, 0.55)
    faded = 40 + tile * (165 / 255)
    stained = np.clip(faded * (1 - spot) + 105 * spot, 0, 255)
    return np.asarray(stained * (1 - wear) + 120 * wear, np.float32)


def _covered(tile: Float32, random: np.random.Generator, share: float) -> Float32:
    side = tile.shape[0]
    corner = random.integers(0, 4)
    reach = np.sqrt(share * 4 / np.pi) * side
    middle = [(0, 0), (side, 0), (side, side), (0, side)][corner]
    axes = (int(reach), int(reach * random.uniform(0.85, 1.15)))
    covered = tile.copy()  # the leaf lies on a print that is not yet faded
    cv2.ellipse(covered, middle, axes, 0, 0, 360, 55.0, -1)
    return covered


def _drawn(camera_from_tile: Float64, surface: Float32) -> Float32:
    """The tile in its pavement through the camera, without light, noise or blur of its own."""
    finer = np.array([[_FINER, 0, 0.5], [0, _FINER, 0.5], [0, 0, 1.0]])
    px_from_mm = finer @ _plane_to_px(camera_from_tile)
    # Fine patterns that a pixel cannot hold would shimmer: they are blurred away first.
    shrunk = PX_PER_MM * np.linalg.norm(camera_from_tile[:3, 3]) * 1000 / (FOCAL_PX * _FINER)
    if shrunk > 1.2:
        surface = np.asarray(cv2.GaussianBlur(surface, (0, 0), float(0.42 * shrunk)), np.float32)
    half = LAYOUT.size_m * 500
    step = 1 / PX_PER_MM
    mm_from_texel = np.array([[step, 0, step / 2 - half], [0, step, step / 2 - half], [0, 0, 1.0]])
    mm_from_flag = np.array([[1, 0, -_PAVED_MM / 2], [0, 1, -_PAVED_MM / 2], [0, 0, 1.0]])
    size = (WIDTH_PX * _FINER, HEIGHT_PX * _FINER)
    ground = cv2.warpPerspective(
        pavement(), px_from_mm @ mm_from_flag, size, borderMode=cv2.BORDER_REFLECT_101
    )
    tile = cv2.warpPerspective(surface, px_from_mm @ mm_from_texel, size)
    there = cv2.warpPerspective(np.ones_like(surface), px_from_mm @ mm_from_texel, size)
    whole = ground * (1 - there) + tile * there
    return np.asarray(
        cv2.resize(whole, (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_AREA), np.float32
    )


def _exposed(
    seen: Float32, camera_from_tile: Float64, condition: str, random: np.random.Generator
) -> Grey:
    """What the camera makes of it: light, blur, noise and JPEG."""
    across, down = np.linspace(-1, 1, WIDTH_PX)[None], np.linspace(-1, 1, HEIGHT_PX)[:, None]
    light = across * random.uniform(-0.15, 0.15) + down * random.uniform(-0.15, 0.15)
    picture = np.asarray(seen * (1 + light), np.float32)
    noise, blur, jpeg, gain = 3.0, 0.7, 85, 1.0
    if condition == "blur":
        picture = np.asarray(cv2.filter2D(picture, -1, _shaken(random)), np.float32)
        noise, jpeg = 5.0, 60
    elif condition == "low":
        picture = picture * 0.16
        noise, blur, jpeg, gain = 5.5, 0.9, 60, 2.0
    elif condition == "shadow":
        shade = _shade(camera_from_tile, random)
        picture = np.asarray(picture * (1 - 0.7 * shade) + 18 * shade, np.float32)
        noise = 4.0
    picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), blur), np.float32)
    noisy = (picture + random.normal(0, noise, picture.shape)) * gain
    levels = np.clip(noisy, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", levels, [cv2.IMWRITE_JPEG_QUALITY, jpeg])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def _shaken(random: np.random.Generator) -> Float32:
    """The trace of a hand that moved 5 to 8 pixels, as a filter of 15 x 15."""
    length, way = int(random.integers(5, 9)), random.uniform(0, np.pi)
    trace = np.zeros((15, 15), np.float32)
    for step in np.linspace(-length / 2, length / 2, 40):
        trace[round(7 + step * np.sin(way)), round(7 + step * np.cos(way))] += 1
    return np.asarray(trace / trace.sum(), np.float32)


def _shade(camera_from_tile: Float64, random: np.random.Generator) -> Float32:
    """A hard shadow over half of the picture, its edge through the middle of the tile."""
    way = random.uniform(0, np.pi)
    x, y = (CAMERA.matrix() @ camera_from_tile[:3, 3] / camera_from_tile[2, 3])[:2]
    down, across = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
    dark = (across - x) * np.cos(way) + (down - y) * np.sin(way) > 0
    return np.asarray(cv2.GaussianBlur(dark.astype(np.float32), (0, 0), 2), np.float32)


def still_and_walked(frames: int, *, still: bool) -> Iterator[Render]:
    """Yield a video at 30 frames a second of a tile seen at about 2 m, from a hand or a stand."""
    random = np.random.default_rng(5)
    for frame in range(frames):
        part = 0.0 if still else 2 * np.pi * frame / 210
        tremble = [
            0.0 if still else 0.35 * np.sin(23 * part + k) + 0.2 * np.sin(41 * part + 2 * k)
            for k in range(3)
        ]
        far_m = 2 + 0.1 * np.sin(part)
        tilt = 62 + 3 * np.sin(2 * part) + tremble[0]
        around = 90 + 20 * np.sin(part) + tremble[1]
        aside = (float(0.02 * np.sin(3 * part)), 0.02)
        turned = pose(far_m, tilt, around, aside, 2 * tremble[2])
        seen = _photographed(turned, "clean", random, tile_raster())
        yield Render(seen, turned, far_m, tilt, "clean")
