"""Three tiles for the demo, so that codes, pages and finding can be tried.

Their codes are made with a key that everybody can read (`OPEN_KEY`): it is no secret and proves
nothing. So their host is one that can never exist.
"""

import math
from hashlib import sha256
from typing import Any

from models.maker import frame
from mrapp.app.tiles.address import check_of, tile_id_of
from mrapp.app.tiles.keys import OPEN_KEY

Json = dict[str, Any]
HOST = "spoorzone.example"

# Key, Dutch and English name, where in the city, what its top points at, size in mm, variant,
# viewpoint, and whether it lies there already.
_TILES = (
    ("square", "Stationsplein", "Station square", (9.5, 49.5), (-5, -4), 300.0, "tower", True),
    ("site", "Plangebied", "Planning site", (73.5, 50.5), (150, 14), 400.0, "low", True),
    ("quay", "Kade", "Quay", (-66.2, 178.2), (-10, 203), 300.0, "tower", False),
)


def tiles() -> list[Json]:
    """Return the tiles as they stand in project.json."""
    return [_tile(number, *each) for number, each in enumerate(_TILES)]


def tiling() -> Json:
    """Return what they share."""
    owner = {"nl": "Gemeente Spoorzone (fictief)", "en": "Municipality of Spoorzone (fictitious)"}
    return {"host": HOST, "owner": owner}


def _tile(
    number: int,
    key: str,
    nl: str,
    en: str,
    at: tuple[float, float],
    towards: tuple[float, float],
    size_mm: float,
    variant: str,
    lies: bool,
) -> Json:
    tile_id = tile_id_of(sha256(f"demo tile {key}".encode()).digest())
    place = _place(at, towards)
    planned = {"deed": "planned", "at": "2026-11-21T09:00:00Z"}
    later = [
        {"deed": "printed", "at": "2026-11-21T10:00:00Z"},
        {"deed": "placed", "at": "2026-11-21T14:00:00Z"},
    ]
    return {
        "id": tile_id,
        "check": check_of(OPEN_KEY, HOST, tile_id),
        "name": {"nl": nl, "en": en},
        "place": place,
        **({"surveyed": place} if lies else {}),
        "size_mm": size_mm,
        "opens": {"variant": variant, "viewpoint": key},
        "tags": [4 * number + corner for corner in range(4)],
        "state": "placed" if lies else "planned",
        "history": [planned, *(later if lies else ())],
    }


def _place(at: tuple[float, float], towards: tuple[float, float]) -> Json:
    (x, y), (there_x, there_y) = frame.rd_from_city(*at), frame.rd_from_city(*towards)
    heading = math.degrees(math.atan2(there_x - x, there_y - y)) % 360.0
    return {
        "x": round(x, 3),
        "y": round(y, 3),
        "nap": frame.Z_PAVEMENT,
        "heading_deg": round(heading, 1),
    }
