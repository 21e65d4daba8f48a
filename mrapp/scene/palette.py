"""The colours of the scene: calm for what exists, warm and light for what is planned.

The pairs that must be told apart stay apart for people who see no red or no green:
tests/scene/test_palette.py measures it.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface
from mrapp.scene.looks import Looks

Role = Literal["context", "terrain", "design"]
Rgb = tuple[int, int, int]

_GROUND_COVER: dict[Surface, Rgb] = {
    Surface.GROUND: (178, 175, 164),
    Surface.TERRAIN: (168, 180, 148),
    Surface.ROAD: (148, 149, 154),
    Surface.WATER: (104, 148, 182),
    Surface.GREEN: (138, 163, 104),
    Surface.RAIL: (128, 122, 118),
    Surface.SQUARE: (205, 192, 172),
    Surface.TREE: (106, 138, 84),
}
_CONTEXT: dict[Surface, Rgb] = _GROUND_COVER | {
    Surface.OTHER: (202, 200, 196),
    Surface.ROOF: (139, 112, 104),
    Surface.WALL: (213, 212, 210),
    Surface.WINDOW: (98, 122, 146),
    Surface.DOOR: (116, 92, 80),
    Surface.INSTALLATION: (170, 166, 162),
    Surface.FURNITURE: (112, 114, 118),
}
_DESIGN: dict[Surface, Rgb] = _GROUND_COVER | {
    Surface.OTHER: (250, 224, 178),
    Surface.GROUND: (222, 206, 174),
    Surface.ROOF: (222, 138, 52),
    Surface.WALL: (255, 234, 190),
    Surface.WINDOW: (94, 124, 160),
    Surface.DOOR: (140, 84, 40),
    Surface.ROAD: (188, 178, 164),
    Surface.GREEN: (158, 184, 98),
    Surface.SQUARE: (236, 214, 176),
    Surface.INSTALLATION: (228, 176, 108),
    Surface.FURNITURE: (150, 100, 56),
    Surface.TREE: (120, 156, 78),
}

GROUND_PLANE: Rgb = _GROUND_COVER[Surface.TERRAIN]
SELECTION: Rgb = (0, 80, 220)
SELECTION_RIM: Rgb = (255, 255, 255)
PLAN_EDGE: Rgb = (96, 52, 12)
CONTEXT_EDGE: Rgb = (70, 64, 62)
LOOSE_LINE: Rgb = (84, 88, 98)
GHOST: Rgb = (120, 128, 150)
GHOST_EDGE: Rgb = (52, 58, 84)

# How far a material of what exists moves to its own grey, so that the plan stands out.
_SUBDUE = 0.22


def surface_colours(role: Role) -> NDArray[np.uint8]:
    """Return the colour of each `Surface` by its number, shape (n, 3) sRGB, for a role."""
    table = _DESIGN if role == "design" else _CONTEXT
    return np.array([table[surface] for surface in Surface], dtype=np.uint8)


def look_colours(mesh: CityMesh, looks: Looks, role: Role) -> NDArray[np.uint8]:
    """Return the sRGB colour of each look of a mesh, (k, 3).

    A material's own diffuse colour wins over the palette; an image is shown as it is, so what
    carries one is white, unless its material says that its colour tints it.
    """
    colours = surface_colours(role)[looks.surface]
    if mesh.materials:
        table, given = _material_table(mesh, role)
        use = (looks.material >= 0) & given[looks.material]
        colours[use] = table[looks.material[use]]
    tints = np.array([*(m.tint for m in mesh.materials), False])[looks.material]
    colours[(looks.texture >= 0) & ~tints] = 255
    return colours


def look_opacity(mesh: CityMesh, looks: Looks) -> NDArray[np.float32]:
    """Return the opacity 0..1 of each look of a mesh, (k,)."""
    table = np.array([*(m.opacity for m in mesh.materials), 1.0], dtype=np.float32)
    return table[looks.material]


def _material_table(mesh: CityMesh, role: Role) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    given = np.array([m.diffuse is not None for m in mesh.materials])
    rgb = np.array([m.diffuse or (0.0, 0.0, 0.0) for m in mesh.materials], dtype=np.float64)
    if role != "design":
        grey = rgb @ np.array([0.2126, 0.7152, 0.0722])
        rgb = rgb + _SUBDUE * (grey[:, None] - rgb)
    return np.clip(np.rint(rgb * 255.0), 0, 255).astype(np.uint8), given
