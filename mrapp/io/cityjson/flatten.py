"""Nested boundaries of many geometries to flat arrays, with what each surface is and looks like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mrapp.io.cityjson import findings as found
from mrapp.io.cityjson import semantics
from mrapp.io.cityjson.appearance import BROKEN, PartLooks, themed
from mrapp.io.cityjson.document import Json, Value, as_list, as_mapping
from mrapp.io.cityjson.nesting import DEPTHS, is_surface, laid_out, looked_up, per_shell, shells_of
from mrapp.io.cityjson.texturing import Patch, wear
from mrapp.io.cityjson.vertices import Vertices
from mrapp.io.findings import Findings
from mrapp.io.triangulate import Ints, Rings
from mrapp.model.texts import Phrase


@dataclass(frozen=True)
class Flat:
    """Surfaces laid end to end; all but `rings` and `uv` have shape (s,), uv is (c, 2) or None.

    owner: the object; code: a `Surface` or `semantics.UNKNOWN`; material, texture: -1 for none.
    """

    rings: Rings
    owner: NDArray[np.int32]
    code: NDArray[np.uint8]
    material: NDArray[np.int32]
    texture: NDArray[np.int32]
    uv: NDArray[np.float32] | None

    def keep(self, surfaces: NDArray[np.bool_], rings: NDArray[np.bool_]) -> "Flat":
        """Return only the surfaces and rings that are marked."""
        counts, sizes = self.rings.ring_counts, self.rings.ring_sizes
        of_ring = np.repeat(np.arange(len(counts)), counts)
        rings = rings & surfaces[of_ring]
        corners = np.repeat(rings, sizes)
        left = np.bincount(of_ring[rings], minlength=len(counts))[surfaces]
        return Flat(
            Rings(self.rings.corners[corners], sizes[rings], left),
            self.owner[surfaces],
            self.code[surfaces],
            self.material[surfaces],
            self.texture[surfaces],
            None if self.uv is None else self.uv[corners],
        )


@dataclass(frozen=True)
class Strokes:
    """Lines (k, 2) and single points (p,) as vertex numbers, with the object each belongs to."""

    lines: Ints
    line_owner: NDArray[np.int32]
    spots: Ints
    spot_owner: NDArray[np.int32]


class _Shape(NamedTuple):
    """The surfaces of one geometry."""

    boundaries: list[Any]
    shells: list[list[Any]]
    depth: int
    owner: int
    part: int

    def along(self, values: Value) -> Iterator[tuple[list[Any], list[Any] | None]]:
        """Yield each shell with the values that go with it, None where they are null."""
        return zip(self.shells, per_shell(values, self.boundaries, self.depth), strict=True)


@dataclass
class Gatherer:
    """Takes geometries one by one and lays them end to end.

    Lists are only strung together while walking; what is wrong in them shows when they become
    arrays, and only then are they looked at one by one.
    """

    names: Sequence[str]
    looks: Sequence[PartLooks]
    findings: Findings
    _shells: list[list[Any]] = field(default_factory=list)
    _owners: list[int] = field(default_factory=list)
    _parts: list[int] = field(default_factory=list)
    _codes: bytearray = field(default_factory=bytearray)
    _materials: list[tuple[int, list[int]]] = field(default_factory=list)
    _patches: list[Patch] = field(default_factory=list)
    _lines: list[tuple[int, int, list[Any]]] = field(default_factory=list)
    _spots: list[tuple[int, int, list[Any]]] = field(default_factory=list)

    def add(self, geometry: Json, owner: int, part: int, plain: int = semantics.UNKNOWN) -> None:
        """Take a geometry of object `owner`; `plain` is what surfaces without semantics are."""
        kind = geometry.get("type")
        depth = DEPTHS.get(kind) if isinstance(kind, str) else None
        boundaries = geometry.get("boundaries")
        if depth is None and kind not in ("MultiPoint", "MultiLineString"):
            self.findings.add(found.UNKNOWN_GEOMETRY, self.names[owner], kind=str(kind)[:40])
        elif type(boundaries) is not list:
            self.findings.add(found.BAD_GEOMETRY, self.names[owner])
        elif depth is not None:
            self._add_surfaces(geometry, boundaries, depth, owner, part, plain)
        elif kind == "MultiPoint":
            self._spots.append((owner, part, boundaries))
        else:
            self._lines.extend((owner, part, line) for line in boundaries)

    def _add_surfaces(
        self, geometry: Json, boundaries: list[Any], depth: int, owner: int, part: int, plain: int
    ) -> None:
        shells = shells_of(boundaries, depth)
        if not all(type(shell) is list for shell in shells):
            self.findings.add(found.BAD_GEOMETRY, self.names[owner])
            shells = [shell if type(shell) is list else [] for shell in shells]
        shape = _Shape(boundaries, shells, depth, owner, part)
        self._shells.extend(shells)
        self._owners.extend(repeat(owner, len(shells)))
        self._parts.extend(repeat(part, len(shells)))
        if "material" in geometry:
            self._add_materials(geometry["material"], shape)
        if "texture" in geometry:
            self._add_textures(geometry["texture"], shape)
        self._add_codes(as_mapping(geometry.get("semantics")), shape, plain)

    def _add_codes(self, source: Json, shape: _Shape, plain: int) -> None:
        if source.get("values") is None:
            self._codes.extend(bytes((plain,)) * sum(map(len, shape.shells)))
            return
        table = self._semantic_table(as_list(source.get("surfaces")), shape.owner, plain)
        for shell, its in shape.along(source["values"]):
            self._codes.extend(looked_up(table, its, len(shell), plain, semantics.BROKEN))

    def _semantic_table(self, surfaces: list[Any], owner: int, plain: int) -> dict[Any, int]:
        table: dict[Any, int] = {None: plain}
        for number, surface in enumerate(surfaces):
            kind = as_mapping(surface).get("type")
            code = semantics.code_of_semantic(kind) if isinstance(kind, str) else None
            if code is None and not str(kind).startswith("+"):
                self.findings.add(found.UNKNOWN_SEMANTIC, self.names[owner], kind=str(kind)[:40])
            table[number] = plain if code is None else code
        return table

    def _add_materials(self, material: Value, shape: _Shape) -> None:
        look = self.looks[shape.part]
        source = themed(material, look.material_theme)
        first = len(self._codes)
        if "values" not in source:
            one = looked_up(look.materials, [source.get("value")], 1, -1, BROKEN)
            self._materials.append((first, one * sum(map(len, shape.shells))))
            return
        for shell, its in shape.along(source["values"]):
            found_ones = looked_up(look.materials, its, len(shell), -1, BROKEN)
            self._materials.append((first, found_ones))
            first += len(shell)

    def _add_textures(self, texture: Value, shape: _Shape) -> None:
        values = themed(texture, self.looks[shape.part].texture_theme).get("values")
        first = len(self._codes)
        for shell, its in shape.along(values):
            if its is not None:
                self._patches.append(Patch(first, its[: len(shell)], shape.part))
            first += len(shell)

    def surfaces(self, vertices: Vertices) -> Flat:
        """Return all sound surfaces taken so far; those that are not are reported."""
        mended: list[int] = []
        try:
            rings = laid_out(self._shells)
        except (TypeError, OverflowError):
            mended = self._mend()
            rings = laid_out(self._shells)
        lengths = list(map(len, self._shells))
        flat = Flat(
            rings,
            np.repeat(np.array(self._owners, np.int32), lengths),
            np.frombuffer(bytes(self._codes), np.uint8),
            self._all_materials(),
            np.full(len(rings.ring_counts), -1, np.int32),
            None,
        )
        parts = np.repeat(np.array(self._parts, np.int64), lengths)
        flat = self._checked_codes(flat)
        if self._patches:
            worn = wear(self._patches, rings, self.looks)
            flat = replace(flat, texture=worn.texture, uv=worn.uv)
            self._report(found.BAD_TEXTURE, flat, worn.bad)
        return self._checked(flat, vertices, parts, mended)

    def _all_materials(self) -> NDArray[np.int32]:
        column = np.full(len(self._codes), -1, np.int32)
        for first, its in self._materials:
            column[first : first + len(its)] = its
        return column

    def _mend(self) -> list[int]:
        """Empty the surfaces that are not lists of rings of vertex numbers; return which."""
        emptied: list[int] = []
        number = 0
        for place, shell in enumerate(self._shells):
            sound = [surface if is_surface(surface) else [] for surface in shell]
            bad = [at for at, each in enumerate(shell) if each is not sound[at]]
            if bad:
                self.findings.add(found.BAD_GEOMETRY, self.names[self._owners[place]], len(bad))
            emptied.extend(number + at for at in bad)
            number += len(shell)
            self._shells[place] = sound
        return emptied

    def _checked_codes(self, flat: Flat) -> Flat:
        self._report(found.BAD_SEMANTIC, flat, flat.code == semantics.BROKEN)
        broken = flat.material == BROKEN
        self._report(found.BAD_MATERIAL, flat, broken)
        return replace(flat, material=np.where(broken, np.int32(-1), flat.material))

    def _checked(self, flat: Flat, vertices: Vertices, parts: Ints, mended: Sequence[int]) -> Flat:
        rings = flat.rings
        surfaces = np.ones(len(rings.ring_counts), dtype=bool)
        stray = self._placed(rings, vertices, parts)
        if stray.any():
            of_corner = np.repeat(
                np.repeat(np.arange(len(surfaces)), rings.ring_counts), rings.ring_sizes
            )
            surfaces[of_corner[stray]] = False
            self._report(found.BAD_INDEX, flat, ~surfaces)
        small = rings.ring_sizes < 3
        if small.any() or (rings.ring_counts < 1).any():
            thin = rings.ring_counts < 1
            thin[~thin] = small[rings.first_ring[~thin]]
            told = surfaces & thin
            told[list(mended)] = False
            self._report(found.DEGENERATE, flat, told)
            surfaces &= ~thin
        if surfaces.all() and not small.any():
            return flat
        return flat.keep(surfaces, ~small)

    def _placed(self, rings: Rings, vertices: Vertices, parts: Ints) -> NDArray[np.bool_]:
        """Turn corners, in place, from a part's numbers to the table's; mark those not in it."""
        corners = rings.corners
        low, high = vertices.first[0], vertices.first[1]
        if len(vertices.first) > 2:
            of_corner = np.repeat(np.repeat(parts, rings.ring_counts), rings.ring_sizes)
            low, high = vertices.first[of_corner], vertices.first[of_corner + 1]
        stray = (corners < 0) | (corners >= high - low)
        corners += low
        corners[stray] = 0
        if not vertices.usable.all() and len(corners):
            stray |= ~vertices.usable[corners]
        return np.asarray(stray)

    def _report(self, phrase: Phrase, flat: Flat, marked: NDArray[np.bool_]) -> None:
        if marked.any():
            owners, counts = np.unique(flat.owner[marked], return_counts=True)
            for owner, count in zip(owners.tolist(), counts.tolist(), strict=True):
                self.findings.add(phrase, self.names[owner], count)

    def strokes(self, vertices: Vertices) -> Strokes:
        """Return all sound lines and points taken so far; those that are not are reported."""
        lines: list[tuple[int, int]] = []
        line_owner: list[int] = []
        spots: list[int] = []
        spot_owner: list[int] = []
        for owner, part, line in self._lines:
            places = self._stroke(owner, part, line, vertices)
            pairs = list(pairwise(places))
            lines.extend(pairs)
            line_owner.extend(repeat(owner, len(pairs)))
        for owner, part, cloud in self._spots:
            places = self._stroke(owner, part, cloud, vertices)
            spots.extend(places)
            spot_owner.extend(repeat(owner, len(places)))
        return Strokes(
            np.array(lines, np.int64).reshape(-1, 2),
            np.array(line_owner, np.int32),
            np.array(spots, np.int64),
            np.array(spot_owner, np.int32),
        )

    def _stroke(self, owner: int, part: int, numbers: Value, vertices: Vertices) -> list[int]:
        low, high = int(vertices.first[part]), int(vertices.first[part + 1])
        places: list[int] = []
        bad = 0
        for number in as_list(numbers):
            sound = type(number) is int and 0 <= number < high - low
            if sound and bool(vertices.usable[low + number]):
                places.append(low + number)
            else:
                bad += 1
        if bad or type(numbers) is not list:
            self.findings.add(found.BAD_INDEX, self.names[owner], max(bad, 1))
        return places
