"""Where tiles come in the view: a new one, the chosen one put elsewhere, and its handles."""

import math
import secrets
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from mrapp.app.session import Session
from mrapp.app.tiles.address import KEY_BYTES
from mrapp.app.tiles.keys import key_to_make_with, mark_of
from mrapp.app.tiles.laid import LaidTile
from mrapp.app.tiles.planning import TileWish, add_tile, check_wish
from mrapp.model.errors import MrappError
from mrapp.model.project import NOW
from mrapp.model.texts import Phrase
from mrapp.model.tiles import Tile, TileOpens, TilePlace, TileState
from mrapp.scene.handles import Part, Stand
from mrapp.scene.tiles_marks import tile_stand
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.dragging import HandleDrag
from mrapp.ui.tiles.editing import TileEditing
from mrapp.ui.tiles.pointing import Pointing, Spot
from mrapp.ui.workbench import Message, Workbench

_KEY = Phrase(nl="De sleutel van de tegels zoeken", en="Looking for the key of the tiles")
_NEW_KEY = Phrase(
    nl="Dit project heeft nu een sleutel voor zijn tegels ({mark}). Bewaar hem ook ergens anders, "
    "voor uzelf en voor collega's: mrapp tile key export.",
    en="This project now has a key for its tiles ({mark}). Keep it somewhere else too, for "
    "yourself and for colleagues: mrapp tile key export.",
)
_FEET_M = 1.0
_NEW_M = 0.3


class Spotting(QObject):
    """Puts tiles in the view. `added` tells the id of a new one; `changed` that what to show did.

    ghost: the tile that is being put, before it is one.
    """

    added = Signal(str)
    changed = Signal()

    def __init__(
        self,
        bench: Workbench,
        city: CityWidget,
        editing: TileEditing,
        chosen: Callable[[], Tile | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._city, self._editing, self._chosen = bench, city, editing, chosen
        self.pointing = Pointing(city)
        self._new = False
        self.ghost: LaidTile | None = None
        self.pointing.put.connect(self._put)
        self.pointing.turned.connect(self._turn)
        self.pointing.ended.connect(self._end)
        self.pointing.stopped.connect(self.stop)
        self.handles = HandleDrag(city, lambda view: view.tile_handles)
        self._dragged: tuple[Tile, Part] | None = None
        self.handles.begun.connect(self._begin_drag)
        self.handles.moved.connect(self._drag_to)
        self.handles.ended.connect(self._end_drag)
        self.handles.cancelled.connect(self._cancel_drag)

    @property
    def making(self) -> bool:
        """Whether a click in the view makes a new tile."""
        return self.pointing.active and self._new

    def begin(self, session: Session, *, new: bool) -> None:
        """Wait for a click in the view, for a new tile or for the chosen one."""
        self._new = new
        self.pointing.begin(session.project.origin.frame())
        self.changed.emit()

    def stop(self) -> None:
        """Wait for no click any more; what was begun is given up."""
        self.pointing.end()
        self.ghost = None
        self.changed.emit()

    def show(self, tile: Tile | None) -> None:
        """Show the handles of a tile; none while a click is waited for."""
        if self._dragged is None:
            shown = tile if tile is not None and not self.pointing.active else None
            self.handles.show(self._stand(shown) if shown is not None else None)

    def _put(self, spot: Spot) -> None:
        x, y, nap = spot
        if self._new:
            heading = round(math.degrees(self._city.pose.heading_rad) % 360.0) % 360.0
            place = TilePlace(x=x, y=y, nap=nap, heading_deg=heading)
            self.ghost = LaidTile("", place, _NEW_M, TileState.PLANNED)
            self.changed.emit()
            return
        tile = self._chosen()
        if tile is not None:
            self._editing.put(tile.place.model_copy(update={"x": x, "y": y, "nap": nap}))

    def _turn(self, heading_deg: float) -> None:
        if self._new and self.ghost is not None:
            place = self.ghost.place.model_copy(update={"heading_deg": heading_deg})
            self.ghost = LaidTile("", place, _NEW_M, TileState.PLANNED)
            self.changed.emit()
            return
        tile = self._chosen()
        if tile is not None:
            self._editing.put(tile.place.model_copy(update={"heading_deg": heading_deg}))

    def _end(self) -> None:
        ghost, new = self.ghost, self._new
        self.stop()
        if new and ghost is not None:
            self.add(ghost.place)

    def add(self, place: TilePlace) -> None:
        """Add a tile somewhere; it opens the variant that is shown."""
        session = self._bench.session
        if session is None:
            return
        wish = TileWish(place, opens=TileOpens(variant=session.view.variant or NOW))
        project, keys = session.project, session.services.tile_keys
        try:
            check_wish(project, wish)
        except MrappError as error:
            self._bench.tell_error(error)
            return
        fresh = secrets.token_bytes(KEY_BYTES)

        def take(key: bytes) -> None:
            if self._bench.session is session:
                self._take(session, wish, key, fresh=key == fresh)

        # Keys may be kept where somebody has to be asked first: that takes its time.
        self._bench.tasks.start(
            _KEY,
            lambda _progress, _cancelled: key_to_make_with(keys, project, fresh),
            take,
            self._bench.tell_error,
            quick=True,
            quiet=True,
            stoppable=False,
        )

    def _take(self, session: Session, wish: TileWish, key: bytes, *, fresh: bool) -> None:
        random = secrets.token_bytes(5)
        if self._bench.act(add_tile, wish, key, random, self._editing.now):
            if fresh:
                self._bench.tell(Message(lambda said: _NEW_KEY.text(said, mark=mark_of(key))))
            self.added.emit(session.project.tiles[-1].id)

    def _stand(self, tile: Tile) -> Stand:
        session = self._bench.session
        assert session is not None
        at = np.array((tile.place.x, tile.place.y, tile.place.nap))
        x, y, z = (float(each) for each in at - session.project.origin.frame().rd)
        return tile_stand(tile.place, tile.size_mm / 1000.0, (x, y, z))

    def _begin_drag(self, part: Part) -> None:
        tile = self._chosen()
        self._dragged = (tile, part) if tile is not None else None

    def _drag_to(self, stand: Stand) -> None:
        session = self._bench.session
        if self._dragged is None or session is None:
            return
        _tile, part = self._dragged
        x, y, z = stand.place_local
        if part is Part.MOVE:
            z = self._city.city.ground_m((x, y, z + _FEET_M))
        rd = session.project.origin.frame().rd + np.array((x, y, z))
        east, north, nap = (round(float(each), 3) for each in rd)
        heading = round(math.degrees(-stand.turn_rad) % 360.0, 1) % 360.0
        self._editing.put(TilePlace(x=east, y=north, nap=nap, heading_deg=heading))
        self.handles.show(replace(stand, place_local=(x, y, z)))

    def _end_drag(self) -> None:
        self._dragged = None
        self.changed.emit()

    def _cancel_drag(self) -> None:
        if self._dragged is not None:
            self._editing.put(self._dragged[0].place)
        self._end_drag()
