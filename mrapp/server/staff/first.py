"""The first administrator, and one who lost the way in: by a link from who has the machine."""

from mrapp.server.backend import Backend
from mrapp.server.staff.people import (
    FIRST_LOGIN,
    administrator,
    has_administrator,
    new_link,
)

START = "/staff/start"
"""Where one-time links lead."""


def first_link(backend: Backend) -> str | None:
    """Return the one-time link for the first administrator; None where there is one already.

    Called when a server starts; an earlier link that was not used ends.
    """
    with backend.database.reading() as conn:
        if has_administrator(conn):
            return None
    return administrator_link(backend)


def administrator_link(backend: Backend, login: str = FIRST_LOGIN) -> str:
    """Return a one-time link with which somebody signs in as an administrator."""
    now = backend.utc_now()
    with backend.database.writing() as conn:
        staff_id = administrator(conn, login.strip().casefold(), now)
        return link(backend, new_link(conn, None, staff_id, now))


def link(backend: Backend, token: str) -> str:
    """Return the one-time link with a token."""
    return f"{backend.settings.public_url}{START}/{token}"
