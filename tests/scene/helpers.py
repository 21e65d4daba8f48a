"""A small town in code: what the scene's tests draw, walk in and measure."""

import math
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

from mrapp.app.state import AssetShow, SceneState, Sun
from mrapp.model.citymesh import CityMesh, CityObject, FileReport, Material, Surface
from mrapp.model.frames import Origin

ORIGIN = Origin(105_400.0, 424_560.0, 0.0)
NOON = datetime(2026, 6, 21, 11, 40, tzinfo=UTC)
REPORT = FileReport("test", "1", "EPSG:7415", {}, 0, 0, (), None, None, 0, 0)


class MeshBuilder:
    """Collects boxes, planes and trees in local metres and makes a CityMesh of them."""

    def __init__(self) -> None:
        self._points: list[NDArray[np.float64]] = []
        self._triangles: list[NDArray[np.int64]] = []
        self._object: list[int] = []
        self._surface: list[int] = []
        self._material: list[int] = []
        self._objects: list[CityObject] = []
        self._materials: list[Material] = []
        self._count = 0

    def thing(self, name: str, kind: str = "Building", root: str | None = None) -> int:
        """Add an object and return its number."""
        self._objects.append(CityObject(name, kind, root or name))
        return len(self._objects) - 1

    def material(self, colour: tuple[float, float, float], opacity: float = 1.0) -> int:
        """Add a material and return its number."""
        self._materials.append(Material("m", colour, opacity=opacity))
        return len(self._materials) - 1

    def faces(
        self,
        thing: int,
        points: NDArray[np.float64],
        triangles: NDArray[np.int64],
        surface: Surface,
        material: int = -1,
    ) -> None:
        """Add triangles (k, 3) over points (n, 3), local metres."""
        self._points.append(points)
        self._triangles.append(triangles + self._count)
        self._count += len(points)
        self._object += [thing] * len(triangles)
        self._surface += [int(surface)] * len(triangles)
        self._material += [material] * len(triangles)

    def box(
        self,
        name: str,
        low: tuple[float, float, float],
        high: tuple[float, float, float],
        root: str | None = None,
        material: int = -1,
    ) -> int:
        """Add a box with a roof, four walls and a floor; return its object."""
        thing = self.thing(name, "Building" if root is None else "BuildingPart", root)
        (x0, y0, z0), (x1, y1, z1) = low, high
        points = np.array([[x, y, z] for z in (z0, z1) for y in (y0, y1) for x in (x0, x1)])
        roof = np.array([[4, 5, 7], [4, 7, 6]])
        floor = np.array([[0, 3, 1], [0, 2, 3]])
        sides = [(0, 1, 5, 4), (1, 3, 7, 5), (3, 2, 6, 7), (2, 0, 4, 6)]
        walls = np.array([t for a, b, c, d in sides for t in ((a, b, c), (a, c, d))])
        self.faces(thing, points, roof, Surface.ROOF, material)
        self.faces(thing, points, walls, Surface.WALL, material)
        self.faces(thing, points, floor, Surface.GROUND, material)
        return thing

    def plane(
        self,
        name: str,
        low: tuple[float, float],
        high: tuple[float, float],
        z: float,
        surface: Surface,
        steps: int = 1,
    ) -> int:
        """Add a level plane of steps x steps squares; return its object."""
        thing = self.thing(name, "LandUse")
        xs, ys = (np.linspace(low[i], high[i], steps + 1) for i in (0, 1))
        grid = np.array([[x, y, z] for y in ys for x in xs])
        corner = np.array([r * (steps + 1) + c for r in range(steps) for c in range(steps)])
        one = np.stack([corner, corner + 1, corner + steps + 2], axis=1)
        two = np.stack([corner, corner + steps + 2, corner + steps + 1], axis=1)
        self.faces(thing, grid, np.concatenate([one, two]), surface)
        return thing

    def tree(self, name: str, x: float, y: float, height: float = 9.0) -> int:
        """Add a round tree; return its object."""
        thing = self.thing(name, "SolitaryVegetationObject")
        radius, middle = height * 0.32, height * 0.62
        lat, lon = np.meshgrid(np.linspace(-1.4, 1.4, 7), np.linspace(0, math.tau, 9)[:-1])
        shape = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1)
        points = shape.reshape(-1, 3) * radius + np.array([x, y, middle])
        cells = [
            (a * 7 + b, ((a + 1) % 8) * 7 + b, ((a + 1) % 8) * 7 + b + 1, a * 7 + b + 1)
            for a in range(8)
            for b in range(6)
        ]
        triangles = np.array([t for a, b, c, d in cells for t in ((a, b, c), (a, c, d))])
        self.faces(thing, points, triangles, Surface.TREE)
        return thing

    def mesh(self) -> CityMesh:
        """Return what was collected."""
        count = len(self._object)
        none = np.zeros((0, 2), dtype=np.int32)
        nothing = np.zeros(0, dtype=np.int32)
        return CityMesh(
            points_rd=np.concatenate(self._points) + ORIGIN.rd,
            triangles=np.concatenate(self._triangles).astype(np.int32),
            object_index=np.array(self._object, dtype=np.int32),
            surface=np.array(self._surface, dtype=np.uint8),
            material=np.array(self._material, dtype=np.int32),
            texture=np.full(count, -1, dtype=np.int32),
            lines=none,
            line_object=nothing,
            spots=nothing,
            spot_object=nothing,
            objects=tuple(self._objects),
            materials=tuple(self._materials),
            textures=(),
            report=REPORT,
        )


def town(seed: int = 7, blocks: int = 6) -> CityMesh:
    """Return a town of streets and blocks, with trees and a canal, around the origin."""
    rng = np.random.default_rng(seed)
    make = MeshBuilder()
    half = blocks * 25.0 + 20.0
    make.plane("land", (-half, -half), (half, half), 0.0, Surface.TERRAIN, 8)
    for row in range(-blocks // 2, blocks // 2):
        for column in range(-blocks // 2, blocks // 2):
            x, y = column * 50.0 + 5.0, row * 50.0 + 5.0
            for number in range(4):
                width, height = 9.0, float(rng.uniform(6.0, 14.0))
                low = (x + number * 10.0, y, 0.0)
                high = (x + number * 10.0 + width, y + 12.0 + float(rng.uniform(-2, 2)), height)
                make.box(f"house {row} {column} {number}", low, high)
            make.tree(f"tree {row} {column}", x + 20.0, y + 28.0, float(rng.uniform(6.0, 11.0)))
    return make.mesh()


def plan() -> CityMesh:
    """Return a planned tower with a lower part beside it."""
    make = MeshBuilder()
    make.thing("tower")
    make.box("tower-high", (-22.0, 26.0, 0.0), (-6.0, 42.0, 48.0), root="tower")
    make.box("tower-low", (-6.0, 26.0, 0.0), (20.0, 42.0, 12.0), root="tower")
    make.plane("square", (-24.0, 14.0), (24.0, 25.0), 0.05, Surface.SQUARE)
    return make.mesh()


def renderers_of(window: vtkRenderWindow) -> list[vtkRenderer]:
    """Return what draws in a window."""
    found = window.GetRenderers()
    each = [found.GetItemAsObject(number) for number in range(found.GetNumberOfItems())]
    return [one for one in each if isinstance(one, vtkRenderer)]


def sun(azimuth_deg: float, elevation_deg: float) -> Sun:
    """Return a sun at these angles, azimuth clockwise from north."""
    return Sun(math.radians(azimuth_deg), math.radians(elevation_deg))


def state(*shows: AssetShow, at: Sun | None = None, **more: object) -> SceneState:
    """Return a state that shows these files under a sun."""
    return SceneState(ORIGIN, shows, at or sun(200.0, 45.0), **more)  # type: ignore[arg-type]
