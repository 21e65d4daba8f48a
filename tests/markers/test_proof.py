"""The proof of a tile: what passes, what does not, and that it is the same each time."""

from dataclasses import replace
from datetime import UTC, datetime

import cv2
import numpy as np
import pytest

from mrapp.app.tiles.address import tile_address
from mrapp.markers.codes import qr_modules
from mrapp.markers.known import known_tile
from mrapp.markers.proof.arrays import Float32
from mrapp.markers.proof.conditions import PAVEMENT, TABLE
from mrapp.markers.proof.door import judged
from mrapp.markers.proof.grid import Case, cases, conditions_of, read_distance_m
from mrapp.markers.proof.ground import DARK_BRICKS
from mrapp.markers.proof.looking import TileLook
from mrapp.markers.proof.picturing import Laid, Scene, picture_of
from mrapp.markers.proof.printing import Print, printed
from mrapp.markers.proof.proving import Proof, Wish, prove
from mrapp.markers.proof.rates import RELIABLE, Cell, Looked, Rate, reach_m
from mrapp.markers.proof.report import report_lines, report_told
from mrapp.markers.proof.sheet import contact_sheet
from mrapp.markers.proof.viewing import Stand
from mrapp.markers.raster import codes_raster
from mrapp.markers.wording import TileWords
from mrapp.model.errors import CancelledError
from mrapp.model.texts import Phrase
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import Tile
from tests.markers.walk_video import HOST, walked_tile

ADDRESS = tile_address(HOST, walked_tile().code)
GOOD = Wish(
    walked_tile(),
    TileWords(ADDRESS, HOST, walked_tile().code, "Station"),
    level="quick",
    only=frozenset({"day", "dark"}),
)


@pytest.fixture(scope="module")
def proof() -> Proof:
    """The quick proof of a tile of 300 mm, in two conditions."""
    return prove(GOOD)


def _laid(ink: float = 0.05, white: float = 0.78, around: float | None = None) -> Laid:
    """Return the codes alone as a tile. around: what reflects beside the codes, else white."""
    layout, modules = TileLayout(0.3, 25), qr_modules(ADDRESS).modules
    art = codes_raster(layout, walked_tile().tags, modules, 3.0)
    face: Float32 = printed(art, 3.0, Print(ink=ink, white=white))
    if around is not None:
        inked = np.zeros_like(art)
        for corners in (layout.qr_corners(), *layout.tag_corners()):
            left, top = np.round(450 + corners[0, :2] * [3000, -3000]).astype(int)
            right, bottom = np.round(450 + corners[2, :2] * [3000, -3000]).astype(int)
            inked[top:bottom, left:right] = 1
        face = np.where(inked, face, np.float32(around))
    return Laid(face, 0.3)


def _seen(laid: Laid, scene: Scene) -> Looked:
    pose = Stand(1.0, 25.0, -70.0).camera_from_tile()
    look = TileLook(known_tile(walked_tile(), HOST))
    return look(picture_of(laid, scene, pose, (4, 4)))


def test_a_tile_without_white_around_its_codes_is_lost_on_dark_paving() -> None:
    dark = Scene(DARK_BRICKS)
    assert _seen(_laid(), dark) == Looked(found=True, read=True, scanned=True)
    assert _seen(_laid(around=0.05), dark) == Looked(found=False, read=False, scanned=False)


def test_a_pale_print_is_lost_where_a_black_one_is_read() -> None:
    evening = next(each.scene for each in PAVEMENT if each.key == "noise")
    assert _seen(_laid(), evening).read
    pale = _seen(_laid(ink=0.55, white=0.62), evening)
    assert not pale.found
    assert not pale.read


@pytest.mark.slow
def test_a_tile_of_300_mm_is_read_from_where_one_stands(proof: Proof) -> None:
    report = proof.report
    assert report.read_m == 1.5
    assert report.wanted("found").share >= 0.9
    assert (report.reach_m("read") or 0) >= 1.5
    assert (report.reach_m("scanned") or 0) >= 1.5
    assert report.false_ids == 0
    near, far = report.distances_m[0], report.distances_m[-1]
    assert report.at("read", "dark", near).share > report.at("read", "dark", far).share


@pytest.mark.slow
def test_a_tile_of_100_mm_is_not_read_from_3_m() -> None:
    small = walked_tile().model_copy(update={"size_mm": 100.0})
    report = prove(replace(GOOD, tile=small, read_m=3.0, only=frozenset({"day"}))).report
    assert report.wanted("read").share < 0.2
    assert report.reach_m("read") is None


@pytest.mark.slow
def test_a_tile_of_pale_material_does_worse(proof: Proof) -> None:
    pale = replace(GOOD, only=frozenset({"dark"}), reflectances=(0.3, 0.24))
    found = prove(pale).report.at("found", "dark")
    assert found.share < proof.report.at("found", "dark").share


@pytest.mark.slow
def test_the_same_tile_gives_the_same_report(proof: Proof) -> None:
    again = prove(replace(GOOD, only=frozenset({"dark"})))
    dark = [cell for cell in proof.report.cells if cell.condition == "dark"]
    assert list(again.report.cells) == dark
    shots = {where: shot for where, shot in proof.shots.items() if where[0] == "dark"}
    assert all(np.array_equal(again.shots[at].picture, shots[at].picture) for at in shots)


@pytest.mark.slow
def test_tiles_that_differ_in_code_alone_are_tried_in_the_same_pictures(proof: Proof) -> None:
    """A tile came short by chance where another like it passed: each had pictures of its own."""
    other = walked_tile().model_copy(
        update={
            "id": "40RGED3W",
            "check": "9Y2M",
            "tags": (7, 99, 311, 586),
            "name": {"nl": "Kade"},
        }
    )
    words = TileWords(tile_address(HOST, other.code), HOST, other.code, "Kade")
    shots = prove(replace(GOOD, tile=other, words=words, only=frozenset({"dark"}))).shots
    for where, shot in shots.items():
        one, another = shot.picture.astype(float), proof.shots[where].picture.astype(float)
        assert np.abs(one[:12] - another[:12]).mean() < 3  # the paving beside the tile
        assert np.abs(one - another).max() > 40  # other codes


def _whole(tile: Tile) -> tuple[Case, ...]:
    layout = TileLayout(tile.size_mm / 1000, 25)
    return cases(tile, layout, read_distance_m(tile), "full", conditions_of(tile, "full"))


def test_enough_pictures_decide_whether_a_tile_is_read_from_where_it_is_to_be() -> None:
    for tile in (walked_tile(), walked_tile().model_copy(update={"size_mm": 190.0, "sheet": "A4"})):
        here = [each for each in _whole(tile) if each.distance_m == read_distance_m(tile)]
        ordinary = sum(each.condition.ordinary for each in here)
        low, high = Rate(round(RELIABLE * ordinary), ordinary).interval
        assert high - low < 0.12


def test_the_pictures_of_a_whole_proof_are_those_of_any_tile_and_weigh_no_distance_more() -> None:
    other = walked_tile().model_copy(update={"id": "40RGED3W", "check": "9Y2M"})
    assert _whole(other) == _whole(walked_tile())
    numbers: dict[float, set[int]] = {}
    for each in _whole(walked_tile()):
        if each.condition.ordinary and not each.for_reach:
            numbers.setdefault(each.distance_m, set()).add(each.number)
    assert len(numbers) == 5
    assert all(each == {0, 1, 2, 3} for each in numbers.values())


def test_what_is_taken_for_the_reach_counts_for_the_reach_alone(proof: Proof) -> None:
    def cell(read: bool, many: int, *, for_reach: bool) -> Cell:
        looked = (Looked(found=True, read=read, scanned=read),) * many
        return Cell("day", True, 1.5, 15.0, for_reach, looked)

    cells = (cell(True, 4, for_reach=False), cell(False, 20, for_reach=True))
    report = replace(proof.report, cells=cells, level="full")
    assert report.frames == 24
    assert report.wanted("read") == Rate(4, 4)
    assert report.deciding("read") == Rate(4, 24)
    assert report.reach_m("read") is None
    kept = judged(report, datetime(2026, 11, 23, tzinfo=UTC))
    assert (kept.frames, kept.read, kept.reach_m) == (4, 1.0, None)


@pytest.mark.slow
@pytest.mark.parametrize(("asked_m", "proved_m"), [(0.5, 0.6), (0.999, 1.0)])
def test_a_tile_is_proved_from_about_where_it_is_asked(asked_m: float, proved_m: float) -> None:
    """From nearer than it fits in a picture there were none; millimetres were always too far."""
    made = prove(replace(GOOD, read_m=asked_m, only=frozenset({"day"})))
    report = made.report
    assert report.read_m == proved_m
    assert report.wanted("found").share == 1
    assert (report.reach_m("scanned") or 0) >= proved_m
    # Nor does the sheet show white bars where the tile all but fills the picture.
    assert all(shot.picture[-1].mean() < 230 for shot in made.shots.values())


@pytest.mark.slow
def test_the_contact_sheet_has_a_frame_for_each_outcome(proof: Proof) -> None:
    sheet = contact_sheet(proof, "nl")
    wide = len(proof.report.distances_m) * 168
    assert sheet.shape[1] > wide
    for shot in proof.shots.values():
        inside = np.dstack([shot.picture[4:-4, 4:-4]] * 3)  # without what its frame may cover
        where = cv2.matchTemplate(sheet, inside, cv2.TM_SQDIFF)
        assert float(where.min()) < 1e-3 * float(where.max())
    colours = {tuple(int(each) for each in colour) for colour in sheet.reshape(-1, 3)[::7]}
    assert (115, 130, 0) in colours  # read
    assert not np.array_equal(sheet, contact_sheet(proof, "en"))


@pytest.mark.slow
def test_the_report_tells_all_that_was_counted(proof: Proof) -> None:
    told = report_told(proof.report)
    pale = replace(proof.report, reflectances=(0.6, 0.1))
    assert judged(pale, datetime(2026, 11, 23, tzinfo=UTC)).reflectances == (0.6, 0.1)
    assert told["frames"] == sum(cell["of"] for cell in told["cells"])
    assert told["up_to_read_m"]["found"]["of"] == sum(
        cell["of"] for cell in told["cells"] if cell["distance_m"] <= 1.5
    )
    words = {language: "\n".join(report_lines(proof.report, language)) for language in ("nl", "en")}
    assert "donkere bestrating" in words["nl"]
    assert "dark paving" in words["en"]
    deciding = told["at_read_m_ordinary"]["scanned"]
    assert deciding["hits"] == sum(
        cell["scanned"]
        for cell in told["cells"]
        if cell["distance_m"] == 1.5 and cell["condition"] == "day"
    )
    assert f"at 1.5 m: {100 * deciding['share']:.0f} % (" in words["en"]


@pytest.mark.slow
def test_a_proof_that_is_cancelled_says_so_and_how_far_it_was() -> None:
    heard: list[tuple[float, Phrase]] = []
    with pytest.raises(CancelledError):
        prove(
            replace(GOOD, only=frozenset({"dark"})),
            lambda part, what: heard.append((part, what)),
            lambda: len(heard) >= 2,
        )
    assert [part for part, _what in heard] == sorted(part for part, _what in heard)
    assert walked_tile().id in heard[0][1].nl


def test_rates_say_what_chance_leaves_open() -> None:
    assert Rate(9, 10).interval == pytest.approx((0.5958, 0.9821), abs=1e-4)
    assert Rate(0, 10).interval == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert Rate().interval == (0.0, 1.0)


def test_the_reach_ends_where_ordinary_pictures_are_no_longer_read() -> None:
    def cell(at: float, read: int, *, ordinary: bool = True) -> Cell:
        looked = tuple(Looked(True, i < read, False) for i in range(10))
        return Cell("day", ordinary, at, 15.0, False, looked)

    def reach(*cells: Cell, doubt: bool = False) -> float | None:
        return reach_m(cells, lambda each: each.read, 1.5, doubt=doubt)

    dirty = cell(0.5, 0, ordinary=False)
    near, wanted = cell(1.0, 10), cell(1.5, 8)
    # Of 10, 7 may be 75 % but are not 75 %; 2 cannot be.
    assert reach(dirty, near, wanted, cell(2.0, 7)) == 1.5
    assert reach(dirty, near, wanted, cell(2.0, 7), doubt=True) == 2.0
    assert reach(dirty, cell(1.0, 7), wanted) == 1.5
    assert reach(dirty, cell(1.0, 2), wanted) is None
    # Where it is to be read nothing is doubted, whatever comes behind it.
    assert reach(near, cell(1.5, 7), cell(2.0, 8)) == 1.0
    assert reach(cell(1.0, 7)) is None
    assert reach(cell(1.0, 2), doubt=True) is None


def test_conditions_have_names_of_their_own() -> None:
    for rows in (PAVEMENT, TABLE):
        assert len({each.key for each in rows}) == len({each.name for each in rows}) == len(rows)
        assert any(each.ordinary for each in rows)
