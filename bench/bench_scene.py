"""The city in tiles against the same city as one merged mesh, and what a change and a click cost.

The city is synthetic: equal houses in a grid. The merged one is made by calling all houses parts
of the first.
"""

import dataclasses
import math
from collections.abc import Iterator
from functools import partial

import numpy as np

from bench.measure import Figure, median_s
from mrapp.app.state import AssetShow, SceneState, Sun
from mrapp.model.citymesh import CityMesh, CityObject, FileReport, Surface
from mrapp.model.frames import Origin
from mrapp.scene.city_view import CityView
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import offscreen_window

ORIGIN = Origin(105_400.0, 424_560.0, 0.0)
SIZE_PX = (1280, 720)
ROWS = 100
PITCH_M = 16.0
_REPORT = FileReport("synthetic", "1", "EPSG:7415", {}, 0, 0, (), None, None, 0, 0)


def city(rows: int = ROWS) -> CityMesh:
    """Return rows x rows houses of 10 triangles on a level land."""
    houses = rows * rows
    place = np.stack(np.meshgrid(np.arange(rows), np.arange(rows)), axis=-1).reshape(-1, 1, 2)
    square = np.array([[0, 0], [10, 0], [10, 12], [0, 12]])
    foot = place * PITCH_M + np.concatenate([square, square])[None]
    height = 6.0 + 6.0 * np.random.default_rng(3).random((houses, 1))
    z = np.concatenate([np.zeros((houses, 4)), np.tile(height, (1, 4))], axis=1)
    points = np.concatenate([foot - rows * PITCH_M / 2.0, z[..., None]], axis=2).reshape(-1, 3)
    walls = [(i, (i + 1) % 4, 4 + (i + 1) % 4, 4 + i) for i in range(4)]
    cells = np.array([t for a, b, c, d in [*walls, (4, 5, 6, 7)] for t in ((a, b, c), (a, c, d))])
    triangles = (np.arange(houses)[:, None, None] * 8 + cells[None]).reshape(-1, 3)
    count = len(triangles)
    kinds = np.array([Surface.WALL] * 8 + [Surface.ROOF] * 2, dtype=np.uint8)
    nothing, none = np.zeros(0, dtype=np.int32), np.full(count, -1, dtype=np.int32)
    return CityMesh(
        points_rd=points + ORIGIN.rd,
        triangles=triangles.astype(np.int32),
        object_index=np.repeat(np.arange(houses, dtype=np.int32), len(cells)),
        surface=np.tile(kinds, houses),
        material=none,
        texture=none,
        uv=np.zeros((0, 3, 2), dtype=np.float32),
        lines=np.zeros((0, 2), dtype=np.int32),
        line_object=nothing,
        spots=nothing,
        spot_object=nothing,
        objects=tuple(CityObject(f"h{n}", "Building", f"h{n}") for n in range(houses)),
        materials=(),
        textures=(),
        report=_REPORT,
    )


def merged(mesh: CityMesh) -> CityMesh:
    """Return the same city as one object with many parts, which is drawn as one mesh."""
    things = tuple(dataclasses.replace(thing, root="h0") for thing in mesh.objects)
    return dataclasses.replace(mesh, objects=things)


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


def figures() -> Iterator[Figure]:
    """Frames from above and in the street, hiding a house, and a click."""
    mesh = city()
    half = ROWS * PITCH_M / 2.0
    poses = {
        "overview": Pose.looking((-half, -1.6 * half, half), (0.0, 0.0, 0.0)),
        "street": Pose.looking((13.0, -0.9 * half, 1.65), (13.0, half, 4.0)),
    }
    taken: dict[tuple[str, str], float] = {}
    for form, shown in (("tiles", mesh), ("merged", merged(mesh))):
        window = offscreen_window()
        window.SetSize(*SIZE_PX)
        view = CityView(window, Quality.STANDARD)
        yield Figure(f"{form}: show", median_s(partial(_show_new, view, shown), 1), "s")
        for name, pose in poses.items():
            taken[form, name] = _frame_s(view, pose)
            yield Figure(f"{form}: a frame, {name}", taken[form, name] * 1e3, "ms")
        if form == "tiles":
            yield from _small_things(view, shown)
        view.close()
        window.Finalize()
    for name in poses:
        ratio = taken["tiles", name] / taken["merged", name]
        yield Figure(f"a frame in tiles / merged, {name}", ratio, "", "at most 1.5")


def _show_new(view: CityView, mesh: CityMesh) -> None:
    view.show(_state(), {"c": dataclasses.replace(mesh)})


def _small_things(view: CityView, mesh: CityMesh) -> Iterator[Figure]:
    kept = {"c": dataclasses.replace(mesh)}
    view.show(_state(), kept)
    states = [_state(frozenset({"h7"})), _state()]

    def hide_and_show() -> None:
        for state in states:
            view.show(state, kept)

    yield Figure("tiles: hide a house", median_s(hide_and_show) / len(states) * 1e3, "ms")
    view.pick(640, 400)
    clicks = median_s(lambda: [view.pick(x, 400) for x in range(40, 1240, 12)])
    yield Figure("tiles: a click", clicks / 100 * 1e6, "us")
