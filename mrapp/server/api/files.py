"""Takes in the files of remarks, part by part; a file goes up before its remark."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from mrapp.model.remark import ATTACHMENT_LIMIT_BYTES, Sha256, UuidV7
from mrapp.protocol.messages import CHUNK_BYTES, ROOT, UploadState
from mrapp.server.access import Caller, allowed
from mrapp.server.api.bodies import answer, documented, raw_body
from mrapp.server.attachments import Place
from mrapp.server.backend import Backend, backend_of
from mrapp.server.uploads import Upload

uploading = APIRouter(prefix=ROOT, tags=["files"])

_PATH = "/projects/{project}/remarks/{remark}/files/{sha256}"
Begin = Annotated[int, Query(ge=0, le=2**31, description="Where this part belongs, in bytes")]
Size = Annotated[int, Query(gt=0, le=ATTACHMENT_LIMIT_BYTES, description="Of the whole file")]
Chunk = Annotated[bytes, Depends(raw_body(CHUNK_BYTES))]


@uploading.get(
    _PATH,
    operation_id="tellFile",
    summary="Tell how much of a file is here",
    response_model=UploadState,
)
def tell_file(
    project: str,
    remark: Annotated[UuidV7, Path()],
    sha256: Annotated[Sha256, Path()],
    caller: Annotated[Caller, Depends(allowed)],
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with where to go on; complete: nothing more of it is needed."""
    return answer(Upload(backend, Place(project, remark, sha256), caller.id).state())


@uploading.put(
    _PATH,
    operation_id="keepFile",
    summary="Keep a part of a file, or all of it",
    response_model=UploadState,
    **documented(409, 413, 415, raw=True),
)
def keep_file(
    project: str,
    remark: Annotated[UuidV7, Path()],
    sha256: Annotated[Sha256, Path()],
    begin: Begin,
    size: Size,
    chunk: Chunk,
    caller: Annotated[Caller, Depends(allowed)],
    backend: Annotated[Backend, Depends(backend_of)],
) -> Response:
    """Answer with how much is here then; a part that does not follow changes nothing."""
    upload = Upload(backend, Place(project, remark, sha256), caller.id)
    return answer(upload.take(begin, size, chunk))
