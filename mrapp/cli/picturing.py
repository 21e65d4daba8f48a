"""Pictures of a project without a window; VTK comes late, as most commands need none."""

from pathlib import Path

from mrapp.app.remarks.making import Look
from mrapp.app.replacing import writing
from mrapp.app.session import Session
from mrapp.model.frames import Origin
from mrapp.model.project import Viewpoint


def snapshot(
    session: Session, point: Viewpoint | None, size_px: tuple[int, int], out: Path
) -> bool:
    """Write a PNG of what the session shows, from `point` or from where one sees it all.

    Returns whether nothing of the designs that are shown is in it.
    """
    from mrapp.scene.places import pose_of
    from mrapp.scene.snapshot import as_png, snapshot_of

    state = session.scene_state()
    pose = pose_of(point, state.origin) if point else None
    taken = snapshot_of(state, session.meshes, pose, size_px)
    picture = as_png(taken.pixels)
    with writing(out) as stream:
        stream.write(picture)
    return taken.misses_design


def look_from(point: Viewpoint, origin: Origin, size_px: tuple[int, int]) -> Look:
    """Return what somebody at a viewpoint looks at, as a remark keeps it."""
    from mrapp.scene.places import look_of, pose_of

    return look_of(pose_of(point, origin), origin, size_px)


def picture_of(session: Session, look: Look) -> bytes:
    """Return a PNG of what the session shows to an eye."""
    from mrapp.scene.places import pose_of_look
    from mrapp.scene.snapshot import as_png, take_snapshot

    state = session.scene_state()
    pose = pose_of_look(look, state.origin)
    return as_png(take_snapshot(state, session.meshes, pose, *look.size_px))
