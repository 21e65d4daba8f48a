"""What is stored for the vertices of a primitive: in accessors, or packed with Draco."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.gltf.accessors import Accessors, as_floats
from mrapp.io.gltf.buffers import Buffers
from mrapp.io.gltf.document import Json
from mrapp.io.gltf.findings import Teller, UnusableError
from mrapp.io.gltf.modes import Ints
from mrapp.io.gltf.unpacking import DracoMesh, unpack_draco

_DRACO = "KHR_draco_mesh_compression"


@dataclass(frozen=True, eq=False)
class Stored:
    """values: (n, width) as they are stored; normalized: whole ones stand for 0 or -1 to 1."""

    values: NDArray[Any]
    normalized: bool

    def floats(self) -> NDArray[np.float32]:
        """Return what the values stand for."""
        return as_floats(self.values, self.normalized)


class Attributes:
    """The attributes of one primitive, by name, and its vertex numbers."""

    def __init__(
        self, primitive: Json, accessors: Accessors, buffers: Buffers, teller: Teller
    ) -> None:
        self._primitive = primitive
        self._accessors = accessors
        packed = primitive.get("extensions", {}).get(_DRACO)
        self._packed: dict[str, int] = packed["attributes"] if packed else {}
        self._draco: DracoMesh | None = None
        self._lost: UnusableError | None = None
        if packed:
            try:
                self._draco = unpack_draco(buffers.view(packed["bufferView"]))
            except UnusableError as error:
                # The same may be there unpacked as well.
                self._lost = error
                teller.without("Draco", error)

    @property
    def is_list(self) -> bool:
        """Whether its vertex numbers are threes, whatever its mode says: as Draco gives them."""
        return self._draco is not None

    def corners(self) -> Ints | None:
        """Return the vertex numbers, (c,), negative for impossible ones; None: all in order."""
        if self._draco is not None:
            return self._draco.triangles.reshape(-1).astype(np.int32)
        if "indices" not in self._primitive:
            return None
        raw = self._unpacked(self._primitive["indices"])
        if raw.dtype.kind != "u" or raw.shape[1] != 1:
            raise UnusableError(
                nl="de nummers van de hoekpunten zijn geen hele getallen",
                en="the vertex numbers are no whole numbers",
            )
        corners = np.ascontiguousarray(raw[:, 0])
        # Those too large for int32 become negative ones, as impossible.
        numbers = corners.view(np.int32) if corners.itemsize == 4 else corners.astype(np.int32)
        # The largest number means "begin anew" to a graphics card, and is not allowed.
        anew = corners == np.iinfo(raw.dtype).max
        return np.where(anew, np.int32(-1), numbers) if anew.any() else numbers

    def count(self) -> int:
        """Return how many vertices there are; raises `UnusableError` without positions."""
        stored = self.get("POSITION")
        if stored is None:
            raise UnusableError(nl="het heeft geen posities", en="it has no positions")
        return len(stored.values)

    def has(self, names: Iterable[str]) -> bool:
        """Tell whether the primitive has all of these."""
        return all(name in self._primitive["attributes"] for name in names)

    def get(self, name: str) -> Stored | None:
        """Return an attribute; None if the primitive has none. Raises `UnusableError`."""
        number = self._primitive["attributes"].get(name)
        if self._draco is not None and name in self._packed:
            values = self._draco.attributes.get(self._packed[name])
            if values is None:
                raise UnusableError(
                    nl=f"{name} zit niet in wat met Draco is ingepakt",
                    en=f"{name} is not in what was packed with Draco",
                )
            normalized = number is not None and self._accessors.is_normalized(number)
            return Stored(values, normalized)
        if number is None:
            return None
        return Stored(self._unpacked(number), self._accessors.is_normalized(number))

    def targets(self) -> list[dict[str, int]]:
        """Return the accessors of each morph target by name."""
        targets: list[dict[str, int]] = self._primitive.get("targets", [])
        return targets

    def at(self, number: int) -> Stored:
        """Return an accessor as an attribute; raises `UnusableError`."""
        return Stored(self._accessors.raw(number), self._accessors.is_normalized(number))

    def _unpacked(self, number: int) -> NDArray[Any]:
        """Return an accessor; of what was only in the lost part, an accessor has no bytes."""
        if self._lost is not None and not self._accessors.has_bytes(number):
            raise self._lost
        return self._accessors.raw(number)
