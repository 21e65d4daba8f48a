"""What hangs on the vertices of one primitive, each thing checked and left out if it is broken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
    """joints: (n, 4) places in a skin's list; weights: (n, 4), adding up to 1 or to nothing."""

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


def read_vertices(
    attributes: Attributes, look: Look, weights: Sequence[float], teller: Teller
) -> Vertices:
    """Return the vertices of a primitive, morphed; raises `UnusableError` without positions."""
    reader = _Reader(attributes, teller)
    points, normals = reader.morphed(weights)
    return Vertices(points, normals, reader.colours(look), reader.uv(look), reader.skinning())


class _Reader:
    def __init__(self, attributes: Attributes, teller: Teller) -> None:
        self._attributes = attributes
        self._teller = teller
        stored = attributes.get("POSITION")
        if stored is None:
            raise UnusableError(nl="het heeft geen posities", en="it has no positions")
        self._points = _wide(stored, (3,)).floats()

    def morphed(self, weights: Sequence[float]) -> tuple[Floats, Floats | None]:
        """Return positions and normals, with the morph targets added by their weights."""
        targets = self._attributes.targets()
        if len(weights) not in (0, len(targets)):
            self._teller.add(found.ODD_VALUES, what="weights")
        points, normals = self._points, self._floats("NORMAL", (3,))
        for target, weight in zip(targets, weights, strict=False):
            if weight:
                points = points + np.float32(weight) * self._moves(target, "POSITION")
                if normals is not None:
                    normals = normals + np.float32(weight) * self._moves(target, "NORMAL")
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
        if look.texture < 0:
            return None
        uv = self._floats(f"TEXCOORD_{look.lie.uv_set}", (2,))
        if uv is None:
            self._teller.add(found.NO_UV, set=look.lie.uv_set)
            return None
        return _lain(uv, look.lie)

    def skinning(self) -> Skinning | None:
        """Return what bones it hangs on."""
        joints, weights = self._stored("JOINTS_0", (4,)), self._floats("WEIGHTS_0", (4,))
        if joints is None or weights is None or joints.values.dtype.kind != "u":
            return None
        total = weights.sum(axis=1, keepdims=True)
        total[total <= 0.0] = 1.0
        return Skinning(joints.values.astype(np.int64), np.asarray(weights / total, np.float32))

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
            return None if stored is None else _many(_wide(stored, widths), len(self._points))
        except UnusableError as error:
            self._teller.without(name, error)
            return None


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
        uv = uv @ matrix[:, :2].T + matrix[:, 2]
    uv[:, 1] = 1.0 - uv[:, 1]
    sane = np.abs(uv) < _UV_LARGEST
    return uv if sane.all() else np.where(sane, uv, np.float32(0.0))
