"""Proving one tile: each picture made, looked at and counted, on all of the machine's cores."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby

import cv2
import numpy as np

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.markers.design import TileArt, design_tile
from mrapp.markers.known import KnownTile
from mrapp.markers.proof.arrays import Float64, Grey
from mrapp.markers.proof.grid import (
    Case,
    Level,
    cases,
    conditions_of,
    read_distance_m,
)
from mrapp.markers.proof.looking import Look, TileLook
from mrapp.markers.proof.picturing import Laid, picture_of
from mrapp.markers.proof.printing import Print, printed
from mrapp.markers.proof.rates import Cell, Looked
from mrapp.markers.proof.report import ProofReport
from mrapp.markers.proof.viewing import PHONE, picture_from_plane
from mrapp.markers.raster import art_raster
from mrapp.markers.wording import TileWords
from mrapp.model.errors import CancelledError
from mrapp.model.texts import Phrase
from mrapp.model.tiles import Tile

SHOT = (168, 120)
"""How wide and high the pictures on a contact sheet are, pixels."""

_SIDE_PX = 900  # of the printed tile: more than any camera in the proof sees of it
_MOST_THREADS = 8
_PROVING = Phrase(
    nl="Tegel {tile} proberen: {done} van {of} beelden",
    en="Trying tile {tile}: {done} of {of} pictures",
)
_STREET, _PAPER = Print(), Print(gain_mm=0.05, ink=0.04, white=0.82)


@dataclass(frozen=True, eq=False)
class Shot:
    """One picture for the contact sheet: the tile's part of it, `SHOT` in size; what came of it."""

    picture: Grey
    looked: Looked


@dataclass(frozen=True, eq=False)
class Proof:
    """A report with a picture for each condition (by key) and distance, metres."""

    report: ProofReport
    shots: Mapping[tuple[str, float], Shot]


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be proved.

    design: its mark; read_m: from how far it is to be read, None: as is usual; only: the keys of
    the conditions to try it in, None: all; reflectances: of its white and black, None: as of a matt
    print.
    """

    tile: Tile
    words: TileWords
    design: str = ""
    level: Level = "full"
    read_m: float | None = None
    only: frozenset[str] | None = None
    reflectances: tuple[float, float] | None = None


def prove(
    wish: Wish,
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
    looks: Callable[[], Look] | None = None,
) -> Proof:
    """Return the proof of a tile; the same tile gives the same one. Raises `CancelledError`.

    looks: makes what looks at pictures, once for each thread; None: the program's own finder.
    """
    tile, art = wish.tile, design_tile(wish.tile, wish.words)
    read_m = read_distance_m(tile, wish.read_m)
    conditions = tuple(
        each
        for each in conditions_of(tile, wish.level)
        if wish.only is None or each.key in wish.only
    )
    all_cases = cases(tile, art.layout, read_m, wish.level, conditions)
    known = KnownTile(tile.tags, art.layout, wish.words.address, tile.id)
    looks = looks or (lambda: TileLook(known))
    seen = tuple(_looked(all_cases, print_of(art, wish), looks, (tile.id, progress, cancelled)))
    report = ProofReport(
        tile_id=tile.id,
        code=tile.code,
        design=wish.design,
        level=wish.level,
        size_mm=tile.size_mm,
        module_mm=art.layout.module_m * 1000,
        read_m=read_m,
        conditions=conditions,
        cells=tuple(_cells(all_cases, seen)),
        asked_m=wish.read_m,
        reflectances=wish.reflectances,
    )
    return Proof(report, _shots(all_cases, seen))


def print_of(art: TileArt, wish: Wish) -> Laid:
    """Return a drawing as it is once printed: in the street, or with a printer on paper."""
    px_per_mm = _SIDE_PX / art.size_mm
    how = _PAPER if wish.tile.sheet else _STREET
    if wish.reflectances is not None:
        white, ink = wish.reflectances
        how = replace(how, white=white, ink=ink)
    return Laid(printed(art_raster(art, px_per_mm), px_per_mm, how), art.layout.size_m)


Seen = tuple[Looked, Grey | None]


def _looked(
    all_cases: tuple[Case, ...],
    laid: Laid,
    looks: Callable[[], Look],
    telling: tuple[str, Progress, Cancelled],
) -> Iterator[Seen]:
    """Yield what came of each picture, in the order of the cases."""
    tile_id, progress, cancelled = telling
    own, wanted = threading.local(), _wanted(all_cases)

    def look(case: Case) -> Seen:
        if not hasattr(own, "look"):
            own.look = looks()
        pose = case.stand.camera_from_tile()
        picture = picture_of(laid, case.condition.scene, pose, case.seeds)
        return own.look(picture), _cut(picture, pose, laid.size_m) if case in wanted else None

    threads = min(_MOST_THREADS, os.cpu_count() or 1)
    with ThreadPoolExecutor(threads, thread_name_prefix="mrapp-proof") as pool:
        pending: list[Future[Seen]] = [pool.submit(look, case) for case in all_cases]
        try:
            for done, each in enumerate(pending):
                if cancelled():
                    raise CancelledError
                values = {"tile": tile_id, "done": done, "of": len(pending)}
                progress(done / len(pending), _PROVING.filled(**values))
                yield each.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _wanted(all_cases: tuple[Case, ...]) -> set[Case]:
    """Return the case to show for each condition and distance: the first of the middle tilt."""
    shown = {}
    for case in all_cases:
        tilts = {each.tilt_deg for each in all_cases if each.condition is case.condition}
        if case.number == 0 and case.tilt_deg == sorted(tilts)[len(tilts) // 2]:
            shown[case.condition.key, case.distance_m] = case
    return set(shown.values())


def _cells(all_cases: tuple[Case, ...], seen: tuple[Seen, ...]) -> Iterator[Cell]:
    def key(pair: tuple[Case, Seen]) -> tuple[str, bool, float, float, bool]:
        case, what = pair[0], pair[0].condition
        return what.key, what.ordinary, case.distance_m, case.tilt_deg, case.for_reach

    for where, pairs in groupby(zip(all_cases, seen, strict=True), key):
        yield Cell(*where, tuple(looked for _case, (looked, _picture) in pairs))


def _shots(all_cases: tuple[Case, ...], seen: tuple[Seen, ...]) -> Mapping[tuple[str, float], Shot]:
    return {
        (case.condition.key, case.distance_m): Shot(picture, looked)
        for case, (looked, picture) in zip(all_cases, seen, strict=True)
        if picture is not None
    }


def _cut(picture: Grey, pose: Float64, size_m: float) -> Grey:
    """Return the part of a picture with the tile, a little ground around it, in a shot's size."""
    half = size_m / 2 * 1.25
    corners = np.array([[-half, half], [half, half], [half, -half], [-half, -half]])
    seen = cv2.perspectiveTransform(corners[None], picture_from_plane(PHONE, pose))[0]
    whole = np.array(picture.shape[::-1])
    # Nothing of what lies outside the picture, where the tile all but fills it.
    scale = max(min(SHOT / np.ptp(seen, axis=0)), *(SHOT / whole))
    half_px = np.array(SHOT) / scale / 2
    middle = np.clip((seen.min(0) + seen.max(0)) / 2, half_px, whole - half_px)
    shift = np.array(SHOT) / 2 - scale * middle
    matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
    if scale < 1:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.4 / scale), np.uint8)
    # What comes from further away is made of few pixels, and shows them.
    how = cv2.INTER_LINEAR if scale < 1 else cv2.INTER_NEAREST
    return np.asarray(cv2.warpAffine(picture, matrix, SHOT, flags=how, borderValue=255), np.uint8)
