"""`mrapp tile find`: which tiles are in a picture or a video, and where the camera stands."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mrapp import bootstrap
from mrapp.app.tiles.keys import known_key
from mrapp.app.tiles.verdict import VerdictKind, verdict_on
from mrapp.cli.arguments import Table, finite
from mrapp.cli.language import user_language
from mrapp.cli.telling import one_line, print_json, tell
from mrapp.cli.tile_words import add_json
from mrapp.model.project import Project
from mrapp.model.sightings import Camera, TileSighting
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tile_errors import (
    CameraFileError,
    TileKeyNotKeptError,
    TileKeyOtherError,
)
from mrapp.model.tile_layout import TileLayout, rd_from_camera
from mrapp.model.tiles import SIZES_MM, Tile

if TYPE_CHECKING:
    from mrapp.markers.known import KnownTile
    from mrapp.markers.searching import Searched

_FOCALS: Final = (10.0, 1e6)
_NO_FOCAL = Phrase(
    nl="argument --focal: kies van {low:g} tot {high:g} beeldpunten",
    en="argument --focal: choose from {low:g} to {high:g} pixels",
)
_NO_SIZE = Phrase(
    nl="argument --size: kies van {low:g} tot {high:g} mm",
    en="argument --size: choose from {low:g} to {high:g} mm",
)
_NOTHING = Phrase(
    nl="In {file} is geen tegel gezien. Kom dichterbij, houd stil, en laat de hele tegel in beeld.",
    en="No tile was seen in {file}. Come closer, hold still, and keep the whole tile in view.",
)
_SEEN = Phrase(
    nl="{what}  labels {tags}  kwaliteit {quality}  op {distance}",
    en="{what}  tags {tags}  quality {quality}  at {distance}",
)
_STANDS = Phrase(
    nl="de camera staat op RD {x:.3f} {y:.3f} NAP {nap:.3f}",
    en="the camera stands at RD {x:.3f} {y:.3f} NAP {nap:.3f}",
)
_UNREAD = Phrase(nl="(code niet gelezen)", en="(code not read)")
_NOWHERE = Phrase(nl="onbekende afstand", en="an unknown distance")


def add_find(table: Table) -> None:
    """Add `mrapp tile find` to the table of sub-commands."""
    find = table.add_parser("find", help="find tiles in a picture or a video")
    find.add_argument("picture", metavar="IMAGE|VIDEO", type=Path)
    find.add_argument("--project", metavar="P", type=Path, help="whose tiles may be seen")
    lens = find.add_mutually_exclusive_group()
    lens.add_argument("--focal", metavar="PX", type=finite, help="the focal length, pixels")
    lens.add_argument("--calibration", metavar="F", type=Path, help="a file of tile calibrate")
    find.add_argument(
        "--size",
        metavar="MM",
        type=finite,
        default=300.0,
        help="the side of tiles that are not in the project (300)",
    )
    add_json(find)
    find.set_defaults(do=find_tiles, wrong=find.error)


def find_tiles(parsed: argparse.Namespace) -> int:
    """`mrapp tile find IMAGE|VIDEO [--project P] [--focal PX | --calibration F] [--json]`.

    Exit 0 where a tile is seen, 1 where none is.
    """
    _check_numbers(parsed)
    register = _register(parsed.project) if parsed.project is not None else None
    try:
        frames, notices = _searched(parsed, register)
    except CameraFileError as error:
        raise _named(error, parsed.calibration) from error
    if parsed.json:
        print_json(_told(parsed.picture, frames, notices, register))
    else:
        for notice in notices:
            tell(notice.text(user_language()))
        _print_seen(parsed.picture, frames, register)
    return 0 if any(frame.seen for frame in frames) else 1


def _named(error: CameraFileError, path: Path | None) -> CameraFileError:
    """The error with the name of the camera file, which not everybody who raises it knows."""
    return CameraFileError(file=path.name if path else "", reason=error.values["reason"])


def _register(path: Path) -> "_Register":
    from mrapp.markers.known import known_tiles  # late, as below

    services = bootstrap.build_services()
    project = services.projects.load(path).project
    try:
        key = known_key(services.tile_keys, project)
    except (TileKeyOtherError, TileKeyNotKeptError) as error:
        tell(error.text(user_language()))
        key = None
    hosts = (project.tiling.host, *project.tiling.earlier_hosts)
    return _Register(project, key, known_tiles(project.tiles, *hosts))


def _searched(
    parsed: argparse.Namespace, register: "_Register | None"
) -> tuple[Sequence["Searched"], Sequence[Notice]]:
    # Late: OpenCV and the readers are slow to come, and most commands need none of them.
    from mrapp.markers.cameras import read_camera
    from mrapp.markers.detect import TileFinder
    from mrapp.markers.known import USUAL_MODULES
    from mrapp.markers.pictures import Video, is_video
    from mrapp.markers.searching import Lens, SearchedVideo, search_picture

    layout = TileLayout(parsed.size / 1000, USUAL_MODULES)
    finder = TileFinder(register.known if register else (), unknown=layout)
    lens = Lens(read_camera(parsed.calibration) if parsed.calibration else None, parsed.focal)
    if not is_video(parsed.picture):
        frame = search_picture(parsed.picture, finder, lens)
        return [frame], frame.notices
    video = SearchedVideo(Video(parsed.picture))
    return list(video.frames(finder, lens)), video.notices


def _check_numbers(parsed: argparse.Namespace) -> None:
    language = user_language()
    if parsed.focal is not None and not _FOCALS[0] <= parsed.focal <= _FOCALS[1]:
        parsed.wrong(_NO_FOCAL.text(language, low=_FOCALS[0], high=_FOCALS[1]))
    if not SIZES_MM[0] <= parsed.size <= SIZES_MM[1]:
        parsed.wrong(_NO_SIZE.text(language, low=SIZES_MM[0], high=SIZES_MM[1]))


class _Register:
    """The project that a picture is compared with."""

    def __init__(self, project: Project, key: bytes | None, known: Sequence["KnownTile"]) -> None:
        self._project, self._key, self.known = project, key, known

    def verdict(self, sighting: TileSighting) -> str | None:
        """Return what its code is; None where it was not read."""
        if sighting.text is None:
            return None
        return str(verdict_on(sighting.text, self._project, self._key).kind)

    def tile(self, sighting: TileSighting) -> Tile | None:
        """Return which tile of the project it is; None for any other, and for a sticker."""
        from mrapp.markers.known import identified  # late, as above

        known = identified(sighting, self.known)
        return next(
            (each for each in self._project.tiles if known and each.id == known.tile_id), None
        )


def _told(
    path: Path, frames: Sequence["Searched"], notices: Sequence[Notice], register: _Register | None
) -> Mapping[str, Any]:
    language = user_language()
    head = {"file": path.name, "notices": [each.text(language) for each in notices]}
    if frames and frames[0].at_s is not None:
        camera = _camera_told(frames[0].camera)
        told = [
            {"at_s": frame.at_s, "tiles": [_tile_told(each, register) for each in frame.seen]}
            for frame in frames
        ]
        return head | {"camera": camera, "frames": told}
    (frame,) = frames
    tiles = [_tile_told(each, register) for each in frame.seen]
    return head | {
        "camera": _camera_told(frame.camera),
        "mirrored": frame.mirrored,
        "tiles": tiles,
    }


def _camera_told(camera: Camera) -> Mapping[str, Any]:
    return {
        "width_px": camera.width_px,
        "height_px": camera.height_px,
        "focal_px": camera.focal_px,
        "centre_px": camera.centre_px,
        "known_from": camera.known_from,
    }


def _tile_told(sighting: TileSighting, register: _Register | None) -> Mapping[str, Any]:
    tile = register.tile(sighting) if register else None
    pose = sighting.camera_from_tile
    return {
        "tile": tile.id if tile else None,
        "text": sighting.text,
        "verdict": register.verdict(sighting) if register else None,
        "contradicts": sighting.contradicts,
        "tags": {str(tag): corners.tolist() for tag, corners in sorted(sighting.tags.items())},
        "qr_px": None if sighting.qr_px is None else sighting.qr_px.tolist(),
        "camera_from_tile": None if pose is None else pose.tolist(),
        "distance_m": None if pose is None else float(np.linalg.norm(pose[:3, 3])),
        "residual_px": sighting.residual_px,
        "covariance": None if sighting.covariance is None else sighting.covariance.tolist(),
        "quality": sighting.quality,
        "camera_rd": _stands(sighting, tile),
    }


def _stands(sighting: TileSighting, tile: Tile | None) -> Mapping[str, float] | None:
    """Where the camera is, RD and NAP, by where the tile lies."""
    if tile is None or sighting.camera_from_tile is None:
        return None
    x, y, nap = rd_from_camera(tile.stands, sighting.camera_from_tile)[:3, 3].tolist()
    return {"x": x, "y": y, "nap": nap}


def _print_seen(path: Path, frames: Sequence["Searched"], register: _Register | None) -> None:
    language = user_language()
    if not any(frame.seen for frame in frames):
        tell(_NOTHING.text(language, file=path.name))
    for frame in frames:
        at = "" if frame.at_s is None else f"{frame.at_s:.3f} s  "
        for sighting in frame.seen:
            told = _tile_told(sighting, register)
            what = sighting.text or told["tile"] or _UNREAD.text(language)
            verdict = told["verdict"]
            if verdict not in (None, VerdictKind.VALID):
                what = f"{what} ({verdict})"
            far = told["distance_m"]
            line = _SEEN.text(
                language,
                what=what,
                tags=" ".join(told["tags"]) or "-",
                quality=sighting.quality,
                distance=_NOWHERE.text(language) if far is None else f"{far:.3f} m",
            )
            stands = told["camera_rd"]
            where = "  " + _STANDS.text(language, **stands) if stands else ""
            print(at + one_line(line + where))
