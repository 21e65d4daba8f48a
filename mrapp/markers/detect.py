"""Finding tiles: a picture in, what is seen of each tile out, with where the camera stands.

First the AprilTags of the whole picture and its QR codes; then, tile by tile, which of them belong
together (`grouping`), the tile's drawing laid over the picture (`aligning`), the tags that were
missed looked for where they must be (`completing`), and the pose from the corners (`pose`).
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.completing import Found, completed
from mrapp.markers.grouping import Guess, guesses
from mrapp.markers.known import USUAL_MODULES, KnownTile
from mrapp.markers.planes import bent, mapped, straightened
from mrapp.markers.pose import projected, quality_of, tile_pose
from mrapp.markers.qr_reader import QrSeen, read_codes
from mrapp.markers.tag_reader import TagReader, TagSeen, area
from mrapp.model.sightings import Camera, TileSighting
from mrapp.model.tile_layout import TileLayout

Float64 = NDArray[np.float64]
Picture = NDArray[np.uint8]

USUAL = TileLayout(0.3, USUAL_MODULES)
"""The measures that a tile is taken to have of which nothing is known."""


class TileFinder:
    """Finds tiles in pictures. For one thread at a time.

    known: the tiles that may be met (of a project). Any other is taken to measure as `unknown`; its
    pose is as wrong as that is.
    """

    def __init__(
        self,
        known: Sequence[KnownTile] = (),
        *,
        unknown: TileLayout = USUAL,
        threads: int = 1,
    ) -> None:
        self._known = tuple(known)
        self._unknown = unknown
        self._tags = TagReader(threads=threads)

    def find(
        self,
        picture: Picture,
        camera: Camera,
        *,
        gravity_camera: Float64 | None = None,
        before: Sequence[TileSighting] = (),
    ) -> tuple[TileSighting, ...]:
        """Return what is seen of each tile, those with most tags first.

        picture: (height, width), or (height, width, 3) as BGR. gravity_camera: (3,), which way
        things fall in the camera's frame, where a sensor tells. before: what was seen just before,
        which settles what else would be a choice between two tilts.
        """
        grey = _grey(picture)
        straight, tags, codes = self._read(grey, camera)
        seen = []
        for guess in guesses(tags, codes, self._known, self._unknown):
            found = completed(straight, guess)
            seen.append(
                _as_read(guess, camera)
                if found is None or not found.tags
                else replace(
                    _sighting(found, camera, gravity_camera, before),
                    contradicts=found.other_code or _contradicts(found, self._known),
                )
            )
        return tuple(sorted(seen, key=lambda each: -len(each.tags)))

    def _read(self, grey: Picture, camera: Camera) -> tuple[Picture, list[TagSeen], list[QrSeen]]:
        """What the two readers see, brought into a picture without distortion."""
        tags, codes = self._tags.read(grey), read_codes(grey)
        if not any(camera.distortion):
            return grey, tags, codes
        matrix, bends = camera.matrix(), np.array(camera.distortion)
        straight = cv2.undistort(grey, matrix, bends)
        unbent = [TagSeen(each.tag_id, straightened(each.corners, camera)) for each in tags]
        codes = [QrSeen(straightened(each.corners, camera), each.text) for each in codes]
        # A lens that was calibrated on a part of its picture tells nonsense of the rest.
        return (
            np.asarray(straight, np.uint8),
            [each for each in unbent if _is_whole(each.corners)],
            [each for each in codes if _is_whole(each.corners)],
        )


def _is_whole(corners: Float64) -> bool:
    """Tell whether corners, (4, 2), still go clockwise round something."""
    return bool(np.isfinite(corners).all()) and area(corners) > 0


def _contradicts(found: Found, known: Sequence[KnownTile]) -> bool:
    """Tell whether a code is of one known tile and the tags beside it are not, or lie otherwise."""
    ids = set(found.tags.values())
    meant = [
        tile
        for tile in known
        if (ids <= set(tile.tags) if found.text is None else found.text == tile.text)
    ]
    return bool(meant) and not any(
        all(tile.tags[place] == tag for place, tag in found.tags.items()) for tile in meant
    )


def _grey(picture: Picture) -> Picture:
    if picture.ndim == 2:
        return picture
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)


def _as_read(guess: Guess, camera: Camera) -> TileSighting:
    """What the readers saw, where no more can be made of it."""
    return TileSighting(
        {tag.tag_id: bent(tag.corners, camera) for tag in guess.tags.values()},
        guess.code.text if guess.code else None,
        bent(guess.code.corners, camera) if guess.code else None,
    )


def _sighting(
    found: Found,
    camera: Camera,
    gravity_camera: Float64 | None,
    before: Sequence[TileSighting],
) -> TileSighting:
    layout, matrix = found.layout, found.alignment.px_from_tile
    flat = layout.tag_corners()
    tags = {tag: mapped(matrix, flat[place, :, :2]) for place, tag in found.tags.items()}
    seen = TileSighting(
        {tag: bent(corners, camera) for tag, corners in tags.items()},
        found.text,
        bent(mapped(matrix, layout.qr_corners()[:, :2]), camera) if found.text else None,
    )
    if len(tags) < 2:
        return seen
    corners = layout.corners()
    pose = tile_pose(
        corners,
        mapped(matrix, corners[:, :2]),
        found.alignment.information,
        camera,
        gravity_camera,
        _last(seen, before),
    )
    if pose is None or (quality := quality_of(pose, camera)) == "none":
        return seen
    off = [
        projected(pose.camera_from_tile, flat[place], camera) - tags[tag]
        for place, tag in found.tags.items()
    ]
    return TileSighting(
        seen.tags,
        seen.text,
        seen.qr_px,
        pose.camera_from_tile,
        float(np.sqrt((np.concatenate(off) ** 2).sum(axis=1).mean())),
        pose.covariance,
        quality,
    )


def _last(seen: TileSighting, before: Sequence[TileSighting]) -> Float64 | None:
    """The pose of the same tile just before."""
    for each in before:
        if each.camera_from_tile is not None and set(each.tags) & set(seen.tags):
            return each.camera_from_tile
    return None
