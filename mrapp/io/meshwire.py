"""A mesh as bytes: a JSON header and its arrays as they are, for pipes and for the cache.

Not pickle: what comes out of a process that handled a stranger's file must not be able to run code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, BinaryIO, TypeAlias

import numpy as np
import orjson
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, CityObject, Extent, FileReport, Material, Texture
from mrapp.model.texts import Notice, Phrase

_ARRAYS: Mapping[str, type[np.generic]] = {
    "points_rd": np.float64,
    "triangles": np.int32,
    "object_index": np.int32,
    "surface": np.uint8,
    "material": np.int32,
    "texture": np.int32,
    "uv": np.float32,
    "lines": np.int32,
    "line_object": np.int32,
    "spots": np.int32,
    "spot_object": np.int32,
}
_LENGTH_BYTES = 8


Json: TypeAlias = Any
"""A value that JSON can hold."""


class BrokenWireError(ValueError):
    """The bytes end early or are not what `write_mesh` or `write_frame` wrote."""


def write_frame(stream: BinaryIO, value: Json) -> None:
    """Write a JSON value with its length in front; not flushed."""
    data = orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "little"))
    stream.write(data)


def read_frame(stream: BinaryIO) -> Json:
    """Return a JSON value that `write_frame` wrote. Raises `BrokenWireError`."""
    length = int.from_bytes(_exactly(stream, _LENGTH_BYTES), "little")
    try:
        return orjson.loads(_exactly(stream, length))
    except orjson.JSONDecodeError as error:
        raise BrokenWireError("not JSON") from error


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise BrokenWireError("ended early")
    return data


def write_mesh(stream: BinaryIO, mesh: CityMesh) -> None:
    """Write a mesh; not flushed."""
    arrays = {name: np.ascontiguousarray(getattr(mesh, name), _ARRAYS[name]) for name in _ARRAYS}
    write_frame(
        stream,
        {
            "shapes": {name: array.shape for name, array in arrays.items()},
            "objects": [[o.id, o.type, o.root, o.attributes, o.lods] for o in mesh.objects],
            "materials": [
                [m.name, m.diffuse, m.emissive, m.opacity, m.shininess] for m in mesh.materials
            ],
            "textures": [[t.path, t.name, t.wrap] for t in mesh.textures],
            "report": report_to_json(mesh.report),
        },
    )
    stream.writelines(array.data.cast("B") if array.size else b"" for array in arrays.values())


def read_mesh(stream: BinaryIO) -> CityMesh:
    """Return the mesh that `write_mesh` wrote. Raises `BrokenWireError`."""
    header = read_frame(stream)
    arrays = {
        name: _read_array(stream, header["shapes"][name], kind) for name, kind in _ARRAYS.items()
    }
    return CityMesh(
        **arrays,
        objects=tuple(
            CityObject(name, kind, root, attributes, tuple(lods))
            for name, kind, root, attributes, lods in header["objects"]
        ),
        materials=tuple(
            Material(name, _rgb(diffuse), _rgb(emissive), opacity, shininess)
            for name, diffuse, emissive, opacity, shininess in header["materials"]
        ),
        textures=tuple(Texture(path, name, wrap) for path, name, wrap in header["textures"]),
        report=report_from_json(header["report"]),
    )


def _read_array(stream: BinaryIO, shape: Sequence[int], kind: type[np.generic]) -> NDArray[Any]:
    array = np.empty(shape, dtype=kind)
    view = array.reshape(-1).view(np.uint8).data
    filled = 0
    while filled < len(view):
        got = stream.readinto(view[filled:])  # type: ignore[attr-defined]
        if not got:
            raise BrokenWireError("ended early")
        filled += got
    return array


def _rgb(value: Sequence[float] | None) -> tuple[float, float, float] | None:
    return None if value is None else (value[0], value[1], value[2])


def report_to_json(report: FileReport) -> dict[str, Any]:
    """Return a report as JSON values, its phrases in both languages."""
    plain = {each.name: getattr(report, each.name) for each in fields(report)}
    plain["extent"] = None if report.extent is None else asdict(report.extent)
    plain["warnings"] = [_notice_to_json(each) for each in report.warnings]
    plain["errors"] = [_notice_to_json(each) for each in report.errors]
    return plain


def report_from_json(plain: Mapping[str, Any]) -> FileReport:
    """Return the report that `report_to_json` was given."""
    extent = plain["extent"]
    return FileReport(
        **{
            **plain,
            "lods": tuple(plain["lods"]),
            "extent": extent and Extent(tuple(extent["low"]), tuple(extent["high"])),
            "warnings": tuple(map(_notice_from_json, plain["warnings"])),
            "errors": tuple(map(_notice_from_json, plain["errors"])),
        }
    )


def _notice_to_json(notice: Notice) -> list[Any]:
    return [notice.phrase.nl, notice.phrase.en, notice.values, notice.object_id]


def _notice_from_json(plain: Sequence[Any]) -> Notice:
    nl, en, values, object_id = plain
    return Notice(Phrase(nl=nl, en=en), values, object_id)
