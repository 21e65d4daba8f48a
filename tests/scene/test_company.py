"""Who is with us in the city and what is pointed at: where they are, as large as suits the eye."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from mrapp.app.state import AssetShow
from mrapp.scene.city_view import CityView
from mrapp.scene.pose import Pose, Vec3, on_picture
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import grab, offscreen_window
from mrapp.scene.wearer import Hold, Wearer
from tests.scene.helpers import state, town

pytestmark = pytest.mark.slow

SIZE = (480, 320)
# On the square of the town, in the open.
SPOT: Vec3 = (0.0, -130.0, 0.0)


@pytest.fixture
def window() -> Iterator[vtkRenderWindow]:
    window = offscreen_window()
    window.SetSize(*SIZE)
    yield window
    window.Finalize()


@pytest.fixture
def view(window: vtkRenderWindow) -> Iterator[CityView]:
    view = CityView(window, Quality.FAST)
    view.show(state(AssetShow("town", "context", "town")), {"town": town()})
    yield view
    view.close()


def _differs(view: CityView, window: vtkRenderWindow, pose: Pose) -> NDArray[np.bool_]:
    """Return where a picture is another one with company than without, top row first."""
    view.pose = pose
    pictures = []
    for shown in (False, True):
        view.company.shown = shown
        view.render()
        pictures.append(grab(window).astype(int))
    found: NDArray[np.bool_] = np.abs(pictures[0] - pictures[1]).max(axis=-1) > 40
    return found


def _at(place: Vec3, pose: Pose) -> tuple[int, int]:
    x, y, ahead = on_picture([place], pose, SIZE)[0].tolist()
    assert ahead > 0.0
    return SIZE[1] - 1 - round(y), round(x)


def _looking_east(eye: Vec3) -> NDArray[np.float64]:
    result = np.eye(4)
    result[:3, :3] = np.column_stack([(0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (-1.0, 0.0, 0.0)])
    result[:3, 3] = eye
    return result


@pytest.mark.parametrize("away_m", [12.0, 250.0])
def test_a_visitor_is_found_near_and_far_and_looks_the_right_way(
    view: CityView, window: vtkRenderWindow, away_m: float
) -> None:
    eye = (SPOT[0], SPOT[1], 1.6)
    head = _looking_east(eye)
    grip = _looking_east((0.3, SPOT[1] - 0.2, 1.1))
    view.company.wearer = Wearer(head, 0.0, hands=(Hold(grip, (grip, 3.0)),))
    pose = Pose.looking((SPOT[0], SPOT[1] - away_m, 0.5 * away_m), SPOT)
    changed = _differs(view, window, pose)
    # As large as an eye finds it, wherever it is; and no more than that.
    assert 60 < changed.sum() < 0.12 * changed.size
    row, column = _at(SPOT, pose)
    assert changed[row - 12 : row + 12, column - 12 : column + 12].any()
    # The line on the ground lies to the east, which is to the right from the south.
    assert changed[row, column + 1 :].sum() > changed[row, :column].sum()


def test_who_looks_from_where_the_visitor_is_sees_nothing_of_them(
    view: CityView, window: vtkRenderWindow
) -> None:
    eye = (SPOT[0], SPOT[1], 1.6)
    view.company.wearer = Wearer(_looking_east(eye), 0.0)
    assert not _differs(view, window, Pose(eye, 0.0, 0.0)).any()


def test_an_arrow_stands_on_its_place_and_is_as_large_from_far_away(
    view: CityView, window: vtkRenderWindow
) -> None:
    view.company.place = SPOT
    tall = []
    for away_m in (30.0, 200.0):
        pose = Pose.looking((SPOT[0], SPOT[1] - away_m, 0.4 * away_m), SPOT)
        changed = _differs(view, window, pose)
        row, column = _at(SPOT, pose)
        rows = np.flatnonzero(changed[:, column - 3 : column + 4].any(axis=1))
        # It points down at the place: nothing of it is below.
        assert abs(int(rows.max()) - row) <= 3
        wide = changed[row - 30 : row].any(axis=0).sum()
        tall.append(int(wide))
    assert tall[0] == pytest.approx(tall[1], rel=0.35)
