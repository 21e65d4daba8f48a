"""Says in words where a place is: by the streets, buildings and viewpoints that are near it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Final

from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.texts import Phrase, pick_language
from mrapp.server.public.drawing import Point

_NEAR_M: Final = 60.0
_NOT_FAR_M: Final = 300.0
_MOST: Final = 2

_BY: Final = Phrase(nl="Bij {name}", en="Near {name}")
_BY_BOTH: Final = Phrase(nl="Bij {name} en {other}", en="Near {name} and {other}")
_NOT_FAR: Final = Phrase(nl="In de buurt van {name}", en="Not far from {name}")
_SOMEWHERE: Final = Phrase(nl="Buiten het gebied van dit plan", en="Outside the area of this plan")


@dataclass(frozen=True)
class Places:
    """What has a name, as lines from one end to the other, RD metres."""

    language: str
    lines: tuple[tuple[str, Point, Point], ...]

    def near(self, x: float, y: float) -> str:
        """Return in words where a place is, such as "Bij Spoorlaan"."""
        found = sorted((_away(begin, end, (x, y)), name) for name, begin, end in self.lines)
        near: list[str] = []
        for away, name in found:
            # "Near Spoorlaan and Spoorlaan car park" says one thing twice.
            if away <= _NEAR_M and not any(one in name or name in one for one in near):
                near.append(name)
        if len(near) >= _MOST:
            return _BY_BOTH.text(self.language, name=near[0], other=near[1])
        if near:
            return _BY.text(self.language, name=near[0])
        if found and found[0][0] <= _NOT_FAR_M:
            return _NOT_FAR.text(self.language, name=found[0][1])
        return _SOMEWHERE.text(self.language)


def places_of(plan: GroundPlan | None, project: Project, language: str) -> Places:
    """Return what has a name: of the ground plan, or where that has none the viewpoints."""
    lines = tuple(_lines(plan)) if plan else ()
    return Places(language, lines or tuple(_viewpoints(project, language)))


def _lines(plan: GroundPlan) -> Iterator[tuple[str, Point, Point]]:
    for each in plan.names:
        x, y = plan.x + each.at[0] / 10, plan.y + each.at[1] / 10
        east, north = each.along[0] / 10, each.along[1] / 10
        yield each.name, (x - east, y - north), (x + east, y + north)


def _viewpoints(project: Project, language: str) -> Iterator[tuple[str, Point, Point]]:
    for each in project.viewpoints:
        target = (each.target[0], each.target[1])
        yield f"‘{pick_language(each.name, language)}’", target, target


def _away(begin: Point, end: Point, place: Point) -> float:
    """Return how far a place is from a line."""
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    length = dx * dx + dy * dy
    part = ((place[0] - begin[0]) * dx + (place[1] - begin[1]) * dy) / length if length else 0.0
    part = min(1.0, max(0.0, part))
    return hypot(begin[0] + part * dx - place[0], begin[1] + part * dy - place[1])
