"""What the facilitator points at, so that the visitor sees it too."""

import numpy as np

from mrapp.app.nearby import points_of
from mrapp.app.state import ObjectRef
from mrapp.ui.headset.runner import HeadsetRunner
from mrapp.ui.workbench import Workbench
from mrapp.xr.frames import Vec3


class PointingOut:
    """Shows the visitor a beam at what is selected, while that is wanted."""

    def __init__(self, bench: Workbench, runner: HeadsetRunner) -> None:
        self._bench, self._runner = bench, runner
        self._pointed: ObjectRef | None = None

    def begin(self) -> None:
        """Point at what is selected, from now on: `follow` says what that is."""
        self._pointed = None
        self.follow()

    def end(self) -> None:
        """Point at nothing."""
        self._pointed = None
        self._runner.wish(lambda loop: loop.beckon(None))

    def follow(self) -> None:
        """Point at what is selected now."""
        session = self._bench.session
        selected = session.view.selection if session else None
        if selected != self._pointed:
            self._pointed = selected
            place = self._place_of(selected) if selected else None
            self._runner.wish(lambda loop: loop.beckon(place))

    def _place_of(self, ref: ObjectRef) -> Vec3 | None:
        """Return the middle of an object, on its lowest height; None where it has no face."""
        session = self._bench.session
        mesh = session.meshes_now.get(ref.asset) if session else None
        points = points_of(ref, mesh) if mesh is not None else ()
        if session is None or not len(points):
            return None
        local = session.project.origin.frame().local_from_rd(np.asarray(points))
        x, y = (local[:, :2].min(axis=0) + local[:, :2].max(axis=0)) / 2.0
        return (float(x), float(y), float(local[:, 2].min()))
