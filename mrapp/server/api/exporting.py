"""Gives programs of staff what citizens said, so that they make files of it."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from sqlalchemy import select

from mrapp.model.remark import Sha256, UuidV7
from mrapp.protocol.messages import (
    ROOT,
    Export,
    NewExport,
    PersonalKey,
    ProjectDocument,
    RemarksPage,
)
from mrapp.server.access import Caller, allowed
from mrapp.server.api.bodies import answer, documented, problem, raw_body, read_message
from mrapp.server.api.ranges import file_answer
from mrapp.server.attachments import Place
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.people import personal_keys
from mrapp.server.exporting import Exports, file_of
from mrapp.server.versions import document_of

exporting = APIRouter(prefix=ROOT, tags=["exports"])
_BODY_BYTES: Final = 1000
_FILE: Final = "/projects/{project}/remarks/{remark}/files/{sha256}/content"
_FILE_ANSWER: Final[dict[str, Any]] = {
    "description": "The file, or the part that was asked for",
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}
Asks = Annotated[Caller, Depends(allowed)]
Parts = Annotated[Backend, Depends(backend_of)]


@exporting.get(
    "/key",
    operation_id="tellKey",
    summary="Tell a program of staff what the server knows of its key",
    response_model=PersonalKey,
)
def tell_key(caller: Asks, backend: Parts) -> Response:
    """Answer with the project that the key reads."""
    with backend.database.reading() as conn:
        asked = select(personal_keys).where(personal_keys.c.id == caller.key)
        row = conn.execute(asked).one()
    told = {"project": row.project, "name": row.name, "expires_utc": row.expires_utc}
    return answer(PersonalKey(**told))


@exporting.get(
    "/projects/{project}/document",
    operation_id="tellDocument",
    summary="Tell what the project is, as it was published last",
    response_model=ProjectDocument,
)
def tell_document(project: str, backend: Parts) -> Response:
    """Answer with its project.json; 404 where it was not published yet."""
    with backend.database.reading() as conn:
        return answer(document_of(conn, project))


@exporting.post(
    "/projects/{project}/exports",
    operation_id="beginExport",
    summary="Begin to read all remarks, which is noted in the log",
    status_code=201,
    response_model=Export,
    **documented(413, 415, body=NewExport),
)
def begin_export(
    project: str,
    raw: Annotated[bytes, Depends(raw_body(_BODY_BYTES))],
    caller: Asks,
    backend: Parts,
) -> Response:
    """Answer with how many there are, and where to begin."""
    asked = read_message(NewExport, raw)
    exports = Exports(backend.database, caller, project, backend.utc_now())
    with backend.database.writing() as conn:
        begun = exports.begin(conn, with_hidden=asked.with_hidden)
    return answer(begun, 201)


@exporting.get(
    "/projects/{project}/remarks",
    operation_id="tellRemarks",
    summary="Tell what was said, a page at a time",
    response_model=RemarksPage,
)
def tell_remarks(
    project: str,
    caller: Asks,
    backend: Parts,
    cursor: Annotated[str, Query(max_length=100, description="Of the export, or the page before")],
) -> Response:
    """Answer with the page at a cursor."""
    exports = Exports(backend.database, caller, project, backend.utc_now())
    with backend.database.snapshot() as conn:
        return answer(exports.page(conn, cursor))


@exporting.get(
    _FILE,
    operation_id="getFile",
    summary="Get a picture or a spoken note, or a part of it",
    response_class=Response,
    responses={**dict.fromkeys((200, 206), _FILE_ANSWER), 416: problem(416)},
)
def get_file(
    project: str,
    remark: Annotated[UuidV7, Path()],
    sha256: Annotated[Sha256, Path()],
    request: Request,
    backend: Parts,
) -> Response:
    """Answer with the file; with the header Range, with a part of it."""
    with backend.database.reading() as conn:
        size_bytes, _kind = file_of(conn, project, remark, sha256)
    place = Place(project, remark, sha256)
    kind = "application/octet-stream"
    return file_answer(request, backend.attachments, place, size_bytes, kind)
