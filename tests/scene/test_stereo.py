"""Two eyes in the city: each thing is where the maths says, in both, at any pose and field."""

import math
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest
from numpy.typing import NDArray
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.state import AssetShow
from mrapp.scene.pose import Vec3
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import grab, offscreen_window
from mrapp.scene.stereo.lens import Fov, Lens
from mrapp.scene.stereo.signs import Standing, sheet_of
from mrapp.scene.stereo.view import StereoView
from tests.scene.helpers import state, town

SIZE_PX = (256, 240)
# Further out on the outer side, as headsets are, and further down than up.
FOVS = (Fov(-0.90, 0.60, 0.70, -0.80), Fov(-0.60, 0.90, 0.70, -0.80))
APART_M = 0.064
MESHES = {"town": town()}
STATE = state(AssetShow("town", "context", "town"))
MAGENTA = np.tile(np.array([255, 0, 255, 255], np.uint8), (4, 4, 1))
POSES = (
    ((0.0, -40.0, 1.65), 0.0, 0.0, 0.0),
    ((12.0, -55.0, 1.2), -0.5, 0.25, 0.3),
    ((-30.0, -120.0, 12.0), 1.0, -0.6, -0.2),
)


@pytest.fixture
def window() -> Iterator[vtkOpenGLRenderWindow]:
    made = offscreen_window()
    assert isinstance(made, vtkOpenGLRenderWindow)
    made.SetSize(*SIZE_PX)
    yield made
    made.Finalize()


def _turned(heading: float, pitch: float, roll: float) -> NDArray[np.float64]:
    """The turn of an eye that looks north and level, then heads, tilts and leans."""
    upright = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
    c, s = math.cos(-heading), math.sin(-heading)
    about_z = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])
    c, s = math.cos(pitch), math.sin(pitch)
    about_x = np.array([[1.0, 0, 0], [0, c, -s], [0, s, c]])
    c, s = math.cos(roll), math.sin(roll)
    return np.asarray(about_z @ upright @ about_x @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]]))


def _lenses(
    head: Vec3, heading: float, pitch: float, roll: float, scale: float = 1.0
) -> list[Lens]:
    turn = _turned(heading, pitch, roll)
    lenses = []
    for aside, fov in zip((-0.5, 0.5), FOVS, strict=True):
        at = np.eye(4)
        at[:3, :3] = turn
        at[:3, 3] = np.array(head) + scale * aside * APART_M * turn[:, 0]
        lenses.append(Lens(at, fov))
    return lenses


def _expected_px(place: NDArray[np.float64], lens: Lens) -> tuple[float, float]:
    """Where a place is by its two angles alone, pixels from the lower left."""
    back = lens.local_from_eye[:3, :3].T @ (place - lens.local_from_eye[:3, 3])
    across, above = back[0] / -back[2], back[1] / -back[2]
    fov = lens.fov
    shares = [
        (value - math.tan(low)) / (math.tan(high) - math.tan(low))
        for value, low, high in (
            (across, fov.left_rad, fov.right_rad),
            (above, fov.down_rad, fov.up_rad),
        )
    ]
    return shares[0] * SIZE_PX[0], shares[1] * SIZE_PX[1]


def _seen_px(pixels: NDArray[np.uint8]) -> tuple[float, float]:
    """Where the mark is on a picture, pixels from the lower left: its middle, by its colour."""
    red, green, blue = (pixels[..., i].astype(float) for i in range(3))
    weight = np.clip((np.minimum(red, blue) - green) / 255.0, 0.0, 1.0)
    weight[weight < 0.3] = 0.0
    rows, columns = np.mgrid[0 : pixels.shape[0], 0 : pixels.shape[1]]
    total = weight.sum()
    assert total > 4.0, "the mark is not in the picture"
    x, y = (columns * weight).sum() / total + 0.5, (rows * weight).sum() / total + 0.5
    return float(x), pixels.shape[0] - float(y)


def _marked(view: StereoView, place: NDArray[np.float64], half: float = 0.02) -> None:
    signs = view.new_signs()
    sheet, corners = sheet_of([MAGENTA])
    box = np.array([[-half, -half, half, half]])
    signs.show(sheet, Standing(place[None], box, corners, np.array([255], np.uint8)))


@pytest.mark.parametrize("pose", POSES)
def test_a_mark_is_where_its_angles_say_for_both_eyes(
    window: vtkOpenGLRenderWindow, pose: tuple[Vec3, float, float, float]
) -> None:
    head, heading, pitch, roll = pose
    place = np.array(head) + _turned(heading, pitch, roll) @ np.array([0.6, 0.4, -7.0])
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)
        _marked(view, place)
        seen = []
        for lens in _lenses(head, heading, pitch, roll):
            view.begin(head)
            view.draw(lens, SIZE_PX)
            at = _seen_px(grab(window))
            assert at == pytest.approx(_expected_px(place, lens), abs=0.5)
            seen.append((at, lens))
    # What is near is further right for the left eye than for the right one, by its own axis.
    straight = [
        _expected_px(np.array(head) + lens.local_from_eye[:3, :3] @ [0, 0, -1e6], lens)
        for _, lens in seen
    ]
    shifts = [at[0] - ahead[0] for (at, _), ahead in zip(seen, straight, strict=True)]
    assert shifts[0] > shifts[1] + 0.5


def test_a_giant_sees_the_model_as_small_as_it_is_for_him(window: vtkOpenGLRenderWindow) -> None:
    """At 1:200 a place 100 m away is seen as one at 0.5 m: the eyes are as far apart as a house."""
    head, scale = (0.0, -40.0, 260.0), 200.0
    pitch = -0.9
    place = np.array(head) + _turned(0.0, pitch, 0.0) @ np.array([0.0, 0.0, -100.0])
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)
        _marked(view, place)
        places = []
        for lens in _lenses(head, 0.0, pitch, 0.0, scale):
            view.begin(head, scale)
            view.draw(lens, SIZE_PX)
            places.append(_seen_px(grab(window)))
            assert places[-1] == pytest.approx(_expected_px(place, lens), abs=0.5)
    across = math.tan(FOVS[0].right_rad) - math.tan(FOVS[0].left_rad)
    shift = APART_M / 0.5 / across * SIZE_PX[0]
    middle = math.tan(FOVS[1].left_rad) - math.tan(FOVS[0].left_rad)
    assert places[0][0] - places[1][0] == pytest.approx(
        shift + middle / across * SIZE_PX[0], abs=1.0
    )


def test_less_of_the_window_gives_the_same_picture_smaller(window: vtkOpenGLRenderWindow) -> None:
    """Resolution is turned down without anything being made anew."""
    head = (0.0, -60.0, 1.65)
    half = SIZE_PX[0] // 2, SIZE_PX[1] // 2
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)
        lens = _lenses(head, 0.0, 0.0, 0.0)[0]
        pictures = []
        for size in (SIZE_PX, half):
            view.begin(head)
            view.draw(lens, size)
            pictures.append(grab(window)[-size[1] :, : size[0]].astype(float))
    large = pictures[0].reshape(half[1], 2, half[0], 2, 3).mean(axis=(1, 3))
    assert np.abs(large - pictures[1]).mean() < 6.0


def test_the_veil_leaves_the_middle_free_and_covers_all_when_it_is_drawn(
    window: vtkOpenGLRenderWindow,
) -> None:
    head = (0.0, -60.0, 1.65)
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)
        lens = _lenses(head, 0.0, 0.0, 0.0)[0]

        def picture(free_rad: float | None, dark: float) -> NDArray[np.float64]:
            view.veil.set(free_rad, dark)
            view.begin(head)
            view.draw(lens, SIZE_PX)
            return grab(window).astype(float)

        clear, ringed, dark = picture(None, 0.0), picture(1.0, 0.0), picture(None, 1.0)
        again = picture(None, 0.0)
    x, y = (round(v) for v in _expected_px(np.array(head) + np.array([0.0, 1e6, 0.0]), lens))
    row = SIZE_PX[1] - y
    middle = np.s_[row - 9 : row + 9, x - 9 : x + 9]
    assert np.array_equal(ringed[middle], clear[middle])
    assert ringed[5:15, 5:15].mean() < 30.0 < clear[5:15, 5:15].mean()
    assert dark.max() < 40.0
    assert np.array_equal(again, clear)


def test_a_copy_of_what_is_seen_lacks_no_row_and_no_column(window: vtkOpenGLRenderWindow) -> None:
    head = (0.0, -60.0, 1.65)
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)
        for size in (SIZE_PX, (120, 100)):
            view.begin(head)
            view.draw(_lenses(head, 0.0, 0.0, 0.0)[0], size)
            drawn = grab(window)[-size[1] :, : size[0]]
            assert np.array_equal(view.mirror.take(size), drawn)


def test_an_arc_begins_at_the_hand_however_far_the_city_is(window: vtkOpenGLRenderWindow) -> None:
    """In the open the city is drawn from some way off only, which is beyond the hand."""
    head, turn = (0.0, -130.0, 1.65), _turned(0.0, 0.0, 0.0)
    line = np.array(head) + [0.0, 0.4, -0.3] + np.linspace(0.0, 8.0, 81)[:, None] * [0.0, 1.0, 0.0]
    lens = Lens(np.block([[turn, np.array(head)[:, None]], [np.zeros((1, 3)), 1.0]]), FOVS[0])
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)
        view.begin(head)
        view.guides.aim(line, True)
        view.draw(lens, SIZE_PX)
        pixels = grab(window)
    for place in line[1:4]:
        x, y = _expected_px(place, lens)
        red, _, blue = pixels[SIZE_PX[1] - round(y), round(x)].astype(int)[:3]
        assert blue - red > 120, f"nothing is seen of it at {place}"


@pytest.mark.parametrize("away_m", [3.0, 60.0])
def test_what_a_hand_points_at_is_seen_from_near_as_from_far(
    window: vtkOpenGLRenderWindow, away_m: float
) -> None:
    head, turn = (0.0, -130.0, 1.65), _turned(0.0, 0.0, 0.0)
    at = np.block([[turn, np.array(head)[:, None]], [np.zeros((1, 3)), 1.0]])
    lens, way = Lens(at, FOVS[0]), np.array([0.1, 1.0, 0.3])
    x, y, z = (np.array(head) + away_m * way / np.linalg.norm(way)).tolist()
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)
        view.begin(head)
        view.draw(lens, SIZE_PX)
        before = grab(window).astype(int)
        assert view.guides.spot("right", at, (x, y, z)) == pytest.approx(away_m)
        view.draw(lens, SIZE_PX)
        changed = np.abs(grab(window).astype(int) - before).max(axis=2) > 30
    rows, columns = np.nonzero(changed)
    assert 4 <= len(rows) <= 20
    found = columns.mean() + 0.5, SIZE_PX[1] - rows.mean() - 0.5
    assert found == pytest.approx(_expected_px(np.array([x, y, z]), lens), abs=1.0)


def test_a_sign_at_a_wall_is_seen_whole_from_aside(window: vtkOpenGLRenderWindow) -> None:
    head, half = (0.0, -100.0, 1.65), 0.03
    # On the south face of a house, along which one looks.
    place = np.array([14.0, -95.0, 3.0])
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)
        _marked(view, place, half)
        view.begin(head)
        lens = _lenses(head, math.radians(60.0), 0.0, 0.0)[0]
        view.draw(lens, SIZE_PX)
        pixels = grab(window)
    magenta = (pixels[..., 0] > 200) & (pixels[..., 1] < 60) & (pixels[..., 2] > 200)
    wide = 2.0 * half * SIZE_PX[0] / (math.tan(0.90) + math.tan(0.60))
    high = 2.0 * half * SIZE_PX[1] / (math.tan(0.70) + math.tan(0.80))
    assert magenta.sum() == pytest.approx(wide * high, rel=0.25)


def test_shadows_get_coarser_and_finer_only_while_nobody_sees_them(
    window: vtkOpenGLRenderWindow,
) -> None:
    head = (0.0, -130.0, 12.0)
    lens = _lenses(head, 0.0, -0.4, 0.0)[0]
    with closing(StereoView(window, Quality.FAST)) as view:
        view.show(STATE, MESHES, gradually=False)

        def picture(*, still: bool) -> NDArray[np.float64]:
            view.begin(head, still=still)
            view.draw(lens, SIZE_PX)
            return view.mirror.take(SIZE_PX).astype(float)

        fine = picture(still=True)
        view.spend(None, 256)
        assert np.array_equal(picture(still=False), fine)
        coarse = picture(still=True)
        assert np.abs(coarse - fine).max() > 20.0
        view.spend(None, 4096)
        assert np.array_equal(picture(still=False), coarse)
        assert np.array_equal(picture(still=True), fine)
