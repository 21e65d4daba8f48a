"""Where one stands when a project opens, and the first steps for who is new."""

from PySide6.QtCore import QObject, Qt

from mrapp.scene.places import pose_of
from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Workbench

_AT_ONCE_S = 0.01


class Arrival(QObject):
    """Puts the viewer at the project's start; without one, where all is seen that has arrived."""

    def __init__(self, parts: Parts, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._view = parts.view
        self._bench = bench
        self._settling = False
        # What has been read by now waits for the window's first frame.
        bench.tasks.hold()
        queued = Qt.ConnectionType.QueuedConnection
        self._view.city.painted.connect(bench.tasks.release, queued)
        bench.opened.connect(self._on_opened)
        bench.changed.connect(self._on_changed)
        bench.loaded.connect(self._on_loaded)
        # Rays meet only what has been drawn.
        self._view.city.filling.connect(self._on_loaded)
        self._view.city.painted.connect(self._on_painted)
        bench.settings_changed.connect(self._show_hints)

    def _on_opened(self) -> None:
        self._settling = True
        session = self._bench.session
        # A new project, without any files, is open at once.
        self._view.progress.show_opening(session is not None and bool(session.project.items()))
        start = session.project.viewpoint(session.project.start.viewpoint) if session else None
        if session is not None and start is not None:
            self._view.city.stand(pose_of(start, session.project.origin.frame()))
        self._show_hints()
        self._view.city.setFocus()

    def _on_painted(self) -> None:
        if not self._view.city.city.building.bare:
            self._view.progress.show_opening(False)

    def _on_changed(self) -> None:
        session = self._bench.session
        if session is None or not self._settling or self._view.city.travelling:
            return
        if session.project.viewpoint(session.project.start.viewpoint) is None and session.meshes:
            self._view.city.stand(self._view.city.city.navigator.home)

    def _on_loaded(self) -> None:
        session = self._bench.session
        if not self._bench.loader.busy:
            # Something may be out of sight, or none of it could be read.
            self._view.progress.show_opening(False)
        if session is None or not session.meshes:
            # A new project: its first file is still to come.
            return
        if self._bench.loader.busy or self._view.city.incomplete:
            return
        self._on_changed()
        if self._settling and not self._view.city.travelling:
            # Now there is ground: whoever stands at eye height walks.
            navigator = self._view.city.city.navigator
            navigator.fly_to(self._view.city.pose, _AT_ONCE_S)
            self._view.city.after_navigation()
        self._settling = False

    def _show_hints(self) -> None:
        wanted = self._bench.session is not None and not self._bench.settings.hints_seen
        self._view.steps_wanted = wanted
        self._view.arrange()
