"""Prints tiles and mounting sheets: what speaks against it, the proof, the questions, the files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from mrapp.app.outlining import ground_plan_of
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.session import Session
from mrapp.app.tiles.keys import known_key
from mrapp.app.tiles.printing import TileAdvice, TilePrint
from mrapp.app.tiles.proving import keep_proof, note_print, questions, under_proof, unproved
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import TileKeyNotKeptError, TileKeyOtherError
from mrapp.model.tiles import Tile, TileProof
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.tiles.print_dialog import PrintDialog
from mrapp.ui.tiles.proving import PROVING, proof_words, proofs_of
from mrapp.ui.workbench import Workbench

_DRAWING = Phrase(nl="Het drukvel tekenen", en="Drawing the page")
_PRINTING = Phrase(nl="Tegels drukken", en="Printing tiles")
_DONE = Phrase(nl="Bewaard in {path}.", en="Saved in {path}.")
_DONE_MANY = Phrase(
    nl="{count} bestanden bewaard naast {path}.", en="{count} files saved beside {path}."
)
_STOPPED = Phrase(
    nl="Gestopt. Er is geen bestand gemaakt of veranderd.",
    en="Stopped. No file was made or changed.",
)
_PREVIEW_PX_PER_MM = 1.6


@dataclass(frozen=True)
class _Shown:
    """What the dialog shows of a wish: made in a task."""

    advice: tuple[TileAdvice, ...]
    page: bytes


class TilePrinting(QObject):
    """Holds the one dialog there is at most."""

    def __init__(self, bench: Workbench, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._window = bench, window
        self.dialog: PrintDialog | None = None

    def begin(self, tiles: Sequence[Tile], *, mounting: bool = False) -> None:
        """Ask how these are to be printed."""
        session = self._bench.session
        if session is None or self.dialog is not None or not tiles:
            return
        dialog = PrintDialog(
            self._window, self._bench.tasks, self._bench.spoken, tiles, mounting=mounting
        )
        dialog.wish_changed.connect(lambda: self._look(session, dialog))
        dialog.followed.connect(lambda: self._look(session, dialog))
        dialog.save_wanted.connect(lambda: self._check(session, dialog))
        dialog.finished.connect(self._put_away)
        self.dialog = dialog
        dialog.open()
        self._look(session, dialog)

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _wish(self, session: Session, dialog: PrintDialog) -> TilePrint:
        now = replace(session.opened, project=session.project)
        tiles = tuple(each for tile in dialog.tiles if (each := now.project.tile(tile.id)))
        return TilePrint(now, tiles, dialog.language, dialog.sheet if not dialog.mounting else None)

    def _look(self, session: Session, dialog: PrintDialog) -> None:
        """Look what speaks against what is wanted, and how it will look."""
        wish, make = self._wish(session, dialog), self._bench.services.tile_papers
        if not wish.tiles or self._bench.session is not session:
            return
        dialog.show_page(QImage())
        self._show_proven(session, dialog)

        def work(_progress: Progress, _cancelled: Cancelled) -> _Shown:
            papers = make()
            first = replace(_ready(session, wish, dialog.mounting), tiles=wish.tiles[:1])
            advice = papers.advice(wish)
            refused = any(each.refuses for each in advice)
            return _Shown(advice, b"" if refused else papers.preview(first, _PREVIEW_PX_PER_MM))

        def take(shown: _Shown) -> None:
            if self.dialog is dialog and wish == self._wish(session, dialog):
                dialog.show_advice(shown.advice)
                dialog.show_page(QImage.fromData(shown.page))

        dialog.waiting.cancel()
        task = self._bench.tasks.start(
            _DRAWING, work, take, partial(self._fail, dialog), quick=True
        )
        dialog.waiting.follow(task, self._bench.language)

    def _check(self, session: Session, dialog: PrintDialog) -> None:
        """Let tiles be proved that were not, and ask twice about those that came short."""
        tiles = self._under_proof(session, dialog)
        missing = unproved(session.project, tiles)
        if missing:
            self._prove(session, dialog, missing)
            return
        asked = questions(session.project, tiles)
        if asked is None:
            self._ask_place(session, dialog)
            return
        first, second = (each.text(self._bench.language) for each in asked)
        place = partial(self._ask_place, session, dialog)
        sure = partial(self._ask, dialog, (self.tr("Are you sure?"), second), place)
        self._ask(dialog, (self.tr("The proof was not passed."), first), sure)

    def _ask(self, dialog: PrintDialog, words: tuple[str, str], then: Callable[[], object]) -> None:
        ask(
            dialog,
            dialog.windowTitle(),
            *words,
            Answer(self.tr("Print all the same"), Role.DestructiveRole, then),
            Answer(self.tr("Do not print"), Role.RejectRole),
            default=1,
        )

    def _prove(self, session: Session, dialog: PrintDialog, tiles: Sequence[Tile]) -> None:
        language = self._bench.language

        def work(progress: Progress, cancelled: Cancelled) -> dict[str, TileProof]:
            return proofs_of(session, tiles, language, progress, cancelled)

        def take(found: dict[str, TileProof]) -> None:
            if self._bench.session is not session:
                return
            for tile_id, proof in found.items():
                self._bench.act(keep_proof, tile_id, proof)
            if self.dialog is dialog:
                self._show_proven(session, dialog)
                self._check(session, dialog)

        dialog.tell(None)
        task = self._bench.tasks.start(PROVING, work, take, partial(self._fail, dialog))
        dialog.waiting.follow(task, language)

    def _show_proven(self, session: Session, dialog: PrintDialog) -> None:
        tiles = self._under_proof(session, dialog)
        said = [proof_words(session.project, tile, dialog.language) for tile in tiles]
        dialog.show_proven("\n".join(dict.fromkeys(said)))

    def _under_proof(self, session: Session, dialog: PrintDialog) -> tuple[Tile, ...]:
        wish = self._wish(session, dialog)
        return () if dialog.mounting else under_proof(wish)

    def _ask_place(self, session: Session, dialog: PrintDialog) -> None:
        ending, kind = dialog.ending, dialog.kind.currentText()
        what = self.tr("mounting", "end of a file's name") if dialog.mounting else self.tr("tiles")
        name = f"{session.opened.path.stem}-{what}"
        if len(dialog.tiles) == 1:
            name = f"{name}-{dialog.tiles[0].id}"
        proposed = Path.home() / (name + ending)
        SaveDialog(
            dialog, dialog.windowTitle(), proposed, f"{kind} (*{ending})", ending, self.write
        ).open()

    def write(self, path: Path) -> None:
        """Print what the dialog asks for."""
        session, dialog = self._bench.session, self.dialog
        if session is None or dialog is None:
            return
        wish, make = self._wish(session, dialog), self._bench.services.tile_papers

        def work(progress: Progress, cancelled: Cancelled) -> tuple[Path, ...]:
            ready = _ready(session, wish, dialog.mounting)
            return make().write(ready, path, progress=progress, cancelled=cancelled)

        def take(files: tuple[Path, ...]) -> None:
            if not wish.mounting and not dialog.mounting and self._bench.session is session:
                self._note(session, wish)
            if self.dialog is dialog:
                done = _DONE if len(files) == 1 else _DONE_MANY
                dialog.tell(lambda said: done.text(said, path=files[0], count=len(files)))

        dialog.tell(None)
        # What was whole before the wish to stop was heard is there, and that is said.
        task = self._bench.tasks.start(
            _PRINTING, work, take, partial(self._fail, dialog), quick=True, lasting=True
        )
        dialog.waiting.follow(task, self._bench.language)

    def _note(self, session: Session, wish: TilePrint) -> None:
        """Note in the passports what was printed, and what was insisted on."""
        self._bench.act(note_print, wish, session.services.utc_now())

    def _fail(self, dialog: PrintDialog, error: MrappError) -> None:
        if self.dialog is dialog:
            stopped = isinstance(error, CancelledError)
            dialog.tell(_STOPPED.text if stopped else error.text, False)


def _ready(session: Session, wish: TilePrint, mounting: bool) -> TilePrint:
    """Return a wish with what takes long to find out: the key and the plan of the ground."""
    key = None
    if wish.project.tiling.earlier_hosts:
        try:
            key = known_key(session.services.tile_keys, wish.project)
        except (TileKeyOtherError, TileKeyNotKeptError):
            key = None  # then today's host it is, as without any
    plan = ground_plan_of(wish.project, session.meshes_now) if mounting else None
    return replace(wish, mounting=mounting, plan=plan, key=key)
