"""What hangs on the vertices of one primitive, each thing checked and left out if it is broken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mrapp.io.gltf import findings as found
from mrapp.io.gltf.attributes import Attributes, Stored
from mrapp.io.gltf.colours import vertex_colours
from mrapp.io.gltf.findings import Teller, UnusableError
from mrapp.io.gltf.looks import Lie, Look

Floats = NDArray[np.float32]

_UV_LARGEST = 1e6


@dataclass(frozen=True, eq=False)
class Skinning:
    """joints: (n, 4 s) places in a skin's list; weights: (n, 4 s), adding up to 1 or to nothing."""

    joints: NDArray[np.int64]
    weights: Floats


@dataclass(frozen=True, eq=False)
class Vertices:
    """points: (n, 3); normals: (n, 3), colours: (n, 4), uv: (n, 2), v upwards; None: has none."""

    points: Floats
    normals: Floats | None
    colours: NDArray[np.uint8] | None
    uv: Floats | None
    skinning: Skinning | None

    def taken(self, used: NDArray[np.bool_]) -> "Vertices":
        """Return the vertices in use, (n,)."""
        skin = self.skinning
        return Vertices(
            self.points[used],
            None if self.normals is None else self.normals[used],
            None if self.colours is None else self.colours[used],
            None if self.uv is None else self.uv[used],
            None if skin is None else Skinning(skin.joints[used], skin.weights[used]),
        )


def read_vertices(
    attributes: Attributes,
    rows: NDArray[np.int64] | None,
    look: Look,
    weights: Sequence[float],
    teller: Teller,
) -> Vertices:
    """Return vertices of a primitive, morphed: those numbered `rows`, or all.

    Raises `UnusableError` if their positions cannot be used.
    """
    reader = _Reader(attributes, rows, teller)
    points, normals = reader.morphed(weights)
    return Vertices(points, normals, reader.colours(look), reader.uv(look), reader.skinning())


class _Reader:
    def __init__(
        self, attributes: Attributes, rows: NDArray[np.int64] | None, teller: Teller
    ) -> None:
        self._attributes = attributes
        self._rows = rows
        self._teller = teller
        self._count = attributes.count()

    def morphed(self, weights: Sequence[float]) -> tuple[Floats, Floats | None]:
        """Return positions and normals, with the morph targets added by their weights."""
        targets = self._attributes.targets()
        if len(weights) not in (0, len(targets)):
            self._teller.add(found.ODD_VALUES, what="weights")
        positions = self._attributes.get("POSITION")
        if positions is None or positions.values.shape[1] != 3:
            raise UnusableError(nl="de posities zijn niet x, y, z", en="positions are not x, y, z")
        points, normals = self._chosen(positions).floats(), self._floats("NORMAL", (3,))
        for number, target in enumerate(targets):
            moves = {name: self._moves(target, name) for name in ("POSITION", "NORMAL")}
            if not self._attributes.has(target):
                self._teller.add(found.ODD_VALUES, what=f"targets/{number}")
            weight = np.float32(weights[number] if number < len(weights) else 0.0)
            if weight:
                points = points + weight * moves["POSITION"]
                normals = None if normals is None else normals + weight * moves["NORMAL"]
        return points, normals

    def colours(self, look: Look) -> NDArray[np.uint8] | None:
        """Return RGBA on a screen."""
        stored = self._stored("COLOR_0", (3, 4))
        if stored is None:
            return None
        values = stored.values
        if values.dtype.kind == "f" and not bool(((values >= 0.0) & (values <= 1.0)).all()):
            self._teller.add(found.ODD_VALUES, what="COLOR_0")
        colours = vertex_colours(values if values.dtype.kind == "u" else stored.floats())
        if look.opaque:
            colours[:, 3] = 255
        return colours

    def uv(self, look: Look) -> Floats | None:
        """Return where the material's image lies."""
        for number in sorted(look.uv_sets):
            if not self._attributes.has([f"TEXCOORD_{number}"]):
                self._teller.add(found.NO_UV, set=number)
        if look.texture < 0:
            return None
        uv = self._floats(f"TEXCOORD_{look.lie.uv_set}", (2,))
        return None if uv is None else _lain(uv, look.lie)

    def skinning(self) -> Skinning | None:
        """Return what bones it hangs on, four of each set."""
        joints: list[NDArray[np.int64]] = []
        weights: list[Floats] = []
        while True:
            bones = self._stored(f"JOINTS_{len(joints)}", (4,))
            shares = self._floats(f"WEIGHTS_{len(joints)}", (4,))
            if (bones is None) != (shares is None):
                self._teller.add(found.ODD_VALUES, what=f"JOINTS_{len(joints)}")
            if bones is None or shares is None or bones.values.dtype.kind != "u":
                break
            joints.append(bones.values.astype(np.int64))
            weights.append(shares)
        if not joints:
            return None
        together = np.nan_to_num(np.concatenate(weights, axis=1))
        total = together.sum(axis=1, keepdims=True)
        total[total <= 0.0] = 1.0
        return Skinning(np.concatenate(joints, axis=1), np.asarray(together / total, np.float32))

    def _moves(self, target: dict[str, int], name: str) -> Floats:
        read = self._attributes.at
        stored = self._checked(name, (3,), lambda: read(target[name]) if name in target else None)
        return np.zeros((1, 3), np.float32) if stored is None else stored.floats()

    def _floats(self, name: str, widths: tuple[int, ...]) -> Floats | None:
        stored = self._stored(name, widths)
        return None if stored is None else stored.floats()

    def _stored(self, name: str, widths: tuple[int, ...]) -> Stored | None:
        return self._checked(name, widths, lambda: self._attributes.get(name))

    def _checked(
        self, name: str, widths: tuple[int, ...], read: Callable[[], Stored | None]
    ) -> Stored | None:
        """Return what was read; None, with the reason told, where it cannot be used."""
        try:
            stored = read()
            if stored is None:
                return None
            return self._chosen(_many(_wide(stored, widths), self._count))
        except UnusableError as error:
            self._teller.without(name, error)
            return None

    def _chosen(self, stored: Stored) -> Stored:
        return stored if self._rows is None else replace(stored, values=stored.values[self._rows])


def _many(stored: Stored, count: int) -> Stored:
    if len(stored.values) != count:
        raise UnusableError(
            nl=f"er zijn er {len(stored.values)} voor {count} hoekpunten",
            en=f"there are {len(stored.values)} for {count} vertices",
        )
    return stored


def _wide(stored: Stored, widths: tuple[int, ...]) -> Stored:
    width = stored.values.shape[1]
    if width not in widths:
        raise UnusableError(
            nl=f"het heeft {width} getallen per hoekpunt", en=f"it has {width} numbers a vertex"
        )
    return stored


def _lain(uv: Floats, lie: Lie) -> Floats:
    """Return texture coordinates, (n, 2), moved as `lie` says and with v upwards."""
    if lie.matrix != Lie.matrix:
        matrix = np.array(lie.matrix, np.float32)
        uv = np.einsum("na,ba->nb", uv, matrix[:, :2]) + matrix[:, 2]
    uv = np.stack([uv[:, 0], 1.0 - uv[:, 1]], axis=1)
    sane = np.abs(uv) < _UV_LARGEST
    return uv if sane.all() else np.where(sane, uv, np.float32(0.0))
