"""Draws a synthetic city in one form and prints what it took: `python -m bench.city_frames FORM`.

In a process of its own, so that the memory of one form is not that of the other.
"""

import dataclasses
import json
import math
import sys
import time

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkStaticCellLocator

from bench.measure import median_s, memory_mb
from mrapp.app.state import AssetShow, SceneState, Sun
from mrapp.model.citymesh import CityMesh, CityObject, FileReport, Surface
from mrapp.model.frames import Origin
from mrapp.scene.city_view import CityView
from mrapp.scene.polydata import mesh_data
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import offscreen_window
from mrapp.scene.untyped import first_cell

ORIGIN = Origin(105_400.0, 424_560.0, 0.0)
SIZE_PX = (1280, 720)
ROWS = 316
_PITCH_M = 16.0
_SIDES = 8
_REPORT = FileReport("synthetic", "1", "EPSG:7415", {}, 0, 0, (), None, None, 0, 0)


def city(rows: int = ROWS) -> CityMesh:
    """Return rows x rows houses of 32 triangles each in a grid, in no order, as files have them."""
    houses, chance = rows * rows, np.random.default_rng(3)
    grid = np.stack(np.meshgrid(np.arange(rows), np.arange(rows)), axis=-1).reshape(-1, 2)
    place = chance.permutation(grid) * _PITCH_M - rows * _PITCH_M / 2.0
    angle = np.arange(_SIDES) * math.tau / _SIDES + math.pi / _SIDES
    ring = np.column_stack([5.0 + 5.0 * np.cos(angle), 6.0 + 6.0 * np.sin(angle)])
    foot = place[:, None] + np.concatenate([ring, ring, [[5.0, 6.0], [5.0, 6.0]]])
    height = 6.0 + 6.0 * chance.random((houses, 1))
    levels = np.concatenate([np.zeros(_SIDES), np.ones(_SIDES), [0.0, 1.4]])
    points = np.concatenate([foot, (height * levels)[..., None]], axis=2).reshape(-1, 3)
    cells, kinds = _house()
    count = 2 * _SIDES + 2
    triangles = (np.arange(houses)[:, None, None] * count + cells[None]).reshape(-1, 3)
    nothing, none = np.zeros(0, np.int32), np.full(len(triangles), -1, np.int32)
    return CityMesh(
        points_rd=points + ORIGIN.rd,
        triangles=triangles.astype(np.int32),
        object_index=np.repeat(np.arange(houses, dtype=np.int32), len(cells)),
        surface=np.tile(kinds, houses),
        material=none,
        texture=none,
        lines=np.zeros((0, 2), np.int32),
        line_object=nothing,
        spots=nothing,
        spot_object=nothing,
        objects=tuple(CityObject(f"h{n}", "Building", f"h{n}") for n in range(houses)),
        materials=(),
        textures=(),
        report=_REPORT,
    )


def _house() -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return the triangles of one house, (32, 3), and their surfaces: walls, roof, floor."""
    low, high, floor, top = range(_SIDES), range(_SIDES, 2 * _SIDES), 2 * _SIDES, 2 * _SIDES + 1
    pairs = [(i, (i + 1) % _SIDES) for i in range(_SIDES)]
    walls = [t for a, b in pairs for t in ((low[a], low[b], high[b]), (low[a], high[b], high[a]))]
    roofs = [(high[a], high[b], top) for a, b in pairs]
    floors = [(low[b], low[a], floor) for a, b in pairs]
    kinds = [Surface.WALL] * len(walls) + [Surface.ROOF] * len(roofs) + [Surface.GROUND] * _SIDES
    return np.array([*walls, *roofs, *floors]), np.array(kinds, np.uint8)


def merged(mesh: CityMesh) -> CityMesh:
    """Return the same city as one object with many parts, which is drawn as one mesh.

    As a plain viewer draws it, that is all of it: nothing is known of its faces.
    """
    things = tuple(dataclasses.replace(thing, root="h0") for thing in mesh.objects)
    plain = np.where(mesh.surface == Surface.GROUND, Surface.WALL, mesh.surface).astype(np.uint8)
    return dataclasses.replace(mesh, objects=things, surface=plain)


def poses() -> dict[str, Pose]:
    """Return where the city is seen from."""
    half = ROWS * _PITCH_M / 2.0
    return {
        "overview": Pose.looking((-half, -1.6 * half, half), (0.0, 0.0, 0.0)),
        "street": Pose.looking((13.0, -0.9 * half, 1.65), (13.0, half, 4.0)),
        "street in the middle": Pose.looking((13.0, 8.0, 1.65), (-half, -half, 4.0)),
    }


def _state(hidden: frozenset[str] = frozenset()) -> SceneState:
    sun = Sun(math.radians(200.0), math.radians(45.0))
    return SceneState(ORIGIN, (AssetShow("c", "context", "city", hidden=hidden),), sun)


def _frame_s(view: CityView, pose: Pose) -> float:
    """Seconds for a frame with a slightly turned head."""
    view.pose = pose

    def turn() -> None:
        now = view.pose
        view.pose = dataclasses.replace(now, heading_rad=now.heading_rad + 1e-4)
        view.render(interactive=True)

    view.render()
    return median_s(turn)


def _bare_query_s(mesh: CityMesh, pose: Pose) -> float:
    """Seconds for one ray in a bare vtkStaticCellLocator over the whole city."""
    locator = vtkStaticCellLocator()
    locator.SetDataSet(mesh_data(ORIGIN.local_from_rd(mesh.points_rd), mesh.triangles))
    locator.BuildLocator()
    x, y, z = (20_000.0 * way + at for way, at in zip(pose.forward, pose.eye, strict=True))
    ends = [(x, y, z + 40.0 * number) for number in range(100)]
    return median_s(lambda: [first_cell(locator, pose.eye, end) for end in ends]) / len(ends)


def _shown(view: CityView, mesh: CityMesh) -> dict[str, float]:
    """Seconds to show the city, and for a frame from each place."""
    start = time.perf_counter()
    view.show(_state(), {"c": mesh})
    taken = {"show": time.perf_counter() - start}
    return taken | {name: _frame_s(view, pose) for name, pose in poses().items()}


def main(form: str) -> None:
    """Print the figures of a form as one line of JSON."""
    mesh = city() if form == "tiles" else merged(city())
    window = offscreen_window()
    window.SetSize(*SIZE_PX)
    view = CityView(window, Quality.STANDARD)
    # What it takes to draw at all is neither form's.
    view.render()
    taken: dict[str, float] = {}
    memory = memory_mb(lambda: taken.update(_shown(view, mesh)))
    taken |= {"memory at most": memory.most, "memory": memory.stays}
    if form == "tiles":
        states = [_state(frozenset({"h7"})), _state()]

        def hide_and_show() -> None:
            for each in states:
                view.show(each, {"c": mesh})

        taken["hide"] = median_s(hide_and_show) / len(states)
        view.pose = poses()["overview"]
        rays = range(40, 1240, 12)
        taken["pick"] = median_s(lambda: [view.pick(x, 400) for x in rays]) / len(rays)
        taken["query"] = _bare_query_s(mesh, poses()["overview"])
    print(json.dumps(taken), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
