"""Puts the city of "now" together."""

from shapely.geometry import Polygon

from models.maker import layout, lively
from models.maker.bridges import build_bridges
from models.maker.canalside import fill_canal
from models.maker.complexes import FILLERS
from models.maker.frame import Z_PAVEMENT
from models.maker.partition import Ground, partition
from models.maker.rows import STYLES, fill_rows
from models.maker.site_now import fill_site
from models.maker.station import fill_station
from models.maker.streets import (
    paint_canal,
    paint_park,
    paint_railway,
    paint_square,
    paint_streets,
)
from models.maker.town import Town


def make_town() -> tuple[Town, Ground]:
    """The whole city of now, and its ground."""
    town = Town()
    town.paint(
        "ground-base",
        "LandUse",
        "slabs",
        Z_PAVEMENT,
        layout.EXTENT,
        attributes={"function": "openbare ruimte"},
    )
    for number, block in enumerate(layout.blocks(), 1):
        _fill(town, block, number)
    paint_railway(town)
    paint_streets(town)
    paint_canal(town)
    paint_square(town)
    paint_park(town)
    fill_site(town)
    fill_station(town)
    build_bridges(town)
    lively.fill(town)
    return town, partition(town.pieces, layout.EXTENT)


def _fill(town: Town, block: Polygon, number: int) -> None:
    use = layout.use_of(block)
    if use in STYLES:
        fill_rows(town, block, STYLES[use], number)
    elif use == "canal":
        fill_canal(town, block, number, layout.WATER)
    elif use in FILLERS and not -66 < block.centroid.y < -60:
        FILLERS[use](town, block, number)
