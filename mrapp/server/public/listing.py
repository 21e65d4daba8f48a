"""The public list of a project, with which anyone can check that no remark vanished."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from sqlalchemy import Connection, Row, select

from mrapp.model.values import Identifier
from mrapp.protocol.messages import ROOT
from mrapp.protocol.public_list import (
    PAGE_LINES,
    ListHeads,
    ListLine,
    ListPage,
    SignedHead,
    sign,
)
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import entries, projects, versions
from mrapp.server.errors import NoSuchProjectError
from mrapp.server.shared_secrets import list_key

listing = APIRouter(prefix=ROOT, tags=["public list"])

_JSON = "application/json"


@listing.get(
    "/lists",
    operation_id="listLists",
    summary="Tell the state of all lists",
    response_model=ListHeads,
)
def tell_heads(backend: Backend = Depends(backend_of)) -> Response:
    """Answer with the signed state of the list of every project that was published."""
    key, now = list_key(backend.database, backend.utc_now()), backend.utc_now()
    asked = (
        select(projects.c.id, projects.c.entries, projects.c.head)
        .where(projects.c.id.in_(select(versions.c.project)))
        .order_by(projects.c.id)
    )
    with backend.database.reading() as conn:
        rows = conn.execute(asked).all()
    heads = tuple(sign(key, row.id, row.entries, row.head, now) for row in rows)
    return Response(ListHeads(heads=heads).on_wire(), media_type=_JSON)


@listing.get(
    "/projects/{project}/list/head",
    operation_id="readListHead",
    summary="Tell the state of the public list",
    response_model=SignedHead,
)
def tell_head(project: Identifier, backend: Backend = Depends(backend_of)) -> Response:
    """Answer with how many lines there are and the hash of the last, signed."""
    with backend.database.reading() as conn:
        row = project_row(conn, project)
    return Response(_signed(backend, row, backend.utc_now()).on_wire(), media_type=_JSON)


@listing.get(
    "/projects/{project}/list",
    operation_id="readList",
    summary="Read lines of the public list",
    response_model=ListPage,
)
def tell_lines(
    project: Identifier,
    after: Annotated[int, Query(ge=0, le=2**31 - 1, description="The last line one has.")] = 0,
    backend: Backend = Depends(backend_of),
) -> Response:
    """Answer with the lines after a number, and the state of the whole list, signed."""
    with backend.database.reading() as conn:
        row = project_row(conn, project)
        lines = _lines(conn, project, after, row.entries)
    page = ListPage(lines=lines, head=_signed(backend, row, backend.utc_now()))
    return Response(page.on_wire(), media_type=_JSON)


def project_row(conn: Connection, project: str) -> Row[Any]:
    """Return the row of a project, not locked; raises `NoSuchProjectError`."""
    row = conn.execute(select(projects).where(projects.c.id == project)).one_or_none()
    if row is None:
        raise NoSuchProjectError(project=project)
    return row


def _lines(conn: Connection, project: str, after: int, last: int) -> tuple[ListLine, ...]:
    c = entries.c
    # Not beyond the head that was read before: others may be adding.
    wanted = (c.project == project) & (c.number > after) & (c.number <= last)
    asked = select(c.number, c.id, c.kind, c.about, c.digest, c.hash).where(wanted)
    rows = conn.execute(asked.order_by(c.number).limit(PAGE_LINES)).mappings()
    return tuple(ListLine.model_construct(**row) for row in rows)


def _signed(backend: Backend, row: Row[Any], now: datetime) -> SignedHead:
    return sign(list_key(backend.database, now), row.id, row.entries, row.head, now)
