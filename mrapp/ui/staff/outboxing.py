"""The outbox: telling what waits, and carrying it by USB stick; nothing here deletes anything."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.remarks.keeping import Outbox, TakenIn
from mrapp.app.remarks.outbox_words import lines, summary, taken_in
from mrapp.app.remarks.receipts import new_passphrase
from mrapp.app.sync_words import sync_lines
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.staff.enrol_dialog import EnrolDialog
from mrapp.ui.staff.outbox_dialog import OutboxDialog
from mrapp.ui.staff.passphrase_dialog import AskPassphraseDialog, MakePassphraseDialog
from mrapp.ui.syncing import Syncing
from mrapp.ui.workbench import Workbench

ENDING = ".age"
"""Of the files that are carried: any program for age opens them with the passphrase."""

_LOOKING = Phrase(nl="In de uitbak kijken", en="Looking into the outbox")
_ENROLLING = Phrase(nl="Aanmelden bij de server", en="Enrolling at the server")
_ENROLLED = Phrase(
    nl="Dit apparaat is aangemeld. Meningen worden voortaan vanzelf verzonden.",
    en="This machine is enrolled. From now on opinions are sent by themselves.",
)
_CARRYING_OUT = Phrase(nl="Meningen op slot bewaren", en="Locking the opinions in a file")
_CARRYING_IN = Phrase(nl="Meningen inlezen", en="Taking in opinions")
_OUT = Phrase(
    nl="{count} stukken staan in {path}. Ze blijven ook hier.",
    en="{count} items are in {path}. They also stay here.",
)


class Outboxing(QObject):
    """Opens the dialog and does what it asks."""

    def __init__(
        self, bench: Workbench, door: StoreDoor, syncing: Syncing, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bench, self._door, self._window = bench, door, window
        self._syncing = syncing
        self.dialog: OutboxDialog | None = None
        syncing.changed.connect(self._look_again)

    def begin(self) -> None:
        """Show what waits."""
        if self.dialog is not None or self._door.session_or_told() is None:
            return
        dialog = OutboxDialog(self._window, self._bench.tasks, *self._bench.spoken)
        dialog.out_wanted.connect(self._ask_passphrase)
        dialog.in_wanted.connect(self._ask_file)
        dialog.enrol_wanted.connect(self._ask_enrol)
        dialog.hold_wanted.connect(self._syncing.hold)
        dialog.send_wanted.connect(self._syncing.wake)
        dialog.followed.connect(self._look)
        dialog.finished.connect(self._put_away)
        self.dialog = dialog
        dialog.open()
        self._look()

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _look(self) -> None:
        self._door.ask(_LOOKING, lambda store: store.outbox(), self._show, self._tell_error)

    def _look_again(self) -> None:
        if self.dialog is not None:
            self._look()

    def _show(self, box: Outbox) -> None:
        session, language = self._bench.session, self._bench.language
        if self.dialog is not None and session is not None:
            zone, state = session.project.time_zone, self._syncing.state
            enrolled = state is not None and state.enrolled
            told = lines(box, zone, language, enrolled=enrolled)
            if state is not None:
                told += sync_lines(state, zone, language)
            self.dialog.show_lines(summary(box, language), told)
            self.dialog.show_sync(state)

    def _ask_enrol(self) -> None:
        state = self._syncing.state
        if self.dialog is not None and state is not None:
            spoken = self._bench.spoken
            EnrolDialog(self.dialog, *spoken, state.server, self.enrol).open()

    def enrol(self, url: str, code: str, label: str) -> None:
        """Let this machine send to a server."""
        self._syncing.ask(
            _ENROLLING,
            lambda sync: sync.enrol(url, code, label),
            lambda _none: self._tell(_ENROLLED.text),
            self._tell_error,
        )

    def _ask_passphrase(self) -> None:
        if self.dialog is not None:
            spoken, made = self._bench.spoken, new_passphrase()
            MakePassphraseDialog(self.dialog, *spoken, made, self._ask_place).open()

    def _ask_place(self, passphrase: str) -> None:
        session, dialog = self._bench.session, self.dialog
        if session is None or dialog is None:
            return
        day = self._bench.services.utc_now().date()
        name = f"{session.opened.path.stem}-{day:%Y%m%d}{ENDING}"
        kind = self.tr("Locked opinions (%1)").replace("%1", f"*{ENDING}")
        title, proposed = self.tr("Save to a USB stick"), Path.home() / name
        SaveDialog(
            dialog, title, proposed, kind, ENDING, lambda path: self.carry_out(path, passphrase)
        ).open()

    def carry_out(self, path: Path, passphrase: str) -> None:
        """Write everything to a locked file."""
        dialog, language = self.dialog, self._bench.language
        if dialog is None or dialog.waiting.busy:
            return
        task = self._door.run(
            _CARRYING_OUT,
            lambda store, *_: store.carry_out(path, passphrase),
            lambda count: self._tell(lambda said: _OUT.text(said, count=count, path=path)),
            self._tell_error,
            lasting=True,
        )
        dialog.begin(task, language)

    def _ask_file(self) -> None:
        if self.dialog is None:
            return
        kind = self.tr("Locked opinions (%1)").replace("%1", f"*{ENDING}")
        title = self.tr("Read from a USB stick")
        asking = QFileDialog(self.dialog, title, str(Path.home()), kind)
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.fileSelected.connect(self._ask_its_passphrase)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _ask_its_passphrase(self, file: str) -> None:
        if self.dialog is not None:
            path, spoken = Path(file), self._bench.spoken
            AskPassphraseDialog(
                self.dialog, *spoken, path.name, lambda passphrase: self.carry_in(path, passphrase)
            ).open()

    def carry_in(self, path: Path, passphrase: str) -> None:
        """Take in what is new in a locked file."""
        dialog, language = self.dialog, self._bench.language
        if dialog is None or dialog.waiting.busy:
            return
        task = self._door.run(
            _CARRYING_IN,
            lambda store, *_: store.carry_in(path, passphrase),
            self._taken,
            self._tell_error,
            lasting=True,
        )
        dialog.begin(task, language)

    def _taken(self, taken: TakenIn) -> None:
        self._door.refresh()
        self._look()
        self._tell(lambda said: taken_in(taken, said))

    def _tell(self, say: Callable[[str], str]) -> None:
        if self.dialog is not None:
            self.dialog.tell(say)

    def _tell_error(self, error: MrappError) -> None:
        if self.dialog is not None:
            self.dialog.tell(error.text, good=False)
