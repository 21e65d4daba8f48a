"""One question on a page, of every kind."""

from PySide6.QtWidgets import QWidget

from mrapp.app.kiosk import visit as kiosk
from mrapp.model.questions import Answer, Question
from mrapp.ui.asking.areas import Asked
from mrapp.ui.asking.view import QuestionView
from mrapp.ui.kiosk.page import Place
from mrapp.ui.kiosk.pages.step import StepPage


class QuestionPage(StepPage):
    """A question, and the way back and on."""

    def __init__(self, place: Place, asks: Question) -> None:
        super().__init__(place)
        visit, scenery = place.visit, place.scenery
        self.asks = asks
        asked = Asked(
            asks,
            place.language,
            place.looks,
            order=visit.orders.get(asks.id),
            keys=not place.typed,
            wide=place.wide,
        )
        form = visit.form
        if form is not None and form.questions[0].id == asks.id and form.intro:
            self.say(asked.text(form.intro), 0.85, soft=True)
        self.view = QuestionView(asked)
        self.view.answered.connect(self._take)
        self.view.variant_wanted.connect(self._look)
        self.view.pin_wanted.connect(scenery.pin_middle)
        self.view.zoom_wanted.connect(scenery.zoom)
        self.rows.addWidget(self.view)
        self.heading = self.view.heading
        self.words += self.view.words
        self.add_ways(needed=asks.required)
        self.view.viewpoint_wanted.connect(scenery.fly_to)
        again, known = self.view.again, place.project.viewpoint(asks.viewpoint) is not None
        if again is not None and known:
            self.others.append(again)
        elif again is not None:
            again.hide()
        self.show_visit()

    def first(self) -> QWidget | None:
        """Return what gets the focus."""
        return self.view.first() or self.on

    def show_visit(self) -> None:
        """Show the answer, and that one is still needed."""
        visit = self.place.visit
        self.view.show_answer(visit.answers.get(self.asks.id))
        self.view.show_variant(visit.variant)
        self.view.nudge(visit.nudged)
        self.show_ways(answered=self.asks.id in kiosk.given(visit))

    def _take(self, answer: Answer | None) -> None:
        visiting = self.place.visiting
        if self.asks.kind == "pin" and answer is None:
            visiting.do(kiosk.place_pin, None)
        else:
            visiting.do(kiosk.answer, self.asks.id, answer)
        self.show_visit()

    def _look(self, variant: str) -> None:
        self.place.visiting.do(kiosk.show_variant, variant)
        self.show_visit()
