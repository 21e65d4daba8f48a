"""What is known of the camera that took a picture: calibrated, told by the picture, or assumed."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, ValidationError

from mrapp.model.sightings import Camera
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import CameraFileError
from mrapp.model.values import Value

ASSUMED_SHARE = 0.75
"""The focal length that is assumed, of a picture's longer side: between telephones and webcams."""

_FILM_DIAGONAL_MM = float(np.hypot(36.0, 24.0))
_MOST_BYTES = 100_000
_SAME_SHAPE = 0.01

_NOT_OURS = Phrase(
    nl="het is geen camerabestand van mrapp tile calibrate",
    en="it is no camera file by mrapp tile calibrate",
)
_OTHER_SHAPE = Phrase(
    nl="het is gemaakt voor beelden van {width} bij {height}, en dit beeld heeft een andere vorm",
    en="it was made for pictures of {width} by {height}, and this picture has another shape",
)

_Pixels = Annotated[float, Field(gt=0, lt=1e6)]
_Bend = Annotated[float, Field(ge=-100, le=100)]
_FourBends = tuple[_Bend, _Bend, _Bend, _Bend]
_FiveBends = tuple[_Bend, _Bend, _Bend, _Bend, _Bend]


class _CameraFile(Value):
    """What a camera file holds; `residual_px` is what the calibration left of the corners."""

    format: Literal["mrapp camera 1"] = "mrapp camera 1"
    width_px: int = Field(gt=0, le=100_000)
    height_px: int = Field(gt=0, le=100_000)
    focal_px: tuple[_Pixels, _Pixels]
    centre_px: tuple[float, float]
    distortion: tuple[()] | _FourBends | _FiveBends = ()
    residual_px: float | None = None
    pictures: int | None = None


def assumed_camera(width_px: int, height_px: int) -> Camera:
    """Return a camera of which nothing is known: distances from it may be a fifth off."""
    return camera_of(width_px, height_px, ASSUMED_SHARE * max(width_px, height_px))


def camera_of(width_px: int, height_px: int, focal_px: float) -> Camera:
    """Return a camera of which the focal length alone is known."""
    centre = ((width_px - 1) / 2, (height_px - 1) / 2)
    return Camera(width_px, height_px, (focal_px, focal_px), centre)


def told_camera(width_px: int, height_px: int, focal_35mm: float) -> Camera:
    """Return the camera that a picture's Exif tells of: a focal length on 35 mm film.

    CIPA DCG-001 compares diagonals. Wrong for a picture that was cut afterwards.
    """
    focal = focal_35mm / _FILM_DIAGONAL_MM * float(np.hypot(width_px, height_px))
    return replace(camera_of(width_px, height_px, focal), known_from="exif")


def fitted(camera: Camera, width_px: int, height_px: int) -> Camera:
    """Return a camera for its pictures at another size, or turned a quarter.

    Raises `CameraFileError` for pictures of another shape.
    """
    if (width_px < height_px) != (camera.width_px < camera.height_px):
        (fx, fy), (cx, cy) = camera.focal_px, camera.centre_px
        if any(camera.distortion):
            raise _other_shape(camera)  # which way it was turned is not told
        camera = replace(
            camera,
            width_px=camera.height_px,
            height_px=camera.width_px,
            focal_px=(fy, fx),
            centre_px=(cy, cx),
        )
    across, down = width_px / camera.width_px, height_px / camera.height_px
    if abs(across / down - 1) > _SAME_SHAPE:
        raise _other_shape(camera)
    (fx, fy), (cx, cy) = camera.focal_px, camera.centre_px
    return replace(
        camera,
        width_px=width_px,
        height_px=height_px,
        focal_px=(fx * across, fy * down),
        centre_px=((cx + 0.5) * across - 0.5, (cy + 0.5) * down - 0.5),
    )


def _other_shape(camera: Camera) -> CameraFileError:
    reason = _OTHER_SHAPE.filled(width=camera.width_px, height=camera.height_px)
    return CameraFileError(file="", reason=reason)


def camera_text(camera: Camera, residual_px: float, pictures: int) -> str:
    """Return a camera file, JSON."""
    kept = _CameraFile(
        width_px=camera.width_px,
        height_px=camera.height_px,
        focal_px=camera.focal_px,
        centre_px=camera.centre_px,
        distortion=camera.distortion,
        residual_px=residual_px,
        pictures=pictures,
    )
    return kept.model_dump_json(indent=2) + "\n"


def read_camera(path: Path) -> Camera:
    """Return the camera of a file; raises `CameraFileError` in words."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES)
        kept = _CameraFile.model_validate_json(text)
    except OSError as error:
        raise CameraFileError(file=path.name, reason=reason_of(error)) from error
    except ValidationError as error:
        raise CameraFileError(file=path.name, reason=_NOT_OURS) from error
    return Camera(
        kept.width_px,
        kept.height_px,
        kept.focal_px,
        kept.centre_px,
        kept.distortion,
        "calibrated",
    )
