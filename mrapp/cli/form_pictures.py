"""Pictures of the variants that a form on paper lets people compare."""

from collections.abc import Mapping
from dataclasses import replace

from mrapp.app.actions import switch_variant
from mrapp.app.session import Session
from mrapp.cli.choosing import load_seen
from mrapp.cli.language import user_language
from mrapp.cli.telling import tell
from mrapp.model.errors import MrappError
from mrapp.model.questions import Questionnaire
from mrapp.paper.printing import PICTURE_PX, compared, picture_jpeg


def pictures_of(session: Session, form: Questionnaire) -> Mapping[tuple[str, str], bytes]:
    """Return a JPEG of each variant that is compared, by viewpoint and variant; no name is in it.

    One that cannot be made is left out, and the form then says where to look instead.
    """
    made = {}
    for viewpoint, variant in compared(form):
        try:
            made[viewpoint, variant] = _picture(session, viewpoint, variant)
        except MrappError as error:
            tell(error.text(user_language()))
    return made


def _picture(session: Session, viewpoint: str, variant: str) -> bytes:
    # Late: VTK is slow to come, and most questionnaires compare nothing.
    from mrapp.scene.places import pose_of
    from mrapp.scene.snapshot import take_snapshot

    session.apply(switch_variant(session.moment, variant))
    load_seen(session, variant)
    # Neither a name nor a badge: the two are compared without knowing which is which.
    state = replace(session.scene_state(), captions=(), badges=())
    point = session.project.viewpoint(viewpoint)
    pose = pose_of(point, state.origin) if point else None
    return picture_jpeg(take_snapshot(state, session.meshes, pose, *PICTURE_PX))
