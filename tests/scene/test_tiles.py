"""Tiles in the view: at their true size, readable, and to be found from afar."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
import zxingcpp
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from mrapp.app.state import AssetShow
from mrapp.app.tiles.laid import LaidTile, LaidTiles
from mrapp.markers.codes import qr_modules
from mrapp.markers.raster import codes_raster
from mrapp.model.tile_layout import TileLayout, rd_from_tile
from mrapp.model.tiles import TilePlace, TileState
from mrapp.scene.city_view import CityView
from mrapp.scene.pose import Pose, Vec3, on_picture
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import grab, offscreen_window
from tests.scene.helpers import ORIGIN, state, town

pytestmark = pytest.mark.slow

SIZE = (640, 480)
TEXT = "HTTPS://SPOORZONE.EXAMPLE/T/K7QF2M9PA1B2"
# On the square of the town, in the open; and behind a house from where the second one looks.
SPOT: Vec3 = (0.0, -130.0, 0.0)


def _tile(name: str, spot: Vec3, heading_deg: float = 0.0, size_m: float = 0.5) -> LaidTile:
    x, y, nap = (ORIGIN.rd + np.array(spot)).tolist()
    place = TilePlace(x=x, y=y, nap=nap, heading_deg=heading_deg)
    modules = qr_modules(TEXT).modules
    picture = codes_raster(TileLayout(size_m, len(modules)), (0, 1, 2, 3), modules, 1.0)
    return LaidTile(name, place, size_m, TileState.PLANNED, picture)


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


@pytest.mark.parametrize("heading_deg", [0.0, 70.0])
def test_a_tile_that_is_drawn_can_be_read_and_measured(
    view: CityView, window: vtkRenderWindow, heading_deg: float
) -> None:
    tile = _tile("one", SPOT, heading_deg)
    view.tiles.show(LaidTiles((tile,)))
    view.pose = Pose((SPOT[0], SPOT[1], SPOT[2] + 1.2), 0.0, math.radians(-88.9))
    view.render()
    found = zxingcpp.read_barcodes(np.ascontiguousarray(grab(window)))
    assert [code.text for code in found] == [TEXT]
    at = found[0].position
    seen = [(p.x, p.y) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
    layout = TileLayout(tile.size_m, len(qr_modules(TEXT).modules))
    corners = layout.qr_corners() @ rd_from_tile(tile.place)[:3, :3].T + np.array(SPOT)
    x, y, _ = on_picture(corners, view.pose, SIZE).T
    assert np.abs(np.array(seen) - np.stack([x, SIZE[1] - y], axis=1)).max() < 4.0


def test_from_afar_a_sign_stands_over_it_that_can_be_clicked(view: CityView) -> None:
    tile = _tile("far", SPOT)
    view.tiles.show(LaidTiles((tile,), "far"))
    eye = (SPOT[0] + 40.0, SPOT[1] - 90.0, 60.0)
    view.pose = Pose.looking(eye, SPOT)
    view.render()
    x, y, _ = on_picture([SPOT], view.pose, SIZE)[0].tolist()
    assert view.tiles.under(x, SIZE[1] - y - 30.0) == "far"
    assert view.tiles.under(x + 60.0, SIZE[1] - y) is None
    view.tiles.hidden = True
    assert view.tiles.under(x, SIZE[1] - y - 30.0) is None


def test_tiles_leave_no_trace_when_they_go(view: CityView, window: vtkRenderWindow) -> None:
    view.pose = Pose.looking((SPOT[0] + 4.0, SPOT[1] - 9.0, 6.0), SPOT)
    view.render()
    before = grab(window)
    view.tiles.show(LaidTiles((_tile("one", SPOT), _tile("two", (2.0, -128.0, 0.0))), "one"))
    view.render()
    assert (grab(window) != before).any()
    view.tiles.show(None)
    view.render()
    assert np.array_equal(grab(window), before)
