"""The proof of a tile in the window: made in a task, shown with its contact sheet, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.replacing import writing
from mrapp.app.session import Session
from mrapp.app.tiles.proving import (
    Standing,
    keep_proof,
    material_words,
    shortcomings,
    standing,
)
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.project import Project
from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.tile_errors import TilePrintError
from mrapp.model.tiles import Tile, TileProof
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.style import font_px
from mrapp.ui.widgets import wrapped
from mrapp.ui.workbench import Workbench

PROVING = Phrase(
    nl="Tegels proberen op honderden beelden", en="Trying tiles on hundreds of pictures"
)
_UNPROVED = Phrase(
    nl="Nog niet geprobeerd. De proef duurt ongeveer een minuut en hoort bij het drukken.",
    en="Not tried yet. The proof takes about a minute and is part of printing.",
)
_STALE = Phrase(
    nl="Sinds de laatste proef is de tegel veranderd. Hij moet opnieuw worden geprobeerd.",
    en="The tile was changed since its last proof. It has to be tried again.",
)
_RESULT = Phrase(
    nl="Gevonden in {found} %, gelezen in {read} % van {frames} beelden tot {far} m.",
    en="Found in {found} %, read in {read} % of {frames} pictures up to {far} m.",
)
_REACH = Phrase(
    nl="Een telefoon leest hem betrouwbaar tot {reach} m.",
    en="A phone reads it reliably up to {reach} m.",
)
_GOOD = Phrase(nl="Proef gehaald.", en="Proof passed.")
_SHORT = Phrase(nl="Proef niet gehaald: {why}.", en="Proof not passed: {why}.")
_STOPPED = Phrase(nl="Gestopt. Er is geen proef bewaard.", en="Stopped. No proof was kept.")
_SAVED = Phrase(nl="Bewaard in {path}.", en="Saved in {path}.")
_SHEET_PX = 520


@dataclass(frozen=True)
class Proved:
    """A proof with its contact sheet as PNG, in the language it was made in."""

    proof: TileProof
    sheet: bytes


def proof_words(project: Project, tile: Tile, language: str) -> str:
    """Return how a tile did in its proof, in words."""
    stands = standing(project, tile)
    if tile.proof is None or stands is Standing.UNPROVED:
        return _UNPROVED.text(language)
    if stands is Standing.STALE:
        return _STALE.text(language)
    return result_words(project, tile.proof, language)


def result_words(project: Project, proof: TileProof, language: str) -> str:
    """Return what a proof came to, in words."""
    why = shortcomings(project, proof)
    verdict = _SHORT.text(language, why=why) if why is not None else _GOOD.text(language)
    values = {
        "found": int(100 * proof.found),
        "read": int(100 * proof.read),
        "frames": proof.frames,
        "far": _number(proof.read_m, language),
    }
    told = [verdict, _RESULT.text(language, **values)]
    if proof.reach_m is not None:
        told.append(_REACH.text(language, reach=_number(proof.reach_m, language)))
    material = material_words(proof)
    if material is not None:
        told.append(material.text(language))
    return " ".join(told)


def proved(
    session: Session, tile: Tile, language: str, progress: Progress, cancelled: Cancelled
) -> Proved:
    """Return the proof of a tile; takes minutes, for any thread. Raises `CancelledError`."""
    # Late: OpenCV and the camera model are slow to come.
    from mrapp.markers.proof.door import judged, proof_of
    from mrapp.markers.proof.sheet import contact_sheet, png

    opened = replace(session.opened, project=session.project)
    made = proof_of(opened, tile, progress=progress, cancelled=cancelled)
    return Proved(
        judged(made.report, session.services.utc_now()), png(contact_sheet(made, language))
    )


class ProofDialog(StaffDialog):
    """Shows how a proof goes and what it came to."""

    def __init__(self, parent: QWidget, bench: Workbench, project: Project, tile: Tile) -> None:
        super().__init__(parent, bench.tasks, *bench.spoken)
        self._project, self._tile = project, tile
        self.about, self.outcome, self.sheet = wrapped(), wrapped(), QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.proved: Proved | None = None
        for part in (self.about, self.outcome, self.sheet):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.save = self.button()
        self.save.hide()
        self.put_below(self.save)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        name = pick_language(self._tile.name, self.language)
        self.setWindowTitle(self.tr("Proof of %1").replace("%1", name))
        self.about.setText(
            self.tr(
                "The tile is drawn as a camera sees it: from nearby and far, aslant, blurred, in "
                "low light, with shadow, dirt, rain and partly covered. In how many pictures is it "
                "found and read?"
            )
        )
        self.say_on(self.save, self.tr("Save the pictures…"))
        self.sheet.setAccessibleName(self.tr("Contact sheet of the proof"))
        if self.proved is not None:
            self.outcome.setText(result_words(self._project, self.proved.proof, self.language))
        super().retranslate()

    def show_proved(self, proved: Proved) -> None:
        """Show what the proof came to."""
        self.proved = proved
        picture = QPixmap.fromImage(QImage.fromData(proved.sheet))
        wide = font_px(self.scale, _SHEET_PX)
        smooth = Qt.TransformationMode.SmoothTransformation
        self.sheet.setPixmap(picture.scaledToWidth(min(wide, picture.width()), smooth))
        self.save.show()
        self.retranslate()


class TileProving(QObject):
    """Holds the one dialog there is at most."""

    def __init__(self, bench: Workbench, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._window = bench, window
        self.dialog: ProofDialog | None = None

    def begin(self, tile: Tile) -> None:
        """Prove a tile, and keep what it came to."""
        session = self._bench.session
        if session is None or self.dialog is not None:
            return
        dialog = ProofDialog(self._window, self._bench, session.project, tile)
        dialog.finished.connect(self._put_away)
        dialog.save.clicked.connect(lambda: self._ask_place(session, tile, dialog))
        self.dialog = dialog
        dialog.open()
        language = self._bench.language

        def work(progress: Progress, cancelled: Cancelled) -> Proved:
            return proved(session, tile, language, progress, cancelled)

        def take(made: Proved) -> None:
            if self._bench.session is session:
                self._bench.act(keep_proof, tile.id, made.proof)
            if self.dialog is dialog:
                dialog.show_proved(made)

        def fail(error: MrappError) -> None:
            if self.dialog is dialog:
                stopped = isinstance(error, CancelledError)
                dialog.tell(_STOPPED.text if stopped else error.text, stopped)

        task = self._bench.tasks.start(PROVING, work, take, fail)
        dialog.waiting.follow(task, language)

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _ask_place(self, session: Session, tile: Tile, dialog: ProofDialog) -> None:
        if dialog.proved is None:
            return
        content = dialog.proved.sheet
        proposed = Path.home() / f"{session.opened.path.stem}-proof-{tile.id}.png"

        def write(path: Path) -> None:
            try:
                with writing(path) as stream:
                    stream.write(content)
            except OSError as error:
                refused = TilePrintError(file=path, reason=reason_of(error))
                dialog.tell(refused.text, False)
                return
            dialog.tell(lambda said: _SAVED.text(said, path=path))

        SaveDialog(dialog, dialog.windowTitle(), proposed, "PNG (*.png)", ".png", write).open()


def proofs_of(
    session: Session,
    tiles: Sequence[Tile],
    language: str,
    progress: Progress,
    cancelled: Cancelled,
) -> dict[str, TileProof]:
    """Return the proof of each of these tiles by its id; takes minutes a tile, for any thread."""
    found: dict[str, TileProof] = {}
    for number, tile in enumerate(tiles):

        def part(done: float, what: Phrase, before: int = number) -> None:
            progress((before + done) / len(tiles), what)

        found[tile.id] = proved(session, tile, language, part, cancelled).proof
    return found


def _number(value: float, language: str) -> str:
    words = f"{value:g}"
    return words.replace(".", ",") if language == "nl" else words
