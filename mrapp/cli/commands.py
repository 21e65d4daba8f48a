"""What each command of `mrapp` does: call the use case, print the outcome, return the exit code."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib import resources
from pathlib import Path
from typing import Any

import orjson

from mrapp import bootstrap
from mrapp.app import actions
from mrapp.app.ground import ground_of, on_ground_as_read
from mrapp.app.pictures import design_missed
from mrapp.app.placing import HEIGHTS_NAP_M, first_place, oddities
from mrapp.app.ports import NothingKept, OpenProject, Services, Work
from mrapp.app.projects import added, new_project, prepare_file, refuse_known
from mrapp.app.session import Session
from mrapp.cli.language import user_language
from mrapp.cli.telling import one_line, tell
from mrapp.model.citymesh import CityMesh, FileReport
from mrapp.model.errors import (
    MrappError,
    NoSuchCommandError,
    NotKeptError,
    ProjectNotFoundError,
    ReadError,
    not_in_project,
)
from mrapp.model.frames import check_place
from mrapp.model.placing import chain, placed
from mrapp.model.project import NOW, Design, Layer, Placement, Viewpoint
from mrapp.model.texts import Notice, Phrase, pick_language

_AT_ZERO = Phrase(
    nl="Het bestand zegt niet waar het staat; het staat nu op het nulpunt van het project. Geef "
    "een plek op met --at X Y NAP (of grond in plaats van NAP), of zet het in het venster op zijn "
    "plaats.",
    en="The file does not say where it stands; it is now at the project's zero. Give a place "
    "with --at X Y NAP (or ground in place of NAP), or put it in its place in the window.",
)
_NOTHING = FileReport(
    format="",
    version="",
    crs="",
    objects={},
    surfaces=0,
    triangles=0,
    lods=(),
    lod_shown=None,
    extent=None,
    textures=0,
    materials=0,
)


def open_project(parsed: argparse.Namespace) -> int:
    """`mrapp [open] [PROJECT]`: the window; without a project the one opened last, or the demo."""
    if parsed.project is not None and not _may_be_project(parsed.project):
        raise NoSuchCommandError(path=parsed.project)
    return bootstrap.open_window(parsed.project, demo_folder())


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
    with _at_work(services, session.opened) as work:
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
def _at_work(services: Services, opened: OpenProject) -> Iterator[Work]:
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
            parsed.wrong("--turn, --scale and --up need --at X Y NAP")
        return
    x, y, nap = parsed.at
    if x is None or y is None:
        parsed.wrong("argument --at: only the height can be ground")
    low, high = HEIGHTS_NAP_M
    if nap is not None and not low <= nap <= high:
        parsed.wrong(f"argument --at: {nap:g} is no height from {low:g} to {high:g} m NAP")


def _place(parsed: argparse.Namespace, session: Session, mesh: CityMesh) -> Placement | None:
    if parsed.at is None:
        return None
    x, y, nap = parsed.at
    shape = {"turn_deg": parsed.turn, "scale": parsed.scale, "up": parsed.up}
    place = Placement(x=x, y=y, nap=nap or 0.0, **shape)
    if nap is not None or mesh.report.placed:
        return place
    check_place(x, y)
    _load(session, None)
    return on_ground_as_read(mesh, place, ground_of(session.project, session.meshes_now))


def info(parsed: argparse.Namespace) -> int:
    """`mrapp info PROJECT|FILE [--json]`: exit 1 if there are errors among the findings."""
    services = bootstrap.build_services()
    if not parsed.path.exists():
        if parsed.path.suffix in ("", ".mrapp"):
            raise ProjectNotFoundError(path=parsed.path)
        parsed.wrong(f"there is no file {parsed.path}")
    if parsed.path.is_dir() and not (parsed.path / "project.json").exists():
        parsed.wrong(f"{parsed.path} is a folder without project.json; give a project or a file")
    told = (
        _project_told(services, services.projects.load(parsed.path))
        if _is_project(parsed.path)
        else _file_told(parsed.path)
    )
    if parsed.json:
        _print_json(told)
    else:
        _print_plain(told)
    return 1 if told["errors"] else 0


def snapshot(parsed: argparse.Namespace) -> int:
    """`mrapp snapshot PROJECT ... --out FILE.png [--json]`: the picture, with its captions in it.

    Warnings go to stderr; with --json to stdout too, beside the picture's path.
    """
    services = bootstrap.build_services()
    opened = services.projects.load(parsed.project)
    session = Session(opened, services, parsed.language or "nl")
    point = _free_viewpoint(parsed) or _viewpoint(session, parsed.viewpoint)
    _choose(session, point, parsed)
    _load(session, session.view.variant)
    missed = bootstrap.snapshot(session, point, parsed.size, parsed.out)
    warnings = [Notice(design_missed(session.moment))] if missed else []
    for notice in warnings:
        tell(notice.text(user_language()))
    if not parsed.out.is_file():
        return 0  # where it is /dev/stdout, nothing else belongs in the picture
    if parsed.json:
        told = {"picture": str(parsed.out), "warnings": [_notice_told(n) for n in warnings]}
        _print_json(told)
    else:
        print(parsed.out)
    return 0


def _print_json(told: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(orjson.dumps(told, option=orjson.OPT_INDENT_2))
    print()


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
    package = Path(str(resources.files("mrapp")))
    places = (package / "_models" / "spoorzone", package.parent / "models" / "spoorzone")
    return next((p for p in places if (p / "project.json").is_file()), places[-1])


def _is_project(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".mrapp" or path.name == "project.json"


def _may_be_project(path: Path) -> bool:
    return path.exists() and _is_project(path)


def _free_viewpoint(parsed: argparse.Namespace) -> Viewpoint | None:
    """Return a viewpoint where --eye and --target say; None if they do not."""
    if parsed.eye is None and parsed.target is None:
        return None
    if parsed.eye is None or parsed.target is None:
        parsed.wrong("--eye and --target go together")
    if parsed.eye == parsed.target:
        parsed.wrong("--eye and --target are the same place; there is no way to look")
    name = {"nl": "los", "en": "free"}
    return Viewpoint(id="free", name=name, eye=tuple(parsed.eye), target=tuple(parsed.target))


def _viewpoint(session: Session, wished: str | None) -> Viewpoint | None:
    project = session.project
    point = project.viewpoint(wished or project.start.viewpoint)
    if wished and point is None:
        raise not_in_project(actions.VIEWPOINT, wished, (v.id for v in project.viewpoints))
    return point


def _choose(session: Session, point: Viewpoint | None, parsed: argparse.Namespace) -> None:
    """Set variant and time: as asked for, else the viewpoint's own, else the project's start."""
    variant = parsed.variant or (point.variant if point else None)
    if variant == NOW:
        session.apply(actions.switch_variant(session.moment, None))
    elif variant is not None:
        session.apply(actions.switch_variant(session.moment, variant))
    time = parsed.time or (point.time if point else None)
    if time is not None:
        session.apply(actions.set_time(session.moment, time))


def _load(session: Session, variant: str | None) -> None:
    """Read what is seen in a variant; a file that fails is an error, not a hole in the picture."""
    read = session.services.read_mesh
    for asset, lod in session.project.seen_files(variant).items():
        session.add_mesh(asset, read(session.opened.asset_path(asset), lod=lod))
    session.ensure_ground()


def _file_told(path: Path) -> dict[str, Any]:
    try:
        report = bootstrap.describe_file(path)
    except ReadError as error:
        # A finding like any other: a script reads the same keys for a file that cannot be read.
        report = replace(_NOTHING, errors=(Notice(Phrase(nl=error.text("nl"), en=str(error))),))
    told = asdict(report)
    told["metadata"] = dict(report.metadata)
    told["objects"] = dict(report.objects)
    told["extent"] = (
        {"low": report.extent.low, "high": report.extent.high} if report.extent else None
    )
    told["warnings"] = [_notice_told(n) for n in report.warnings]
    told["errors"] = [_notice_told(n) for n in report.errors]
    return told


def _notice_told(notice: Notice) -> dict[str, Any]:
    said = notice.phrase.text("en", **notice.values) if notice.values else notice.phrase.en
    return {"object": notice.object_id, "text": said}


def _project_told(services: Services, opened: OpenProject) -> dict[str, Any]:
    project = opened.project
    errors: list[dict[str, Any]] = []
    meshes: dict[str, CityMesh] = {}
    lods = project.lods()
    for asset in project.assets():
        try:
            meshes[asset] = services.read_mesh(opened.asset_path(asset), lod=lods[asset])
        except MrappError as error:
            errors.append({"object": asset, "text": error.text("en")})
    reports = [mesh.report for mesh in meshes.values()]
    # A design that is in several variants is there once; a file in three places three times.
    items = {item.mesh_key: item for item in project.items() if item.asset in meshes}.values()
    shown = [_report_placed(item, meshes[item.asset]) for item in items]
    warnings = [
        {**_notice_told(n), "asset": asset}
        for asset, mesh in meshes.items()
        for n in mesh.report.warnings
    ]
    return {
        "format": project.format,
        "version": str(project.format_version),
        "name": pick_language(project.name, "en"),
        "crs": "EPSG:7415",
        "origin": project.origin.model_dump(),
        "variants": [v.id for v in project.variants()],
        "viewpoints": [v.id for v in project.viewpoints],
        "assets": list(project.assets()),
        "placed": [_placed_told(item, meshes) for item in project.items() if item.place],
        "objects": _summed(shown),
        "surfaces": sum(report.surfaces for report in shown),
        "triangles": sum(report.triangles for report in shown),
        "lods": sorted({lod for report in reports for lod in report.lods}),
        "extent": _joined_extent(shown),
        "textures": sum(report.textures for report in reports),
        "materials": sum(report.materials for report in reports),
        "warnings": warnings,
        "errors": errors,
    }


def _placed_told(item: Layer | Design, meshes: Mapping[str, CityMesh]) -> dict[str, Any]:
    """Return how a file comes to its place and what it takes up, if the file can be read."""
    mesh = meshes.get(item.asset)
    told: dict[str, Any] = {"id": item.id, "asset": item.asset, "steps": []}
    if item.place and mesh:
        report = _report_placed(item, mesh)
        told["steps"] = [step.text("en") for step in chain(item.place, mesh.report.up)]
        told |= {"triangles": report.triangles, "extent": _joined_extent([report])}
    return told


def _report_placed(item: Layer | Design, mesh: CityMesh) -> FileReport:
    """Return the report on a file as it stands in the project; without a place it has no extent."""
    report = placed(mesh, item.place).report
    return report if report.placed else replace(report, extent=None)


def _summed(reports: list[FileReport]) -> dict[str, int]:
    kinds = sorted({kind for report in reports for kind in report.objects})
    return {kind: sum(report.objects.get(kind, 0) for report in reports) for kind in kinds}


def _joined_extent(reports: list[FileReport]) -> dict[str, Any] | None:
    boxes = [report.extent for report in reports if report.extent]
    if not boxes:
        return None
    low = [min(values) for values in zip(*(box.low for box in boxes), strict=True)]
    high = [max(values) for values in zip(*(box.high for box in boxes), strict=True)]
    return {"low": low, "high": high}


def _print_plain(told: dict[str, Any]) -> None:
    for key, value in told.items():
        if key in ("warnings", "errors"):
            for notice in value:
                name = f"{notice['object']}: " if notice["object"] else ""
                print(one_line(f"{key[:-1]}: {name}{notice['text']}"))
        elif key == "placed":
            for item in value:
                print(one_line(f"{key}: {_plain(item)}"))
        elif value not in (None, {}, []):
            print(one_line(f"{key}: {_plain(value)}"))


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {_plain(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(v) for v in value)
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e5 else str(value)
