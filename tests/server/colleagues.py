"""Staff, for tests: they sign in and fill in forms as a browser does."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html import unescape

import httpx

from mrapp.server.access import Role
from mrapp.server.staff.first import administrator_link, link
from mrapp.server.staff.people import add_person, new_link
from tests.servers import Running

PASSWORD = "vier losse woorden hier"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return what it tells."""
        return self.now

    def later(self, **by: float) -> None:
        """Move it on."""
        self.now += timedelta(**by)


class Colleague:
    """Somebody with a browser: keeps cookies, sends forms with their hidden fields."""

    def __init__(self, server: Running) -> None:
        self.browser = httpx.Client(
            base_url=server.url,
            headers={"Accept": "text/html", "Accept-Language": "en", "Connection": "close"},
        )
        self.origin = server.url

    def get(self, path: str) -> httpx.Response:
        """Open a page, wherever it leads."""
        return self.browser.get(path, follow_redirects=True)

    def csrf(self) -> str:
        """Return the token that stands in each form, of who is signed in."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.get("/staff").text)
        return unescape(found[1]) if found else ""

    def send(self, path: str, **fields: str) -> httpx.Response:
        """Send a form, and go where that leads."""
        return self.raw(path, csrf=self.csrf(), **fields)

    def send_many(
        self, path: str, chosen: Sequence[str], seen: Sequence[str] = (), **fields: str
    ) -> httpx.Response:
        """Do something with the remarks that were chosen in the queue. seen: what was added."""
        csrf = self.csrf()
        return self.raw(path, csrf=csrf, chosen=list(chosen), seen=list(seen), **fields)

    def drop_from(self, answer: str, ids: Sequence[str]) -> httpx.Response:
        """Leave remarks out of an answer."""
        return self.raw(f"{answer}/remarks", csrf=self.csrf(), drop=list(ids))

    def raw(
        self, path: str, origin: str | None = None, **fields: str | list[str]
    ) -> httpx.Response:
        """Send just these fields, from a page of ours or of another origin."""
        headers = {"Origin": self.origin if origin is None else origin}
        return self.browser.post(path, data=fields, headers=headers, follow_redirects=True)

    def sign_in(self, login: str, password: str = PASSWORD) -> httpx.Response:
        """Sign in with a password."""
        return self.raw("/staff/sign-in", login=login, password=password)


def colleague(server: Running, role: Role, login: str = "") -> Colleague:
    """Return somebody who just chose a password by their one-time link, and so is signed in."""
    backend = server.backend
    name = login or role.value
    if role is Role.ADMINISTRATOR:
        where = administrator_link(backend, name)
    else:
        now = backend.utc_now()
        with backend.database.writing() as conn:
            token = new_link(conn, None, add_person(conn, None, name, name.title(), role, now), now)
        where = link(backend, token)
    person = Colleague(server)
    answer = person.raw(
        where.removeprefix(server.url), name=name.title(), password=PASSWORD, again=PASSWORD
    )
    assert answer.status_code == 200, answer.text
    return person
