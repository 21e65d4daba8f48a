"""Geometry templates: read once, placed many times by a matrix and an anchor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.cityjson import findings as found
from mrapp.io.cityjson.appearance import PartLooks
from mrapp.io.cityjson.document import Json, as_list, as_mapping, numbers
from mrapp.io.cityjson.flatten import Gatherer
from mrapp.io.cityjson.pieces import Piece, make_piece, repeat_piece
from mrapp.io.cityjson.vertices import Vertices, scaled
from mrapp.io.findings import Findings
from mrapp.io.reading import FARTHEST
from mrapp.io.triangulate import Floats


@dataclass(frozen=True)
class Instance:
    """Template number `template` for object `owner`: `matrix` (4, 4), `anchor` a vertex number."""

    owner: int
    template: int
    matrix: Floats
    anchor: int


@dataclass(frozen=True)
class Templates:
    """The templates of a document and their vertices, in metres around their own zero."""

    geometries: list[Any]
    vertices: Vertices


def read_templates(header: Json) -> Templates:
    """Return the geometry templates in the first line or the whole of a file."""
    source = as_mapping(header.get("geometry-templates"))
    vertices = as_list(source.get("vertices-templates"))
    first = np.array([0, len(vertices)])
    return Templates(
        as_list(source.get("templates")), scaled(vertices, np.ones(3), np.zeros(3), first)
    )


def read_instance(geometry: Json, owner: int, part: int, vertices: Vertices) -> Instance | None:
    """Return the instance that a GeometryInstance describes; None if it is not a sound one."""
    matrix = numbers(geometry.get("transformationMatrix"), 16)
    anchor = as_list(geometry.get("boundaries"))[:1]
    number = geometry.get("template")
    if matrix is None or not anchor or type(anchor[0]) is not int or type(number) is not int:
        return None
    low, high = int(vertices.first[part]), int(vertices.first[part + 1])
    place = low + anchor[0]
    if not (low <= place < high and vertices.usable[place]):
        return None
    return Instance(owner, number, matrix.reshape(4, 4), place)


def place_instances(
    instances: Sequence[Instance],
    templates: Templates,
    points: Floats,
    look: PartLooks,
    names: Sequence[str],
    findings: Findings,
) -> list[Piece]:
    """Return all instances as pieces; points: (n, 3), the document's vertices in metres.

    A template's point p stands at matrix * p + anchor (CityJSON 2.0, section 3.4).
    """
    by_template: dict[int, list[Instance]] = {}
    for each in instances:
        by_template.setdefault(each.template, []).append(each)
    pieces: list[Piece] = []
    for number, placed in by_template.items():
        piece = _template_piece(number, templates, look, findings)
        if piece is None:
            for each in placed:
                findings.add(found.BAD_TEMPLATE, names[each.owner], template=number)
            continue
        matrices = np.array([each.matrix for each in placed])
        matrices[:, :3, 3] += points[[each.anchor for each in placed]]
        owners = np.array([each.owner for each in placed], np.int32)
        near = _near(piece, matrices)
        for owner in owners[~near].tolist():
            findings.add(found.BAD_MATRIX, names[owner])
        pieces.append(repeat_piece(piece, matrices[near], owners[near]))
    return pieces


def _near(piece: Piece, matrices: Floats) -> NDArray[np.bool_]:
    """Tell of each matrix, shape (k, 4, 4), whether it leaves the piece in a place on earth."""
    reach = np.append(np.abs(piece.points).max(axis=0, initial=0.0), 1.0)
    with np.errstate(over="ignore"):
        return np.asarray((np.abs(matrices[:, :3]) @ reach).max(axis=1) < FARTHEST)


def _template_piece(
    number: int, templates: Templates, look: PartLooks, findings: Findings
) -> Piece | None:
    if not 0 <= number < len(templates.geometries):
        return None
    geometry = templates.geometries[number]
    if type(geometry) is not dict:
        return None
    names = [f"template {number}"]
    gatherer = Gatherer(names, [look], findings)
    gatherer.add(geometry, owner=0, part=0)
    return make_piece(
        templates.vertices.points,
        gatherer.surfaces(templates.vertices),
        gatherer.strokes(templates.vertices),
        names,
        findings,
    )
