"""A project with tiles, for the tests of what staff does with them."""

from datetime import UTC, datetime

from mrapp.app.history import Moment
from mrapp.app.tiles.planning import TileWish, add_tile
from mrapp.app.tiles.settings import set_host
from mrapp.model.tiles import TilePlace
from tests.app.moments import first_moment

KEY = bytes(range(32))
AT = (datetime(2026, 11, 23, 9, tzinfo=UTC), "Jan")
HOST = "spoorzone.example"


def hosted() -> Moment:
    """Return a moment whose project has a host for tiles, and none yet."""
    return set_host(first_moment(), HOST, None, AT).after


def tiled(count: int, step_m: float = 10.0) -> Moment:
    """Return a moment with so many tiles in a row to the east, with a distance between."""
    moment = hosted()
    for number in range(count):
        place = TilePlace(x=105_000 + number * step_m, y=424_500, nap=1.5, heading_deg=30)
        random = number.to_bytes(5, "big")
        moment = add_tile(moment, TileWish(place), KEY, random, AT).after
    return moment
