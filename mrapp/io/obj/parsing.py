"""The lines of an OBJ file to arrays, as they stand in it.

Source: "Object Files (.obj)", Wavefront Technologies, Advanced Visualizer manual, appendix B1.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mrapp.io.findings import Findings
from mrapp.io.obj import findings as found
from mrapp.io.reading import FARTHEST

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NONE = -1
_LARGEST = 2**40  # far above any number of points, far below what an integer holds

_CURVED = frozenset({b"curv", b"curv2", b"surf", b"vp"})
_IGNORED = frozenset({b"s", b"mg", b"cstype", b"deg", b"bmat", b"step", b"end", b"parm", b"trim"})


@dataclass(frozen=True, eq=False)
class Elements:
    """Faces, lines or points: corners laid end to end, of which each element has `sizes` many.

    corners: (c, 3) into points, texture points and normals, `NONE` where a corner has none;
    sizes, owner, material: (e,) corners, object and material of each element.
    """

    corners: Ints
    sizes: Ints
    owner: Ints
    material: Ints

    def keep(self, wanted: NDArray[np.bool_]) -> "Elements":
        """Return the elements for which `wanted`, shape (e,), is true."""
        corners = self.corners[np.repeat(wanted, self.sizes)]
        return Elements(corners, self.sizes[wanted], self.owner[wanted], self.material[wanted])

    @property
    def first(self) -> Ints:
        """The first corner of each element, shape (e,)."""
        return np.asarray(np.cumsum(self.sizes) - self.sizes)


@dataclass(frozen=True, eq=False)
class Parsed:
    """A whole OBJ file.

    points: (n, 3), not all of them finite; colours: (n, 3) of 0..1 or (0, 3); uvs: (k, 2), v
    upwards; normals: (j, 3); objects, materials: the names that elements point to, materials also
    to `NONE`; libraries: the files with materials, as they are named.
    """

    points: Floats
    colours: Floats
    uvs: Floats
    normals: Floats
    faces: Elements
    lines: Elements
    spots: Elements
    objects: tuple[str, ...]
    materials: tuple[str, ...]
    libraries: tuple[str, ...]


@dataclass
class _Names:
    """Names in the order in which they came, with a number each."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))


@dataclass
class _Gathered:
    """Elements of one kind while they are read: their text, and what held at that moment."""

    texts: list[bytes] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    counts: list[tuple[int, int, int]] = field(default_factory=list)


class _Lines:
    """Goes through the lines and gathers what is on them; numbers are read afterwards, at once."""

    def __init__(self) -> None:
        self.rows: dict[bytes, list[bytes]] = {b"v": [], b"vt": [], b"vn": []}
        self.elements = {b"f": _Gathered(), b"l": _Gathered(), b"p": _Gathered()}
        self.objects, self.groups, self.materials = _Names(), _Names(), _Names()
        self.libraries: list[str] = []
        self.bad: list[int] = []
        self.curved = 0
        self._at = (NONE, NONE, NONE)

    def read(self, data: bytes) -> None:
        rows, elements = self.rows, self.elements
        v, vt, vn = rows[b"v"], rows[b"vt"], rows[b"vn"]
        for number, line in enumerate(_logical_lines(data), start=1):
            key, _, rest = line.partition(b" ")
            if (row := rows.get(key)) is not None:
                row.append(rest)
            elif (gathered := elements.get(key)) is not None:
                gathered.texts.append(rest)
                gathered.places.append(self._at)
                gathered.counts.append((len(v), len(vt), len(vn)))
            elif key and not key.startswith(b"#"):
                self._state(key, rest.strip(), number)

    def _state(self, key: bytes, rest: bytes, number: int) -> None:
        """Take in a line that holds for what follows it."""
        name = rest.decode("utf-8", "replace")
        of_object, of_group, of_material = self._at
        if key == b"o":
            self._at = (self.objects.number(name), of_group, of_material)
        elif key == b"g":
            self._at = (of_object, self.groups.number(name), of_material)
        elif key == b"usemtl":
            self._at = (of_object, of_group, self.materials.number(name) if name else NONE)
        elif key == b"mtllib":
            self.libraries.append(name)
        elif key in _CURVED:
            self.curved += 1
        elif key not in _IGNORED:
            self.bad.append(number)


def parse(data: bytes, file: str, findings: Findings) -> Parsed:
    """Return what is in the OBJ file `data`; objects without a name are called `file`."""
    lines = _Lines()
    lines.read(data)
    points, colours = _points(lines.rows[b"v"])
    uvs, normals = _rows(lines.rows[b"vt"], 2), _rows(lines.rows[b"vn"], 3)
    # Many programs write one object, with a group for each thing in it.
    of = 1 if len(lines.objects.numbers) < 2 and len(lines.groups.numbers) > 1 else 0
    names = lines.groups if of else lines.objects
    counts = (len(points), len(uvs), len(normals))
    faces, wires, spots = (
        _elements(lines.elements[key], of, names, file, counts) for key in (b"f", b"l", b"p")
    )
    if lines.bad:
        findings.add(found.BAD_LINE, count=len(lines.bad), line=lines.bad[0])
    if lines.curved:
        findings.add(found.CURVES, count=lines.curved)
    return Parsed(
        points, colours, uvs, normals, faces, wires, spots,
        tuple(names.numbers), tuple(lines.materials.numbers), tuple(lines.libraries),
    )  # fmt: skip


def _logical_lines(data: bytes) -> list[bytes]:
    r"""Return the lines, those that end in a backslash joined with the next, tabs as spaces."""
    if b"\\" in data:
        data = data.replace(b"\\\r\n", b" ").replace(b"\\\n", b" ")
    text = data.removeprefix(b"\xef\xbb\xbf").replace(b"\t", b" ")
    return [line.lstrip() for line in text.splitlines()]


def _points(rows: list[bytes]) -> tuple[Floats, Floats]:
    """Return points, and their colours where every row has three numbers more."""
    if rows and len(rows[0].split()) >= 6:
        both = _rows(rows, 6)
        if np.isfinite(both[:, 3:]).any():
            return both[:, :3], np.clip(np.nan_to_num(both[:, 3:], nan=1.0), 0.0, 1.0)
    return _rows(rows, 3), np.zeros((0, 3))


def _rows(rows: list[bytes], width: int) -> Floats:
    """Return the first `width` numbers of each row, nan where there is none or an absurd one."""
    words = [row.split() for row in rows]
    values = np.full((len(rows), width), np.nan)
    quick = len(set(map(len, words))) == 1 and len(words[0]) >= width
    # One word that is no number, and each is looked at by itself.
    with suppress(ValueError):
        if quick:
            values[:] = np.array(words)[:, :width].astype(np.float64)
            return _sane(values)
    for row, of_row in enumerate(words):
        numbers = [_number(word) for word in of_row[:width]]
        values[row, : len(numbers)] = numbers
    return _sane(values)


def _number(word: bytes) -> float:
    try:
        return float(word)
    except ValueError:
        return np.nan


def _sane(values: Floats) -> Floats:
    return np.where(np.abs(values) < FARTHEST, values, np.nan)


def _elements(
    gathered: _Gathered, of: int, names: _Names, file: str, counts: Sequence[int]
) -> Elements:
    """Return elements with their corners as places, `NONE` for what is not there.

    of: 0 for the names of objects, 1 for those of groups; counts: of points, uvs and normals.
    """
    words = [text.split() for text in gathered.texts]
    sizes = np.array([len(each) for each in words], np.int64)
    corners = _corners([word for each in words for word in each])
    known = np.repeat(np.array(gathered.counts, np.int64).reshape(-1, 3), sizes, axis=0)
    # From one on, or backwards from what there was at that line.
    places = np.where(corners > 0, corners - 1, np.where(corners < 0, known + corners, NONE))
    places[(places < 0) | (places >= np.array(counts))] = NONE
    where = np.array(gathered.places, np.int64).reshape(-1, 3)
    owner = where[:, of]
    if (owner == NONE).any():
        owner = np.where(owner == NONE, names.number(next(iter(names.numbers), file)), owner)
    return Elements(places, sizes, owner, where[:, 2])


def _corners(words: list[bytes]) -> Ints:
    """Return the three numbers of each corner (v, v/vt, v//vn, v/vt/vn), (c, 3), 0 for none."""
    slashes = set(map(_slashes, words))
    corners = np.zeros((len(words), 3), np.int64)
    # One word that is written otherwise, and each is looked at by itself.
    with suppress(ValueError):
        if len(slashes) == 1 and (count := slashes.pop()) < 3:
            text = b" ".join(words).replace(b"//", b"/0/").replace(b"/", b" ")
            flat = np.array(text.split()).astype(np.int64)
            corners[:, : count + 1] = flat.reshape(len(words), count + 1)
            return corners
    for row, word in enumerate(words):
        corners[row] = _corner(word)
    return corners


def _slashes(word: bytes) -> int:
    return word.count(b"/")


def _corner(word: bytes) -> tuple[int, int, int]:
    try:
        numbers = [int(part) if part else 0 for part in word.split(b"/")[:3]]
    except ValueError:
        return (0, 0, 0)
    v, vt, vn = (*numbers, 0, 0)[:3]
    return (v, vt, vn) if max(map(abs, (v, vt, vn))) < _LARGEST else (0, 0, 0)
