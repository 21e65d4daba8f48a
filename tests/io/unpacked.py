"""A packed glTF file as a plain one: for comparing, and by other ways than those of mrapp's reader.

What meshoptimizer or Draco packed is unpacked by those libraries themselves; quantized values
become floats by the formula of the specification (KHR_mesh_quantization).
Only what the test data needs: no sparse accessors, no images.
"""

import base64
import json
import struct
from pathlib import Path
from typing import Any

import DracoPy
import meshopt
import numpy as np
from numpy.typing import NDArray

from tests.io.gltf_made import Json, Made

_TYPES = {5120: "i1", 5121: "u1", 5122: "i2", 5123: "u2", 5125: "u4", 5126: "f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
_MESHOPT = ("EXT_meshopt_compression", "KHR_meshopt_compression")
_DRACO = "KHR_draco_mesh_compression"


def unpacked(path: Path, *, fallback: bool = False) -> bytes:
    """Return the file as GLB with nothing packed or quantized in it.

    fallback: of what meshoptimizer packed the file holds the plain data as well; take those.
    """
    root, binary = parts_of(path)
    views = _views(root, _buffers(root, binary, path.parent), fallback)
    made = Made(**{name: root[name] for name in ("nodes", "scenes", "materials") if name in root})
    for mesh in root["meshes"]:
        made.mesh(*(_primitive(made, each, root, views) for each in mesh["primitives"]))
    return made.glb()


def parts_of(path: Path) -> tuple[Json, bytes]:
    """Return the JSON and the binary chunk of a file."""
    data = path.read_bytes()
    if not data.startswith(b"glTF"):
        return json.loads(data), b""
    size = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20 : 20 + size]), data[28 + size :]


def _buffers(root: Json, binary: bytes, folder: Path) -> list[bytes]:
    return [_buffer(each, binary, folder) for each in root["buffers"]]


def _buffer(buffer: Json, binary: bytes, folder: Path) -> bytes:
    uri = buffer.get("uri")
    if uri is None:
        return binary
    if uri.startswith("data:"):
        return base64.b64decode(uri.partition(",")[2])
    place = folder / uri
    return place.read_bytes() if place.is_file() else b""


def _views(root: Json, buffers: list[bytes], fallback: bool) -> list[bytes]:
    """Return the bytes of each buffer view, unpacked."""
    found = []
    for view in root["bufferViews"]:
        extensions: Json = view.get("extensions", {})
        how: Json = next((extensions[name] for name in _MESHOPT if name in extensions), {})
        place = view if fallback or not how else how
        start = place.get("byteOffset", 0)
        data = buffers[place["buffer"]][start : start + place["byteLength"]]
        if place is how:
            size = (how["count"], how["byteStride"])
            filtered = how.get("filter", "NONE")
            data = bytes(meshopt.decode_gltf_buffer(data, *size, how["mode"], filtered))
        elif how.get("filter") == "OCTAHEDRAL":
            data = _from_octahedron(np.frombuffer(data, np.int8).reshape(-1, 4)).tobytes()
        found.append(data)
    return found


def _from_octahedron(stored: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return unit vectors, (n, 4), by the formula of EXT_meshopt_compression ("Filter 1").

    The plain data in the files of the test data are still folded into an octahedron.
    """
    x, y, whole, rest = stored.astype(np.float64).T
    z = whole - np.abs(x) - np.abs(y)
    below = np.maximum(-z, 0.0)
    x, y = x - np.copysign(below, x), y - np.copysign(below, y)
    long = 127.0 / np.sqrt(x * x + y * y + z * z)
    unit = np.column_stack([x * long, y * long, z * long, rest])
    return np.asarray(np.rint(unit), np.int8)


def _primitive(made: Made, primitive: Json, root: Json, views: list[bytes]) -> Json:
    how = primitive.get("extensions", {}).get(_DRACO)
    if how is None:
        arrays = {
            name: _values(root, views, number) for name, number in primitive["attributes"].items()
        }
        indices = _values(root, views, primitive["indices"]) if "indices" in primitive else None
    else:
        packed = DracoPy.decode(views[how["bufferView"]])
        by_number = {each["unique_id"]: np.asarray(each["data"]) for each in packed.attributes}
        arrays = {name: by_number[number] for name, number in how["attributes"].items()}
        indices = np.asarray(packed.faces).reshape(-1)
    plain = {
        name: _as_floats(array, root["accessors"][primitive["attributes"][name]])
        for name, array in arrays.items()
        if name in ("POSITION", "NORMAL", "TEXCOORD_0")
    }
    more = {name: primitive[name] for name in ("mode", "material") if name in primitive}
    return made.primitive(None if indices is None else indices.astype(np.uint32), **plain, **more)


def _values(root: Json, views: list[bytes], number: int) -> NDArray[Any]:
    """Return what is in an accessor, (n, width), as it is stored."""
    accessor = root["accessors"][number]
    view = root["bufferViews"][accessor["bufferView"]]
    stored = np.dtype(_TYPES[accessor["componentType"]])
    width = _WIDTHS[accessor["type"]]
    stride = view.get("byteStride", width * stored.itemsize)
    return np.ndarray(
        (accessor["count"], width),
        stored,
        views[accessor["bufferView"]],
        accessor.get("byteOffset", 0),
        (stride, stored.itemsize),
    )


def _as_floats(values: NDArray[Any], accessor: Json) -> NDArray[np.float32]:
    stored = np.dtype(_TYPES[accessor["componentType"]])
    # Draco hands out as floats what was packed as normalized whole numbers.
    if accessor.get("normalized") and stored.kind in "iu":
        return np.maximum(values / np.iinfo(stored).max, -1.0).astype(np.float32)
    return values.astype(np.float32)
