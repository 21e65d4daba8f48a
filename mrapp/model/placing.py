"""From a file's own frame to RD/NAP: the chain of steps that brings a design to its place."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Corners, extent_of
from mrapp.model.frames import Origin
from mrapp.model.points import moved
from mrapp.model.project import Placement
from mrapp.model.texts import Phrase

Matrix = NDArray[np.float64]

_UP = Phrase(nl="{axis} wijst omhoog in het bestand", en="{axis} points up in the file")
_SCALED = Phrase(nl="{factor} maal zo groot", en="{factor} times as large")
_TURNED = Phrase(
    nl="{degrees}° gedraaid, tegen de klok in", en="turned by {degrees}°, counter-clockwise"
)
_MOVED = Phrase(nl="naar RD x {x} en y {y}, NAP {nap}", en="to RD {x}, {y}, NAP {nap}")

# Columns: where the file's axes go when y is up in it. x stays, y becomes z, z becomes -y.
_Z_UP_FROM_Y_UP = np.array(
    [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, -1.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]]
)


@dataclass(frozen=True, eq=False)
class Step:
    """One step of the chain: what it does, in words with `values`, and its matrix (4, 4).

    Numbers among the values are as they are written in English.
    """

    phrase: Phrase
    values: dict[str, str]
    matrix: Matrix

    def text(self, language: str) -> str:
        """Return what the step does."""
        mark = "," if language == "nl" else "."
        said = {name: value.replace(".", mark) for name, value in self.values.items()}
        return self.phrase.text(language, **said)


def chain(place: Placement, up_of_format: str = "z") -> tuple[Step, ...]:
    """Return the steps from the file's own axes to RD/NAP, metres, in order.

    Each matrix multiplies column vectors: in the product of all, the first stands rightmost.
    """
    up = place.up or up_of_format
    turn = np.radians(place.turn_deg)
    scaled, turned, shifted = np.diag([place.scale] * 3 + [1.0]), np.eye(4), np.eye(4)
    turned[:2, :2] = [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
    shifted[:3, 3] = place.x, place.y, place.nap
    return (
        Step(_UP, {"axis": up}, _Z_UP_FROM_Y_UP if up == "y" else np.eye(4)),
        Step(_SCALED, {"factor": _short(place.scale, 6)}, scaled),
        Step(_TURNED, {"degrees": _short(place.turn_deg, 3)}, turned),
        Step(
            _MOVED,
            {"x": f"{place.x:.3f}", "y": f"{place.y:.3f}", "nap": f"{place.nap:.3f}"},
            shifted,
        ),
    )


def _short(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".")


def rd_from_model(place: Placement, up_of_format: str = "z") -> Matrix:
    """Return the matrix (4, 4) from a mesh as its reader gives it (z up) to RD/NAP, metres."""
    result = np.eye(4)
    for step in chain(place, up_of_format):
        result = step.matrix @ result
    # The reader has made z point up already, by what the format says.
    return result @ _Z_UP_FROM_Y_UP.T if up_of_format == "y" else result


def local_move(before: Placement, after: Placement, up_of_format: str, origin: Origin) -> Matrix:
    """Return the matrix (4, 4), in the local frame, that brings a mesh from one place to another.

    up_of_format: the axis that points up in the mesh's file, by its format.
    """
    was, becomes = rd_from_model(before, up_of_format), rd_from_model(after, up_of_format)
    move = np.eye(4)
    move[:3, :3] = becomes[:3, :3] @ np.linalg.inv(was[:3, :3])
    # By what is small: in float64 too a turn about the zero of RD, far away, costs digits.
    move[:3, 3] = becomes[:3, 3] - origin.rd - move[:3, :3] @ (was[:3, 3] - origin.rd)
    return move


def placed(mesh: CityMesh, place: Placement | None) -> CityMesh:
    """Return the mesh in RD/NAP; itself where there is nothing to move."""
    if place is None:
        return mesh
    matrix = rd_from_model(place, mesh.report.up)
    points = moved(mesh.points_rd, matrix[None], np.empty((1, *mesh.points_rd.shape)))[0]
    return replace(
        mesh,
        points_rd=points,
        normals=_turned(mesh.normals, matrix / place.scale),
        report=replace(mesh.report, extent=extent_of(points), placed=True),
    )


def _turned(normals: Corners[np.float32] | None, matrix: Matrix) -> Corners[np.float32] | None:
    """Return normals turned by a matrix that turns and moves; they are not to be moved."""
    if normals is None:
        return None
    turn = matrix * np.array([1.0, 1.0, 1.0, 0.0])
    if np.array_equal(turn[:3, :3], np.eye(3)):
        return normals
    room = np.empty((1, *normals.values.shape), np.float32)
    return replace(normals, values=moved(normals.values, turn[None], room)[0])
