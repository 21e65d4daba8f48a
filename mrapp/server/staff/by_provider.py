"""Who may enter of those for whom the organisation's provider of accounts vouches.

The list of staff says who and as what. Somebody on it with no password and no link to choose one
is known by their login the first time, and from then on by what never changes: issuer and subject.
So nobody with a password is ever taken for an account of the same name, and a name that is given
out anew opens nothing. Where the provider gives roles, those count: who has one is added, who has
none is refused.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, exists, select

from mrapp.model.remark import sha256_of
from mrapp.server.access import Caller, Role
from mrapp.server.audit import record
from mrapp.server.database.engine import Database
from mrapp.server.database.people import invitations, staff
from mrapp.server.oidc.errors import NotHereError
from mrapp.server.oidc.settings import EMAIL, OidcSettings
from mrapp.server.oidc.tokens import Claims
from mrapp.server.personal_keys import revoke_keys
from mrapp.server.staff.people import LoginTakenError, YourselfError, add_person, change_of, person
from mrapp.server.staff.sessions import begin, end, end_all

_MOST_SIGNS: Final = 200
_RISING: Final = (Role.FACILITATOR, Role.MODERATOR, Role.ADMINISTRATOR)


def enter(
    database: Database, settings: OidcSettings, claims: Claims, old: str, now: datetime
) -> str:
    """Return the token of a new session for who has these claims.

    old: the token that the browser had, which ends. Raises `NotHereError`.
    """
    with database.writing() as conn:
        row, why = _admitted(conn, settings, claims, now)
        if row is not None and not why:
            end(conn, old)
            caller = Caller(Role(row.role), row.id)
            record(conn, caller, "staff.signed-in", None, row.id, {"by": "provider"}, now)
            return begin(conn, row.id, now)
        note_refusal(conn, why, row.id if row is not None else "", now)
        if row is not None:
            end_all(conn, row.id)
            revoke_keys(conn, row.id, now)
    raise NotHereError


def note_refusal(conn: Connection, why: str, staff_id: str, now: datetime) -> None:
    """Note that somebody for whom the provider spoke was refused; of who is unknown, no name."""
    detail = {"by": "provider", "why": why}
    record(conn, None, "staff.refused", None, staff_id, detail, now)


def let_provider_vouch(conn: Connection, caller: Caller, staff_id: str, now: datetime) -> None:
    """Let somebody sign in by the provider from now on, and first be known by their login again.

    Their password, links and sessions end. Raises `YourselfError`, `NoSuchPageError`.
    """
    if staff_id == caller.id:
        raise YourselfError
    person(conn, staff_id)
    gone = {"password_hash": None, "subject": None, "failed": 0, "locked_until_utc": None}
    conn.execute(change_of(staff_id).values(**gone))
    conn.execute(delete(invitations).where(invitations.c.staff == staff_id))
    end_all(conn, staff_id)
    record(conn, caller, "staff.to-provider", None, staff_id, {}, now)


def _admitted(
    conn: Connection, settings: OidcSettings, claims: Claims, now: datetime
) -> tuple[Row[Any] | None, str]:
    """Return who it is, and why they may not enter: "" where they may."""
    subject = sha256_of(f"{claims['iss']} {claims['sub']}".encode())
    row = _known(conn, subject) or _awaited(conn, subject, login_in(settings, claims), now)
    if not settings.roles:
        return row, "unknown" if row is None else _shut_out(row)
    role = role_in(settings, claims)
    if role is None:
        return row, "no-role"
    if row is None:
        row = _added(conn, settings, claims, subject, role, now)
    elif not row.disabled_utc:
        row = _as_role(conn, row, role, now)
    return row, "login-taken" if row is None else _shut_out(row)


def _shut_out(row: Row[Any]) -> str:
    return "shut-out" if row.disabled_utc else ""


def _known(conn: Connection, subject: str) -> Row[Any] | None:
    return conn.execute(
        select(staff).where(staff.c.subject == subject).with_for_update()
    ).one_or_none()


def _awaited(conn: Connection, subject: str, login: str, now: datetime) -> Row[Any] | None:
    """Return who is on the list with this login and never signed in; from now on by subject.

    Who was given a link for a password is to use that.
    """
    has_link = exists().where(invitations.c.staff == staff.c.id)
    waits = staff.c.password_hash.is_(None) & staff.c.subject.is_(None) & ~has_link
    asked = select(staff).where(staff.c.login == login, waits, staff.c.disabled_utc.is_(None))
    row = conn.execute(asked.with_for_update()).one_or_none()
    if not login or row is None:
        return None
    conn.execute(change_of(row.id).values(subject=subject))
    record(conn, None, "staff.bound", None, row.id, {"by": "provider"}, now)
    return person(conn, row.id)


def login_in(settings: OidcSettings, claims: Claims) -> str:
    """Return the login by which somebody may be on the list; "": nothing that can be relied on."""
    value = claims.get(settings.login_claim)
    if settings.login_claim == EMAIL and claims.get("email_verified") is not True:
        return ""
    if not isinstance(value, str) or len(value) > _MOST_SIGNS:
        return ""
    # Signs that only look like those of a name, such as the Kelvin sign, do not become them.
    return value.strip().casefold() if value.isascii() else value.strip()


def role_in(settings: OidcSettings, claims: Claims) -> Role | None:
    """Return the highest role that the provider gives somebody."""
    told = claims.get(settings.role_claim)
    values = [told] if isinstance(told, str) else told if isinstance(told, list) else []
    given = {
        settings.roles[each] for each in values if isinstance(each, str) and each in settings.roles
    }
    return next((role for role in reversed(_RISING) if role in given), None)


def _added(
    conn: Connection,
    settings: OidcSettings,
    claims: Claims,
    subject: str,
    role: Role,
    now: datetime,
) -> Row[Any] | None:
    """Add somebody to whom the provider gave a role; None: their login is another's."""
    login = login_in(settings, claims) or subject
    name = claims.get("name")
    told = name[:_MOST_SIGNS] if isinstance(name, str) else login
    try:
        staff_id = add_person(conn, None, login, told, role, now)
    except LoginTakenError:
        return None
    conn.execute(change_of(staff_id).values(subject=subject))
    return person(conn, staff_id)


def _as_role(conn: Connection, row: Row[Any], role: Role, now: datetime) -> Row[Any]:
    if row.role == role:
        return row
    conn.execute(change_of(row.id).values(role=role))
    detail: Mapping[str, object] = {"role": role, "by": "provider"}
    record(conn, None, "staff.changed", None, row.id, detail, now)
    return person(conn, row.id)
