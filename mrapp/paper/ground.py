"""The small map of a form: the ground plan in light colours, so that only a pen is dark on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from mrapp.documents.lettering import printable
from mrapp.model.ground_plan import PLAN_KINDS, GroundPlan, Outline, PlanKind, PlanName
from mrapp.model.project import Project
from mrapp.model.questions import Question
from mrapp.model.texts import pick_language
from mrapp.paper.elements import Rect
from mrapp.paper.lettering import MM_PER_PT, face, width_mm
from mrapp.paper.mark import MapBox

_ROUND_M: Final = 110.0
_LEAST_M: Final = 260.0
_MOST_M: Final = 2500.0
_MOST_LABELS: Final = 24
_FILLS: Final[dict[PlanKind, str]] = {
    "water": "#d4e6f3",
    "green": "#e0eed8",
    "road": "#ffffff",
    "square": "#fbf4e6",
    "rail": "#e6e1ea",
    "building": "#dedad4",
    "plan": "#f3d3b4",
}
_GROUND = "#f4f2ee"
_EDGE = "#c9c5be"
_PLAN_EDGE = "#e4c09c"  # paler than a pencil: see `crosses`
_LABEL = "#8d8a86"
_Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class MapFrame:
    """A map on a page: what it shows, and where it stands (millimetres, y down)."""

    box: MapBox
    rect: Rect

    @property
    def metres_per_mm(self) -> float:
        """How much of the ground a millimetre of paper shows."""
        return self.box.width / self.rect.width

    def on_page(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place (RD) stands on the page."""
        step = self.metres_per_mm
        middle_x, middle_y = self.rect.x + self.rect.width / 2, self.rect.y + self.rect.height / 2
        return middle_x + (x - self.box.x) / step, middle_y - (y - self.box.y) / step

    def on_ground(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """Return which place (RD) stands there on the page."""
        step = self.metres_per_mm
        middle_x, middle_y = self.rect.x + self.rect.width / 2, self.rect.y + self.rect.height / 2
        return self.box.x + (x_mm - middle_x) * step, self.box.y - (y_mm - middle_y) * step


def box_for(project: Project, question: Question, plan: GroundPlan | None, ratio: float) -> MapBox:
    """Return what a map shows: all that designs add, with what is around; ratio: width to height.

    Without a design: what the question's viewpoint looks at, else the project's zero.
    """
    places = [place for each in _designs(plan) for ring in _rings(plan, each) for place in ring]
    if not places:
        seen = project.viewpoint(question.viewpoint)
        where = seen.target[:2] if seen else (project.origin.x, project.origin.y)
        return MapBox(round(where[0]), round(where[1]), round(1.5 * _LEAST_M))
    xs, ys = [place[0] for place in places], [place[1] for place in places]
    wide, high = max(xs) - min(xs) + 2 * _ROUND_M, max(ys) - min(ys) + 2 * _ROUND_M
    width = min(max(wide, high * ratio, _LEAST_M), _MOST_M)
    return MapBox(round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2), round(width))


def draw_map(
    canvas: Canvas, frame: MapFrame, plan: GroundPlan | None, project: Project, language: str,
    page_mm: float, label_pt: float,
) -> None:  # fmt: skip
    """Draw a map; the canvas is in millimetres, y up, `page_mm` high."""
    rect = frame.rect
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(rect.x, page_mm - rect.bottom, rect.width, rect.height)
    canvas.setFillColor(HexColor(_GROUND))
    canvas.drawPath(clip, stroke=0, fill=1)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setLineWidth(0.15)
    for kind in PLAN_KINDS:
        _draw_kind(canvas, frame, plan, kind, page_mm)
    _draw_labels(canvas, frame, _labels(frame, plan, project, language, label_pt), page_mm)
    canvas.restoreState()
    canvas.setStrokeColor(HexColor("#9a9691"))
    canvas.setLineWidth(0.25)
    canvas.rect(rect.x, page_mm - rect.bottom, rect.width, rect.height)
    _draw_foot(canvas, frame, page_mm)


def _designs(plan: GroundPlan | None) -> list[Outline]:
    return [each for each in plan.outlines if each.kind == "plan"] if plan else []


def _rings(plan: GroundPlan | None, outline: Outline) -> Iterator[_Ring]:
    """Go through the rings of an outline, RD metres."""
    assert plan is not None
    for steps in outline.rings:
        ring, x, y = [], 0, 0
        for east, north in zip(steps[::2], steps[1::2], strict=False):
            x, y = x + east, y + north
            ring.append((plan.x + x / 10, plan.y + y / 10))
        yield ring


def _draw_kind(
    canvas: Canvas, frame: MapFrame, plan: GroundPlan | None, kind: PlanKind, page_mm: float
) -> None:
    path, some = canvas.beginPath(), False
    for outline in plan.outlines if plan else ():
        if outline.kind != kind:
            continue
        for ring in _rings(plan, outline):
            corners = [frame.on_page(*place) for place in ring]
            if not _may_show(corners, frame.rect):
                continue
            some = True
            path.moveTo(corners[0][0], page_mm - corners[0][1])
            for x, y in corners[1:]:
                path.lineTo(x, page_mm - y)
            path.close()
    if some:
        canvas.setFillColor(HexColor(_FILLS[kind]))
        canvas.setStrokeColor(HexColor(_PLAN_EDGE if kind == "plan" else _EDGE))
        canvas.drawPath(path, stroke=1, fill=1, fillMode=0)


def _may_show(corners: Sequence[tuple[float, float]], rect: Rect) -> bool:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return max(xs) > rect.x and min(xs) < rect.right and max(ys) > rect.y and min(ys) < rect.bottom


@dataclass(frozen=True)
class _Label:
    """A name on the map. turn: degrees counter-clockwise; dot: it marks a place."""

    x: float
    y: float
    name: str
    size_pt: float
    turn: float = 0.0
    dot: bool = False

    def rect(self) -> Rect:
        """Return what it may cover."""
        half = width_mm(self.name, self.size_pt) / 2 + 1.0
        high = self.size_pt * MM_PER_PT
        turn = radians(self.turn)
        wide = half * abs(cos(turn)) + high * abs(sin(turn))
        tall = half * abs(sin(turn)) + high * abs(cos(turn))
        return Rect(self.x - wide, self.y - tall, 2 * wide, 2 * tall)


def _draw_labels(canvas: Canvas, frame: MapFrame, labels: Iterable[_Label], page_mm: float) -> None:
    taken: list[Rect] = []
    canvas.setFillColor(HexColor(_LABEL))
    inside = frame.rect.grown(-1.0)
    for label in labels:
        mine = label.rect()
        fits = mine.x > inside.x and mine.right < inside.right
        fits = fits and mine.y > inside.y and mine.bottom < inside.bottom
        if not fits or len(taken) >= _MOST_LABELS or any(_overlap(mine, each) for each in taken):
            continue
        taken.append(mine)
        high = label.size_pt * MM_PER_PT
        canvas.saveState()
        canvas.translate(label.x, page_mm - label.y)
        canvas.rotate(label.turn)
        canvas.setFont(face(bold=False), high)
        canvas.drawCentredString(0, 1.4 if label.dot else -0.36 * high, label.name)
        if label.dot:
            canvas.circle(0, 0, 0.6, stroke=0, fill=1)
        canvas.restoreState()


def _overlap(one: Rect, two: Rect) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom


def _labels(
    frame: MapFrame, plan: GroundPlan | None, project: Project, language: str, size_pt: float
) -> Iterator[_Label]:
    names = plan.names if plan else ()
    for named in sorted(names, key=lambda each: -hypot(*each.along)):
        yield _label(frame, plan, named, size_pt)
    if not names:
        for point in project.viewpoints:
            x, y = frame.on_page(*point.target[:2])
            name = printable(pick_language(point.name, language))
            yield _Label(x, y, name, size_pt, dot=True)


def _label(frame: MapFrame, plan: GroundPlan | None, named: PlanName, size_pt: float) -> _Label:
    assert plan is not None
    x, y = frame.on_page(plan.x + named.at[0] / 10, plan.y + named.at[1] / 10)
    is_street = named.along != (0, 0)
    turn = degrees(atan2(named.along[1], named.along[0])) if is_street else 0.0
    return _Label(x, y, printable(named.name), size_pt, turn, dot=not is_street)


def _draw_foot(canvas: Canvas, frame: MapFrame, page_mm: float) -> None:
    """Draw a scale and which way is north, below the map."""
    rect = frame.rect
    wanted = frame.box.width / 5
    steps = [number * 10**power for power in range(1, 4) for number in (1, 2, 5)]
    length_m = max((each for each in steps if each <= wanted), default=10)
    y = page_mm - rect.bottom - 2.2
    right = rect.x + length_m / frame.metres_per_mm
    canvas.setStrokeColor(HexColor("#555555"))
    canvas.setFillColor(HexColor("#555555"))
    canvas.setLineWidth(0.35)
    canvas.line(rect.x, y, right, y)
    for x in (rect.x, right):
        canvas.line(x, y - 0.8, x, y + 0.8)
    canvas.setFont(face(bold=False), 8 * MM_PER_PT)
    canvas.drawString(right + 2, y - 1.0, f"{length_m} m")
    north = canvas.beginPath()
    x = rect.right - 1.5
    north.moveTo(x, y + 1.4)
    north.lineTo(x - 1.2, y - 1.6)
    north.lineTo(x + 1.2, y - 1.6)
    north.close()
    canvas.drawPath(north, stroke=0, fill=1)
    canvas.drawRightString(x - 2.2, y - 1.4, "N")
