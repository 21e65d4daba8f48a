"""Materials of a document as ours, and what each asks of the vertices that wear it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.gltf import findings as found
from mrapp.io.gltf.colours import Rgb, rgb_on_screen
from mrapp.io.gltf.document import Document, Json
from mrapp.io.gltf.pictures import Picture, Pictures
from mrapp.io.gltf.specular import converted
from mrapp.model.citymesh import Image, Material, Texture

_WRAPS = {33071: "clamp", 33648: "mirror", 10497: "wrap"}
_REPEATS = 10497
# How much of what is behind glass one sees: without refraction, as much as makes it look like it.
_SEEN_THROUGH = 0.75
_SLOTS = ("base", "normal", "metal_rough", "emissive")


@dataclass(frozen=True)
class Lie:
    """How an image lies on a surface: by which texture coordinates, moved how, repeated how.

    matrix: (2, 3), rows of numbers, to multiply u, v (downwards), 1 by.
    """

    uv_set: int = 0
    matrix: tuple[tuple[float, float, float], ...] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))
    wrap: str = "wrap"


@dataclass(frozen=True)
class Look:
    """What wears a material: its number and that of its texture (-1: none), and how that lies.

    opaque: the opacity of vertex colours does not count; uv_sets: the texture coordinates that the
    material asks for.
    """

    material: int
    texture: int
    lie: Lie
    opaque: bool
    uv_sets: frozenset[int] = frozenset()


_BARE = Look(-1, -1, Lie(), opaque=True)


class Looks:
    """The materials of a document, all of them; images are read only for those that are worn."""

    def __init__(self, document: Document, pictures: Pictures) -> None:
        self._document = document
        self._pictures = pictures
        self._looks: dict[int, Look] = {-1: _BARE}
        self._textures: dict[tuple[Any, ...], int] = {}
        self._made: list[Texture] = []
        self.materials = tuple(
            _material(each or {}, at) for at, each in enumerate(document.listed("materials"))
        )

    @property
    def textures(self) -> tuple[Texture, ...]:
        """The textures that are worn."""
        return tuple(self._made)

    def look(self, number: int) -> Look:
        """Return what material `number` asks for; -1: no material."""
        if number not in self._looks:
            self._looks[number] = self._look(number)
        return self._looks[number]

    def _look(self, number: int) -> Look:
        source = self._document.numbered("materials", number) or {}
        opaque = source.get("alphaMode", "OPAQUE") not in ("MASK", "BLEND")
        slots = [(slot, info, self._lie(info)) for slot, info in _slots(source)]
        lie, shown = None, dict[str, Picture]()
        for slot, info, own in slots:
            picture = self._pictures.of_texture(info["index"], opaque and slot == "base")
            if picture is None:
                continue
            if lie not in (None, own):
                name = self.materials[number].name
                self._document.findings.add(found.OTHER_UV, material=name, what=slot)
                continue
            lie, shown[slot] = own, picture
        lie = lie or Lie()
        uv_sets = frozenset(own.uv_set for _slot, _info, own in slots)
        return Look(number, self._texture(shown, lie.wrap), lie, opaque, uv_sets)

    def _texture(self, shown: dict[str, Picture], wrap: str) -> int:
        """Return the number of the texture with these images; -1 if there are none."""
        if not shown:
            return -1
        images = {slot: shown[slot].image if slot in shown else None for slot in _SLOTS}
        key = (wrap, *(id(images[slot]) for slot in _SLOTS))
        if key not in self._textures:
            self._textures[key] = len(self._made)
            self._made.append(_texture(shown, images, wrap))
        return self._textures[key]

    def _lie(self, info: Json) -> Lie:
        texture = self._document.numbered("textures", info["index"]) or {}
        sampler = self._document.numbered("samplers", texture.get("sampler", -1)) or {}
        wraps = [sampler.get(name, _REPEATS) for name in ("wrapS", "wrapT")]
        # One of ours wraps both ways alike: what repeats one way at least must not be smeared.
        wrap = _REPEATS if _REPEATS in wraps else wraps[0]
        moved = info.get("extensions", {}).get("KHR_texture_transform", {})
        uv_set = moved.get("texCoord", info.get("texCoord", 0))
        return Lie(uv_set, _matrix(moved), _WRAPS[wrap])


def _texture(shown: dict[str, Picture], images: dict[str, Image | None], wrap: str) -> Texture:
    first = next(iter(shown.values()))
    base = shown.get("base")
    return Texture(
        path=base.path if base else None,
        name=(base or first).name,
        wrap=wrap,
        image=images["base"],
        normal=images["normal"],
        metal_rough=images["metal_rough"],
        emissive=images["emissive"],
    )


def _slots(source: Json) -> Iterator[tuple[str, Json]]:
    """Yield the images of a material that a texture of ours has room for, the colour first."""
    metal = source.get("pbrMetallicRoughness", {})
    gloss = _extension(source, "pbrSpecularGlossiness")
    unlit = _extension(source, "unlit") is not None
    base = metal.get("baseColorTexture") if gloss is None else gloss.get("diffuseTexture")
    if base is not None:
        yield "base", base
    if not unlit and "normalTexture" in source:
        yield "normal", source["normalTexture"]
    if not unlit and gloss is None and "metallicRoughnessTexture" in metal:
        yield "metal_rough", metal["metallicRoughnessTexture"]
    if "emissiveTexture" in source and any(source.get("emissiveFactor", ())):
        yield "emissive", source["emissiveTexture"]


def _extension(source: Json, name: str) -> Json | None:
    extension: Json | None = source.get("extensions", {}).get(f"KHR_materials_{name}")
    return extension


def _matrix(moved: Json) -> tuple[tuple[float, float, float], ...]:
    """Return KHR_texture_transform as a matrix: scaled, then turned, then moved.

    Turned counter-clockwise as one sees it, v being downwards: as in the Khronos sample viewer and
    in three.js; the formula in the extension's own text turns the other way.
    """
    (du, dv), (su, sv) = moved.get("offset", (0.0, 0.0)), moved.get("scale", (1.0, 1.0))
    cos, sin = np.cos(moved.get("rotation", 0.0)), np.sin(moved.get("rotation", 0.0))
    return (
        (float(cos * su), float(sin * sv), float(du)),
        (float(-sin * su), float(cos * sv), float(dv)),
    )


def _material(source: Json, at: int) -> Material:
    metal = source.get("pbrMetallicRoughness", {})
    gloss = _extension(source, "pbrSpecularGlossiness")
    factors = metal.get("baseColorFactor", [1.0] * 4)
    base, alpha = np.array(factors[:3], np.float64), factors[3]
    metallic, roughness = metal.get("metallicFactor", 1.0), metal.get("roughnessFactor", 1.0)
    if gloss is not None:
        base, metallic, roughness = converted(gloss)
        alpha = gloss.get("diffuseFactor", [1.0] * 4)[3]
    unlit = _extension(source, "unlit") is not None
    made = Material(
        name=str(source.get("name") or f"material {at}"),
        diffuse=rgb_on_screen(base),
        emissive=_emissive(source),
        metallic=0.0 if unlit else float(metallic),
        roughness=1.0 if unlit else float(roughness),
        unlit=unlit,
        tint=True,
    )
    return _see_through(made, source, float(alpha))


def _emissive(source: Json) -> Rgb | None:
    factor: NDArray[np.float64] = np.array(source.get("emissiveFactor", [0.0] * 3))
    strength = (_extension(source, "emissive_strength") or {}).get("emissiveStrength", 1.0)
    return rgb_on_screen(factor * strength) if factor.any() else None


def _see_through(made: Material, source: Json, alpha: float) -> Material:
    mode = source.get("alphaMode", "OPAQUE")
    if mode == "MASK":
        cutoff = source.get("alphaCutoff", 0.5) / max(alpha, 1e-6)
        return replace(made, cutoff=float(min(cutoff, 1.0)))
    through = _extension(source, "transmission") or {}
    # Where an image says which parts are glass, the others must not be.
    glass = 0.0 if "transmissionTexture" in through else through.get("transmissionFactor", 0.0)
    opacity = (alpha if mode == "BLEND" else 1.0) * (1.0 - _SEEN_THROUGH * glass)
    return replace(made, opacity=float(opacity))
