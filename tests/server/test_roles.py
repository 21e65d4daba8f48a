"""The table of who may do what, walked: every endpoint, asked by a caller of every kind.

What is expected is reckoned here from the table alone; docs/endpoints.md is made from it, too.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from installers import endpoints as document
from mrapp.model.remark import new_id
from mrapp.protocol.messages import ROOT
from mrapp.server.access import ACCESS, Role
from mrapp.server.machines import KEY_LIFE, revoke
from mrapp.server.personal_keys import BEGINS
from tests.server.colleagues import Clock, colleague
from tests.server.enrolled import enrolled
from tests.server.keys import key_of
from tests.servers import Running, running_server

pytestmark = pytest.mark.slow

_OURS, _OTHER = "ours", "other"
_REFUSED = {"not-known", "not-allowed"}
_STAFF = (Role.FACILITATOR, Role.MODERATOR, Role.ADMINISTRATOR)
_VALUES = {"project": _OURS, "sha256": "0" * 64, "number": "1", "name": "mrapp.css"}

Ask = Callable[[str, str], httpx.Response]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(tmp_path: Path, clock: Clock) -> Iterator[Running]:
    """Return a server whose clock can be moved; which database it has makes no difference here."""
    with running_server(tmp_path, f"sqlite:///{tmp_path}/server.sqlite", clock) as running:
        yield running


def test_each_endpoint_asks_of_each_caller_what_the_table_says(
    server: Running, clock: Clock
) -> None:
    callers = _callers(server, clock)
    wrong = []
    for name, roles in ACCESS.items():
        method, path = name.split(" ")
        for who, (role, project, ask) in callers.items():
            answer = ask(method, _filled(path))
            code = _code(answer)
            expected = _expected(path, roles, role, project)
            found = code if code in _REFUSED or code == expected else ""
            if found != expected:
                wrong.append(f"{name} by {who}: {answer.status_code} {code}, not {expected!r}")
    assert wrong == []


def test_the_document_is_made_from_the_table() -> None:
    assert document.DOCUMENT.read_text(encoding="utf-8") == document.made()


def _expected(path: str, roles: frozenset[Role], role: Role | None, project: str) -> str:
    """Return the code of the problem that the table asks for; "": any answer but a refusal.

    role None: a key that is not valid, which is nobody's but says so wherever keys count.
    """
    if role is None:
        is_open = path.startswith("/staff") and Role.PUBLIC in roles
        return "" if is_open else "not-known"
    if path.startswith("/staff") == (role in _STAFF):
        asked_as = role
    else:
        # A session counts for the pages of staff alone, and a key for all else.
        asked_as = Role.PUBLIC if role in _STAFF or path.startswith("/staff") else role
    if asked_as not in roles:
        return "not-known" if asked_as is Role.PUBLIC else "not-allowed"
    is_of_other = project == _OTHER and "{project}" in path and asked_as is not Role.PUBLIC
    return "no-such-project" if is_of_other else ""


def _callers(server: Running, clock: Clock) -> Mapping[str, tuple[Role | None, str, Ask]]:
    """Return callers of each kind by a name: their role, their project, and how they ask."""
    expired = enrolled(server, _OURS).key
    clock.later(seconds=(KEY_LIFE + timedelta(days=1)).total_seconds())
    revoked = enrolled(server, _OURS)
    with server.backend.database.writing() as conn:
        revoke(conn, revoked.machine, clock.now)
    keys: dict[str, tuple[Role | None, str, str]] = {
        "a machine": (Role.MACHINE, _OURS, enrolled(server, _OURS).key),
        "a publisher": (Role.PUBLISHER, _OURS, enrolled(server, _OURS, may_publish=True).key),
        "a machine of another project": (Role.MACHINE, _OTHER, enrolled(server, _OTHER).key),
        "a revoked key": (None, _OURS, revoked.key),
        "an expired key": (None, _OURS, expired),
        "a key of nobody": (None, _OURS, "x" * 43),
    }
    reader = colleague(server, Role.FACILITATOR, "reader")
    keys |= {
        "a reader": (Role.READER, _OURS, key_of(reader, server, _OURS)),
        "a reader of another project": (Role.READER, _OTHER, key_of(reader, server, _OTHER)),
        "a personal key of nobody": (None, _OURS, f"{BEGINS}{'x' * 43}"),
    }
    asking = {
        who: (role, project, _with_key(server, key)) for who, (role, project, key) in keys.items()
    }
    staff = {role.value: (role, "", _signed_in(server, role)) for role in _STAFF}
    return {"nobody": (Role.PUBLIC, "", _with_key(server, "")), **asking, **staff}


def _with_key(server: Running, key: str) -> Ask:
    headers = {"Connection": "close", **({"Authorization": f"Bearer {key}"} if key else {})}
    return httpx.Client(base_url=server.url, headers=headers).request


def _signed_in(server: Running, role: Role) -> Ask:
    browser = colleague(server, role).browser
    # From another site, so that forms do nothing (who may send them is looked at before): one
    # of them would sign out.
    headers = {"Accept": "application/json", "Origin": "https://elsewhere.example"}

    def ask(method: str, path: str) -> httpx.Response:
        sent = {} if path.startswith(ROOT) else headers
        return browser.request(method, path, headers=sent)

    return ask


def _filled(path: str) -> str:
    for name, value in (
        _VALUES | dict.fromkeys(("remark", "person", "machine", "key"), new_id())
    ).items():
        path = path.replace(f"{{{name}}}", value)
    return path.replace("{", "").replace("}", "")


def _code(answer: httpx.Response) -> str:
    """Return the code of a problem; "": it is none."""
    if answer.headers.get("Content-Type") != "application/problem+json":
        return ""
    code: str = answer.json()["code"]
    return code
