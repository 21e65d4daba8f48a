"""Accessors: what bytes mean, checked against what is there before anything is made of them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.gltf.buffers import Buffers
from mrapp.io.gltf.document import Document, Json
from mrapp.io.gltf.findings import UnusableError

_MOST_NUMBERS = 150_000_000  # in one accessor: 50 million positions
_MOST_ZEROS = 30_000_000  # in one that has no bytes of its own

_TYPES: dict[int, np.dtype[Any]] = {
    5120: np.dtype("<i1"),
    5121: np.dtype("<u1"),
    5122: np.dtype("<i2"),
    5123: np.dtype("<u2"),
    5125: np.dtype("<u4"),
    5126: np.dtype("<f4"),
}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


class Accessors:
    """The accessors of a document as arrays; each is read once."""

    def __init__(self, document: Document, buffers: Buffers) -> None:
        self._document = document
        self._buffers = buffers
        self._known: dict[int, NDArray[Any]] = {}

    def count(self, number: int) -> int:
        """Return how many elements an accessor has; raises `UnusableError`."""
        return int(self._described(number)["count"])

    def raw(self, number: int) -> NDArray[Any]:
        """Return an accessor's elements as they are stored, shape (count, width); not to change.

        Raises `UnusableError` if it reaches outside of its bytes or claims too much.
        """
        if number not in self._known:
            accessor = self._described(number)
            self._known[number] = self._overridden(accessor, self._plain(accessor))
        return self._known[number]

    def numbers(self, number: int) -> NDArray[np.float32]:
        """Return an accessor's elements as numbers, normalized where it says so."""
        return as_floats(self.raw(number), self.is_normalized(number))

    def is_normalized(self, number: int) -> bool:
        """Tell whether whole numbers stand for numbers from 0 or -1 to 1."""
        return bool(self._described(number).get("normalized", False))

    def has_bytes(self, number: int) -> bool:
        """Tell whether an accessor has bytes of its own; without, it is all zeros."""
        return "bufferView" in self._described(number)

    def _described(self, number: int) -> Json:
        accessor = self._document.numbered("accessors", number)
        if accessor is None or accessor["type"] not in _WIDTHS:
            raise UnusableError(
                nl=f"accessor {number} is niet goed beschreven",
                en=f"accessor {number} is not described well",
            )
        most = _MOST_NUMBERS if "bufferView" in accessor else _MOST_ZEROS
        if accessor["count"] * _WIDTHS[accessor["type"]] > most:
            raise UnusableError(
                nl=f"accessor {number} zegt {accessor['count']} elementen te hebben",
                en=f"accessor {number} claims {accessor['count']} elements",
            )
        return accessor

    def _plain(self, accessor: Json) -> NDArray[Any]:
        kind, width = _TYPES[accessor["componentType"]], _WIDTHS[accessor["type"]]
        if "bufferView" not in accessor:
            return np.zeros((accessor["count"], width), kind)
        return self._laid_out(accessor, kind, accessor["count"], width)

    def _laid_out(self, place: Json, kind: np.dtype[Any], count: int, width: int) -> NDArray[Any]:
        """Return `count` elements at a place in a view, without copying them."""
        view = self._buffers.view(place["bufferView"])
        start, size = place.get("byteOffset", 0), kind.itemsize * width
        stride = self._buffers.stride(place["bufferView"]) or size
        needed = start + stride * (count - 1) + size
        if stride < size or needed > len(view):
            raise UnusableError(
                nl=f"{count} elementen passen niet in gegevensgebied {place['bufferView']}",
                en=f"{count} elements do not fit in buffer view {place['bufferView']}",
            )
        return np.ndarray((count, width), kind, view, offset=start, strides=(stride, kind.itemsize))

    def _overridden(self, accessor: Json, values: NDArray[Any]) -> NDArray[Any]:
        """Return the values with those replaced that the accessor lists apart (sparse)."""
        sparse = accessor.get("sparse")
        if sparse is None:
            return values
        count, indices = sparse["count"], sparse["indices"]
        if count > len(values):
            raise UnusableError(
                nl=f"er zijn {count} waarden apart gegeven voor {len(values)} elementen",
                en=f"{count} values are given apart for {len(values)} elements",
            )
        places = self._laid_out(indices, _TYPES[indices["componentType"]], count, 1)[:, 0]
        if int(places.max()) >= len(values):
            raise UnusableError(
                nl="een apart gegeven waarde hoort bij een element dat er niet is",
                en="a value given apart belongs to an element that does not exist",
            )
        result = values.copy()
        result[places] = self._laid_out(sparse["values"], values.dtype, count, values.shape[1])
        return result


def as_floats(values: NDArray[Any], normalized: bool) -> NDArray[np.float32]:
    """Return stored values as numbers; by section 3.11 of the specification where normalized.

    Those that are so already are not copied, and not to be changed.
    """
    floats = values.astype(np.float32, copy=False)
    if not normalized or values.dtype.kind == "f":
        return floats
    floats = floats / np.float32(np.iinfo(values.dtype).max)
    return np.maximum(floats, np.float32(-1.0)) if values.dtype.kind == "i" else floats
