"""The handles of a design: where they bring it, what is hit, and what is drawn."""

import gc
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from mrapp.app.state import AssetShow, Badge
from mrapp.model.project import Status
from mrapp.scene.city_view import CityView
from mrapp.scene.handle_maths import Sight, follow, grab
from mrapp.scene.handle_shapes import figures_of, part_under
from mrapp.scene.handles import Part, Stand
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import grab as grab_picture
from mrapp.scene.snapshot import take_snapshot
from tests.scene.helpers import plan, renderers_of, state, town
from tests.scene.test_leaks import _in_opengl, _in_vtk

pytestmark = pytest.mark.slow


SIZE_PX, LARGE_PX = (800, 500), (1500, 950)
STAND = Stand((0.0, 30.0, 0.0), math.radians(20.0), 30.0)
BIRD = Pose.looking((-150.0, -210.0, 120.0), STAND.place_local)
STEEP = Pose.looking((-100.0, -110.0, 120.0), STAND.place_local)
ABOVE = Pose((5.0, 25.0, 160.0), 0.3, math.radians(-88.0))
STREET = Pose.looking((-30.0, -20.0, 1.65), (0.0, 30.0, 2.0))
BELOW = Pose.looking((-30.0, -20.0, -20.0), (0.0, 30.0, 2.0))
CLOSE = Pose.looking((0.0, 25.0, 1.65), (0.0, 30.0, 0.5))
FAR = Pose.looking((-3_000.0, -4_000.0, 1_500.0), STAND.place_local)
POSES = {
    "bird": BIRD,
    "above": ABOVE,
    "street": STREET,
    "below": BELOW,
    "close": CLOSE,
    "far": FAR,
}
MESHES = {"town": town(), "plan": plan()}
SHOWN = state(
    AssetShow("town", "context", "town"),
    AssetShow("plan", "design", "plan", status=Status.PROPOSAL),
    badges=(Badge("plan", None, "Plan · Voorstel", Status.PROPOSAL),),
    captions=("Plan · Voorstel",),
)


def _sight(pose: Pose, scale: float = 1.0) -> Sight:
    return Sight(pose, SIZE_PX if scale == 1.0 else LARGE_PX, scale)


def _pixel(pose: Pose, place: tuple[float, float, float]) -> tuple[float, float]:
    """Return where a place is, by the camera's own matrix in another way than the code has it."""
    gap = np.subtract(place, pose.eye)
    forward = np.array(pose.forward)
    right = np.cross(forward, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    up = np.cross(right, forward)
    focal = SIZE_PX[1] / 2.0 / math.tan(pose.field_of_view_rad / 2.0)
    x, y = focal * (gap @ right) / (gap @ forward), focal * (gap @ up) / (gap @ forward)
    return float(SIZE_PX[0] / 2.0 + x - 0.5), float(SIZE_PX[1] / 2.0 - y - 0.5)


def _spots_of(
    part: Part, pose: Pose, scale: float = 1.0, stand: Stand = STAND
) -> NDArray[np.int64]:
    """Return the pixels (k, 2) of a grid where a part is hit."""
    figures = figures_of(stand, _sight(pose, scale), None)
    own = next(figure for figure in figures if figure.part is part)
    corners = np.concatenate([shape.corners for shape in own.shapes])
    (left, top), (right, bottom) = corners.min(axis=0).astype(int), corners.max(axis=0).astype(int)
    step = round(7 * scale)
    spots = [(x, y) for x in range(left, right + 1, step) for y in range(top, bottom + 1, step)]
    # The ring is mostly a hole; what is far from it need not be asked.
    near = [spot for spot in spots if np.hypot(*(corners - spot).T).min() < 45.0 * scale]
    found = [spot for spot in near if part_under(figures, scale, *spot) is part]
    return np.array(found).reshape(-1, 2)


def _middle_of(part: Part, pose: Pose) -> tuple[float, float]:
    """Return a pixel well within a part."""
    spots = _spots_of(part, pose)
    gaps = np.linalg.norm(spots - np.median(spots, axis=0), axis=1)
    x, y = spots[int(np.argmin(gaps))].tolist()
    return x, y


@pytest.mark.parametrize("name", POSES)
def test_what_is_taken_and_not_moved_stays(name: str) -> None:
    """From everywhere, for each part, fine or not: no jump at the first touch."""
    sight = _sight(POSES[name])
    for part in Part:
        for x_px, y_px in _spots_of(part, sight.pose)[::23].tolist():
            grip = grab(part, STAND, 20.0, sight, x_px, y_px)
            for fine in (False, True):
                after = follow(grip, sight, x_px, y_px, fine)
                assert after is not None
                assert after.place_local == pytest.approx(STAND.place_local, abs=1e-4)
                assert after.turn_rad == pytest.approx(STAND.turn_rad)


def test_what_is_dragged_stays_under_the_pointer() -> None:
    """The place on the ground that was grabbed goes where the pointer goes; a tenth when fine."""
    for pose in (BIRD, ABOVE):
        sight = _sight(pose)
        grabbed, wanted = (2.0, 33.0, 0.0), (31.0, 52.0, 0.0)
        grip = grab(Part.MOVE, STAND, 20.0, sight, *_pixel(pose, grabbed))
        coarse = follow(grip, sight, *_pixel(pose, wanted), False)
        fine = follow(grip, sight, *_pixel(pose, wanted), True)
        assert _place(coarse) == pytest.approx((29.0, 49.0, 0.0), abs=1e-6)
        assert _place(fine) == pytest.approx((2.9, 31.9, 0.0), abs=1e-6)


@pytest.mark.parametrize("name", ["street", "below", "close", "bird"])
def test_towards_the_horizon_nothing_runs_away(name: str) -> None:
    """Pixel by pixel over the horizon, even with the eye at the stand's own height."""
    for lift in (0.0, 1.65) if name == "street" else (0.0,):
        stand = replace(STAND, place_local=(0.0, 30.0, lift))
        sight = _sight(POSES[name])
        x_px, y_px = _pixel(sight.pose, stand.place_local)
        grip = grab(Part.MOVE, stand, 20.0, sight, x_px, y_px)
        reach = max(3.0 * math.dist(sight.pose.eye, stand.place_local), 20.0 * 150.0)
        before, longest = stand, 0.0
        for step in np.arange(0.0, y_px + 200.0, 0.5):
            now = follow(grip, sight, x_px, y_px - step, False)
            assert now is not None
            assert math.dist(now.place_local, sight.pose.eye) <= reach
            assert now.place_local[2] == lift
            longest = max(longest, math.dist(now.place_local, before.place_local))
            before = now
        gone = math.dist(before.place_local, stand.place_local)
        assert gone > 2.0
        assert longest < 0.2 * gone


def test_turning_follows_the_pointer_in_steps() -> None:
    """A quarter round on the ground is a quarter; steps of five degrees; fine has no steps."""
    sight = _sight(STEEP)
    ring = [
        (45.0 * math.cos(angle), 30.0 + 45.0 * math.sin(angle), 0.0)
        for angle in (0.0, math.radians(93.0), math.radians(1.0))
    ]
    start, quarter, hair = (_pixel(STEEP, place) for place in ring)
    grip = grab(Part.TURN, STAND, 20.0, sight, *start)
    assert _degrees(follow(grip, sight, *quarter, False)) == pytest.approx(115.0)
    assert _degrees(follow(grip, sight, *quarter, True)) == pytest.approx(29.3, abs=0.01)
    assert _degrees(follow(grip, sight, *hair, False)) == pytest.approx(20.0)
    assert _degrees(follow(grip, sight, *hair, True)) == pytest.approx(20.1, abs=0.01)
    middle = _pixel(STEEP, STAND.place_local)
    assert follow(grip, sight, *middle, False) is None


@pytest.mark.parametrize("name", POSES)
def test_turning_goes_round_from_wherever_it_is_seen(name: str) -> None:
    """The pointer round the middle of the picture of it: the design round once, evenly on."""
    sight = _sight(POSES[name])
    turn_way = -1.0 if sight.pose.eye[2] < 0.0 else 1.0
    x_px, y_px = _pixel(sight.pose, STAND.place_local)
    angles = np.radians(np.arange(0.0, 360.0, 2.0))
    spots = [(x_px + 60.0 * math.cos(a), y_px - 60.0 * math.sin(a)) for a in angles]
    grip = grab(Part.TURN, replace(STAND, turn_rad=0.0), 20.0, sight, *spots[0])
    turns = [_degrees(follow(grip, sight, *spot, False)) for spot in spots]
    steps = np.diff(np.unwrap(turns, period=360.0)) * turn_way
    assert (steps >= 0.0).all()
    assert steps.max() <= 15.0
    assert steps.sum() == pytest.approx(360.0, abs=12.0)


def test_lifting_follows_the_pointer_upwards() -> None:
    """Along the upright line the place that was grabbed stays under the pointer."""
    for pose in (BIRD, STREET, BELOW):
        sight = _sight(pose)
        low, high = (_pixel(pose, (0.0, 30.0, height)) for height in (8.0, 13.0))
        grip = grab(Part.LIFT, STAND, 20.0, sight, *low)
        coarse, fine = (follow(grip, sight, *high, fine) for fine in (False, True))
        assert _place(coarse) == pytest.approx((0.0, 30.0, 5.0), abs=1e-6)
        assert _place(fine) == pytest.approx((0.0, 30.0, 0.5), abs=1e-6)


def test_lifting_from_above_goes_up_the_picture() -> None:
    """Where upright is a point, up is up, evenly, and nothing runs away."""
    sight = _sight(ABOVE)
    x_px, y_px = _pixel(ABOVE, STAND.place_local)
    grip = grab(Part.LIFT, STAND, 20.0, sight, x_px, y_px - 60.0)
    heights = [
        found.place_local[2]
        for step in range(0, 180, 5)
        if (found := follow(grip, sight, x_px, y_px - 60.0 - step, False))
    ]
    assert len(heights) == 36
    assert np.diff(heights).min() > 0.0
    assert np.diff(heights).max() < 3.0


@pytest.mark.parametrize("radius_m", [30.0, 12.0, 1.5])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", ["bird", "above", "street", "far", "close"])
def test_a_finger_hits_each_part(name: str, scale: float, radius_m: float) -> None:
    """Somewhere in each part there is a spot as large as a fingertip that is that part alone."""
    sight = _sight(POSES[name], scale)
    stand = replace(STAND, radius_m=radius_m)
    figures = figures_of(stand, sight, None)
    for part in Part:
        spots = _spots_of(part, sight.pose, scale, stand)
        around = [(20.0 * scale * math.cos(a), 20.0 * scale * math.sin(a)) for a in range(6)]
        clear = [
            (x, y)
            for x, y in spots.tolist()
            if all(part_under(figures, scale, x + dx, y + dy) is part for dx, dy in around)
        ]
        assert clear, f"{part} is too small"


@pytest.mark.parametrize("name", ["bird", "above", "street"])
def test_a_small_design_is_seen_between_its_handles(name: str) -> None:
    """A bench: none of it lies under what it is dragged with."""
    sight, stand = _sight(POSES[name]), replace(STAND, radius_m=1.5)
    figures = figures_of(stand, sight, None)
    x, y, z = stand.place_local
    rim = [(x + 1.5 * math.cos(a), y + 1.5 * math.sin(a), z) for a in range(7)]
    for place in (stand.place_local, *rim):
        seen = _pixel(sight.pose, place)
        assert min(figure.distance_px(*seen) for figure in figures) > 3.0


def test_words_lie_over_the_handles_and_not_on_them(
    view: CityView, window: vtkRenderWindow
) -> None:
    """A label goes aside for them; where it is, no handle is drawn over it."""
    view.handles.show(STAND)
    worded = _drawn(view, window)
    view.show(replace(SHOWN, badges=()), MESHES)
    changed = np.abs(worded - _drawn(view, window)).max(axis=2) > 24
    # Of the line to its thing, a few pixels wide, what lies on a handle is under it.
    wide = changed & np.roll(changed, 5, axis=1) & np.roll(changed, -5, axis=1)
    rows, columns = np.nonzero(wide)
    assert len(rows) > 500
    parts = {view.handles.part_at(x, y) for y, x in zip(rows[::7], columns[::7], strict=True)}
    assert parts <= {None, Part.TURN}


def test_what_is_behind_the_viewer_is_not_there() -> None:
    """Nothing to see and nothing to hit."""
    away = replace(STREET, heading_rad=STREET.heading_rad + math.pi)
    assert not figures_of(STAND, _sight(away), None)


@pytest.fixture
def view(window: vtkRenderWindow) -> Iterator[CityView]:
    """Return a view of the town and the plan."""
    made = CityView(window, Quality.FAST)
    made.show(SHOWN, MESHES)
    made.pose = BIRD
    yield made
    made.close()


def _drawn(view: CityView, window: vtkRenderWindow) -> NDArray[np.int64]:
    view.render()
    return grab_picture(window).astype(np.int64)


@pytest.mark.slow
def test_what_is_hit_is_what_is_drawn(view: CityView, window: vtkRenderWindow) -> None:
    """In each view: all that changed in the picture is a part, and all parts changed it."""
    view.show(state(), {})
    for pose, scale in ((BIRD, 1.0), (ABOVE, 1.5), (STREET, 1.0), (FAR, 1.0), (CLOSE, 2.0)):
        view.pose, view.text_scale = pose, scale
        plain = _drawn(view, window)
        view.handles.show(STAND)
        changed = np.abs(_drawn(view, window) - plain).max(axis=2) > 24
        spots = np.argwhere(changed)[::41].tolist()
        assert {view.handles.part_at(x, y) for y, x in spots} == set(Part)
        sight = Sight(pose, SIZE_PX, scale)
        figures = figures_of(STAND, sight, None)
        for x in range(2, SIZE_PX[0], 17):
            for y in range(2, SIZE_PX[1], 11):
                if min(figure.distance_px(x, y) for figure in figures) == 0.0:
                    assert changed[y, x], (x, y)
                    assert view.handles.part_at(x, y) is not None
        view.handles.show(None)


def test_hidden_handles_leave_nothing(view: CityView, window: vtkRenderWindow) -> None:
    """The picture is as before, no part is hit, and the view holds nothing more."""
    props = [renderer.GetViewProps() for renderer in renderers_of(window)]
    plain, held = _drawn(view, window), [p.GetNumberOfItems() for p in props]
    assert view.handles.part_at(400.0, 250.0) is None
    view.handles.show(STAND)
    view.handles.highlight(Part.TURN)
    shown = _drawn(view, window)
    assert view.handles.part_at(400.0, 250.0) is Part.MOVE
    view.handles.show(None)
    assert np.array_equal(_drawn(view, window), plain)
    assert [p.GetNumberOfItems() for p in props] == held
    assert view.handles.part_at(400.0, 250.0) is None
    assert not np.array_equal(shown, plain)
    assert np.array_equal(plain, take_snapshot(SHOWN, MESHES, BIRD, *SIZE_PX, Quality.FAST))


def test_closing_frees_the_handles(window: vtkRenderWindow) -> None:
    """Views one after the other, and handles that come and go: OpenGL holds no more of them."""
    counts = []
    for _ in range(3):
        view = CityView(window, Quality.FAST)
        view.show(state(), {})
        for stand in (STAND, None, replace(STAND, turn_rad=1.0)):
            view.handles.show(stand)
            view.pose = BIRD
            view.render()
        drawn = _in_vtk(window)
        view.close()
        view.close()
        assert view.handles.part_at(400.0, 250.0) is None
        del view
        gc.collect()
        counts.append(_in_opengl(window))
        assert not [reference.Get() for reference in drawn if reference.Get()]
    assert counts[-1] == counts[0]


def test_the_highlighted_part_is_stronger(view: CityView, window: vtkRenderWindow) -> None:
    """Larger and much darker, that part alone."""
    view.handles.show(STAND)
    plain = _drawn(view, window)
    for part in Part:
        view.handles.highlight(part)
        changed = np.abs(_drawn(view, window) - plain).max(axis=2) > 60
        assert changed.sum() > 600
        parts = [view.handles.part_at(x, y) for y, x in np.argwhere(changed)[::17].tolist()]
        assert parts.count(part) > 0.95 * len(parts)


def test_a_drag_from_the_first_touch_to_the_last(view: CityView) -> None:
    """Through the view: fine may come and go on the way without a jump; then all is let go."""
    handles = view.handles
    with pytest.raises(ValueError, match="nothing is being dragged"):
        handles.dragged(1.0, 1.0)
    handles.show(STAND)
    handles.begin(Part.MOVE, 400.0, 250.0)
    before = STAND
    for step in range(1, 60):
        fine = 20 <= step < 40
        now = handles.dragged(400.0 + 2.0 * step, 250.0, fine)
        handles.show(now)
        gone = math.dist(now.place_local, before.place_local)
        assert 0.02 < gone < (0.15 if fine else 1.5)
        assert handles.part_at(*_pixel(BIRD, now.place_local)) is Part.MOVE
        before = now
    handles.end()
    with pytest.raises(ValueError, match="nothing is being dragged"):
        handles.dragged(1.0, 1.0)


def test_fine_turning_goes_on_past_half_round(view: CityView) -> None:
    """Two rounds of the pointer are a fifth of a round."""
    view.handles.show(STAND)
    x_px, y_px = _pixel(BIRD, STAND.place_local)
    rounds = [(x_px + 90.0 * math.cos(a), y_px - 90.0 * math.sin(a)) for a in _TWO_ROUNDS]
    view.handles.begin(Part.TURN, *rounds[0])
    turned = [view.handles.dragged(*spot, fine=True).turn_rad for spot in rounds]
    assert turned[-1] - turned[0] == pytest.approx(0.2 * math.tau, abs=1e-6)
    assert np.diff(turned).min() >= 0.0


_TWO_ROUNDS = np.linspace(0.0, 2.0 * math.tau, 200)


def test_handles_lie_on_top_of_badges(view: CityView, window: vtkRenderWindow) -> None:
    """Also on those that came later, as one does where a name changes."""
    tower = Stand((-14.0, 34.0, 62.0), 0.0, 5.0)
    view.handles.show(tower)
    _drawn(view, window)
    view.show(replace(SHOWN, badges=(replace(SHOWN.badges[0], text="Toren · Idee"),)), MESHES)
    with_badge = _drawn(view, window)
    view.show(replace(SHOWN, badges=()), MESHES)
    without = _drawn(view, window)
    x_px, y_px = (round(n) for n in _pixel(BIRD, tower.place_local))
    near = np.s_[y_px - 12 : y_px + 13, x_px - 25 : x_px + 26]
    assert np.array_equal(with_badge[near], without[near])
    assert not np.array_equal(with_badge, without)


def _degrees(stand: Stand | None) -> float:
    assert stand is not None
    return math.degrees(stand.turn_rad)


def _place(stand: Stand | None) -> tuple[float, float, float]:
    assert stand is not None
    return stand.place_local
