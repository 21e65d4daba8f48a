"""The versions of a project that were published here; machines hear of each."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from mrapp.model.errors import ProjectNewerError
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.project_formats import project_of
from mrapp.model.remark import clean_text, sha256_of
from mrapp.model.texts import pick_language
from mrapp.protocol.messages import NewVersion, ProjectDocument, ProjectVersion, Published
from mrapp.server.attachments import CAPSULES
from mrapp.server.audit import record
from mrapp.server.changes import announce
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import files, ground_plans, versions
from mrapp.server.errors import CapsuleMissingError, NoSuchVersionError, VersionWrongError


def current_project(conn: Connection, project: str) -> Project | None:
    """Return the project as it was published last; None: it was not published yet."""
    row = conn.execute(_last(project)).one_or_none()
    return None if row is None else project_of(row.document)


def document_of(conn: Connection, project: str) -> ProjectDocument:
    """Return the document that was published last; raises `NoSuchVersionError`."""
    row = conn.execute(_last(project)).one_or_none()
    if row is None:
        raise NoSuchVersionError
    return ProjectDocument(
        project=project,
        number=row.number,
        project_hash=row.project_hash,
        document=row.document.decode(),
    )


@lru_cache(maxsize=8)
def _plan_in(content: bytes) -> GroundPlan:
    return GroundPlan.model_validate_json(content)


def ground_plan_of(conn: Connection, project: str) -> GroundPlan | None:
    """Return what maps of a project are drawn from; None: its machine did not send it."""
    asked = select(ground_plans.c.content).where(ground_plans.c.project == project)
    found = conn.scalars(asked.order_by(ground_plans.c.number.desc()).limit(1)).one_or_none()
    return None if found is None else _plan_in(found)


def version_of(conn: Connection, project: str, number: int) -> ProjectVersion:
    """Return a version by its number; raises `NoSuchVersionError`."""
    asked = select(versions).where(versions.c.project == project, versions.c.number == number)
    row = conn.execute(asked).one_or_none()
    if row is None:
        raise NoSuchVersionError
    return version_in(row)


def publish(
    database: Database,
    conn: Connection,
    project: str,
    told: NewVersion,
    machine: str | None,
    now: datetime,
) -> ProjectVersion:
    """Publish a version; what is the same as the last one is that one.

    Raises `CapsuleMissingError`, `VersionWrongError` and `NoSuchProjectError`.
    """
    read = _read(project, told)
    database.lock_project(conn, project)
    last = conn.execute(_last(project)).one_or_none()
    if last is not None and (last.sha256, last.project_hash) == (told.sha256, told.project_hash):
        _keep_plan(conn, project, last.number, told)
        return version_in(last)
    _claim_capsule(conn, project, told)
    made = ProjectVersion(
        project=project,
        number=last.number + 1 if last else 1,
        title=clean_text(told.title) or pick_language(read.name, "nl"),
        project_hash=told.project_hash,
        sha256=told.sha256,
        size_bytes=told.size_bytes,
        published_utc=now,
    )
    kept = {"document": told.document.encode(), "published_by": machine}
    conn.execute(insert(versions).values(**made.model_dump(), **kept))
    _keep_plan(conn, project, made.number, told)
    announce(conn, project, Published(version=made), now)
    told_by = {"version": made.number, "machine": machine}
    record(conn, None, "version.published", project, project, told_by, now)
    return made


def version_in(row: Row[Any]) -> ProjectVersion:
    """Return the version in a row, as it is told to machines."""
    return ProjectVersion(
        project=row.project,
        number=row.number,
        title=row.title,
        project_hash=row.project_hash,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        published_utc=row.published_utc,
    )


def _keep_plan(conn: Connection, project: str, number: int, told: NewVersion) -> None:
    """Keep the ground plan of a version; one without any leaves what is there."""
    if told.ground_plan is None:
        return
    this = {"project": project, "number": number}
    c = ground_plans.c
    conn.execute(delete(ground_plans).where(c.project == project, c.number == number))
    content = told.ground_plan.model_dump_json().encode()
    conn.execute(insert(ground_plans).values(this | {"content": content}))


def _last(project: str) -> Select[Any]:
    asked = select(versions).where(versions.c.project == project)
    return asked.order_by(versions.c.number.desc()).limit(1)


def _read(project: str, told: NewVersion) -> Project:
    if sha256_of(told.document.encode()) != told.project_hash:
        raise VersionWrongError
    try:
        read = project_of(told.document)
    except (ProjectNewerError, ValueError) as error:
        raise VersionWrongError from error
    if read.id != project:
        raise VersionWrongError
    return read


def _claim_capsule(conn: Connection, project: str, told: NewVersion) -> None:
    this = (
        files.c.project == project,
        files.c.remark == CAPSULES,
        files.c.sha256 == told.sha256,
        files.c.size_bytes == told.size_bytes,
        files.c.is_complete,
    )
    if not conn.execute(update(files).where(*this).values(role="capsule")).rowcount:
        raise CapsuleMissingError
