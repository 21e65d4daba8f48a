"""A design that is out of sight: it is gone to, brought here, and missed in a picture."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.model.project import Placement
from mrapp.scene.pose import Pose, on_picture
from mrapp.ui.robot import Robot
from tests.ui.test_placing import added, fill_in, place_of

pytestmark = pytest.mark.window


def seen(robot: Robot) -> NDArray[np.float64]:
    """Return where the corners of what was added last are, (n, 2), in shares of the picture."""
    key, city = robot.session.project.items()[-1].mesh_key, robot.city
    local = robot.session.project.origin.frame().local_from_rd(
        robot.session.meshes_now[key].points_rd
    )
    size = (city.width(), city.height())
    found = on_picture(local.astype(np.float64), city.pose, size)
    assert (found[:, 2] > 0.0).all()
    return np.asarray(found[:, :2] / size)


def lost(robot: Robot, tmp_path: Path) -> Placement:
    """Add a block and put it six kilometres away, behind whoever looks; return where."""
    panel = added(robot, tmp_path)
    fill_in(panel, "y", f"{round(place_of(robot).y) - 6000}")
    robot.rest()
    assert "6 km van het nulpunt" in panel.odd.text()
    assert panel.odd.isVisible()
    return place_of(robot)


@pytest.mark.parametrize("door", ["panel", "layers"])
def test_what_is_out_of_sight_is_gone_to(robot: Robot, tmp_path: Path, door: str) -> None:
    before = lost(robot, tmp_path)
    if door == "panel":
        robot.click(robot.window.parts.side.place.fly)
    else:
        robot.window.bench.select(None)
        item = robot.session.project.items()[-1].id
        robot.window.seeing.show_layer(item, False)
        robot.window.parts.side.layers.offer(item, "fly").trigger()
        assert item not in robot.session.view.hidden_layers
    robot.rest()
    places = seen(robot)
    assert places.min() > 0.0
    assert places.max() < 1.0
    assert np.ptp(places, axis=0).max() > 0.4, "it fills the picture"
    assert place_of(robot) == before
    hit = robot.city.hit_middle()
    assert hit is not None
    assert hit.ref is not None
    assert hit.ref.asset == robot.session.project.items()[-1].mesh_key


@pytest.mark.parametrize("pitch", [-0.6, 0.0])
def test_what_is_out_of_sight_is_brought_here(robot: Robot, tmp_path: Path, pitch: float) -> None:
    """From above, and by who walks and looks at the horizon; in one step of undo."""
    before = lost(robot, tmp_path)
    height = 2.65 if pitch == 0.0 else 90.0
    robot.city.stand(Pose((0.0, -120.0, height), 0.1, pitch))
    robot.rest()
    item = robot.session.project.items()[-1]
    robot.window.seeing.show_layer(item.id, False)
    robot.window.parts.side.layers.offer(item.id, "bring").trigger()
    robot.rest()
    places = seen(robot)
    assert places.mean(axis=0)[0] == pytest.approx(0.5, abs=0.1)
    assert 0.0 < places.mean(axis=0)[1] < 0.7
    assert np.ptp(places, axis=0).max() > 0.05
    stands = robot.session.meshes_now[item.mesh_key].points_rd
    assert stands[:, 2].min() == pytest.approx(1.0, abs=0.5), "the ground of the houses is at 1 m"
    assert robot.window.parts.side.place.isVisible()
    robot.window.bench.undo()
    assert place_of(robot) == before
    assert item.id in robot.session.view.hidden_layers


def test_a_picture_without_the_design_says_so(robot: Robot, tmp_path: Path) -> None:
    lost(robot, tmp_path)
    notices = robot.view.notices
    said = "Van de variant Hoog is op deze afbeelding niets te zien"
    robot.window.arranging.save_picture(tmp_path / "met.png")
    assert not any(said in text for text in notices.texts), "its tower is in the picture"
    robot.city.stand(Pose((0.0, -120.0, 60.0), 3.0, -0.5))
    robot.rest()
    robot.window.arranging.save_picture(tmp_path / "zonder.png")
    assert any(said in text for text in notices.texts)
    notices.clear()
    robot.window.seeing.choose(None)
    robot.window.arranging.save_picture(tmp_path / "nu.png")
    assert not any("niets te zien" in text for text in notices.texts)


def test_the_column_goes_back_to_the_variants(robot: Robot, tmp_path: Path) -> None:
    robot.resize(1280, 480)
    panel = added(robot, tmp_path)
    bar = robot.window.parts.side.reader.verticalScrollBar()
    robot.wait(bar.valueChanged, lambda: bar.value() > 0)
    robot.click(panel.done)
    robot.rest()
    assert not panel.isVisible()
    assert bar.value() == 0
    focus = robot.focus()
    assert focus is not None
    assert robot.window.parts.side.plan.isAncestorOf(focus)
    assert place_of(robot) is not None
