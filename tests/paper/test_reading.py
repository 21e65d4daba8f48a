"""Photographs of forms that were filled in: what is sure is right, what is not is asked."""

from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import pytest

from mrapp.app.session import Session
from mrapp.model.questions import Answer
from mrapp.paper.doubts import Doubt
from mrapp.paper.ground import MapFrame
from mrapp.paper.ink import Mark, darkness, measured
from mrapp.paper.mark import MapBox
from mrapp.paper.page_reading import Seen, read_page
from mrapp.paper.pages import find_pages
from mrapp.paper.photographs import decoded
from tests.paper.filling import BLACK, BLUE, RED, Camera, Colours, Hand, photographed
from tests.paper.forms import Printed, asking, print_form

pytestmark = pytest.mark.slow

SMALL = (1224, 1632)
SURE: dict[str, Answer] = {
    "know": "yes",
    "likes": ("green", "shops"),
    "busy": 7,
    "feel": 4,
    "order": ("b", "c", "a"),
    "best": "low",
    "age": "18-64",
    "home": "rather-not-say",
}
CLEAR = ("cross", "tick", "large_cross", "slash")
UNCLEAR = ("blackened", "crossed_out", "circle", "faint", "dot")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return asking(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def form(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return print_form(session.project, tmp_path_factory.mktemp("print"))


def read(session: Session, form: Printed, photograph: bytes) -> dict[str, Seen]:
    """Return what was seen of each question in a photograph."""
    found = find_pages(decoded(photograph, "photograph.jpg"))
    return {
        seen.question: seen
        for page in found
        if page.mark is not None
        for seen in read_page(session.project, form.layout, page).seen
    }


def read_all(
    session: Session, form: Printed, pages: list[Colours], camera: Camera
) -> dict[str, Seen]:
    """Photograph each page by itself, each turned in another way, and read them all."""
    seen: dict[str, Seen] = {}
    for number, page in enumerate(pages):
        turn = (3.0, 181.0, -11.0)[number % 3]
        shot = Camera(**{**vars(camera), "turn": turn, "seed": camera.seed + number})
        seen |= read(session, form, photographed([page], shot))
    return seen


def check(seen: Mapping[str, Seen], sure: Mapping[str, Answer], unclear: set[str]) -> None:
    """No sure answer is wrong, each clear one is sure, each unclear one is asked."""
    told = {key: each.answer for key, each in seen.items() if each.doubt is None}
    assert {key: told.get(key) for key in sure} == dict(sure)
    assert {key for key in unclear if seen[key].doubt is None} == set()


def test_ticks_of_many_hands_are_read_right(session: Session, form: Printed) -> None:
    pages, dice = form.clean(), np.random.default_rng(3)
    for number, (question, answer) in enumerate(SURE.items()):
        hand = Hand(dice, (BLUE, BLACK, RED)[number % 3], (0.4, 0.6, 0.8)[number % 3])
        form.tick(pages, hand, {question: answer}, CLEAR[number % len(CLEAR)])
    seen = read_all(session, form, pages, Camera(size=SMALL, blur=0.7, motion=0))
    check(seen, SURE, set())
    assert seen["where"] == Seen("where")
    assert seen["why"] == Seen("why")


def test_what_is_unclear_is_asked_and_never_guessed(session: Session, form: Printed) -> None:
    pages, hand = form.clean(), Hand(np.random.default_rng(4), BLUE, 0.5)
    odd: dict[str, Answer] = {"know": "no", "busy": 3, "feel": 2, "best": "tower", "age": "65+"}
    for kind, (question, answer) in zip(UNCLEAR, odd.items(), strict=True):
        form.tick(pages, hand, {question: answer}, kind)
    form.tick(pages, hand, {"home": "BU05050101", "order": ("a",)})
    form.tick(pages, hand, {"home": "BU05050102"})
    form.tick(pages, hand, {"likes": ("green", "water", "shops")})
    seen = read_all(session, form, pages, Camera(size=SMALL, blur=0.7, motion=0, seed=8))
    assert {key: each.doubt for key, each in seen.items() if each.doubt} == {
        "know": Doubt.FULL,
        "likes": Doubt.TOO_MANY,
        "busy": Doubt.FULL,
        "feel": Doubt.BESIDE,
        "order": Doubt.ORDER,
        "best": Doubt.FAINT,
        "age": Doubt.FAINT,
        "home": Doubt.SEVERAL,
    }


@pytest.mark.parametrize(("kinds", "sure"), [(("faint", "dot"), False), (CLEAR, True)])
def test_pencils_and_resting_pens_are_told_from_thin_ticks(
    form: Printed, kinds: tuple[str, ...], sure: bool
) -> None:
    marks, dice = [], np.random.default_rng(1)
    for page, clean in zip(form.layout.pages, form.clean(), strict=True):
        for box in page.boxes:
            hand = Hand(dice, BLUE, float(dice.uniform(0.35, 0.6)))
            hand.mark(clean, box.rect, str(dice.choice(kinds)))
        (found,) = find_pages(np.asarray(cv2.GaussianBlur(clean, (0, 0), 0.8), np.uint8))
        marks += [each.mark for each in measured(darkness(found.flat), found.seen, page.boxes)]
    assert len(marks) > 35
    assert {each is Mark.TICKED for each in marks} == {sure}


def test_a_photograph_of_eight_megapixels_is_read_as_a_small_one(
    session: Session, form: Printed
) -> None:
    pages = form.clean()
    form.tick(pages, Hand(np.random.default_rng(3), BLUE, 0.4), SURE, "tick")
    seen = read(session, form, photographed([pages[1]], Camera(size=(2448, 3264), turn=-7)))
    assert seen
    check(seen, {key: answer for key, answer in SURE.items() if key in seen}, set())


def test_a_cross_on_the_map_becomes_a_place_and_words_wait_to_be_typed(
    session: Session, form: Printed
) -> None:
    pages = form.clean()
    hand = Hand(np.random.default_rng(6))
    number, page = form.page_with(lambda each: each.maps)
    rect = page.maps[0].rect
    hand.cross_at(pages[number], rect.x + 40, rect.y + 70)
    at, written = form.page_with(lambda each: each.fields)
    hand.write(pages[at], written.fields[0].rect)
    camera = Camera(size=SMALL, blur=0.7, motion=0)
    seen = read(session, form, photographed([pages[number]], camera))
    seen |= read(session, form, photographed([pages[at]], camera))
    origin = session.project.origin
    frame = MapFrame(MapBox(round(origin.x), round(origin.y), 390), rect)
    place = seen["where"].answer
    assert isinstance(place, tuple)
    assert seen["where"].doubt is None
    away = np.subtract(place[:2], frame.on_ground(rect.x + 40, rect.y + 70))
    assert np.hypot(*away) < 3.0
    assert seen["why"].doubt is Doubt.WRITTEN
    hand.cross_at(pages[number], rect.x + 110, rect.y + 30)
    seen = read(session, form, photographed([pages[number]], camera))
    assert seen["where"].doubt is Doubt.CROSSES


def test_pages_lie_side_by_side_or_mirrored_and_in_16_bits(session: Session, form: Printed) -> None:
    pages = form.clean()
    form.tick(pages, Hand(np.random.default_rng(7)), SURE)
    together = photographed(pages[:2], Camera(size=(2400, 1800), blur=0.6, motion=0, turn=182))
    picture = decoded(together, "x.jpg")
    marks = sorted(each.mark.page for each in find_pages(picture) if each.mark)
    assert marks == [1, 2]
    seen = read(session, form, together)
    check(seen, {key: SURE[key] for key in ("know", "likes", "busy") if key in seen}, set())
    deep = picture[:, ::-1].astype(np.uint16) * 257
    assert read(session, form, cv2.imencode(".png", deep)[1].tobytes()) == seen


def test_half_a_page_reads_nothing_that_is_not_there(session: Session, form: Printed) -> None:
    pages = form.clean()
    form.tick(pages, Hand(np.random.default_rng(7)), SURE)
    low = Camera(size=SMALL, blur=0.6, motion=0, turn=0, shift=(0.0, -0.45))
    assert read(session, form, photographed([pages[0]], low)) == {}
    right = Camera(size=SMALL, blur=0.6, motion=0, turn=0, tilt=0, shift=(-0.5, 0.0))
    seen = read(session, form, photographed([pages[0]], right))
    assert all(each.doubt or each.answer in (None, SURE.get(key)) for key, each in seen.items())


def test_every_printed_page_tells_which_it_is(session: Session, tmp_path: Path) -> None:
    form = print_form(session.project, tmp_path, language="en", large=True, seed=9)
    for number, page in enumerate(form.pages, start=1):
        (found,) = find_pages(page)
        assert found.mark is not None
        assert (found.mark.page, found.mark.pages, found.tags) == (number, len(form.pages), 4)
        assert (found.mark.language, found.mark.large) == ("en", True)
        assert found.mark.serial == form.copy.serial
        last = number == len(form.pages)
        assert found.mark.proof == (form.copy.proof if last else None)
