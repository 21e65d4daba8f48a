"""What happens to a file after it was read and before it is shown: in the thread that read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mrapp.app.ports import Cancelled
from mrapp.app.session import PlacedFile, Session
from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError
from mrapp.model.frames import Origin
from mrapp.model.project import Layer, Placement
from mrapp.scene.palette import Role
from mrapp.scene.prepared import Prepared, prepare, with_edges

# The edges of fewer triangles are found in a moment: then they need not follow by themselves.
_FEW = 30_000


@dataclass(frozen=True)
class Wanted:
    """How a project shows a file: by which key, where, and as what."""

    mesh_key: str
    place: Placement | None
    role: Role


GROUND = Wanted(ESTIMATED_GROUND, None, "terrain")


@dataclass(frozen=True, eq=False)
class Arrived:
    """A file as it was read, and all that its session and its view need of it."""

    file: CityMesh
    there: Mapping[str, PlacedFile]
    ready: tuple[Prepared, ...]


def wanted_of(session: Session, asset: str) -> tuple[Wanted, ...]:
    """Return how a project shows a file."""
    items = [item for item in session.project.items() if item.asset == asset]
    found = {item.mesh_key: Wanted(item.mesh_key, item.place, _role(item)) for item in items}
    return tuple(found.values())


def _role(item: object) -> Role:
    if isinstance(item, Layer):
        return "terrain" if item.kind == "terrain" else "context"
    return "design"


def arrive(
    file: CityMesh, wanted: Iterable[Wanted], origin: Origin, cancelled: Cancelled
) -> Arrived:
    """Place a file and make it ready to be drawn. Raises `CancelledError`."""
    there, ready = {}, []
    for each in wanted:
        if cancelled():
            raise CancelledError
        there[each.mesh_key] = PlacedFile.at(file, each.place)
        prepared = prepare(there[each.mesh_key].mesh, origin, each.role)
        ready.append(with_edges(prepared) if len(file.triangles) <= _FEW else prepared)
    return Arrived(file, there, tuple(ready))
