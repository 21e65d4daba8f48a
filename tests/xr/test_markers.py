"""Printed codes of a headset: one contract for the scripted ones and for OpenXR's extension."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest
import xr

from mrapp.app.marker_tracking import (
    KnownTile,
    MarkerSeen,
    MarkerTracking,
    TileAnchors,
    stage_from_tile,
)
from mrapp.model.tile_layout import TileLayout
from mrapp.xr.frames import Array, RigidPose
from mrapp.xr.openxr.markers import ExtMarkers, kinds_offered
from mrapp.xr.scripted_markers import ScriptedMarkers
from tests.xr.spatial import QR, TAG, FakeSpatial, Laid

TEXT = "HTTPS://SPOORZONE.EXAMPLE/T/7K3F9Q2MABCD"
# On its back on a table of 0.7 m, its top away from who stands at the stage's zero.
FLAT = RigidPose((0.2, 0.7, -0.6), (-math.sin(math.pi / 4), 0.0, 0.0, math.cos(math.pi / 4)))
TILE = KnownTile("7K3F9Q2M", TEXT, (11, 12, 13, 14), 0.3, (10.0, 20.0, 1.0), 0.5)
_STEP_NS = 100_000_000


Maker = Callable[[Sequence[Laid]], MarkerTracking]


def _scripted(laid: Sequence[Laid]) -> MarkerTracking:
    return ScriptedMarkers(
        [
            MarkerSeen(each.pose.matrix, each.text, None if each.text else each.tag)
            for each in laid
            if each.tracked
        ]
    )


def _openxr(laid: Sequence[Laid]) -> MarkerTracking:
    fake = FakeSpatial(list(laid))
    return ExtMarkers(fake.find, None, None, None, (QR, TAG))


@pytest.fixture(params=[_scripted, _openxr], ids=["scripted", "openxr"])
def made(request: pytest.FixtureRequest) -> Maker:
    found: Maker = request.param
    return found


def _until_seen(tracking: MarkerTracking, looks: int = 40) -> list[Sequence[MarkerSeen]]:
    told = [tracking.look(number * _STEP_NS) for number in range(looks)]
    return [each for each in told if each is not None]


def test_codes_that_are_tracked_are_told_with_their_place_again_and_again(made: Maker) -> None:
    away = RigidPose((1.0, 0.0, 0.0))
    laid = (Laid(FLAT, TEXT), Laid(away, tag=12), Laid(away, tag=13, tracked=False))
    tracking = made(laid)
    told = _until_seen(tracking)
    assert len(told) >= 3
    for seen in told:
        assert [(each.text, each.tag) for each in seen] == [(TEXT, None), (None, 12)]
        assert seen[0].stage_from_marker == pytest.approx(FLAT.matrix, abs=1e-6)
    # It does not tell the same look twice.
    assert len(told) < 40
    tracking.close()
    tracking.close()


def test_where_nothing_lies_that_is_told_too(made: Maker) -> None:
    told = _until_seen(made(()))
    assert told
    assert not any(told)


def test_openxr_is_asked_for_the_codes_that_are_on_a_tile_and_no_more() -> None:
    fake = FakeSpatial()
    kinds = kinds_offered(fake.find, None, None)
    assert kinds == (QR, TAG)
    _until_seen(ExtMarkers(fake.find, None, None, None, kinds))
    parts = (xr.SpatialComponentTypeEXT.MARKER.value, xr.SpatialComponentTypeEXT.BOUNDED_2D.value)
    types = xr.StructureType
    assert fake.wanted == [
        (QR, types.SPATIAL_CAPABILITY_CONFIGURATION_QR_CODE_EXT.value, parts),
        (TAG, types.SPATIAL_CAPABILITY_CONFIGURATION_APRIL_TAG_EXT.value, parts),
    ]
    # Each picture of the room that was asked for is given back.
    done = fake.calls.count("CreateSpatialDiscoverySnapshotComplete")
    assert fake.calls.count("DestroySpatialSnapshot") == done > 2


def test_a_refusal_ends_the_looking_and_no_visit() -> None:
    fake = FakeSpatial(
        [Laid(FLAT, TEXT)], refuses=xr.Result.ERROR_SPATIAL_CAPABILITY_UNSUPPORTED_EXT.value
    )
    tracking = ExtMarkers(fake.find, None, None, None, (QR,))
    assert not _until_seen(tracking)
    assert tracking.refused


def test_a_runtime_that_went_is_told_as_such() -> None:
    fake = FakeSpatial(refuses=xr.Result.ERROR_SESSION_LOST.value)
    with pytest.raises(xr.exception.XrException):
        _until_seen(ExtMarkers(fake.find, None, None, None, (QR,)))


def _tag(number: int, stage_from_tile_: Array) -> MarkerSeen:
    """A corner tag of the tile where it must be."""
    middle = TileLayout(TILE.size_m, 25).tag_corners()[number].mean(axis=0)
    on_tile = np.eye(4)
    on_tile[:3, 3] = middle
    return MarkerSeen(stage_from_tile_ @ on_tile, tag=TILE.tags[number])


@pytest.mark.parametrize("numbers", [(0, 1), (0, 2), (1, 3), (0, 1, 2, 3)])
def test_a_tile_is_where_its_corner_tags_are(numbers: tuple[int, ...]) -> None:
    seen = stage_from_tile(TILE, [_tag(number, FLAT.matrix) for number in numbers])
    assert seen == pytest.approx(FLAT.matrix, abs=1e-9)


def test_one_tag_or_a_code_that_says_something_else_is_no_tile() -> None:
    tags = [_tag(number, FLAT.matrix) for number in range(4)]
    assert stage_from_tile(TILE, tags[:1]) is None
    stranger = MarkerSeen(FLAT.matrix, text="https://example.org/win")
    assert stage_from_tile(TILE, [*tags, stranger]) is None


def test_a_tile_that_lies_almost_level_is_laid_level_and_one_on_a_wall_is_none() -> None:
    anchors, aslant = TileAnchors([TILE]), FLAT.matrix.copy()
    c, s = math.cos(0.08), math.sin(0.08)
    aslant[:3, :3] = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]]) @ aslant[:3, :3]
    found = anchors.take([MarkerSeen(aslant, text=TEXT)], 0.0)
    assert found is not None
    assert found.anchor.matrix[:3, 2] == pytest.approx([0.0, 1.0, 0.0])
    assert found.anchor.matrix[:3, 3] == pytest.approx(FLAT.position)
    upright = RigidPose((0.0, 1.5, -2.0)).matrix
    assert anchors.take([MarkerSeen(upright, text=TEXT)], 9.0) is None
