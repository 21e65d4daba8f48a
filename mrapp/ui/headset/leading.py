"""Leading a visitor about: to the facilitator, to a viewpoint, to the model on the table."""

import math
from dataclasses import replace

from mrapp.scene.places import pose_of
from mrapp.scene.pose import Pose, Vec3
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.headset.runner import HeadsetRunner
from mrapp.ui.workbench import Workbench
from mrapp.xr.exchange import Glimpse

# Who watches stands behind the visitor and a little above: their head is in the picture, not in
# the way.
_BEHIND_M, _ABOVE_M = 3.5, 0.7
# Looking up more, the visitor would be below the picture.
_UP_RAD = math.radians(7.0)
# Who is there already does not move: after so many glimpses a jump would be over.
_GLIMPSES, _MOVED_M = 12, 0.5


class Leading:
    """Brings the visitor somewhere, or the facilitator's view to the visitor."""

    def __init__(self, bench: Workbench, city: CityWidget, runner: HeadsetRunner) -> None:
        self._bench, self._city, self._runner = bench, city, runner
        self._spot: Vec3 | None = None
        self._from: Vec3 | None = None
        self._glimpses = 0

    def bring_here(self) -> None:
        """Put the visitor on the ground where the window looks from."""
        self._bring(self._city.city.pose)

    def bring_to(self, viewpoint: str) -> None:
        """Put the visitor on the ground at a viewpoint of the project, by its id."""
        session = self._bench.session
        point = session.project.viewpoint(viewpoint) if session else None
        if session is not None and point is not None:
            self._bring(pose_of(point, session.project.origin.frame()))

    def all_to(self, pose: Pose, spot: Vec3, seen: Glimpse | None) -> None:
        """Put the visitor there, and let who watches the screen look over their shoulder at a spot.

        Where they come to stand only the headset knows: near that pose, in the open. `arrive` is
        told what is seen of them from then on. seen: of them now.
        """
        self._bring(pose)
        self._spot, self._glimpses = spot, 0
        self._from = seen.head if seen else None

    def forget(self) -> None:
        """Bring the window nowhere: somebody else comes."""
        self._spot = None

    def arrive(self, glimpse: Glimpse) -> None:
        """Let the window come after the visitor, once they are there."""
        if self._spot is None:
            return
        self._glimpses += 1
        moved = self._from is not None and math.dist(self._from, glimpse.head) > _MOVED_M
        if not moved and self._glimpses < _GLIMPSES:
            return
        spot, self._spot = self._spot, None
        x, y, z = glimpse.head
        east, north = spot[0] - x, spot[1] - y
        flat = math.hypot(east, north) or 1.0
        eye = (x - _BEHIND_M * east / flat, y - _BEHIND_M * north / flat, z + _ABOVE_M)
        met = self._city.city.first_hit(glimpse.head, eye)
        pose = Pose.looking(eye if met is None else glimpse.head, spot)
        self._city.fly_to(replace(pose, pitch_rad=min(pose.pitch_rad, _UP_RAD)))

    def go_there(self, glimpse: Glimpse | None) -> None:
        """Let the window look from where the visitor is."""
        if glimpse is not None:
            self._city.fly_to(Pose(glimpse.head, glimpse.heading_rad, 0.0))

    def lay_table(self, on: bool, *, real: bool = False) -> None:
        """Make the city a model on a table, the visitor's own if `real`, or life-size again."""
        if on:
            self._runner.wish(lambda loop: loop.walker.lay_table(real=real))
        else:
            self._runner.wish(lambda loop: loop.walker.leave_table())

    def _bring(self, pose: Pose) -> None:
        self._runner.wish(lambda loop: loop.walker.go_to_sight(pose.eye, pose.heading_rad))
