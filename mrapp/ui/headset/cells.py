"""Things to press on a panel, one by one: how wide and high each must be, and what is in it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from mrapp.app.headset.panels import HitArea
from mrapp.app.headset.sheets import LESS, MORE, OFF, ON, Item, Kind, pressable
from mrapp.app.headset.sizes import LEAST_TARGET_DEG, px_for
from mrapp.ui.headset.letters import Lines, letters, lines, longest_word

PAD = 22.0
"""Round the words in a thing to press, pixels."""

TARGET_PX = px_for(LEAST_TARGET_DEG)

_FACE, _SIDE = 0.9, 1.2
"""How high a face, and how wide the side of a step, in targets."""

_SWITCH = 1.8
"""How wide a switch, in its height."""


@dataclass(frozen=True, eq=False)
class Text:
    """Words at a place. role: "title", "words", "notice", "far", "code" or "item".

    left, top: where their room begins; box: what they take of it.
    """

    lines: Lines
    left: float
    top: float
    role: str
    box: QRectF


def text_at(set_: Lines, left: float, top: float, role: str, middle: float | None = None) -> Text:
    """Return words at a place. middle: of their room, where they are centred in it."""
    at = left if middle is None else middle - set_.wide / 2
    return Text(set_, left, top, role, QRectF(at, top, set_.wide, set_.high))


@dataclass(frozen=True, eq=False)
class Cell:
    """Something to press. mark: where its mark stands, if it has one; sides: of a step."""

    item: Item
    box: QRectF
    texts: tuple[Text, ...]
    mark: QRectF | None = None
    sides: tuple[QRectF, QRectF] | None = None

    def areas(self) -> tuple[HitArea, ...]:
        """Return where it can be pressed now."""
        boxes = {self.item.id: self.box}
        if self.sides is not None:
            less, more = self.sides
            boxes = {f"{self.item.id}{LESS}": less, f"{self.item.id}{MORE}": more}
        chosen = self.item.chosen
        return tuple(_hit(area, boxes[area], chosen) for area in pressable(self.item))


def _hit(area: str, box: QRectF, chosen: bool) -> HitArea:
    return HitArea(area, box.left(), box.top(), box.right(), box.bottom(), chosen)


@dataclass(frozen=True)
class CellSetter:
    """Sets one thing to press; see `setter_of`.

    aside: what stands left of the words, over: above them, round: on both sides of them, pixels.
    mark_high: of the mark aside; under: a word under that mark.
    """

    item: Item
    words: tuple[str, ...]
    font: QFont
    aside: float = 0.0
    over: float = 0.0
    round: float = 0.0
    mark_high: float = 0.0
    under: str = ""

    @property
    def least(self) -> float:
        """The width that its longest word needs."""
        longest = max(longest_word(each, self.font) for each in self.words)
        return max(TARGET_PX, longest + 1 + self._around)

    def high(self, wide: float) -> float:
        """Return how high it must be at a width."""
        words = sum(row.high for row in self._rows(wide)) + self.over
        return max(TARGET_PX, words + 2 * PAD, self._marked_high + 2 * PAD)

    def set(self, box: QRectF) -> Cell:
        """Return it in its place."""
        rows = self._rows(box.width())
        y = box.top() + self.over + (box.height() - self.over - sum(r.high for r in rows)) / 2
        left = box.left() + PAD + self.aside + self.round
        middle, texts = box.center().x() if self._centred else None, []
        for row in rows:
            texts.append(text_at(row, left, y, "item", middle))
            y += row.high
        mark = self._mark(box)
        if mark is not None and self.under:
            word = lines(self.under, self.font, self.aside, centred=True)
            under_left, middle = mark.center().x() - self.aside / 2, mark.center().x()
            texts.append(text_at(word, under_left, mark.bottom(), "item", middle))
        return Cell(self.item, box, tuple(texts), mark, self._sides(box))

    @property
    def _around(self) -> float:
        return 2 * PAD + self.aside + 2 * self.round

    @property
    def _centred(self) -> bool:
        return not self.aside

    @property
    def _marked_high(self) -> float:
        """How high the mark and the word under it are together."""
        return self.mark_high + (QFontMetricsF(self.font).height() if self.under else 0.0)

    def _rows(self, wide: float) -> list[Lines]:
        room = wide - self._around
        return [lines(each, self.font, room, centred=self._centred) for each in self.words]

    def _mark(self, box: QRectF) -> QRectF | None:
        if self.over:
            side = self.over - PAD
            return QRectF(box.center().x() - side / 2, box.top() + PAD, side, side)
        if not self.aside:
            return None
        high = self.mark_high
        wide = high * _SWITCH if self.item.kind is Kind.TOGGLE else high
        left = box.left() + PAD + (self.aside - PAD - wide) / 2
        return QRectF(left, box.center().y() - self._marked_high / 2, wide, high)

    def _sides(self, box: QRectF) -> tuple[QRectF, QRectF] | None:
        if not self.round:
            return None
        less, more = QRectF(box), QRectF(box)
        less.setRight(box.left() + self.round)
        more.setLeft(box.right() - self.round)
        return less, more


def setter_of(item: Item, language: str, scale: float) -> CellSetter:
    """Return what sets an item in a language, with text of a size."""
    font = letters(scale, bold=item.main)
    metrics = QFontMetricsF(font)
    said = (item.label.text(language), item.told.text(language) if item.told else "")
    words = tuple(each for each in said if each)
    mark = metrics.capHeight() * 1.4
    match item.kind:
        case Kind.GO | Kind.NUMBER:
            return CellSetter(item, words, font)
        case Kind.FACE:
            return CellSetter(item, words, font, over=_FACE * TARGET_PX + PAD)
        case Kind.STEP:
            return CellSetter(item, words, font, round=_SIDE * TARGET_PX)
        case Kind.TOGGLE:
            under = (ON if item.chosen else OFF).text(language)
            widest = max(metrics.horizontalAdvance(each.text(language)) for each in (ON, OFF))
            aside = max(mark * _SWITCH, widest + 2) + PAD
            return CellSetter(item, words, font, aside=aside, mark_high=mark, under=under)
        case _:
            return CellSetter(item, words, font, aside=mark + PAD, mark_high=mark)
