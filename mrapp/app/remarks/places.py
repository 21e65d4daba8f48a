"""The place that somebody types for a remark; what can be none is refused with the mistake."""

import math

import numpy as np

from mrapp.model.frames import HEIGHTS_NAP_M, is_rd, rd_near_degrees
from mrapp.model.project import Project
from mrapp.model.remark_errors import PlaceWrongError
from mrapp.model.texts import Notice, Phrase
from mrapp.model.values import Point3

FAR_KM = 5.0
"""From here on it is asked whether somebody really meant a place in this project."""

_LATITUDES_DEG, _LONGITUDES_DEG = (50.5, 54.0), (3.0, 7.5)  # the Netherlands, and a bit around
_DEGREES = Phrase(
    nl="{x} en {y} lijken graden te zijn. In RD is dat ongeveer {east} {north}",
    en="{x} and {y} look like degrees. In RD that is about {east} {north}",
)
_SWAPPED = Phrase(
    nl="{x} en {y} lijken verwisseld: geef eerst x (oost), dan y (noord)",
    en="{x} and {y} look swapped: give x (east) first, then y (north)",
)
_NOWHERE = Phrase(
    nl="{x}, {y} ligt niet in Nederland. Geef RD in meters: x -7000 tot 300000, y 289000 tot "
    "629000",
    en="{x}, {y} is not in the Netherlands. Give RD in metres: x -7000 to 300000, y 289000 to "
    "629000",
)
_HEIGHT = Phrase(
    nl="{nap} m NAP kan de hoogte niet zijn. Geef meters boven NAP, van {low} tot {high}",
    en="{nap} m NAP cannot be the height. Give metres above NAP, from {low} to {high}",
)
_FAR = Phrase(
    nl="De plek ligt {distance} km van het nulpunt van dit project. Klopt dat niet? Trek de mening "
    "dan in met de code, en geef hem opnieuw.",
    en="The place is {distance} km from this project's zero. Is that not right? Then withdraw the "
    "opinion with its code, and give it again.",
)


def check_said_place(place: Point3) -> None:
    """Raise `PlaceWrongError` for a place that is no RD/NAP, with the mistake that is likely."""
    x, y, nap = place
    low, high = HEIGHTS_NAP_M
    said = {"x": f"{x:g}", "y": f"{y:g}"}
    if is_rd(x, y):
        if low <= nap <= high:
            return
        detail = _HEIGHT.filled(nap=f"{nap:g}", low=f"{low:g}", high=f"{high:g}")
    elif is_rd(y, x):
        detail = _SWAPPED.filled(**said)
    elif degrees := _as_degrees(x, y):
        (east, north), *_ = rd_near_degrees(np.array([degrees])).tolist()
        detail = _DEGREES.filled(**said, east=round(east), north=round(north))
    else:
        detail = _NOWHERE.filled(**said)
    raise PlaceWrongError(detail=detail)


def far_off(project: Project, place: Point3) -> Notice | None:
    """Return what to ask about a place that is far from a project; None where it is not."""
    origin = project.origin
    away_km = math.hypot(place[0] - origin.x, place[1] - origin.y) / 1000
    return Notice(_FAR, {"distance": round(away_km)}) if away_km >= FAR_KM else None


def _as_degrees(x: float, y: float) -> tuple[float, float] | None:
    """Return longitude and latitude, where two numbers are those of a place here, in any order."""
    for longitude, latitude in ((x, y), (y, x)):
        if (
            _LONGITUDES_DEG[0] <= longitude <= _LONGITUDES_DEG[1]
            and _LATITUDES_DEG[0] <= latitude <= _LATITUDES_DEG[1]
        ):
            return longitude, latitude
    return None
