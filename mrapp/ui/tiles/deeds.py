"""What became of a tile: asked in a dialog, looked up in its photo, and noted in its passport."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.history import Change, Moment
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.given import read_most
from mrapp.app.session import Session
from mrapp.app.tiles.keys import known_key
from mrapp.app.tiles.passport import (
    Noted,
    damage_tile,
    inspect_tile,
    note_printed,
    place_tile,
    remove_tile,
    repair_tile,
)
from mrapp.app.tiles.photos import (
    Seen,
    cleaned_photo,
    measured_in,
    place_warnings,
    what_is_seen,
)
from mrapp.app.tiles.words import QUALITIES
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileKeyNotKeptError, TileKeyOtherError
from mrapp.model.tiles import Tile, TileDeed, TileMeasured, TilePlace
from mrapp.ui.tiles.deed_dialog import DeedDialog
from mrapp.ui.workbench import Workbench

_LOOKING = Phrase(nl="De foto bekijken", en="Looking at the photo")
_KEEPING = Phrase(nl="De foto bewaren", en="Keeping the photo")
_READ = Phrase(
    nl="Op de foto staat: {text}. Hoeken gevonden: {tags} van 4; kwaliteit: {quality}.",
    en="The photo shows: {text}. Corners found: {tags} of 4; quality: {quality}.",
)
_NO_TEXT = Phrase(nl="geen leesbare code", en="no code that can be read")
_OFF = Phrase(
    nl="De tegel ligt {off} m van zijn plan, {turn}° gedraaid.",
    en="The tile lies {off} m from its plan, turned by {turn}°.",
)
_NOT_COMPARED = Phrase(
    nl="De plek is niet vergeleken: vul een meting in, of neem een ingemeten tegel mee op de foto.",
    en="The place was not compared: fill in a survey, or take a surveyed tile into the photo.",
)
_NOT_KNOWN = Phrase(nl="niet bekend", en="not known")
_DAMAGED_OR_GONE = (TileDeed.DAMAGED, TileDeed.REMOVED)

Act = Callable[[Moment, str, Noted], Change]


def _printed(moment: Moment, tile_id: str, noted: Noted) -> Change:
    return note_printed(moment, [tile_id], noted)


_ACTS: Mapping[TileDeed, Act] = {
    TileDeed.PRINTED: _printed,
    TileDeed.INSPECTED: inspect_tile,
    TileDeed.DAMAGED: damage_tile,
    TileDeed.REPAIRED: repair_tile,
    TileDeed.REMOVED: remove_tile,
}


@dataclass(frozen=True)
class _Look:
    """A photo of a tile that somebody says something of; `measured` is for tasks."""

    session: Session
    tile: Tile
    deed: TileDeed
    photo: Path
    surveyed: TilePlace | None

    def measured(self) -> TileMeasured:
        """Return what the photo shows. Raises `TilePhotoError`s in words."""
        project, services = self.session.project, self.session.services
        try:
            key = known_key(services.tile_keys, project)
        except (TileKeyOtherError, TileKeyNotKeptError):
            key = None  # the register tells what the key would
        sightings = services.tile_eyes(self.photo, project)
        seen = Seen(project, key, self.photo.name, sightings)
        if self.deed in _DAMAGED_OR_GONE:
            return what_is_seen(seen, self.tile)
        return measured_in(seen, self.tile, self.surveyed)

    def kept(self, name: str) -> str:
        """Copy the photo into the project, bare of where and when; returns its path there."""
        ending, content = cleaned_photo(self.photo.name, read_most(self.photo))
        with TemporaryDirectory() as scratch:
            file = Path(scratch) / f"{name}{ending}"
            file.write_bytes(content)
            return self.session.services.projects.adopt(self.session.opened, file)


class TileDeeds(QObject):
    """Holds the one dialog there is at most."""

    def __init__(
        self,
        bench: Workbench,
        chosen: Callable[[], Tile | None],
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._chosen, self._window = bench, chosen, window
        self.dialog: DeedDialog | None = None
        self._measured: TileMeasured | None = None
        self._by = ""

    def ask(self, deed: TileDeed) -> None:
        """Ask about the chosen tile; what cannot be is said before a photo is looked for."""
        session, tile = self._bench.session, self._chosen()
        if session is None or tile is None or self.dialog is not None:
            return
        try:
            self._act_of(deed, None)(session.moment, tile.id, self._noted(None))
        except MrappError as error:
            self._bench.tell_error(error)
            return
        dialog = DeedDialog(self._window, self._bench.tasks, self._bench.spoken, deed, tile)
        dialog.by.setText(self._by)
        dialog.photo_chosen.connect(lambda photo: self._look(session, tile, photo))
        dialog.survey.toggled.connect(lambda _on: self._look_again(session, tile))
        dialog.keep_wanted.connect(lambda: self._keep(session, tile))
        dialog.finished.connect(self._put_away)
        self.dialog, self._measured = dialog, None
        dialog.open()

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _look_again(self, session: Session, tile: Tile) -> None:
        if self.dialog is not None and self.dialog.file is not None:
            self._look(session, tile, self.dialog.file)

    def _look(self, session: Session, tile: Tile, photo: Path) -> None:
        """Look at a photo, and say what it shows."""
        dialog = self.dialog
        if dialog is None:
            return
        self._measured = None
        look = _Look(session, tile, dialog.deed, photo, dialog.surveyed)

        def take(measured: TileMeasured) -> None:
            if self.dialog is dialog and dialog.file == photo:
                self._measured = measured
                dialog.show_seen(lambda said: seen_words(tile, measured, said))

        def fail(error: MrappError) -> None:
            if self.dialog is dialog and dialog.file == photo:
                dialog.tell(error.text, False)

        task = self._bench.tasks.start(
            _LOOKING, lambda _progress, _cancelled: look.measured(), take, fail, quick=True
        )
        dialog.waiting.follow(task, self._bench.language)

    def _keep(self, session: Session, tile: Tile) -> None:
        """Note it, with the photo in the project; a photo of another tile is not kept."""
        dialog = self.dialog
        if dialog is None:
            return
        photo, surveyed, measured = dialog.file, dialog.surveyed, self._measured
        if photo is None:
            self._note(tile, None, surveyed, None)
            return
        look = _Look(session, tile, dialog.deed, photo, surveyed)
        name = f"tile-{tile.id}-{self._bench.services.utc_now():%Y%m%dT%H%M%S}"

        def work(_progress: Progress, _cancelled: Cancelled) -> tuple[str, TileMeasured]:
            found = measured or look.measured()
            return look.kept(name), found

        def take(kept: tuple[str, TileMeasured]) -> None:
            if self._bench.session is session:
                self._note(tile, kept[0], surveyed, kept[1])

        def fail(error: MrappError) -> None:
            if self.dialog is dialog:
                dialog.tell(error.text, False)

        task = self._bench.tasks.start(_KEEPING, work, take, fail, quick=True, stoppable=False)
        dialog.waiting.follow(task, self._bench.language)

    def _note(
        self,
        tile: Tile,
        photo: str | None,
        surveyed: TilePlace | None,
        measured: TileMeasured | None,
    ) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        self._by = dialog.by.text().strip()
        noted = self._noted(photo, measured)
        if self._bench.act(self._act_of(dialog.deed, surveyed), tile.id, noted):
            dialog.accept()

    def _noted(self, photo: str | None, measured: TileMeasured | None = None) -> Noted:
        note = self.dialog.note.text() if self.dialog is not None else ""
        return Noted(self._bench.services.utc_now(), self._by, note, photo, measured)

    @staticmethod
    def _act_of(deed: TileDeed, surveyed: TilePlace | None) -> Act:
        if deed is not TileDeed.PLACED:
            return _ACTS[deed]
        return lambda moment, tile_id, noted: place_tile(moment, tile_id, noted, surveyed)


def seen_words(tile: Tile, measured: TileMeasured, language: str) -> str:
    """Return what a photo shows of a tile, and how far it lies from its plan."""
    text = measured.text or _NO_TEXT
    quality = QUALITIES.get(measured.quality, _NOT_KNOWN)
    lines = [_READ.text(language, text=text, tags=len(measured.tags), quality=quality)]
    if measured.off_m is None:
        lines.append(_NOT_COMPARED.text(language))
    else:
        off, turn = f"{measured.off_m:.2f}", f"{measured.heading_off_deg or 0.0:+.1f}"
        if language == "nl":
            off, turn = off.replace(".", ","), turn.replace(".", ",")
        lines.append(_OFF.text(language, off=off, turn=turn))
    lines += [notice.text(language) for notice in place_warnings(tile, measured)]
    return "\n".join(lines)
