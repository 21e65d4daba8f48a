"""Pages of projects, and for administrators: their machines."""

from typing import Any, Final

from fastapi import Depends, Request
from fastapi.responses import Response
from sqlalchemy import Connection, Row, exists, or_, select

from mrapp.server.access import Caller, allowed
from mrapp.server.audit import record
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import projects, remarks, versions
from mrapp.server.database.moderating import additions
from mrapp.server.database.people import machines
from mrapp.server.errors import NoSuchProjectError, ProjectNameError
from mrapp.server.machines import ENDS_SOON, know_project, new_code, revoke
from mrapp.server.pages.language import language_of
from mrapp.server.staff.forms import Word, go_to, staff_page, staff_router
from mrapp.server.staff.project_words import MACHINE_WORDS, PROJECT_WORDS

project_pages = staff_router()


@project_pages.get("/staff")
def show_projects(request: Request, backend: Backend = Depends(backend_of)) -> Response:
    """List the projects."""
    return _projects(request, backend)


@project_pages.post("/staff")
def add_project(
    request: Request,
    project: Word,
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Let the server know a project before its first machine is enrolled."""
    now = backend.utc_now()
    try:
        with backend.database.writing() as conn:
            know_project(backend.database, conn, project.strip(), now)
            record(conn, caller, "project.added", project.strip(), project.strip(), {}, now)
    except ProjectNameError as wrong:
        said = wrong.text(language_of(request))
        return _projects(request, backend, status=wrong.status, wrong=said, typed=project)
    return go_to("projects", project.strip(), "machines", done="added")


@project_pages.get("/staff/projects/{project}/machines")
def show_machines(
    request: Request, project: str, backend: Backend = Depends(backend_of)
) -> Response:
    """List the machines of a project."""
    return _machines(request, project, backend)


@project_pages.post("/staff/projects/{project}/machines")
def make_code(
    request: Request,
    project: str,
    label: Word,
    may_publish: Word = "",
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Make a code with which a machine is enrolled, and show it, this once."""
    now, may = backend.utc_now(), may_publish == "yes"
    with backend.database.writing() as conn:
        project_row(conn, project)
        code = new_code(conn, project, now, label, may_publish=may)
        detail = {"label": label.strip(), "mayPublish": may}
        record(conn, caller, "machine.code-made", project, project, detail, now)
    return _machines(request, project, backend, code)


@project_pages.post("/staff/projects/{project}/machines/{machine}/revoke")
def revoke_machine(
    project: str,
    machine: str,
    backend: Backend = Depends(backend_of),
    caller: Caller = Depends(allowed),
) -> Response:
    """Let a machine send nothing any more."""
    now = backend.utc_now()
    with backend.database.writing() as conn:
        revoke(conn, machine, now)
        record(conn, caller, "machine.revoked", project, machine, {}, now)
    return go_to("projects", project, "machines", done="revoked")


def project_row(conn: Connection, project: str) -> Row[Any]:
    """Return the row of a project. Raises `NoSuchProjectError`."""
    row = conn.execute(select(projects).where(projects.c.id == project)).one_or_none()
    if row is None:
        raise NoSuchProjectError
    return row


def _projects(request: Request, backend: Backend, *, status: int = 200, **told: str) -> Response:
    with backend.database.reading() as conn:
        rows = list(conn.execute(_ALL_PROJECTS))
    shown = [{**row._mapping, "title": row.title or row.id} for row in rows]
    values = {"wrong": "", "typed": "", **told, "projects": shown}
    return staff_page(request, "staff/projects.html", PROJECT_WORDS, values, status=status)


def _machines(request: Request, project: str, backend: Backend, code: str = "") -> Response:
    with backend.database.reading() as conn:
        project_row(conn, project)
        of_it = select(machines).where(machines.c.project == project)
        rows = list(conn.execute(of_it.order_by(machines.c.enrolled_utc.desc())))
    now, valid = backend.utc_now(), [x for x in rows if x.expires_utc and not x.revoked_utc]
    ending = {x.id for x in valid if x.expires_utc <= now + ENDS_SOON}
    over = {x.id for x in valid if x.expires_utc <= now}
    told = {"code": code, "url": backend.settings.public_url}
    values = {**told, "machines": rows, "ending": ending, "over": over}
    return staff_page(request, "staff/machines.html", MACHINE_WORDS, values, project=project)


_TITLE = (
    select(versions.c.title)
    .where(versions.c.project == projects.c.id)
    .order_by(versions.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
_HAS_NEW = or_(
    exists().where(
        remarks.c.project == projects.c.id,
        remarks.c.state == "new",
        remarks.c.withdrawn_utc.is_(None),
    ),
    exists().where(additions.c.project == projects.c.id, additions.c.state == "new"),
)
_ALL_PROJECTS: Final = select(
    projects.c.id, projects.c.is_open, _TITLE.label("title"), _HAS_NEW.label("has_new")
).order_by(projects.c.created_utc.desc(), projects.c.id)
