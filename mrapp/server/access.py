"""Who may do what: one table of all endpoints, and the one place that looks at it.

An endpoint without a line in the table answers nobody: the server does not start with one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from fastapi import Depends, Request
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import BaseRoute

from mrapp.protocol.messages import ROOT
from mrapp.server.backend import Backend, backend_of
from mrapp.server.errors import (
    KeyOverError,
    NoSuchPageError,
    NoSuchProjectError,
    NotAllowedError,
    NotKnownError,
)
from mrapp.server.machines import machine_by_key, note_seen
from mrapp.server.pages.addresses import HOME
from mrapp.server.personal_keys import BEGINS, note_used, personal_key
from mrapp.server.staff.sessions import find, token_of


class Role(StrEnum):
    """As what somebody asks.

    publisher: a machine that may also publish; reader: a program, in the name of a member of staff.
    """

    PUBLIC = "public"
    MACHINE = "machine"
    PUBLISHER = "publisher"
    READER = "reader"
    FACILITATOR = "facilitator"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Caller:
    """Who asks. id: of a machine or of a member of staff; project: the only one it may touch.

    key: of a reader, the id of the key that it has.
    """

    role: Role
    id: str = ""
    project: str | None = None
    key: str = ""


ANYONE: Final = frozenset(Role)
MACHINES: Final = frozenset({Role.MACHINE, Role.PUBLISHER})
PUBLISHERS: Final = frozenset({Role.PUBLISHER})
READERS: Final = frozenset({Role.READER})
STAFF: Final = frozenset({Role.FACILITATOR, Role.MODERATOR, Role.ADMINISTRATOR})
MODERATORS: Final = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})
ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR})

ACCESS: Final[Mapping[str, frozenset[Role]]] = {
    "GET /health": ANYONE,
    "GET /metrics": ANYONE,
    f"GET {ROOT}/openapi.json": ANYONE,
    f"POST {ROOT}/enrolments": ANYONE,
    f"GET {ROOT}/projects/{{project}}/machine": MACHINES,
    f"POST {ROOT}/projects/{{project}}/entries": MACHINES,
    f"GET {ROOT}/projects/{{project}}/remarks/{{remark}}/files/{{sha256}}": MACHINES,
    f"PUT {ROOT}/projects/{{project}}/remarks/{{remark}}/files/{{sha256}}": MACHINES,
    f"GET {ROOT}/projects/{{project}}/changes": MACHINES,
    f"GET {ROOT}/projects/{{project}}/capsules/{{sha256}}": PUBLISHERS,
    f"PUT {ROOT}/projects/{{project}}/capsules/{{sha256}}": PUBLISHERS,
    f"POST {ROOT}/projects/{{project}}/versions": PUBLISHERS,
    f"GET {ROOT}/projects/{{project}}/versions/{{number}}": MACHINES,
    f"GET {ROOT}/projects/{{project}}/versions/{{number}}/capsule": MACHINES,
    f"GET {ROOT}/key": READERS,
    f"GET {ROOT}/projects/{{project}}/document": READERS,
    f"POST {ROOT}/projects/{{project}}/exports": READERS,
    f"GET {ROOT}/projects/{{project}}/remarks": READERS,
    f"GET {ROOT}/projects/{{project}}/remarks/{{remark}}/files/{{sha256}}/content": READERS,
    f"POST {ROOT}/public/projects/{{project}}/entries": ANYONE,
    f"GET {ROOT}/public/projects/{{project}}/remarks/{{remark}}/files/{{sha256}}": ANYONE,
    f"PUT {ROOT}/public/projects/{{project}}/remarks/{{remark}}/files/{{sha256}}": ANYONE,
    "GET /static/{name}": ANYONE,
    "GET /companion": ANYONE,
    "GET /companion/{file:path}": ANYONE,
    f"GET {ROOT}/lists": ANYONE,
    f"GET {ROOT}/projects/{{project}}/list": ANYONE,
    f"GET {ROOT}/projects/{{project}}/list/head": ANYONE,
    "GET /staff/sign-in": ANYONE,
    "POST /staff/sign-in": ANYONE,
    "GET /staff/sign-in/provider": ANYONE,
    "GET /staff/sign-in/answer": ANYONE,
    "POST /staff/sign-out": ANYONE,
    "GET /staff/signed-out": ANYONE,
    "GET /staff/start/{token}": ANYONE,
    "POST /staff/start/{token}": ANYONE,
    "GET /staff": STAFF,
    "POST /staff": ADMINISTRATORS,
    "GET /staff/account": STAFF,
    "POST /staff/account": STAFF,
    "POST /staff/account/sign-out": STAFF,
    "GET /staff/keys": STAFF,
    "POST /staff/keys": STAFF,
    "POST /staff/keys/{key}/revoke": STAFF,
    "GET /staff/people": ADMINISTRATORS,
    "POST /staff/people": ADMINISTRATORS,
    "GET /staff/people/{person}": ADMINISTRATORS,
    "POST /staff/people/{person}": ADMINISTRATORS,
    "POST /staff/people/{person}/link": ADMINISTRATORS,
    "POST /staff/people/{person}/provider": ADMINISTRATORS,
    "POST /staff/people/{person}/sign-out": ADMINISTRATORS,
    "GET /staff/log": ADMINISTRATORS,
    "GET /staff/projects/{project}/remarks": STAFF,
    "POST /staff/projects/{project}/remarks": MODERATORS,
    "GET /staff/projects/{project}/remarks/{remark}": STAFF,
    "POST /staff/projects/{project}/remarks/{remark}/state": MODERATORS,
    "POST /staff/projects/{project}/remarks/{remark}/themes": MODERATORS,
    "GET /staff/projects/{project}/remarks/{remark}/files/{sha256}": STAFF,
    "GET /staff/projects/{project}/themes": STAFF,
    "POST /staff/projects/{project}/themes": MODERATORS,
    "POST /staff/projects/{project}/themes/{theme}": MODERATORS,
    "GET /staff/projects/{project}/answers": STAFF,
    "POST /staff/projects/{project}/answers": MODERATORS,
    "GET /staff/projects/{project}/answers/{answer}": STAFF,
    "POST /staff/projects/{project}/answers/{answer}": MODERATORS,
    "POST /staff/projects/{project}/answers/{answer}/remarks": MODERATORS,
    "GET /staff/projects/{project}/results": STAFF,
    "GET /staff/projects/{project}/machines": ADMINISTRATORS,
    "POST /staff/projects/{project}/machines": ADMINISTRATORS,
    "POST /staff/projects/{project}/machines/{machine}/revoke": ADMINISTRATORS,
    "GET /staff/projects/{project}/settings": ADMINISTRATORS,
    "POST /staff/projects/{project}/settings": ADMINISTRATORS,
    "GET /": ANYONE,
    "GET /results/{project}": ANYONE,
    "GET /results/{project}/{file}": ANYONE,
    "GET /ogc": ANYONE,
    "GET /ogc/": ANYONE,
    "GET /ogc/api": ANYONE,
    "GET /ogc/conformance": ANYONE,
    "GET /ogc/collections": ANYONE,
    "GET /ogc/collections/{project}": ANYONE,
    "GET /ogc/collections/{project}/items": ANYONE,
    "GET /ogc/collections/{project}/items/{item}": ANYONE,
    "GET /receipt": ANYONE,
    "POST /receipt": ANYONE,
    "GET /receipt/addition": ANYONE,
    "GET /receipt/withdrawal": ANYONE,
    "GET /receipt/withdrawal/question": ANYONE,
    "POST /receipt/addition": ANYONE,
    "POST /receipt/withdrawal/question": ANYONE,
    "POST /receipt/withdrawal": ANYONE,
}
"""For each endpoint, as "METHOD path", who may call it."""


def unruled(routes: Sequence[BaseRoute]) -> list[str]:
    """Return the endpoints that have no line in the table."""
    return sorted(set(endpoints(routes)) - ACCESS.keys())


def endpoints(routes: Sequence[BaseRoute]) -> list[str]:
    """Return what can be called, as in the table; also what stands in routers within routers."""
    return sorted(
        f"{method} {each.path}"
        for each in iter_route_contexts(routes)
        for method in each.methods or ()
    )


def is_for_anyone(request: Request) -> bool:
    """Whether anyone may ask this, signed in or not."""
    return ACCESS[f"{request.method} {request.scope['route'].path}"] == ANYONE


def allowed(request: Request, backend: Backend = Depends(backend_of)) -> Caller:
    """Return who asks, where they may; a dependency of every endpoint.

    Raises `NotKnownError`, `NotAllowedError`, and `NoSuchProjectError` for a machine of another
    project: it does not even learn that there is one.
    """
    route: APIRoute = request.scope["route"]
    roles = ACCESS[f"{request.method} {route.path}"]
    if route.path.startswith(HOME) and request.url.hostname == backend.settings.companion_host:
        # Scripts of the companion would be at home here.
        raise NoSuchPageError
    caller = _caller(request, backend)
    if caller.role not in roles:
        raise NotKnownError if caller.role is Role.PUBLIC else NotAllowedError
    named = request.path_params.get("project")
    if caller.project is not None and named is not None and named != caller.project:
        raise NoSuchProjectError
    return caller


def _caller(request: Request, backend: Backend) -> Caller:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if request.scope["route"].path.startswith(HOME):
        return _signed_in(request, backend)
    if not scheme:
        return Caller(Role.PUBLIC)
    now = backend.utc_now()
    if scheme.lower() == "bearer" and key.strip().startswith(BEGINS):
        return _reader(backend, key.strip(), now)
    with backend.database.reading() as conn:
        machine = machine_by_key(conn, key.strip(), now) if scheme.lower() == "bearer" else None
    if machine is None:
        raise NotKnownError
    note_seen(backend.database, machine, now)
    role = Role.PUBLISHER if machine.may_publish else Role.MACHINE
    return Caller(role, machine.id, machine.project)


def _reader(backend: Backend, key: str, now: datetime) -> Caller:
    """Return in whose name a program reads. Raises `KeyOverError`."""
    with backend.database.reading() as conn:
        row = personal_key(conn, key, now)
    if row is None:
        raise KeyOverError
    note_used(backend.database, row, now)
    return Caller(Role.READER, row.staff, row.project, row.id)


def _signed_in(request: Request, backend: Backend) -> Caller:
    """Return who is signed in; a cookie counts for the pages of staff alone."""
    token = token_of(request, backend)
    session = find(backend.database, token, backend.utc_now()) if token else None
    request.state.staff = session
    return Caller(Role(session.role), session.id) if session else Caller(Role.PUBLIC)
