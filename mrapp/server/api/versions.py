"""Takes in versions of a project, and gives them to its machines."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from mrapp.model.remark import Sha256
from mrapp.protocol.messages import BATCH_BYTES, ROOT, NewVersion, ProjectVersion, UploadState
from mrapp.server.access import Caller, allowed
from mrapp.server.api.bodies import answer, documented, problem, raw_body, read_message
from mrapp.server.api.files import Begin, Chunk
from mrapp.server.api.ranges import file_answer
from mrapp.server.attachments import CAPSULES, Place
from mrapp.server.backend import Backend, backend_of
from mrapp.server.uploads import CAPSULE_LIMIT_BYTES, CAPSULE_TYPE, Upload, kind_of_capsule
from mrapp.server.versions import publish, version_of

publishing = APIRouter(prefix=ROOT, tags=["versions"])

_CAPSULE = "/projects/{project}/capsules/{sha256}"
_VERSION = "/projects/{project}/versions/{number}"
_Size = Annotated[int, Query(gt=0, le=CAPSULE_LIMIT_BYTES, description="Of the whole capsule")]
_CAPSULE_ANSWER: Final[dict[str, Any]] = {
    "description": "The capsule, or the part that was asked for",
    "content": {CAPSULE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
}
_Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@publishing.get(
    _CAPSULE,
    operation_id="tellCapsule",
    summary="Tell how much of a capsule is here",
    response_model=UploadState,
)
def tell_capsule(
    project: str,
    sha256: Annotated[Sha256, Path()],
    caller: Annotated[Caller, Depends(allowed)],
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with where to go on."""
    return answer(_upload(backend, project, sha256, caller).state())


@publishing.put(
    _CAPSULE,
    operation_id="keepCapsule",
    summary="Keep a part of a capsule",
    response_model=UploadState,
    **documented(409, 413, 415, raw=True),
)
def keep_capsule(
    project: str,
    sha256: Annotated[Sha256, Path()],
    begin: Begin,
    size: _Size,
    chunk: Chunk,
    caller: Annotated[Caller, Depends(allowed)],
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with how much is here then; a part that does not follow changes nothing."""
    return answer(_upload(backend, project, sha256, caller).take(begin, size, chunk))


@publishing.post(
    "/projects/{project}/versions",
    operation_id="publishVersion",
    summary="Publish a version of a project",
    status_code=201,
    response_model=ProjectVersion,
    **documented(409, 413, 415, body=NewVersion),
)
def publish_version(
    project: str,
    raw: Annotated[bytes, Depends(raw_body(BATCH_BYTES))],
    caller: Annotated[Caller, Depends(allowed)],
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with the version; its machines are told of it."""
    told = read_message(NewVersion, raw)
    with backend.database.writing() as conn:
        now = backend.utc_now()
        made = publish(backend.database, conn, project, told, caller.id, now)
    return answer(made, 201, Location=f"{ROOT}/projects/{project}/versions/{made.number}")


@publishing.get(
    _VERSION,
    operation_id="tellVersion",
    summary="Tell of a version",
    response_model=ProjectVersion,
)
def tell_version(
    project: str, number: _Number, backend: Annotated[Backend, Depends(backend_of)]
) -> Response:
    """Answer with what is known of it."""
    with backend.database.reading() as conn:
        return answer(version_of(conn, project, number))


@publishing.get(
    f"{_VERSION}/capsule",
    operation_id="getCapsule",
    summary="Get the capsule of a version, or a part of it",
    response_class=Response,
    responses={**dict.fromkeys((200, 206), _CAPSULE_ANSWER), 416: problem(416)},
)
def get_capsule(
    project: str,
    number: _Number,
    request: Request,
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with the file; with the header Range, with a part of it."""
    with backend.database.reading() as conn:
        version = version_of(conn, project, number)
    place = Place(project, CAPSULES, version.sha256)
    stored, size_bytes = backend.attachments, version.size_bytes
    return file_answer(request, stored, place, size_bytes, CAPSULE_TYPE)


def _upload(backend: Backend, project: str, sha256: str, caller: Caller) -> Upload:
    return Upload(backend, Place(project, CAPSULES, sha256), caller.id, kind_of_capsule)
