"""What goes wrong, told as RFC 9457 asks (application/problem+json), in English and Dutch.

Who asks with a browser gets a page instead.
"""

import logging
from collections.abc import Mapping

import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from mrapp.model.errors import MrappError
from mrapp.model.texts import LANGUAGES
from mrapp.protocol.messages import VERSION, ProblemDetails
from mrapp.server.access import ACCESS
from mrapp.server.errors import NotNowError, ServerError
from mrapp.server.pages.problem_pages import problem_page, wants_page
from mrapp.server.pages.safety import HEADERS

_log = logging.getLogger(__name__)
_AGAIN_S = 30

MEDIA_TYPE = "application/problem+json"
_MOST_TOLD = 50


def tell_problems(app: FastAPI) -> None:
    """Let an application answer with problems."""
    app.add_exception_handler(MrappError, _of_ours)
    app.add_exception_handler(RequestValidationError, _of_request)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(ClientDisconnect, _of_who_left)
    for kind in (OSError, DBAPIError, psycopg.Error, NoConnectionError):
        app.add_exception_handler(kind, _of_what_is_not_there)
    for refused in (DataError, psycopg.DataError):
        app.add_exception_handler(refused, _of_data)
    app.add_exception_handler(Exception, _of_fault)


def answer(problem: ProblemDetails, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem as it goes over the wire."""
    told = {"API-Version": VERSION, **(headers or {})}
    return Response(problem.on_wire(), problem.status, told, MEDIA_TYPE)


def problem_answer(error: MrappError) -> Response:
    """Return what went wrong as a problem."""
    status, words, headers = _told(error)
    code = error.code if isinstance(error, ServerError) else "bad-request"
    title = words["en"].partition(". ")[0].rstrip(".")
    return answer(
        ProblemDetails(
            type=f"/problems/{code}",
            title=title,
            status=status,
            detail=words["en"],
            code=code,
            words=words,
        ),
        headers,
    )


def _told(error: MrappError) -> tuple[int, dict[str, str], dict[str, str]]:
    """Return status, words by language, and headers."""
    status = error.status if isinstance(error, ServerError) else 400
    headers = {"Retry-After": str(error.values["seconds"])} if "seconds" in error.values else {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return status, {language: error.text(language) for language in LANGUAGES}, headers


async def _of_who_left(_request: Request, _error: Exception) -> Response:
    """Answer nobody: a line broke off in the middle of a request, which happens all the time."""
    return Response(status_code=400)


async def _of_ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, MrappError)
    if wants_page(request):
        return problem_page(request, *_told(error))
    return problem_answer(error)


async def _of_what_is_not_there(request: Request, error: Exception) -> Response:
    """Answer where the database or the folder of files cannot be reached, or is full."""
    # Its kind alone: what a database says of it may hold what somebody wrote.
    _log.error("not now: %s", type(error).__name__)
    return await _of_ours(request, NotNowError(seconds=_AGAIN_S))


async def _of_data(request: Request, _error: Exception) -> Response:
    """Answer where a database cannot hold what was asked, such as a name with a null byte in it."""
    return await _of_request(request, RequestValidationError([{"loc": (), "type": "unfit"}]))


async def _of_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if wants_page(request):
        return problem_page(request, 422)
    # Where it is wrong, and not what stood there: that may be what somebody said.
    where = "; ".join(
        f"{'.'.join(map(str, each['loc']))}: {each['type']}" for each in error.errors()[:_MOST_TOLD]
    )
    return answer(
        ProblemDetails(
            type="/problems/not-understood",
            title="The request is not as it should be",
            status=400,
            detail=where,
            code="not-understood",
        )
    )


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if wants_page(request):
        return problem_page(request, error.status_code, headers=error.headers)
    status, title = error.status_code, str(error.detail)
    return answer(
        ProblemDetails(
            title=title,
            status=status,
            detail=f"{title}. Nothing was changed.",
            code=f"http-{status}",
        ),
        dict(error.headers or {}) | _allow(request, status),
    )


def _allow(request: Request, status: int) -> dict[str, str]:
    """Return what else can be asked at an address: of all endpoints there, not of the first."""
    route = getattr(request.scope.get("route"), "path", None)
    if status != 405 or route is None:
        return {}
    methods = {each.partition(" ")[0] for each in ACCESS if each.partition(" ")[2] == route}
    return {"Allow": ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))}


async def _of_fault(request: Request, _error: Exception) -> Response:
    """Answer where the fault is ours; whoever runs the server finds it in its log.

    This answer passes by the middleware that adds the headers to all others.
    """
    if wants_page(request):
        return problem_page(request, 500, headers=HEADERS)
    problem = ProblemDetails(
        type="/problems/fault",
        title="Something went wrong here",
        status=500,
        detail="This is a fault of the server. Try again later.",
        code="fault",
    )
    return answer(problem, HEADERS)
