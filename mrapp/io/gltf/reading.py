"""The way through: from the bytes of a glTF file to a mesh and a report."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mrapp.io.findings import Findings
from mrapp.io.gltf.accessors import Accessors
from mrapp.io.gltf.buffers import Buffers
from mrapp.io.gltf.document import Document, parse_document
from mrapp.io.gltf.flatten import Flat, flatten
from mrapp.io.gltf.looks import Looks
from mrapp.io.gltf.pictures import Pictures
from mrapp.io.gltf.shapes import Shapes
from mrapp.io.gltf.things import Gathered, gather
from mrapp.io.naming import shown_name
from mrapp.io.reading import (
    COLLECTING,
    DESIGN,
    FINISHING,
    PARSING,
    Reading,
    Step,
    as_notice,
    collector_off,
)
from mrapp.model.citymesh import CityMesh, CityObject, FileReport, Surface, extent_of
from mrapp.model.errors import ReadError, nothing_to_show
from mrapp.model.texts import Notice


@dataclass(frozen=True)
class _Source:
    """What the stages share while one file is read."""

    document: Document
    buffers: Buffers
    looks: Looks
    shapes: Shapes


def read_gltf(path: Path, data: bytes, lod: str | None, step: Step) -> Reading:
    """Return the mesh and report of the glTF or GLB file `data`, which came from `path`.

    The mesh is in the file's own frame, metres, z up. Buffers and images are looked for beside
    `path`. There is one LoD, so `lod` does not matter. Raises `ReadError` if it cannot be read at
    all and `CancelledError` when `step` does.
    """
    del lod
    findings = Findings()
    file = shown_name(path)
    with collector_off(), np.errstate(all="ignore"):
        step(0.05, PARSING)
        document = parse_document(data, path.parent, file, findings)
        buffers = Buffers(document)
        accessors = Accessors(document, buffers)
        looks = Looks(document, Pictures(document, buffers))
        shapes = Shapes(document, buffers, accessors, looks)
        step(0.2, COLLECTING)
        gathered = gather(document, accessors, shapes)
        step(0.6, FINISHING)
        flat = flatten(gathered.copies, gathered.names, findings)
        source = _Source(document, buffers, looks, shapes)
        return _finish(source, gathered, flat)


def _finish(source: _Source, gathered: Gathered, flat: Flat) -> Reading:
    warnings = source.document.findings.notices()
    empty = not (len(flat.triangles) or len(flat.lines) or len(flat.spots))
    refused = nothing_to_show(source.document.file, warnings) if empty else None
    mesh = CityMesh(
        points_rd=flat.points,
        triangles=flat.triangles,
        object_index=flat.owner,
        surface=np.full(len(flat.triangles), Surface.OTHER, np.uint8),
        material=flat.material,
        texture=flat.texture,
        uv=flat.uv,
        lines=flat.lines,
        line_object=flat.line_owner,
        spots=flat.spots,
        spot_object=flat.spot_owner,
        objects=tuple(gathered.objects),
        materials=source.looks.materials,
        textures=source.looks.textures,
        report=_report(source, gathered.objects, flat, warnings, refused),
        normals=flat.normals,
        colours=flat.colours,
    )
    return Reading(mesh, refused, source.document)


def _report(
    source: _Source,
    objects: list[CityObject],
    flat: Flat,
    warnings: tuple[Notice, ...],
    refused: ReadError | None,
) -> FileReport:
    document = source.document
    asset = document.root["asset"]
    return FileReport(
        format="glTF",
        version=asset["version"],
        crs="",
        objects={DESIGN: len(objects)} if objects else {},
        surfaces=source.shapes.triangles(),
        triangles=len(flat.triangles),
        lods=(),
        lod_shown=None,
        extent=extent_of(flat.points),
        textures=len(document.listed("textures")),
        materials=len(document.listed("materials")),
        warnings=warnings,
        errors=() if refused is None else (as_notice(refused),),
        metadata={name: asset[name] for name in asset if name != "version"},
        placed=False,
        up="y",
        references=tuple(source.buffers.references),
    )
