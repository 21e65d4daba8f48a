"""Signing in with a password: slow to try, the slower the more tries fail.

Tries are counted by range of addresses, whatever the login; and by login, but for a browser in
which its owner signed in before: else anybody could keep them out.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from mrapp.model.texts import Phrase
from mrapp.server.access import Caller, Role
from mrapp.server.audit import record
from mrapp.server.backend import Settings
from mrapp.server.database.engine import Database
from mrapp.server.database.people import staff
from mrapp.server.errors import ServerError, TooManyError
from mrapp.server.public.attempts import count_attempt
from mrapp.server.staff.known_browsers import new_mark, owner_of
from mrapp.server.staff.passwords import matches
from mrapp.server.staff.people import FIRST_LOGIN, change_of
from mrapp.server.staff.sessions import begin, end

FREE_TRIES: Final = 5
RANGE_TRIES: Final = 100
"""That fail, from one range of addresses in a quarter of an hour; a town hall may share one."""

_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(minutes=15)


class SignInRefusedError(ServerError):
    """A name or password is wrong, or it was tried too often; which of them is not told."""

    status = 403
    code = "sign-in-refused"
    phrase = Phrase(
        nl="Aanmelden lukt niet. De naam of het wachtwoord klopt niet, of het is te vaak "
        "geprobeerd. Na vijf keer moet u even wachten: eerst een halve minuut, later langer.",
        en="You are not signed in. The name or the password is wrong, or it was tried too often. "
        "After five times you have to wait: half a minute at first, longer later.",
    )


class PasswordsOffError(ServerError):
    """Here only the first administrator has a password."""

    status = 403
    code = "passwords-off"
    phrase = Phrase(
        nl="Hier meldt u zich aan met het account van uw organisatie, niet met een wachtwoord. Er "
        "is niets veranderd. Alleen de eerste beheerder heeft hier een wachtwoord.",
        en="Here you sign in with your organisation's account, not with a password. Nothing was "
        "changed. Only the first administrator has a password here.",
    )


def check_password_way(settings: Settings, login: str) -> None:
    """Raise `PasswordsOffError` where somebody with this login is to sign in another way."""
    if not settings.passwords and login.strip().casefold() != FIRST_LOGIN:
        raise PasswordsOffError


@dataclass(frozen=True)
class Try:
    """What a browser sends. mark: that it is known by; old: the token that it had, which ends."""

    login: str
    password: str
    address: str
    mark: str = ""
    old: str = ""


@dataclass(frozen=True)
class SignedIn:
    """The token of a new session, and the mark by which the browser is known from now on."""

    token: str
    mark: str


def sign_in(database: Database, tried: Try, now: datetime) -> SignedIn:
    """Begin a session. Raises `SignInRefusedError`, and `TooManyError` for too many from there."""
    count_attempt(database, _COUNTED, tried.address, RANGE_TRIES, now)
    known = owner_of(database, tried.mark, now) if tried.mark else ""
    row = _claim_try(database, tried.login.strip().casefold(), known, now)
    if not matches(row.password_hash if row else None, tried.password) or row is None:
        raise SignInRefusedError
    is_known = row.id == known
    mark = tried.mark if is_known else new_mark(database, row.id, now)
    with database.writing() as conn:
        if not is_known:
            # Else it is as it was for who tries from elsewhere.
            conn.execute(change_of(row.id).values(failed=0, locked_until_utc=None))
        end(conn, tried.old)
        # Their row before the log, as who guesses does: else each waits for the other.
        token = begin(conn, row.id, now)
        record(conn, Caller(Role(row.role), row.id), "staff.signed-in", None, row.id, {}, now)
    with suppress(TooManyError):
        # It was none that failed.
        count_attempt(database, _COUNTED, tried.address, RANGE_TRIES, now, -1)
    return SignedIn(token, mark)


_COUNTED: Final = "password"


def _claim_try(database: Database, login: str, known: str, now: datetime) -> Row[Any] | None:
    """Count a try before it is made, so that many at once are no more than one after another.

    known: whose browser it is. Returns the row of who may try now, or None.
    """
    with database.writing() as conn:
        asked = select(staff).where(staff.c.login == login, staff.c.disabled_utc.is_(None))
        row = conn.execute(asked.with_for_update()).one_or_none()
        if row is None or row.id == known:
            return row
        if row.locked_until_utc is not None and row.locked_until_utc > now:
            return None
        _count_try(conn, row, now)
        return row


def _count_try(conn: Connection, row: Row[Any], now: datetime) -> None:
    failed = row.failed + 1
    over = failed - FREE_TRIES
    if over < 0:
        conn.execute(change_of(row.id).values(failed=failed))
        return
    wait = min(_FIRST_WAIT * 2 ** min(over, 10), _LONGEST_WAIT)
    conn.execute(change_of(row.id).values(failed=failed, locked_until_utc=now + wait))
    record(conn, None, "staff.locked", None, row.id, {"seconds": wait.total_seconds()}, now)
