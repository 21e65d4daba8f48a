"""Tells machines what happened on the server."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from mrapp.protocol.messages import ROOT, ChangesPage
from mrapp.server.api.bodies import answer
from mrapp.server.backend import Backend, backend_of
from mrapp.server.changes import changes_after
from mrapp.server.generation import generation_of

changing = APIRouter(prefix=ROOT, tags=["changes"])


@changing.get(
    "/projects/{project}/changes",
    operation_id="tellChanges",
    summary="Tell what happened after a cursor",
    response_model=ChangesPage,
)
def tell_changes(
    project: str,
    backend: Annotated[Backend, Depends(backend_of)],
    cursor: Annotated[str, Query(pattern="^[0-9]{0,18}$", description="Of the page before")] = "",
) -> Response:
    """Answer with a page of withdrawals, moderations, answers and versions, in their order."""
    generation = generation_of(backend.database, backend.utc_now())
    with backend.database.reading() as conn:
        page = changes_after(conn, project, cursor)
    return answer(page.model_copy(update={"generation": generation}))
