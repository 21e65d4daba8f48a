"""What is asked of a collection: a box, a time, how many, and from where on.

Source: OGC 17-069r4 (OGC API - Features - Part 1: Core, 1.0.1), clause 7.15.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

import numpy as np

from mrapp.model.frames import rd_near_degrees
from mrapp.model.texts import Phrase
from mrapp.server.errors import ServerError

LIMIT: Final = 100
MOST: Final = 1000

_PARAMETERS: Final = frozenset({"bbox", "datetime", "limit", "after", "f", "lang"})
_OPEN: Final = frozenset({"", ".."})
# Where RD is; a larger box is cut to this, as its edges may be where RD is nowhere near.
_WEST, _SOUTH, _EAST, _NORTH = 2.0, 50.0, 8.0, 54.5
_ALONG: Final = 9
_ROOM_M: Final = 100.0
_DAY: Final = timedelta(days=1)
_FIRST: Final = datetime(2, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC)
_ID: Final = re.compile("[0-9a-f-]{36}")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; or in RD metres."""


class QueryWrongError(ServerError):
    """The parameter `name` of a request is unknown, or what it holds is not understood."""

    status = 400
    code = "query-wrong"
    phrase = Phrase(
        nl="De parameter '{name}' kan hier niet, of is niet goed geschreven. Er is niets gezocht. "
        "Kijk hem na.",
        en="The parameter '{name}' cannot be here, or is written wrong. Nothing was looked for. "
        "Check it.",
    )


@dataclass(frozen=True)
class Asked:
    """What was asked. since, until: None is without end."""

    box: Box | None = None
    since: datetime | None = None
    until: datetime | None = None
    limit: int = LIMIT
    after: str = ""

    def has_place(self, longitude: float, latitude: float) -> bool:
        """Tell whether a place, in degrees, is within the box."""
        if self.box is None:
            return True
        west, south, east, north = self.box
        # A box may go over the line of the date.
        is_along = (
            west <= longitude <= east if west <= east else longitude >= west or longitude <= east
        )
        return is_along and south <= latitude <= north

    def has_day(self, day_utc: datetime) -> bool:
        """Tell whether a day, by its first moment, has a part within the time."""
        is_late = self.since is None or day_utc > self.since - _DAY
        return is_late and (self.until is None or day_utc <= self.until)

    def box_rd(self) -> Box | None:
        """Return a box in RD metres that has at least all of the box; None: anywhere."""
        if self.box is None or self.box[0] > self.box[2]:
            return None
        low, high = np.array(self.box[:2]), np.array(self.box[2:])
        low = np.clip(low, (_WEST, _SOUTH), (_EAST, _NORTH))
        high = np.clip(high, (_WEST, _SOUTH), (_EAST, _NORTH))
        along = np.linspace(low, high, _ALONG)
        corners = np.array([(x, y) for x in along[:, 0] for y in along[:, 1]])
        found = rd_near_degrees(corners)
        (west, south), (east, north) = found.min(axis=0), found.max(axis=0)
        return west - _ROOM_M, south - _ROOM_M, east + _ROOM_M, north + _ROOM_M


def read_query(query: Mapping[str, str]) -> Asked:
    """Return what is asked; raises `QueryWrongError`."""
    check_known(query, _PARAMETERS)
    since, until = _within(query.get("datetime"))
    return Asked(
        box=_box(query.get("bbox")),
        since=since,
        until=until,
        limit=min(_whole(query, "limit", 1, LIMIT), MOST),
        after=_id(query.get("after", "")),
    )


def check_known(query: Mapping[str, str], known: frozenset[str] = frozenset({"f", "lang"})) -> None:
    """Raise `QueryWrongError` for a parameter that is not known, or a format we have not."""
    for name in query:
        if name not in known:
            raise QueryWrongError(name=name[:40])
    if query.get("f", "json") not in ("json", "geojson"):
        raise QueryWrongError(name="f")


def _whole(query: Mapping[str, str], name: str, least: int, otherwise: int) -> int:
    told = query.get(name)
    if told is None:
        return otherwise
    if not re.fullmatch("[0-9]{1,9}", told) or int(told) < least:
        raise QueryWrongError(name=name)
    return int(told)


def _id(told: str) -> str:
    if told and not _ID.fullmatch(told):
        raise QueryWrongError(name="after")
    return told


def _box(told: str | None) -> Box | None:
    if told is None:
        return None
    try:
        numbers = [float(each) for each in told.split(",")]
    except ValueError as error:
        raise QueryWrongError(name="bbox") from error
    # Six: with heights, which our places, of two numbers, have not.
    if len(numbers) not in (4, 6) or not np.isfinite(numbers).all():
        raise QueryWrongError(name="bbox")
    half = len(numbers) // 2
    west, south, east, north = *numbers[:2], *numbers[half : half + 2]
    if south > north or max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        raise QueryWrongError(name="bbox")
    return west, south, east, north


def _within(told: str | None) -> tuple[datetime | None, datetime | None]:
    if told is None:
        return None, None
    parts = told.split("/")
    if len(parts) == 1:
        return _moment(parts[0]), _moment(parts[0], is_end=True)
    if len(parts) != 2 or set(parts) <= _OPEN:
        raise QueryWrongError(name="datetime")
    since = None if parts[0] in _OPEN else _moment(parts[0])
    until = None if parts[1] in _OPEN else _moment(parts[1], is_end=True)
    if since and until and since > until:
        raise QueryWrongError(name="datetime")
    return since, until


def _moment(told: str, *, is_end: bool = False) -> datetime:
    try:
        found = datetime.fromisoformat(told)
    except ValueError as error:
        raise QueryWrongError(name="datetime") from error
    if _DATE.fullmatch(told):
        found = datetime.combine(found, time.max if is_end else time.min, UTC)
    if found.tzinfo is None:
        raise QueryWrongError(name="datetime")
    # Whoever asks with a little slack is to find a date there, too.
    return min(max(found, _FIRST), _LAST).astimezone(UTC)
