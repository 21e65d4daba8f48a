"""Primitives of meshes to shapes, ready to be placed."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.gltf import findings as found
from mrapp.io.gltf.accessors import Accessors
from mrapp.io.gltf.attributes import Attributes
from mrapp.io.gltf.buffers import Buffers
from mrapp.io.gltf.document import Document, Json
from mrapp.io.gltf.findings import Teller, UnusableError
from mrapp.io.gltf.looks import Look, Looks
from mrapp.io.gltf.modes import TRIANGLES, Ints, Parts, parts_of
from mrapp.io.gltf.vertices import Skinning, Vertices, read_vertices


@dataclass(frozen=True, eq=False)
class Shape:
    """One primitive in its own frame; every vertex is used by one of its parts."""

    vertices: Vertices
    parts: Parts
    look: Look

    @property
    def size(self) -> int:
        """How many vertices, triangles, lines and spots it has."""
        parts = self.parts
        flat = len(parts.triangles) + len(parts.lines) + len(parts.spots)
        return len(self.vertices.points) + flat

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

    def of_mesh(self, number: int, weights: list[float] | None, object_id: str) -> list[Shape]:
        """Return the shapes of a mesh, morphed by `weights` (None: the mesh's own).

        What is wrong with it is said of the object that wants it first.
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
            look = self._looks.look(primitive.get("material", -1))
            vertices = read_vertices(attributes, look, weights, teller)
            corners = attributes.corners()
        except UnusableError as error:
            teller.skipped(error)
            return None
        count = len(vertices.points)
        if corners is None:
            corners = np.arange(count, dtype=np.int32)
        mode = TRIANGLES if attributes.is_list else primitive.get("mode", TRIANGLES)
        parts = _sound(parts_of(mode, corners), vertices.points, teller)
        if parts.left:
            teller.add(found.NOT_FITTING, left=parts.left)
        if vertices.uv is None:
            look = replace(look, texture=-1)
        return _compact(Shape(vertices, parts, look))


def _sound(parts: Parts, points: NDArray[np.float32], teller: Teller) -> Parts:
    """Return the parts without those that have a vertex that is not there, or is nowhere."""
    somewhere: NDArray[np.bool_] = np.asarray(np.isfinite(points).all(axis=1))
    whole = bool(somewhere.all())
    kept = {}
    lost = 0
    for name in ("triangles", "lines", "spots"):
        numbers: Ints = getattr(parts, name)
        kept[name] = numbers
        # Negative numbers are large ones without their sign.
        if not numbers.size or (whole and int(numbers.view(np.uint32).max()) < len(points)):
            continue
        good = (numbers >= 0) & (numbers < len(points))
        good &= somewhere[np.where(good, numbers, 0)]
        rows = good if numbers.ndim == 1 else good.all(axis=1)
        kept[name] = numbers[rows]
        lost += len(numbers) - int(rows.sum())
    if lost:
        teller.findings.add(found.BAD_INDEX, teller.object_id, lost)
    return Parts(**kept, left=parts.left)


def _compact(shape: Shape) -> Shape | None:
    """Return the shape without vertices that nothing uses; None if nothing uses any."""
    parts, vertices = shape.parts, shape.vertices
    used = np.zeros(len(vertices.points), dtype=bool)
    for numbers in (parts.triangles, parts.lines, parts.spots):
        used[numbers] = True
    if used.all():
        return shape if len(used) else None
    if not used.any():
        return None
    new = (np.cumsum(used) - 1).astype(np.int32)
    skin = vertices.skinning
    return Shape(
        Vertices(
            vertices.points[used],
            None if vertices.normals is None else vertices.normals[used],
            None if vertices.colours is None else vertices.colours[used],
            None if vertices.uv is None else vertices.uv[used],
            None if skin is None else Skinning(skin.joints[used], skin.weights[used]),
        ),
        Parts(new[parts.triangles], new[parts.lines], new[parts.spots]),
        shape.look,
    )
