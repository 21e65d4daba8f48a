"""What one sees after "see everything", "walk here" and landing: the thing itself, and whole."""

import math
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow
from mrapp.io.readers import read_file
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.frames import Origin
from mrapp.scene.city_view import CityView
from mrapp.scene.navigator import Mode
from mrapp.scene.pose import Pose, on_picture
from mrapp.scene.snapshot import grab, offscreen_window
from mrapp.scene.walking import EYE_HEIGHT_M
from tests.scene.helpers import MeshBuilder, state, town

pytestmark = pytest.mark.slow


SIZE_PX = (1200, 760)
# Where the caption is, at its largest: this share of the width and of the height.
CAPTION = (0.35, 0.13)
DELFT = "cityjson/stac/delft.city.json"
SPARSE = "cityjson/3dbag_v210908/c1_rh/3dbag_v210908_fd2cee53_2092.json"


@contextmanager
def _view(*meshes: CityMesh, origin: Origin | None = None) -> Iterator[CityView]:
    window = offscreen_window()
    window.SetSize(*SIZE_PX)
    named = {f"m{number}": mesh for number, mesh in enumerate(meshes)}
    shown = state(*(AssetShow(name, "context", name) for name in named))
    if origin is not None:
        shown = type(shown)(origin, shown.shows, shown.sun)
    with closing(CityView(window)) as view:
        view.show(shown, named)
        yield view
    window.Finalize()


def _arrive(view: CityView) -> Pose:
    while view.navigator.tick(0.1):
        pass
    return view.pose


def _all_seen(places: NDArray[np.float64], pose: Pose) -> bool:
    """Whether places (n, 3) are in the picture and not under the caption."""
    pixels = on_picture(places, pose, SIZE_PX)
    x, y = pixels[:, 0] / SIZE_PX[0], pixels[:, 1] / SIZE_PX[1]
    inside = (pixels[:, 2] > 0.0) & (x > 0.0) & (x < 1.0) & (y > 0.0) & (y < 1.0)
    return bool((inside & ~((x < CAPTION[0]) & (y < CAPTION[1]))).all())


def _read(path: Path) -> tuple[CityMesh, Origin, NDArray[np.float64]]:
    """Return a file, the origin in its middle, and its corners in local metres."""
    mesh = read_file(path)
    points = mesh.points_rd[np.unique(mesh.triangles)]
    middle = np.round((points.min(axis=0) + points.max(axis=0)) / 2.0)
    origin = Origin(float(middle[0]), float(middle[1]), 0.0)
    return mesh, origin, origin.local_from_rd(points).astype(np.float64)


@pytest.mark.parametrize("name", [DELFT, SPARSE])
def test_home_shows_all_of_a_real_file(testdata: Path, name: str) -> None:
    """Every corner of every building is in the picture, also of the block right in front."""
    mesh, origin, points = _read(testdata / name)
    with _view(mesh, origin=origin) as view:
        assert _all_seen(points, view.navigator.home)


@pytest.mark.parametrize("rows", [1, 2, 5])
def test_home_fills_the_picture_with_a_small_place_too(rows: int) -> None:
    """One house, four, and a tile of twenty-five: neither a dot nor a wall, with sky above."""
    make = MeshBuilder()
    for number in range(rows * rows):
        x, y = 15.0 * (number % rows), 22.0 * (number // rows)
        make.box(f"house {number}", (x, y, 0.0), (x + 9.0, y + 8.0, 7.0))
    points = make.mesh().points_rd - state().origin.rd
    with _view(make.mesh()) as view:
        home = view.navigator.home
    assert _all_seen(points, home)
    filled = np.ptp(on_picture(points, home, SIZE_PX)[:, :2], axis=0) / SIZE_PX
    assert 0.45 < filled.max() < 0.9
    assert filled.min() > 0.3
    assert home.pitch_rad + home.field_of_view_rad / 2.0 > 0.0, "there is sky"
    assert home.eye[2] > 9.0, "the roofs are seen"


def test_home_stays_with_the_project_when_a_file_lies_far_away() -> None:
    """However much there is 120 km away, home shows all of the town and looks at it."""
    house = MeshBuilder()
    for number in range(600):
        x = 110_000.0 + 15.0 * number
        house.box(f"far {number}", (x, 50_000.0, 0.0), (x + 9.0, 50_009.0, 7.0))
    near = town()
    points = near.points_rd - state().origin.rd
    with _view(near) as view:
        alone = view.navigator.home
    with _view(near, house.mesh()) as view:
        home = view.navigator.home
        assert _all_seen(points, home)
        assert home.eye == pytest.approx(alone.eye)


def test_a_file_far_away_leaves_the_haze_over_the_horizon() -> None:
    """The picture from home is the same, whether or not there is a house 120 km away."""
    pictures = []
    for far in (False, True):
        house = MeshBuilder()
        x = 120_000.0 if far else 20.0
        house.box("far", (x, 0.0, 0.0), (x + 0.01, 0.01, 0.01))
        house.plane("lawn", (x, 0.0), (x + 0.01, 0.01), 0.0, Surface.TERRAIN)
        with _view(town(), house.mesh()) as view:
            view.pose = Pose((0.0, -420.0, 190.0), 0.0, math.radians(-23.0))
            view.render()
            pictures.append(grab(view._window).astype(int))
    # Away from the town: the land near the horizon, and the land beside the town.
    gaps = np.abs(pictures[0] - pictures[1]).max(axis=2)
    assert np.percentile(gaps, 99.0) <= 2


@pytest.mark.parametrize("side", [0, 1, 2, 3])
def test_who_walks_to_a_building_looks_at_it(side: int) -> None:
    """From each side: stands on that side in the open, far enough off to see it whole."""
    make = MeshBuilder()
    make.box("hall", (-10.0, -6.0, 0.0), (10.0, 6.0, 14.0))
    corners = make.mesh().points_rd - state().origin.rd
    bearing = side * math.pi / 2.0 + 0.2
    with _view(make.mesh()) as view:
        eye = (200.0 * math.sin(bearing), 200.0 * math.cos(bearing), 120.0)
        view.pose = Pose.looking(eye, (60.0, 60.0, 0.0))
        view.navigator.stand_before(corners)
        pose = _arrive(view)
        assert view.navigator.mode == Mode.WALK
        pixels = on_picture(corners, pose, SIZE_PX)
        assert (pixels > 0.0).all()
        assert (pixels[:, :2] < SIZE_PX).all()
    assert pose.eye[2] == pytest.approx(EYE_HEIGHT_M, abs=0.05)
    assert pose.pitch_rad > 0.05, "slightly up"
    assert math.cos(math.atan2(pose.eye[0], pose.eye[1]) - bearing) > 0.7, "on this side"
    gaps = np.maximum(np.abs(pose.eye[:2]) - (10.0, 6.0), 0.0)
    assert 8.0 <= np.linalg.norm(gaps) <= 40.0


def test_who_walks_to_a_house_in_a_street_sees_it_past_its_neighbours() -> None:
    """Each house of a town: looked at, with nothing between, no nearer than a street allows."""
    mesh = town()
    points = mesh.points_rd - state().origin.rd
    houses = [n for n, thing in enumerate(mesh.objects) if thing.type == "Building"]
    with _view(mesh) as view:
        for house in houses[::13]:
            corners = points[mesh.triangles[mesh.object_index == house]].reshape(-1, 3)
            middle = corners.mean(axis=0)
            view.pose = view.navigator.home
            view.navigator.stand_before(corners)
            pose = _arrive(view)
            x, y = np.array(SIZE_PX) / 2.0
            hit = view.pick(x, y)
            assert hit is not None
            way = Pose.looking(pose.eye, (*middle[:2], pose.eye[2])).heading_rad
            assert math.cos(way - pose.heading_rad) > 0.99
            assert hit.ref is not None
            assert hit.ref.object_id == mesh.objects[house].id
            assert math.dist(hit.point_local, pose.eye) > 5.0


@pytest.mark.parametrize("name", [DELFT, SPARSE])
def test_landing_in_a_real_file_is_before_a_building(testdata: Path, name: str) -> None:
    """From home to the street: a building is near and in the picture, and no wall fills it."""
    mesh, origin, _ = _read(testdata / name)
    with _view(mesh, origin=origin) as view:
        view.pose = view.navigator.home
        view.navigator.set_mode(Mode.WALK)
        pose = _arrive(view)
        # Along the horizon: what is as high as one's eyes.
        share = math.tan(pose.pitch_rad) / math.tan(pose.field_of_view_rad / 2.0)
        horizon_px = SIZE_PX[1] / 2.0 * (1.0 + share) - 1.0
        across = np.linspace(0.1, 0.9, 17) * SIZE_PX[0]
        hits = [view.pick(float(x), horizon_px) for x in across]
    away = [math.dist(h.point_local, pose.eye) for h in hits if h and h.ref]
    assert min(away) > 5.0
    assert sum(metres < 60.0 for metres in away) >= 3


def test_the_demo_is_seen_whole() -> None:
    """From home all of the demonstration is in the picture, out to the edges of its land."""
    folder = Path(__file__).parents[2] / "models/spoorzone"
    meshes = [read_file(path) for path in sorted((folder / "assets").glob("*.city.json"))]
    points = np.concatenate([mesh.points_rd for mesh in meshes])
    middle = np.round((points.min(axis=0) + points.max(axis=0)) / 2.0)
    origin = Origin(float(middle[0]), float(middle[1]), 0.0)
    with _view(*meshes, origin=origin) as view:
        assert _all_seen(origin.local_from_rd(points).astype(np.float64), view.navigator.home)
