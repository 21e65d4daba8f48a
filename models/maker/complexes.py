"""Which maker fills which kind of block."""

from collections.abc import Callable

from shapely.geometry import Polygon

from models.maker.civic import fill_church, fill_school, fill_station_west
from models.maker.green_blocks import fill_allotments, fill_green, fill_paved, fill_pitch
from models.maker.town import Town
from models.maker.work_blocks import fill_flats, fill_halls, fill_offices, fill_wharf

FILLERS: dict[str, Callable[[Town, Polygon, int], None]] = {
    "flats": fill_flats,
    "offices": fill_offices,
    "halls": fill_halls,
    "school": fill_school,
    "church": fill_church,
    "wharf": fill_wharf,
    "allotments": fill_allotments,
    "green": fill_green,
    "pitch": fill_pitch,
    "paved": fill_paved,
    "station_west": fill_station_west,
}
