"""The page with the results of a project, and its open data."""

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, Response
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from starlette.background import BackgroundTask

from mrapp.app.counting.small_groups import SMALLEST
from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.exports.exports import Export, no_attachments
from mrapp.documents.exporter import FileExporter
from mrapp.model.errors import MrappError
from mrapp.model.values import Identifier
from mrapp.server.api.manners import head_of
from mrapp.server.backend import Backend, backend_of
from mrapp.server.database.intake import versions
from mrapp.server.errors import NoSuchPageError
from mrapp.server.pages.language import language_of
from mrapp.server.pages.rendering import page
from mrapp.server.public.attempts import count_attempt
from mrapp.server.public.charting import shown_charts
from mrapp.server.public.counting import LEAST_CHANGED, Counter, Results
from mrapp.server.public.holding import ResultsHeldError, held
from mrapp.server.public.listing import project_row
from mrapp.server.public.mapping import Map, map_of
from mrapp.server.public.place_words import places_of
from mrapp.server.public.results_words import WORDS
from mrapp.server.public.shown import latest, public_table, published
from mrapp.server.versions import current_project

results = APIRouter(include_in_schema=False)

_TEXTS: Final = 30
_DOWNLOADS: Final = 30
_KINDS: Final = {
    "remarks.csv": (ExportKind.CSV, "text/csv; charset=utf-8"),
    "remarks.dictionary.csv": (ExportKind.CSV, "text/csv; charset=utf-8"),
    "remarks.geojson": (ExportKind.GEOJSON, "application/geo+json"),
    "remarks.xlsx": (
        ExportKind.XLSX,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}

Parts = Annotated[Backend, Depends(backend_of)]


def counter_of(request: Request) -> Counter:
    """Return what this process counted, for `fastapi.Depends`."""
    counter: Counter = request.app.state.results
    return counter


Counts = Annotated[Counter, Depends(counter_of)]


@results.get("/")
def list_projects(request: Request, backend: Parts) -> Response:
    """Show which projects have results here, and where a receipt is read."""
    language = language_of(request)
    with backend.database.reading() as conn:
        ids = conn.scalars(select(versions.c.project).distinct().order_by(versions.c.project)).all()
        found = [current_project(conn, each) for each in ids]
        later = {each for each in ids if held(conn, each, backend.utc_now())}
    projects = [
        (each.id, each.title(language), each.id in later) for each in found if each is not None
    ]
    return page(request, "projects.html", WORDS, projects=projects)


@results.get("/results/{project}")
def show_results(
    request: Request, project: Identifier, backend: Parts, counter: Counts
) -> Response:
    """Show what was said in all, and the words of what may be shown; later, where it is held."""
    with backend.database.reading() as conn:
        known, kept = current_project(conn, project), held(conn, project, backend.utc_now())
        lines = project_row(conn, project).entries if kept and known else 0
    if kept is None or known is None:
        return results_page(request, project, backend, counter)
    return page(
        request,
        "results_held.html",
        WORDS,
        held=kept,
        project_id=project,
        project_name=known.title(language_of(request)),
        lines=lines,
    )


def results_page(
    request: Request,
    project: str,
    backend: Backend,
    counter: Counter,
    *,
    is_preview: bool = False,
) -> Response:
    """Return the page. is_preview: for staff, who see it before others where it is held back."""
    found, language = counter.results(backend, project), language_of(request)
    with backend.database.reading() as conn:
        lines, kept = project_row(conn, project).entries, held(conn, project, backend.utc_now())
        texts = latest(conn, found.project, _TEXTS)
    places = places_of(found.plan, found.project, language)
    return page(
        request,
        "results.html",
        WORDS,
        found=found,
        counted=found.counted,
        project_id=project,
        project_name=found.project.title(language),
        charts=shown_charts(found.counted, found.project, places),
        map=_map(found, language),
        smallest=SMALLEST,
        least=LEAST_CHANGED,
        preview=("held" if kept else "public") if is_preview else "",
        texts=texts,
        lines=lines,
        files=list(_KINDS),
    )


@results.get("/results/{project}/{file}")
def download(
    request: Request, project: Identifier, file: str, backend: Parts, counter: Counts
) -> Response:
    """Answer with the remarks that may be shown, as open data."""
    if file not in _KINDS:
        raise NoSuchPageError
    host = request.client.host if request.client else ""
    count_attempt(backend.database, "download", host, _DOWNLOADS, backend.utc_now())
    with backend.database.reading() as conn:
        if held(conn, project, backend.utc_now()):
            raise ResultsHeldError
    kind, media_type = _KINDS[file]
    found, folder = counter.results(backend, project), Path(mkdtemp(prefix="mrapp-"))
    tidy = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    try:
        _write(backend, found, kind, folder, language_of(request))
    except (MrappError, OSError, SQLAlchemyError):
        shutil.rmtree(folder, ignore_errors=True)
        raise
    made = folder / file
    whole = FileResponse(made, 200, None, media_type, tidy, file, made.stat())
    return head_of(request, whole)


def _map(found: Results, language: str) -> Map | None:
    places, base = found.counted.of("place"), found.counted.rounded_to
    return map_of(places, found.plan, found.project, language, base)


def _write(backend: Backend, found: Results, kind: ExportKind, folder: Path, language: str) -> None:
    with backend.database.snapshot() as conn:
        kept = published(conn, found.project)
    export = Export(
        table=public_table(found.project, kept, language),
        kept=kept,
        count=lambda: found.counted,
        attachments=no_attachments,
    )
    FileExporter().write(kind, export, folder / f"remarks.{kind.value}")
