"""Page for administrators: how a project is set, and whether its results are public."""

import re
from datetime import date
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from fastapi import Depends, Form, Request
from fastapi.responses import Response
from sqlalchemy import update

from mrapp.server.access import Caller, allowed
from mrapp.server.audit import record
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import projects
from mrapp.server.public.room import bytes_of_phones
from mrapp.server.retention import is_over, preview
from mrapp.server.staff.forms import Word, Words, go_to, staff_page, staff_router
from mrapp.server.staff.project_pages import project_row
from mrapp.server.staff.project_words import SETTING_WORDS

setting_pages = staff_router()

_HOST: Final = re.compile(r"https?://[a-z0-9.-]{1,250}(:\d{1,5})?")
_MOST_HOSTS: Final = 20
_GIB: Final = 2**30
THEN: Final = ("anonymise", "erase")
"""What can become of remarks after the date."""


@setting_pages.get("/staff/projects/{project}/settings")
def show_settings(
    request: Request, project: str, backend: Backend = Depends(backend_of)
) -> Response:
    """Show how a project is set."""
    with backend.database.reading() as conn:
        row = project_row(conn, project)
    values = {
        "is_open": row.is_open,
        "hosts": "\n".join(row.hosts),
        "keep_until": _written(row.keep_until),
        "keep_then": row.keep_then or THEN[0],
        "is_held_back": row.is_held_back,
        "results_from": _written(row.results_from),
    }
    return _settings(request, project, values)


@setting_pages.post("/staff/projects/{project}/settings")
def save_settings(
    request: Request,
    project: str,
    is_open: Word = "",
    hosts: Words = "",
    keep_until: Word = "",
    keep_then: Annotated[str, Form(pattern="^(anonymise|erase)$")] = THEN[0],
    is_held_back: Word = "",
    results_from: Word = "",
    sure: Word = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Set whether anyone may send and read, and until when remarks are kept.

    A day that is over is asked about first: within the hour nothing brings back what goes then.
    """
    named, until, day = _hosts(hosts), _date(keep_until), _date(results_from)
    ticked = {"is_open": is_open == "yes", "is_held_back": is_held_back == "yes"}
    wrong = {
        "wrong_hosts": named is None,
        "wrong_date": bool(keep_until) and until is None,
        "wrong_day": bool(results_from) and day is None,
    }
    wrong["ask_sure"] = not any(wrong.values()) and sure != _named(until, keep_then)
    wrong["ask_sure"] &= _goes_at_once(backend, project, until, keep_then)
    if any(wrong.values()):
        typed = {"hosts": hosts, "keep_until": keep_until, "keep_then": keep_then}
        typed |= {"results_from": results_from}
        return _settings(request, project, {**typed, **ticked}, 422, **wrong)
    given = {
        **ticked,
        "hosts": named,
        "keep_until": until,
        "keep_then": keep_then if until else None,
        "results_from": day,
    }
    _save(backend, caller, project, given)
    return go_to("projects", project, "settings", done="saved")


def _goes_at_once(backend: Backend, project: str, until: date | None, then: str) -> bool:
    """Tell whether remarks would go as soon as this is saved, that do not go already."""
    if until is None or not is_over(until, backend.utc_now()):
        return False
    with backend.database.reading() as conn:
        row = project_row(conn, project)
    return (row.keep_until, row.keep_then) != (until, then)


def _save(backend: Backend, caller: Caller, project: str, given: dict[str, Any]) -> None:
    now = backend.utc_now()
    with backend.database.writing() as conn:
        before = backend.database.lock_project(conn, project)
        conn.execute(update(projects).where(projects.c.id == project).values(**given))
        told = {name: _written(x) if isinstance(x, date) else x for name, x in given.items()}
        record(conn, caller, "project.set", project, project, told, now)
        if before.is_held_back != given["is_held_back"]:
            action = "results.held" if given["is_held_back"] else "results.published"
            record(conn, caller, action, project, project, {"from": told["results_from"]}, now)


def _settings(
    request: Request, project: str, values: dict[str, Any], status: int = 200, **wrong: bool
) -> Response:
    backend = backend_of(request)
    with backend.database.reading() as conn:
        due = preview(conn, project, values["keep_then"])
        sent = bytes_of_phones(conn, project)
    room = {"sent": f"{sent / _GIB:.1f}", "most": f"{backend.settings.room.files_bytes / _GIB:.1f}"}
    fine = {"wrong_hosts": False, "wrong_date": False, "wrong_day": False}
    asked = {"ask_sure": False, "sure": _named(_date(values["keep_until"]), values["keep_then"])}
    given = {**fine, **asked, "due": due, "room": room, **values, **wrong}
    return staff_page(
        request, "staff/settings.html", SETTING_WORDS, given, status=status, project=project
    )


def _hosts(typed: str) -> list[str] | None:
    """Return origins, one a line; None: one of them is none."""
    lines = [line.strip().rstrip("/").lower() for line in typed.splitlines() if line.strip()]
    is_fit = all(_HOST.fullmatch(line) and urlsplit(line).hostname for line in lines)
    return lines if is_fit and len(lines) <= _MOST_HOSTS else None


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _named(until: date | None, then: str) -> str:
    """Return what somebody is sure of, so that it counts for nothing else."""
    return f"{then} after {_written(until)}"


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
