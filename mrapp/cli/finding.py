"""What `mrapp info` tells of a file or a project: the same keys for both."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from mrapp import bootstrap
from mrapp.app.opened import OpenProject
from mrapp.app.ports import Services
from mrapp.cli.telling import one_line
from mrapp.model.citymesh import CityMesh, FileReport
from mrapp.model.errors import (
    MrappError,
    ReadError,
)
from mrapp.model.placing import chain, placed
from mrapp.model.project import Design, Layer
from mrapp.model.texts import Notice, Phrase, pick_language

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


def file_told(path: Path) -> dict[str, Any]:
    """Return what is in a model file; that it cannot be read is a finding like any other."""
    try:
        report = bootstrap.describe_file(path)
    except ReadError as error:
        # A script reads the same keys for a file that cannot be read.
        report = replace(_NOTHING, errors=(Notice(Phrase(nl=error.text("nl"), en=str(error))),))
    told = asdict(report)
    told["metadata"] = dict(report.metadata)
    told["objects"] = dict(report.objects)
    told["extent"] = (
        {"low": report.extent.low, "high": report.extent.high} if report.extent else None
    )
    told["warnings"] = [notice_told(n) for n in report.warnings]
    told["errors"] = [notice_told(n) for n in report.errors]
    return told


def notice_told(notice: Notice) -> dict[str, Any]:
    """Return a notice in English, with the object that it is about."""
    said = notice.phrase.text("en", **notice.values) if notice.values else notice.phrase.en
    return {"object": notice.object_id, "text": said}


def project_told(services: Services, opened: OpenProject) -> dict[str, Any]:
    """Return what stands in a project, each thing where it stands, and what is wrong with it."""
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
        {**notice_told(n), "asset": asset}
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


def print_plain(told: dict[str, Any]) -> None:
    """Print what was told, a line for each thing."""
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
