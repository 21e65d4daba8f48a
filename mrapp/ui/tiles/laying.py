"""Brings the tiles of the project into the view: while the studio is open, or where asked for."""

from PySide6.QtCore import QObject, Signal

from mrapp.app.tiles.laid import LaidTile, LaidTiles, laid_tiles
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.tiles.drawings import TileDrawings
from mrapp.ui.workbench import Workbench


class TileLaying(QObject):
    """Follows the session; `chosen` is the tile that stands out while `always` shows them all.

    ghost: a tile that is being put, before it is one. handled: handles lie round the chosen one.
    `drawn` tells that drawings of tiles came.
    """

    drawn = Signal()

    def __init__(self, city: CityWidget, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._city, self._bench = city, bench
        self.drawings = TileDrawings(bench.tasks, self)
        self.drawings.drawn.connect(self._on_drawn)
        self._shown: tuple[object, ...] = ()
        self.always = False
        self.chosen: str | None = None
        self.ghost: LaidTile | None = None
        self.handled = False

    def follow(self) -> None:
        """Show the tiles as they are now."""
        session = self._bench.session
        wanted = self.always or self._bench.settings.tiles_shown
        if session is None or not wanted or self._bench.looking is not None:
            self._show((), None)
            return
        project, folder = session.project, session.opened.folder
        laid = laid_tiles(
            project,
            lambda tile: self.drawings.of(project, tile, folder),
            self.chosen,
            handled=self.handled,
        )
        if self.ghost is not None:
            laid = LaidTiles((*laid.tiles, self.ghost), self.ghost.id)
        pictures = tuple(id(each.picture) for each in laid.tiles)
        self._show((project.tiles, pictures, self.chosen, self.ghost, self.handled), laid)

    def _show(self, shown: tuple[object, ...], laid: LaidTiles | None) -> None:
        if shown != self._shown:
            self._shown = shown
            self._city.city.tiles.show(laid)
            self._city.show_more()

    def _on_drawn(self) -> None:
        self.follow()
        self.drawn.emit()
