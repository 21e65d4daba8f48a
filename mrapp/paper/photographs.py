"""Photographs and scans of forms as they come from a camera, a telephone or a copier."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from mrapp.markers import pictures
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import PictureUnreadError
from mrapp.paper.errors import PhotographUnreadError

Colours = pictures.Colours

_LEAST_SIDE: Final = 200

_TOO_SMALL = Phrase(
    nl="de foto is te klein ({width} bij {height} punten)",
    en="the photograph is too small ({width} by {height} pixels)",
)


def read_photograph(path: Path) -> Colours:
    """Return a photograph, upright as the camera says; very large ones at half the size or less.

    Raises `PhotographUnreadError` in words.
    """
    with _told_of_forms(path.name):
        picture = pictures.read_colours(path)
    return _large_enough(picture, path.name)


def decoded(content: bytes, name: str) -> Colours:
    """Return what is in a file's content; see `read_photograph`."""
    with _told_of_forms(name):
        picture = pictures.decoded_colours(content, name)
    return _large_enough(picture, name)


@contextmanager
def _told_of_forms(name: str) -> Iterator[None]:
    """Say of a form what the reader of pictures says of a search for tiles."""
    try:
        yield
    except PictureUnreadError as error:
        raise PhotographUnreadError(file=name, reason=error.values["reason"]) from error


def _large_enough(picture: Colours, name: str) -> Colours:
    height, width = picture.shape[:2]
    if min(width, height) < _LEAST_SIDE:
        reason = _TOO_SMALL.filled(width=width, height=height)
        raise PhotographUnreadError(file=name, reason=reason)
    return picture
