"""Writes project.json: layers, the plan with its variants, viewpoints, what is asked."""

import json
from pathlib import Path
from typing import Any

from models.maker import frame, questions, tiling

Json = dict[str, Any]
PROVENANCE: Json = {
    "source": {"nl": "Fictief model", "en": "Fictitious model"},
    "date": "2026-11-21",
    "author": "mrapp",
    "licence": "EUPL-1.2",
    "attribution": {"nl": "Fictief model, mrapp", "en": "Fictitious model, mrapp"},
}
EYE_M = frame.Z_PAVEMENT + 1.65

VIEWPOINTS: tuple[
    tuple[str, str, str, tuple[float, float, float], tuple[float, float, float], float], ...
] = (
    ("bird-city", "Boven de stad", "Above the city", (-275, -345, 190), (-5, -25, 38), 50.0),
    ("bird-site", "Boven het plangebied", "Above the site", (40, 210, 110), (150, 10, 8), 48.0),
    (
        "square",
        "Op het stationsplein",
        "On the station square",
        (9.5, 49.5, EYE_M),
        (-5, -4, 6.2),
        64.0,
    ),
    ("site", "Bij het plangebied", "At the site", (73.5, 50.5, EYE_M), (150, 14, 9), 64.0),
    ("quay", "Aan de kade", "On the quay", (-66.2, 178.2, EYE_M), (-10, 203, 5.5), 62.0),
    (
        "bridge",
        "Op de Stationsbrug",
        "On Stationsbrug",
        (11.6, 196, frame.Z_ROAD + 2.55),
        (60, 222, 8.0),
        62.0,
    ),
    ("street", "In de Parkstraat", "In Parkstraat", (-124, -145.6, EYE_M), (-190, -139, 4.2), 60.0),
    (
        "footbridge",
        "Op de spoorpassage",
        "On the footbridge",
        (59.2, -27.6, frame.Z_RAIL + 6.6 + 1.65),
        (-40, -36, 2.5),
        60.0,
    ),
)


def project(ids: dict[str, list[str]]) -> Json:
    """The whole project.json; ``ids`` are the object ids by context file."""
    removed = sorted(i for names in ids.values() for i in names if i.startswith("site-"))
    return {
        "format": "mrapp-project",
        "format_version": 1,
        "id": "spoorzone",
        "name": {"nl": "Spoorzone (fictief)", "en": "Spoorzone (fictitious)"},
        "notice": {
            "nl": "Dit is een fictieve stad. De straten, gebouwen en plannen bestaan niet.",
            "en": "This is a fictitious city. Its streets, buildings and plans do not exist.",
        },
        "languages": ["nl", "en"],
        "time_zone": "Europe/Amsterdam",
        "origin": {"x": frame.ORIGIN_RD[0], "y": frame.ORIGIN_RD[1], "nap": frame.ORIGIN_NAP_M},
        "layers": _layers(),
        "plans": [_plan(removed)],
        "viewpoints": [_viewpoint(*v) for v in VIEWPOINTS],
        "start": {"viewpoint": "bird-city", "time": "2026-06-21T12:00:00+02:00"},
        "questionnaires": questions.questionnaires(),
        "themes": questions.themes(),
        "events": questions.events(),
        "tiles": tiling.tiles(),
        "tiling": tiling.tiling(),
    }


def write(path: Path, ids: dict[str, list[str]]) -> None:
    """Write project.json."""
    text = json.dumps(project(ids), ensure_ascii=False, indent=1)
    path.write_bytes(text.encode() + b"\n")


def _layers() -> list[Json]:
    names = (
        ("ground", "Grond en water", "Ground and water"),
        ("buildings", "Gebouwen", "Buildings"),
        ("rail", "Spoor en bruggen", "Railway and bridges"),
        ("green", "Bomen en hagen", "Trees and hedges"),
        ("street", "Straatmeubilair en mensen", "Street furniture and people"),
    )
    return [
        {
            "id": key,
            "name": {"nl": nl, "en": en},
            "asset": f"assets/{key}.city.json",
            "provenance": PROVENANCE,
        }
        for key, nl, en in names
    ]


def _plan(removed: list[str]) -> Json:
    tower = _variant(
        "tower",
        ("Toren", "Tower"),
        (
            "Een woontoren van ruim 70 meter, lagere vleugels en een groot plein.",
            "A residential tower of some 70 metres, lower wings and a wide square.",
        ),
        removed,
        {"plan-tower-wing-east": "idea", "plan-tower-wing-north": "idea"},
    )
    low = _variant(
        "low",
        ("Laag", "Low"),
        (
            "Twee hofblokken van vier tot zes lagen en een groen plein.",
            "Two courtyard blocks of four to six storeys and a green square.",
        ),
        removed,
        {"plan-low-b-north": "idea", "plan-low-b-southeast": "idea"},
    )
    return {
        "id": "station-east",
        "name": {"nl": "Station Oost", "en": "Station East"},
        "variants": [tower, low],
    }


def _variant(
    key: str,
    name: tuple[str, str],
    text: tuple[str, str],
    removed: list[str],
    ideas: dict[str, str],
) -> Json:
    adds = [
        {
            "id": f"{key}-buildings",
            "name": {"nl": "Gebouwen", "en": "Buildings"},
            "asset": f"assets/plan_{key}.city.json",
            "status": "proposal",
            "provenance": PROVENANCE,
            "objects": {k: {"status": s} for k, s in ideas.items()},
        },
        {
            "id": f"{key}-square",
            "name": {"nl": "Plein en groen", "en": "Square and green"},
            "asset": f"assets/plan_{key}_square.city.json",
            "status": "decided",
            "provenance": PROVENANCE,
            "objects": {},
        },
    ]
    return {
        "id": key,
        "name": {"nl": name[0], "en": name[1]},
        "description": {"nl": text[0], "en": text[1]},
        "adds": adds,
        "removes": removed,
    }


def _viewpoint(
    key: str,
    nl: str,
    en: str,
    eye: tuple[float, float, float],
    target: tuple[float, float, float],
    field: float,
) -> Json:
    return {
        "id": key,
        "name": {"nl": nl, "en": en},
        "eye": _rd(eye),
        "target": _rd(target),
        "field_of_view_deg": field,
    }


def _rd(point: tuple[float, float, float]) -> list[float]:
    x, y = frame.rd_from_city(point[0], point[1])
    return [round(x, 3), round(y, 3), round(point[2], 3)]
