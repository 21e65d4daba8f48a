"""What is wrong with a tile or its place, said while it is designed; looked up in tasks."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.session import Session
from mrapp.app.tiles.spots import Spot, Spots, spot_warnings, spots_of
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import MrappError
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tiles import Tile
from mrapp.ui.tiles.drawings import TileDrawings
from mrapp.ui.workbench import Workbench

_LOOKING = Phrase(nl="De plek van een tegel bekijken", en="Looking at the place of a tile")
_NO_HOST = Phrase(
    nl="Er is nog geen webadres voor de tegels. Vul dat hieronder in, bij 'Voor alle tegels'.",
    en="There is no web address for the tiles yet. Fill it in below, under 'For all tiles'.",
)
_READ = Phrase(
    nl="Met een gewone telefoon leesbaar tot ongeveer {far} m.",
    en="A common phone reads it from up to about {far} m.",
)

Wanted = tuple[Session, Tile]


class TileFindings(QObject):
    """Say with `look` which tile; `found` tells that `all` is about it."""

    found = Signal()

    def __init__(self, bench: Workbench, drawings: TileDrawings, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._drawings = bench, drawings
        self._meshes: tuple[CityMesh, ...] = ()
        self._spots: Spots | None = None
        self._wanted: Wanted | None = None
        self._busy = False
        self._spot: tuple[tuple[float, float], Spot] | None = None
        self.all: list[Notice] = []

    def look(self, session: Session, tile: Tile) -> None:
        """Look at a tile; of several that are asked for while one is looked at, the last."""
        self._wanted = session, tile
        self._tell()
        self._next()

    def forget(self) -> None:
        """Let go of what was looked at."""
        self._wanted, self._spots, self._meshes, self._spot = None, None, (), None
        self.all = []

    def _next(self) -> None:
        if self._busy or self._wanted is None:
            return
        session, tile = self._wanted
        shown = [show.asset for show in session.scene_state().shows if show.carried is None]
        there = session.meshes
        meshes = tuple(there[key] for key in shown if key in there)
        at = tile.stands.x, tile.stands.y
        same = [id(each) for each in meshes] == [id(each) for each in self._meshes]
        if same and self._spot is not None and self._spot[0] == at:
            return
        spots = self._spots if same else None
        self._busy = True

        def work(_progress: Progress, _cancelled: Cancelled) -> tuple[Spots, Spot]:
            known = spots or spots_of(there, shown)
            return known, known.at(*at)

        def take(answer: tuple[Spots, Spot]) -> None:
            self._busy = False
            if self._wanted is not None and self._wanted[0] is session:
                self._meshes, self._spots = meshes, answer[0]
                self._spot = at, answer[1]
                self._tell()
                self._next()

        self._bench.tasks.start(_LOOKING, work, take, self._fail, quick=True, quiet=True)

    def _fail(self, _error: MrappError) -> None:
        # Who left the project wants to know nothing about it any more.
        self._busy = False

    def _tell(self) -> None:
        if self._wanted is None:
            return
        session, tile = self._wanted
        found: list[Notice] = [] if session.project.tiling.host else [Notice(_NO_HOST)]
        if self._spot is not None and self._spot[0] == (tile.stands.x, tile.stands.y):
            others: Sequence[Tile] = session.project.tiles
            found += spot_warnings(tile, self._spot[1], others, self._bench.language)
        found += self._drawings.advice(session.project, tile)[0]
        self.all = found
        self.found.emit()

    def reading(self, language: str) -> str:
        """Return from how far a common phone reads the tile, in words; "" while that is unknown."""
        if self._wanted is None:
            return ""
        session, tile = self._wanted
        reach_m = self._drawings.advice(session.project, tile)[1]
        if reach_m is None:
            return ""
        metres = f"{reach_m:.1f}"
        return _READ.text(language, far=metres.replace(".", ",") if language == "nl" else metres)
