"""The sheet for who lays a tile: what it is measured from, its heading, all of it on the page."""

from math import dist

import numpy as np
import pytest
import zxingcpp

from mrapp.app.tiles.planning import heading_told, place_told
from mrapp.markers.design import design_tile
from mrapp.markers.printing.mapping import fixes, off_wall_m, turn_deg
from mrapp.markers.printing.mounting import mounting_page
from mrapp.markers.printing.pages import Page
from mrapp.markers.printing.pictures import picture
from mrapp.markers.printing.sheets import Printed
from mrapp.model.ground_plan import GroundPlan, Outline, PlanName
from mrapp.model.project import OriginSpec, Project
from mrapp.model.tiles import TileOpens, TilePlace
from tests.markers.test_design import tile_of, words_of

pytestmark = pytest.mark.slow

_X, _Y = 105_000, 424_000


def _house(west_m: float, south_m: float, wide_m: float, deep_m: float) -> Outline:
    w, s, wide, deep = (round(10 * each) for each in (west_m, south_m, wide_m, deep_m))
    return Outline(kind="building", rings=((w, s, wide, 0, 0, deep, -wide, 0),))


_ROW = GroundPlan(
    x=_X,
    y=_Y,
    outlines=(
        Outline(kind="road", rings=((0, 0, 2000, 0, 0, 300, -2000, 0),)),
        _house(20, 40, 6, 9), _house(26, 40, 6, 9), _house(32, 40, 6, 9),
    ),
    names=(PlanName(name="Spoorlaan", at=(250, 320), along=(900, 40)),),
)  # fmt: skip


def _place(east_m: float, north_m: float, heading_deg: float = 0.0) -> TilePlace:
    return TilePlace(x=_X + east_m, y=_Y + north_m, heading_deg=heading_deg)


def test_a_place_is_measured_from_corners_that_can_be_seen() -> None:
    found = fixes(_ROW, _place(29, 30))
    assert found is not None
    ends = {(_X + 20.0, _Y + 40.0), (_X + 38.0, _Y + 40.0)}
    assert {found.a, found.b} == ends  # not where one house joins the next
    assert fixes(_ROW, _place(29, 900)) is None
    assert fixes(_ROW.model_copy(update={"outlines": ()}), _place(29, 30)) is None


def test_a_heading_is_told_against_the_line_between_two_corners() -> None:
    a, b = (0.0, 0.0), (10.0, 0.0)  # to the east
    turns = [turn_deg(heading, a, b) for heading in (90.0, 100.0, 0.0, 359.0, 270.0)]
    assert turns == pytest.approx([0.0, 10.0, -90.0, -91.0, -180.0])
    assert off_wall_m((3.0, -4.0), a, b) == pytest.approx(4.0)


@pytest.mark.parametrize("plan", [_ROW, None])
def test_the_sheet_shows_all_of_it_within_the_page_and_its_code_is_read(
    plan: GroundPlan | None,
) -> None:
    name = "Burgemeester de Raadtsingel hoek Spuiboulevard, noordzijde bij de fietsenstalling"
    place = _place(29, 30, 137.0)
    tile = tile_of().model_copy(update={"place": place, "opens": TileOpens(variant="x" * 90)})
    words = words_of(name, owner=name)
    project = Project(id="p", name={"nl": name}, origin=OriginSpec(x=_X, y=_Y), tiles=(tile,))
    printed = Printed(tile, design_tile(tile, words), words, ("nl",))
    page = mounting_page(printed, project, tile, plan)
    for layer in page.layers:
        left, bottom, right, top = layer.shape.box
        assert min(left, bottom, 210.0 - right, 297.0 - top) > 10.0, layer.name
    shown = picture(page, 6.0)
    assert [code.text for code in zxingcpp.read_barcodes(shown)] == [words.address]
    drawn = {layer.name for layer in page.layers}
    assert ({"road", "building", "names", "corner A"} <= drawn) == (plan is not None)
    assert ("no map" in drawn) == (plan is None)
    beside = tile.model_copy(update={"place": _place(29, 3_000, 359.97)})
    empty = mounting_page(printed, project, beside, plan)
    assert "no map" in {layer.name for layer in empty.layers}
    if plan is not None:
        middles = [_middle(page, name) for name in ("corner A", "tile middle")]
        assert dist(*middles) == pytest.approx(np.hypot(9, 10) / 0.25, abs=0.01)


def test_a_heading_just_before_north_is_told_as_north() -> None:
    assert [heading_told(each) for each in (0.0, 359.94, 359.97, 90.25)] == [
        "0.0", "359.9", "0.0", "90.2"
    ]  # fmt: skip
    assert place_told(_place(0, 0, 359.97)).endswith(" 0.0°")


def _middle(page: Page, name: str) -> tuple[float, float]:
    left, bottom, right, top = next(each for each in page.layers if each.name == name).shape.box
    return (left + right) / 2, (bottom + top) / 2
