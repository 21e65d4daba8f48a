"""What stands on one page: the answer to each of its questions, or why that is unclear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import cv2

from mrapp.model.frames import is_rd
from mrapp.model.project import Project
from mrapp.model.questions import CHOSEN, Answer, Question
from mrapp.paper.crosses import Crossed, cross_on, is_written
from mrapp.paper.doubts import Doubt
from mrapp.paper.elements import Box, FormPage, Rect
from mrapp.paper.ground import MapFrame
from mrapp.paper.ink import Darkness, Mark, darkness, paleness, part
from mrapp.paper.layout import FormLayout
from mrapp.paper.mark import PageMark
from mrapp.paper.pages import FoundPage
from mrapp.paper.photographs import Colours
from mrapp.paper.strokes import PageMarks, loose, marks_on

_QUALITY: Final = 88
_OF_MARK: Final = {Mark.FAINT: Doubt.FAINT, Mark.FULL: Doubt.FULL, Mark.BESIDE: Doubt.BESIDE}


@dataclass(frozen=True)
class Seen:
    """What was seen of one question.

    answer: None for none; where there is a doubt, the best guess, which is never kept unasked.
    """

    question: str
    answer: Answer | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, eq=False)
class PageRead:
    """One page that was read. picture: JPEG of the page laid flat, `PX_PER_MM`, or where it is."""

    mark: PageMark
    seen: tuple[Seen, ...]
    picture: bytes | Path = field(repr=False)
    fine: float = 0.0

    def jpeg(self) -> bytes:
        """Return the picture; OSError where it cannot be read."""
        return self.picture if isinstance(self.picture, bytes) else self.picture.read_bytes()

    def agrees(self, other: "PageRead") -> bool:
        """Tell whether both may be the same sheet of paper: no sure answer differs."""
        theirs = {each.question: each for each in other.seen}
        return all(
            each.answer == theirs[each.question].answer
            for each in self.seen
            if each.question in theirs and not (each.doubt or theirs[each.question].doubt)
        )

    @property
    def doubts(self) -> int:
        """How many of its questions are unclear."""
        return sum(each.doubt is not None for each in self.seen)


def read_page(project: Project, layout: FormLayout, found: FoundPage) -> PageRead:
    """Return what stands on a page that was found; its mark was read."""
    assert found.mark is not None
    page = layout.pages[found.mark.page - 1]
    dark = darkness(found.flat)
    reader = _Reader(project, page, found, dark, marks_on(dark, found.seen, page))
    seen = tuple(
        reader.seen(question) for question in layout.form.questions if question.id in page.asked
    )
    return PageRead(found.mark, seen, as_jpeg(found.flat), found.fine)


def as_jpeg(picture: Colours) -> bytes:
    """Return a picture as JPEG."""
    _, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return content.tobytes()


@dataclass(frozen=True, eq=False)
class _Reader:
    project: Project
    page: FormPage
    found: FoundPage
    dark: Darkness
    there: PageMarks

    def seen(self, question: Question) -> Seen:
        """Read one question."""
        for area in self.page.maps:
            if area.question == question.id:
                return self._pin(question, area.rect)
        for each in self.page.fields:
            if each.question == question.id:
                return self._written(question, each.rect)
        boxes = [each for each in self.page.boxes if each.question == question.id]
        read = boxes_read(question, boxes, [self.there.marks[each] for each in boxes])
        if read.doubt is not None:
            return read
        if any(each in self.there.running for each in boxes):
            return replace(read, doubt=Doubt.RUNS_ON)
        ticked = [each for each in boxes if self.there.marks[each] is Mark.TICKED]
        if loose(self.there.strokes, self.page, question.id, ticked):
            return replace(read, doubt=Doubt.LOOSE)
        return read

    def _is_seen(self, rect: Rect) -> bool:
        return bool(part(self.found.seen, rect).min(initial=255) > 0)

    def _written(self, question: Question, rect: Rect) -> Seen:
        if not self._is_seen(rect):
            return Seen(question.id, doubt=Doubt.UNSEEN)
        written = is_written(self.dark, rect)
        return Seen(question.id, doubt=Doubt.WRITTEN if written else None)

    def _pin(self, question: Question, rect: Rect) -> Seen:
        mark = self.found.mark
        if mark is None or mark.map_box is None or not self._is_seen(rect):
            return Seen(question.id, doubt=Doubt.UNSEEN)
        cross = cross_on(self.dark, paleness(self.found.flat), rect)
        if cross.found is Crossed.NOTHING:
            return Seen(question.id)
        if cross.found is Crossed.SEVERAL:
            return Seen(question.id, doubt=Doubt.CROSSES)
        x, y = MapFrame(mark.map_box, rect).on_ground(cross.x, cross.y)
        # A map tells no height: the project's own zero stands for it.
        place = (round(x, 1), round(y, 1), self.project.origin.nap)
        if cross.found is Crossed.ODD:
            known = place if cross.x or cross.y else None
            return Seen(question.id, known, Doubt.ODD_CROSS)
        return Seen(question.id, place, None if is_rd(x, y) else Doubt.OFF_MAP)


def boxes_read(question: Question, boxes: Sequence[Box], marks: Sequence[Mark]) -> Seen:
    """Return what marks in boxes say; sure only where every box is."""
    ticked = [box for box, mark in zip(boxes, marks, strict=True) if mark is Mark.TICKED]
    guess, doubt = _answer(question, ticked)
    if Mark.UNSEEN in marks:
        doubt = Doubt.UNSEEN
    else:
        odd = (_OF_MARK[mark] for mark in marks if not mark.sure)
        doubt = next(odd, doubt)
    return Seen(question.id, guess, doubt)


def _answer(question: Question, ticked: Sequence[Box]) -> tuple[Answer | None, Doubt | None]:
    if not ticked:
        return None, None
    if question.kind == "ranking":
        return _ranked(question, ticked)
    if question.kind == "multiple":
        chosen = {str(box.value) for box in ticked}
        answer = tuple(each.id for each in question.choices if each.id in chosen)
        many = question.most is not None and len(answer) > question.most
        return answer, Doubt.TOO_MANY if many else None
    if len(ticked) > 1:
        return None, Doubt.SEVERAL
    return ticked[0].value, None


def _ranked(question: Question, ticked: Sequence[Box]) -> tuple[Answer | None, Doubt | None]:
    by_place: Mapping[int, str] = {box.place: str(box.value) for box in ticked}
    order = tuple(by_place[place] for place in sorted(by_place))
    count = len(question.choices)
    whole = len(ticked) == count and len(by_place) == count and len(set(order)) == count
    return order if whole else None, None if whole else Doubt.ORDER


def is_written_answer(question: Question, page: FormPage) -> bool:
    """Tell whether a question that has choices is answered in writing on this page."""
    return question.kind in CHOSEN and any(each.question == question.id for each in page.fields)
