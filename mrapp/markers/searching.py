"""Looking for tiles in files: pictures and videos, by whatever is known of the camera."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from mrapp.markers.cameras import assumed_camera, camera_of, fitted, told_camera
from mrapp.markers.detect import Picture, TileFinder
from mrapp.markers.following import TileFollower
from mrapp.markers.pictures import ReadPicture, Video, read_picture
from mrapp.model.sightings import Camera, TileSighting
from mrapp.model.texts import Notice, Phrase

ASSUMED = Phrase(
    nl="De brandpuntsafstand van deze camera is niet bekend en is geschat. Afstanden kunnen een "
    "vijfde mis zijn. Geef --calibration of --focal voor betere.",
    en="The focal length of this camera is not known and was estimated. Distances may be a fifth "
    "off. Give --calibration or --focal for better ones.",
)
SHRUNK = Phrase(
    nl="Het beeld is heel groot en is {times} keer verkleind; hoeken tellen in het kleine beeld.",
    en="The picture is very large and was shrunk {times} times; corners count in the small one.",
)
CUT_SHORT = Phrase(
    nl="{file} houdt te vroeg op; wat er wel is, is doorzocht.",
    en="{file} ends too early; what there is was searched.",
)
MIRRORED = Phrase(
    nl="Dit beeld is gespiegeld. Het is teruggedraaid; hoeken en standplaats gelden voor het "
    "teruggedraaide beeld.",
    en="This picture is mirrored. It was flipped back; corners and position hold for the picture "
    "flipped back.",
)


@dataclass(frozen=True)
class Lens:
    """What a person says of the camera: a calibrated one, or a focal length in pixels, or nothing.

    The focal length is that of the whole picture, as it is in the file.
    """

    camera: Camera | None = None
    focal_px: float | None = None


@dataclass(frozen=True, eq=False)
class Searched:
    """What was seen in one picture, or in one frame of a video at `at_s`."""

    seen: tuple[TileSighting, ...]
    camera: Camera
    mirrored: bool = False
    notices: tuple[Notice, ...] = ()
    at_s: float | None = None


@dataclass(eq=False)
class SearchedVideo:
    """The frames of a video, searched as they are asked for; `notices` once all were."""

    video: Video
    notices: list[Notice] = field(default_factory=list)

    def frames(self, finder: TileFinder, lens: Lens) -> Iterator[Searched]:
        """Yield what is seen in each frame; raises `PictureUnreadError`, `CameraFileError`."""
        follower, camera = TileFollower(finder), None
        for number, grey in enumerate(self.video.frames()):
            if camera is None:
                camera = _camera(ReadPicture(grey), lens)
                if camera.known_from == "assumed" and lens.focal_px is None:
                    self.notices.append(Notice(ASSUMED, {}))
            at_s = self.video.seconds[number]
            yield Searched(follower.see(grey, camera, at_s), camera, at_s=at_s)
        if self.video.cut_short:
            self.notices.append(Notice(CUT_SHORT, {"file": self.video.path.name}))


def search_picture(path: Path, finder: TileFinder, lens: Lens) -> Searched:
    """Return what is seen in a picture; raises `PictureUnreadError`, `CameraFileError`.

    Tags are not read in a mirror, so where none is found the picture is flipped and searched again.
    """
    picture = read_picture(path)
    camera = _camera(picture, lens)
    notices = []
    if camera.known_from == "assumed" and lens.focal_px is None:
        notices.append(Notice(ASSUMED, {}))
    if picture.shrunk > 1:
        notices.append(Notice(SHRUNK, {"times": picture.shrunk}))
    seen = finder.find(picture.grey, camera)
    if any(each.tags for each in seen):
        return Searched(seen, camera, notices=tuple(notices))
    flipped = finder.find(_flipped(picture.grey), _mirror(camera))
    if any(each.tags for each in flipped):
        notices.append(Notice(MIRRORED, {}))
        return Searched(flipped, _mirror(camera), mirrored=True, notices=tuple(notices))
    return Searched(seen, camera, notices=tuple(notices))


def _camera(picture: ReadPicture, lens: Lens) -> Camera:
    height, width = picture.grey.shape
    if lens.camera is not None:
        return fitted(lens.camera, width, height)
    if lens.focal_px is not None:
        return camera_of(width, height, lens.focal_px / picture.shrunk)
    if picture.focal_35mm is not None:
        return told_camera(width, height, picture.focal_35mm)
    return assumed_camera(width, height)


def _flipped(grey: Picture) -> Picture:
    return np.ascontiguousarray(grey[:, ::-1])


def _mirror(camera: Camera) -> Camera:
    """The camera of a picture that is flipped back."""
    bends = list(camera.distortion)
    if len(bends) > 3:
        bends[3] = -bends[3]  # p2 works across
    centre = (camera.width_px - 1 - camera.centre_px[0], camera.centre_px[1])
    return replace(camera, centre_px=centre, distortion=tuple(bends))
