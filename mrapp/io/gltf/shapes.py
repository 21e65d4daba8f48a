"""Primitives of meshes to shapes, ready to be placed."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mrapp.io.gltf import findings as found
from mrapp.io.gltf.accessors import Accessors
from mrapp.io.gltf.attributes import Attributes
from mrapp.io.gltf.buffers import Buffers
from mrapp.io.gltf.document import Document, Json
from mrapp.io.gltf.findings import Teller, UnusableError
from mrapp.io.gltf.looks import Look, Looks
from mrapp.io.gltf.modes import TRIANGLES, Parts, parts_of
from mrapp.io.gltf.vertices import Vertices, read_vertices
from mrapp.io.reading import refusal

MOST_PARTS = 20_000_000
"""More vertices, triangles, lines and spots together than this are refused: they take 1 to 2 GB."""


@dataclass(frozen=True, eq=False)
class Shape:
    """One primitive in its own frame; every vertex is used by one of its parts."""

    vertices: Vertices
    parts: Parts
    look: Look

    @property
    def size(self) -> int:
        """How many vertices, triangles, lines and spots it has."""
        return len(self.vertices.points) + self.parts.size

    def turned(self) -> "Shape":
        """Return the shape with its triangles the other way round, for where it is mirrored."""
        triangles = np.ascontiguousarray(self.parts.triangles[:, ::-1])
        return replace(self, parts=replace(self.parts, triangles=triangles))


class Shapes:
    """The shapes of a document's meshes; each is made once for each set of morph weights."""

    def __init__(
        self, document: Document, buffers: Buffers, accessors: Accessors, looks: Looks
    ) -> None:
        self._document = document
        self._buffers = buffers
        self._accessors = accessors
        self._looks = looks
        self._known: dict[tuple[Any, ...], list[Shape]] = {}
        self._size = 0

    def of_mesh(self, number: int, weights: list[float] | None, object_id: str) -> list[Shape]:
        """Return the shapes of a mesh, morphed by `weights` (None: the mesh's own).

        What is wrong with it is said of the object that wants it first. Raises `ReadError` when all
        together get too large.
        """
        mesh = self._document.numbered("meshes", number)
        if mesh is None:
            return []
        weights = mesh.get("weights", []) if weights is None else weights
        key = (number, *weights)
        if key not in self._known:
            shapes = []
            for at, primitive in enumerate(mesh["primitives"]):
                part = f"meshes/{number}/primitives/{at}"
                teller = Teller(self._document.findings, part, object_id)
                shapes.append(self._shape(primitive, weights, teller))
            self._known[key] = [shape for shape in shapes if shape is not None]
        return self._known[key]

    def triangles(self) -> int:
        """Return how many triangles the meshes have that were asked for, each counted once."""
        made = {id(shape): shape for shapes in self._known.values() for shape in shapes}
        return sum(len(shape.parts.triangles) for shape in made.values())

    def _shape(self, primitive: Json | None, weights: list[float], teller: Teller) -> Shape | None:
        """Return a primitive's shape; None, with the reason told, if nothing of it can be shown."""
        if primitive is None:
            return None
        try:
            attributes = Attributes(primitive, self._accessors, self._buffers, teller)
            parts = _parts(primitive, attributes, teller)
            used = parts.used(attributes.count())
            self._size += int(used.sum()) + parts.size
            check_size(self._size, self._document.file)
            look = self._looks.look(primitive.get("material", -1))
            rows = None if used.all() else np.flatnonzero(used)
            vertices = read_vertices(attributes, rows, look, weights, teller)
        except UnusableError as error:
            teller.skipped(error)
            return None
        if rows is not None:
            parts = parts.renumbered(used)
        if vertices.uv is None:
            look = replace(look, texture=-1)
        shape = _somewhere(Shape(vertices, parts, look), teller)
        return shape if shape.parts.size else None


def check_size(parts: int, file: str) -> None:
    """Raise `ReadError` if a file has more than `MOST_PARTS`."""
    if parts > MOST_PARTS:
        millions = MOST_PARTS // 10**6
        raise refusal(
            file,
            nl=f"het is te groot: meer dan {millions} miljoen hoekpunten en driehoeken, "
            "herhalingen meegeteld",
            en=f"it is too large: over {millions} million vertices and triangles, repetitions "
            "included",
        )


def _parts(primitive: Json, attributes: Attributes, teller: Teller) -> Parts:
    """Return what the vertices make, without what has a vertex that is not there."""
    count = attributes.count()
    corners = attributes.corners()
    if corners is None:
        corners = np.arange(count, dtype=np.int32)
    mode = TRIANGLES if attributes.is_list else primitive.get("mode", TRIANGLES)
    parts = parts_of(mode, corners)
    if parts.left:
        teller.add(found.NOT_FITTING, left=parts.left)
    return _told(parts, parts.within(count), teller)


def _somewhere(shape: Shape, teller: Teller) -> Shape:
    """Return the shape without vertices that are nowhere and what hangs on them."""
    points = shape.vertices.points
    if np.isfinite(points).all():
        return shape
    kept = shape.parts.among(np.asarray(np.isfinite(points).all(axis=1)))
    used = kept.used(len(points))
    return Shape(
        shape.vertices.taken(used),
        _told(shape.parts, kept, teller).renumbered(used),
        shape.look,
    )


def _told(before: Parts, after: Parts, teller: Teller) -> Parts:
    """Return `after`, and tell how much less that is."""
    if after.size < before.size:
        teller.findings.add(found.BAD_INDEX, teller.object_id, before.size - after.size)
    return after
