"""The page to look around, and from there to an opinion: two parts, each with what it is for."""

from functools import partial

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mrapp.app.kiosk import at_tile
from mrapp.app.kiosk import visit as kiosk
from mrapp.model.texts import pick_language
from mrapp.ui.asking.rows import make_label, row_of
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.kiosk.page import KioskPage, Place

_BETWEEN_PX = 40


def shown_variants(place: Place, now: str) -> list[tuple[str | None, str]]:
    """Return what can be looked at: None, called `now`, and each variant with its name.

    A variant that will be compared has its blind name, and its place by that: in the order of the
    project it would tell which is which.
    """
    names = place.visiting.names
    blind = list(names)
    variants = sorted(
        place.project.variants(),
        key=lambda each: blind.index(each.id) if each.id in blind else len(blind),
    )
    called = {variant: f"{name[0].upper()}{name[1:]}" for variant, name in names.items()}
    named = [(v.id, called.get(v.id) or pick_language(v.name, place.language)) for v in variants]
    return [(None, now), *named]


class LookPage(KioskPage):
    """What one may look at before saying anything; and the way to say something."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.heading = self.tr("Look around")
        self._choices: dict[str | None, Tile] = {}
        for variant, name in shown_variants(place, self.tr("Now")):
            self._choices[variant] = self.tile(
                name, partial(self._choose, variant), mark=Mark.ONE, name=name
            )
        begun = bool(place.visit.draft_id)
        words = self.tr("Go on with my opinion") if begun else self.tr("My opinion")
        choices, moves = list(self._choices.values()), self._moves()
        # Where this kiosk has no camera for it there is none.
        self.with_camera = self._camera() if place.camera is not None else None
        camera = [self.with_camera] if self.with_camera is not None else []
        look = self._part(
            self.heading,
            self.tr("Move the city with your finger, the mouse or the arrow keys."),
            [row_of(choices), row_of(moves), *camera],
        )
        say = self._part(
            self.tr("What do you think?"),
            self.tr("Answer some questions or write something yourself. You can stop at any time."),
            [self.tile(words, self._give, main=True, size=1.2)],
        )
        way = QBoxLayout.Direction.LeftToRight if place.wide else QBoxLayout.Direction.TopToBottom
        parts = QBoxLayout(way)
        parts.setSpacing(_BETWEEN_PX if place.wide else 10)
        parts.addWidget(look, 5)
        parts.addWidget(say, 4)
        self.rows.addLayout(parts)
        self.show_visit()

    def _part(self, name: str, what_for: str, below: list[QWidget]) -> QWidget:
        part, looks = QWidget(), self.place.looks
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        labels = [make_label(name, looks, 1.2, bold=True), make_label(what_for, looks, 0.85)]
        for widget in (*labels, *below):
            column.addWidget(widget)
        column.addStretch(1)
        self.words += [each for each in (name, what_for) if each != self.heading]
        return part

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

    def _camera(self) -> Tile:
        begin = partial(self.place.visiting.do, at_tile.begin)
        return self.tile(self.tr("See the plan on a tile, with the camera"), begin)

    def show_visit(self) -> None:
        """Show which variant is seen."""
        for variant, tile in self._choices.items():
            tile.setChecked(variant == self.place.visit.variant)

    def _choose(self, variant: str | None) -> None:
        self.place.visiting.do(kiosk.show_variant, variant)
        self.show_visit()


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
