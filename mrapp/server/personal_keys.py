"""Keys by which programs of staff read the remarks of one project, in somebody's name.

A key is told once; of it only a hash is kept. It reads for as long as its owner may.
"""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, insert, select, update

from mrapp.model.remark import clean_text, new_id, sha256_of
from mrapp.model.texts import Phrase
from mrapp.server.database.engine import Database
from mrapp.server.database.people import personal_keys, staff
from mrapp.server.errors import NoSuchPageError, ServerError

LONGEST: Final = timedelta(days=90)
BEGINS: Final = "mrapp_"
"""By this a key is known from that of a machine, and by programs that look for keys left behind."""

_KEY_BYTES: Final = 32
_LONGEST_NAME: Final = 200
_SEEN_EVERY: Final = timedelta(minutes=1)
_ZONE: Final = ZoneInfo("Europe/Amsterdam")


class KeyDayError(ServerError):
    """The last day of a key is over, or too far away."""

    status = 422
    code = "key-day"
    phrase = Phrase(
        nl="Een sleutel werkt hoogstens {days} dagen. Er is geen sleutel gemaakt. Kies een dag van "
        "{first} tot en met {last}.",
        en="A key works for {days} days at most. No key was made. Choose a day from {first} to "
        "{last}.",
    )


def days_of_choice(now: datetime) -> tuple[date, date]:
    """Return the first and the last day that a key made now may end with."""
    today = now.astimezone(_ZONE).date()
    return today, today + LONGEST


def make_key(
    conn: Connection, staff_id: str, project: str, name: str, last: date | None, now: datetime
) -> tuple[str, str]:
    """Return id and key of a new key, within a block that writes. Raises `KeyDayError`.

    last: the day with which it ends, by the clock on the wall.
    """
    first, latest = days_of_choice(now)
    if last is None or not first <= last <= latest:
        raise KeyDayError(days=LONGEST.days, first=first.isoformat(), last=latest.isoformat())
    key_id, key = new_id(), BEGINS + secrets.token_urlsafe(_KEY_BYTES)
    row = {"id": key_id, "staff": staff_id, "project": project, "name": _tidy(name)}
    over = datetime.combine(last + timedelta(days=1), time(), _ZONE)
    told = {"key_hash": _hash(key), "made_utc": now, "expires_utc": over}
    conn.execute(insert(personal_keys).values(**row, **told))
    return key_id, key


def keys_of(conn: Connection, staff_id: str) -> list[Row[Any]]:
    """Return somebody's keys, the newest first."""
    asked = select(personal_keys).where(personal_keys.c.staff == staff_id)
    return list(conn.execute(asked.order_by(personal_keys.c.id.desc())))


def revoke_key(conn: Connection, staff_id: str, key_id: str, now: datetime) -> Row[Any]:
    """Let a key of somebody be valid no longer; safe twice. Raises `NoSuchPageError`."""
    this = (personal_keys.c.id == key_id, personal_keys.c.staff == staff_id)
    row = conn.execute(select(personal_keys).where(*this)).one_or_none()
    if row is None:
        raise NoSuchPageError
    is_valid = personal_keys.c.revoked_utc.is_(None)
    conn.execute(update(personal_keys).where(*this, is_valid).values(revoked_utc=now))
    return row


def revoke_keys(conn: Connection, staff_id: str, now: datetime) -> None:
    """Let no key of somebody be valid any longer."""
    theirs = (personal_keys.c.staff == staff_id, personal_keys.c.revoked_utc.is_(None))
    conn.execute(update(personal_keys).where(*theirs).values(revoked_utc=now))


def personal_key(conn: Connection, key: str, now: datetime) -> Row[Any] | None:
    """Return the row of a key; None: nobody's, no longer valid, or of who may not sign in."""
    asked = (
        select(personal_keys)
        .join(staff, staff.c.id == personal_keys.c.staff)
        .where(
            personal_keys.c.key_hash == _hash(key),
            personal_keys.c.revoked_utc.is_(None),
            personal_keys.c.expires_utc > now,
            staff.c.disabled_utc.is_(None),
        )
    )
    return conn.execute(asked).one_or_none()


def note_used(database: Database, row: Row[Any], now: datetime) -> None:
    """Note that a key was used; not more often than its owner would look."""
    if row.seen_utc is None or abs(now - row.seen_utc) > _SEEN_EVERY:
        with database.writing() as conn:
            this = personal_keys.c.id == row.id
            conn.execute(update(personal_keys).where(this).values(seen_utc=now))


def _hash(key: str) -> str:
    return sha256_of(key.encode("utf-8", "replace"))


def _tidy(name: str) -> str:
    return " ".join(clean_text(name).split())[:_LONGEST_NAME]
