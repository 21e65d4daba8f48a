"""The way through: from the bytes of a CityJSON file to a mesh and a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mrapp.io.cityjson import findings as found
from mrapp.io.cityjson import semantics
from mrapp.io.cityjson.appearance import Looks, read_looks
from mrapp.io.cityjson.counts import count_objects, count_surfaces, list_lods
from mrapp.io.cityjson.crs import Crs, Kind, crs_of, to_rd
from mrapp.io.cityjson.document import Document, as_mapping, parse_document
from mrapp.io.cityjson.flatten import Gatherer
from mrapp.io.cityjson.objects import Thing, choose_geometry, city_objects, list_things, lod_rank
from mrapp.io.cityjson.pieces import Piece, join_pieces, make_piece
from mrapp.io.cityjson.templates import (
    Instance,
    Templates,
    place_instances,
    read_instance,
    read_templates,
)
from mrapp.io.cityjson.vertices import Vertices, read_vertices
from mrapp.io.findings import Findings
from mrapp.io.naming import shown_name
from mrapp.io.reading import (
    COLLECTING,
    FINISHING,
    PARSING,
    Reading,
    Step,
    as_notice,
    collector_off,
)
from mrapp.io.triangulate import Floats
from mrapp.model.citymesh import CityMesh, FileReport, Surface, Texture, extent_of
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase

CUTTING = Phrase(nl="Vlakken in driehoeken delen", en="Cutting surfaces into triangles")


@dataclass(frozen=True)
class _Source:
    """What the stages share while one file is read."""

    document: Document
    things: list[Thing]
    names: list[str]
    templates: Templates
    vertices: Vertices
    looks: Looks
    findings: Findings


def read_cityjson(path: Path, data: bytes, lod: str | None, step: Step) -> Reading:
    """Return the mesh and report of the CityJSON file or sequence `data`, which came from `path`.

    Images are looked for beside `path`. Raises `ReadError` if it cannot be read at all and
    `CancelledError` when `step` does.
    """
    findings = Findings()
    file = shown_name(path)
    with collector_off():
        step(0.05, PARSING)
        document = parse_document(data, file, findings)
        step(0.4, COLLECTING)
        templates = read_templates(document.header)
        things = list_things(document, findings)
        shown = choose_geometry(things, templates.geometries, lod)
        source = _Source(
            document,
            things,
            [thing.id for thing in things],
            templates,
            read_vertices(document),
            read_looks(document, path.parent, findings),
            findings,
        )
        crs = crs_of(document.header)
        piece, refusal = _gather(source, crs, file, step)
        step(0.9, FINISHING)
        return _finish(source, piece, crs, shown, refusal)


def _gather(source: _Source, crs: Crs, file: str, step: Step) -> tuple[Piece, MrappError | None]:
    gatherer = Gatherer(source.names, source.looks.parts, source.findings)
    instances = _walk(source, gatherer)
    flat, strokes = gatherer.surfaces(source.vertices), gatherer.strokes(source.vertices)
    used = np.zeros(len(source.vertices.points), dtype=bool)
    for numbers in (flat.rings.corners, strokes.lines, strokes.spots):
        used[numbers] = True
    used[[each.anchor for each in instances]] = True
    points, refusal = _placed(source.vertices.points, used, crs, file, source.findings)
    step(0.6, CUTTING)
    look = source.looks.parts[0]
    return join_pieces(
        [
            make_piece(points, flat, strokes, source.names, source.findings),
            *place_instances(
                instances, source.templates, points, look, source.names, source.findings
            ),
        ]
    ), refusal


def _walk(source: _Source, gatherer: Gatherer) -> list[Instance]:
    """Hand every chosen geometry to the gatherer; return the instances of templates among them."""
    instances: list[Instance] = []
    plain: dict[str, int] = {}
    for owner, thing in enumerate(source.things):
        for geometry in thing.chosen:
            if geometry.get("type") == "GeometryInstance":
                placed = read_instance(geometry, owner, thing.part, source.vertices)
                if placed is None:
                    source.findings.add(found.BAD_MATRIX, thing.id)
                else:
                    instances.append(placed)
                continue
            gatherer.add(
                geometry, owner, thing.part, _plain_code(thing.type, geometry.get("lod"), plain)
            )
    return instances


def _plain_code(kind: str, lod: object, known: dict[str, int]) -> int:
    """Return what surfaces without semantics are; a building's outline is ground, not a roof."""
    code = known.get(kind)
    if code is None:
        code = known[kind] = semantics.code_of_type(kind)
    if code == semantics.BY_NORMAL and lod is not None and 0.0 <= lod_rank(str(lod)) < 1.0:
        return Surface.GROUND
    return semantics.UNKNOWN


def _placed(
    points: Floats, used: NDArray[np.bool_], crs: Crs, file: str, findings: Findings
) -> tuple[Floats, MrappError | None]:
    """Return all points with those in use in RD/NAP; or as they are, with the refusal."""
    moved, refusal = to_rd(points[used], crs, file, findings)
    if crs.kind is Kind.GEOGRAPHIC and refusal is None:
        points = points.copy()
        points[used] = moved
    return points, refusal


def _finish(
    source: _Source, piece: Piece, crs: Crs, shown: str | None, refusal: MrappError | None
) -> Reading:
    types = [semantics.code_of_type(thing.type) for thing in source.things]
    code = semantics.settle(
        piece.code,
        np.array(types, np.uint8)[piece.owner],
        piece.points,
        piece.triangles,
        piece.owner,
    )
    if not (len(piece.triangles) or len(piece.lines) or len(piece.spots)):
        source.findings.add(found.NO_GEOMETRY)
    mesh = CityMesh(
        points_rd=piece.points,
        triangles=piece.triangles,
        object_index=piece.owner,
        surface=code,
        material=piece.material,
        texture=piece.texture,
        uv=piece.uv,
        lines=piece.lines,
        line_object=piece.line_owner,
        spots=piece.spots,
        spot_object=piece.spot_owner,
        objects=city_objects(source.things),
        materials=source.looks.materials,
        textures=source.looks.textures,
        report=_report(source, piece, crs, shown, refusal),
    )
    return Reading(mesh, refusal, source.document)


def _report(
    source: _Source, piece: Piece, crs: Crs, shown: str | None, refusal: MrappError | None
) -> FileReport:
    geometries = source.templates.geometries
    return FileReport(
        format=source.document.format,
        version=source.document.version,
        crs=crs.name,
        objects=count_objects(source.things),
        surfaces=count_surfaces(source.things, geometries),
        triangles=len(piece.triangles),
        lods=list_lods(source.things, geometries),
        lod_shown=shown,
        extent=None if refusal else extent_of(piece.points),
        textures=len(source.looks.textures),
        materials=len(source.looks.materials),
        warnings=source.findings.notices(),
        errors=() if refusal is None else (as_notice(refusal),),
        metadata=as_mapping(source.document.header.get("metadata")),
        references=_references(source.looks.textures),
    )


def _references(textures: Sequence[Texture]) -> tuple[str, ...]:
    names = (texture.name.replace("\\", "/") for texture in textures)
    return tuple(dict.fromkeys(name for name in names if name))
