"""How well and how fast tiles are found: the grid of 735 rendered pictures, photographs, a video.

What is measured is the program's own finder, through its door. Times are of one thread of OpenCV
and of each library, in turns with their peers, so that a busy moment spoils both.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyapriltags import Detector

from bench.measure import Figure, medians_in_turns_s
from bench.tile_renders import (
    ADDRESS,
    CAMERA,
    CONDITIONS,
    DISTANCES_M,
    HOST,
    KNOWN,
    LAYOUT,
    TAGS,
    TILE,
    TILTS_DEG,
    Render,
    grid,
    grid_frame,
    grid_size,
    still_and_walked,
)
from mrapp.markers.detect import TileFinder
from mrapp.markers.following import TileFollower
from mrapp.markers.known import KnownTile, identified, known_tile
from mrapp.markers.planes import mapped
from mrapp.markers.pose import projected
from mrapp.markers.qr_reader import read_codes
from mrapp.model.sightings import TileSighting
from mrapp.model.tiles import ALPHABET, CHECK_LENGTH, ID_LENGTH

Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

_SHEET = Path(__file__).parent.parent / "docs" / "pictures" / "tile-grid.jpg"
_FAR_M = 20.0
_TIMED = range(7, 736, 61)
_SIXTH = range(3, 736, 6)
_FRAMES = 150


@dataclass(frozen=True)
class Outcome:
    """What the finder made of one picture of the grid.

    found: a pose from at least two tags, with nothing false in the picture. false: tags that are
    not there, texts that nobody wrote, tiles of the register that it is not.
    """

    taken: Render
    found: bool
    false: int
    read: bool
    corners_px: float = np.nan
    turned_deg: float = np.nan
    far_deg: float = np.nan


def figures() -> Iterator[Figure]:
    """The grid, both readers on photographs, times beside bare readers, and the video."""
    cv2.setNumThreads(1)
    yield from _grid_figures()
    yield from _photographs()
    yield from _times()
    yield from _video()


def _grid_figures() -> Iterator[Figure]:
    finder, outcomes = TileFinder((KNOWN,)), []
    for number, taken in enumerate(grid(), 1):
        outcomes.append(outcome(taken, finder))
        if number % 105 == 0:
            print(f"  {number} of {grid_size()} pictures", flush=True)
    _draw_sheet(finder)
    yield from found_figures(outcomes)
    yield from _shares(
        "at {:g} m", DISTANCES_M, [each.taken.distance_m for each in outcomes], outcomes
    )
    yield from _shares(
        "tilted {:g}°", TILTS_DEG, [each.taken.tilt_deg for each in outcomes], outcomes
    )
    yield from _shares("{}", CONDITIONS, [each.taken.condition for each in outcomes], outcomes)
    yield from _registers()


def found_figures(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    """How many were found and how exactly, with what the project asks of that."""
    found = [each for each in outcomes if each.found]
    yield Figure("grid: pictures", len(outcomes), "")
    yield Figure("grid: found", 100 * len(found) / len(outcomes), "%", "at least 80")
    yield Figure("grid: false ids", sum(each.false for each in outcomes), "", "at most 0")
    yield Figure("grid: text read", 100 * float(np.mean([each.read for each in outcomes])), "%")
    yield Figure("corners, median", _of(found, "corners_px", 50), "px", "at most 0.15")
    yield Figure("corners, 95 %", _of(found, "corners_px", 95), "px")
    yield Figure("rotation, median", _of(found, "turned_deg", 50), "degrees", "at most 0.08")
    yield Figure("rotation, 95 %", _of(found, "turned_deg", 95), "degrees", "at most 1.0")
    yield Figure("a point 20 m away, median", _of(found, "far_deg", 50), "degrees", "at most 0.05")
    yield Figure("a point 20 m away, 95 %", _of(found, "far_deg", 95), "degrees")


def _registers() -> Iterator[Figure]:
    """Every sixth picture of the grid again, with other registers than one of this tile alone."""
    neighbours = _tiles(np.random.default_rng(1), first_tag=4)
    foreign = _tiles(np.random.default_rng(2), first_tag=0)
    for name, register in (
        ("one of 140 tiles", (*neighbours, KNOWN)),
        ("no register", ()),
        ("a register of 140 others with the same tags", foreign),
    ):
        finder = TileFinder(register)
        outcomes = [outcome(grid_frame(number), finder, register) for number in _SIXTH]
        found = [each.found for each in outcomes]
        yield Figure(f"{name}: found, every sixth picture", 100 * float(np.mean(found)), "%")
        yield Figure(f"{name}: false ids", sum(each.false for each in outcomes), "", "at most 0")


def _tiles(random: np.random.Generator, first_tag: int) -> tuple[KnownTile, ...]:
    """Return the tiles of a project at the same host, by a key of its own."""
    made = []
    for tag in range(first_tag, first_tag + 4 * 139, 4):
        code = "".join(random.choice(list(ALPHABET), ID_LENGTH + CHECK_LENGTH))
        tags = (tag, tag + 1, tag + 2, tag + 3)
        tile = TILE.model_copy(
            update={"id": code[:ID_LENGTH], "check": code[ID_LENGTH:], "tags": tags}
        )
        made.append(known_tile(tile, HOST))
    return tuple(made)


def _of(outcomes: Sequence[Outcome], what: str, share: float) -> float:
    if not outcomes:
        return float("nan")  # which meets no aim
    return float(np.percentile([getattr(each, what) for each in outcomes], share))


def _shares(
    name: str, kinds: Sequence[object], each_is: Sequence[object], outcomes: Sequence[Outcome]
) -> Iterator[Figure]:
    for kind in kinds:
        of_kind = [each.found for each, what in zip(outcomes, each_is, strict=True) if what == kind]
        yield Figure(f"found {name.format(kind)}", 100 * float(np.mean(of_kind)), "%")


def outcome(taken: Render, finder: TileFinder, register: Sequence[KnownTile] = (KNOWN,)) -> Outcome:
    """Return what the finder makes of a picture, beside its truth."""
    seen = finder.find(taken.picture, CAMERA)
    px_from_tile = CAMERA.matrix() @ taken.camera_from_tile[:3][:, [0, 1, 3]]
    off = [
        _off_px(px_from_tile, tag, corners) for each in seen for tag, corners in each.tags.items()
    ]
    false = sum(each > 5.0 for each in off)
    false += sum(each.text not in (None, ADDRESS) for each in seen)
    named = [tile for each in seen if (tile := identified(each, register)) is not None]
    false += sum(tile.tile_id != TILE.id for tile in named)
    read = any(each.text == ADDRESS for each in seen)
    placed = [each for each in seen if each.camera_from_tile is not None and len(each.tags) > 1]
    if not placed or false:
        return Outcome(taken, False, false, read)
    pose = placed[0].camera_from_tile
    assert pose is not None, "it was placed"
    mine = [_off_px(px_from_tile, tag, corners) for tag, corners in placed[0].tags.items()]
    far = _far_off_deg(pose, taken.camera_from_tile)
    turned = _turned_deg(pose, taken.camera_from_tile)
    return Outcome(taken, True, false, read, float(np.mean(mine)), turned, far)


def _off_px(px_from_tile: Float64, tag: int, corners: Float64) -> float:
    """How far a tag is from where it truly is, on average; endless for one that is not there."""
    if tag not in TAGS:
        return float("inf")
    true = mapped(px_from_tile, LAYOUT.tag_corners()[TAGS.index(tag), :, :2])
    return float(np.linalg.norm(corners - true, axis=1).mean())


def _turned_deg(one: Float64, other: Float64) -> float:
    return float(np.degrees(np.linalg.norm(cv2.Rodrigues(one[:3, :3] @ other[:3, :3].T)[0])))


def _far_off_deg(pose: Float64, true: Float64) -> float:
    """The angle between where a point 20 m beyond the tile seems and where it is."""
    eye = -true[:3, :3].T @ true[:3, 3]
    ahead = np.array([-eye[0], -eye[1], 0.0])
    length = np.linalg.norm(ahead)
    ahead = ahead / length if length > 1e-6 else np.array([0.0, 1.0, 0.0])
    one, other = ((each @ np.append(ahead * _FAR_M, 1.0))[:3] for each in (pose, true))
    cosine = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def _photographs() -> Iterator[Figure]:
    folder = Path(os.environ.get("MRAPP_TESTDATA", "")) / "markers"
    if not os.environ.get("MRAPP_TESTDATA") or not folder.is_dir():
        print("  the photographs of codes are not here (MRAPP_TESTDATA)")
        return
    told = [
        (_grey(path), path.with_suffix(".txt").read_text(encoding="utf-8"))
        for path in sorted(folder.glob("zxing/*/*.png"))
        if path.with_suffix(".txt").exists()
    ]
    told += [
        (
            _grey(path),
            (json.loads((path.parent / "output.json").read_bytes()) or {}).get("data", ""),
        )
        for path in sorted(folder.glob("jsqr/*/input.png"))
    ]

    def bare(grey: Grey) -> list[str]:
        return [x.text for x in zxingcpp.read_barcodes(grey)]

    def alike(grey: Grey) -> list[str]:
        return [x.text for x in zxingcpp.read_barcodes(grey, formats=qr)]

    def ours(grey: Grey) -> list[str]:
        return [x.text or "" for x in read_codes(grey)]

    qr = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    right = [
        sum(
            " ".join(text.split()) in {" ".join(x.split()) for x in read(grey)}
            for grey, text in told
        )
        for read in (bare, ours)
    ]
    took = medians_in_turns_s(
        [
            lambda: [bare(grey) for grey, _ in told],
            lambda: [ours(grey) for grey, _ in told],
            lambda: [alike(grey) for grey, _ in told],
        ],
        5,
    )
    yield Figure("photographs of QR codes", len(told), "")
    yield Figure("read right by zxing-cpp, defaults", right[0], "")
    yield Figure("read right by ours", right[1], "", f"at least {right[0]}")
    yield Figure("time, ours / zxing-cpp, defaults", took[1] / took[0], "x", "at most 1.5")
    yield Figure("time, ours / zxing-cpp, QR codes alone", took[1] / took[2], "x")
    none = [_grey(path) for path in sorted(folder.glob("zxing/falsepositives-2/*.png"))]
    yield Figure("read where there is none", sum(len(ours(grey)) for grey in none), "", "at most 0")


def _grey(path: Path) -> Grey:
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.uint8)


def _times() -> Iterator[Figure]:
    """Finding with pose beside the bare tag detector and the bare QR reader, 1280 x 720."""
    pictures = [grid_frame(number).picture for number in _TIMED]
    finder, detector = TileFinder((KNOWN,)), Detector("tag36h11")
    qr = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])

    def bare() -> None:
        for grey in pictures:
            detector.detect(grey)
            zxingcpp.read_barcodes(grey, formats=qr)

    def ours() -> None:
        for grey in pictures:
            finder.find(grey, CAMERA)

    bare_s, ours_s = medians_in_turns_s([bare, ours], 5)
    yield Figure("bare tag detector and QR reader, a picture", 1e3 * bare_s / len(pictures), "ms")
    yield Figure("found with pose, a picture", 1e3 * ours_s / len(pictures), "ms")
    yield Figure("found with pose / bare", ours_s / bare_s, "x", "at most 1.3")


def _video() -> Iterator[Figure]:
    """A cube of 1 m at 5 m beyond a tile that is seen at 2 m: in a hand that walks, and still."""
    half = 0.5
    cube = np.array(
        [[x, y, z] for x in (-half, half) for y in (5 - half, 5 + half) for z in (0.0, 1.0)]
    )
    for name, still in (("walking", False), ("still", True)):
        follower, off, moved = TileFollower(TileFinder((KNOWN,))), [], []
        before: Float64 | None = None
        for number, taken in enumerate(still_and_walked(_FRAMES, still=still)):
            seen = follower.see(taken.picture, CAMERA, number / 30)
            pose = _pose(seen)
            if pose is None:
                off.append(np.inf)
                before = None
                continue
            true = projected(taken.camera_from_tile, cube, CAMERA)
            here = projected(pose, cube, CAMERA) - true
            off.append(float(np.linalg.norm(here, axis=1).max()))
            if before is not None:
                moved.append(float(np.linalg.norm(here - before, axis=1).mean()))
            before = here
        yield Figure(
            f"video, {name}: overlay, 95 %", float(np.percentile(off, 95)), "px", "at most 2"
        )
        jitter = float(np.sqrt(np.mean(np.square(moved))))
        yield Figure(f"video, {name}: jitter", jitter, "px", "at most 0.3")


def _pose(seen: Sequence[TileSighting]) -> Float64 | None:
    return next((each.camera_from_tile for each in seen if each.camera_from_tile is not None), None)


def _draw_sheet(finder: TileFinder) -> None:
    """Keep a sheet for people to look at: a condition a row, a distance a column."""
    rows = []
    for condition in CONDITIONS:
        wished = [
            next(
                number
                for number in range(1, grid_size() + 1)
                if _is(number, far, TILTS_DEG[1 + index % 4], condition)
            )
            for index, far in enumerate(DISTANCES_M)
        ]
        rows.append(np.hstack([_thumb(grid_frame(number), finder) for number in wished]))
    _SHEET.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(_SHEET), np.vstack(rows), [cv2.IMWRITE_JPEG_QUALITY, 72])


def _is(number: int, distance_m: float, tilt_deg: float, condition: str) -> bool:
    shape = (len(DISTANCES_M), len(TILTS_DEG), len(CONDITIONS), 3)
    far, tilted, how, _ = np.unravel_index(number - 1, shape)
    return (DISTANCES_M[far], TILTS_DEG[tilted], CONDITIONS[how]) == (
        distance_m,
        tilt_deg,
        condition,
    )


def _thumb(taken: Render, finder: TileFinder) -> Grey:
    """The tile in its picture, green outlines where tags were found, red frame where none was."""
    half = LAYOUT.size_m / 2
    square = np.array([[-half, half], [half, half], [half, -half], [-half, -half]])
    px_from_tile = CAMERA.matrix() @ taken.camera_from_tile[:3][:, [0, 1, 3]]
    ends = mapped(px_from_tile, square)
    middle, reach = ends.mean(axis=0), 0.62 * np.ptp(ends, axis=0).max()
    scale = 128 / (2 * reach)
    cut = np.array([[scale, 0, 64 - scale * middle[0]], [0, scale, 64 - scale * middle[1]]])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    picture = cv2.cvtColor(taken.picture, cv2.COLOR_GRAY2BGR)
    thumb = cv2.warpAffine(picture, cut, (128, 128), flags=way)
    found = False
    for seen in finder.find(taken.picture, CAMERA):
        found |= seen.camera_from_tile is not None
        for corners in seen.tags.values():
            at = np.round((corners @ cut[:, :2].T + cut[:, 2]) * 16).astype(np.int32)
            cv2.polylines(thumb, [at], True, (60, 200, 60), 1, cv2.LINE_AA, 4)
    edge = (90, 90, 90) if found else (40, 40, 230)
    cv2.rectangle(thumb, (0, 0), (127, 127), edge, 1 if found else 3)
    return np.asarray(thumb, np.uint8)
