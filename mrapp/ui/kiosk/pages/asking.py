"""One question on a page, of every kind."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel

from mrapp.app import kiosk
from mrapp.app import question_words as words
from mrapp.app.asking import MOODS
from mrapp.model.questions import PERSONAL, RATHER_NOT, Kind, Question
from mrapp.model.texts import pick_language
from mrapp.model.values import LocalText
from mrapp.ui.asking.keys import TextField
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.kiosk.page import KioskPage, Place


class QuestionPage(KioskPage):
    """A question, its help, the way back and on; the answer itself is up to each kind."""

    def __init__(self, place: Place, asks: Question) -> None:
        super().__init__(place)
        self.asks = asks
        form = place.visit.form
        if form is not None and form.questions[0].id == asks.id and form.intro:
            self.say(self.text(form.intro), 0.85, soft=True)
        self.title(self.text(asks.text))
        if asks.help:
            self.say(self.text(asks.help), 0.85, soft=True)
        how = words.how_to(asks)
        if how is not None:
            self.say(how.text(place.language), 0.85, soft=True)
        self.nudge = self._make_nudge()
        self.fill()
        visiting = place.visiting
        self.back = self.tile(self.tr("Back"), partial(visiting.do, kiosk.go_back))
        self.on = self.tile(self.tr("Next"), partial(visiting.do, kiosk.go_on), main=True)
        if place.project.viewpoint(asks.viewpoint) is not None:
            again = partial(place.scenery.fly_to, str(asks.viewpoint))
            self.others.append(self.tile(words.SHOW_AGAIN.text(place.language), again))
        self.show_visit()

    def fill(self) -> None:
        """Add what the answer is given with."""

    def show_visit(self) -> None:
        """Show the answer, and that one is still needed."""
        visit = self.place.visit
        self.nudge.setVisible(visit.nudged)
        if self.on is not None:
            skips = not self.asks.required and self.asks.id not in kiosk.given(visit)
            said = self.tr("Skip") if skips else self.tr("Next")
            if self.on.text() != said:
                self.on.setText(said)
                self.on.setAccessibleName(said)
                self.on.updateGeometry()

    def text(self, texts: LocalText) -> str:
        """Return a text in the language of the visitor."""
        return pick_language(texts, self.place.language)

    @property
    def given(self) -> object:
        """The answer so far."""
        return self.place.visit.answers.get(self.asks.id)

    def _make_nudge(self) -> QLabel:
        label = self.say(words.NEEDED.text(self.place.language), bold=True)
        self.words.pop()
        label.setProperty("wrong", True)
        label.hide()
        return label


class ChoosePage(QuestionPage):
    """One choice out of some, and "rather not say" where it is about the person."""

    def fill(self) -> None:
        """Add a tile for each choice."""
        asks = self.asks
        self._tiles = {
            choice.id: self.tile(
                self.text(choice.text), partial(self._choose, choice.id), mark=Mark.ONE
            )
            for choice in asks.choices
        }
        if asks.kind in PERSONAL:
            said = words.RATHER_NOT_WORDS.text(self.place.language)
            self._tiles[RATHER_NOT] = self.tile(
                said, partial(self._choose, RATHER_NOT), mark=Mark.ONE
            )
        longest = max((len(tile.text()) for tile in self._tiles.values()), default=0)
        self.grid(list(self._tiles.values()), columns_for(self.place, longest))

    def show_visit(self) -> None:
        """Show which one was chosen."""
        super().show_visit()
        for choice, tile in self._tiles.items():
            tile.setChecked(choice == self.given)

    def _choose(self, choice: str) -> None:
        self.place.visiting.do(kiosk.answer, self.asks.id, choice)
        self.show_visit()


class SeveralPage(QuestionPage):
    """Several choices, or all of them in order."""

    def fill(self) -> None:
        """Add a tile for each choice."""
        ranking = self.asks.kind == "ranking"
        self._tiles = {
            choice.id: self.tile(
                self.text(choice.text),
                partial(self._toggle, choice.id),
                mark=Mark.ORDER if ranking else Mark.SEVERAL,
            )
            for choice in self.asks.choices
        }
        longest = max((len(tile.text()) for tile in self._tiles.values()), default=0)
        self.grid(list(self._tiles.values()), columns_for(self.place, longest))

    def show_visit(self) -> None:
        """Show what was chosen, and in which order."""
        super().show_visit()
        chosen = self.given if isinstance(self.given, tuple) else ()
        full = self.asks.most is not None and len(chosen) >= self.asks.most
        for choice, tile in self._tiles.items():
            tile.number = chosen.index(choice) + 1 if choice in chosen else 0
            tile.setChecked(choice in chosen)
            if self.asks.kind == "ranking":
                phrase = words.RANKED if tile.number else words.NOT_RANKED
                heard = {"name": tile.text(), "place": tile.number}
                tile.setAccessibleName(phrase.text(self.place.language, **heard))
            else:
                tile.setEnabled(choice in chosen or not full)
            tile.update()

    def _toggle(self, choice: str) -> None:
        self.place.visiting.do(kiosk.toggle, self.asks, choice)
        self.show_visit()


class ScalePage(QuestionPage):
    """A number on a scale, or a face."""

    def fill(self) -> None:
        """Add a tile for each step, and what the ends mean."""
        asks, mood = self.asks, self.asks.kind == "mood"
        steps = MOODS if mood else range(asks.low, asks.high + 1)
        self._tiles = {}
        for step in steps:
            said = self.mood_words()[step - 1] if mood else str(step)
            tile = self.tile(
                said,
                partial(self._choose, step),
                mark=Mark.FACE if mood else Mark.ONE,
                size=0.8 if mood else 1.0,
            )
            tile.number = step
            self._tiles[step] = tile
        columns = len(steps) if self.place.wide or len(steps) <= 6 else (len(steps) + 1) // 2
        self.grid(list(self._tiles.values()), columns)
        if not mood:
            low, high = self.text(asks.low_text), self.text(asks.high_text)
            if low and high:
                self.say(f"{asks.low} = {low}   ·   {asks.high} = {high}", 0.85)
            for step, tile in self._tiles.items():
                heard = words.STEP_OF.text(
                    self.place.language, step=step, low=asks.low, high=asks.high
                )
                meant = {asks.low: low, asks.high: high}.get(step)
                tile.setAccessibleName(f"{heard}: {meant}" if meant else heard)

    def show_visit(self) -> None:
        """Show which one was chosen."""
        super().show_visit()
        for step, tile in self._tiles.items():
            tile.setChecked(step == self.given)

    def _choose(self, step: int) -> None:
        self.place.visiting.do(kiosk.answer, self.asks.id, step)
        self.show_visit()


class ComparePage(QuestionPage):
    """Two plans under blind names: look at each, then choose one."""

    def fill(self) -> None:
        """Add for each plan a tile that shows it and one that chooses it."""
        self._looks: dict[str, Tile] = {}
        self._tiles: dict[str, Tile] = {}
        for variant, name in kiosk.blind_names(self.place.visit, self.asks):
            look = words.LOOK_AT.text(self.place.language, name=name)
            choose = words.CHOOSE.text(self.place.language, name=name)
            self._looks[variant] = self.tile(look, partial(self._look, variant), mark=Mark.ONE)
            self._tiles[variant] = self.tile(choose, partial(self._choose, variant), mark=Mark.ONE)
        self.grid([*self._looks.values(), *self._tiles.values()], max(1, len(self._tiles)))

    def show_visit(self) -> None:
        """Show which one is seen, and which was chosen."""
        super().show_visit()
        for variant, tile in self._looks.items():
            tile.setChecked(variant == self.place.visit.variant)
        for variant, tile in self._tiles.items():
            tile.setChecked(variant == self.given)

    def _look(self, variant: str) -> None:
        self.place.visiting.do(kiosk.show_variant, variant)
        self.show_visit()

    def _choose(self, variant: str) -> None:
        self.place.visiting.do(kiosk.answer, self.asks.id, variant)
        self.show_visit()


class PinPage(QuestionPage):
    """A place in the city."""

    def fill(self) -> None:
        """Tell how to point, and offer to take the pin away."""
        self._away = self.pin_tiles()

    def show_visit(self) -> None:
        """Show whether there is a pin."""
        super().show_visit()
        self._away.setEnabled(self.given is not None)


class TextPage(QuestionPage):
    """Own words in answer to a question."""

    def fill(self) -> None:
        """Add a field, and keys to touch."""
        self.field = TextField(
            self.place.looks,
            str(self.given or ""),
            self.heading,
            self._say,
            keys=not self.place.typed,
        )
        self.rows.addWidget(self.field)

    def first(self) -> TextField:
        """Return the field."""
        return self.field

    def _say(self, text: str) -> None:
        self.place.visiting.do(kiosk.answer, self.asks.id, text or None)
        self.show_visit()


def columns_for(place: Place, longest: int) -> int:
    """Return how many tiles stand beside each other: short words may, long ones may not."""
    room = (64 if place.wide else 52) / place.looks.scale
    return 3 if longest * 3 < room else 2 if longest * 2 < room * 1.6 else 1


_KINDS: dict[Kind, Callable[[Place, Question], QuestionPage]] = {
    "single": ChoosePage,
    "multiple": SeveralPage,
    "scale": ScalePage,
    "mood": ScalePage,
    "ranking": SeveralPage,
    "compare": ComparePage,
    "pin": PinPage,
    "text": TextPage,
    "age": ChoosePage,
    "neighbourhood": ChoosePage,
}


def question_page(place: Place, asks: Question) -> KioskPage:
    """Make the page of a question."""
    return _KINDS[asks.kind](place, asks)
