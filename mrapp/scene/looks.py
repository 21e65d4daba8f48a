"""The different looks that triangles of a mesh have: what is said of a look is said once. Numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Image, Surface, Texture
from mrapp.model.numbering import Ints, is_lean, lean, numbered

# Metallic, roughness, cutoff, unlit: a surface that is plain paint.
_PLAIN = (0.0, 1.0, 0.0, 0.0)
_HALF = 0.5  # where an image with holes is cut that says nothing of how it is meant
_OPAQUE = 250


@dataclass(frozen=True, eq=False)
class Looks:
    """The combinations of surface, material and image that occur in a mesh.

    of: (m,) the number of the look of each triangle. Of each look: surface, material, texture: (k,)
    as in `CityMesh`, but texture is -1 also where the image is missing or damaged (its file's
    warnings say so): there the surface keeps the colour of its material. special: (k,) whether it
    is more than plain paint; blended: (k,) whether it is see-through by as much as its image says;
    numbers: (k, 4) float32 metallic, roughness, cutoff (0 for none), unlit (0 or 1); glow: (k, 3)
    float32, linear RGB.
    """

    of: Ints
    surface: Ints
    material: Ints
    texture: Ints
    special: NDArray[np.bool_]
    blended: NDArray[np.bool_]
    numbers: NDArray[np.float32]
    glow: NDArray[np.float32]

    @property
    def smooth(self) -> NDArray[np.bool_]:
        """Which looks are of crowns of trees, whose faces share their shading, (k,)."""
        return np.asarray(self.surface == Surface.TREE)


def looks_of(mesh: CityMesh) -> Looks:
    """Return the looks of a mesh with triangles."""
    of, surface, material, texture = _combinations(mesh)
    table = np.array(
        [*((m.metallic, m.roughness, m.cutoff or 0.0, m.unlit) for m in mesh.materials), _PLAIN],
        np.float32,
    )
    screen = np.array([*(m.emissive or (0.0,) * 3 for m in mesh.materials), (0.0,) * 3])
    tinted = np.array([*(m.tint for m in mesh.materials), False])[material]
    holes = np.array([*(_has_holes(each.image) for each in mesh.textures), False])[texture]
    mapped = np.array([*map(has_maps, mesh.textures), False])[texture]
    numbers = table[material]
    uncut = holes & (numbers[:, 2] == 0.0)
    blended = uncut & tinted
    numbers[uncut & ~tinted, 2] = _HALF
    glow = (screen**2.2).astype(np.float32)[material]
    plain = (numbers == np.array(_PLAIN, np.float32)).all(axis=1) & ~glow.any(axis=1)
    # Smooth normals turn by the face to the viewer, which plain paint need not look after.
    special = ~plain | holes | mapped | (mesh.normals is not None)
    return Looks(of, surface, material, texture, special, blended, numbers, glow)


def shows_image(mesh: CityMesh) -> NDArray[np.bool_]:
    """Return which textures have an image to show, and one more for no texture."""
    return np.array([*(texture.image is not None for texture in mesh.textures), False])


def has_maps(texture: Texture) -> bool:
    """Tell whether a texture carries more than an image of colours."""
    return any((texture.normal, texture.metal_rough, texture.emissive))


def _combinations(mesh: CityMesh) -> tuple[Ints, Ints, Ints, Ints]:
    """Return of each triangle its combination, and the surface, material and texture of each."""
    materials, textures = len(mesh.materials) + 1, len(mesh.textures) + 1
    surface, material, texture = (lean(it) for it in (mesh.surface, mesh.material, mesh.texture))
    if is_lean(surface) and is_lean(material) and is_lean(texture):
        of: Ints = np.broadcast_to(np.intp(0), len(surface))
        found = _key(surface[:1], material[:1], texture[:1], materials, textures)
    else:
        found, of = numbered(_key(surface, material, texture, materials, textures))
    rest, texture = np.divmod(found, textures)
    surface, material = np.divmod(rest, materials)
    texture = np.where(shows_image(mesh)[texture - 1], texture - 1, -1)
    return of, surface, material - 1, texture


def _key(surface: Ints, material: Ints, texture: Ints, materials: int, textures: int) -> Ints:
    """Return one number for each three; materials, textures: how many there are, and one more."""
    key: Ints = surface.astype(np.int32)
    if len(Surface) * materials * textures >= 2**31:
        key = key.astype(np.int64)
    for column, count in ((material, materials), (texture, textures)):
        key *= count
        key += column
        key += 1
    return key


def _has_holes(image: Image | None) -> bool:
    return (
        image is not None
        and image.pixels.shape[2] == 4
        and bool((image.pixels[:, :, 3] < _OPAQUE).any())
    )
