"""Page for administrators: the log of what was done."""

from typing import Annotated, Any, Final

from fastapi import Depends, Query, Request
from fastapi.responses import Response
from sqlalchemy import Connection, Row, select

from mrapp.server.audit import first_broken, last_line
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.moderating import audit
from mrapp.server.database.people import staff
from mrapp.server.pages.language import language_of
from mrapp.server.staff.forms import staff_page, staff_router
from mrapp.server.staff.log_lines import told
from mrapp.server.staff.log_words import LOG_WORDS

log_pages = staff_router()

_LINES: Final = 100
_Before = Annotated[int | None, Query(ge=1, le=2**31 - 1)]


@log_pages.get("/staff/log")
def show_log(
    request: Request,
    before: _Before = None,
    check: bool = False,
    backend: Backend = Depends(backend_of),
) -> Response:
    """Show the newest lines, or those before one; on request look through all of them."""
    with backend.database.reading() as conn:
        lines = _lines(conn, before)
        in_words = told(conn, lines, language_of(request))
        checked = last_line(conn) if check else None
        broken = first_broken(conn) if check else None
    older = lines[-1].number if len(lines) == _LINES else None
    values = {"lines": in_words, "older": older, "checked": checked, "broken": broken}
    return staff_page(request, "staff/log.html", LOG_WORDS, values)


def _lines(conn: Connection, before: int | None) -> list[Row[Any]]:
    asked = (
        select(audit, staff.c.name)
        .join_from(audit, staff, audit.c.staff == staff.c.id, isouter=True)
        .order_by(audit.c.number.desc())
    )
    if before is not None:
        asked = asked.where(audit.c.number < before)
    return list(conn.execute(asked.limit(_LINES)))
