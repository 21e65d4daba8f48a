"""A photograph of a tile in its place: whose code is seen, and where it lies beside the plan."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.bare import bare
from mrapp.app.tiles.naming import called, listed, name_of
from mrapp.app.tiles.tags import tiles_with
from mrapp.app.tiles.verdict import VerdictKind, verdict_on
from mrapp.app.tiles.verdict_words import told_to_staff
from mrapp.model.project import Project
from mrapp.model.remark import ATTACHMENT_LIMIT_BYTES, MediaType
from mrapp.model.sightings import TileSighting
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tile_errors import TilePhotoError
from mrapp.model.tile_layout import rd_from_tile
from mrapp.model.tiles import Tile, TileMeasured, TilePlace

Float64 = NDArray[np.float64]

FAR_M: Final = 0.5
TURNED_DEG: Final = 5.0
"""From here on a tile lies so far from its plan that what is drawn upon it would stand wrongly."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_GENUINE: Final = (VerdictKind.VALID, VerdictKind.DAMAGED, VerdictKind.REMOVED)

_NO_PHOTO = Phrase(nl="het is geen PNG of JPEG", en="it is no PNG or JPEG")
_BROKEN = Phrase(nl="het bestand is beschadigd", en="the file is damaged")
_LARGE = Phrase(nl="het is groter dan {most} MB", en="it is larger than {most} MB")
_NONE = Phrase(
    nl="er is geen tegel op te zien. Maak hem recht van boven, zonder schaduw over de code",
    en="no tile is seen in it. Take it straight from above, without a shadow over the code",
)
_NO_CODE = Phrase(
    nl="de code in het midden is niet te lezen. Maak hem van dichterbij, scherp en zonder schaduw",
    en="the code in the middle cannot be read. Take it from nearer, sharp and without a shadow",
)
_WHICH = Phrase(
    nl="de code is niet te lezen, en de merken in de hoeken kunnen van meer tegels zijn: {known}",
    en="the code cannot be read, and the marks in the corners may be of several tiles: {known}",
)
_OTHER = Phrase(
    nl="er ligt een andere tegel: {other} in plaats van {tile}",
    en="another tile lies there: {other} in place of {tile}",
)
_NOT_OURS = Phrase(
    nl="de code op de tegel is niet van {tile}: {verdict}",
    en="the code on the tile is not that of {tile}: {verdict}",
)
_MIXED = Phrase(
    nl="de code en de hoektekens zijn niet samen van {tile}: misschien een tegel van een ander "
    "project, of een geplakte code",
    en="the code and the corner tags are not both those of {tile}: perhaps a tile of another "
    "project, or a code stuck over it",
)
_FAR = Phrase(
    nl="{tile} ligt {off} m van zijn plan. Klopt de plek? Zo nee, verander het plan of de meting.",
    en="{tile} lies {off} m from its plan. Is the place right? If not, change plan or survey.",
)
_TURNED = Phrase(
    nl="{tile} is {turn}° gedraaid ten opzichte van zijn plan. Wat hij toont, staat dan scheef.",
    en="{tile} is turned by {turn}° from its plan. What it shows will stand askew.",
)


@dataclass(frozen=True)
class Seen:
    """What there is to go by: the project, its key if at hand, and what was seen in a photo."""

    project: Project
    key: bytes | None
    file: str
    sightings: Sequence[TileSighting]


def cleaned_photo(name: str, content: bytes) -> tuple[str, bytes]:
    """Return a photo's ending and its bytes without where, when and with what it was made.

    Raises `TilePhotoError` for what is no photo, too large or damaged.
    """
    if len(content) > ATTACHMENT_LIMIT_BYTES:
        raise TilePhotoError(file=name, reason=_LARGE.filled(most=ATTACHMENT_LIMIT_BYTES // 2**20))
    kinds: tuple[tuple[bytes, MediaType, str], ...] = (
        (_PNG, "image/png", ".png"),
        (_JPEG, "image/jpeg", ".jpg"),
    )
    for begins, kind, ending in kinds:
        if content.startswith(begins):
            kept = bare(kind, content)
            if kept is None:
                raise TilePhotoError(file=name, reason=_BROKEN)
            return ending, kept
    raise TilePhotoError(file=name, reason=_NO_PHOTO)


def measured_in(seen: Seen, tile: Tile, surveyed: TilePlace | None = None) -> TileMeasured:
    """Return what a photo shows of a tile, beside its plan.

    surveyed: where it was measured to lie; without it, another tile in the same photo, that was
    measured, tells. Raises `TilePhotoError` in words where the tile's own code is not in it.
    """
    own = _own(seen, tile)
    off = _off(tile.place, surveyed) if surveyed else _by_neighbour(seen, tile, own)
    return TileMeasured(
        text=own.text or "",
        tags=tuple(sorted(set(own.tags) & set(tile.tags))),
        residual_px=None if own.residual_px is None else round(own.residual_px, 3),
        quality="" if own.quality == "none" else own.quality,
        off_m=off and off[0],
        heading_off_deg=off and off[1],
    )


def what_is_seen(seen: Seen, tile: Tile) -> TileMeasured:
    """Return what a photo shows of a tile that is damaged or gone: maybe little, or a sticker.

    Raises `TilePhotoError` where it is plainly another tile.
    """
    genuine = {
        meant.id
        for meant, kind in (_meant(seen, each) for each in seen.sightings)
        if meant is not None and kind in _GENUINE
    }
    if genuine:
        return measured_in(seen, tile)
    on_it = [each for each in seen.sightings if set(each.tags) & set(tile.tags)]
    text = next((each.text for each in on_it if each.text), "")
    tags = {tag for each in on_it for tag in each.tags} & set(tile.tags)
    return TileMeasured(text=text, tags=tuple(sorted(tags)))


def place_warnings(tile: Tile, measured: TileMeasured) -> tuple[Notice, ...]:
    """Return what somebody must look into before visitors see the plan on this tile."""
    name, found = name_of(tile), []
    if measured.off_m is not None and measured.off_m > FAR_M:
        found.append(Notice(_FAR, {"tile": name, "off": f"{measured.off_m:.2f}"}))
    turn = measured.heading_off_deg
    if turn is not None and abs(turn) > TURNED_DEG:
        found.append(Notice(_TURNED, {"tile": name, "turn": f"{turn:+.1f}"}))
    return tuple(found)


def _own(seen: Seen, tile: Tile) -> TileSighting:
    """Return the sighting with the tile's own code; raises `TilePhotoError`."""
    found = [(each, *_meant(seen, each)) for each in seen.sightings]
    for each, meant, kind in found:
        if meant is not None and meant.id == tile.id and kind in _GENUINE and each.text:
            return each
    raise TilePhotoError(file=seen.file, reason=_why_not(seen, tile))


def _meant(seen: Seen, sighting: TileSighting) -> tuple[Tile | None, VerdictKind | None]:
    """Return the tile a sighting is of, and what its code is told to be; None where unread."""
    if sighting.contradicts:
        return None, None
    if sighting.text is None:
        by_tags = tiles_with(seen.project, set(sighting.tags))
        return (by_tags[0] if len(by_tags) == 1 else None), None
    verdict = verdict_on(sighting.text, seen.project, seen.key)
    return verdict.tile, verdict.kind


def _why_not(seen: Seen, tile: Tile) -> Phrase:
    """Return why a photo is not of a tile: what lies in the tile's place goes first."""
    name = called(tile)
    if any(each.contradicts and set(each.tags) & set(tile.tags) for each in seen.sightings):
        return _MIXED.filled(tile=name)
    read = [each for each in seen.sightings if each.text is not None]
    read.sort(key=lambda each: -len(set(each.tags) & set(tile.tags)))
    for each in read:
        verdict = verdict_on(each.text or "", seen.project, seen.key)
        if verdict.kind in _GENUINE and verdict.tile is not None:
            return _OTHER.filled(other=called(verdict.tile), tile=name)
        told = {
            language: told_to_staff(verdict, seen.project, language) for language in ("nl", "en")
        }
        return _NOT_OURS.filled(tile=name, verdict=Phrase(nl=told["nl"], en=told["en"]))
    for each in seen.sightings:
        by_tags = tiles_with(seen.project, set(each.tags))
        if len(by_tags) > 1:
            return _WHICH.filled(known=listed(by_tags))
        if by_tags and by_tags[0].id != tile.id:
            return _OTHER.filled(other=called(by_tags[0]), tile=name)
    return _NO_CODE if any(each.tags for each in seen.sightings) else _NONE


def _off(planned: TilePlace, lies: TilePlace) -> tuple[float, float]:
    """Return how far a tile lies from its plan, metres on the map, and how far it is turned."""
    away = math.hypot(lies.x - planned.x, lies.y - planned.y)
    turn = (lies.heading_deg - planned.heading_deg + 180.0) % 360.0 - 180.0
    return round(away, 3), round(turn, 2)


def _by_neighbour(seen: Seen, tile: Tile, own: TileSighting) -> tuple[float, float] | None:
    """Return the same by another tile in the photo that was measured; None where there is none."""
    best: tuple[float, tuple[float, float]] | None = None
    for each in seen.sightings:
        other, kind = _meant(seen, each)
        if each is own or other is None or other.surveyed is None or kind not in _GENUINE:
            continue
        if each.camera_from_tile is None or own.camera_from_tile is None:
            continue
        rd_from_own = (
            rd_from_tile(other.surveyed)
            @ np.linalg.inv(each.camera_from_tile)
            @ own.camera_from_tile
        )
        residual = each.residual_px or 0.0
        if best is None or residual < best[0]:
            best = residual, _off(tile.place, _place_of(rd_from_own))
    return best and best[1]


def _place_of(rd_from_own: Float64) -> TilePlace:
    """Return where a tile lies by its matrix: its middle, and where its top points on the map."""
    x, y, nap = rd_from_own[:3, 3].tolist()
    east, north = rd_from_own[:2, 1].tolist()
    return TilePlace(x=x, y=y, nap=nap, heading_deg=math.degrees(math.atan2(east, north)) % 360.0)
