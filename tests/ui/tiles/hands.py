"""What tests of the studio do by hand."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from mrapp.app.tiles.proving import design_mark, keep_proof
from mrapp.model.tiles import Tile, TileProof
from mrapp.scene.pose import Pose
from mrapp.ui.robot import Robot
from mrapp.ui.tiles.panel import StudioPanel
from mrapp.ui.tiles.studio import TileStudio

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
# In the open, before the houses, seen obliquely.
SPOT = (0.0, -25.0, 1.0)


def open_studio(robot: Robot) -> TileStudio:
    """Open the studio, with the spot in the middle of the view."""
    robot.window.parts.actions["tiles.open"].trigger()
    robot.city.stand(Pose.looking((SPOT[0], SPOT[1] - 12.0, 9.0), SPOT))
    return robot.window.tiles.studio


def leave_as_found(robot: Robot, studio: TileStudio) -> None:
    """Close the studio and undo all that was done."""
    studio.close()
    while robot.session.history.done:
        robot.window.bench.undo()
    robot.idle()


def panel_of(studio: TileStudio) -> StudioPanel:
    """Return the panel of a studio that is open."""
    assert studio.panel is not None
    return studio.panel


def give_host(robot: Robot, studio: TileStudio, host: str = "spoorzone.example") -> None:
    """Fill in the web address of the tiles."""
    field = panel_of(studio).shared.host
    field.setText(host)
    field.editingFinished.emit()
    robot.idle()


def click_spot(robot: Robot, drag: QPoint | None = None) -> None:
    """Press in the middle of the view, where the spot is; drag from there, and let go."""
    city = robot.city
    at = QPoint(city.width() // 2, city.height() // 2)
    QTest.mousePress(city, _LEFT, _NONE, at)
    if drag is not None:
        QTest.mouseMove(city, at + drag / 2)
        QTest.mouseMove(city, at + drag)
    QTest.mouseRelease(city, _LEFT, _NONE, at + (drag or QPoint()))
    robot.idle()


def lay_tile(robot: Robot, studio: TileStudio) -> Tile:
    """Lay one tile in the spot."""
    give_host(robot, studio)
    panel_of(studio).add.click()
    click_spot(robot)
    return only_tile(robot)


def only_tile(robot: Robot) -> Tile:
    """Return the one tile that the project has."""
    (tile,) = robot.session.project.tiles
    return tile


def pass_proof(robot: Robot, *, found: float) -> None:
    """Keep a proof of the one tile as it is now: so often it was found."""
    tile = only_tile(robot)
    proof = TileProof(
        design=design_mark(robot.session.project, tile),
        at=robot.session.services.utc_now(),
        frames=700,
        found=found,
        read=found,
        read_m=1.5,
        reach_m=1.5,
    )
    robot.window.bench.act(keep_proof, tile.id, proof)
