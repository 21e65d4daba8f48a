"""Writes the register of tiles to files for other programs."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.tiles.register import register_export
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.workbench import Message, Workbench

_EXPORTING = Phrase(nl="Lijst van tegels exporteren", en="Exporting the list of tiles")
_DONE = Phrase(nl="Bewaard in {path}.", en="Saved in {path}.")


@dataclass(frozen=True)
class Export:
    """What is to be written: in which form, and whether a row for each line of the passports."""

    kind: ExportKind
    history: bool = False


EXPORTS = {
    "csv": Export(ExportKind.CSV),
    "geojson": Export(ExportKind.GEOJSON),
    "passports": Export(ExportKind.CSV, history=True),
}


class TileExporting(QObject):
    """Asks where, and writes."""

    def __init__(self, bench: Workbench, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._window = bench, window

    def ask(self, wish: Export) -> None:
        """Ask where the register is to be written."""
        session = self._bench.session
        if session is None:
            return
        ending = f".{wish.kind.value}"
        what = self.tr("passports") if wish.history else self.tr("tiles")
        proposed = Path.home() / f"{session.opened.path.stem}-{what}{ending}"
        title, kind = self.tr("Export the list of tiles"), f"{wish.kind.value} (*{ending})"
        write = partial(self.write, wish)
        SaveDialog(self._window, title, proposed, kind, ending, write).open()

    def write(self, wish: Export, path: Path) -> None:
        """Write the register to a file, wholly or not at all."""
        session = self._bench.session
        if session is None:
            return
        project, language, exporter = (
            session.project,
            self._bench.language,
            session.services.exporter,
        )

        def work(progress: Progress, cancelled: Cancelled) -> None:
            ready = register_export(project, language, history=wish.history)
            exporter().write(wish.kind, ready, path, progress=progress, cancelled=cancelled)

        def take(_none: None) -> None:
            self._bench.tell(Message(lambda said: _DONE.text(said, path=path), "good"))

        self._bench.tasks.start(_EXPORTING, work, take, self._bench.tell_error, quick=True)
