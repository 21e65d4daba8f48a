"""Leading a visitor about: to the facilitator, to a viewpoint, to the model on the table."""

from mrapp.scene.places import pose_of
from mrapp.scene.pose import Pose
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.headset.runner import HeadsetRunner
from mrapp.ui.workbench import Workbench
from mrapp.xr.exchange import Glimpse


class Leading:
    """Brings the visitor somewhere, or the facilitator's view to the visitor."""

    def __init__(self, bench: Workbench, city: CityWidget, runner: HeadsetRunner) -> None:
        self._bench, self._city, self._runner = bench, city, runner

    def bring_here(self) -> None:
        """Put the visitor on the ground where the window looks from."""
        self._bring(self._city.city.pose)

    def bring_to(self, viewpoint: str) -> None:
        """Put the visitor on the ground at a viewpoint of the project, by its id."""
        session = self._bench.session
        point = session.project.viewpoint(viewpoint) if session else None
        if session is not None and point is not None:
            self._bring(pose_of(point, session.project.origin.frame()))

    def go_there(self, glimpse: Glimpse | None) -> None:
        """Let the window look from where the visitor is."""
        if glimpse is not None:
            self._city.fly_to(Pose(glimpse.head, glimpse.heading_rad, 0.0))

    def lay_table(self, on: bool) -> None:
        """Make the city a model on a table, or life-size again."""
        if on:
            self._runner.wish(lambda loop: loop.walker.lay_table())
        else:
            self._runner.wish(lambda loop: loop.walker.leave_table())

    def _bring(self, pose: Pose) -> None:
        self._runner.wish(lambda loop: loop.walker.go_to_sight(pose.eye, pose.heading_rad))
