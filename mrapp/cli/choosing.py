"""Which view a command is about: the viewpoint, the variant and the time it was asked for."""

import argparse

from mrapp.app import actions
from mrapp.app.session import Session
from mrapp.cli.language import user_language
from mrapp.model.errors import not_in_project
from mrapp.model.project import NOW, Project, Viewpoint
from mrapp.model.texts import Phrase

_TOGETHER = Phrase(nl="--eye en --target horen bij elkaar", en="--eye and --target go together")
_NO_WAY = Phrase(
    nl="--eye en --target zijn dezelfde plek; er is geen richting om te kijken",
    en="--eye and --target are the same place; there is no way to look",
)


def free_viewpoint(parsed: argparse.Namespace) -> Viewpoint | None:
    """Return a viewpoint where --eye and --target say; None if they do not."""
    if parsed.eye is None and parsed.target is None:
        return None
    if parsed.eye is None or parsed.target is None:
        parsed.wrong(_TOGETHER.text(user_language()))
    if parsed.eye == parsed.target:
        parsed.wrong(_NO_WAY.text(user_language()))
    name = {"nl": "los", "en": "free"}
    return Viewpoint(id="free", name=name, eye=tuple(parsed.eye), target=tuple(parsed.target))


def viewpoint_named(project: Project, wished: str | None) -> Viewpoint | None:
    """Return a viewpoint of the project; None where none is asked for. `NotInProjectError`."""
    point = project.viewpoint(wished)
    if wished and point is None:
        raise not_in_project(actions.VIEWPOINT, wished, (v.id for v in project.viewpoints))
    return point


def choose_view(session: Session, point: Viewpoint | None, parsed: argparse.Namespace) -> None:
    """Set variant and time: as asked for, else the viewpoint's own, else the project's start."""
    variant = parsed.variant or (point.variant if point else None)
    if variant == NOW:
        session.apply(actions.switch_variant(session.moment, None))
    elif variant is not None:
        session.apply(actions.switch_variant(session.moment, variant))
    time = parsed.time or (point.time if point else None)
    if time is not None:
        session.apply(actions.set_time(session.moment, time))


def load_seen(session: Session, variant: str | None) -> None:
    """Read what is seen in a variant; a file that fails is an error, not a hole in the picture."""
    read = session.services.read_mesh
    for asset, lod in session.project.seen_files(variant).items():
        session.add_mesh(asset, read(session.opened.asset_path(asset), lod=lod))
    session.ensure_ground()
