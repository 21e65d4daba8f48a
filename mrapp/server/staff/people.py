"""Who works with remarks: added and changed by an administrator, let in by a one-time link."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Update, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from mrapp.model.remark import new_id
from mrapp.model.texts import Phrase
from mrapp.server.access import STAFF, Caller, Role
from mrapp.server.audit import record
from mrapp.server.database.people import invitations, staff
from mrapp.server.errors import NoSuchPageError, ServerError
from mrapp.server.personal_keys import revoke_keys
from mrapp.server.staff.passwords import hashed, matches, weakness
from mrapp.server.staff.sessions import end_all, new_token, token_hash

LINK_LASTS: Final = timedelta(days=3)
FIRST_LOGIN: Final = "admin"


class LoginTakenError(ServerError):
    """Somebody has the login `login` already."""

    status = 409
    code = "login-taken"
    phrase = Phrase(
        nl="De gebruikersnaam {login} is al in gebruik. Er is niets veranderd. Kies een andere.",
        en="The user name {login} is in use already. Nothing was changed. Choose another.",
    )


class LinkOverError(ServerError):
    """A one-time link was used, or is too old."""

    status = 410
    code = "link-over"
    phrase = Phrase(
        nl="Deze link is al gebruikt of te oud, of er is een nieuwere. Er is niets veranderd. "
        "Vraag een beheerder om een nieuwe. Is die er nog niet: mrapp server admin maakt er een, "
        "op de computer van de server.",
        en="This link was used already or is too old, or there is a newer one. Nothing was "
        "changed. Ask an administrator for a new one. Is there none yet: mrapp server admin makes "
        "one, on the machine of the server.",
    )


class PasswordRefusedError(ServerError):
    """A new password is not taken; `reason`, a sentence, says why."""

    status = 422
    code = "password-refused"
    phrase = Phrase(
        nl="Het wachtwoord is niet veranderd. {reason} Probeer het opnieuw.",
        en="The password was not changed. {reason} Try again.",
    )


class YourselfError(ServerError):
    """An administrator would take away their own rights."""

    status = 409
    code = "yourself"
    phrase = Phrase(
        nl="U kunt uw eigen rol niet veranderen en uzelf niet uitsluiten. Er is niets veranderd. "
        "Vraag een andere beheerder.",
        en="You cannot change your own role or shut yourself out. Nothing was changed. Ask another "
        "administrator.",
    )


def add_person(
    conn: Connection, caller: Caller | None, login: str, name: str, role: Role, now: datetime
) -> str:
    """Return the id of a new member of staff. Raises `LoginTakenError`."""
    plain = login.strip().casefold()
    if conn.execute(select(staff.c.id).where(staff.c.login == plain)).first():
        raise LoginTakenError(login=plain)
    staff_id = new_id()
    line = {"id": staff_id, "login": plain, "name": name.strip() or plain, "role": _staff(role)}
    try:
        with conn.begin_nested():
            conn.execute(staff.insert().values(**line, created_utc=now))
    except IntegrityError as error:
        # Another process added them just now.
        raise LoginTakenError(login=plain) from error
    record(conn, caller, "staff.added", None, staff_id, {"role": role}, now)
    return staff_id


def new_link(conn: Connection, caller: Caller | None, staff_id: str, now: datetime) -> str:
    """Return the token of a one-time link; earlier ones of the same person end."""
    person(conn, staff_id)
    conn.execute(delete(invitations).where(invitations.c.staff == staff_id))
    token = new_token()
    line = {"staff": staff_id, "expires_utc": now + LINK_LASTS}
    conn.execute(invitations.insert().values(token_hash=token_hash(token), **line))
    record(conn, caller, "staff.link-made", None, staff_id, {}, now)
    return token


def has_link(conn: Connection, staff_id: str) -> bool:
    """Whether somebody was given a link to choose a password, and did not yet."""
    asked = select(invitations.c.staff).where(invitations.c.staff == staff_id)
    return conn.execute(asked.limit(1)).first() is not None


def invited(conn: Connection, token: str, now: datetime) -> Row[Any]:
    """Return who a one-time link is for. Raises `LinkOverError`."""
    asked = (
        select(staff, invitations.c.expires_utc)
        .join_from(invitations, staff, invitations.c.staff == staff.c.id)
        .where(invitations.c.token_hash == token_hash(token), staff.c.disabled_utc.is_(None))
        .with_for_update()
    )
    row = conn.execute(asked).one_or_none()
    if row is None or row.expires_utc < now:
        raise LinkOverError
    return row


def accept(conn: Connection, token: str, name: str, password: str, now: datetime) -> str:
    """Set the password of who has a one-time link, which ends; return their id.

    Raises `LinkOverError`, `PasswordRefusedError`.
    """
    row = invited(conn, token, now)
    _set_password(conn, row, password)
    conn.execute(change_of(row.id).values(name=name.strip() or row.login))
    record(conn, Caller(Role(row.role), row.id), "staff.password-set", None, row.id, {}, now)
    staff_id: str = row.id
    return staff_id


def change_password(conn: Connection, caller: Caller, old: str, new: str, now: datetime) -> None:
    """Change one's own password; all one's sessions end. Raises `PasswordRefusedError`."""
    row = person(conn, caller.id)
    if not matches(row.password_hash, old):
        raise PasswordRefusedError(reason=_OLD_WRONG)
    _set_password(conn, row, new)
    record(conn, caller, "staff.password-set", None, row.id, {}, now)


def change_person(
    conn: Connection,
    caller: Caller,
    staff_id: str,
    role: Role,
    now: datetime,
    *,
    may_enter: bool,
) -> None:
    """Give somebody a role, shut them out or let them in again. Raises `YourselfError`."""
    if staff_id == caller.id:
        raise YourselfError
    person(conn, staff_id)
    conn.execute(
        change_of(staff_id).values(role=_staff(role), disabled_utc=None if may_enter else now)
    )
    if not may_enter:
        end_all(conn, staff_id)
        # Else they would read again once somebody is let in again.
        revoke_keys(conn, staff_id, now)
        conn.execute(delete(invitations).where(invitations.c.staff == staff_id))
    detail = {"role": role, "mayEnter": may_enter}
    record(conn, caller, "staff.changed", None, staff_id, detail, now)


def sign_out_everywhere(conn: Connection, caller: Caller, staff_id: str, now: datetime) -> None:
    """End all sessions of somebody. Raises `NoSuchPageError`."""
    person(conn, staff_id)
    end_all(conn, staff_id)
    record(conn, caller, "staff.signed-out-everywhere", None, staff_id, {}, now)


def person(conn: Connection, staff_id: str) -> Row[Any]:
    """Return a member of staff. Raises `NoSuchPageError`."""
    row = conn.execute(select(staff).where(staff.c.id == staff_id)).one_or_none()
    if row is None:
        raise NoSuchPageError
    return row


def people(conn: Connection) -> list[Row[Any]]:
    """Return all members of staff, by name."""
    return list(conn.execute(select(staff).order_by(func.lower(staff.c.name), staff.c.id)))


def has_administrator(conn: Connection) -> bool:
    """Whether somebody can sign in as an administrator."""
    able = staff.c.password_hash.is_not(None) | staff.c.subject.is_not(None)
    asked = select(staff.c.id).where(
        staff.c.role == Role.ADMINISTRATOR, staff.c.disabled_utc.is_(None), able
    )
    return conn.execute(asked.limit(1)).first() is not None


def administrator(conn: Connection, login: str, now: datetime) -> str:
    """Return the id of an administrator with this login, made or let in again where needed.

    For who has the machine, and so the database, in hand.
    """
    asked = select(staff).where(staff.c.login == login)
    row = conn.execute(asked).one_or_none()
    if row is None:
        # Of several servers that start at once one makes it.
        with suppress(LoginTakenError):
            return add_person(conn, None, login, login, Role.ADMINISTRATOR, now)
        row = conn.execute(asked).one()
    given = {"role": Role.ADMINISTRATOR, "disabled_utc": None, "failed": 0}
    conn.execute(change_of(row.id).values(**given, locked_until_utc=None))
    record(conn, None, "staff.changed", None, row.id, {"role": Role.ADMINISTRATOR}, now)
    staff_id: str = row.id
    return staff_id


def _set_password(conn: Connection, row: Row[Any], password: str) -> None:
    weak = weakness(password, row.login)
    if weak:
        raise PasswordRefusedError(reason=weak)
    # One way in for each: who has a password is known by it and not by the provider of accounts.
    fresh = {"password_hash": hashed(password), "subject": None}
    conn.execute(change_of(row.id).values(**fresh, failed=0, locked_until_utc=None))
    # A link that somebody else may have found is of no use any more, either.
    conn.execute(delete(invitations).where(invitations.c.staff == row.id))
    end_all(conn, row.id)


def _staff(role: Role) -> Role:
    if role not in STAFF:
        raise ValueError(f"{role} is no role of staff")
    return role


def change_of(staff_id: str) -> Update:
    """Return what changes one of the staff, still without what."""
    return update(staff).where(staff.c.id == staff_id)


_OLD_WRONG: Final = Phrase(nl="Uw oude wachtwoord klopt niet.", en="Your old password is wrong.")
