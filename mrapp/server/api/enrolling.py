"""How a machine comes to belong to a project, and asks who it is."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from sqlalchemy import select

from mrapp.protocol.messages import ROOT, Enrolment, EnrolmentRequest, Machine
from mrapp.server import machines
from mrapp.server.access import Caller, allowed
from mrapp.server.api.bodies import answer, documented, raw_body, read_message
from mrapp.server.audit import record
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.people import machines as rows
from mrapp.server.generation import generation_of

enrolling = APIRouter(prefix=ROOT, tags=["machines"])
_BODY_BYTES = 10_000


@enrolling.post(
    "/enrolments",
    operation_id="enrol",
    summary="Let a machine belong to a project, by a one-time code",
    status_code=201,
    response_model=Enrolment,
    **documented(403, 413, 415, body=EnrolmentRequest),
)
def enrol(
    raw: Annotated[bytes, Depends(raw_body(_BODY_BYTES))],
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Use up a code, and answer with a key that is told this once."""
    asked = read_message(EnrolmentRequest, raw)
    now = backend.utc_now()
    generation = generation_of(backend.database, now)
    with backend.database.writing() as conn:
        made = machines.enrol(conn, asked, now)
        detail = {"mayPublish": made.may_publish}
        record(conn, None, "machine.enrolled", made.project, made.machine, detail, now)
    made = made.model_copy(update={"generation": generation})
    return answer(made, 201, Location=f"{ROOT}/projects/{made.project}/machine")


@enrolling.get(
    "/projects/{project}/machine",
    operation_id="tellMachine",
    summary="Tell a machine what the server knows of it",
    response_model=Machine,
)
def tell_machine(
    caller: Annotated[Caller, Depends(allowed)],
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with the machine whose key was given."""
    with backend.database.reading() as conn:
        row = conn.execute(select(rows).where(rows.c.id == caller.id)).one()
    return answer(
        Machine(
            machine=row.id,
            project=row.project,
            label=row.label,
            may_publish=row.may_publish,
            expires_utc=row.expires_utc,
        )
    )
