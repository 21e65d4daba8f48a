"""The material files (MTL) that an OBJ file names.

Source: "MTL material format (Lightwave, OBJ)", Alias|Wavefront 1995; the physical values Pr and Pm
by Exocortex and others, as Blender writes them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from mrapp.io.beside import content, inside
from mrapp.io.findings import IMAGE_MISSING, IMAGE_OUTSIDE, Findings
from mrapp.io.images import Album
from mrapp.io.obj import findings as found
from mrapp.model.citymesh import Image, Material, Texture

Rgb = tuple[float, float, float]

# How many words follow an option of a map; -s and -o take up to three numbers.
_OPTION_WORDS = {
    b"-blendu": 1, b"-blendv": 1, b"-bm": 1, b"-boost": 1, b"-cc": 1, b"-clamp": 1, b"-imfchan": 1,
    b"-mm": 2, b"-texres": 1, b"-type": 1,
}  # fmt: skip
_UP_TO_THREE = (b"-o", b"-s", b"-t")


@dataclass(frozen=True)
class Looks:
    """What faces look like.

    materials: those of the names asked for, in their order; textures; texture_of: the texture of
    each material, -1 for none; references: every file named, relative to the model's folder.
    """

    materials: tuple[Material, ...]
    textures: tuple[Texture, ...]
    texture_of: tuple[int, ...]
    references: tuple[str, ...]


@dataclass
class _Draft:
    """A material while its lines are read; `folder` is where its library lies."""

    material: Material
    folder: Path
    maps: dict[str, bytes] = field(default_factory=dict)
    seen: set[bytes] = field(default_factory=set)
    clamped: bool = False


def read_looks(
    names: tuple[str, ...], libraries: Iterable[str], folder: Path, findings: Findings
) -> Looks:
    """Return the materials `names` from the libraries, which lie in `folder` or below it."""
    shelf = _Shelf(folder, findings)
    drafts: dict[str, _Draft] = {}
    for library in dict.fromkeys(libraries):
        for place, data in shelf.libraries(library):
            _read_library(data, place.parent, drafts)
    materials: list[Material] = []
    textures: list[Texture] = []
    texture_of: list[int] = []
    for name in names:
        draft = drafts.get(name)
        if draft is None:
            findings.add(found.MATERIAL_UNKNOWN, name=name[:200])
            draft = _Draft(Material(name), folder)
        texture = shelf.texture(draft)
        texture_of.append(len(textures) if texture else -1)
        textures += [texture] if texture else []
        shown = texture is not None and texture.image is not None
        # The image replaces the colour: programs write any colour beside it, often black.
        materials.append(
            replace(draft.material, diffuse=(1.0, 1.0, 1.0)) if shown else draft.material
        )
    return Looks(tuple(materials), tuple(textures), tuple(texture_of), tuple(shelf.references))


class _Shelf:
    """Fetches the files that are named, each image once."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self.references: dict[str, None] = {}
        self._folder = folder
        self._findings = findings
        self._album = Album(findings)
        self._images: dict[Path, Image | None] = {}

    def libraries(self, named: str) -> list[tuple[Path, bytes]]:
        """Return the libraries on a line: several, or one with spaces in its name."""
        whole = self._place(named, self._folder)
        if " " not in named or (whole and whole.is_file()):
            return self._library(named)
        return [found_one for each in _split_names(named) for found_one in self._library(each)]

    def _library(self, named: str) -> list[tuple[Path, bytes]]:
        place = self._place(named, self._folder)
        if place is None:
            self._findings.add(found.LIBRARY_OUTSIDE, file=named[:200])
            return []
        try:
            return [(place, content(place))]
        except (OSError, ValueError):
            self._findings.add(found.LIBRARY_MISSING, file=named[:200])
            return []

    def texture(self, draft: _Draft) -> Texture | None:
        """Return the images of a material; None if it names none."""
        if "image" not in draft.maps:
            return None
        name = draft.maps["image"].decode("utf-8", "replace")
        place = self._place(name, draft.folder)
        return Texture(
            path=str(place) if place and place.is_file() else None,
            name=name,
            wrap="clamp" if draft.clamped else "wrap",
            **{kind: self._image(named, draft.folder) for kind, named in draft.maps.items()},
        )

    def _image(self, named: bytes, beside: Path) -> Image | None:
        name = named.decode("utf-8", "replace")
        place = self._place(name, beside)
        if place is None:
            self._findings.add(IMAGE_OUTSIDE, image=name[:200])
            return None
        if place not in self._images:
            try:
                self._images[place] = self._album.image(content(place), name)
            except (OSError, ValueError):
                self._findings.add(IMAGE_MISSING, image=name[:200])
                self._images[place] = None
        return self._images[place]

    def _place(self, named: str, beside: Path) -> Path | None:
        """Return where a file lies, in the model's folder or below it; None if it is elsewhere.

        Seen from the file that names it, else from the model. Paths in OBJ files are often those of
        the machine that made them, so after that it is looked for by its bare name.
        """
        home = self._folder.resolve()
        bare = named.replace("\\", "/").rsplit("/", 1)[-1]
        near = beside.resolve().relative_to(home).as_posix()
        wishes = (f"{near}/{named}", named, f"{near}/{bare}", bare)
        try:
            places = [place for wish in wishes if (place := inside(home, wish))]
            place = next((each for each in places if each.is_file()), None)
            # The bare name says where to look, not that it was meant to be there.
            place = place or inside(home, wishes[0]) or inside(home, named)
        except (OSError, ValueError):
            return None
        for each in places:
            self.references.setdefault(each.relative_to(home).as_posix())
        return place


def _split_names(named: str) -> list[str]:
    """Return the names on a line, each up to its suffix: they may have spaces in them."""
    names, current = [], ""
    for word in named.split():
        current = f"{current} {word}".strip()
        if word.lower().endswith(".mtl"):
            names.append(current)
            current = ""
    return [*names, *([current] if current else [])]


def _read_library(data: bytes, folder: Path, drafts: dict[str, _Draft]) -> None:
    draft: _Draft | None = None
    for line in data.removeprefix(b"\xef\xbb\xbf").splitlines():
        key, _, rest = line.strip().replace(b"\t", b" ").partition(b" ")
        if key == b"newmtl":
            name = rest.strip().decode("utf-8", "replace")
            draft = drafts[name] = _Draft(Material(name), folder)
        elif draft is not None and key and not key.startswith(b"#"):
            _take(draft, key.lower(), rest.strip())


_MAPS = {b"map_kd": "image", b"map_ke": "emissive", b"norm": "normal"}
_SET: Mapping[bytes, Callable[[Material, Rgb], Material]] = {
    b"kd": lambda old, rgb: replace(old, diffuse=rgb),
    b"ke": lambda old, rgb: replace(old, emissive=rgb if any(rgb) else None),
    b"d": lambda old, rgb: replace(old, opacity=rgb[0]),
    b"tr": lambda old, rgb: replace(old, opacity=1.0 - rgb[0]),
    b"pr": lambda old, rgb: replace(old, roughness=rgb[0]),
    b"pm": lambda old, rgb: replace(old, metallic=rgb[0]),
}


def _take(draft: _Draft, key: bytes, rest: bytes) -> None:
    """Take in one line of a material."""
    values = _values(rest)
    if key in _MAPS:
        name, clamped = _map_name(rest)
        if name:
            draft.maps[_MAPS[key]] = name
            draft.clamped |= clamped
    # Some programs write the same number for both d and Tr; d is the one of the two in the source.
    elif key in _SET and values and not (key == b"tr" and b"d" in draft.seen):
        rgb = (values[0], values[0], values[0]) if len(values) < 3 else tuple(values[:3])
        draft.seen.add(key)
        draft.material = _SET[key](draft.material, (rgb[0], rgb[1], rgb[2]))


def _values(rest: bytes) -> list[float]:
    """Return the numbers of a line, each within 0..1; none where they are no numbers."""
    try:
        return [min(max(float(word), 0.0), 1.0) for word in rest.split()]
    except ValueError:
        return []


def _map_name(rest: bytes) -> tuple[bytes, bool]:
    """Return the file that a map names, and whether its image ends at its rim."""
    words = rest.split()
    clamped = False
    while words and (option := words[0]).startswith(b"-"):
        if option == b"-clamp":
            clamped = words[1:2] == [b"on"]
        words = words[1 + _OPTION_WORDS.get(option, 0) :]
        numbers = 0
        while option in _UP_TO_THREE and numbers < 3 and words and _is_number(words[0]):
            words, numbers = words[1:], numbers + 1
    return b" ".join(words), clamped


def _is_number(word: bytes) -> bool:
    return bool(_values(word))
