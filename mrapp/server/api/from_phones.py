"""Takes in what phones send, of which nobody knows whose they are: for projects that are open.

Nothing can be read here but how much of a file is there. How much may come is limited by project
and by range of addresses, of which none is kept: see `mrapp.server.public.attempts`.
"""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from sqlalchemy import select

from mrapp.model.remark import Sha256, UuidV7
from mrapp.protocol.messages import BATCH_BYTES, ROOT, Batch, BatchResult, UploadState
from mrapp.server.api.bodies import answer, documented, raw_body
from mrapp.server.api.entries import entries_in, taken_in
from mrapp.server.api.files import Begin, Chunk, Size
from mrapp.server.attachments import Place
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import projects
from mrapp.server.errors import NoSuchProjectError
from mrapp.server.public.attempts import Fair, count_fairly
from mrapp.server.public.room import ask_room
from mrapp.server.uploads import Upload, kind_of_bare

from_phones = APIRouter(prefix=f"{ROOT}/public", tags=["from phones"])
_FILE = "/projects/{project}/remarks/{remark}/files/{sha256}"

# In a quarter of an hour. A whole meeting may share one address, so a range may send much.
ENTRIES: Final = Fair(600, busy_from=10_000, of_range_when_busy=100, in_all=100_000)
BYTES: Final = Fair(500 * 2**20, 5 * 2**30, of_range_when_busy=50 * 2**20, in_all=50 * 2**30)
# What a question costs as well.
_ASKED_BYTES: Final = 4096


def _open_project(project: str, backend: Annotated[Backend, Depends(backend_of)]) -> str:
    """Return a project to which anybody may send; raises `NoSuchProjectError`."""
    with backend.database.reading() as conn:
        is_open = conn.scalar(select(projects.c.is_open).where(projects.c.id == project))
    if not is_open:
        raise NoSuchProjectError
    return project


_Open = Annotated[str, Depends(_open_project)]


@from_phones.post(
    "/projects/{project}/entries",
    operation_id="keepEntriesOfPhone",
    summary="Keep what a phone sends, each entry once",
    response_model=BatchResult,
    **documented(403, 413, 415, 429, body=Batch),
)
def keep_entries(
    project: _Open,
    raw: Annotated[bytes, Depends(raw_body(BATCH_BYTES))],
    request: Request,
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with what became of each entry; an addition needs the seal of its remark."""
    # First what it weighs: what is no batch at all counts as well.
    _count(backend, request, f"bytes {project}", BYTES, len(raw))
    _count(backend, request, f"entries {project}", ENTRIES, len(entries_in(raw)))
    return answer(taken_in(backend, project, raw, None))


@from_phones.get(
    _FILE,
    operation_id="tellFileOfPhone",
    summary="Tell how much of a file is here",
    response_model=UploadState,
    **documented(403, 429),
)
def tell_file(
    project: _Open,
    remark: Annotated[UuidV7, Path()],
    sha256: Annotated[Sha256, Path()],
    request: Request,
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with where to go on."""
    _count(backend, request, f"bytes {project}", BYTES, _ASKED_BYTES)
    return answer(_upload(backend, project, remark, sha256).state())


@from_phones.put(
    _FILE,
    operation_id="keepFileOfPhone",
    summary="Keep a part of a file that has nothing in it but what is seen or heard",
    response_model=UploadState,
    **documented(403, 409, 413, 415, 429, raw=True),
)
def keep_file(
    project: _Open,
    remark: Annotated[UuidV7, Path()],
    sha256: Annotated[Sha256, Path()],
    begin: Begin,
    size: Size,
    chunk: Chunk,
    request: Request,
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with how much is here then; a picture that also tells where it was made is refused."""
    _count(backend, request, f"bytes {project}", BYTES, len(chunk) + _ASKED_BYTES)
    return answer(_upload(backend, project, remark, sha256).take(begin, size, chunk))


def _upload(backend: Backend, project: str, remark: str, sha256: str) -> Upload:
    return Upload(
        backend,
        Place(project, remark, sha256),
        None,
        kind_of_bare,
        lambda size_bytes: ask_room(backend, project, size_bytes),
    )


def _count(backend: Backend, request: Request, what: str, most: Fair, amount: int) -> None:
    """Count what comes; raises `TooManyError`."""
    address = request.client.host if request.client else ""
    count_fairly(backend.database, what, address, most, backend.utc_now(), amount)
