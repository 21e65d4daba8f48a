"""A mesh as bytes: a JSON header and its arrays as they are, for pipes and for the cache.

Not pickle: what comes out of a process that handled a stranger's file must not be able to run code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from io import BufferedIOBase
from typing import Any, BinaryIO, TypeAlias

import numpy as np
import orjson
from numpy.typing import NDArray

from mrapp.model.citymesh import (
    CityMesh,
    CityObject,
    Corners,
    Extent,
    FileReport,
    Image,
    Material,
    Texture,
)
from mrapp.model.texts import Notice, Phrase

_PLAIN: Mapping[str, type[np.generic]] = {
    "points_rd": np.float64,
    "triangles": np.int32,
    "object_index": np.int32,
    "surface": np.uint8,
    "material": np.int32,
    "texture": np.int32,
    "lines": np.int32,
    "line_object": np.int32,
    "spots": np.int32,
    "spot_object": np.int32,
}
_CORNERS: Mapping[str, type[np.generic]] = {
    "uv": np.float32,
    "normals": np.float32,
    "colours": np.uint8,
}
_ARRAYS: Mapping[str, type[np.generic]] = {
    **_PLAIN,
    **{f"{name}.values": kind for name, kind in _CORNERS.items()},
    **{f"{name}.index": np.int32 for name in _CORNERS},
}
_IMAGES = ("image", "normal", "metal_rough", "emissive")
_LENGTH_BYTES = 8
_OBJECTS_PER_FRAME = 1000  # taking one in keeps a window waiting for some milliseconds only


Json: TypeAlias = Any
"""A value that JSON can hold."""


class BrokenWireError(ValueError):
    """The bytes end early or are not what `pack_mesh` or `write_frame` made."""


def write_frame(stream: BinaryIO, value: Json) -> None:
    """Write a JSON value with its length in front; not flushed."""
    stream.writelines(_frame(value))


def _frame(value: Json) -> list[bytes]:
    data = orjson.dumps(value)
    return [len(data).to_bytes(_LENGTH_BYTES, "little"), data]


def read_frame(stream: BufferedIOBase) -> Json:
    """Return a JSON value that `write_frame` wrote. Raises `BrokenWireError`."""
    length = int.from_bytes(_exactly(stream, _LENGTH_BYTES), "little")
    try:
        return orjson.loads(_exactly(stream, length))
    except orjson.JSONDecodeError as error:
        raise BrokenWireError("not JSON") from error


def _exactly(stream: BufferedIOBase, count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise BrokenWireError("ended early")
    return data


def pack_mesh(mesh: CityMesh) -> list[bytes | memoryview]:
    """Return the bytes of a mesh, in pieces to write one after the other.

    Raises `TypeError` if its attributes cannot be JSON: nested over 250 deep, or broken text.
    """
    given = arrays_of(mesh)
    arrays = {
        name: np.ascontiguousarray(given[name], kind)
        for name, kind in _ARRAYS.items()
        if name in given
    }
    images = _images_of(mesh.textures)
    numbers = {id(image): number for number, image in enumerate(images)}
    header = {
        "shapes": {name: array.shape for name, array in arrays.items()},
        "objects": len(mesh.objects),
        "images": [image.pixels.shape for image in images],
        "materials": mesh.materials,
        "textures": [_texture_to_json(each, numbers) for each in mesh.textures],
        "report": report_to_json(mesh.report),
    }
    pieces: list[bytes | memoryview] = [*_frame(header)]
    for first in range(0, len(mesh.objects), _OBJECTS_PER_FRAME):
        some = mesh.objects[first : first + _OBJECTS_PER_FRAME]
        pieces += _frame([[o.id, o.type, o.root, o.attributes, o.lods] for o in some])
    pixels = [np.ascontiguousarray(image.pixels, np.uint8) for image in images]
    return [*pieces, *(it.data.cast("B") for it in (*arrays.values(), *pixels) if it.size)]


def arrays_of(mesh: CityMesh) -> dict[str, NDArray[Any]]:
    """Return the arrays of a mesh by name; those of `Corners` apart, as in "normals.index"."""
    found = {name: getattr(mesh, name) for name in _PLAIN}
    for name in _CORNERS:
        corners = getattr(mesh, name)
        if corners is not None:
            found[f"{name}.values"] = corners.values
            found |= {} if corners.index is None else {f"{name}.index": corners.index}
    return found


def fields_of(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Any]:
    """Return the fields of a mesh that `arrays_of` took apart.

    Any: that each goes back to where it came from is more than types can say.
    """
    found: dict[str, Any] = {name: arrays[name] for name in _PLAIN}
    for name in _CORNERS:
        values = arrays.get(f"{name}.values")
        found[name] = None if values is None else Corners(values, arrays.get(f"{name}.index"))
    return found


def _images_of(textures: Sequence[Texture]) -> list[Image]:
    """Return every image once, although several textures share it."""
    shown = (getattr(texture, kind) for texture in textures for kind in _IMAGES)
    return list({id(image): image for image in shown if image is not None}.values())


def _texture_to_json(texture: Texture, numbers: Mapping[int, int]) -> list[Json]:
    """Return a texture with the numbers of its images, by their identity, in place of these."""
    shown = [numbers.get(id(getattr(texture, kind))) for kind in _IMAGES]
    return [texture.path, texture.name, texture.wrap, *shown]


def _texture_from_json(plain: Sequence[Any], images: Sequence[Image]) -> Texture:
    path, name, wrap, *numbers = plain
    shown = [None if number is None else images[number] for number in numbers]
    return Texture(path, name, wrap, *shown)


def read_mesh(stream: BufferedIOBase) -> CityMesh:
    """Return the mesh that `pack_mesh` packed. Raises `BrokenWireError`."""
    header = read_frame(stream)
    objects = _read_objects(stream, header["objects"])
    shapes = header["shapes"]
    arrays = {
        name: _read_array(stream, shapes[name], kind)
        for name, kind in _ARRAYS.items()
        if name in shapes
    }
    images = [Image(_read_array(stream, shape, np.uint8)) for shape in header["images"]]
    return CityMesh(
        **fields_of(arrays),
        objects=objects,
        materials=tuple(_material_from_json(each) for each in header["materials"]),
        textures=tuple(_texture_from_json(each, images) for each in header["textures"]),
        report=report_from_json(header["report"]),
    )


def _read_objects(stream: BufferedIOBase, count: int) -> tuple[CityObject, ...]:
    objects: list[CityObject] = []
    while len(objects) < count:
        objects += [
            CityObject(name, kind, root, attributes, tuple(lods))
            for name, kind, root, attributes, lods in read_frame(stream)
        ]
    return tuple(objects)


def _read_array(
    stream: BufferedIOBase, shape: Sequence[int], kind: type[np.generic]
) -> NDArray[Any]:
    array = np.empty(shape, dtype=kind)
    view = array.reshape(-1).view(np.uint8).data
    filled = 0
    while filled < len(view):
        got = stream.readinto(view[filled:])
        if not got:
            raise BrokenWireError("ended early")
        filled += got
    return array


def _material_from_json(plain: Mapping[str, Any]) -> Material:
    rgb = {name: _rgb(plain[name]) for name in ("diffuse", "emissive")}
    return Material(**{**plain, **rgb})


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
            "references": tuple(plain["references"]),
        }
    )


def _notice_to_json(notice: Notice) -> list[Any]:
    phrase = notice.phrase
    return [phrase.nl, phrase.en, notice.values, notice.object_id, notice.more]


def _notice_from_json(plain: Sequence[Any]) -> Notice:
    nl, en, values, object_id, more = plain
    return Notice(Phrase(nl=nl, en=en), values, object_id, more)
