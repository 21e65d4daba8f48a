"""From a file's own frame to RD/NAP: the chain of steps that brings a design to its place."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Extent
from mrapp.model.project import Placement
from mrapp.model.texts import Phrase

Matrix = NDArray[np.float64]

_UP = Phrase(nl="{axis} wijst omhoog in het bestand", en="{axis} points up in the file")
_SCALED = Phrase(nl="{factor} maal zo groot", en="{factor} times as large")
_TURNED = Phrase(
    nl="{degrees}° gedraaid, tegen de klok in", en="turned by {degrees}°, counter-clockwise"
)
_MOVED = Phrase(nl="naar RD {x}, {y}, NAP {nap}", en="to RD {x}, {y}, NAP {nap}")

# Columns: where the file's axes go when y is up in it. x stays, y becomes z, z becomes -y.
_Z_UP_FROM_Y_UP = np.array(
    [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, -1.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]]
)


@dataclass(frozen=True, eq=False)
class Step:
    """One step of the chain: what it does, in words with `values`, and its matrix (4, 4)."""

    phrase: Phrase
    values: dict[str, object]
    matrix: Matrix

    def text(self, language: str) -> str:
        """Return what the step does."""
        return self.phrase.text(language, **self.values)


def chain(place: Placement, up_of_format: str = "z") -> tuple[Step, ...]:
    """Return the steps from the file's own axes to RD/NAP, metres, in order.

    Each matrix multiplies column vectors: in the product of all, the first stands rightmost.
    """
    up = place.up or up_of_format
    turn = np.radians(place.turn_deg)
    scaled, turned, moved = np.diag([place.scale] * 3 + [1.0]), np.eye(4), np.eye(4)
    turned[:2, :2] = [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
    moved[:3, 3] = place.x, place.y, place.nap
    return (
        Step(_UP, {"axis": up}, _Z_UP_FROM_Y_UP if up == "y" else np.eye(4)),
        Step(_SCALED, {"factor": f"{place.scale:g}"}, scaled),
        Step(_TURNED, {"degrees": f"{place.turn_deg:g}"}, turned),
        Step(
            _MOVED,
            {"x": f"{place.x:.3f}", "y": f"{place.y:.3f}", "nap": f"{place.nap:.3f}"},
            moved,
        ),
    )


def rd_from_model(place: Placement, up_of_format: str = "z") -> Matrix:
    """Return the matrix (4, 4) from a mesh as its reader gives it (z up) to RD/NAP, metres."""
    result = np.eye(4)
    for step in chain(place, up_of_format):
        result = step.matrix @ result
    # The reader has made z point up already, by what the format says.
    return result @ _Z_UP_FROM_Y_UP.T if up_of_format == "y" else result


def placed(mesh: CityMesh, place: Placement | None) -> CityMesh:
    """Return the mesh in RD/NAP; itself where there is nothing to move."""
    if place is None:
        return mesh
    matrix = rd_from_model(place, mesh.report.up)
    # Not with @: for so small a matrix its threads cost twenty times what they save.
    points = np.einsum("ni,ji->nj", mesh.points_rd, matrix[:3, :3]) + matrix[:3, 3]
    used = np.concatenate([mesh.triangles.ravel(), mesh.lines.ravel(), mesh.spots])
    extent = _extent(points[used]) if len(used) else None
    turn = (matrix[:3, :3] / place.scale).astype(np.float32)
    return replace(
        mesh,
        points_rd=points,
        normals=np.einsum("mci,ji->mcj", mesh.normals, turn),
        report=replace(mesh.report, extent=extent, placed=True),
    )


def _extent(points: NDArray[np.float64]) -> Extent:
    low, high = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return Extent((low[0], low[1], low[2]), (high[0], high[1], high[2]))
