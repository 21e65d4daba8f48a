"""Commands that move the viewer: modes, home, viewpoints, walking to something."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Qt

from mrapp.app.actions import visit_viewpoint
from mrapp.app.nearby import points_of
from mrapp.model.citymesh import Surface
from mrapp.scene.city_view import Hit
from mrapp.scene.navigator import Mode
from mrapp.scene.places import nearer, pose_of
from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Workbench

_STANDABLE = (Surface.TERRAIN, Surface.ROAD, Surface.GREEN, Surface.RAIL, Surface.SQUARE)


class Moves(QObject):
    """Commands that move the viewer."""

    def __init__(self, parts: Parts, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._city = parts.view.city
        self._bench = bench
        self._viewpoint: str | None = None

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {
            "move.orbit": lambda: self._set_mode(Mode.ORBIT),
            "move.walk": lambda: self._set_mode(Mode.WALK),
            "move.home": self.go_home,
            "move.overview": self.see_everything,
            "move.north": self.face_north,
            "move.closer": lambda: self._city.zoom(1.0),
            "move.farther": lambda: self._city.zoom(-1.0),
            "move.to_selected": self.walk_to_selected,
            "viewpoint.next": lambda: self._step_viewpoint(1),
            "viewpoint.previous": lambda: self._step_viewpoint(-1),
        }

    def _set_mode(self, mode: Mode) -> None:
        self._city.set_mode(mode)
        # Choosing the mode that is already on would leave the button unchecked.
        self._city.mode_changed.emit()
        self._city.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_home(self) -> None:
        """Go to where the project begins, or to where all of it is seen."""
        session = self._bench.session
        start = session.project.viewpoint(session.project.start.viewpoint) if session else None
        if session is None or start is None:
            self.see_everything()
        else:
            self._city.fly_to(pose_of(start, session.project.origin.frame()))

    def see_everything(self) -> None:
        """Go to where the whole project is seen."""
        self._city.city.navigator.go_home()
        self._city.after_navigation()

    def face_north(self) -> None:
        """Turn until north is ahead."""
        self._city.city.navigator.face_north()
        self._city.after_navigation()

    def fly_to_viewpoint(self, viewpoint_id: str) -> None:
        """Fly to a viewpoint of the project, and show it as it was saved."""
        session = self._bench.session
        viewpoint = session.project.viewpoint(viewpoint_id) if session else None
        if session is not None and viewpoint is not None:
            self._viewpoint = viewpoint_id
            self._bench.act(visit_viewpoint, viewpoint_id)
            self._city.fly_to(pose_of(viewpoint, session.project.origin.frame()))

    def _step_viewpoint(self, steps: int) -> None:
        session = self._bench.session
        ids = [v.id for v in session.project.viewpoints] if session else []
        if not ids:
            return
        if self._viewpoint in ids:
            self.fly_to_viewpoint(ids[(ids.index(self._viewpoint) + steps) % len(ids)])
        else:
            self.fly_to_viewpoint(ids[0] if steps > 0 else ids[-1])

    def walk_to_selected(self) -> None:
        """Go and stand before the selected object, and look at it."""
        session = self._bench.session
        selection = session.view.selection if session else None
        if session is None or selection is None:
            return
        mesh = session.meshes_now.get(selection.asset)
        if mesh is None:
            return
        points = points_of(selection, mesh)
        if len(points):
            local = session.project.origin.frame().local_from_rd(points).astype(np.float64)
            self._city.city.navigator.stand_before(local)
            self._city.after_navigation()
            self._city.setFocus(Qt.FocusReason.OtherFocusReason)

    def reach(self, hit: Hit | None) -> None:
        """Go to what was double-clicked: stand on ground, come nearer to a building."""
        if hit is None:
            return
        if self._city.mode == Mode.WALK or hit.surface in _STANDABLE or hit.ref is None:
            self._city.city.navigator.walk_to(hit.point_local)
            self._city.after_navigation()
        else:
            self._city.fly_to(nearer(self._city.pose, hit.point_local))
