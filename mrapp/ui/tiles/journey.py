"""Part of the main job for the robot: look at a tile, lay another one by a click, undo that."""

import math

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from mrapp.app.ground import GROUND_SURFACES
from mrapp.model.citymesh import Surface
from mrapp.model.texts import pick_language
from mrapp.scene.city_view import Hit
from mrapp.ui.robot import Robot, Step, StepError, check
from mrapp.ui.tiles.panel import StudioPanel
from mrapp.ui.tiles.studio import TileStudio

_CTRL = Qt.KeyboardModifier.ControlModifier
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_APART_M = 0.6
_DRY = tuple(kind for kind in GROUND_SURFACES if kind is not Surface.WATER)


class TileSteps:
    """The steps, each with a check of what it should have brought about."""

    def __init__(self, robot: Robot) -> None:
        self._robot = robot
        self._before = 0

    def all(self) -> tuple[Step, ...]:
        """Return the steps in order."""
        return (
            Step("look at the tiles (Ctrl+T)", self._open, "tiles"),
            Step("lay another tile: click in the view, and drag", self._lay, "tile-laid"),
            Step("undo that (Ctrl+Z), and close", self._undo),
        )

    @property
    def _studio(self) -> TileStudio:
        return self._robot.window.tiles.studio

    @property
    def _panel(self) -> StudioPanel:
        panel = self._studio.panel
        if panel is None:
            raise StepError("the studio is not there")
        return panel

    def _open(self) -> str:
        robot = self._robot
        self._before = len(robot.session.history.done)
        robot.city.setFocus()
        robot.key(Qt.Key.Key_T, _CTRL)
        panel, studio = self._panel, self._studio
        if studio.tile() is None:
            return "no tiles yet"
        studio.go()
        robot.rest()
        robot.idle()
        robot.wait(studio.sight.seen, lambda: not panel.pictures.seen.image.isNull())
        robot.wait(robot.window.bench.tasks.idle, lambda: not panel.pictures.tile.image.isNull())
        tile = studio.tile()
        return pick_language(tile.name, robot.window.bench.language) if tile else ""

    def _lay(self) -> str:
        robot, studio = self._robot, self._studio
        count = len(robot.session.project.tiles)
        if not robot.session.project.tiling.host:
            studio.editing.set_host("spoorzone.example", robot.window)
            robot.idle()
        self._panel.add.click()
        at = self._ground()
        QTest.mousePress(robot.city, _LEFT, _NONE, at)
        QTest.mouseMove(robot.city, at + QPoint(40, -30))
        QTest.mouseMove(robot.city, at + QPoint(80, -60))
        QTest.mouseRelease(robot.city, _LEFT, _NONE, at + QPoint(80, -60))
        robot.idle()
        check(len(robot.session.project.tiles) == count + 1, "no tile was laid")
        panel = self._panel
        robot.wait(studio.sight.seen, lambda: not panel.pictures.seen.image.isNull())
        tile = robot.session.project.tiles[-1]
        return f"{tile.id}, {tile.place.heading_deg:.0f} degrees"

    def _ground(self) -> QPoint:
        """Return a place in the view where there is dry ground, near its middle."""
        city = self._robot.city
        middle = QPoint(city.width() // 2, city.height() // 2)
        places = [
            QPoint(round(city.width() * x / 20), round(city.height() * y / 20))
            for x in range(4, 17)
            for y in range(8, 17)
        ]
        # Not where handles or tiles that are there already are.
        for place in sorted(places, key=lambda p: (p - middle).manhattanLength())[20:]:
            hit = city.hit(place.toPointF())
            if hit is not None and hit.surface in _DRY and self._is_free(hit):
                return place
        raise StepError("no ground is in view")

    def _is_free(self, hit: Hit) -> bool:
        """Return whether no tile lies so near that the two would touch."""
        project = self._robot.session.project
        x, y = (float(each) for each in project.origin.frame().rd[:2])
        places = [(tile.stands.x - x, tile.stands.y - y) for tile in project.tiles]
        return all(math.dist(hit.point_local[:2], each) > _APART_M for each in places)

    def _undo(self) -> str:
        robot = self._robot
        robot.city.setFocus()
        left = len(robot.session.history.done) - self._before
        for _ in range(left):
            robot.key(Qt.Key.Key_Z, _CTRL)
        check(len(robot.session.history.done) == self._before, "not all was undone")
        robot.key(Qt.Key.Key_T, _CTRL)
        check(not self._studio.is_open, "the studio is still there")
        robot.idle()
        return f"{left} steps undone"
