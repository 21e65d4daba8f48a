"""Whether the server can do its work at this moment."""

from fastapi import APIRouter, Depends
from sqlalchemy import text

from mrapp import __version__
from mrapp.server.backend import Backend, backend_of

health = APIRouter()


@health.get("/health", summary="Tell whether the server can do its work")
def tell_health(backend: Backend = Depends(backend_of)) -> dict[str, str]:
    """Answer where the database answers."""
    with backend.database.reading() as conn:
        conn.execute(text("SELECT 1"))
    return {"status": "pass", "version": __version__}
