"""Photographs and scans of forms as they come from a camera, a telephone or a copier."""

from pathlib import Path
from typing import Final

from mrapp.markers import pictures
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import PictureUnreadError
from mrapp.paper.errors import PhotographUnreadError

Colours = pictures.Colours

_LEAST_SIDE: Final = 200

_TOO_SMALL = Phrase(
    nl="hij is te klein ({width} bij {height} punten)",
    en="it is too small ({width} by {height} pixels)",
)
_AGAIN = Phrase(
    nl="Lees een betere in, of maak de foto opnieuw: recht van boven, met het hele blad erop.",
    en="Read in a better one, or take it again: from straight above, with the whole sheet in it.",
)
_SET_TO_JPEG = Phrase(
    nl="Het is een HEIC. Stel de telefoon in op JPEG (op een iPhone: Camera > Structuur > Meest "
    "compatibel), of bewaar de foto als JPEG, en lees hem opnieuw in.",
    en="It is a HEIC. Set the telephone to JPEG (on an iPhone: Camera > Formats > Most "
    "Compatible), or save the photograph as JPEG, and read it in again.",
)
_HEICS: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")


def read_photograph(path: Path) -> Colours:
    """Return a photograph, upright as the camera says; very large ones at half the size or less.

    Raises `PhotographUnreadError` in words.
    """
    try:
        picture = pictures.read_colours(path)
    except PictureUnreadError as error:
        advice = _SET_TO_JPEG if _is_heic(path) else _AGAIN
        raise PhotographUnreadError(reason=error.values["reason"], advice=advice) from error
    height, width = picture.shape[:2]
    if min(width, height) < _LEAST_SIDE:
        reason = _TOO_SMALL.filled(width=width, height=height)
        raise PhotographUnreadError(reason=reason, advice=_AGAIN)
    return picture


def _is_heic(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(12)
    except OSError:
        return False
    return head[4:8] == b"ftyp" and head[8:12] in _HEICS
