"""Writes CityJSON 2.0 files: faces and instances in, one file out.

Vertices are whole millimetres from the project's RD origin. Look names become
materials or textures, all under the theme ``visual``.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from models.maker import frame
from models.maker.frame import Points
from models.maker.looks import IMAGES, MATERIALS
from models.maker.mesh import Face

THEME = "visual"
Json = dict[str, Any]


@dataclass(frozen=True)
class Placed:
    """One instance of a template: foot (city frame), turn about z, scale along x, y and z."""

    template: str
    x: float
    y: float
    z: float
    angle_rad: float = 0.0
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)


@dataclass
class CityFile:
    """A CityJSON file being filled; ``write`` closes it."""

    title: str
    objects: dict[str, Json] = field(default_factory=dict)
    _vertices: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _uvs: dict[tuple[float, float], int] = field(default_factory=dict)
    _materials: dict[str, int] = field(default_factory=dict)
    _textures: dict[str, int] = field(default_factory=dict)
    _templates: dict[str, int] = field(default_factory=dict)
    _template_geometries: list[Json] = field(default_factory=list)
    _template_vertices: list[list[float]] = field(default_factory=list)

    def add(
        self, name: str, kind: str, attributes: Mapping[str, Any], geometries: Sequence[Json]
    ) -> None:
        """Add one city object. Raises ValueError when its id is taken or its type invented."""
        if name in self.objects:
            raise ValueError(f"id used twice: {name}")
        self.objects[name] = {
            "type": kind,
            "attributes": dict(attributes),
            "geometry": list(geometries),
        }

    def surfaces(self, faces: Sequence[Face], lod: str) -> Json:
        """A MultiSurface geometry of faces in the city frame."""
        return self._geometry("MultiSurface", faces, lod, self._indices)

    def solid(self, faces: Sequence[Face], lod: str) -> Json:
        """A Solid geometry of closed faces in the city frame, without looks."""
        plain = self._geometry("MultiSurface", faces, lod, self._indices)
        made: Json = {"type": "Solid", "lod": lod, "boundaries": [plain["boundaries"]]}
        if "semantics" in plain:
            values = [plain["semantics"]["values"]]
            made["semantics"] = {"surfaces": plain["semantics"]["surfaces"], "values": values}
        if "material" in plain:
            made["material"] = {THEME: {"values": [plain["material"][THEME]["values"]]}}
        return made

    def template(self, name: str, faces: Sequence[Face], lod: str = "2") -> None:
        """Declare a template; its faces have their foot in the origin."""
        if name not in self._templates:
            self._templates[name] = len(self._template_geometries)
            known: dict[tuple[float, float, float], int] = {}
            made = self._geometry(
                "MultiSurface", faces, lod, lambda ring: self._template_ring(ring, known)
            )
            self._template_geometries.append(made)

    def instance(self, placed: Placed) -> Json:
        """A GeometryInstance of a declared template. Raises KeyError for an unknown one."""
        return {
            "type": "GeometryInstance",
            "template": self._templates[placed.template],
            "boundaries": [self._vertex(_mm(placed.x, placed.y, placed.z))],
            "transformationMatrix": _matrix(placed),
        }

    def write(self, path: Path) -> None:
        """Write the file: compact JSON, UTF-8, the same bytes for the same content."""
        text = json.dumps(self._document(), separators=(",", ":"), ensure_ascii=False)
        path.write_bytes(text.encode() + b"\n")

    def _document(self) -> Json:
        document: Json = {
            "type": "CityJSON",
            "version": "2.0",
            "transform": {"scale": [0.001] * 3, "translate": [*frame.ORIGIN_RD, 0.0]},
            "metadata": {
                "title": f"Spoorzone (fictief / fictitious): {self.title}",
                "referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415",
            },
            "CityObjects": self.objects,
            "vertices": [list(v) for v in self._vertices],
            "appearance": self._appearance(),
        }
        if self._templates:
            document["geometry-templates"] = {
                "templates": self._template_geometries,
                "vertices-templates": self._template_vertices,
            }
        return document

    def _appearance(self) -> Json:
        made: Json = {"default-theme-texture": THEME, "default-theme-material": THEME}
        made["materials"] = [
            {"name": name, **MATERIALS[name].as_json()} for name in self._materials
        ]
        made["textures"] = [
            {
                "type": "JPG" if IMAGES[name].file.endswith("jpg") else "PNG",
                "image": f"textures/{IMAGES[name].file}",
                "wrapMode": "wrap",
                "textureType": "typical",
            }
            for name in self._textures
        ]
        made["vertices-texture"] = [list(uv) for uv in self._uvs]
        return made

    def _geometry(
        self, kind: str, faces: Sequence[Face], lod: str, indices: Callable[[Points], list[int]]
    ) -> Json:
        made: Json = {
            "type": kind,
            "lod": lod,
            "boundaries": [[indices(ring) for ring in f.rings] for f in faces],
        }
        made.update(_semantics([f.role for f in faces]))
        materials = [self._material(f) for f in faces]
        if any(m is not None for m in materials):
            made["material"] = {THEME: {"values": materials}}
        if any(f.uvs is not None for f in faces):
            made["texture"] = {THEME: {"values": [self._texture(f) for f in faces]}}
        return made

    def _material(self, f: Face) -> int | None:
        if f.uvs is not None:
            return None
        if f.look not in MATERIALS:
            raise ValueError(f"a face with look {f.look} has no texture coordinates")
        return self._materials.setdefault(f.look, len(self._materials))

    def _texture(self, f: Face) -> list[list[int | None]]:
        if f.uvs is None:
            return [[None] for _ in f.rings]
        if f.look not in IMAGES:
            raise ValueError(f"no texture named {f.look}")
        number = self._textures.setdefault(f.look, len(self._textures))
        return [[number, *(self._uv(u, v) for u, v in uv)] for uv in f.uvs]

    def _uv(self, u: float, v: float) -> int:
        return self._uvs.setdefault((round(float(u), 4), round(float(v), 4)), len(self._uvs))

    def _indices(self, ring: Points) -> list[int]:
        return [
            self._vertex((int(x), int(y), int(z))) for x, y, z in frame.world_mm_from_city(ring)
        ]

    def _vertex(self, key: tuple[int, int, int]) -> int:
        return self._vertices.setdefault(key, len(self._vertices))

    def _template_ring(
        self, ring: Points, known: dict[tuple[float, float, float], int]
    ) -> list[int]:
        indices = []
        for point in ring:
            x, y, z = (round(float(c), 4) + 0.0 for c in point)
            if (x, y, z) not in known:
                known[(x, y, z)] = len(self._template_vertices)
                self._template_vertices.append([x, y, z])
            indices.append(known[(x, y, z)])
        return indices


def _semantics(roles: Sequence[str | None]) -> Json:
    kinds = sorted({role for role in roles if role is not None})
    if not kinds:
        return {}
    values = [None if role is None else kinds.index(role) for role in roles]
    return {"semantics": {"surfaces": [{"type": kind} for kind in kinds], "values": values}}


def _mm(x: float, y: float, z: float) -> tuple[int, int, int]:
    mm = frame.world_mm_from_city(np.array([[x, y, z]]))[0]
    return int(mm[0]), int(mm[1]), int(mm[2])


def _matrix(placed: Placed) -> list[float]:
    angle = placed.angle_rad + frame.TURN_RAD
    cos, sin = math.cos(angle), math.sin(angle)
    sx, sy, sz = placed.scale
    rows = [cos * sx, -sin * sy, 0, 0, sin * sx, cos * sy, 0, 0, 0, 0, sz, 0, 0, 0, 0, 1]
    return [round(float(v), 5) + 0.0 for v in rows]


def merge(parts: Iterable[Iterable[Face]]) -> list[Face]:
    """All faces of several lists in one."""
    return [f for part in parts for f in part]
