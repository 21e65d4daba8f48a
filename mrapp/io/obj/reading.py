"""The way through: from the bytes of an OBJ file to a mesh and a report."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mrapp.io.findings import Findings
from mrapp.io.naming import shown_name
from mrapp.io.normals import corner_normals
from mrapp.io.obj import findings as found
from mrapp.io.obj.classes import surface_codes, type_of
from mrapp.io.obj.materials import Looks, read_looks
from mrapp.io.obj.parsing import NONE, Elements, Floats, Ints, Parsed, parse
from mrapp.io.reading import (
    COLLECTING,
    DESIGN,
    FINISHING,
    PARSING,
    Reading,
    Step,
)
from mrapp.io.triangulate import Rings, triangulate
from mrapp.model.citymesh import CityMesh, CityObject, Corners, FileReport, extent_of
from mrapp.model.errors import nothing_to_show
from mrapp.model.frames import is_rd
from mrapp.model.numbering import marked
from mrapp.model.texts import Phrase


@dataclass(frozen=True, eq=False)
class _Cut:
    """Faces in triangles: corners (m, 3) as places in the faces' corners, face (m,)."""

    corners: Ints
    face: Ints


def read_obj(path: Path, data: bytes, _lod: str | None, step: Step) -> Reading:
    """Return the mesh and report of the OBJ file `data`, which came from `path`.

    Materials and images are looked for beside `path`. Coordinates in RD are taken as such, with z
    up; others as a model in metres without a place of its own, with y up. Raises `ReadError` if
    there is nothing to show and `CancelledError` when `step` does.
    """
    findings, file = Findings(), shown_name(path)
    step(0.05, PARSING)
    parsed = _sound(parse(data, path.stem, findings), findings)
    step(0.5, COLLECTING)
    cut = _cut(parsed, findings)
    if not (len(cut.face) or len(parsed.lines.sizes) or len(parsed.spots.sizes)):
        raise nothing_to_show(file, findings.notices())
    looks = read_looks(parsed.materials, parsed.libraries, path.parent, findings)
    step(0.7, FINISHING)
    in_rd = _is_in_rd(parsed)
    if not in_rd:
        findings.add(found.UP_UNKNOWN)
    return Reading(_mesh(parsed, looks, cut, in_rd, findings), None)


def _sound(parsed: Parsed, findings: Findings) -> Parsed:
    """Return the file without elements that point to points that are not there."""
    # One more for `NONE`, which is the last.
    there = np.append(np.isfinite(parsed.points).all(axis=1), False)

    def sound(elements: Elements, fewest: int) -> Elements:
        place = elements.corners[:, 0]
        bad = ~there[place]
        bad_of = np.bincount(_element_of(elements)[bad], minlength=len(elements.sizes)) > 0
        few = ~bad_of & (elements.sizes < fewest)
        for phrase, gone in ((found.BAD_FACE, bad_of), (found.FEW_CORNERS, few)):
            _tell(findings, phrase, elements.owner[gone], parsed.objects)
        return elements.keep(~bad_of & ~few)

    return Parsed(
        parsed.points, parsed.colours, parsed.uvs, parsed.normals,
        sound(parsed.faces, 3), sound(parsed.lines, 2), sound(parsed.spots, 1),
        parsed.objects, parsed.materials, parsed.libraries,
    )  # fmt: skip


def _tell(findings: Findings, phrase: Phrase, owners: Ints, objects: Sequence[str]) -> None:
    """Note what was skipped, by the object it belonged to."""
    for number, count in zip(*np.unique(owners, return_counts=True), strict=True):
        findings.add(phrase, objects[number], count=int(count))


def _element_of(elements: Elements) -> Ints:
    """Return the element of each corner."""
    return np.repeat(np.arange(len(elements.sizes)), elements.sizes)


def _cut(parsed: Parsed, findings: Findings) -> _Cut:
    faces = parsed.faces
    rings = Rings(faces.corners[:, 0], faces.sizes, np.ones(len(faces.sizes), np.int64))
    cut = triangulate(parsed.points, rings)
    _tell(findings, found.NO_AREA, faces.owner[np.asarray(cut.flat, np.int64)], parsed.objects)
    return _Cut(cut.corners, cut.polygon)


def _is_in_rd(parsed: Parsed) -> bool:
    """Tell whether the points in use lie in the Netherlands, in RD with z up."""
    used = parsed.points[np.unique(parsed.faces.corners[:, 0])]
    return bool(len(used)) and is_rd(*np.median(used[:, :2], axis=0).tolist())


def _mesh(parsed: Parsed, looks: Looks, cut: _Cut, in_rd: bool, findings: Findings) -> CityMesh:
    faces = parsed.faces
    corners = faces.corners[cut.corners]
    material = faces.material[cut.face].astype(np.int32)
    objects = _objects(parsed)
    uv, texture = _textured(parsed, looks, corners[:, :, 1], material)
    pairs, pair_owner = _pairs(parsed.lines)
    places = (corners[:, :, 0], pairs, parsed.spots.corners[:, 0])
    used, (triangles, lines, spots) = _renumbered(len(parsed.points), places)
    points = parsed.points[used] if in_rd else _z_up(parsed.points[used])
    normals = parsed.normals if in_rd else _z_up(parsed.normals)
    report = FileReport(
        format="OBJ",
        version="",
        crs="EPSG:7415" if in_rd else "",
        objects=dict(Counter(each.type for each in objects)),
        surfaces=len(faces.sizes),
        triangles=len(triangles),
        lods=(),
        lod_shown=None,
        extent=extent_of(points),
        textures=len(looks.textures),
        materials=len(looks.materials),
        warnings=findings.notices(),
        placed=in_rd,
        up="z" if in_rd else "y",
        references=looks.references,
    )
    return CityMesh(
        points_rd=points,
        triangles=triangles,
        object_index=faces.owner[cut.face].astype(np.int32),
        surface=surface_codes(parsed.materials)[material],
        material=material,
        texture=texture,
        uv=uv,
        lines=lines,
        line_object=pair_owner,
        spots=spots,
        spot_object=np.repeat(parsed.spots.owner, parsed.spots.sizes).astype(np.int32),
        objects=objects,
        materials=looks.materials,
        textures=looks.textures,
        report=report,
        normals=_normals(normals, corners[:, :, 2], points, triangles),
        colours=_colours(parsed.colours[used]) if len(parsed.colours) else None,
    )


def _renumbered(
    count: int, places: Sequence[NDArray[np.integer]]
) -> tuple[NDArray[np.bool_], list[NDArray[np.int32]]]:
    """Return which of the points (count,) are in use, and the places as numbers among those."""
    used = marked(count, *places)
    numbers = (np.cumsum(used) - 1).astype(np.int32)
    return used, [numbers[each] for each in places]


def _objects(parsed: Parsed) -> tuple[CityObject, ...]:
    """Return the objects, each of the type that most of its faces' materials stand for."""
    faces = parsed.faces
    kinds = [type_of(name) for name in (*parsed.materials, "")]
    names = sorted(set(kinds))
    numbers = np.array([names.index(kind) for kind in kinds])[faces.material]
    votes = np.zeros((len(parsed.objects), len(names)), np.int64)
    np.add.at(votes, (faces.owner, numbers), 1)
    winners = votes.argmax(axis=1) if len(votes) else votes
    return tuple(
        CityObject(name, names[winner] if any(votes[row]) else DESIGN, name)
        for row, (name, winner) in enumerate(zip(parsed.objects, winners, strict=True))
    )


def _z_up(vectors: Floats) -> Floats:
    """Turn (n, 3) so that what was y points up."""
    x, y, z = vectors.T
    return np.column_stack([x, -z, y])


def _textured(
    parsed: Parsed, looks: Looks, places: Ints, material: NDArray[np.int32]
) -> tuple[Corners[np.float32] | None, NDArray[np.int32]]:
    """Return uv and the texture of each triangle; none where a corner has no uv."""
    texture_of = np.array([*looks.texture_of, -1], np.int32)
    texture = texture_of[material]
    texture = np.where((places == NONE).any(axis=1), -1, texture).astype(np.int32)
    if not (texture >= 0).any():
        return None, texture
    uv = np.nan_to_num(np.append(parsed.uvs, [[0.0, 0.0]], axis=0)).astype(np.float32)
    index = np.where((texture < 0)[:, None], len(parsed.uvs), places)
    return Corners(uv, index.astype(np.int32)), texture


def _normals(
    given: Floats, places: Ints, points: Floats, triangles: NDArray[np.int32]
) -> Corners[np.float32] | None:
    """Return the normals of the file, the face's own where it has none; None if none at all."""
    if not (places != NONE).any():
        return None
    values = np.append(given, [[0.0, 0.0, 0.0]], axis=0).astype(np.float32)
    index = np.where(places == NONE, len(given), places).astype(np.int32)
    return corner_normals(values, index, points, triangles)


def _colours(colours: Floats) -> Corners[np.uint8]:
    rgba = np.column_stack([np.round(colours * 255.0), np.full(len(colours), 255.0)])
    return Corners(rgba.astype(np.uint8))


def _pairs(lines: Elements) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pieces of polylines, (k, 2), and the object of each."""
    place = lines.corners[:, 0]
    last = np.zeros(len(place), bool)
    last[lines.first + lines.sizes - 1] = True
    begin = np.flatnonzero(~last)
    pairs = np.column_stack([place[begin], place[begin + 1]])
    return pairs.astype(np.int32), lines.owner[_element_of(lines)[begin]].astype(np.int32)
