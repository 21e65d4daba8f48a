"""The page to look around: now and the variants, viewpoints, nearer and farther."""

from functools import partial

from mrapp.app.kiosk import visit as kiosk
from mrapp.model.texts import pick_language
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.kiosk.page import KioskPage, Place

_ROOM_PX = 1_150
"""What is left of a wide page once all gaps are taken off."""


class LookPage(KioskPage):
    """What one may look at before saying anything."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.heading = self.tr("Look around")
        self.words = [self.tr("Move the city with your finger, the mouse or the arrow keys.")]
        self._choices: dict[str | None, Tile] = {}
        variants = place.project.variants()
        named = [(None, self.tr("Now")), *((v.id, self._name(v.name)) for v in variants)]
        for variant, name in named:
            self._choices[variant] = self.tile(
                name, partial(self._choose, variant), mark=Mark.ONE, name=name
            )
        say_it = self.tile(self.tr("My opinion"), self._give, main=True, size=1.1)
        if place.visit.draft_id:
            say_it.setText(self.tr("Go on with my opinion"))
            say_it.setAccessibleName(say_it.text())
        moves = self._moves()
        choices = list(self._choices.values())
        one_row = [*choices, *moves, say_it]
        if place.wide and sum(tile.minimumSizeHint().width() for tile in one_row) < _ROOM_PX:
            # Each as wide as its words ask for: equal shares would break the longest.
            self.row(one_row, [0] * len(one_row))
        else:
            self.grid(choices, 3 if not place.wide else min(len(choices), 4))
            self.row([*moves, say_it] if place.wide else moves)
            if not place.wide:
                self.row([say_it])
        self.show_visit()

    def _give(self) -> None:
        if not self.place.visit.draft_id:
            self.place.scenery.remember()
        self.place.visiting.give_opinion()

    def _moves(self) -> list[Tile]:
        scenery = self.place.scenery
        made = [
            self.tile(self.tr("Nearer"), partial(scenery.zoom, 2.0)),
            self.tile(self.tr("Farther"), partial(scenery.zoom, -2.0)),
        ]
        if self.place.project.viewpoints:
            made.append(self.tile(self.tr("Another place"), partial(scenery.step, 1)))
        return made

    def show_visit(self) -> None:
        """Show which variant is seen."""
        for variant, tile in self._choices.items():
            tile.setChecked(variant == self.place.visit.variant)

    def _choose(self, variant: str | None) -> None:
        self.place.visiting.do(kiosk.show_variant, variant)
        self.show_visit()

    def _name(self, name: dict[str, str]) -> str:
        return pick_language(name, self.place.language)


class ShutPage(KioskPage):
    """Nothing can be kept just now: looking is possible, and it is told once all is well again."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        visiting, begun = place.visiting, bool(place.visit.draft_id)
        if not place.shut:
            self.title(self.tr("You can give your opinion again."))
            words = self.tr("Go on with my opinion") if begun else self.tr("My opinion")
            self.on = self.tile(words, visiting.give_opinion, main=True)
            self.back = self.tile(self.tr("Look around"), partial(visiting.do, kiosk.go_back))
            return
        self.title(self.tr("Looking is possible, giving an opinion is not, just now."))
        self.say(self.tr("This kiosk cannot keep opinions at the moment. Staff can see why."))
        if kiosk.says_something(place.visit):
            self.say(self.tr("What you said is still here. Wait a moment: we go on trying."))
        else:
            self.say(self.tr("Look around, and try again later: we go on trying."))
        self.on = self.tile(self.tr("Look around"), partial(visiting.do, kiosk.go_back), main=True)
