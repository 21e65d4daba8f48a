"""Materials, textures and texture coordinates of a document, over all lines of a sequence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from mrapp.io import findings as found
from mrapp.io.beside import inside
from mrapp.io.cityjson.document import Document, Json, as_list, as_mapping, numbers
from mrapp.io.findings import Findings
from mrapp.io.images import Album
from mrapp.model.citymesh import Image, Material, Texture

BROKEN = -2
"""What a material or texture table gives for a number that is not in it."""

Table = Mapping[int | None, int]
Rgb = tuple[float, float, float]
_UV_LARGEST = 1e6
_WRAPS = frozenset({"none", "wrap", "mirror", "clamp", "border"})


@dataclass(frozen=True)
class PartLooks:
    """A part's numbers of materials and textures to those of the whole, and its coordinates.

    uv: (k, 2) float32, v upwards.
    """

    materials: Table
    textures: Table
    uv: NDArray[np.float32]
    material_theme: str | None
    texture_theme: str | None


@dataclass(frozen=True)
class Looks:
    """Everything the surfaces of a document can look like; `parts` as in the document."""

    materials: tuple[Material, ...]
    textures: tuple[Texture, ...]
    parts: tuple[PartLooks, ...]


@dataclass
class _Union:
    """Definitions numbered over all parts; in a sequence equal ones are counted once."""

    merge: bool
    all: list[Json] = field(default_factory=list)
    _known: dict[bytes, int] = field(default_factory=dict)

    def table(self, definitions: Sequence[Any]) -> dict[int | None, int]:
        table: dict[int | None, int] = {None: -1}
        for number, each in enumerate(definitions):
            table[number] = self._add(as_mapping(each))
        return table

    def _add(self, definition: Json) -> int:
        place = len(self.all)
        if self.merge:
            key = orjson.dumps(definition, option=orjson.OPT_SORT_KEYS)
            place = self._known.setdefault(key, place)
        if place == len(self.all):
            self.all.append(definition)
        return place


def read_looks(document: Document, folder: Path, findings: Findings) -> Looks:
    """Return all looks of a document whose images are to be found in `folder`."""
    several = len(document.parts) > 1
    materials, textures = _Union(several), _Union(several)
    first = document.parts[0].appearance
    parts = tuple(
        _part_looks(part.appearance, first, materials, textures) for part in document.parts
    )
    return Looks(
        tuple(_material(each, at) for at, each in enumerate(materials.all)),
        _textures(textures.all, folder, findings),
        parts,
    )


def _part_looks(own: Json, first: Json, materials: _Union, textures: _Union) -> PartLooks:
    return PartLooks(
        materials.table(as_list(own.get("materials"))),
        textures.table(as_list(own.get("textures"))),
        _texture_vertices(as_list(own.get("vertices-texture"))),
        _theme(own, first, "default-theme-material"),
        _theme(own, first, "default-theme-texture"),
    )


def _theme(own: Json, first: Json, key: str) -> str | None:
    theme = own.get(key, first.get(key))
    return theme if isinstance(theme, str) else None


def _texture_vertices(vertices: list[Any]) -> NDArray[np.float32]:
    """Return texture coordinates, shape (k, 2), with zeros where they are not two sane numbers."""
    try:
        plain = set(map(len, vertices)) <= {2}
        flat = np.fromiter(chain.from_iterable(vertices), np.float64) if plain else None
    except (TypeError, ValueError):
        flat = None
    if flat is None:
        pairs = [numbers(each[:2] if isinstance(each, list) else None, 2) for each in vertices]
        flat = np.array([np.zeros(2) if pair is None else pair for pair in pairs])
    flat[~(np.abs(flat) < _UV_LARGEST)] = 0.0
    return flat.astype(np.float32).reshape(-1, 2)


def themed(source: object, theme: str | None) -> Json:
    """Return what a geometry's `material` or `texture` says for `theme`, else for its first one."""
    themes = as_mapping(source)
    if theme is not None and theme in themes:
        return as_mapping(themes[theme])
    return as_mapping(next(iter(themes.values()), None))


def _material(source: Json, at: int) -> Material:
    return Material(
        name=str(source.get("name", at)),
        diffuse=_colour(source.get("diffuseColor")),
        emissive=_colour(source.get("emissiveColor")),
        opacity=1.0 - _share(source.get("transparency")),
        shininess=_share(source.get("shininess")),
    )


def _colour(value: object) -> Rgb | None:
    rgb = numbers(value, 3)
    if rgb is None:
        return None
    red, green, blue = np.clip(rgb, 0.0, 1.0).tolist()
    return (red, green, blue)


def _share(value: object) -> float:
    found_numbers = numbers([value], 1)
    return 0.0 if found_numbers is None else float(np.clip(found_numbers[0], 0.0, 1.0))


def _textures(sources: Sequence[Json], folder: Path, findings: Findings) -> tuple[Texture, ...]:
    """Return the textures with what is in their images, each image read once."""
    album, images = Album(findings), dict[str, Image | None]()
    made = []
    for source in sources:
        name = str(source.get("image", ""))
        wrap = str(source.get("wrapMode", "wrap"))
        path = _image_path(name, folder, findings)
        if path is not None and path not in images:
            images[path] = _image(path, name, album, findings)
        image = None if path is None else images[path]
        made.append(Texture(path, name, wrap if wrap in _WRAPS else "wrap", image))
    return tuple(made)


def _image(path: str, name: str, album: Album, findings: Findings) -> Image | None:
    try:
        return album.image(Path(path).read_bytes(), name)
    except OSError:
        findings.add(found.IMAGE_MISSING, image=name[:200])
        return None


def _image_path(image: str, folder: Path, findings: Findings) -> str | None:
    """Return where an image lies, if it is a file in `folder` or below it."""
    try:
        place = inside(folder, image)
        missing = place is not None and not place.is_file()
    except (OSError, ValueError):
        place, missing = folder, True
    if place is None:
        findings.add(found.IMAGE_OUTSIDE, image=image[:200])
        return None
    if missing:
        findings.add(found.IMAGE_MISSING, image=image[:200])
        return None
    return str(place)
