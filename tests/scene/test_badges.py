"""Where badges are: at what they name, within the picture, and never before a planned building."""

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow, Badge
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.project import Status
from mrapp.scene.label_room import Label, LabelRoom, Rect
from mrapp.scene.pose import Pose, on_picture
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import take_snapshot
from tests.scene.helpers import MeshBuilder, state

SIZE_PX = (960, 540)
TOP = (-20.0, 30.0, 70.0)
BUILDINGS = AssetShow("b", "design", "b", status=Status.PROPOSAL)
SQUARE = AssetShow("s", "design", "s", status=Status.DECIDED)
BADGES = (
    Badge("b", None, "Gebouwen · Voorstel", Status.PROPOSAL),
    Badge("s", None, "Plein en groen · Besloten", Status.DECIDED),
)


def _buildings() -> CityMesh:
    """Return a slender tower at one end of a long low block, round a corner of the square."""
    make = MeshBuilder()
    make.box("tower", (-28.0, 22.0, 0.0), (-12.0, 38.0, 70.0))
    make.box("block", (-12.0, 28.0, 0.0), (60.0, 40.0, 16.0))
    return make.mesh()


def _square() -> CityMesh:
    """Return paving under all of it, with trees on the open part."""
    make = MeshBuilder()
    make.plane("paving", (-40.0, -30.0), (70.0, 45.0), 0.1, Surface.SQUARE)
    for x in (0.0, 15.0, 30.0):
        for y in (-15.0, 0.0):
            make.tree(f"tree {x} {y}", x, y, 6.0)
    return make.mesh()


MESHES = {"b": _buildings(), "s": _square()}


def _seen(pose: Pose, *shows: AssetShow, badges: tuple[Badge, ...] = ()) -> NDArray[np.int64]:
    shown = state(*shows, badges=badges)
    return take_snapshot(shown, MESHES, pose, *SIZE_PX, Quality.FAST).astype(np.int64)


def _differ(one: NDArray[np.int64], two: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(np.abs(one - two).max(axis=2) > 12)


@pytest.mark.slow
@pytest.mark.parametrize(
    "eye",
    [(-60.0, -150.0, 90.0), (60.0, -150.0, 90.0), (160.0, 60.0, 110.0), (-40.0, -90.0, 1.7)],
)
def test_badges_leave_the_planned_buildings_in_sight(eye: tuple[float, float, float]) -> None:
    """From all sides both badges are there, and hardly anything of the tower is behind them."""
    pose = Pose.looking(eye, (5.0, 10.0, 25.0))
    plain = _seen(pose, BUILDINGS, SQUARE)
    badges = _differ(_seen(pose, BUILDINGS, SQUARE, badges=BADGES), plain)
    tower = _differ(_seen(pose, BUILDINGS), _seen(pose))
    assert badges.sum() > 2 * 2_000
    assert (badges & tower).sum() < 0.01 * tower.sum()


def test_a_badge_points_to_the_top_of_a_tower() -> None:
    """Not to the top of the box round all of it, which may be thin air."""
    pose = Pose.looking((-60.0, -150.0, 90.0), (5.0, 10.0, 25.0))
    plain = _seen(pose, BUILDINGS)
    badge = _differ(_seen(pose, BUILDINGS, badges=BADGES[:1]), plain)
    x_px, y_px, _ = on_picture([TOP], pose, SIZE_PX)[0]
    rows, columns = np.nonzero(badge)
    assert SIZE_PX[1] - rows.max() == pytest.approx(y_px, abs=8.0)
    assert columns.mean() == pytest.approx(x_px, abs=8.0)


def test_badges_keep_off_the_captions() -> None:
    """What stands in the lower left stays legible when a badge would like to be there."""
    pose = Pose.looking((-60.0, -150.0, 90.0), (110.0, 10.0, 62.0))
    lines = ("Spoorzone · Toren · Voorstel", "Dit is een fictieve stad.", "© Fictief model")
    meshes = {"b": MESHES["b"], "s": MESHES["s"]}
    x_px, y_px, _ = on_picture([(20.0, -5.0, 0.1)], pose, SIZE_PX)[0]
    assert x_px < 400
    assert y_px < 200
    pictures = [
        take_snapshot(state(SQUARE, captions=lines, badges=b), meshes, pose, *SIZE_PX, Quality.FAST)
        for b in ((), BADGES[1:])
    ]
    badge = _differ(*(picture.astype(np.int64) for picture in pictures))
    assert badge.sum() > 2_000
    assert not badge[-90:-15, 15:230].any()


def test_stalks_run_through_no_label() -> None:
    """Labels for spots close together stand beside each other rather than on a stalk."""
    room = LabelRoom((960, 540), np.zeros((0, 2)), [])
    labels = [Label(400.0 + 25.0 * n, 250.0 - 20.0 * n, 150.0, 34.0, 26.0) for n in range(3)]
    placed = [room.place(label) for label in labels]
    found = [rect for rect in placed if rect]
    assert len(found) == len(labels)
    for number, rect in enumerate(found):
        others = [(labels[n].line_to(other), other) for n, other in enumerate(found) if n != number]
        assert not any(rect.overlaps(other) for _, other in others)
        assert not any(rect.crossed_by(line) for line, _ in others)


def test_a_badge_of_what_lies_under_a_card_hangs_beside_it() -> None:
    """Wherever it points to, and however large the card is, as long as there is room."""
    card, caption = Rect(300.0, 60.0, 940.0, 520.0), Rect(10.0, 10.0, 280.0, 80.0)
    for x in range(310, 940, 90):
        for y in range(70, 520, 90):
            room = LabelRoom((960, 540), np.zeros((0, 2)), [card, caption])
            found = room.place(Label(float(x), float(y), 220.0, 30.0, 26.0))
            assert found is not None
            assert not found.overlaps(card)
            assert not found.overlaps(caption)
