"""A questionnaire laid out on pages of A4: the same for who prints it and who reads it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from mrapp.model.questions import Questionnaire
from mrapp.model.texts import pick_language
from mrapp.model.tiles import PAPER_TAGS
from mrapp.paper import words
from mrapp.paper.blocks import Setting, block_of, write_lines
from mrapp.paper.elements import (
    Block,
    Drawn,
    Example,
    FormPage,
    Panel,
    Rect,
    Words,
    moved,
    placed,
)
from mrapp.paper.lettering import MM_PER_PT, wrapped
from mrapp.paper.sizes import (
    BOTTOM,
    CUT,
    LARGE,
    LAST_BOTTOM,
    LEFT,
    REGULAR,
    ROOM,
    SQUARE,
    TOP,
    tags_of,
)

_LEAST_GAP: Final = 9.0
_MOST_GAP: Final = 15.0
_HEAD_X, _HEAD_ROOM = 29.0, 122.0


@dataclass(frozen=True)
class FormLayout:
    """All pages of a form, for one language, one size and one order of what is compared."""

    form: Questionnaire
    language: str
    large: bool
    turn: int
    pages: tuple[FormPage, ...]


def layout_of(form: Questionnaire, language: str, *, large: bool, turn: int) -> FormLayout:
    """Return how a version of a questionnaire lies on paper."""
    key = form.model_dump_json()
    return _layouts(key, language, large, turn)


@cache
def _layouts(key: str, language: str, large: bool, turn: int) -> FormLayout:
    form = Questionnaire.model_validate_json(key)
    sizes = LARGE if large else REGULAR
    setting = Setting(form, language, sizes, turn)
    tallest = LAST_BOTTOM - TOP - 2 * _LEAST_GAP
    blocks = [_beginning(setting)]
    blocks += [block_of(setting, each, tallest) for each in form.questions]
    blocks.append(_end(setting))
    rows = _paginated(blocks)
    pages = tuple(
        _page(setting, row, number, len(rows)) for number, row in enumerate(rows, start=1)
    )
    return FormLayout(form, language, large, turn, pages)


def tag_ids(number: int, pages: int) -> tuple[int, int, int, int]:
    """Return the tags of a page: neighbours differ, and the last page has tags of its own."""
    kind = 2 if number == pages else (number - 1) % 2
    first = PAPER_TAGS[4 * kind]
    return first, first + 1, first + 2, first + 3


def _paginated(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks of each page; the end never stands alone."""
    rows: list[list[Block]] = [[]]
    for block in blocks:
        if rows[-1] and _height([*rows[-1], block]) > BOTTOM - TOP:
            rows.append([])
        rows[-1].append(block)
    last = rows[-1]
    kept: list[Block] = []
    while last and (_height(last) > LAST_BOTTOM - TOP or len(kept) == 1):
        kept.insert(0, last.pop())
    if not last:
        rows.pop()
    if kept:
        rows.append(kept)
    if len(rows[-1]) == 1 and len(rows) > 1 and len(rows[-2]) > 1:
        rows[-1].insert(0, rows[-2].pop())
    return rows


def _height(blocks: Sequence[Block]) -> float:
    return sum(each.height for each in blocks) + _LEAST_GAP * (len(blocks) - 1)


def _page(setting: Setting, blocks: Sequence[Block], number: int, pages: int) -> FormPage:
    last = number == pages
    room = (LAST_BOTTOM if last else BOTTOM) - TOP
    left_over = room - sum(each.height for each in blocks)
    gap = min(_MOST_GAP, max(left_over / max(len(blocks) - 1, 1), 0.0))
    drawn = _header(setting, number, pages)
    boxes, fields, maps, asked = [], [], [], {}
    y = TOP
    for block in blocks:
        drawn += moved(block.drawn, LEFT, y)
        boxes += [placed(each, LEFT, y) for each in block.boxes]
        fields += [placed(each, LEFT, y) for each in block.fields]
        maps += [placed(each, LEFT, y) for each in block.maps]
        if block.question is not None:
            asked[block.question.id] = Rect(LEFT, y, ROOM, block.height)
        y += block.height + gap
    return FormPage(
        number=number,
        tags=tags_of(last=last),
        tag_ids=tag_ids(number, pages),
        square=SQUARE,
        drawn=tuple(drawn),
        boxes=tuple(boxes),
        fields=tuple(fields),
        maps=tuple(maps),
        asked=asked,
        strip=CUT if last else None,
    )


def _header(setting: Setting, number: int, pages: int) -> list[Drawn]:
    """Return the head of a page, between its upper tags."""
    name = pick_language(setting.form.name, setting.language)
    size = 15.0
    lines = wrapped(name, size, _HEAD_ROOM, bold=True)[:2]
    base = 10.0 + size * MM_PER_PT * 0.9
    head: list[Drawn] = []
    for line in lines:
        head.append(Words(_HEAD_X, base, line, size, bold=True))
        base += size * MM_PER_PT * 1.25
    page = words.PAGE.text(setting.language, page=number, pages=pages)
    head.append(Words(_HEAD_X, 32.5, page, max(setting.sizes.small, 10.0), grey=True))
    return head


def _beginning(setting: Setting) -> Block:
    """Return what stands before the first question: why, and how to fill in the form."""
    sizes, language = setting.sizes, setting.language
    block = Block()
    intro = wrapped(pick_language(setting.form.intro, language), sizes.text, ROOM)
    write_lines(block, intro, 0.0, sizes.text, sizes.leading)
    block.height += 4.0 if intro else 0.0
    top = block.height
    block.height += 5.0
    size = min(sizes.text, 14.0)
    lines = wrapped(words.HOW.text(language), sizes.text, ROOM - 12.0, bold=True)
    write_lines(block, lines, 6.0, sizes.text, sizes.leading, bold=True)
    block.height += 2.5
    for filled, phrase in ((False, words.TICK), (True, words.WRONG)):
        _shown(setting, block, phrase.text(language), filled=filled, size=size)
    for phrase in (words.PEN, words.LEAVE_OPEN, words.NO_NAME):
        write_lines(
            block, wrapped(phrase.text(language), size, ROOM - 12.0), 6.0, size, sizes.leading
        )
    block.height += 1.5
    kept = wrapped(words.KEPT.text(language), max(sizes.small, 9.0), ROOM - 12.0)
    write_lines(block, kept, 6.0, max(sizes.small, 9.0), 1.35, grey=True)
    block.height += 3.5
    block.drawn.insert(0, Panel(Rect(0.0, top, ROOM, block.height - top)))
    return block


def _shown(setting: Setting, block: Block, text: str, *, filled: bool, size: float) -> None:
    box = setting.sizes.box
    block.drawn.append(Example(Rect(6.0, block.height, box, box), filled))
    base = block.height + box / 2 + size * MM_PER_PT * 0.36
    lines = wrapped(text, size, ROOM - 24.0)
    for line in lines:
        block.drawn.append(Words(6.0 + box + 4.0, base, line, size))
        base += size * MM_PER_PT * setting.sizes.leading
    more = (len(lines) - 1) * size * MM_PER_PT * setting.sizes.leading
    block.height += box + more + 2.5


def _end(setting: Setting) -> Block:
    sizes, language = setting.sizes, setting.language
    block = Block()
    own = pick_language(setting.form.thanks, language)
    thanks = wrapped(own or words.THANKS.text(language), sizes.asked, ROOM, bold=True)
    write_lines(block, thanks, 0.0, sizes.asked, sizes.leading, bold=True)
    hand_in = wrapped(words.HAND_IN.text(language), sizes.text, ROOM)
    block.height += 1.0
    write_lines(block, hand_in, 0.0, sizes.text, sizes.leading)
    return block
