"""Whether everybody may see the results of a project yet, or staff still hold them back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from mrapp.model.texts import Phrase
from mrapp.server.database.intake import projects
from mrapp.server.errors import ServerError

_ZONE: Final = ZoneInfo("Europe/Amsterdam")


class ResultsHeldError(ServerError):
    """The results of a project are not public yet."""

    status = 403
    code = "results-held"
    phrase = Phrase(
        nl="De uitkomsten van dit project zijn nog niet openbaar. Kom later terug.",
        en="The results of this project are not public yet. Come back later.",
    )


@dataclass(frozen=True)
class Held:
    """Results that are held back. until: the day that was told, where it is not over."""

    until: date | None


def held(conn: Connection, project: str, now: datetime) -> Held | None:
    """Return until when the results of a project are held back; None: everybody may see them."""
    asked = select(projects.c.is_held_back, projects.c.results_from)
    row = conn.execute(asked.where(projects.c.id == project)).one_or_none()
    if row is None or not row.is_held_back:
        return None
    is_to_come = row.results_from is not None and row.results_from >= now.astimezone(_ZONE).date()
    return Held(row.results_from if is_to_come else None)
