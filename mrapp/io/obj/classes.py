"""City classes in the names of materials, as 3dfier writes them.

Source: https://github.com/tudelft3d/3dfier, the classes of the Dutch base map BGT.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mrapp.io.reading import DESIGN
from mrapp.model.citymesh import Surface

_SURFACES: Mapping[str, Surface] = {
    "Building": Surface.ROOF,
    "BuildingWall": Surface.WALL,
    "BuildingFloor": Surface.GROUND,
    "Terrain": Surface.TERRAIN,
    "TerrainWall": Surface.TERRAIN,
    "Forest": Surface.GREEN,
    "ForestWall": Surface.GREEN,
    "Road": Surface.ROAD,
    "RoadWall": Surface.ROAD,
    "Water": Surface.WATER,
    "WaterWall": Surface.WATER,
    "Separation": Surface.INSTALLATION,
    "SeparationWall": Surface.INSTALLATION,
    "Bridge": Surface.INSTALLATION,
    "BridgeWall": Surface.INSTALLATION,
}
_TYPES: Mapping[str, str] = {
    "Building": "Building",
    "Terrain": "LandUse",
    "Forest": "PlantCover",
    "Road": "Road",
    "Water": "WaterBody",
    "Separation": "OtherConstruction",
    "Bridge": "Bridge",
}


def surface_codes(materials: Sequence[str]) -> NDArray[np.uint8]:
    """Return the `Surface` that each material's name stands for, and one more for no material."""
    codes = [_SURFACES.get(name, Surface.OTHER) for name in materials]
    return np.array([*codes, Surface.OTHER], np.uint8)


def type_of(material: str) -> str:
    """Return the CityJSON type of an object whose faces have this material."""
    return _TYPES.get(material.removesuffix("Wall").removesuffix("Floor"), DESIGN)
