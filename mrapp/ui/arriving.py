"""What happens to a file after it was read and before it is shown: in the thread that read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from mrapp.app.progress import Cancelled, never_cancelled
from mrapp.app.session import PlacedFile
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError
from mrapp.model.frames import Origin
from mrapp.model.project import Design, Layer, Placement, Project
from mrapp.scene.palette import Role
from mrapp.scene.prepared import PreparedMesh

FEW = 30_000
"""Fewer triangles are placed, and their edges found, in a moment: that need not be waited for."""


@dataclass(frozen=True)
class Wanted:
    """How a project shows a file: where, and as what."""

    place: Placement | None
    role: Role


GROUND = Wanted(None, "terrain")


@dataclass(frozen=True, eq=False)
class Arrived:
    """A file as it was read, and all that its session and its view need of it."""

    file: CityMesh
    there: tuple[PlacedFile, ...]
    ready: tuple[PreparedMesh, ...]


def follow(waiting: PlacedFile, role: Role, origin: Origin) -> tuple[PlacedFile, PreparedMesh]:
    """Bring the arrays of a file that was moved to its new place, ready to be drawn there."""
    there = PlacedFile.at(waiting.file, waiting.place)
    return there, PreparedMesh(there.mesh, origin, role, edges=True)


def _wanted_of(project: Project, asset: str) -> tuple[Wanted, ...]:
    """Return how a project shows a file."""
    items = [item for item in project.items() if item.asset == asset]
    found = {item.mesh_key: Wanted(item.place, role_of(item)) for item in items}
    return tuple(found.values())


def role_of(item: Layer | Design) -> Role:
    """Return as what a layer or design is shown."""
    if isinstance(item, Layer):
        return "terrain" if item.kind == "terrain" else "context"
    return "design"


def arrive_as_shown(
    project: Project, asset: str, file: CityMesh, cancelled: Cancelled = never_cancelled
) -> Arrived:
    """Make a file ready where, and as what, its project shows it. Raises `CancelledError`."""
    return arrive(file, _wanted_of(project, asset), project.origin.frame(), cancelled)


def arrive(
    file: CityMesh, wanted: Iterable[Wanted], origin: Origin, cancelled: Cancelled
) -> Arrived:
    """Place a file and make it ready to be drawn. Raises `CancelledError`."""
    there, ready = [], []
    for each in wanted:
        if cancelled():
            raise CancelledError
        there.append(PlacedFile.at(file, each.place))
        few = len(file.triangles) <= FEW
        ready.append(PreparedMesh(there[-1].mesh, origin, each.role, edges=few))
    return Arrived(file, tuple(there), tuple(ready))
