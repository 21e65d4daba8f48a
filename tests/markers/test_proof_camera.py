"""The proof's camera: ink, light, lens and sensor behave as they do outside a program."""

from dataclasses import replace

import numpy as np
import pyapriltags
import pytest

from mrapp.markers.codes import qr_modules
from mrapp.markers.proof.arrays import Float64, Grey
from mrapp.markers.proof.lighting import Light, Sheen, fresnel, light_on
from mrapp.markers.proof.picturing import Laid, Scene, picture_of
from mrapp.markers.proof.printing import Print, printed
from mrapp.markers.proof.sensing import PHONE_SENSOR, Hand, disc_px, exposure_s
from mrapp.markers.proof.viewing import PHONE, Stand, plane_seen, project
from mrapp.markers.raster import codes_raster
from mrapp.model.tile_layout import TileLayout
from tests.markers.walk_video import walk, walked_tile

WHITE = Laid(np.full((400, 400), 0.8, np.float32), 0.4)
STRAIGHT = Stand(1.0, 0.0)


def test_ink_spreads_by_the_gain_over_each_edge() -> None:
    art = np.full((400, 400), 255, np.uint8)
    art[:, 180:220] = 0  # 10 mm wide at 4 pixels a millimetre
    for gain_mm in (0.05, 0.1, 0.2):
        how = Print(gain_mm=gain_mm, ink=0.05, white=0.8)
        row = printed(art, 4.0, how)[200]
        inked_mm = ((0.8 - row) / 0.75).sum() / 4
        assert inked_mm == pytest.approx(10 + 2 * gain_mm, abs=0.02)
        assert row.min() == pytest.approx(0.05)
        assert row.max() == pytest.approx(0.8)


@pytest.mark.slow
@pytest.mark.parametrize("tilt_deg", [0.0, 35.0, 60.0])
def test_tags_come_where_the_pose_says(tilt_deg: float) -> None:
    tile, layout = walked_tile(), TileLayout(0.3, 25)
    art = codes_raster(layout, tile.tags, qr_modules("TEST").modules, 4.0)
    pose = Stand(1.1, tilt_deg, 40.0, 8.0, (0.02, -0.01)).camera_from_tile()
    picture = picture_of(Laid(printed(art, 4.0, Print()), 0.3), Scene(), pose, (1, 1))
    _tags_stand_right(picture, pose, layout)


@pytest.mark.slow
def test_tags_come_where_the_walk_says() -> None:
    _first, (picture, pose, _camera) = walk(2)
    _tags_stand_right(picture[..., 1].copy(), pose, TileLayout(0.3, 25))


def _tags_stand_right(picture: Grey, camera_from_tile: Float64, layout: TileLayout) -> None:
    detector = pyapriltags.Detector(families="tag36h11", quad_decimate=1.0)
    found = {each.tag_id: each.corners[[1, 0, 3, 2]] - 0.5 for each in detector.detect(picture)}
    assert sorted(found) == sorted(walked_tile().tags)
    for tag, corners in zip(walked_tile().tags, layout.tag_corners(), strict=True):
        # Blurred in light and looked at through the curve of sRGB, dark shrinks a little; evenly,
        # so that middles stay.
        expected = project(PHONE, camera_from_tile, corners)
        assert np.abs(found[tag] - expected).max() < 0.8
        assert np.abs(found[tag].mean(0) - expected.mean(0)).max() < 0.15


def test_where_there_is_more_light_there_is_less_noise() -> None:
    noise = {
        lux: _noise_of(Scene(light=Light(lux, uneven=0.0))) for lux in (1.0, 10.0, 100.0, 10_000.0)
    }
    assert noise[1.0] > 2 * noise[10.0] > 2 * noise[100.0] > noise[10_000.0] > 0


def _noise_of(scene: Scene) -> float:
    picture = picture_of(WHITE, scene, STRAIGHT.camera_from_tile(), (3, 3))[320:400, 600:680]
    return float(picture.std() / picture.mean())


def test_a_frame_is_exposed_longer_in_the_dark_and_then_shows_how_the_hand_moves() -> None:
    day, dusk, night = (exposure_s(lux * 0.3, 1000, PHONE_SENSOR) for lux in (10_000, 150, 2))
    assert day < 1 / 1000 < dusk < night == PHONE_SENSOR.longest_s
    turning = Scene(light=Light(10_000.0), hand=Hand(turns_deg_s=30))
    edges = [_steepest(replace(turning, light=Light(lux, uneven=0.0))) for lux in (10_000.0, 60.0)]
    assert edges[1] < 0.6 * edges[0]


def _steepest(scene: Scene) -> float:
    picture = picture_of(WHITE, scene, STRAIGHT.camera_from_tile(), (3, 3)).astype(float)
    rows, columns = picture[300:420, 400:480], picture[120:200, 580:700]
    along, down = rows.mean(0), columns.mean(1)
    return float(min(np.abs(np.diff(along)).max(), np.abs(np.diff(down)).max()) / picture.max())


def test_what_is_out_of_focus_spreads_over_the_disc_of_the_thin_lens() -> None:
    # f² / N * (1 / 0.8 - 1 / 1.6) over f = 5.5 mm, in pixels of 5.5 µm.
    assert disc_px(1000, 1.6, PHONE_SENSOR, 0.5) == pytest.approx(1.91, abs=0.01)
    assert disc_px(1000, 1.6, PHONE_SENSOR, 1.0) == 0


def test_water_mirrors_as_fresnel_says_and_most_where_one_looks_far_ahead() -> None:
    slants = np.cos(np.radians([0, 53.06, 80, 90])).astype(np.float32)
    assert fresnel(slants, 1.33) == pytest.approx([0.0201, 0.0385, 0.347, 1.0], abs=0.002)
    dry, wet = Scene(light=Light(5000.0, uneven=0.0)), Sheen(share=1.0)
    assert _contrast(replace(dry, sheen=wet), 70) < 0.8 * _contrast(dry, 70)


def _contrast(scene: Scene, tilt_deg: float) -> float:
    half = np.full((400, 400), 0.8, np.float32)
    half[:, :200] = 0.05
    pose = Stand(1.0, tilt_deg, -90.0).camera_from_tile()
    picture = picture_of(Laid(half, 0.4), scene, pose, (3, 3)).astype(float)
    left, right = picture[340:380, 520:600].mean(), picture[340:380, 680:760].mean()
    return float((right - left) / (right + left))


def test_the_shade_has_the_sky_left_and_an_edge_as_soft_as_the_way_is_long() -> None:
    plane = plane_seen(PHONE, Stand(0.5, 0.0).camera_from_tile())
    widths = []
    for way_m in (1.0, 4.0):
        light = Light(70_000.0, "edge", sky=0.2, way_m=way_m, uneven=0.0)
        lit = light_on(plane, light, 0.15, np.random.default_rng(5))
        assert lit.min() == pytest.approx(0.2)
        assert lit.max() == pytest.approx(1.0)
        widths.append(float(((lit > 0.21) & (lit < 0.99)).mean()))
    assert widths[1] == pytest.approx(4 * widths[0], rel=0.15)


def test_the_same_seeds_give_the_same_picture() -> None:
    pose = Stand(0.8, 30.0).camera_from_tile()
    one, again, other = (
        picture_of(WHITE, Scene(), pose, seeds) for seeds in ((1, 2), (1, 2), (1, 3))
    )
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
