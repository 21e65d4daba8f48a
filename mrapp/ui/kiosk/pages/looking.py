"""The page to look around, and from there to an opinion: two parts, each with what it is for."""

from functools import partial

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mrapp.app.kiosk import at_tile
from mrapp.app.kiosk import visit as kiosk
from mrapp.ui.asking.rows import make_label, row_of
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.kiosk.page import KioskPage, Place
from mrapp.ui.kiosk.pages.variants import VariantTiles

_BETWEEN_PX = 40


class LookPage(KioskPage):
    """What one may look at before saying anything; and the way to say something."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.heading = self.tr("Look around")
        self._variants = VariantTiles(self)
        # Where this kiosk has no camera for it there is none.
        self.with_camera = self._camera() if place.camera is not None else None
        camera = [self.with_camera] if self.with_camera is not None else []
        look = self._part(
            self.heading,
            self.tr("Move the city with your finger, the mouse or the arrow keys."),
            [self._variants.row(), row_of(self._moves()), *camera],
        )
        say = self._part(
            self.tr("What do you think?"),
            self.tr("Answer some questions or write something yourself. You can stop at any time."),
            [self.opinion_tile(1.2)],
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
        self._variants.show()


class ShutPage(KioskPage):
    """Nothing can be kept just now: looking is possible, and it is told once all is well again."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        visiting = place.visiting
        if not place.shut:
            self.title(self.tr("You can give your opinion again."))
            self.on = self.opinion_tile()
            self.back = self.tile(self.tr("Look around"), partial(visiting.do, kiosk.go_back))
            return
        self.title(self.tr("Looking is possible, giving an opinion is not, just now."))
        self.say(self.tr("This kiosk cannot keep opinions at the moment. Staff can see why."))
        if kiosk.says_something(place.visit):
            self.say(self.tr("What you said is still here. Wait a moment: we go on trying."))
        else:
            self.say(self.tr("Look around, and try again later: we go on trying."))
        self.on = self.tile(self.tr("Look around"), partial(visiting.do, kiosk.go_back), main=True)
