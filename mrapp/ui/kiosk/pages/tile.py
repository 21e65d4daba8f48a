"""The pages for who sees the plan on a tile: a yes to the camera first, then what is shown."""

from functools import partial

from PySide6.QtCore import QEvent, QObject

from mrapp.app.kiosk import at_tile
from mrapp.app.kiosk import visit as kiosk
from mrapp.ui.asking.rows import row_of
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.kiosk.page import KioskPage, Place
from mrapp.ui.kiosk.pages.variants import VariantTiles
from mrapp.ui.kiosk.tile_camera import TileCamera


class AskCameraPage(KioskPage):
    """Whether the camera may be switched on, and what becomes of its picture."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.title(self.tr("May the camera be switched on?"))
        self.say(
            self.tr(
                "Then you see the plan as a model on a tile, or on a sheet with a tile on it, that "
                "you hold before the camera or that lies on the table."
            )
        )
        self.say(
            self.tr(
                "The camera's picture is shown on this screen and nowhere else. Nothing of it is "
                "stored or sent. A red lamp burns on the screen as long as the camera is on. It "
                "goes off when you go back or walk away."
            )
        )
        self.back = self.tile(self.tr("No, go back"), partial(place.visiting.do, kiosk.go_back))
        self.on = self.tile(
            self.tr("Yes, switch the camera on"),
            partial(place.visiting.do, at_tile.allow),
            main=True,
        )
        self.on.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take no second tap for a yes: the first was for what lay there on the page before."""
        return event.type() == QEvent.Type.MouseButtonDblClick or super().eventFilter(
            watched, event
        )

    def first(self) -> Tile | None:
        """Return the way back: nobody says yes by a key that was meant for something else."""
        return self.back


class TilePage(KioskPage):
    """What stands on the tile: a variant, at a time of day."""

    def __init__(self, place: Place, camera: TileCamera) -> None:
        super().__init__(place)
        self._camera, seeing = camera, camera.seeing
        self.title(self.tr("The plan on a tile"), 1.2)
        words = self.tr("Hold a tile before the camera, or turn the sheet on the table.")
        self.say(words, 0.85, soft=True)
        self._variants = VariantTiles(self)
        hours = (
            (9, self.tr("Morning, 9:00")),
            (13, self.tr("Afternoon, 13:00")),
            (18, self.tr("Evening, 18:00")),
        )
        self._times = {
            60 * hour: self.tile(name, partial(seeing.show_at, 60 * hour), mark=Mark.ONE, name=name)
            for hour, name in hours
        }
        self.rows.addWidget(self._variants.row())
        self.rows.addWidget(row_of(list(self._times.values())))
        self.back = self.tile(
            self.tr("Switch the camera off"), partial(place.visiting.do, kiosk.go_back)
        )
        self.on = self.opinion_tile()
        seeing.chose.connect(self.show_visit)
        self.show_visit()

    def show_visit(self) -> None:
        """Show which variant and which time are shown."""
        self._variants.show()
        local = self._camera.seeing.local
        for minutes, tile in self._times.items():
            tile.setChecked(local is not None and minutes == local.minutes)

    def aloud(self) -> list[str]:
        """Return what is read aloud: first what there is to know of the picture."""
        return [each for each in (self._camera.said, *super().aloud()) if each]
