"""Placing a design: where it stands at first, and moving it, as changes that can be undone."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mrapp.app.actions import show_layer
from mrapp.app.history import Change, Moment
from mrapp.model.citymesh import Extent, extent_of
from mrapp.model.errors import PlacedAlreadyError, not_in_project
from mrapp.model.frames import check_place
from mrapp.model.placing import rd_from_model
from mrapp.model.project import Design, Layer, OriginSpec, Placement, Project, Variant
from mrapp.model.texts import Notice, Phrase

Float64 = NDArray[np.float64]

FAR_KM = 5.0
"""From here on it is asked whether something really belongs to a project."""

SCALES = (0.000_001, 1_000_000.0)
"""The least and the most that something can be scaled by: beyond are slips of the hand."""

_LARGEST_M, _SMALLEST_M = 3_000.0, 0.05
_FAR = Phrase(
    nl="Het staat {distance} km van het nulpunt van dit project. Klopt de plaats?",
    en="It stands {distance} km from this project's zero. Is the place right?",
)
_LARGE = Phrase(
    nl="Het is hier {size} km groot. Klopt de schaal?",
    en="It is {size} km large here. Is the scale right?",
)
_SMALL = Phrase(
    nl="Het is hier nog geen {size} cm groot. Klopt de schaal?",
    en="It is not even {size} cm large here. Is the scale right?",
)
_ITEM = Phrase(nl="ontwerp of laag", en="design or layer")
_LABEL = Phrase(nl="ontwerp plaatsen", en="place design")


def first_place(project: Project) -> Placement:
    """Return where a file without a place of its own stands until somebody moves it."""
    origin = project.origin
    return Placement(x=origin.x, y=origin.y, nap=origin.nap)


def distance_km(box: Extent, origin: OriginSpec) -> float:
    """Return how far a box, RD/NAP, is from a project's zero, as on a map; 0 where it is inside."""
    places = zip((origin.x, origin.y), box.low, box.high, strict=False)
    return math.hypot(*(max(low - at, at - high, 0.0) for at, low, high in places)) / 1000


def oddities(box: Extent | None, origin: OriginSpec) -> tuple[Notice, ...]:
    """Return what is odd about where a design stands and how large it is: nobody may see it.

    box: the box round it in its place, RD/NAP; None for nothing to see.
    """
    if box is None:
        return ()
    found = []
    away_km = distance_km(box, origin)
    size_m = max(high - low for low, high in zip(box.low, box.high, strict=True))
    if away_km >= FAR_KM:
        found.append(Notice(_FAR, {"distance": round(away_km)}))
    if size_m > _LARGEST_M:
        found.append(Notice(_LARGE, {"size": round(size_m / 1000)}))
    if size_m < _SMALLEST_M:
        found.append(Notice(_SMALL, {"size": round(_SMALLEST_M * 100)}))
    return tuple(found)


def carried(place: Placement, before_rd: Float64, after_rd: Float64, turn_rad: float) -> Placement:
    """Return where something stands after it was carried from one point to another and turned.

    before_rd, after_rd: (3,), the same point of it, RD/NAP metres. turn_rad: counter-clockwise,
    about that point.
    """
    cos, sin = math.cos(turn_rad), math.sin(turn_rad)
    east, north = place.x - before_rd[0], place.y - before_rd[1]
    fields = {
        "x": round(after_rd[0] + cos * east - sin * north, 3),
        "y": round(after_rd[1] + sin * east + cos * north, 3),
        "nap": round(place.nap + after_rd[2] - before_rd[2], 3),
        "turn_deg": round(place.turn_deg + math.degrees(turn_rad), 3) % 360.0,
    }
    return place.model_copy(update=fields)


def middle_and_radius(corners: Float64, up: str, place: Placement) -> tuple[Float64, float]:
    """Return the middle of the floor of a design, (3,), and how far it reaches from there, metres.

    corners: the low and the high one, (2, 3), of the box round the file as it was read; place:
    where it stands. The middle turns with the design: it is that of the box.
    """
    box = _box_at(corners, up, place)
    low, middle = box.min(axis=0), box.mean(axis=0)
    middle[2] = low[2]
    return middle, float(np.linalg.norm((box - middle)[:, :2], axis=1).max())


def extent_at(corners: Float64, up: str, place: Placement) -> Extent | None:
    """Return a box that holds all of a design in its place; see `middle_and_radius`.

    At once, however large the design is; where it is turned, its own box may be smaller.
    """
    return extent_of(_box_at(corners, up, place))


def _box_at(corners: Float64, up: str, place: Placement) -> Float64:
    move = rd_from_model(place, up)
    return np.array(np.meshgrid(*corners.T)).reshape(3, -1).T @ move[:3, :3].T + move[:3, 3]


def item_of(project: Project, mesh_key: str) -> Layer | Design | None:
    """Return the design or layer whose place can be changed and that is shown by `mesh_key`."""
    items = (item for item in project.items() if item.mesh_key == mesh_key)
    return next((item for item in items if item.place is not None), None)


def place_item(moment: Moment, item_id: str, place: Placement, *, dragged: bool = False) -> Change:
    """Move a design or layer; `dragged` moves in a row are one step of undo.

    Raises `NotInProjectError`, `NotInRdError` for a place outside the Netherlands, and
    `PlacedAlreadyError` for a file that says itself where it is.
    """
    check_place(place.x, place.y)
    item = next((each for each in moment.project.items() if each.id == item_id), None)
    if item is None:
        known = (each.id for each in moment.project.items())
        raise not_in_project(_ITEM, item_id, known)
    if item.place is None:
        raise PlacedAlreadyError(file=item.asset)
    after = Moment(_moved(moment.project, item_id, place), moment.view)
    return Change(after, _LABEL, f"place {item_id}" if dragged else None)


def carried_to(
    place: Placement, corners: Float64, up_of_format: str, there_rd: Float64
) -> Placement:
    """Return a place like `place`, but with the middle of the floor of a design at `there_rd`.

    corners: see `middle_and_radius`. there_rd: (3,), RD/NAP metres. In whole centimetres.
    """
    middle, _radius_m = middle_and_radius(corners, up_of_format, place)
    fields = zip(("x", "y", "nap"), (place.x, place.y, place.nap), strict=True)
    shift = (there_rd - middle).tolist()
    moved = {name: round(at + by, 2) for (name, at), by in zip(fields, shift, strict=True)}
    return place.model_copy(update=moved)


def bring_item(moment: Moment, item_id: str, place: Placement) -> Change:
    """Move a design or layer to where it is seen, and show it if it was hidden: one step.

    Raises as `place_item` does.
    """
    change = place_item(moment, item_id, place)
    return replace(change, after=show_layer(change.after, item_id, visible=True).after)


def _moved(project: Project, item_id: str, place: Placement) -> Project:
    def layer(old: Layer) -> Layer:
        return old.model_copy(update={"place": place}) if old.id == item_id else old

    def design(old: Design) -> Design:
        return old.model_copy(update={"place": place}) if old.id == item_id else old

    def variant(old: Variant) -> Variant:
        return old.model_copy(update={"adds": tuple(map(design, old.adds))})

    # Through the constructor: a copy alone would not be checked.
    fields = {"layers": tuple(map(layer, project.layers)), "plans": project.plans_with(variant)}
    return Project.model_validate({**dict(project), **fields})
