"""Finds features: remarks that may be shown, each a point in longitude and latitude."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, select

from mrapp.app.remarks.keeping import Kept
from mrapp.documents.geojson import features
from mrapp.model.errors import OriginError
from mrapp.model.frames import wgs84_from_rd
from mrapp.model.project import Project
from mrapp.server.database.intake import remarks
from mrapp.server.features.asking import Asked, Box
from mrapp.server.public.shown import day_of, public_table, published

# Days are published by the clock of the project, moments are kept in UTC.
_SLACK: Final = timedelta(days=2)


@dataclass(frozen=True)
class Found:
    """Features in order; after: from where to go on, None: there are no more."""

    features: list[dict[str, Any]]
    after: str | None


def find(conn: Connection, project: Project, asked: Asked, language: str) -> Found:
    """Return the features that were asked for."""
    found: list[dict[str, Any]] = []
    for feature in _matching(conn, project, asked, language):
        if len(found) == asked.limit:
            return Found(found, found[-1]["id"])
        found.append(feature)
    return Found(found, None)


def find_one(
    conn: Connection, project: Project, public_id: str, language: str
) -> dict[str, Any] | None:
    """Return a feature by its id."""
    kept = published(conn, project, public_id=public_id)
    return next(_features(project, kept, language), None)


def count(conn: Connection, project: str) -> int:
    """Return how many features a collection has."""
    return conn.scalar(select(func.count()).where(*_shown(project))) or 0


def extent(
    conn: Connection, project: Project
) -> tuple[Box | None, tuple[datetime, datetime] | None]:
    """Return the box around all features in degrees, and their first and last day."""
    c = remarks.c
    told = (c.x, c.y, c.made_utc)
    asked = select(*(each(x) for x in told for each in (func.min, func.max)))
    row: Sequence[Any] = conn.execute(asked.where(*_shown(project.id))).one()
    west, east, south, north, first, last = row
    days = None if first is None else (day_of(project, first), day_of(project, last))
    try:
        corners = [
            wgs84_from_rd(x, y, 0.0) for x in (west, east) for y in (south, north) if x is not None
        ]
    except OriginError:
        corners = []
    if not corners:
        return None, days
    along, up = [x.longitude_deg for x in corners], [x.latitude_deg for x in corners]
    return (min(along), min(up), max(along), max(up)), days


def _shown(project: str) -> tuple[Any, ...]:
    c = remarks.c
    stands = (c.withdrawn_utc.is_(None), c.made_utc.is_not(None))
    return (c.project == project, c.state == "shown", *stands)


def _matching(
    conn: Connection, project: Project, asked: Asked, language: str
) -> Iterator[dict[str, Any]]:
    after, most = asked.after, asked.limit + 1
    while True:
        kept = published(
            conn,
            project,
            after=after,
            most=most,
            rd=asked.box_rd(),
            since=asked.since and asked.since - _SLACK,
            until=asked.until and asked.until + _SLACK,
        )
        days = {each.id: each.remark.made_utc for each in kept if each.remark}
        for feature in _features(project, kept, language):
            if asked.has_day(days[feature["id"]]) and _is_within(feature, asked):
                yield feature
        if len(kept) < most:
            return
        after = kept[-1].id


def _features(project: Project, kept: list[Kept], language: str) -> Iterator[dict[str, Any]]:
    if not kept:
        return
    for feature in features(public_table(project, kept, language)):
        if feature["geometry"] is not None:
            # CRS84 has two numbers; heights in the columns are in NAP, which people know.
            del feature["geometry"]["coordinates"][2:]
        yield feature


def _is_within(feature: dict[str, Any], asked: Asked) -> bool:
    if feature["geometry"] is None:
        return asked.box is None
    return asked.has_place(*feature["geometry"]["coordinates"])
