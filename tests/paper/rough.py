"""Hard forms, by dice: `python -m tests.paper.rough --rounds 60`; ends with 1 where any is wrong.

Crosses far outside their box or beside it, thin and bleeding pens, pencils, circles, ticks that
run through the box beside them, corrections, coffee, folds, crumples, the shadow of the telephone,
dark rooms, 30 degrees aslant, 1.5 Mpx. Asked is never wrong here; wrong is what was taken for sure
and is not what the hand meant.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from math import dist
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from mrapp.app.outlining import read_ground_plan
from mrapp.model.project import Project
from mrapp.model.questions import Question, Questionnaire
from mrapp.paper.elements import Rect
from mrapp.paper.page_reading import Seen, read_page
from mrapp.paper.pages import find_pages
from tests.app.forms import choices
from tests.app.moments import NOON
from tests.paper.filling import BLACK, BLUE, PX, RED, Camera, Colours, Hand, decoded, photographed
from tests.paper.forms import Printed, asking, print_form

FORM = Questionnaire(
    id="rough",
    name={"nl": "Lastig", "en": "Hard"},
    published_utc=NOON,
    questions=(
        *(
            Question(
                id=f"q{number}",
                kind="multiple" if number % 3 else "single",
                text={"nl": f"Vraag {number}?", "en": f"Question {number}?"},
                choices=choices(*(f"{name}-{number}" for name in "abcdefgh"[: 4 + number % 2 * 3])),
            )
            for number in range(1, 8)
        ),
        Question(id="busy", kind="scale", text={"nl": "Hoe druk?", "en": "How busy?"}, high=10),
        Question(id="why", kind="text", text={"nl": "Waarom?", "en": "Why?"}),
        Question(id="where", kind="pin", text={"nl": "Waar?", "en": "Where?"}, viewpoint="square"),
    ),
)


class Rough(Hand):
    """A hand that is in a hurry."""

    def far_cross(self, page: Colours, box: Rect) -> None:
        """Cross a box with arms that go far out of it."""
        at = self._at
        self.line(page, [at(box, -0.5, -0.45), at(box, 1.5, 1.4)])
        self.line(page, [at(box, 1.5, -0.5), at(box, -0.4, 1.45)])

    def shifted(self, page: Colours, box: Rect) -> None:
        """Cross beside the box rather than in it."""
        aside = box.moved(*(float(each) for each in self.dice.uniform(-0.6, 0.6, 2) * box.width))
        self._cross(page, aside)

    def running(self, page: Colours, box: Rect) -> None:
        """Tick with a tail that goes through the box above, or the one to the right."""
        at = self._at
        up = at(box, 0.9, -2.0) if self.dice.random() < 0.7 else at(box, 2.6, 0.2)
        self.line(page, [at(box, 0.15, 0.5), at(box, 0.4, 0.85), up])

    def scribbled_over(self, page: Colours, box: Rect) -> None:
        """Take a cross back with some strokes over it."""
        self._cross(page, box)
        for n in range(int(self.dice.integers(4, 9))):
            v = 0.05 + n * 0.9 / 7
            self.line(page, [self._at(box, 0.0, v, 0.2), self._at(box, 1.0, v + 0.1, 0.2)], 0.1)

    def struck(self, page: Colours, box: Rect) -> None:
        """Take a cross back with a line through it and through its words."""
        self._cross(page, box)
        self.line(page, [self._at(box, -0.3, 0.5), self._at(box, 4.0, 0.5)])

    def circled_words(self, page: Colours, box: Rect) -> None:
        """Draw a loop around a box and its words."""
        turn = np.linspace(0, 2 * np.pi, 24)
        wide = float(self.dice.uniform(14, 20))
        middle = (box.x + wide - 3, box.y + box.height / 2)
        around = [(middle[0] + wide * np.cos(a), middle[1] + 5.2 * np.sin(a)) for a in turn]
        self.line(page, [(float(x), float(y)) for x, y in around], 0.1)

    def felt(self, page: Colours, box: Rect) -> None:
        """Cross with a felt pen, whose ink bleeds."""
        pen = Rough(self.dice, self.colour, float(self.dice.uniform(1.2, 1.9)))
        clean = page.copy()
        pen.mark(page, box, "cross")
        page[:] = np.minimum(clean, cv2.GaussianBlur(page, (0, 0), 2.5))

    def beside(self, page: Colours, box: Rect) -> None:
        """Tick before the box, on the words, or on the frame."""
        aside = float(self.dice.choice([-1.0, -0.55, 0.55, 1.0])) * box.width
        self.mark(page, box.moved(aside, 0.0), str(self.dice.choice(["tick", "cross"])))

    def pencil(self, page: Colours, box: Rect) -> None:
        """Cross or tick with a pencil, hard or soft."""
        grey = int(self.dice.uniform(90, 190))
        pen = Rough(self.dice, (grey, grey, grey), float(self.dice.uniform(0.3, 0.6)))
        pen.mark(page, box, str(self.dice.choice(["cross", "tick", "slash"])))

    def thin(self, page: Colours, box: Rect) -> None:
        """Cross or tick with a fine ballpoint that hardly gives ink."""
        blue, green, red = (min(each + 50, 200) for each in self.colour)
        pen = Rough(self.dice, (blue, green, red), float(self.dice.uniform(0.2, 0.3)))
        pen.mark(page, box, str(self.dice.choice(["cross", "tick", "slash"])))


MEANT = ("far_cross", "shifted", "running", "felt", "thin", "circled_words", "beside", "pencil",
         "cross", "tick", "slash")  # fmt: skip
TAKEN_BACK = ("blackened", "scribbled_over", "struck", "crossed_out")


def coffee(page: Colours, dice: np.random.Generator) -> None:
    """Set down a cup: a brown ring, darker at its edge."""
    stain = np.ones(page.shape[:2], np.float32)
    middle = (int(dice.uniform(20, 150) * PX), int(dice.uniform(60, 240) * PX))
    radius = int(dice.uniform(30, 42) * PX)
    start = int(dice.integers(360))
    fade = float(dice.uniform(0.1, 0.3))
    cv2.ellipse(stain, middle, (radius, radius), 0, start, start + 270, 1 - fade / 2, 40)
    cv2.ellipse(stain, middle, (radius + 18, radius + 18), 0, start, start + 270, 1 - fade, 7)
    stain = np.asarray(cv2.GaussianBlur(stain, (0, 0), 2.0), np.float32)[:, :, None]
    page[:] = (page * stain ** np.array([2.2, 1.3, 0.8], np.float32)).astype(np.uint8)


def fold(page: Colours, dice: np.random.Generator) -> None:
    """Fold it in four: a dark crease with a light side, across and down."""
    for axis in (0, 1):
        size = page.shape[axis]
        place = np.arange(size) - size * float(dice.uniform(0.3, 0.7))
        deep = float(dice.uniform(0.1, 0.3))
        line = 1 - deep * np.exp(-((place / 5) ** 2)) - 0.08 * (place > 0)
        page[:] = (page * (line[:, None, None] if axis == 0 else line[None, :, None])).astype(
            np.uint8
        )


def telephone(page: Colours, dice: np.random.Generator) -> None:
    """Let the shadow of the telephone fall on it, with a sharp edge."""
    x, y = (float(each) for each in dice.uniform(20, 130, 2) * PX)
    corners = np.array([(0, 0), (700, 60), (620, 1500), (-60, 1440)]) + np.array((x, y))
    shade = np.ones(page.shape[:2], np.float32)
    cv2.fillPoly(shade, [corners.astype(np.int32)], 1 - float(dice.uniform(0.3, 0.6)))
    soft = cv2.GaussianBlur(shade, (0, 0), float(dice.uniform(2, 12)))
    page[:] = (page * soft[:, :, None]).astype(np.uint8)


def crumple(page: Colours, dice: np.random.Generator) -> None:
    """Crumple it, and smooth it again: it bulges by millimetres, and each dent has a shadow."""
    high, wide = page.shape[:2]
    rough = dice.normal(0, 1, (9, 6)).astype(np.float32)
    bulge = cv2.resize(rough, (wide, high), interpolation=cv2.INTER_CUBIC)
    slope_y, slope_x = np.gradient(cv2.resize(bulge, None, fx=0.25, fy=0.25))
    aside, down = (cv2.resize(each.astype(np.float32), (wide, high)) for each in (slope_x, slope_y))
    far = float(dice.uniform(0.3, 0.9)) * PX / max(float(np.abs(aside).max()), 1e-6)
    x, y = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32))
    bent = cv2.remap(page, x + far * aside, y + far * down, cv2.INTER_LINEAR,
                     borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    light = 1 - 0.25 * np.clip((aside + down) * far / PX, -0.8, 0.8)
    page[:] = np.clip(bent * light[:, :, None], 0, 255).astype(np.uint8)


def dark_room(page: Colours, dice: np.random.Generator) -> None:
    """Have hardly any light: yellow, and a fifth to a half of it."""
    warm = np.array([0.7, 0.92, 1.0], np.float32) * float(dice.uniform(0.2, 0.5))
    page[:] = (page * warm).astype(np.uint8)


DAMAGE: tuple[Callable[[Colours, np.random.Generator], None], ...] = (
    coffee, fold, crumple, telephone, dark_room,
)  # fmt: skip


def fill(form: Printed, dice: np.random.Generator) -> tuple[list[Colours], dict[str, set[object]]]:
    """Return the pages, and what each question's hand meant: what it chose, wrote, or pointed at.

    A place is in millimetres on the page.
    """
    pages, meant = form.clean(), dict[str, set[object]]()
    for question in form.layout.form.questions:
        if question.kind in ("text", "pin"):
            meant[question.id] = _said(form, pages, question, dice)
            continue
        hand = Rough(dice, (BLUE, BLACK, RED)[dice.integers(3)], float(dice.uniform(0.3, 0.7)))
        boxes = [each for page in form.layout.pages for each in page.boxes]
        ids = [each.value for each in boxes if each.question == question.id]
        picked = [ids[int(n)] for n in dice.permutation(len(ids))[:2]]
        several = question.kind == "multiple"
        meant[question.id] = chosen = set()
        if dice.random() < 0.15:
            continue
        if dice.random() < 0.3:
            _mark(form, pages, hand, question.id, picked.pop(), str(dice.choice(TAKEN_BACK)))
        for value in picked if several else picked[:1]:
            _mark(form, pages, hand, question.id, value, str(dice.choice(MEANT)))
            chosen.add(value)
    for page in pages:
        for spoil in DAMAGE:
            if dice.random() < 0.4:
                spoil(page, dice)
    return pages, meant


def _said(
    form: Printed, pages: list[Colours], question: Question, dice: np.random.Generator
) -> set[object]:
    """Write some words, or put a cross on the map; with a pen or a pencil, or not at all."""
    grey = int(dice.uniform(60, 150))
    pen = (BLUE, BLACK, RED, (grey, grey, grey))[dice.integers(4)]
    hand = Rough(dice, pen, float(dice.uniform(0.25, 0.7)))
    if dice.random() < 0.3:
        return set()
    if question.kind == "text":
        number, page = form.page_with(lambda each: each.fields)
        hand.write(pages[number], page.fields[0].rect)
        return {"words"}
    number, page = form.page_with(lambda each: each.maps)
    rect = page.maps[0].rect
    x = rect.x + float(dice.uniform(0.15, 0.85)) * rect.width
    y = rect.y + float(dice.uniform(0.15, 0.85)) * rect.height
    hand.cross_at(pages[number], x, y, float(dice.uniform(5, 12)))
    return {(x, y)}


def _mark(
    form: Printed, pages: list[Colours], hand: Rough, question: str, value: str | int, kind: str
) -> None:
    number, box = form.box(question, value)
    own = getattr(hand, kind, None)
    if own is None:
        hand.mark(pages[number], box.rect, kind)
    else:
        own(pages[number], box.rect)


def read(
    project: Project, form: Printed, pages: list[Colours], dice: np.random.Generator
) -> dict[str, Seen]:
    """Photograph the pages, sometimes two at once, and read them."""
    together = 2 if dice.random() < 0.3 else 1
    small = Camera(
        size=(1060, 1415) if together == 1 else (2000, 1415),
        turn=float(dice.uniform(-15, 15)),
        tilt=float(dice.uniform(0, 30)),
        fill=0.86,
        blur=float(dice.uniform(0.4, 0.7)),
        motion=0.0,
        noise=float(dice.uniform(2, 7)),
        shadow=0.0,
        quality=50,
        seed=int(dice.integers(2**31)),
    )
    large = replace(
        small, size=(2000, 2660) if together == 1 else (3600, 2660),
        blur=float(dice.uniform(0.6, 1.3)), motion=float(dice.uniform(0, 3)),
    )  # fmt: skip
    camera = small if dice.random() < 0.6 else large
    seen: dict[str, Seen] = {}
    for first in range(0, len(pages), together):
        shot = photographed(pages[first : first + together], camera)
        for found in find_pages(decoded(shot)):
            if found.mark is not None:
                read = read_page(project, form.layout, found)
                seen |= {each.question: each for each in read.seen}
    return seen


def is_right(form: Printed, seen: Seen, chosen: set[object]) -> bool:
    """Tell whether what was read for sure is what was meant; a place within 4 mm on the paper."""
    asked = form.layout.form.question(seen.question)
    if asked is None or asked.kind != "pin" or not chosen:
        said = seen.answer if isinstance(seen.answer, tuple) else (seen.answer,)
        return set(said) - {None} == chosen
    if not isinstance(seen.answer, tuple):
        return False
    assert form.frame is not None
    at = form.frame.on_page(float(seen.answer[0]), float(seen.answer[1]))
    return all(isinstance(there, tuple) and dist(at, there) < 4.0 for there in chosen)


def judged(form: Printed, seen: dict[str, Seen], meant: dict[str, set[object]]) -> Counter[str]:
    """Count what is right, asked, wrong and not read."""
    counts: Counter[str] = Counter(forms=1)
    for key, chosen in meant.items():
        each = seen.get(key)
        if each is None:
            counts["not read"] += 1
        elif each.doubt:
            counts["asked"] += 1
        else:
            right = is_right(form, each, chosen)
            counts["right" if right else "WRONG"] += 1
            if not right:
                print(f"WRONG {key}: meant {chosen}, read {each.answer}", flush=True)
    return counts


def printed_hard(folder: Path) -> tuple[Project, Printed]:
    """Print the form, with its map, from a project in a folder."""
    session = asking(folder, FORM)
    plan = read_ground_plan(session.services.read_mesh, session.opened)
    return session.project, print_form(session.project, folder, plan=plan)


def main() -> int:
    """Read many hard forms; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the pages that were filled in")
    told = parser.parse_args()
    counts: Counter[str] = Counter()
    with TemporaryDirectory(prefix="mrapp-paper-") as scratch:
        project, form = printed_hard(Path(scratch))
        for number in range(told.seed, told.seed + told.rounds):
            dice = np.random.default_rng(number)
            pages, meant = fill(form, dice)
            one = judged(form, read(project, form, pages, dice), meant)
            counts += one
            if told.keep and one["WRONG"]:
                for page, picture in enumerate(pages):
                    cv2.imwrite(str(told.keep / f"{number}-{page}.png"), picture[::2, ::2])
                print(f"  that was form {number}", flush=True)
    print(", ".join(f"{what}: {count}" for what, count in sorted(counts.items())))
    return 1 if counts["WRONG"] else 0


if __name__ == "__main__":
    sys.exit(main())
