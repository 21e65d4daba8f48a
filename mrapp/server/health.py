"""Whether the server can do its work at this moment."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from mrapp import __version__
from mrapp.server.backend import Backend, backend_of
from mrapp.server.chores import Chores, chores_in_trouble

health = APIRouter()
THREAD = "chores"


@health.get("/health", summary="Tell whether the server can do its work")
def tell_health(
    request: Request, backend: Annotated[Backend, Depends(backend_of)]
) -> dict[str, str | list[str]]:
    """Answer where the database answers.

    "warn": it serves, but work of its own (`failing`) did not go well the last time.
    """
    with backend.database.reading() as conn:
        failing = list(chores_in_trouble(conn))
    own: Chores | None = getattr(request.app.state, "chores", None)
    if own is not None and not own.is_alive:
        failing.append(THREAD)
    told: dict[str, str | list[str]] = {"status": "pass", "version": __version__}
    return told | {"status": "warn", "failing": failing} if failing else told
