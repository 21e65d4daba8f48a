"""A city model as arrays: what readers make, the scene draws, and studies compute on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from mrapp.model.points import box_of
from mrapp.model.texts import Notice

_ALL = slice(None)


class Surface(IntEnum):
    """What a face is, by the file's semantics or, without them, by the object's type."""

    OTHER = 0
    GROUND = 1
    ROOF = 2
    WALL = 3
    WINDOW = 4
    DOOR = 5
    TERRAIN = 6
    ROAD = 7
    WATER = 8
    GREEN = 9
    RAIL = 10
    INSTALLATION = 11
    TREE = 12
    FURNITURE = 13
    SQUARE = 14


@dataclass(frozen=True)
class CityObject:
    """One object of the file. `root` is the id of its topmost parent (itself where it has none)."""

    id: str
    type: str
    root: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    lods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """A surface's own look: colours as RGB in 0..1 as on a screen, the rest in 0..1.

    metallic and roughness as in glTF 2.0; unlit: shown in its own colour whatever the sun does;
    tint: its colour multiplies an image (else the image is shown as it is);
    cutoff: parts of an image with less opacity than this are not there at all (None: they are
    see-through by as much as the image says).
    """

    name: str
    diffuse: tuple[float, float, float] | None = None
    emissive: tuple[float, float, float] | None = None
    opacity: float = 1.0
    shininess: float = 0.0
    metallic: float = 0.0
    roughness: float = 1.0
    unlit: bool = False
    cutoff: float | None = None
    tint: bool = False


@dataclass(frozen=True, eq=False)
class Image:
    """A decoded image: (height, width, 3 or 4) uint8, its top row first; as on a screen (sRGB)."""

    pixels: NDArray[np.uint8]


@dataclass(frozen=True)
class Texture:
    """Images on surfaces, all by the same uv, and how they wrap.

    path: the absolute path of the file of the image; None if it is missing or within the model's
    own file. image: what was in it; None if it is missing or damaged. The others as in glTF 2.0:
    normal (x right, y up, z out of the surface, as 0..255), metal_rough (roughness in green,
    metallic in blue; both linear), emissive.
    """

    path: str | None
    name: str
    wrap: str = "wrap"
    image: Image | None = None
    normal: Image | None = None
    metal_rough: Image | None = None
    emissive: Image | None = None


@dataclass(frozen=True)
class Extent:
    """The box around all vertices in use, RD/NAP metres: lower and upper corner."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]


def extent_of(points: NDArray[np.float64]) -> Extent | None:
    """Return the box around `points`, shape (n, 3); None where there are none."""
    if not len(points):
        return None
    low, high = (corner.tolist() for corner in box_of(points))
    return Extent((low[0], low[1], low[2]), (high[0], high[1], high[2]))


@dataclass(frozen=True)
class FileReport:
    """What `mrapp info` tells of a file: counts over the whole file, findings in words.

    `metadata` is the file's own account of itself (title, contact, date), as it stands in it.
    `placed`: whether its coordinates are RD/NAP; a file without a place of its own needs a
    `Placement`. `up` is the axis that points up in the file.
    `references`: the files beside it that it names (images, buffers, materials) and that were
    looked for, also those that are missing: paths relative to the file's folder, with "/", each
    once. Without them, or with other ones, the same file gives another mesh.
    """

    format: str
    version: str
    crs: str
    objects: Mapping[str, int]
    surfaces: int
    triangles: int
    lods: tuple[str, ...]
    lod_shown: str | None
    extent: Extent | None
    textures: int
    materials: int
    warnings: tuple[Notice, ...] = ()
    errors: tuple[Notice, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    placed: bool = True
    up: Literal["y", "z"] = "z"
    references: tuple[str, ...] = ()


_Kind = TypeVar("_Kind", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Corners(Generic[_Kind]):
    """Values at the corners of a mesh's triangles; corners may share one.

    values: (k, d). index: (m, 3) int32, which of them is at each corner; None: the values are those
    of the mesh's points, one for each, so a corner has that of its point.
    """

    values: NDArray[_Kind]
    index: NDArray[np.int32] | None = None

    def at(self, mesh: "CityMesh", numbers: NDArray[np.integer] | slice = _ALL) -> NDArray[_Kind]:
        """Return the values (k, 3, d) of the mesh's triangles with these numbers, or of all."""
        index = mesh.triangles if self.index is None else self.index
        # Rows are taken several times as quickly as they are indexed.
        return self.values.take(index[numbers], axis=0)


@dataclass(frozen=True, eq=False)
class CityMesh:
    """A file's triangles in one LoD per object.

    points_rd: (n, 3) float64, RD/NAP metres; readers leave out what no triangle, line or spot has.
        Of a file without a place of its own (see `FileReport.placed`) metres in its own frame, z
        up, until `placing.placed` brings it there.
    triangles: (m, 3) int32 into points, counter-clockwise seen from outside.
    object_index: (m,) int32 into `objects`, per triangle.
    surface: (m,) uint8, a `Surface` per triangle.
    material: (m,) int32 into `materials`, -1 for none.
    texture: (m,) int32 into `textures`, -1 for none.
    lines: (k, 2) int32 into points and line_object: (k,) int32 into `objects`.
    spots: (p,) int32 into points (MultiPoint) and spot_object: (p,) int32 into `objects`.
    uv: two a corner, v upwards, of no meaning where there is no texture; None if nothing has one.
    normals: unit vectors, those of the faces where the file says nothing; None if it gives none:
        each face is flat.
    colours: RGBA a corner, as on a screen, to multiply the material's colour by; None: white.
    """

    points_rd: NDArray[np.float64]
    triangles: NDArray[np.int32]
    object_index: NDArray[np.int32]
    surface: NDArray[np.uint8]
    material: NDArray[np.int32]
    texture: NDArray[np.int32]
    lines: NDArray[np.int32]
    line_object: NDArray[np.int32]
    spots: NDArray[np.int32]
    spot_object: NDArray[np.int32]
    objects: tuple[CityObject, ...]
    materials: tuple[Material, ...]
    textures: tuple[Texture, ...]
    report: FileReport
    uv: Corners[np.float32] | None = None
    normals: Corners[np.float32] | None = None
    colours: Corners[np.uint8] | None = None

    @property
    def only_triangles(self) -> bool:
        """Whether it has no lines and spots, so that all points are those of triangles."""
        return not len(self.lines) and not len(self.spots)

    def index_of(self) -> dict[str, int]:
        """Return the index of each object by its id."""
        return {thing.id: index for index, thing in enumerate(self.objects)}
