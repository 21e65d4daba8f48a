"""What each command of `mrapp` does: call the use case, print the outcome, return the exit code."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mrapp
from mrapp import bootstrap
from mrapp.app.ground import ground_of, on_ground_as_read
from mrapp.app.opened import OpenProject
from mrapp.app.pictures import design_missed
from mrapp.app.placing import first_place, oddities
from mrapp.app.ports import NothingKept, Services, Work
from mrapp.app.projects import added, new_project, prepare_file, refuse_known
from mrapp.app.session import Session
from mrapp.cli import picturing
from mrapp.cli.choosing import choose_view, free_viewpoint, load_seen, viewpoint_named
from mrapp.cli.finding import file_told, notice_told, print_plain, project_told
from mrapp.cli.language import user_language
from mrapp.cli.telling import print_json, tell
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import (
    NoSuchCommandError,
    NotKeptError,
    ProjectNotFoundError,
)
from mrapp.model.frames import HEIGHTS_NAP_M, check_place
from mrapp.model.placing import placed
from mrapp.model.project import Placement
from mrapp.model.texts import Notice, Phrase

_AT_ZERO = Phrase(
    nl="Het bestand zegt niet waar het staat; het staat nu op het nulpunt van het project. Geef "
    "een plek op met --at X Y NAP (of grond in plaats van NAP), of zet het in het venster op zijn "
    "plaats.",
    en="The file does not say where it stands; it is now at the project's zero. Give a place "
    "with --at X Y NAP (or ground in place of NAP), or put it in its place in the window.",
)

_NEED_AT = Phrase(
    nl="bij --turn, --scale en --up hoort --at X Y NAP",
    en="--turn, --scale and --up need --at X Y NAP",
)
_ONLY_HEIGHT = Phrase(
    nl="argument --at: alleen de hoogte kan grond zijn",
    en="argument --at: only the height can be ground",
)
_NO_HEIGHT = Phrase(
    nl="argument --at: {nap} is geen hoogte van {low} tot {high} m NAP",
    en="argument --at: {nap} is no height from {low} to {high} m NAP",
)
_NO_FILE = Phrase(nl="er is geen bestand {path}", en="there is no file {path}")
_NO_PROJECT = Phrase(
    nl="{path} is een map zonder project.json; geef een project of een bestand",
    en="{path} is a folder without project.json; give a project or a file",
)


def open_project(parsed: argparse.Namespace) -> int:
    """`mrapp [open] [PROJECT]`: the window; without a project the one opened last, or the demo."""
    if parsed.project is not None and not _may_be_project(parsed.project):
        raise NoSuchCommandError(path=parsed.project)
    return bootstrap.open_window(parsed.project, demo_folder(), stores=parsed.store)


def new(parsed: argparse.Namespace) -> int:
    """`mrapp new DIR --origin X Y NAP --name N`."""
    opened = new_project(
        bootstrap.build_services(), parsed.directory, parsed.name, tuple(parsed.origin)
    )
    print(opened.path)
    return 0


def add(parsed: argparse.Namespace) -> int:
    """`mrapp add PROJECT FILE [--variant V] [--at X Y NAP|ground ...]`.

    Warnings go to stderr, the asset's path to stdout.
    """
    _check_place(parsed)
    services = bootstrap.build_services()
    session = Session(services.projects.load(parsed.project), services)
    if parsed.at is None:
        refuse_known(services, session.opened, parsed.file, parsed.variant)
    mesh = services.read_mesh(parsed.file)
    place = _place(parsed, session, mesh)
    with at_work(services, session.opened) as work:
        prepared = prepare_file(services, session.opened, parsed.file, mesh=mesh)
        try:
            session.apply(added(session.moment, prepared, parsed.variant, place))
            session.save()
        finally:
            work.tidy(session.opened, ())
    for notice in prepared.mesh.report.warnings:
        tell(notice.text(user_language()))
    if not prepared.mesh.report.placed:
        there = placed(prepared.mesh, place or first_place(session.project))
        for notice in oddities(there.report.extent, session.project.origin):
            tell(notice.text(user_language()))
        if place is None:
            tell(_AT_ZERO.text(user_language()))
    print(prepared.asset)
    return 0


@contextmanager
def at_work(services: Services, opened: OpenProject) -> Iterator[Work]:
    """Let windows know that somebody works on a project: what is brought in is not to be tidied."""
    try:
        work = services.keeper.begin(opened)
    except NotKeptError:
        work = NothingKept()  # a full disk elsewhere is no reason to refuse
    try:
        yield work
    finally:
        work.end()


def _check_place(parsed: argparse.Namespace) -> None:
    if parsed.at is None:
        if parsed.turn or parsed.up or parsed.scale != 1:
            parsed.wrong(_NEED_AT.text(user_language()))
        return
    x, y, nap = parsed.at
    if x is None or y is None:
        parsed.wrong(_ONLY_HEIGHT.text(user_language()))
    low, high = HEIGHTS_NAP_M
    if nap is not None and not low <= nap <= high:
        values = {"nap": f"{nap:g}", "low": f"{low:g}", "high": f"{high:g}"}
        parsed.wrong(_NO_HEIGHT.text(user_language(), **values))


def _place(parsed: argparse.Namespace, session: Session, mesh: CityMesh) -> Placement | None:
    if parsed.at is None:
        return None
    x, y, nap = parsed.at
    shape = {"turn_deg": parsed.turn, "scale": parsed.scale, "up": parsed.up}
    place = Placement(x=x, y=y, nap=nap or 0.0, **shape)
    if nap is not None or mesh.report.placed:
        return place
    check_place(x, y)
    load_seen(session, None)
    return on_ground_as_read(mesh, place, ground_of(session.project, session.meshes_now))


def info(parsed: argparse.Namespace) -> int:
    """`mrapp info PROJECT|FILE [--json]`: exit 1 if there are errors among the findings."""
    services = bootstrap.build_services()
    if not parsed.path.exists():
        if parsed.path.suffix in ("", ".mrapp"):
            raise ProjectNotFoundError(path=parsed.path)
        parsed.wrong(_NO_FILE.text(user_language(), path=parsed.path))
    if parsed.path.is_dir() and not (parsed.path / "project.json").exists():
        parsed.wrong(_NO_PROJECT.text(user_language(), path=parsed.path))
    told = (
        project_told(services, services.projects.load(parsed.path))
        if _is_project(parsed.path)
        else file_told(parsed.path)
    )
    if parsed.json:
        print_json(told)
    else:
        print_plain(told)
    return 1 if told["errors"] else 0


def snapshot(parsed: argparse.Namespace) -> int:
    """`mrapp snapshot PROJECT ... --out FILE.png [--json]`: the picture, with its captions in it.

    Warnings go to stderr; with --json to stdout too, beside the picture's path.
    """
    services = bootstrap.build_services()
    opened = services.projects.load(parsed.project)
    session = Session(opened, services, parsed.language or "nl")
    point = (
        free_viewpoint(parsed)
        or viewpoint_named(session.project, parsed.viewpoint)
        or session.project.viewpoint(session.project.start.viewpoint)
    )
    choose_view(session, point, parsed)
    load_seen(session, session.view.variant)
    missed = picturing.snapshot(session, point, parsed.size, parsed.out)
    warnings = [Notice(design_missed(session.moment))] if missed else []
    for notice in warnings:
        tell(notice.text(user_language()))
    if not parsed.out.is_file():
        return 0  # where it is /dev/stdout, nothing else belongs in the picture
    if parsed.json:
        told = {"picture": str(parsed.out), "warnings": [notice_told(n) for n in warnings]}
        print_json(told)
    else:
        print(parsed.out)
    return 0


def demo(parsed: argparse.Namespace) -> int:
    """`mrapp demo --out DIR`: copy the fictitious Spoorzone that comes with the program."""
    projects = bootstrap.build_services().projects
    print(projects.save(projects.load(demo_folder()), parsed.out).path)
    return 0


def journey(parsed: argparse.Namespace) -> int:
    """`mrapp journey PROJECT --out DIR`: the main job in the real window, with pictures."""
    if not _may_be_project(parsed.project):
        raise ProjectNotFoundError(path=parsed.project)
    return bootstrap.run_journey(parsed.project, parsed.out)


def demo_folder() -> Path:
    """Return where the demo project lies: inside the installed package, or in the source tree."""
    package = Path(mrapp.__file__).parent
    places = (package / "_models" / "spoorzone", package.parent / "models" / "spoorzone")
    return next((p for p in places if (p / "project.json").is_file()), places[-1])


def _is_project(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".mrapp" or path.name == "project.json"


def _may_be_project(path: Path) -> bool:
    return path.exists() and _is_project(path)
