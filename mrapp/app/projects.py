"""Making a project and bringing files into it: the same for the window and the command line."""

import os
import posixpath
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from mrapp.app import actions
from mrapp.app.history import Change, Moment
from mrapp.app.opened import OpenProject
from mrapp.app.placing import FAR_KM, distance_km, first_place
from mrapp.app.ports import Services
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.provenance import provenance_of
from mrapp.app.session import starting_view
from mrapp.model.citymesh import CityMesh, Extent
from mrapp.model.errors import (
    AlreadyThereError,
    PlacedAlreadyError,
    ProjectExistsError,
    nothing_to_show,
)
from mrapp.model.frames import check_origin, check_place
from mrapp.model.project import (
    Design,
    Layer,
    OriginSpec,
    Placement,
    Project,
    Provenance,
)
from mrapp.model.texts import Notice, Phrase, pick_language
from mrapp.model.values import LocalText


@dataclass(frozen=True)
class Prepared:
    """A file that has been read and copied into the project, ready to be added."""

    asset: str
    mesh: CityMesh
    name: LocalText
    provenance: Provenance


def new_project(
    services: Services, path: Path, name: str, origin: tuple[float, float, float]
) -> OpenProject:
    """Make an empty project at `path` with its zero at RD x, y and NAP height (metres).

    Raises `OriginError` outside the Netherlands and `ProjectExistsError` if `path` is taken.
    """
    return services.projects.create(path, _empty(name, origin))


def make_project(
    services: Services,
    path: Path,
    name: str,
    origin: tuple[float, float, float],
    file: Path,
    mesh: CityMesh,
) -> tuple[OpenProject, str]:
    """Make a project around a file that was read: wholly, or not at all.

    Returns it with the asset path of the file, which is its first layer. Raises as `new_project`
    and `prepare_file` do; then nothing is there that would stand in the way of another try.
    """
    empty = _empty(name, origin)
    if path.is_file():
        raise ProjectExistsError(path=path)
    with TemporaryDirectory(prefix="mrapp-") as scratch:
        opened = OpenProject(empty, Path(scratch), Path(scratch))
        found = prepare_file(services, opened, file, mesh=mesh)
        view = starting_view(empty, services.utc_now(), next(iter(empty.languages)))
        whole = added(Moment(empty, view), found).after.project
        return services.projects.save(replace(opened, project=whole), path), found.asset


def _empty(name: str, origin: tuple[float, float, float]) -> Project:
    check_origin(origin[0], origin[1])
    return Project(
        id=str(uuid.uuid4()),
        name={"nl": name, "en": name},
        origin=OriginSpec(x=origin[0], y=origin[1], nap=origin[2]),
    )


def proposed_origin(extent: Extent) -> tuple[float, float, float]:
    """Return a zero for a project around these data: the middle in whole metres, NAP 0."""
    x = round((extent.low[0] + extent.high[0]) / 2)
    y = round((extent.low[1] + extent.high[1]) / 2)
    return (float(x), float(y), 0.0)


def prepare_file(
    services: Services,
    opened: OpenProject,
    file: Path,
    *,
    mesh: CityMesh | None = None,
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
) -> Prepared:
    """Read `file` and copy it into the project's assets; slow, touches no project.

    mesh: what is in the file, where it was read already. Raises `ReadError` for a file that
    cannot be used, then nothing has been copied.
    """
    if mesh is None:
        mesh = services.read_mesh(file, progress=progress, cancelled=cancelled)
    checked_mesh = checked(mesh, file, opened.project.origin)
    return adopt_file(services, opened, file, checked_mesh, cancelled=cancelled)


def checked(mesh: CityMesh, file: Path, origin: OriginSpec) -> CityMesh:
    """Return what was read of `file`, with a warning if it lies far from a project's zero.

    Raises `ReadError` where there is nothing in it to show.
    """
    if not (len(mesh.triangles) or len(mesh.lines) or len(mesh.spots)):
        raise nothing_to_show(file.name, mesh.report.warnings)
    return _told_if_far(mesh, origin)


def adopt_file(
    services: Services,
    opened: OpenProject,
    file: Path,
    mesh: CityMesh,
    *,
    cancelled: Cancelled = never_cancelled,
) -> Prepared:
    """Copy `file` into the project's assets, and what it refers to; slow, touches no project.

    mesh: what is in the file, `checked`. Raises `CancelledError`; then nothing was copied.
    """
    companions = _companions(file.resolve().parent, mesh.report.references)
    asset = services.projects.adopt(opened, file, companions, cancelled=cancelled)
    shown = file.name.split(".")[0]
    name = {"nl": shown, "en": shown}
    return Prepared(asset, mesh, name, provenance_of(mesh.report.metadata, file.name))


_FAR = Phrase(
    nl="Het ligt {distance} km van het nulpunt van dit project. Is dit het goede bestand?",
    en="It lies {distance} km from this project's zero. Is this the right file?",
)


def _told_if_far(mesh: CityMesh, origin: OriginSpec) -> CityMesh:
    """Return the mesh with a warning first if it stands far from the project's zero."""
    box = mesh.report.extent
    if box is None or not mesh.report.placed:
        return mesh
    away_km = distance_km(box, origin)
    if away_km < FAR_KM:
        return mesh
    far = Notice(_FAR, {"distance": round(away_km)})
    return replace(mesh, report=replace(mesh.report, warnings=(far, *mesh.report.warnings)))


def _companions(home: Path, references: Iterable[str]) -> list[str]:
    """Return which files that a model refers to lie in its folder `home` or below it.

    By their paths from there: a path from the root of a disk leads to no copy.
    """
    plain = (posixpath.normpath(name) for name in references if not Path(name).is_absolute())
    return [each for each in plain if _lies_in(home, each)]


def _lies_in(home: Path, plain: str) -> bool:
    try:
        # Not Path.resolve: before Python 3.13 it fails on links that go round in circles.
        place = Path(os.path.realpath(home / plain))
        return place.is_relative_to(home) and not plain.startswith("..") and place.is_file()
    except (OSError, ValueError):
        return False  # it can be no file's name


def added(
    moment: Moment,
    prepared: Prepared,
    variant: str | None = None,
    place: Placement | None = None,
) -> Change:
    """Return the change that adds a prepared file, to the context or to a variant.

    variant: its id or name; a new one is made where there is none. place: where it stands, for a
    file without a place of its own (None: at the project's zero). Raises `VariantNameError`,
    `AlreadyThereError` where the same file would stand in the same place twice,
    `PlacedAlreadyError` where a place is given for a file that has its own, and `NotInRdError`
    for a place outside the Netherlands.
    """
    if not prepared.mesh.report.placed:
        place = place or first_place(moment.project)
        check_place(place.x, place.y)
    elif place is not None:
        raise PlacedAlreadyError(file=PurePath(prepared.asset).name)
    else:
        _refuse_twice(moment.project, prepared.asset, variant)
    asset, name, provenance = prepared.asset, prepared.name, prepared.provenance
    if variant is None:
        return actions.add_layer(moment, asset, name, provenance, place=place)
    return actions.add_design(moment, variant, asset, name, provenance, place=place)


def added_in_sight(
    moment: Moment, prepared: Prepared, variant: str | None, place: Placement
) -> Change:
    """Return the change that adds a file without a place of its own at `place`, to be seen.

    Where it is added to a variant, that is shown from now on. Raises as `added` does.
    """
    change = added(moment, prepared, variant, place)
    chosen = actions.variant_called(change.after.project, variant) if variant else None
    if chosen is None or moment.view.variant == chosen.id:
        return change
    return replace(change, after=actions.switch_variant(change.after, chosen.id).after)


def refuse_known(
    services: Services, opened: OpenProject, file: Path, variant: str | None = None
) -> None:
    """Raise `AlreadyThereError` where `added` would, by the file's content: before it is read.

    variant: as in `added`. For files as large as one of the project's it takes as long as to go
    through both of them.
    """
    for item in _beside(opened.project, variant):
        # What was given a place has none of its own, and may stand in many.
        if item.place is None and services.projects.holds(opened, item.asset, file):
            raise _already_there(item)


def _refuse_twice(project: Project, asset: str, variant: str | None) -> None:
    """A file may be in several variants, but not among what stands there now as well.

    One without a place of its own may: the same house stands in many places.
    """
    for item in _beside(project, variant):
        if item.asset == asset:
            raise _already_there(item)


def _beside(project: Project, variant: str | None) -> list[Layer | Design]:
    """Return what would be seen beside a file that is added to a variant, or to the context."""
    chosen = actions.variant_called(project, variant) if variant else None
    beside = chosen.adds if chosen else ()
    if variant is None:
        beside = tuple(design for each in project.variants() for design in each.adds)
    return [*project.layers, *beside]


def _already_there(item: Layer | Design) -> AlreadyThereError:
    name = Phrase(nl=pick_language(item.name, "nl"), en=pick_language(item.name, "en"))
    return AlreadyThereError(name=name)
