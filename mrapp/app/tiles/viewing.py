"""What a visitor sees who opens a tile: from where, in which variant, at which moment."""

import math
from dataclasses import dataclass, replace
from datetime import datetime

from mrapp.app import actions
from mrapp.app.history import Change, Moment
from mrapp.app.session import Session
from mrapp.app.state import SceneState, resolve
from mrapp.app.tiles.planning import open_with_tile
from mrapp.model.project import NOW, Project, Viewpoint
from mrapp.model.texts import Phrase
from mrapp.model.tiles import Tile, TileOpens
from mrapp.model.values import LocalText, Point3

EYE_M = 1.65
"""How high above a tile the eye of a visitor is."""

_AHEAD_M = 50.0
_WIDE_DEG = 55.0
_KEEP = Phrase(nl="een tegel dit beeld laten openen", en="let a tile open what is seen now")


@dataclass(frozen=True)
class VisitorLook:
    """From where a visitor looks, RD/NAP metres and degrees of view across the height.

    variant: None is the city now. time_utc: None leaves the moment as it is.
    """

    eye: Point3
    target: Point3
    field_of_view_deg: float
    variant: str | None
    time_utc: datetime | None = None


def visitor_look(project: Project, tile: Tile) -> VisitorLook:
    """Return how a tile opens: from its viewpoint, else with the eye over it, looking its way.

    Without a variant of its own it is that of the viewpoint, else the city now.
    """
    point = project.viewpoint(tile.opens.viewpoint)
    named = tile.opens.variant or (point.variant if point else None)
    variant = named if named != NOW and project.variant(named) is not None else None
    if point is not None:
        seen = point.eye, point.target, point.field_of_view_deg
        return VisitorLook(*seen, variant, point.time)
    at, heading = tile.stands, math.radians(tile.stands.heading_deg)
    eye = at.x, at.y, at.nap + EYE_M
    target = eye[0] + _AHEAD_M * math.sin(heading), eye[1] + _AHEAD_M * math.cos(heading), eye[2]
    return VisitorLook(eye, target, _WIDE_DEG, variant)


def as_viewpoint(look: VisitorLook) -> Viewpoint:
    """Return such a look as a viewpoint, which belongs to no project."""
    return Viewpoint(
        id="visitor",
        name={},
        eye=look.eye,
        target=look.target,
        field_of_view_deg=look.field_of_view_deg,
    )


def visitor_state(session: Session, look: VisitorLook) -> SceneState:
    """Return what the scene shows a visitor: nothing is selected and nothing written over it."""
    view = replace(
        session.view,
        variant=look.variant,
        time_utc=look.time_utc or session.view.time_utc,
        selection=None,
        hidden_objects=frozenset(),
        show_demolished=False,
    )
    state = resolve(session.project, view, session.meshes, session.services.sun_at)
    return replace(state, captions=())


def open_view_with_tile(
    moment: Moment,
    tile_id: str,
    name: LocalText,
    seen: tuple[Point3, Point3, float],
    at: tuple[datetime, str],
) -> Change:
    """Let a tile open what is seen now: it is kept as a viewpoint, in the same step.

    seen: eye and target, RD/NAP metres, and the angle of view in degrees.
    """
    kept = actions.save_viewpoint(moment, name, *seen).after
    added = kept.project.viewpoints[-1]
    opens = TileOpens(variant=moment.view.variant or NOW, viewpoint=added.id)
    return Change(open_with_tile(kept, tile_id, opens, at).after, _KEEP)
