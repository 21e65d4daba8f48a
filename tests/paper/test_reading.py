"""Photographs of forms that were filled in: what is sure is right, what is not is asked."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import pytest

from mrapp.app.session import Session
from mrapp.model.project import Project
from mrapp.model.questions import Answer
from mrapp.paper.doubts import Doubt
from mrapp.paper.ground import MapFrame
from mrapp.paper.ink import Mark, darkness, measured
from mrapp.paper.mark import MapBox
from mrapp.paper.page_reading import Seen, read_page
from mrapp.paper.pages import find_pages
from tests.paper.filling import (
    BLACK,
    BLUE,
    RED,
    Camera,
    Colours,
    Hand,
    copied,
    decoded,
    photographed,
)
from tests.paper.forms import Printed, asking, print_form
from tests.paper.rough import fill, judged, printed_hard
from tests.paper.rough import read as read_hard

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
    found = find_pages(decoded(photograph))
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


def test_what_is_unclear_is_asked_and_never_guessed(
    session: Session, form: Printed, tmp_path: Path
) -> None:
    pages, hand = form.clean(), Hand(np.random.default_rng(4), BLUE, 0.5)
    odd: dict[str, Answer] = {"know": "no", "busy": 3, "feel": 2, "best": "tower", "age": "65+"}
    for kind, (question, answer) in zip(UNCLEAR, odd.items(), strict=True):
        form.tick(pages, hand, {question: answer}, kind)
    form.tick(pages, hand, {"home": "BU05050101", "order": ("a",)})
    form.tick(pages, hand, {"home": "BU05050102"})
    form.tick(pages, hand, {"likes": ("green", "water", "shops")})
    seen: dict[str, Seen] = {}
    for file in copied(pages, tmp_path):
        seen |= read(session, form, file.read_bytes())
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
    for page, clean in zip(form.layout.pages[:2], form.clean(), strict=False):
        for box in page.boxes:
            hand = Hand(dice, BLUE, float(dice.uniform(0.35, 0.6)))
            hand.mark(clean, box.rect, str(dice.choice(kinds)))
        small = cv2.resize(clean, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        (found,) = find_pages(np.asarray(cv2.GaussianBlur(small, (0, 0), 0.5), np.uint8))
        marks += [each.mark for each in measured(darkness(found.flat), found.seen, page.boxes)]
    assert len(marks) > 15
    assert {each is Mark.TICKED for each in marks} == {sure}


def test_a_cross_on_the_map_becomes_a_place_and_words_wait_to_be_typed(
    session: Session, form: Printed, tmp_path: Path
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
    (file,) = copied([pages[at]], tmp_path)
    seen |= read(session, form, file.read_bytes())
    origin = session.project.origin
    frame = MapFrame(MapBox(round(origin.x), round(origin.y), 390), rect)
    place = seen["where"].answer
    assert isinstance(place, tuple)
    assert seen["where"].doubt is None
    away = np.subtract(place[:2], frame.on_ground(rect.x + 40, rect.y + 70))
    assert np.hypot(*away) < 3.0
    assert seen["why"].doubt is Doubt.WRITTEN
    hand.cross_at(pages[number], rect.x + 110, rect.y + 30)
    (file,) = copied([pages[number]], tmp_path)
    seen = read(session, form, file.read_bytes())
    assert seen["where"].doubt is Doubt.CROSSES


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Printed]:
    return printed_hard(tmp_path_factory.mktemp("hard"))


def test_hard_forms_are_never_wrong_for_sure(hard: tuple[Project, Printed]) -> None:
    project, form = hard
    counts: Counter[str] = Counter()
    for seed in (1, 2):
        dice = np.random.default_rng(seed)
        pages, meant = fill(form, dice)
        counts += judged(form, read_hard(project, form, pages, dice), meant)
    assert counts["WRONG"] == 0
    assert counts["right"] > 0


def test_a_pencil_on_the_map_is_asked_about(hard: tuple[Project, Printed]) -> None:
    project, form = hard
    number, page = form.page_with(lambda each: each.maps)
    pages, rect = form.clean(), page.maps[0].rect
    pencil = Hand(np.random.default_rng(2), (120, 120, 120), 0.5)
    for picture, doubt in ((form.pages[number], None), (pages[number], Doubt.ODD_CROSS)):
        if doubt is not None:
            pencil.cross_at(picture, rect.x + 40, rect.y + 30)
        (found,) = find_pages(
            decoded(photographed([picture], Camera(size=SMALL, blur=0.7, motion=0)))
        )
        seen = {each.question: each for each in read_page(project, form.layout, found).seen}
        assert (seen["where"].answer, seen["where"].doubt) == (None, doubt)


def test_pages_lie_side_by_side_or_mirrored_and_in_16_bits(session: Session, form: Printed) -> None:
    pages = form.clean()
    form.tick(pages, Hand(np.random.default_rng(7)), SURE)
    together = photographed(pages[:2], Camera(size=(1900, 1400), blur=0.5, motion=0, turn=182))
    picture = decoded(together)
    marks = sorted(each.mark.page for each in find_pages(picture) if each.mark)
    assert marks == [1, 2]
    seen = read(session, form, together)
    check(seen, {key: SURE[key] for key in ("know", "likes", "busy") if key in seen}, set())
    deep = picture[:, ::-1].astype(np.uint16) * 257
    assert read(session, form, cv2.imencode(".png", deep)[1].tobytes()) == seen


def test_half_a_page_reads_nothing_that_is_not_there(session: Session, form: Printed) -> None:
    pages = form.clean()
    form.tick(pages, Hand(np.random.default_rng(7)), SURE)
    low = Camera(size=(1000, 1333), blur=0.6, motion=0, turn=0, shift=(0.0, -0.45))
    assert read(session, form, photographed([pages[0]], low)) == {}
    right = Camera(size=(1000, 1333), blur=0.6, motion=0, turn=0, tilt=0, shift=(-0.5, 0.0))
    seen = read(session, form, photographed([pages[0]], right))
    assert all(each.doubt or each.answer in (None, SURE.get(key)) for key, each in seen.items())


def test_every_printed_page_tells_which_it_is(session: Session, tmp_path: Path) -> None:
    form = print_form(session.project, tmp_path, language="en", large=True, seed=9, dpi=127)
    ends = len(form.pages)
    for number, page in ((1, form.pages[0]), (2, form.pages[1]), (ends, form.pages[-1])):
        (found,) = find_pages(page)
        assert found.mark is not None
        assert (found.mark.page, found.mark.pages, found.tags) == (number, ends, 4)
        assert (found.mark.language, found.mark.large) == ("en", True)
        assert found.mark.serial == form.copy.serial
        last = number == ends
        assert found.mark.proof == (form.copy.proof if last else None)
