"""What has been collected of the city while it is being made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from models.maker.fronts import Front
from models.maker.mesh import Faces
from models.maker.partition import Piece


@dataclass(frozen=True)
class Built:
    """A building: its id, faces in the city frame, footprint, foot and top (NAP), attributes."""

    name: str
    faces: Faces
    footprint: Polygon
    z: float
    top: float
    attributes: dict[str, Any]
    kind: str = "Building"


@dataclass(frozen=True)
class Thing:
    """An instance of a template; its height is that of the ground unless ``z`` is given."""

    prefix: str
    kind: str
    template: str
    x: float
    y: float
    angle_rad: float = 0.0
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)
    z: float | None = None
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass
class Town:
    """Ground pieces in painting order, buildings, things and loose objects."""

    pieces: list[Piece] = field(default_factory=list)
    buildings: list[Built] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    works: list[Built] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def number(self, prefix: str) -> str:
        """The next id with this prefix: house-0001, house-0002 and so on."""
        self.counts[prefix] = self.counts.get(prefix, 0) + 1
        return f"{prefix}-{self.counts[prefix]:04d}"

    def paint(
        self,
        name: str,
        kind: str,
        look: str,
        z: float,
        shape: BaseGeometry | Sequence[BaseGeometry],
        **more: Any,
    ) -> None:
        """Paint a piece of ground over what is there; several shapes are joined."""
        whole = shape if isinstance(shape, BaseGeometry) else shapely.union_all(list(shape))
        if not whole.is_empty:
            self.pieces.append(Piece(name, kind, look, z, whole, **more))

    def build(
        self,
        prefix: str,
        front: Front,
        faces: Faces,
        spot: tuple[float, float],
        size: tuple[float, float],
        z: float,
        top: float,
        **attributes: Any,
    ) -> Built:
        """Put a building on a front: faces in its own frame, at (along, inwards), (wide, deep)."""
        along, inwards = spot
        outline = front.rectangle(along, along + size[0], inwards, inwards + size[1])
        built = Built(
            self.number(prefix),
            front.place(faces, along, inwards, z),
            outline,
            z,
            z + top,
            {**attributes, "measuredHeight": round(top, 2)},
        )
        self.buildings.append(built)
        return built

    def put(
        self,
        prefix: str,
        kind: str,
        template: str,
        x: float,
        y: float,
        angle_rad: float = 0.0,
        scale: tuple[float, float, float] = (1.0, 1.0, 1.0),
        z: float | None = None,
        **attributes: Any,
    ) -> None:
        """Put an instance of a template somewhere."""
        self.things.append(Thing(prefix, kind, template, x, y, angle_rad, scale, z, attributes))
