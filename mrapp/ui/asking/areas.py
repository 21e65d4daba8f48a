"""What a question of each kind is answered with; `area_for` makes the one that fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mrapp.app.questions import question_words as words
from mrapp.app.questions.answering import toggled
from mrapp.app.questions.asking import MOODS
from mrapp.app.questions.blind import blind_names
from mrapp.model.questions import PERSONAL, RATHER_NOT, Answer, Kind, Question
from mrapp.model.texts import pick_language
from mrapp.model.values import LocalText
from mrapp.ui.asking.keys import FindField, TextField
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.rows import Tiles, make_label
from mrapp.ui.asking.tiles import Mark, Tile

_MANY = 12
"""From so many choices on, one can search them."""
_SMALL = 0.85
_WIDEST_PX = 460
"""Wider words break over lines rather than stand alone in a row."""


@dataclass(frozen=True)
class Asked:
    """A question as it is put to one visitor.

    order: in which order a comparison shows its variants. keys: whether there are keys on the
    screen to write with. beside: whether the city is seen beside the question, as at the kiosk.
    wide: whether the screen is wider than high, and height is what there is least of.
    """

    question: Question
    language: str
    looks: Looks
    order: tuple[str, str] | None = None
    keys: bool = False
    beside: bool = True
    wide: bool = False

    def text(self, texts: LocalText) -> str:
        """Return a text in the language of the visitor."""
        return pick_language(texts, self.language)


class AnswerArea(QWidget):
    """Where a question is answered: tells every change, by hand only, and shows an answer.

    Signals: `answered` the answer so far, or None where it was taken back; `variant_wanted` the id
    of a variant to look at; `pin_wanted` a place is to be pointed out in the view; `zoom_wanted`
    the view is to come nearer by so many steps, or go farther.
    """

    answered = Signal(object)
    variant_wanted = Signal(str)
    pin_wanted = Signal()
    zoom_wanted = Signal(float)

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.answer: Answer | None = None
        self.tiles: dict[str | int, Tile] = {}
        self.words: list[str] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer, or none."""
        self.answer = answer
        for key, tile in self.tiles.items():
            tile.setChecked(key == answer)

    def show_variant(self, variant: str | None) -> None:
        """Show which variant is seen now."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or the last tile with an arrow key."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.focusNextPrevChild(True)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self.focusNextPrevChild(False)
        else:
            super().keyPressEvent(event)

    def tell(self, answer: Answer | None) -> None:
        """Show an answer that was given by hand just now, and tell it."""
        self.show_answer(answer)
        self.answered.emit(answer)

    def say(self, said: str) -> QWidget:
        """Add a line of words; it is read aloud too."""
        label = make_label(said, self.asked.looks, _SMALL)
        self.column.addWidget(label)
        self.words.append(said)
        return label

    def tile(
        self,
        said: str,
        do: Callable[[], object],
        mark: Mark = Mark.NONE,
        number: int = 0,
        name: str = "",
        size: float = 1.0,
    ) -> Tile:
        """Return a tile that does something."""
        size = 0.8 if mark is Mark.FACE else size
        tile = Tile(said, self.asked.looks, mark=mark, number=number, size=size, name=name)
        tile.clicked.connect(lambda _on=False: do())
        return tile

    def choose(self, key: str | int) -> None:
        """Take a choice; the same again takes it back."""
        self.tell(None if self.answer == key else key)

    def rows_of(self, tiles: list[Tile], most: int = 3) -> Tiles:
        """Return choices in rows, side by side where none of them has to break for that."""
        wanted = max((tile.sizeHint().width() for tile in tiles), default=0)
        return Tiles(list(tiles), min(wanted, _WIDEST_PX), most)


class ChoiceArea(AnswerArea):
    """One choice, or several, or all of them in order."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        question = asked.question
        named = {each.id: asked.text(each.text) for each in question.choices}
        if question.kind in PERSONAL:
            named[RATHER_NOT] = words.RATHER_NOT_WORDS.text(asked.language)
        mark = {"multiple": Mark.SEVERAL, "ranking": Mark.ORDER}.get(question.kind, Mark.ONE)
        take = self.choose if mark is Mark.ONE else self._toggle
        self.tiles = {
            key: self.tile(
                said or key, partial(take, key), mark, size=_SMALL if key == RATHER_NOT else 1.0
            )
            for key, said in named.items()
        }
        self._rows = self.rows_of(list(self.tiles.values()))
        if len(named) > _MANY:
            self._add_search()
        self.column.addWidget(self._rows)
        self.show_answer(None)

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is chosen, and in which order."""
        super().show_answer(answer)
        question, language = self.asked.question, self.asked.language
        if question.kind not in ("multiple", "ranking"):
            return
        chosen = answer if isinstance(answer, tuple) else ()
        full = question.most is not None and len(chosen) >= question.most
        for key, tile in self.tiles.items():
            tile.setChecked(key in chosen)
            if question.kind == "multiple":
                tile.setEnabled(key in chosen or not full)
                continue
            tile.number = chosen.index(key) + 1 if key in chosen else 0
            phrase = words.RANKED if tile.number else words.NOT_RANKED
            tile.setAccessibleName(phrase.text(language, name=tile.text(), place=tile.number))
            tile.update()

    def _toggle(self, key: str) -> None:
        self.tell(toggled(self.asked.question, self.answer, key))

    def _add_search(self) -> None:
        language = self.asked.language
        self.search = FindField(
            self.asked.looks, words.FIND.text(language), self._find, keys=self.asked.keys
        )
        self.column.addWidget(self.search)
        self._none = self.say(words.NONE_FOUND.text(language))
        self._none.hide()
        self.words.clear()

    def _find(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        found = [
            tile
            for key, tile in self.tiles.items()
            if wanted in tile.text().casefold() or key == RATHER_NOT
        ]
        self._none.setVisible(all(tile is self.tiles.get(RATHER_NOT) for tile in found))
        self._rows.show_only(found)


class StepsArea(AnswerArea):
    """A step on a scale, or a mood."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        question = asked.question
        if question.kind == "mood":
            for mood in MOODS:
                said = words.MOOD_WORDS[mood - 1].text(asked.language)
                self.tiles[mood] = self.tile(said, partial(self.choose, mood), Mark.FACE, mood)
        else:
            for step in range(question.low, question.high + 1):
                do = partial(self.choose, step)
                self.tiles[step] = self.tile(str(step), do, Mark.STEP, name=self._heard(step))
        row = list(self.tiles.values())
        self.column.addWidget(Tiles(row, asked.looks.target_px, len(row)))
        low, high = asked.text(question.low_text), asked.text(question.high_text)
        if question.kind == "scale" and low and high:
            self.say(f"{question.low} = {low}   ·   {question.high} = {high}")

    def _heard(self, step: int) -> str:
        question = self.asked.question
        heard = words.STEP_OF.text(
            self.asked.language, step=step, low=question.low, high=question.high
        )
        ends = {question.low: question.low_text, question.high: question.high_text}
        meant = self.asked.text(ends.get(step, {}))
        return f"{heard}: {meant}" if meant else heard


class CompareArea(AnswerArea):
    """Two variants under blind names: look at each, choose one."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.looks: dict[str, Tile] = {}
        for variant, name in blind_names(asked.question, asked.order, asked.language):
            look = words.LOOK_AT.text(asked.language, name=name)
            do = partial(self.variant_wanted.emit, variant)
            # Where the city is not seen beside it, nothing is being looked at.
            self.looks[variant] = self.tile(look, do, Mark.ONE if asked.beside else Mark.NONE)
            said = words.CHOOSE.text(asked.language, name=name)
            self.tiles[variant] = self.tile(said, partial(self.choose, variant), Mark.ONE)
        self.column.addWidget(self.rows_of(list(self.looks.values()), 2))
        self.column.addWidget(self.rows_of(list(self.tiles.values()), 2))

    def show_variant(self, variant: str | None) -> None:
        """Show which of them is seen now."""
        for key, tile in self.looks.items():
            tile.setChecked(key == variant)


class PinArea(AnswerArea):
    """A place: asks for it to be pointed out in the view, and shows whether it was."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        language = asked.language
        self._said = self.say((words.HOW_TO_POINT if asked.beside else words.POINTED_OUT)
                              .text(language))  # fmt: skip
        point = words.IN_THE_RING if asked.beside else words.POINT_OUT
        self.point = self.tile(point.text(language), self.pin_wanted.emit)
        self.remove = self.tile(words.NO_PLACE.text(language), partial(self.tell, None))
        tiles = [self.point, self.remove]
        if asked.beside:
            for said, steps in ((words.NEARER, 2.0), (words.FARTHER, -2.0)):
                do = partial(self.zoom_wanted.emit, steps)
                tiles.append(self.tile(said.text(language), do))
        self.column.addWidget(self.rows_of(tiles, 4))
        self.show_answer(None)

    def show_answer(self, answer: Answer | None) -> None:
        """Show whether a place was pointed out."""
        super().show_answer(answer)
        there = answer is not None
        self.remove.setEnabled(there)
        # Until there is a place this is what leads on.
        self.point.main = self.asked.beside and not there
        self.point.update()
        if self.asked.beside:
            return
        self._said.setVisible(there)
        said = (words.POINT_AGAIN if there else words.POINT_OUT).text(self.asked.language)
        self.point.setText(said)
        self.point.setAccessibleName(said)
        self.point.updateGeometry()


class TextArea(AnswerArea):
    """Free words; the tab key leaves the field."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        name = asked.text(asked.question.text)
        self.field = TextField(
            asked.looks, "", name, self._take, keys=asked.keys, beside=asked.wide
        )
        self.column.addWidget(self.field)

    def show_answer(self, answer: Answer | None) -> None:
        """Show words."""
        self.answer = answer
        self.field.show_text(answer if isinstance(answer, str) else "")

    def _take(self, text: str) -> None:
        self.answer = text or None
        self.answered.emit(self.answer)


_AREAS: Mapping[Kind, Callable[[Asked], AnswerArea]] = {
    "single": ChoiceArea,
    "multiple": ChoiceArea,
    "scale": StepsArea,
    "mood": StepsArea,
    "ranking": ChoiceArea,
    "compare": CompareArea,
    "pin": PinArea,
    "text": TextArea,
    "age": ChoiceArea,
    "neighbourhood": ChoiceArea,
}


def area_for(asked: Asked) -> AnswerArea:
    """Return where a question is answered."""
    return _AREAS[asked.question.kind](asked)
