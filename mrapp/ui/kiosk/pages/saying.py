"""Own words, the place and the theme they are about."""

from mrapp.app.kiosk import visit as kiosk
from mrapp.model.questions import Choice, Kind, Question
from mrapp.ui.asking.areas import AnswerArea, Asked, ChoiceArea, PinArea, StepsArea
from mrapp.ui.asking.keys import TextField
from mrapp.ui.asking.rows import make_label
from mrapp.ui.kiosk.page import Place
from mrapp.ui.kiosk.pages.step import StepPage


class GivingPage(StepPage):
    """A step of an opinion that is no question."""

    def asked(self, kind: Kind, choices: tuple[Choice, ...] = ()) -> Asked:
        """Return what is asked here as if it were a question."""
        asks = Question(id=kind, kind=kind, text={}, choices=choices)
        return Asked(asks, self.place.language, self.place.looks)

    def add_area(self, area: AnswerArea) -> None:
        """Add where it is answered."""
        self.rows.addWidget(area)
        self.words += area.words


class PlacePage(GivingPage):
    """Which place it is about."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("Is it about one place? Point at it."))
        self._area = PinArea(self.asked("pin"))
        self._area.pin_wanted.connect(place.scenery.pin_middle)
        self._area.zoom_wanted.connect(place.scenery.zoom)
        self._area.answered.connect(lambda pin: place.visiting.do(kiosk.place_pin, pin))
        self.add_area(self._area)
        self.add_ways()
        self.show_visit()

    def show_visit(self) -> None:
        """Show whether there is a pin."""
        pin = self.place.visit.pin
        self._area.show_answer(pin)
        self.show_ways(answered=pin is not None)


class AboutPage(GivingPage):
    """What it is about, and how one feels if no question asks that."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("What is your opinion about?"))
        themes = (Choice(id=each.id, text=each.name) for each in place.project.themes)
        self._theme = ChoiceArea(self.asked("single", tuple(themes)))
        self._theme.answered.connect(lambda to: place.visiting.do(kiosk.choose_theme, to))
        self.add_area(self._theme)
        # Not made where it is not shown: without a parent it would outlive the page.
        self._mood: StepsArea | None = None
        if kiosk.feels(place.visit):
            self._mood = StepsArea(self.asked("mood"))
            self.say(self.tr("How do you feel about it?"))
            self._mood.answered.connect(lambda to: place.visiting.do(kiosk.feel, to))
            self.add_area(self._mood)
        self.add_ways()
        self.show_visit()

    def show_visit(self) -> None:
        """Show theme and mood."""
        visit = self.place.visit
        self._theme.show_answer(visit.theme)
        if self._mood is not None:
            self._mood.show_answer(visit.mood)
        self.show_ways(answered=bool(visit.mood or visit.theme))


class WordsPage(GivingPage):
    """What else one wants to say."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("Do you want to say anything else?"))
        note = self.tr("Do not write your name, address or telephone number.")
        self.words.append(note)
        self.field = TextField(
            place.looks,
            place.visit.text,
            self.heading,
            self._say,
            keys=not place.typed,
            beside=place.wide,
            note=make_label(note, place.looks),
        )
        self.rows.addWidget(self.field)
        self.draw = self.tile("", place.scenery.begin_drawing, size=0.85)
        self.others = [self.draw]
        self.add_ways()
        self.show_visit()

    def first(self) -> TextField:
        """Return the field."""
        return self.field

    def show_visit(self) -> None:
        """Say whether there is anything."""
        drawn = bool(self.place.visit.drawing.strokes)
        words = self.tr("Draw further") if drawn else self.tr("Draw on the picture")
        self.draw.setText(words)
        self.draw.setAccessibleName(words)
        self.show_ways(answered=bool(self.place.visit.text.strip()) or drawn)

    def _say(self, text: str) -> None:
        self.place.visiting.do(kiosk.say, text)
        self.show_visit()
