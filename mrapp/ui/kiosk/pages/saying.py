"""Own words, the place and the theme they are about."""

from functools import partial

from mrapp.app import kiosk
from mrapp.model.texts import pick_language
from mrapp.ui.asking.keys import TextField
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.kiosk.page import KioskPage, Place


class GivingPage(KioskPage):
    """A step of an opinion that is no question: with the way back and on."""

    def add_ways(self) -> None:
        """Add back and on."""
        visiting = self.place.visiting
        self.back = self.tile(self.tr("Back"), partial(visiting.do, kiosk.go_back))
        self.on = self.tile(self.tr("Next"), partial(visiting.do, kiosk.go_on), main=True)

    def name_on(self, *, skips: bool) -> None:
        """Say whether going on passes something over."""
        if self.on is not None:
            words = self.tr("Skip") if skips else self.tr("Next")
            self.on.setText(words)
            self.on.setAccessibleName(words)


class PlacePage(GivingPage):
    """Which place it is about."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("Is it about one place? Point at it."))
        self._away = self.pin_tiles()
        self.add_ways()
        self.show_visit()

    def show_visit(self) -> None:
        """Show whether there is a pin."""
        pinned = self.place.visit.pin is not None
        self._away.setEnabled(pinned)
        self.name_on(skips=not pinned)


class AboutPage(GivingPage):
    """What it is about, and how one feels if no question asks that."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("What is your opinion about?"))
        self._themes: dict[str, Tile] = {}
        for theme in place.project.themes:
            name = pick_language(theme.name, place.language)
            self._themes[theme.id] = self.tile(name, partial(self._choose, theme.id), mark=Mark.ONE)
        columns = max(1, min(len(self._themes), 5 if place.wide else 2))
        self.grid(list(self._themes.values()), columns)
        self._moods: dict[int, Tile] = {}
        if kiosk.feels(place.visit):
            self._add_moods()
        self.add_ways()
        self.show_visit()

    def show_visit(self) -> None:
        """Show theme and mood."""
        visit = self.place.visit
        for theme, tile in self._themes.items():
            tile.setChecked(visit.theme == theme)
        for mood, tile in self._moods.items():
            tile.setChecked(visit.mood == mood)
        self.name_on(skips=not (visit.mood or visit.theme))

    def _add_moods(self) -> None:
        self.say(self.tr("How do you feel about it?"))
        for mood, words in enumerate(self.mood_words(), start=1):
            tile = self.tile(words, partial(self._feel, mood), mark=Mark.FACE, size=0.8)
            tile.number = mood
            self._moods[mood] = tile
        self.grid(list(self._moods.values()), 5)

    def _feel(self, mood: int) -> None:
        chosen = None if self.place.visit.mood == mood else mood
        self.place.visiting.do(kiosk.feel, chosen)
        self.show_visit()

    def _choose(self, theme: str) -> None:
        chosen = None if self.place.visit.theme == theme else theme
        self.place.visiting.do(kiosk.choose_theme, chosen)
        self.show_visit()


class WordsPage(GivingPage):
    """What else one wants to say."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("Do you want to say anything else?"))
        self.say(self.tr("Do not write your name, address or telephone number."), 0.85, soft=True)
        self.field = TextField(
            place.looks, place.visit.text, self.heading, self._say, keys=not place.typed
        )
        self.rows.addWidget(self.field)
        self.add_ways()
        self.show_visit()

    def first(self) -> TextField:
        """Return the field."""
        return self.field

    def show_visit(self) -> None:
        """Say whether there is anything."""
        self.name_on(skips=not self.place.visit.text.strip())

    def _say(self, text: str) -> None:
        self.place.visiting.do(kiosk.say, text)
        self.show_visit()
