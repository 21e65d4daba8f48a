"""A question as it stands on paper: its words, and what one answers it with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mrapp.app.questions.asking import MOODS, order_shown
from mrapp.app.questions.form_words import number_of
from mrapp.app.questions.question_words import MOOD_WORDS, PLAN_NAMES, RATHER_NOT_WORDS, how_to
from mrapp.model.questions import PERSONAL, RATHER_NOT, Kind, Question, Questionnaire
from mrapp.model.texts import Phrase, pick_language
from mrapp.paper import words
from mrapp.paper.elements import (
    Block,
    Box,
    Face,
    MapArea,
    Panel,
    Picture,
    Rect,
    Rule,
    Words,
    WritingField,
)
from mrapp.paper.lettering import MM_PER_PT, width_mm, wrapped
from mrapp.paper.routing import go_to, only_if
from mrapp.paper.sizes import ROOM, Sizes

_BESIDE: Final = 4.0  # between a box and its words: a tick that runs over must not reach them
_MOST_RANKED: Final = 10
_TWO_COLUMNS_FROM: Final = 6
_PICTURE: Final = (76.0, 47.0)


@dataclass(frozen=True)
class Setting:
    """What a form is laid out for. turn: which of two variants comes first, 0 or 1."""

    form: Questionnaire
    language: str
    sizes: Sizes
    turn: int = 0

    def order(self, question: Question) -> tuple[str, str]:
        """Return in which order a comparison shows its variants."""
        return order_shown(question, self.turn)

    @property
    def plans(self) -> dict[str, str]:
        """The blind names of the variants that are compared."""
        rows = (self.order(each) for each in self.form.questions if each.variants)
        return {
            variant: name.text(self.language)
            for row in rows
            for variant, name in zip(row, PLAN_NAMES, strict=True)
        }


def block_of(setting: Setting, question: Question, tallest: float) -> Block:
    """Return a question as a block; what would be taller than `tallest` is asked in writing."""
    block = _whole(setting, question, _ANSWERED[question.kind])
    if block.height <= tallest and not _too_many(question):
        return block
    return _whole(setting, question, _field)


def _too_many(question: Question) -> bool:
    return question.kind == "ranking" and len(question.choices) > _MOST_RANKED


Answers = Callable[["Setting", Question, Block], None]


def _whole(setting: Setting, question: Question, answers: Answers) -> Block:
    block = Block(question=question)
    _head(setting, question, block, written=answers is _field)
    answers(setting, question, block)
    return block


def write_lines(
    block: Block, lines: Sequence[str], x: float, size_pt: float, leading: float,
    *, bold: bool = False, grey: bool = False,
) -> None:  # fmt: skip
    """Put lines of text under what is there."""
    step = size_pt * MM_PER_PT * leading
    for line in lines:
        base = block.height + size_pt * MM_PER_PT
        block.drawn.append(Words(x, base, line, size_pt, bold, grey))
        block.height += step


def _head(setting: Setting, question: Question, block: Block, *, written: bool) -> None:
    """Put down the number, the question, and how it is answered."""
    sizes, language = setting.sizes, setting.language
    room = ROOM - sizes.indent
    condition = only_if(setting.form, question, setting.plans, language)
    if condition:
        lines = wrapped(condition, sizes.text, room)
        write_lines(block, lines, sizes.indent, sizes.text, sizes.leading, grey=True)
        block.height += 1.0
    number = f"{number_of(setting.form, question.id)}"
    block.drawn.append(
        Words(0, block.height + sizes.asked * MM_PER_PT, number, sizes.asked, bold=True)
    )
    text = pick_language(question.text, language)
    lines = wrapped(text, sizes.asked, room, bold=True)
    write_lines(block, lines, sizes.indent, sizes.asked, sizes.leading, bold=True)
    told = [pick_language(question.help, language), *_hints(question, language, written=written)]
    for words_told in filter(None, told):
        lines = wrapped(words_told, sizes.text, room)
        write_lines(block, lines, sizes.indent, sizes.text, sizes.leading)
    block.height += 3.0


def _hints(question: Question, language: str, *, written: bool) -> list[str]:
    hint: Phrase | None = _HINTS.get(question.kind) or how_to(question)
    if written and question.kind != "text":
        hint = words.WRITE_PLACE if question.kind == "neighbourhood" else words.WRITE
    needed = [words.NEEDED] if question.required else []
    return [each.text(language) for each in (hint, *needed) if each is not None]


def _choices(setting: Setting, question: Question, block: Block) -> None:
    language = setting.language
    told: list[tuple[str | int, str]] = [
        (each.id, pick_language(each.text, language) or each.id) for each in question.choices
    ]
    if question.kind in PERSONAL:
        told.append((RATHER_NOT, RATHER_NOT_WORDS.text(language)))
    ways = {value: _way(setting, question, value) for value, _ in told}
    columns = _columns(setting.sizes, told, any(ways.values()))
    width = (ROOM - setting.sizes.indent) / columns
    rows = -(-len(told) // columns)
    top, lowest = block.height, block.height
    for place, (value, text) in enumerate(told):
        column, row = divmod(place, rows)
        block.height = top if row == 0 else block.height
        said = f"{text}  → {ways[value]}" if ways[value] else text
        _choice(setting, question, block, value, said, setting.sizes.indent + column * width, width)
        lowest = max(lowest, block.height)
    block.height = lowest


def _way(setting: Setting, question: Question, value: str | int) -> str:
    if question.kind == "multiple":
        return ""
    return go_to(setting.form, question, value, setting.language)


def _columns(sizes: Sizes, told: Sequence[tuple[str | int, str]], ways: bool) -> int:
    if ways or len(told) < _TWO_COLUMNS_FROM:
        return 1
    room = (ROOM - sizes.indent) / 2 - sizes.box - _BESIDE - 3.0
    return 2 if all(width_mm(text, sizes.text) <= room for _, text in told) else 1


def _choice(
    setting: Setting, question: Question, block: Block, value: str | int, text: str, x: float,
    width: float,
) -> None:  # fmt: skip
    sizes = setting.sizes
    lines = wrapped(text, sizes.text, width - sizes.box - _BESIDE - 2.0)
    step = sizes.text * MM_PER_PT * sizes.leading
    box = Rect(x, block.height, sizes.box, sizes.box)
    block.boxes.append(Box(box, question.id, value))
    middle = block.height + sizes.box / 2 + sizes.text * MM_PER_PT * 0.36
    for line in lines:
        block.drawn.append(Words(box.right + _BESIDE, middle, line, sizes.text))
        middle += step
    block.height += max(sizes.pitch, sizes.box + (len(lines) - 1) * step + 3.0)


def _steps(setting: Setting, question: Question, block: Block) -> None:
    sizes, language = setting.sizes, setting.language
    steps = range(question.low, question.high + 1)
    apart = min(24.0, (ROOM - sizes.indent) / len(steps))
    for place, step in enumerate(steps):
        x = sizes.indent + place * apart
        block.boxes.append(
            Box(Rect(x, block.height + 7.5, sizes.box, sizes.box), question.id, step)
        )
        base = block.height + 4.5
        block.drawn.append(Words(x + sizes.box / 2, base, str(step), sizes.text, centred=True))
    right = sizes.indent + (len(steps) - 1) * apart + sizes.box
    block.height += 7.5 + sizes.box + 2.5
    low = pick_language(question.low_text, language)
    high = pick_language(question.high_text, language)
    if low or high:
        half = (right - sizes.indent) / 2 + 8.0
        first, second = wrapped(low, sizes.text, half), wrapped(high, sizes.text, half)
        block.height += 1.0
        top = block.height
        write_lines(block, first, sizes.indent, sizes.text, sizes.leading)
        below, block.height = block.height, top
        widest = max((width_mm(each, sizes.text) for each in second), default=0.0)
        write_lines(block, second, max(right - widest, sizes.indent), sizes.text, sizes.leading)
        block.height = max(below, block.height)


def _moods(setting: Setting, question: Question, block: Block) -> None:
    sizes = setting.sizes
    apart = (ROOM - sizes.indent) / len(MOODS)
    face = 15.0
    text_pt = sizes.text if sizes.text < 14 else 14.0
    top, lowest = block.height, block.height
    for place, mood in enumerate(MOODS):
        middle = sizes.indent + (place + 0.5) * apart
        block.drawn.append(Face(Rect(middle - face / 2, top, face, face), mood))
        block.height = top + face + 1.0
        for line in wrapped(MOOD_WORDS[mood - 1].text(setting.language), text_pt, apart - 2.0):
            base = block.height + text_pt * MM_PER_PT
            block.drawn.append(Words(middle, base, line, text_pt, centred=True))
            block.height += text_pt * MM_PER_PT * 1.25
        lowest = max(lowest, block.height)
    for place, mood in enumerate(MOODS):
        middle = sizes.indent + (place + 0.5) * apart
        box = Rect(middle - sizes.box / 2, lowest + 3.5, sizes.box, sizes.box)
        block.boxes.append(Box(box, question.id, mood))
    block.height = lowest + 3.5 + sizes.box + 2.0


def _ranking(setting: Setting, question: Question, block: Block) -> None:
    sizes, count = setting.sizes, len(question.choices)
    apart = max(sizes.box + 4.5, min(16.0, 80.0 / count))
    left = ROOM - count * apart
    for place in range(count):
        x = left + place * apart + sizes.box / 2
        base = block.height + 4.0
        block.drawn.append(Words(x, base, str(place + 1), sizes.text, bold=True, centred=True))
    block.height += 7.0
    for choice in question.choices:
        text = pick_language(choice.text, setting.language) or choice.id
        lines = wrapped(text, sizes.text, left - sizes.indent - 4.0)
        step = sizes.text * MM_PER_PT * sizes.leading
        base = block.height + sizes.box / 2 + sizes.text * MM_PER_PT * 0.36
        for line in lines:
            block.drawn.append(Words(sizes.indent, base, line, sizes.text))
            base += step
        for place in range(count):
            box = Rect(left + place * apart, block.height, sizes.box, sizes.box)
            block.boxes.append(Box(box, question.id, choice.id, place + 1))
        taller = max(sizes.pitch + 1.0, sizes.box + (len(lines) - 1) * step + 4.0)
        line_y = block.height + (sizes.box + taller) / 2
        block.drawn.append(Rule(sizes.indent, line_y, ROOM, line_y))
        block.height += taller
    block.drawn.pop()


def _plans(setting: Setting, question: Question, block: Block) -> None:
    sizes = setting.sizes
    wide, high = _PICTURE
    top = block.height
    for place, variant in enumerate(setting.order(question)):
        x = sizes.indent + place * (wide + 8.0)
        name = setting.plans[variant]
        name = name[:1].upper() + name[1:]
        rect = Rect(x, top, wide, high)
        unseen = words.NO_PICTURE.text(setting.language)
        block.drawn.append(Picture(rect, question.viewpoint or "", variant, unseen))
        box = Rect(x, top + high + 4.0, sizes.box, sizes.box)
        block.boxes.append(Box(box, question.id, variant))
        base = box.y + sizes.box / 2 + sizes.text * MM_PER_PT * 0.36
        way = _way(setting, question, variant)
        said = f"{name}  → {way}" if way else name
        block.drawn.append(Words(box.right + _BESIDE, base, said, sizes.text, bold=True))
    block.height = top + high + 4.0 + sizes.box + 3.0


def _field(setting: Setting, question: Question, block: Block) -> None:
    high = setting.sizes.field if question.kind == "text" else setting.sizes.field / 2
    rect = Rect(setting.sizes.indent, block.height, ROOM - setting.sizes.indent, high)
    block.drawn.append(Panel(rect, framed=True))
    block.fields.append(WritingField(rect, question.id))
    block.height += high + 1.0


def _map(setting: Setting, question: Question, block: Block) -> None:
    rect = Rect(setting.sizes.indent, block.height, ROOM - setting.sizes.indent, setting.sizes.map)
    block.maps.append(MapArea(rect, question.id))
    block.height += setting.sizes.map + 6.0


_HINTS: Mapping[Kind, Phrase] = {
    "single": words.ONE,
    "ranking": words.RANK,
    "compare": words.COMPARE,
    "pin": words.PIN,
    "text": words.WRITE,
}
_ANSWERED: Mapping[Kind, Answers] = {
    "single": _choices,
    "multiple": _choices,
    "age": _choices,
    "neighbourhood": _choices,
    "scale": _steps,
    "mood": _moods,
    "ranking": _ranking,
    "compare": _plans,
    "text": _field,
    "pin": _map,
}
