"""What surfaces of a mesh look like beyond their colour: shine, glow, see-through images. Numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Image, Texture
from mrapp.scene.palette import drawn_textures

# Metallic, roughness, cutoff, unlit: a surface that is plain paint.
_PLAIN = (0.0, 1.0, 0.0, 0.0)
_HALF = 0.5  # where an image with holes is cut that says nothing of how it is meant
_OPAQUE = 250


@dataclass(frozen=True, eq=False)
class Looks:
    """Of each triangle of a mesh, by number.

    special: (m,) whether it is more than plain paint; blended: (m,) whether it is see-through by
    as much as its image says; numbers: (m, 4) float32 metallic, roughness, cutoff (0 for none),
    unlit (0 or 1); glow: (m, 3) float32, linear RGB.
    """

    special: NDArray[np.bool_]
    blended: NDArray[np.bool_]
    numbers: NDArray[np.float32]
    glow: NDArray[np.float32]


def looks_of(mesh: CityMesh) -> Looks:
    """Return the looks of all triangles of a mesh."""
    material, texture = mesh.material, drawn_textures(mesh)
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
    return Looks(special, blended, numbers, glow)


def has_maps(texture: Texture) -> bool:
    """Tell whether a texture carries more than an image of colours."""
    return any((texture.normal, texture.metal_rough, texture.emissive))


def _has_holes(image: Image | None) -> bool:
    return (
        image is not None
        and image.pixels.shape[2] == 4
        and bool((image.pixels[:, :, 3] < _OPAQUE).any())
    )
