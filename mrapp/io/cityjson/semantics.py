"""What each surface is: by its semantics, else by its object's type, else by where it faces."""

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import Surface

UNKNOWN = 254
"""A semantic surface that says nothing we know: decided by the object's type, later."""
BROKEN = 253
"""A value that points to no semantic surface: reported, then decided like `UNKNOWN`."""
BY_NORMAL = 255
"""An object type that leaves it to the geometry: buildings without semantics."""

_BY_SEMANTIC = {
    "RoofSurface": Surface.ROOF,
    "GroundSurface": Surface.GROUND,
    "WallSurface": Surface.WALL,
    "ClosureSurface": Surface.WALL,
    "OuterCeilingSurface": Surface.WALL,
    "OuterFloorSurface": Surface.ROOF,
    "Window": Surface.WINDOW,
    "WindowSurface": Surface.WINDOW,
    "Door": Surface.DOOR,
    "DoorSurface": Surface.DOOR,
    "InteriorWallSurface": Surface.WALL,
    "CeilingSurface": Surface.WALL,
    "FloorSurface": Surface.GROUND,
    "WaterSurface": Surface.WATER,
    "WaterGroundSurface": Surface.WATER,
    "WaterClosureSurface": Surface.WATER,
    "TrafficArea": UNKNOWN,
    "AuxiliaryTrafficArea": UNKNOWN,
    "TransportationMarking": UNKNOWN,
    "TransportationHole": UNKNOWN,
}

_BY_TYPE = {
    "Building": BY_NORMAL,
    "BuildingPart": BY_NORMAL,
    "BuildingStorey": BY_NORMAL,
    "BuildingUnit": BY_NORMAL,
    "BuildingInstallation": Surface.INSTALLATION,
    "BuildingConstructiveElement": Surface.INSTALLATION,
    "BuildingFurniture": Surface.FURNITURE,
    "BridgeInstallation": Surface.INSTALLATION,
    "BridgeConstructiveElement": Surface.INSTALLATION,
    "BridgeFurniture": Surface.FURNITURE,
    "TunnelInstallation": Surface.INSTALLATION,
    "TunnelConstructiveElement": Surface.INSTALLATION,
    "TunnelFurniture": Surface.FURNITURE,
    "OtherConstruction": Surface.INSTALLATION,
    "TINRelief": Surface.TERRAIN,
    "LandUse": Surface.TERRAIN,
    "Road": Surface.ROAD,
    "Railway": Surface.RAIL,
    "TransportSquare": Surface.SQUARE,
    "Waterway": Surface.WATER,
    "WaterBody": Surface.WATER,
    "PlantCover": Surface.GREEN,
    "SolitaryVegetationObject": Surface.TREE,
    "CityFurniture": Surface.FURNITURE,
}

_STEEP = 0.17  # the sine of 10 degrees: flatter than that from the vertical is a wall
_GROUND_SLACK_M = 0.5


def code_of_semantic(kind: str) -> int | None:
    """Return the `Surface` of a semantic surface type, `UNKNOWN`, or None for a type of no spec."""
    return _BY_SEMANTIC.get(kind)


def code_of_type(kind: str) -> int:
    """Return the `Surface` of a CityJSON object type without semantics, or `BY_NORMAL`."""
    return _BY_TYPE.get(kind, Surface.OTHER)


def settle(
    codes: NDArray[np.uint8],
    type_codes: NDArray[np.uint8],
    points: NDArray[np.float64],
    triangles: NDArray[np.int32],
    owner: NDArray[np.int32],
) -> NDArray[np.uint8]:
    """Return a `Surface` for each triangle.

    codes: (m,) from the semantics, with `UNKNOWN` where they say nothing; type_codes: (m,) of the
    triangle's object; points: (n, 3) metres, z up; triangles: (m, 3) into points; owner: (m,) the
    object of each triangle.
    """
    settled = np.where(codes >= BROKEN, type_codes, codes).astype(np.uint8)
    open_ones = np.flatnonzero(settled == BY_NORMAL)
    if len(open_ones):
        settled[open_ones] = _by_normal(points[triangles[open_ones]], owner[open_ones])
    return settled


def _by_normal(corners: NDArray[np.float64], owner: NDArray[np.int32]) -> NDArray[np.uint8]:
    """Roofs look up, the ground looks down at the object's lowest level, the rest are walls."""
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    rise = normal[:, 2] / np.maximum(np.linalg.norm(normal, axis=1), 1e-12)
    low = corners[:, :, 2].min(axis=1)
    lowest = np.full(int(owner.max()) + 1, np.inf)
    np.minimum.at(lowest, owner, low)
    codes = np.full(len(corners), Surface.WALL, dtype=np.uint8)
    codes[rise > _STEEP] = Surface.ROOF
    codes[(rise < -_STEEP) & (low < lowest[owner] + _GROUND_SLACK_M)] = Surface.GROUND
    return codes
