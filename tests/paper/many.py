"""Many forms, filled in and photographed by dice: `python -m tests.paper.many --rounds 40`.

Counts what was right, what was asked though it was clear, and what was wrong; ends with 1 where
anything was wrong, or an unclear mark was taken for an answer.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from mrapp.model.questions import RATHER_NOT, Answer, Question
from mrapp.paper.page_reading import Seen, read_page
from mrapp.paper.pages import find_pages
from tests.paper.filling import BLACK, BLUE, RED, Camera, Hand, decoded, photographed
from tests.paper.forms import Printed, asking, print_form

CLEAR = ("cross", "large_cross", "tick", "slash", "cross")
UNCLEAR = ("blackened", "crossed_out", "circle", "faint", "dot")
SIZES = ((1224, 1632), (2448, 3264), (3000, 4000))


def main() -> int:
    """Read many forms; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    counts: Counter[str] = Counter()
    with TemporaryDirectory(prefix="mrapp-paper-") as scratch:
        session = asking(Path(scratch))
        form = print_form(session.project, Path(scratch))
        for number in range(told.rounds):
            counts += _round(session.project, form, np.random.default_rng(told.seed + number))
    print(", ".join(f"{what}: {count}" for what, count in sorted(counts.items())))
    return 1 if counts["wrong"] or counts["unclear taken as sure"] else 0


def _round(project: object, form: Printed, dice: np.random.Generator) -> Counter[str]:
    pages = form.clean()
    sure: dict[str, Answer] = {}
    odd: set[str] = set()
    for question in form.layout.form.questions:
        if question.kind in ("text", "pin"):
            continue
        answer = _answer(question, dice)
        colour = (BLUE, BLACK, RED)[dice.integers(3)]
        hand = Hand(dice, colour, float(dice.uniform(0.35, 0.85)))
        if dice.random() < 0.25 and question.kind not in ("ranking", "multiple"):
            form.tick(pages, hand, {question.id: answer}, str(dice.choice(UNCLEAR)))
            odd.add(question.id)
        else:
            form.tick(pages, hand, {question.id: answer}, str(dice.choice(CLEAR)))
            sure[question.id] = answer
    return _judged(form, _seen(project, form, pages, dice), sure, odd)


def _seen(
    project: object, form: Printed, pages: list[np.ndarray], dice: np.random.Generator
) -> dict[str, Seen]:
    size = SIZES[dice.integers(len(SIZES))]
    small = size == SIZES[0]
    seen: dict[str, Seen] = {}
    for page in pages:
        camera = Camera(
            size=size,
            turn=float(dice.choice((0, 180))) + float(dice.uniform(-12, 12)),
            tilt=float(dice.uniform(0, 24)),
            fill=float(dice.uniform(0.78, 0.88)),
            blur=float(dice.uniform(0.5, 0.8 if small else 1.6)),
            motion=0.0 if small else float(dice.uniform(0, 4)),
            noise=float(dice.uniform(2, 9)),
            shadow=float(dice.uniform(0, 0.6)),
            quality=int(dice.integers(65, 92)),
            lens=float(dice.uniform(-0.005, 0.005)),
            seed=int(dice.integers(2**31)),
        )
        for found in find_pages(decoded(photographed([page], camera))):
            if found.mark is not None:
                read = read_page(project, form.layout, found)  # type: ignore[arg-type]
                seen |= {each.question: each for each in read.seen}
    return seen


def _judged(
    form: Printed, seen: dict[str, Seen], sure: dict[str, Answer], odd: set[str]
) -> Counter[str]:
    counts: Counter[str] = Counter(forms=1)
    counts["boxes"] = sum(len(page.boxes) for page in form.layout.pages)
    for key, answer in sure.items():
        each = seen.get(key)
        if each is None:
            counts["page not read"] += 1
        elif each.doubt:
            counts["clear but asked"] += 1
        else:
            counts["right" if each.answer == answer else "wrong"] += 1
    for key in odd & seen.keys():
        counts["unclear asked" if seen[key].doubt else "unclear taken as sure"] += 1
    return counts


def _answer(question: Question, dice: np.random.Generator) -> Answer:
    ids = [each.id for each in question.choices]
    match question.kind:
        case "scale":
            return int(dice.integers(question.low, question.high + 1))
        case "mood":
            return int(dice.integers(1, 6))
        case "compare":
            return str(dice.choice(question.variants or ()))
        case "multiple":
            return tuple(each for each in ids if each in dice.choice(ids, 2, replace=False))
        case "ranking":
            return tuple(str(each) for each in dice.permutation(ids))
        case "single":
            return str(dice.choice(ids))
        case _:
            return str(dice.choice([*ids, RATHER_NOT]))


if __name__ == "__main__":
    sys.exit(main())
