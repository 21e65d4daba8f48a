"""Bodies of requests and answers: JSON of our messages, and bytes of files."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import ValidationError

from mrapp.protocol.messages import Message, ProblemDetails
from mrapp.server.errors import TooLargeError

_M = TypeVar("_M", bound=Message)

PROBLEM_TYPE: Final = "application/problem+json"
SCHEMAS: Final = "#/components/schemas/"
"""Where schemas stand in the description."""


def raw_body(most_bytes: int) -> Callable[[Request], Awaitable[bytes]]:
    """Return a dependency that reads a body of at most so many bytes."""

    async def read(request: Request) -> bytes:
        parts = []
        left = most_bytes
        async for part in request.stream():
            left -= len(part)
            if left < 0:
                raise TooLargeError(limit=most_bytes)
            parts.append(part)
        return b"".join(parts)

    return read


def read_message(kind: type[_M], raw: bytes) -> _M:
    """Return the message in a body; raises RequestValidationError, which is told as a problem."""
    try:
        return kind.model_validate_json(raw)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error


def answer(message: Message, status: int = 200, **headers: str) -> Response:
    """Return a message as it goes over the wire."""
    return Response(message.on_wire(), status, headers, "application/json")


def documented(
    *statuses: int, body: type[Message] | None = None, raw: bool = False
) -> dict[str, Any]:
    """Return what the description of an endpoint adds: problems of its own by status, and its body.

    `mrapp.server.api.describing` adds those that go without saying.
    """
    told: dict[str, Any] = {"responses": {each: problem(each) for each in statuses}}
    if body is not None:
        told["openapi_extra"] = _body("application/json", {"$ref": f"{SCHEMAS}{body.__name__}"})
        told["openapi_extra"]["requestBody"]["required"] = True
    if raw:
        told["openapi_extra"] = _body(
            "application/octet-stream", {"type": "string", "format": "binary"}
        )
    return told


_PROBLEMS: Mapping[int, str] = {
    400: "Not understood; nothing was kept",
    401: "No key, or one that is not valid (any more)",
    403: "This may not be done with this key",
    404: "It is not here, or not for who asks",
    409: "It does not go with what is here already",
    413: "Too large",
    415: "Not the kind of body that is taken here",
    416: "It has no such part",
    429: "Too much in a short time",
    503: "Not possible now: the database or the disk cannot be used",
}


def problem(status: int) -> dict[str, Any]:
    """Return how a problem is described, by its status."""
    schema = {"$ref": f"{SCHEMAS}{ProblemDetails.__name__}"}
    return {"description": _PROBLEMS[status], "content": {PROBLEM_TYPE: {"schema": schema}}}


def _body(media_type: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"content": {media_type: {"schema": schema}}}}
