"""Writing opinions to a file for other programs: asked in a dialog, done in a task."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.exports.exports import Exporter, export_of
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.reading import read_kept
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.project import Project
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.opinions import Opinions
from mrapp.ui.staff.export_dialog import ExportDialog
from mrapp.ui.workbench import Workbench

_EXPORTING = Phrase(nl="Meningen exporteren", en="Exporting the opinions")
_DONE = Phrase(nl="{count} meningen bewaard in {path}.", en="{count} opinions saved in {path}.")
_STOPPED = Phrase(
    nl="Gestopt. Er is geen bestand gemaakt of veranderd.",
    en="Stopped. No file was made or changed.",
)
_READING_SHARE = 0.4


@dataclass(frozen=True)
class Wish:
    """What is to be written. ids: of the remarks, in the order in which they were kept."""

    project: Project
    ids: tuple[str, ...]
    kind: ExportKind
    path: Path
    hide_small: bool
    with_spoken: bool
    language: str


def write_out(
    wish: Wish,
    exporter: Callable[[], Exporter],
    store: RemarkStore,
    progress: Progress,
    cancelled: Cancelled,
) -> int:
    """Write remarks to a file, wholly or not at all; returns how many. Raises `MrappError`s."""
    # To look through all of them for rubbish, again and again, would stop the window each time.
    gc.disable()
    try:
        return _write_out(wish, exporter, store, progress, cancelled)
    finally:
        gc.enable()


def _write_out(
    wish: Wish,
    exporter: Callable[[], Exporter],
    store: RemarkStore,
    progress: Progress,
    cancelled: Cancelled,
) -> int:
    kept = read_kept(
        store, wish.ids, lambda done, what: progress(_READING_SHARE * done, what), cancelled
    )
    ready = export_of(
        wish.project,
        kept,
        wish.language,
        hide_small=wish.hide_small,
        with_spoken=wish.with_spoken,
        attachments=store.file,
    )
    exporter().write(
        wish.kind,
        ready,
        wish.path,
        progress=lambda done, what: progress(_READING_SHARE + (1 - _READING_SHARE) * done, what),
        cancelled=cancelled,
    )
    return len(ready.table.ids)


class Exporting(QObject):
    """Opens the dialog and does what it asks."""

    def __init__(
        self, bench: Workbench, door: StoreDoor, opinions: Opinions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bench, self._door, self._opinions, self._window = bench, door, opinions, window
        self.dialog: ExportDialog | None = None

    def begin(self) -> None:
        """Ask what to write."""
        if self.dialog is not None or self._door.session_or_told() is None:
            return
        dialog = ExportDialog(self._window, self._bench.tasks, *self._bench.spoken)
        columns = self._door.columns
        dialog.show_numbers(len(columns.ids) if columns else 0, len(self._opinions.listed))
        dialog.save_wanted.connect(self._ask_place)
        dialog.finished.connect(self._put_away)
        self.dialog = dialog
        dialog.open()

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _ask_place(self) -> None:
        session, dialog = self._bench.session, self.dialog
        if session is None or dialog is None:
            return
        ending = f".{dialog.kind.value}"
        name = session.opened.path.stem + self.tr("-opinions", "end of a file's name") + ending
        kind = f"{dialog.formats.currentText()} (*{ending})"
        SaveDialog(
            dialog, dialog.windowTitle(), Path.home() / name, kind, ending, self.write
        ).open()

    def write(self, path: Path) -> None:
        """Write what the dialog asks for."""
        session, columns, dialog = self._bench.session, self._door.columns, self.dialog
        if session is None or columns is None or dialog is None or dialog.waiting.busy:
            return
        wish = Wish(
            project=session.project,
            ids=self._opinions.listed if dialog.only_listed.isChecked() else columns.ids,
            kind=dialog.kind,
            path=path,
            hide_small=dialog.hide_small.isChecked(),
            with_spoken=dialog.with_spoken.isChecked(),
            language=self._bench.language,
        )
        exporter = session.services.exporter
        task = self._door.run(
            _EXPORTING,
            lambda store, progress, cancelled: write_out(
                wish, exporter, store, progress, cancelled
            ),
            lambda count: self._tell(lambda said: _DONE.text(said, count=count, path=path), True),
            self._failed,
            # A file that was whole before the wish to stop was heard is there, and that is said.
            lasting=True,
            stoppable=True,
        )
        dialog.begin(task, wish.language)

    def _failed(self, error: MrappError) -> None:
        stopped = isinstance(error, CancelledError)
        self._tell(_STOPPED.text if stopped else error.text, False)

    def _tell(self, say: Callable[[str], str], good: bool) -> None:
        if self.dialog is not None:
            self.dialog.tell(say, good)
