"""What is where a tile is wanted, and what a visitor sees from it; pure."""

import math
from datetime import UTC, datetime

import numpy as np
import pytest

from mrapp.app.tiles.spots import Spots, spot_warnings
from mrapp.app.tiles.viewing import EYE_M, visitor_look
from mrapp.model.citymesh import CityMesh, CityObject, FileReport, Surface
from mrapp.model.project import Project, Viewpoint
from mrapp.model.tiles import Tile, TileOpens, TilePlace, TileState

X, Y = 105_400.0, 424_560.0
REPORT = FileReport("test", "1", "EPSG:7415", {}, 0, 0, (), None, None, 0, 0)


def square(west: float, south: float, size: float, height: float, kind: Surface) -> CityMesh:
    """Return a level square, metres from X, Y."""
    corners = [(0.0, 0.0), (size, 0.0), (size, size), (0.0, size)]
    points = np.array([(X + west + x, Y + south + y, height) for x, y in corners])
    nothing = np.zeros(0, dtype=np.int32)
    return CityMesh(
        points_rd=points,
        triangles=np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32),
        object_index=np.zeros(2, dtype=np.int32),
        surface=np.full(2, int(kind), dtype=np.uint8),
        material=np.full(2, -1, dtype=np.int32),
        texture=np.full(2, -1, dtype=np.int32),
        lines=np.zeros((0, 2), dtype=np.int32),
        line_object=nothing,
        spots=nothing,
        spot_object=nothing,
        objects=(CityObject("o", "Building", "o"),),
        materials=(),
        textures=(),
        report=REPORT,
    )


def tile(name: str, place: TilePlace, **more: object) -> Tile:
    fields = {
        "id": name,
        "check": "0000",
        "name": {"nl": name},
        "place": place,
        "tags": (0, 1, 2, 3),
    }
    return Tile.model_validate({**fields, **more})


def place(x: float, y: float, nap: float = 1.0, heading_deg: float = 0.0) -> TilePlace:
    return TilePlace(x=X + x, y=Y + y, nap=nap, heading_deg=heading_deg)


CITY = Spots(
    [
        square(0.0, 0.0, 100.0, 1.0, Surface.TERRAIN),
        square(10.0, 10.0, 10.0, 1.2, Surface.WATER),
        square(40.0, 40.0, 10.0, 7.0, Surface.ROOF),
        square(70.0, 70.0, 10.0, 1.1, Surface.RAIL),
    ]
)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (place(5.0, 5.0), []),
        (place(15.0, 15.0, 1.2), ["water"]),
        (place(45.0, 45.0), ["gebouw"]),
        (place(75.0, 75.0, 1.1), ["spoor"]),
        (place(-5.0, 5.0), ["buiten het model"]),
        (place(5.0, 5.0, 2.0), ["zweeft 1,00 m"]),
        (place(5.0, 5.0, 0.6), ["0,40 m onder"]),
    ],
)
def test_what_is_wrong_with_a_place_is_known(at: TilePlace, words: list[str]) -> None:
    wanted = tile("AAAAAAAA", at)
    found = spot_warnings(wanted, CITY.at(at.x, at.y), [wanted], "nl")
    assert len(found) == len(words)
    assert all(word in notice.text("nl") for word, notice in zip(words, found, strict=True))


def test_two_tiles_in_one_picture_are_told_of_unless_one_is_gone() -> None:
    one, two = tile("AAAAAAAA", place(5.0, 5.0)), tile("BBBBBBBB", place(5.6, 5.0))
    spot = CITY.at(X + 5.0, Y + 5.0)
    (told,) = spot_warnings(one, spot, [one, two], "nl")
    assert "BBBBBBBB ligt op 0,60 m" in told.text("nl")
    gone = two.model_copy(update={"state": TileState.REMOVED})
    assert spot_warnings(one, spot, [one, gone], "nl") == []


def test_a_visitor_stands_at_the_tile_and_looks_its_way_or_from_its_viewpoint() -> None:
    wanted = tile("AAAAAAAA", place(5.0, 5.0, 1.0, heading_deg=90.0))
    when = datetime(2026, 6, 21, 10, tzinfo=UTC)
    point = Viewpoint(
        id="kade", name={}, eye=(X, Y, 9.0), target=(X, Y + 1, 9.0), variant="now", time=when
    )
    project = Project.model_validate(
        {
            "id": "klein",
            "name": {"nl": "Klein"},
            "origin": {"x": X, "y": Y, "nap": 0.0},
            "viewpoints": (point,),
        }
    )
    look = visitor_look(project, wanted)
    assert look.eye == (X + 5.0, Y + 5.0, 1.0 + EYE_M)
    assert math.dist(look.target, (X + 55.0, Y + 5.0, 1.0 + EYE_M)) < 1e-9
    assert (look.variant, look.time_utc) == (None, None)
    opened = wanted.model_copy(update={"opens": TileOpens(viewpoint="kade")})
    look = visitor_look(project, opened)
    assert (look.eye, look.target, look.time_utc) == (point.eye, point.target, when)
