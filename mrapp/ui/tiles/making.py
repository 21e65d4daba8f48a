"""What the studio makes of tiles on paper and as files: leads each wish to who carries it out."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.model.tiles import Tile, TileState
from mrapp.ui.tiles.exporting import EXPORTS, TileExporting
from mrapp.ui.tiles.photo_dialog import PhotoLooking
from mrapp.ui.tiles.printing import TilePrinting
from mrapp.ui.tiles.proving import TileProving
from mrapp.ui.workbench import Workbench


class TileMaking(QObject):
    """Carries out what the form of papers asks."""

    def __init__(
        self,
        bench: Workbench,
        chosen: Callable[[], Tile | None],
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._chosen = bench, chosen
        self.printing = TilePrinting(bench, window, self)
        self.proving = TileProving(bench, window, self)
        self.photos = PhotoLooking(bench, window, self)
        self.exporting = TileExporting(bench, window, self)

    def do(self, want: str) -> None:
        """Carry out a wish of the form."""
        session, tile = self._bench.session, self._chosen()
        if session is None:
            return
        if want == "photo":
            self.photos.ask()
        elif want in EXPORTS:
            self.exporting.ask(EXPORTS[want])
        elif want == "print_all":
            lasting = [t for t in session.project.tiles if t.state is not TileState.REMOVED]
            self.printing.begin(lasting)
        elif tile is not None and want == "proof":
            self.proving.begin(tile)
        elif tile is not None:
            self.printing.begin([tile], mounting=want == "sheet")
