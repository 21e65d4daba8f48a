"""The sheet for who lays a tile: where, which way, measured from what, and what to check."""

from collections.abc import Sequence
from math import cos, dist, radians, sin
from typing import Final

from mrapp.app.tiles.planning import heading_told, opens_told
from mrapp.markers.codes import qr_modules
from mrapp.markers.outlines import Box, joined, polygon, rectangle, rounded, traced
from mrapp.markers.printing import words
from mrapp.markers.printing.mapping import (
    Fixes,
    MapView,
    draw_map,
    fixes,
    heading_arrow,
    off_wall_m,
    shows,
    turn_deg,
)
from mrapp.markers.printing.pages import (
    BLACK,
    GREY,
    WHITE,
    Drawing,
    Page,
    fitting,
    frame,
    poured,
    stroke,
    text,
)
from mrapp.markers.printing.sheets import Printed
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tile_layout import QUIET_MODULES
from mrapp.model.tiles import Tile, TilePlace

_WIDE, _HIGH, _EDGE = 210.0, 297.0, 15.0
_MAP: Final[Box] = (_EDGE, 152.0, _WIDE - _EDGE, 258.0)
_MAP_ROOM = 14.0  # millimetres from the edge of the map to what must be on it
_M_PER_MM = (0.25, 0.5, 1.0)  # scales of 1 : 250, 1 : 500 and 1 : 1000
_PHOTO: Final[Box] = (112.0, 76.0, _WIDE - _EDGE, 140.0)
_HAIR = 0.2


def mounting_page(printed: Printed, project: Project, tile: Tile, plan: GroundPlan | None) -> Page:
    """Return the sheet of a tile, A4. plan: what the map is drawn from; None: no map."""
    drawing, place = Drawing(), tile.place
    _head(drawing, printed, project)
    near = fixes(plan, place) if plan else None
    _map(drawing, place, plan, near, printed.language)
    _facts(drawing, _told(printed, project, tile), 137.0)
    _measures(drawing, place, near, words.NO_WALL if plan else words.BY_RD, printed.language)
    _photo(drawing, printed.language)
    _code(drawing, printed)
    _foot(drawing, printed.language)
    title = f"{words.MOUNTING.text(printed.language)} {printed.art.title}"
    return Page(title, _WIDE, _HIGH, tuple(drawing.layers), tuple(drawing.marks))


def _head(drawing: Drawing, printed: Printed, project: Project) -> None:
    language = printed.language
    title, right = words.MOUNTING.text(language), _WIDE - _EDGE
    name, cap = fitting(printed.words.name, 3.4, 150.0)
    drawing.add("title", text(title, 4.8, _EDGE, 276.5, bold=True))
    drawing.add("id", text(printed.called, 4.8, right, 276.5, bold=True, align=1.0))
    drawing.add("name", text(name, cap, _EDGE, 267.5))
    owner = printed.words.owner or pick_language(project.name, language)
    said, cap = fitting(owner, 2.2, 70.0)
    drawing.add("owner", text(said, cap, right, 267.5, align=1.0), GREY)
    drawing.add("rule", rectangle((_EDGE, 263.0, right, 263.0 + 0.4)))


def _map(
    drawing: Drawing, place: TilePlace, plan: GroundPlan | None, near: Fixes | None, language: str
) -> None:
    view = _view(place, near)
    if plan and shows(view, plan):
        draw_map(drawing, view, plan)
    else:
        said = (words.OFF_MAP if plan else words.NO_MAP).text(language)
        drawing.add("no map", text(said, 2.2, _WIDE / 2, _MAP[1] + 6.0, align=0.5), GREY)
    at = view.on_page(place.x, place.y)
    for letter, corner in (near.corners() if near else {}).items():
        if view.has(*corner, 3.0):
            _fix(drawing, letter, view.on_page(*corner), at)
    ahead = radians(place.heading_deg)
    end = (at[0] + 16.0 * sin(ahead), at[1] + 16.0 * cos(ahead))
    drawing.add("heading", stroke(at, end, 0.9))
    tip = heading_arrow(21.0, 6.0, place.heading_deg).placed(1.0, *at)
    drawing.add("heading tip", tip)
    square = rounded((-3.0, -3.0, 3.0, 3.0), 0.6).turned(-ahead).placed(1.0, *at)
    inner = rounded((-2.2, -2.2, 2.2, 2.2), 0.3).turned(-ahead).placed(1.0, *at)
    drawing.add("tile", square)
    drawing.add("tile inside", inner, WHITE)
    drawing.add("tile middle", rounded((-0.7, -0.7, 0.7, 0.7), 0.7).placed(1.0, *at))
    _north(drawing, language)
    _scale(drawing, view.m_per_mm)
    drawing.add("map frame", frame(_MAP, 0.35))


def _view(place: TilePlace, near: Fixes | None) -> MapView:
    """Return the map of the largest scale that shows a tile and what it is measured from."""
    points = [(place.x, place.y), *(near.corners().values() if near else ())]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    room = (_MAP[2] - _MAP[0] - 2 * _MAP_ROOM, _MAP[3] - _MAP[1] - 2 * _MAP_ROOM)
    wanted = max((max(xs) - min(xs)) / room[0], (max(ys) - min(ys)) / room[1])
    wanted = wanted if near else _M_PER_MM[1]
    m_per_mm = next((each for each in _M_PER_MM if each >= wanted), _M_PER_MM[-1])
    return MapView(_MAP, ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2), m_per_mm)


def _fix(drawing: Drawing, letter: str, at: tuple[float, float], tile: tuple[float, float]) -> None:
    drawing.add(f"line {letter}", stroke(tile, at, 0.25))
    disc = rounded((-2.6, -2.6, 2.6, 2.6), 2.6).placed(1.0, *at)
    drawing.add(f"corner {letter}", disc)
    label = text(letter, 2.6, at[0], at[1] - 1.3, bold=True, align=0.5)
    drawing.add(f"letter {letter}", label, WHITE)


def _north(drawing: Drawing, language: str) -> None:
    x, y = _MAP[2] - 11.0, _MAP[3] - 19.0
    drawing.add("north ground", rounded((x - 8.0, y - 9.0, x + 8.0, y + 16.0), 2.0), WHITE)
    half = polygon([(x, y + 7.0), (x - 3.4, y - 4.5), (x, y - 2.2)])
    rest = polygon([(x, y + 7.0), (x, y - 2.2), (x + 3.4, y - 4.5)])
    drawing.add("north", half)
    drawing.add("north east", rest, GREY)
    drawing.add("north letter", text("N", 3.2, x, y + 9.6, bold=True, align=0.5))
    drawing.add("north kind", text(words.GRID.text(language), 1.5, x, y - 7.4, align=0.5))


def _scale(drawing: Drawing, m_per_mm: float) -> None:
    x, y = _MAP[0] + 5.0, _MAP[1] + 4.6
    long = 10.0 / m_per_mm
    drawing.add(
        "scale ground", rounded((x - 3.0, y - 2.6, x + max(long, 20.0) + 3.0, y + 7.4), 1.5), WHITE
    )
    drawing.add("scale", rectangle((x, y, x + long, y + 1.0)))
    drawing.add("scale half", rectangle((x + long / 2, y + 0.2, x + long - 0.2, y + 0.8)), WHITE)
    ratio = f"10 m · 1 : {round(m_per_mm * 1000)}"
    drawing.add("scale words", text(ratio, 1.8, x, y + 3.2))


def _told(printed: Printed, project: Project, tile: Tile) -> list[tuple[str, str]]:
    """Return what is to know of a tile, a heading and a value a line."""
    language, place = printed.language, tile.place
    sheet = f" ({tile.sheet})" if tile.sheet else ""
    return [
        ("RD x", f"{number(place.x, 3, language)} m"),
        ("RD y", f"{number(place.y, 3, language)} m"),
        (words.HEIGHT.text(language), f"{number(place.nap, 3, language)} m NAP"),
        (words.HEADING.text(language), _heading(place, language)),
        (words.SIDE.text(language), f"{tile.size_mm:g} × {tile.size_mm:g} mm{sheet}"),
        (words.OPENS.text(language), _opens(project, tile, language)),
    ]


def _heading(place: TilePlace, language: str) -> str:
    point = words.POINTS[round(place.heading_deg / 45.0) % 8].text(language)
    return f"{number(float(heading_told(place.heading_deg)), 1, language)}° ({point})"


def _opens(project: Project, tile: Tile, language: str) -> str:
    point = project.viewpoint(tile.opens.viewpoint)
    variant = project.variant(tile.opens.variant)
    said = [pick_language(each.name, language) for each in (variant, point) if each]
    return ", ".join(said) or opens_told(tile.opens) or "-"


def _facts(drawing: Drawing, facts: Sequence[tuple[str, str]], top: float) -> None:
    parts, rules = [], []
    for i, (heading, value) in enumerate(facts):
        y = top - 6.6 * i
        parts.append(text(heading, 2.1, _EDGE, y))
        said, cap = fitting(value, 2.5, 66.0, bold=True)
        parts.append(text(said, cap, _EDGE + 26.0, y, bold=True))
        rules.append(rectangle((_EDGE, y - 2.4, _PHOTO[0] - 7.0, y - 2.4 + _HAIR)))
    drawing.add("facts", joined(parts))
    drawing.add("fact lines", joined(rules), GREY)


def _measures(
    drawing: Drawing, place: TilePlace, near: Fixes | None, without: Phrase, language: str
) -> None:
    """Write how to find the place with a tape, and the heading against a wall; else `without`."""
    top, here = 92.5, (place.x, place.y)
    drawing.add("measures title", text(words.TAPE.text(language), 2.5, _EDGE, top, bold=True))
    if near is None:
        lines = poured(without.text(language), 2.1, 88.0)
    else:
        lines = [
            words.FROM_CORNER.text(language, corner=letter, far=number(dist(here, at), 1, language))
            for letter, at in near.corners().items()
        ]
        told = _against(place, near, language)
        lines += [line for each in told for line in poured(each, 2.1, 88.0)]
    parts = [text(line, 2.1, _EDGE, top - 6.0 - 4.6 * i) for i, line in enumerate(lines)]
    drawing.add("measures", joined(parts))
    if near:
        drawing.add(
            "measures note",
            text(words.FROM_MODEL.text(language), 1.8, _EDGE, top - 6.5 - 4.6 * len(lines)),
            GREY,
        )


def _against(place: TilePlace, near: Fixes, language: str) -> tuple[str, str]:
    turn = turn_deg(place.heading_deg, near.a, near.b)
    side = words.RIGHT if turn >= 0 else words.LEFT
    off = number(off_wall_m((place.x, place.y), near.a, near.b), 1, language)
    angle = number(abs(turn), 0, language)
    return (
        words.TURN.text(language, angle=angle, side=side.text(language)),
        words.OFF_WALL.text(language, off=off),
    )


def _photo(drawing: Drawing, language: str) -> None:
    drawing.add("photo", frame(_PHOTO, 0.3), GREY)
    middle = (_PHOTO[0] + _PHOTO[2]) / 2
    lines = poured(words.PHOTO.text(language), 2.1, 64.0)
    parts = [text(line, 2.1, middle, 109.0 - 4.6 * i, align=0.5) for i, line in enumerate(lines)]
    drawing.add("photo words", joined(parts), GREY)


def _code(drawing: Drawing, printed: Printed) -> None:
    """Draw the code to scan on the spot, and the address in words."""
    side, left, bottom = 32.0, _WIDE - _EDGE - 32.0, 29.0
    modules = qr_modules(printed.words.address).modules
    module = side / (len(modules) + 2 * QUIET_MODULES)
    quiet = QUIET_MODULES * module
    drawing.add("code", traced(modules).placed(module, left + quiet, bottom + quiet))
    x, wide = _PHOTO[0], left - _PHOTO[0]
    lines = poured(words.TRY.text(printed.language), 2.1, wide)
    top = 39.2 + 4.6 * len(lines)
    parts = [text(line, 2.1, x, top - 4.6 * i) for i, line in enumerate(lines)]
    host, cap = fitting(f"{printed.words.host}/T/", 2.1, wide, least=0.9)
    parts.append(text(host, cap, x, 37.4, bold=True))
    parts.append(text(" ".join(printed.words.groups), 2.1, x, 32.6, bold=True))
    drawing.add("code words", joined(parts))


def _foot(drawing: Drawing, language: str) -> None:
    boxes, parts = [], []
    for i, check in enumerate(words.CHECKS):
        y = 55.0 - 6.6 * i
        boxes.append(frame((_EDGE, y - 0.6, _EDGE + 3.4, y + 2.8), 0.3))
        parts.append(text(check.text(language), 2.1, _EDGE + 6.0, y))
    lines = []
    for heading, x, end in (
        (words.DATE, _EDGE, 62.0), (words.NAME, 68.0, 128.0), (words.SIGNATURE, 134.0, 195.0)
    ):  # fmt: skip
        parts.append(text(heading.text(language), 1.8, x, 15.5))
        lines.append(rectangle((x, 19.5, end, 19.5 + 0.3)))
    drawing.add("checks", joined(boxes), BLACK)
    drawing.add("foot", joined(parts))
    drawing.add("foot lines", joined(lines))


def number(value: float, decimals: int, language: str) -> str:
    """Return a number as it is written in a language."""
    said = f"{value:.{decimals}f}"
    return said.replace(".", ",") if language == "nl" else said
