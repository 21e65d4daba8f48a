"""What the forms ask of a tile becomes actions; what is asked of all tiles too."""

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.ground import ground_of
from mrapp.app.history import Change
from mrapp.app.session import Session
from mrapp.app.tiles import planning, settings
from mrapp.app.tiles.keys import known_key
from mrapp.app.tiles.viewing import open_view_with_tile
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tiles import Tile, TileOpens, TilePlace
from mrapp.scene.places import eye_and_target
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.workbench import Message, Workbench

_NO_GROUND = Phrase(
    nl="Onder deze tegel is geen maaiveld bekend. De hoogte is niet veranderd. Vul de hoogte in.",
    en="No ground is known below this tile. The height was not changed. Fill in the height.",
)
_SEEN_AT = Phrase(nl="Bij {tile}", en="At {tile}")
_KEY = Phrase(nl="De sleutel van de tegels zoeken", en="Looking for the key of the tiles")


class TileEditing(QObject):
    """Changes the chosen tile. `refused` tells that what a form shows was not taken.

    `host_refused`: a web address was not, with its words and the error.
    """

    refused = Signal()
    host_refused = Signal(str, object)

    def __init__(
        self,
        bench: Workbench,
        city: CityWidget,
        chosen: Callable[[], Tile | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._city, self._chosen = bench, city, chosen

    @property
    def now(self) -> tuple[datetime, str]:
        """When something is done, and by whom: the window knows nobody's name."""
        return self._bench.services.utc_now(), ""

    def put(self, place: TilePlace) -> None:
        """Plan the tile somewhere."""
        self._do(planning.move_tile, place, self.now)

    def rename(self, name: Mapping[str, str]) -> None:
        """Call the tile something else in some languages."""
        self._do(planning.rename_tile, dict(name), self.now)

    def resize(self, size_mm: float, sheet: str) -> None:
        """Give the tile another size, or paper."""
        self._do(planning.resize_tile, size_mm, sheet or None, self.now)

    def open(self, opens: TileOpens) -> None:
        """Let the tile open something else."""
        self._do(planning.open_with_tile, opens, self.now)

    def open_view(self) -> None:
        """Let the tile open what is seen now, which is kept as a viewpoint."""
        session, tile = self._bench.session, self._chosen()
        if session is None or tile is None:
            return
        seen = eye_and_target(self._city.pose, session.project.origin.frame())
        names = {
            language: _SEEN_AT.text(language, tile=pick_language(tile.name, language))
            for language in session.project.languages or (self._bench.language,)
        }
        self._do(open_view_with_tile, names, seen, self.now)

    def look_as_i_do(self) -> None:
        """Let the tile point the way the viewer looks."""
        tile = self._chosen()
        if tile is not None:
            heading = round(math.degrees(self._city.pose.heading_rad) % 360.0, 1) % 360.0
            self.put(tile.place.model_copy(update={"heading_deg": heading}))

    def to_ground(self) -> None:
        """Bring the tile to the height of the ground."""
        session, tile = self._bench.session, self._chosen()
        if session is None or tile is None:
            return
        ground = ground_of(session.project, session.meshes_now)
        height = ground.height_m(tile.place.x, tile.place.y)
        if height is None:
            self._bench.tell(Message(_NO_GROUND.text))
        else:
            self.put(tile.place.model_copy(update={"nap": round(height, 3)}))

    def delete(self) -> None:
        """Take the tile out of the project; undo brings it back."""
        self._do(planning.delete_tile)

    def set_owner(self, words: str) -> None:
        """Say whose tiles they are, in every language the same until somebody tells them apart."""
        session = self._bench.session
        if session is not None:
            languages = session.project.languages or (self._bench.language,)
            self._bench.act(settings.set_owner, dict.fromkeys(languages, words))

    def set_least(self, share: float) -> None:
        """Choose the threshold of the proof."""
        self._bench.act(settings.set_least_found, share)

    def set_mark(self, window: QWidget) -> None:
        """Ask for a picture that stands on every tile, and copy it into the project."""
        session = self._bench.session
        if session is None:
            return
        title, kinds = self.tr("Mark of the municipality"), self.tr("Pictures (%1)")
        path, _kind = QFileDialog.getOpenFileName(
            window, title, str(Path.home()), kinds.replace("%1", "*.png *.jpg *.jpeg")
        )
        if path:
            self._take_mark(session, Path(path))

    def _take_mark(self, session: Session, file: Path) -> None:
        try:
            asset = session.services.projects.adopt(session.opened, file)
        except MrappError as error:
            self._bench.tell_error(error)
            return
        self._bench.act(settings.set_mark, asset)

    def no_mark(self) -> None:
        """Take the mark off all tiles."""
        self._bench.act(settings.set_mark, None)

    def set_host(self, words: str, window: QWidget) -> None:
        """Give the tiles a web address; asks twice where printed ones have another."""
        session = self._bench.session
        if session is None:
            return
        try:
            warning = settings.host_warning(session.project, words)
        except MrappError as error:
            self.host_refused.emit(words, error)
            return
        if warning is None:
            self._take_host(session, words)
            return
        ask(
            window,
            self.tr("Another web address"),
            warning.text(self._bench.language),
            self.tr("Change it all the same?"),
            Answer(self.tr("Change it"), Role.AcceptRole, lambda: self._take_host(session, words)),
            Answer(self.tr("Keep it"), Role.RejectRole, self.refused.emit),
            default=1,
        )

    def _take_host(self, session: Session, words: str) -> None:
        project, keys = session.project, session.services.tile_keys

        def take(key: bytes | None) -> None:
            if self._bench.session is not session:
                return
            try:
                settings.set_host(session.moment, words, key, self.now)
            except MrappError as error:
                fail(error)
            else:
                self._bench.act(settings.set_host, words, key, self.now)

        def fail(error: MrappError) -> None:
            self.host_refused.emit(words, error)

        self._bench.tasks.start(
            _KEY, lambda _progress, _cancelled: known_key(keys, project), take, fail, quick=True
        )

    def _do(self, action: Callable[..., Change], *values: object) -> None:
        tile = self._chosen()
        if tile is not None and not self._bench.act(action, tile.id, *values):
            # What was refused is not what is shown.
            self.refused.emit()
