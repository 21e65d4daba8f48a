"""A design that is out of sight: going to it, or bringing it to where one looks."""

import math

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt

from mrapp.app.actions import show_layer
from mrapp.app.ground import ground_of, on_ground
from mrapp.app.placing import bring_item, carried_to, middle_and_radius
from mrapp.app.session import Session
from mrapp.model.points import box_of
from mrapp.model.project import Design, Layer, Placement
from mrapp.scene.moving import Box
from mrapp.scene.pose import Vec3
from mrapp.ui.parts import Parts
from mrapp.ui.placing import Placing
from mrapp.ui.workbench import Workbench

# Down the middle of the picture, in shares of its height: where one looks, the first that is near.
_LOOKED_AT = (0.5, 0.62, 0.74, 0.86)
_NEAR_M, _NEAR_HEIGHTS = 60.0, 6.0
_AWAY_RADII = 2.5


class Finding(QObject):
    """Carries out the two ways of seeing what is out of sight."""

    def __init__(self, parts: Parts, bench: Workbench, placing: Placing, parent: QObject) -> None:
        super().__init__(parent)
        self._city = parts.view.city
        self._bench = bench
        self._placing = placing

    def fly_to(self, item_id: str) -> None:
        """Fly to where a design or layer fills the picture; it is shown if it was hidden."""
        found = self._found(item_id)
        if found is None:
            return
        session, item = found
        points = session.meshes_now[item.mesh_key].points_rd
        frame = session.project.origin.frame()
        low, high = frame.local_from_rd(np.array(box_of(points))).tolist()
        if item.id in session.view.hidden_layers:
            self._bench.act(show_layer, item.id, True)
        self._city.city.navigator.look_at(Box(tuple(low), tuple(high)))
        self._city.after_navigation()
        self._city.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring(self, item_id: str) -> None:
        """Put a design or layer on the ground in the middle of what is seen: one step of undo."""
        found = self._found(item_id)
        if found is None or found[1].place is None:
            return
        session, item = found
        place = self._in_sight(session, item, found[1].place)
        if self._bench.act(bring_item, item.id, place):
            self._placing.take_in(item.mesh_key)

    def _in_sight(self, session: Session, item: Layer | Design, now: Placement) -> Placement:
        file, frame = session.file_of(item.mesh_key), session.project.origin.frame()
        corners, up = np.array(box_of(file.points_rd)), file.report.up
        _middle, radius_m = middle_and_radius(corners, up, now)
        seen = self._looked_at(_AWAY_RADII * radius_m)
        there = carried_to(now, corners, up, frame.rd_from_local(np.array(seen)))
        points = session.meshes_now[item.mesh_key].points_rd
        return on_ground(points, up, now, there, ground_of(session.project, session.meshes_now))

    def _looked_at(self, least_m: float) -> Vec3:
        """Return a place in the middle of the view, not so far off that little is seen of it.

        Who walks looks at the horizon; what is to be put down is nearer, so lower in the picture.
        least_m: nobody is to stand in it, so it is no nearer than that.
        """
        city, pose = self._city, self._city.pose
        places = [QPointF(city.width() / 2, share * city.height()) for share in _LOOKED_AT]
        hits = [hit.point_local for place in places if (hit := city.hit(place)) is not None]
        near = (place for place in hits if math.dist(place, pose.eye) < _near_m(pose.eye, place))
        x, y, z = next(near, hits[-1] if hits else city.city.navigator.looked_at)
        closer_m = max(least_m - math.dist((x, y), pose.eye[:2]), 0.0)
        east, north = math.sin(pose.heading_rad), math.cos(pose.heading_rad)
        return (x + closer_m * east, y + closer_m * north, z)

    def _found(self, item_id: str) -> tuple[Session, Layer | Design] | None:
        session = self._bench.session
        items = session.project.items() if session else ()
        item = next((each for each in items if each.id == item_id), None)
        if session is None or item is None or item.mesh_key not in session.meshes:
            return None
        return session, item


def _near_m(eye: Vec3, place: Vec3) -> float:
    return max(_NEAR_M, _NEAR_HEIGHTS * (eye[2] - place[2]))
