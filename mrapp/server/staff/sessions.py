"""Who is signed in: a random token in a cookie, of which the database has the hash alone.

Source: OWASP ASVS 5.0, V7: a new token at each sign-in, an end after idleness and after a day's
work whatever happens.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from fastapi import Request, Response
from sqlalchemy import Connection, Row, bindparam, delete, or_, select, update

from mrapp.model.remark import sha256_of
from mrapp.server.backend import Backend
from mrapp.server.database.engine import Database
from mrapp.server.database.people import sessions, staff

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
_NOTED_EVERY: Final = timedelta(minutes=1)
SESSION: Final = "mrapp"
"""The cookie of who is signed in."""

SIGNING_IN: Final = "mrapp-signing-in"
"""The cookie of who is on the way to the provider of accounts and back."""


@dataclass(frozen=True)
class StaffSession:
    """Somebody who is signed in. id: of the member of staff; role: by its name in the table."""

    id: str
    login: str
    name: str
    role: str
    csrf: str
    has_password: bool
    by_provider: bool


def new_token() -> str:
    """Return 256 random bits that can stand in a link."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return what is kept of a token; fast, since nobody guesses 256 bits."""
    return sha256_of(token.encode())


def begin(conn: Connection, staff_id: str, now: datetime) -> str:
    """Return the token of a new session, within a block that writes; forgets what has expired."""
    over = or_(sessions.c.seen_utc < now - IDLE, sessions.c.begun_utc < now - LONGEST)
    conn.execute(delete(sessions).where(over))
    token = new_token()
    line = {"staff": staff_id, "csrf": new_token(), "begun_utc": now, "seen_utc": now}
    conn.execute(sessions.insert().values(token_hash=token_hash(token), **line))
    return token


def end(conn: Connection, token: str) -> None:
    """Forget a session."""
    conn.execute(delete(sessions).where(sessions.c.token_hash == token_hash(token)))


def end_all(conn: Connection, staff_id: str) -> None:
    """Forget all sessions of somebody."""
    conn.execute(delete(sessions).where(sessions.c.staff == staff_id))


def sessions_of(conn: Connection, staff_id: str, now: datetime) -> list[Row[Any]]:
    """Return when each session of somebody began and was last used, the newest use first."""
    goes_on = (sessions.c.seen_utc >= now - IDLE) & (sessions.c.begun_utc >= now - LONGEST)
    asked = select(sessions).where(sessions.c.staff == staff_id, goes_on)
    return list(conn.execute(asked.order_by(sessions.c.seen_utc.desc())))


def find(database: Database, token: str, now: datetime) -> StaffSession | None:
    """Return whose session it is; None: it is over, or of somebody who may not sign in any more."""
    with database.reading() as conn:
        row = conn.execute(_FIND, {"token": token_hash(token)}).one_or_none()
    if row is None or now - row.seen_utc > IDLE or now - row.begun_utc > LONGEST:
        return None
    if now - row.seen_utc > _NOTED_EVERY:
        with database.writing() as conn:
            mine = sessions.c.token_hash == token_hash(token)
            conn.execute(update(sessions).where(mine).values(seen_utc=now))
    return StaffSession(
        row.id,
        row.login,
        row.name,
        row.role,
        row.csrf,
        has_password=row.password_hash is not None,
        by_provider=row.subject is not None,
    )


def token_of(request: Request, backend: Backend, name: str = SESSION) -> str:
    """Return the token that a browser sent, or nothing."""
    return request.cookies.get(_cookie(name, request, backend), "")


def hand_out(
    response: Response,
    token: str,
    request: Request,
    backend: Backend,
    name: str = SESSION,
    kept_s: int | None = None,
) -> None:
    """Let a browser keep a token until it is closed, or so long; token "": forget it."""
    secure = is_https(request, backend)
    response.set_cookie(
        _cookie(name, request, backend),
        token,
        max_age=kept_s if token else 0,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def is_https(request: Request, backend: Backend) -> bool:
    """Whether people reach this server by TLS."""
    return request.url.scheme == "https" or backend.settings.public_url.startswith("https://")


def _cookie(name: str, request: Request, backend: Backend) -> str:
    # With this prefix a browser takes it from this very host and by TLS only.
    return f"__Host-{name}" if is_https(request, backend) else name


_FIND: Final = (
    select(
        sessions.c.csrf,
        sessions.c.begun_utc,
        sessions.c.seen_utc,
        staff.c.id,
        staff.c.login,
        staff.c.name,
        staff.c.role,
        staff.c.password_hash,
        staff.c.subject,
    )
    .join_from(sessions, staff, sessions.c.staff == staff.c.id)
    .where(sessions.c.token_hash == bindparam("token"), staff.c.disabled_utc.is_(None))
)
