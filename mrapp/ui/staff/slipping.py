"""The day slip: counted in a task, shown, and written as PDF."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.clock import day_words
from mrapp.app.counting.slip_words import about, sections
from mrapp.app.counting.slips import DaySlip, day_slip
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.session import Session
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.texts import Phrase, pick_language
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.staff.slip_dialog import SlipDialog
from mrapp.ui.workbench import Workbench

_COUNTING = Phrase(nl="De dagstaat maken", en="Making the day slip")
_WRITING = Phrase(nl="De dagstaat bewaren", en="Saving the day slip")
_DONE = Phrase(nl="De dagstaat staat in {path}.", en="The day slip is in {path}.")
_DAYS = 31


class Slipping(QObject):
    """Opens the dialog and does what it asks."""

    def __init__(self, bench: Workbench, door: StoreDoor, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._door, self._window = bench, door, window
        self.dialog: SlipDialog | None = None
        self.slip: DaySlip | None = None

    def begin(self) -> None:
        """Show the slip of today."""
        session = self._door.session_or_told() if self.dialog is None else None
        if session is None:
            return
        dialog = SlipDialog(self._window, self._bench.tasks, *self._bench.spoken)
        dialog.followed.connect(lambda: self._offer(session, dialog))
        dialog.followed.connect(self._count)
        self._offer(session, dialog)
        dialog.slip_wanted.connect(self._count)
        dialog.save_wanted.connect(self._ask_place)
        dialog.finished.connect(self._put_away)
        self.dialog = dialog
        dialog.open()
        self._count()

    def _offer(self, session: Session, dialog: SlipDialog) -> None:
        language, project = dialog.language, session.project
        today = session.services.utc_now().astimezone(ZoneInfo(project.time_zone)).date()
        days = [today - timedelta(days=back) for back in range(_DAYS)]
        dialog.offer(
            {day.isoformat(): day_words(day, language) for day in days},
            {event.id: pick_language(event.name, language) for event in project.events},
        )

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        self.slip = None
        if dialog is not None:
            dialog.deleteLater()

    def _count(self) -> None:
        session, dialog = self._bench.session, self.dialog
        if session is None or dialog is None:
            return
        project, language, now = session.project, self._bench.language, session.services.utc_now()
        day, event = dialog.day, dialog.event_id

        def work(store: RemarkStore, *_: object) -> DaySlip:
            outline, box = store.outline(), store.outbox()
            return day_slip(project, outline, box, now, language, day=day, event=event)

        dialog.waiting.cancel()
        dialog.begin(self._door.run(_COUNTING, work, self._show, self._tell_error), language)

    def _show(self, slip: DaySlip) -> None:
        if self.dialog is not None:
            language = self._bench.language
            self.slip = slip
            told = about(slip, language), sections(slip, language)
            self.dialog.show_slip(*told, language)

    def _ask_place(self) -> None:
        session, dialog, slip = self._bench.session, self.dialog, self.slip
        if session is None or dialog is None or slip is None:
            return
        day = f"-{slip.day:%Y%m%d}" if slip.day else ""
        name = f"{session.opened.path.stem}-{self.tr('day-slip')}{day}.pdf"
        title, proposed = dialog.windowTitle(), Path.home() / name
        SaveDialog(dialog, title, proposed, "PDF (*.pdf)", ".pdf", self.save).open()

    def save(self, path: Path) -> None:
        """Write the slip that is shown as PDF."""
        dialog, slip, language = self.dialog, self.slip, self._bench.language
        if dialog is None or slip is None or dialog.waiting.busy:
            return
        papers = self._bench.services.papers
        task = self._door.run(
            _WRITING,
            lambda *_: papers().day_slip(slip, path, language),
            lambda _none: self._tell(lambda said: _DONE.text(said, path=path)),
            self._tell_error,
            lasting=True,
        )
        dialog.begin(task, language)

    def _tell(self, say: Callable[[str], str]) -> None:
        if self.dialog is not None:
            self.dialog.tell(say)

    def _tell_error(self, error: MrappError) -> None:
        if self.dialog is not None and not isinstance(error, CancelledError):
            self.dialog.tell(error.text, good=False)
