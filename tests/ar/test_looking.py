"""From a frame to what lies on it: whose tile it is, where, and what is said of odd ones."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from mrapp.app.tiles.address import check_of, tile_address
from mrapp.app.tiles.verdict import VerdictKind
from mrapp.ar.frames import Bgr
from mrapp.ar.judging import judge_for
from mrapp.ar.looking import Look, Looker
from mrapp.model.frames import Origin
from mrapp.model.project import Project
from mrapp.model.sightings import Camera, TileSighting
from mrapp.model.tiles import Tile, TilePlace, TileSettings, TileState
from tests.ar.scripted import ScriptedEyes, camera_of, frame, pose, sighting

KEY, HOST = bytes(range(32)), "spoorzone.example"
TAGS, OTHER_TAGS = (11, 12, 13, 14), (21, 22, 23, 24)
_PLACE = TilePlace(x=105_400.0, y=424_560.0)


def _tile(tile_id: str, tags: tuple[int, int, int, int], state: TileState) -> Tile:
    check = check_of(KEY, HOST, tile_id)
    return Tile(id=tile_id, check=check, name={"nl": tile_id}, place=_PLACE, tags=tags, state=state)


OURS = _tile("7K3F9Q2M", TAGS, TileState.PLACED)
OTHER = _tile("8K3F9Q2M", OTHER_TAGS, TileState.PLACED)
GONE = _tile("9K3F9Q2M", (31, 32, 33, 34), TileState.REMOVED)


def project_with(*tiles: Tile) -> Project:
    """Return a project with these tiles."""
    origin = Origin(105_400.0, 424_560.0, 0.0)
    made = Project(
        id="klein", name={"nl": "Klein"}, origin={"x": origin.x, "y": origin.y, "nap": origin.nap}
    )
    return made.model_copy(update={"tiles": tiles, "tiling": TileSettings(host=HOST)})


def _text(tile: Tile) -> str:
    return tile_address(HOST, tile.code)


class Seen:
    """Looks at one picture after the other; in each is what was said last."""

    def __init__(self, key: bytes | None = KEY) -> None:
        self.there: Sequence[TileSighting] = ()
        self.only: bool | None = None
        self.eyes = ScriptedEyes(self._find)
        self.looker = Looker(
            self.eyes, judge_for(project_with(OURS, OTHER, GONE), lambda: key), camera_of
        )
        self.at_s = 0.0

    def _find(self, pixels: Bgr) -> Sequence[TileSighting]:
        mirrored = int(pixels[0, 0, 0]) != 255
        return self.there if self.only is None or mirrored == self.only else ()

    def look(self, *there: TileSighting, after_s: float = 0.05) -> Look:
        """Look at a picture with these in it, so long after the last."""
        self.there, self.at_s = there, self.at_s + after_s
        return self.looker.look(frame(self.at_s))


def test_a_tile_is_known_by_its_corners_and_surely_by_its_code() -> None:
    seen = Seen()
    by_tags = seen.look(sighting(TAGS[:2], None, pose()))
    assert by_tags.judged is not None
    assert (by_tags.judged.tile, by_tags.judged.by_tags) == (OURS, True)
    by_code = seen.look(sighting(TAGS, _text(OURS), pose()))
    assert by_code.judged is not None
    assert (by_code.judged.tile, by_code.judged.by_tags) == (OURS, False)
    assert by_code.anchor is not None
    # One tag of ours, or tags that nobody has, say nothing.
    assert seen.look(sighting(TAGS[:1]), after_s=9.0).judged is None
    assert seen.look(sighting((401, 402), None, pose())).judged is None
    # Nor do a code and tags that are not of one tile, whichever of them is ours.
    for text in (None, _text(OURS)):
        mixed = replace(sighting(TAGS, text, pose()), contradicts=True)
        assert Seen().look(mixed).judged is None


FORGED = tile_address(HOST, "XXXXXXXX" + "0000")


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        (_text(GONE), KEY, VerdictKind.REMOVED),
        (FORGED, KEY, VerdictKind.FORGED),
        (FORGED, None, VerdictKind.UNKNOWN),
        ("https://example.org/win", KEY, VerdictKind.FOREIGN_HOST),
        ("WIFI:S:free", KEY, VerdictKind.NO_TILE),
    ],
)
def test_nothing_stands_on_a_code_that_is_not_ours(
    text: str, key: bytes | None, kind: VerdictKind
) -> None:
    seen = Seen(key)
    look = seen.look(sighting(TAGS, text, pose()))
    assert look.judged is not None
    assert look.judged.verdict.kind is kind
    assert (look.judged.tile, look.anchor) == (None, None)
    # A sticker over our own code: when it is not read for a moment, our corners are not enough.
    unread = seen.look(sighting(TAGS[:3], None, pose()))
    assert unread.judged == look.judged
    assert unread.anchor is None


def test_our_tile_counts_before_a_stranger_in_the_same_picture() -> None:
    stranger = sighting((401, 402, 403, 404), "https://example.org/win", pose(0.5))
    look = Seen().look(stranger, sighting(TAGS, _text(OURS), pose()))
    assert look.judged is not None
    assert look.judged.tile == OURS


def test_a_tile_that_is_there_twice_is_told_and_the_same_one_is_followed() -> None:
    seen = Seen()
    near, far = sighting(TAGS, _text(OURS), pose()), sighting(TAGS[:3], _text(OURS), pose(0.4))
    look = seen.look(far, near)
    assert look.twice
    assert look.sighting is near
    assert not seen.look(near, sighting(OTHER_TAGS, _text(OTHER), pose(0.4))).twice


def test_a_tile_stays_for_a_moment_then_fades_and_is_forgotten() -> None:
    seen = Seen()
    there = seen.look(sighting(TAGS, _text(OURS), pose()))
    assert there.anchor is not None
    kept = seen.look(after_s=0.4)
    assert kept.anchor is not None
    assert kept.anchor.strength == 1.0
    assert kept.sighting is None
    fading = seen.look(after_s=0.5)
    assert fading.anchor is not None
    assert 0.0 < fading.anchor.strength < 1.0
    gone = seen.look(after_s=1.0)
    assert (gone.anchor, gone.judged) == (None, None)
    # It is told that it is lost, until something is there again; not after one frame without.
    assert [each.lost for each in (there, kept, fading, gone)] == [False, False, True, True]
    assert seen.look(after_s=60.0).lost
    assert not seen.look(sighting(TAGS, _text(OURS), pose())).lost


def test_tags_on_a_screen_that_flickers_do_not_flicker_here() -> None:
    seen = Seen()
    there = sighting(TAGS, None, pose())
    looks = [seen.look(*([there] if n % 3 else []), after_s=0.03) for n in range(1, 30)]
    strengths = {look.anchor.strength for look in looks if look.anchor is not None}
    assert len(looks) == sum(look.anchor is not None for look in looks)
    assert strengths == {1.0}


def test_a_mirrored_picture_is_found_out_and_turned_back() -> None:
    seen = Seen()
    # In this camera's pictures tags can only be read in a mirror.
    seen.only = True
    looks = [seen.look(sighting(TAGS, None, pose()), after_s=0.03) for _ in range(12)]
    assert looks[-1].mirrored
    assert looks[-1].anchor is not None
    assert int(looks[-1].frame.pixels[0, -1, 0]) == 255
    # From then on each picture is looked at once.
    before = seen.eyes.looked
    seen.look(sighting(TAGS, None, pose()))
    assert seen.eyes.looked == before + 1
    # And where another camera comes that does not mirror, that is found out too.
    seen.only = False
    again = [seen.look(sighting(TAGS, None, pose()), after_s=0.03) for _ in range(12)]
    assert not again[-1].mirrored
    assert again[-1].anchor is not None


def test_a_hand_that_trembles_is_calmed_and_one_that_moves_is_followed() -> None:
    seen, rng = Seen(), np.random.default_rng(3)
    noise = [pose(float(each)) for each in rng.normal(0.0, 0.002, 40)]
    drawn = [seen.look(sighting(TAGS, None, each)).anchor for each in noise]
    x = [each.matrix[0, 3] for each in drawn if each is not None]
    assert float(np.std(x[5:])) < 0.6 * float(np.std([each[0, 3] for each in noise[5:]]))
    moved = seen.look(sighting(TAGS, None, pose(0.3))).anchor
    assert moved is not None
    assert moved.matrix[0, 3] == pytest.approx(0.3)


def test_a_lens_that_bends_is_straightened_in_what_is_shown() -> None:
    bent = replace(camera_of((64, 48)), distortion=(-0.3, 0.1, 0.0, 0.0, 0.0))
    given: list[Camera] = []

    def find(_pixels: Bgr, camera: Camera, _at_s: float) -> Sequence[TileSighting]:
        given.append(camera)
        return ()

    looker = Looker(
        find, judge_for(project_with(OURS, OTHER, GONE), lambda: None), lambda _size: bent
    )
    look = looker.look(frame(0.0, 120))
    assert given[0].distortion == ()
    assert look.camera == given[0]
    assert not np.array_equal(look.frame.pixels, frame(0.0, 120).pixels)
