"""What a visitor will see from a tile, drawn while the window goes on working."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QOpenGLContext

from mrapp.app.session import Session
from mrapp.app.state import SceneState
from mrapp.app.tiles.viewing import VisitorLook, as_viewpoint, visitor_state
from mrapp.scene.glance import Glance
from mrapp.scene.places import pose_of
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.loading import Loader

SIZE_PX = (640, 360)
_SOON_MS, _STEP_MS, _BUSY_MS = 150, 5, 200


class VisitorSight(QObject):
    """Want a picture with `show`; `seen` brings it (a `QImage`) with the number that `show` gave.

    Only what was wanted last is ever brought: what came before is given up.
    """

    seen = Signal(object, int)

    def __init__(self, city: CityWidget, loader: Loader, parent: QObject) -> None:
        super().__init__(parent)
        self._city, self._loader = city, loader
        self._glance = Glance(SIZE_PX)
        self._generation = 0
        self._wanted: tuple[Session, VisitorLook] | None = None
        self._shown: tuple[VisitorLook, SceneState] | None = None
        self._aimed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def generation(self) -> int:
        """The number of what was wanted last."""
        return self._generation

    def show(self, session: Session, look: VisitorLook) -> bool:
        """Want what a visitor sees; returns False if that is being drawn, or was, already."""
        state = visitor_state(session, look)
        if self._shown is not None and (look, state) == self._shown:
            return False
        self._generation += 1
        self._wanted, self._shown, self._aimed = (session, look), (look, state), False
        self._timer.start(_SOON_MS)
        return True

    def forget(self) -> None:
        """Want nothing any more, and let go of what it took."""
        self._generation += 1
        self._wanted = self._shown = None
        self._timer.stop()
        self._glance.close()
        let_go_of_context()

    def _go_on(self) -> None:
        if self._wanted is None or self._shown is None:
            return
        session, look = self._wanted
        if self._city.travelling or self._city.incomplete:
            # The view that somebody moves in goes first.
            self._timer.start(_BUSY_MS)
            return
        if not self._aimed:
            pose = pose_of(as_viewpoint(look), session.project.origin.frame())
            self._glance.aim(self._shown[1], session.meshes, pose, self._loader.ready)
            self._aimed = True
        pixels = self._glance.step()
        let_go_of_context()
        if pixels is None:
            self._timer.start(_STEP_MS)
            return
        self._wanted = None
        high, wide = pixels.shape[:2]
        image = QImage(pixels.tobytes(), wide, high, 3 * wide, QImage.Format.Format_RGB888)
        self.seen.emit(image.copy(), self._generation)


def let_go_of_context() -> None:
    """Let Qt know that its OpenGL context is no longer the current one."""
    current = QOpenGLContext.currentContext()
    if current is not None:
        current.doneCurrent()
