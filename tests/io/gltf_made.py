"""Small glTF files made in code, for tests, straight from the specification."""

import base64
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Json = dict[str, Any]

_CODES = {"i1": 5120, "u1": 5121, "i2": 5122, "u2": 5123, "u4": 5125, "f4": 5126}
_KINDS = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}

SQUARE = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
"""Corners of a unit square that faces along +z of the file, counter-clockwise."""
TWO = np.array([0, 1, 2, 0, 2, 3], np.uint16)
"""The two triangles of `SQUARE`."""
CORNERS_UV = np.array([[0, 1], [1, 1], [1, 0], [0, 0]], np.float32)
"""Texture coordinates of `SQUARE`, v downwards as glTF has it: its image upright on it."""


class Made:
    """A document being made: `root` is its JSON, `binary` what its one buffer holds."""

    def __init__(self, **root: Any) -> None:
        self.root: Json = {"asset": {"version": "2.0"}, **root}
        self.binary = b""

    def listed(self, name: str, thing: Json) -> int:
        """Add a thing to one of the lists; return its number."""
        things: list[Json] = self.root.setdefault(name, [])
        things.append(thing)
        return len(things) - 1

    def view(self, data: bytes, **more: Any) -> int:
        """Add bytes as a buffer view; return its number."""
        self.binary += b"\0" * (-len(self.binary) % 4)
        place = {"buffer": 0, "byteOffset": len(self.binary), "byteLength": len(data)}
        self.binary += data
        return self.listed("bufferViews", {**place, **more})

    def accessor(self, values: NDArray[Any], **more: Any) -> int:
        """Add an array, (n,) or (n, width), as an accessor; return its number."""
        rows = values.reshape(len(values), -1)
        described = {
            "bufferView": self.view(np.ascontiguousarray(rows).tobytes()),
            "componentType": _CODES[values.dtype.str[1:]],
            "count": len(rows),
            "type": _KINDS[rows.shape[1]],
        }
        return self.listed("accessors", {**described, **more})

    def primitive(self, indices: NDArray[Any] | None = None, **arrays: Any) -> Json:
        """Return a primitive of arrays by attribute; other members as they are."""
        attributes = {
            name: value if isinstance(value, int) else self.accessor(value)
            for name, value in arrays.items()
            if name.isupper()
        }
        made: Json = {"attributes": attributes}
        made |= {name: value for name, value in arrays.items() if not name.isupper()}
        return made if indices is None else {**made, "indices": self.accessor(indices)}

    def square(self, **more: Any) -> Json:
        """Return a primitive: the unit square."""
        return self.primitive(TWO, POSITION=SQUARE, **more)

    def mesh(self, *primitives: Json, **more: Any) -> int:
        """Add a mesh; return its number."""
        return self.listed("meshes", {"primitives": list(primitives), **more})

    def node(self, **node: Any) -> int:
        """Add a node; return its number."""
        return self.listed("nodes", node)

    def whole(self) -> Json:
        """Return the JSON with its buffer described."""
        return {**self.root, "buffers": [{"byteLength": len(self.binary)}]}

    def glb(self) -> bytes:
        """Return it as GLB."""
        return glb(json.dumps(self.whole()).encode(), self.binary)

    def write(self, folder: Path, name: str = "made.glb") -> Path:
        """Write it as GLB, or as .gltf with its buffer inside; return where."""
        path = folder / name
        if name.endswith(".glb"):
            path.write_bytes(self.glb())
            return path
        data = base64.b64encode(self.binary).decode()
        buffer = {
            "byteLength": len(self.binary),
            "uri": f"data:application/octet-stream;base64,{data}",
        }
        path.write_text(json.dumps({**self.root, "buffers": [buffer]}), encoding="utf-8")
        return path


def glb(text: bytes, binary: bytes = b"") -> bytes:
    """Return JSON and a binary chunk as GLB."""
    text += b" " * (-len(text) % 4)
    binary += b"\0" * (-len(binary) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text
    if binary:
        chunks += struct.pack("<I4s", len(binary), b"BIN\0") + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def one(made: Made, *primitives: Json, **node: Any) -> Made:
    """Return the document with one node more, which has a mesh of these primitives."""
    made.node(mesh=made.mesh(*primitives), **node)
    return made
