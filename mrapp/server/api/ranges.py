"""Sends a file, or the part of it that was asked for (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from typing import Final

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from mrapp.protocol.messages import ProblemDetails
from mrapp.server.api.manners import head_of, is_head
from mrapp.server.attachments import Attachments, Place
from mrapp.server.errors import NoSuchPageError
from mrapp.server.problems import answer

_BLOCK_BYTES: Final = 2**18
_NO_SUCH_PART: Final = ProblemDetails(
    type="/problems/no-such-part",
    title="It has no such part",
    status=416,
    detail="The range that was asked for begins after its end. See the header Content-Range.",
    code="no-such-part",
)
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def file_answer(
    request: Request, stored: Attachments, place: Place, size_bytes: int, media_type: str
) -> Response:
    """Return a file, or one part of it; more than one part at a time are not sent.

    Raises `NoSuchPageError` where it is gone: once an answer was begun nobody could be told.
    """
    if not stored.has(place):
        raise NoSuchPageError
    headers = {"ETag": f'"{place.sha256}"', "Accept-Ranges": "bytes"}
    begin, end, status = 0, size_bytes, 200
    # Of a HEAD there are no parts: section 14.2.
    asked = not is_head(request) and _RANGE.fullmatch(request.headers.get("Range", ""))
    is_same = request.headers.get("If-Range", headers["ETag"]) == headers["ETag"]
    if asked and is_same and any(asked.groups()):
        begin, end = _within(asked[1], asked[2], size_bytes)
        if begin >= end:
            return answer(_NO_SUCH_PART, {**headers, "Content-Range": f"bytes */{size_bytes}"})
        headers["Content-Range"] = f"bytes {begin}-{end - 1}/{size_bytes}"
        status = 206
    headers["Content-Length"] = str(end - begin)
    whole = StreamingResponse(_parts(stored, place, begin, end), status, headers, media_type)
    return head_of(request, whole)


def _within(first: str, last: str, size_bytes: int) -> tuple[int, int]:
    """Return from where up to where was asked."""
    if not first:
        return max(0, size_bytes - int(last)), size_bytes
    return int(first), min(int(last) + 1, size_bytes) if last else size_bytes


def _parts(stored: Attachments, place: Place, begin: int, end: int) -> Iterator[bytes]:
    with stored.opened(place) as stream:
        stream.seek(begin)
        while begin < end and (part := stream.read(min(_BLOCK_BYTES, end - begin))):
            begin += len(part)
            yield part
