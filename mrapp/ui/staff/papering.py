"""Forms on paper: photographs are read in a task, and what is unclear is decided here."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.session import Session
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.texts import Phrase, pick_language
from mrapp.paper.deciding import Deciding, keep_decided
from mrapp.paper.keeping import KeptForm
from mrapp.paper.scanning import READING, Scanned, scan
from mrapp.paper.showing import ShownQuestion, shown_of
from mrapp.paper.waiting import WaitingForm, WaitingForms, waiting_forms
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.staff.form_printing import FormPrinting
from mrapp.ui.staff.paper_dialog import PaperDialog
from mrapp.ui.workbench import Workbench

_LISTING = Phrase(nl="Wachtende formulieren openen", en="Opening the forms that wait")
_KEEPING = Phrase(nl="Formulier bewaren", en="Keeping the form")
_LEAVING = Phrase(nl="Formulier weglaten", en="Leaving out the form")
_KEPT = Phrase(nl="Het formulier is bewaard.", en="The form was kept.")
_WAS_KEPT = Phrase(
    nl="Dit formulier was al bewaard. De foto ervan is gewist.",
    en="This form was kept before. Its picture was erased.",
)
_LEFT_OUT = Phrase(
    nl="Het formulier is weggelaten, en de foto ervan gewist.",
    en="The form was left out, and its picture erased.",
)
_DONE = Phrase(
    nl="Gelezen: {pages} bladzijden. Bewaard: {kept}. Wacht op u: {waiting}. Al bewaard: {known}. "
    "Leeg: {blank}.",
    en="Pages read: {pages}. Kept: {kept}. Waiting for you: {waiting}. Kept before: {known}. "
    "Blank: {blank}.",
)
_MORE = Phrase(
    nl="En zo nog {count}. Lees minder foto's tegelijk in om ze alle te zien.",
    en="And {count} more. Read in fewer photographs at once to see them all.",
)
_STOPPED = Phrase(
    nl="Gestopt. Van deze foto's is niets bewaard.",
    en="Stopped. Nothing of these photographs was kept.",
)
_MOST_TOLD = 4


class Papering(QObject):
    """Opens the dialog and does what it asks."""

    def __init__(self, bench: Workbench, door: StoreDoor, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._door, self._window = bench, door, window
        self._forms: dict[str, WaitingForm] = {}
        self._waiting: WaitingForms | None = None
        self.printing = FormPrinting(bench, window)
        self.dialog: PaperDialog | None = None

    def begin(self) -> None:
        """Show what waits."""
        session = self._door.session_or_told() if self.dialog is None else None
        if session is None:
            return
        self._waiting = waiting_forms(session.services.remarks.folder, session.project)
        dialog = PaperDialog(self._window, self._bench.tasks, *self._bench.spoken)
        dialog.nap = session.project.origin.nap
        dialog.followed.connect(lambda: self._offer(session, dialog))
        dialog.photographs_wanted.connect(self._ask_photographs)
        dialog.dropped.connect(self.read)
        dialog.form_wanted.connect(self._open)
        dialog.keep_wanted.connect(self._keep)
        dialog.leave_out_wanted.connect(self._ask_leave_out)
        dialog.print_wanted.connect(lambda: self.printing.begin(dialog))
        dialog.finished.connect(self._put_away)
        self._offer(session, dialog)
        self.dialog = dialog
        dialog.open()
        self._list()

    def _offer(self, session: Session, dialog: PaperDialog) -> None:
        dialog.offer_events(
            {each.id: pick_language(each.name, dialog.language) for each in session.project.events}
        )

    def _put_away(self) -> None:
        dialog, self.dialog = self.dialog, None
        self._forms = {}
        if dialog is not None:
            dialog.deleteLater()

    def _list(self) -> None:
        session, waiting = self._bench.session, self._waiting
        if session is None or waiting is None:
            return
        project = session.project
        self._door.ask(_LISTING, lambda _store: waiting.all(project), self._show_list, self._failed)

    def _show_list(self, forms: Sequence[WaitingForm]) -> None:
        self._forms = {each.name: each for each in forms}
        if self.dialog is not None:
            self.dialog.list_forms(forms)

    def _open(self, name: str) -> None:
        form = self._forms.get(name)
        if form is None or self.dialog is None:
            return

        def show(shown: Mapping[str, ShownQuestion]) -> None:
            if self.dialog is not None:
                self.dialog.show_form(Deciding(form), shown)

        self._door.ask(_LISTING, lambda _store: shown_of(form.sheet), show, self._failed)

    def _ask_photographs(self) -> None:
        if self.dialog is None:
            return
        kinds = f"{self.tr('Photographs')} (*.jpg *.jpeg *.png *.webp)"
        choosing = QFileDialog(self.dialog, self.dialog.windowTitle(), str(Path.home()), kinds)
        choosing.setFileMode(QFileDialog.FileMode.ExistingFiles)
        choosing.filesSelected.connect(lambda names: self.read([Path(name) for name in names]))
        choosing.finished.connect(choosing.deleteLater)
        choosing.open()

    def read(self, files: Sequence[Path]) -> None:
        """Read photographs; nothing is kept until all of them are read."""
        session, waiting, dialog = self._bench.session, self._waiting, self.dialog
        if session is None or waiting is None or dialog is None or dialog.waiting.busy:
            return
        event = dialog.event_id
        task = self._door.run(
            READING,
            lambda store, progress, cancelled: scan(
                session, store, waiting, files, event, progress=progress, cancelled=cancelled
            ),
            self._tell_read,
            self._failed,
            lasting=True,
            stoppable=True,
        )
        dialog.tell(None)
        dialog.waiting.follow(task, dialog.language)

    def _tell_read(self, done: Scanned) -> None:
        self._list()
        counts = {
            "pages": done.pages,
            "kept": len(done.kept),
            "waiting": len(done.waiting),
            "known": len(done.known),
            "blank": len(done.blank),
        }

        def say(language: str) -> str:
            notices = [each.text(language) for each in done.notices[:_MOST_TOLD]]
            if len(done.notices) > _MOST_TOLD:
                notices.append(_MORE.text(language, count=len(done.notices) - _MOST_TOLD))
            return "\n".join([_DONE.text(language, **counts), *notices])

        self._door.refresh()
        self._tell(say, good=not done.unread)

    def _keep(self) -> None:
        session, waiting, dialog = self._bench.session, self._waiting, self.dialog
        deciding = dialog.deciding if dialog else None
        if session is None or waiting is None or deciding is None or not deciding.ready:
            return

        def work(store: RemarkStore) -> KeptForm | None:
            return keep_decided(store, session, waiting, deciding, session.services.utc_now())

        self._door.ask(_KEEPING, work, self._kept, self._failed, lasting=True)

    def _kept(self, kept: KeptForm | None) -> None:
        self._gone((_KEPT if kept else _WAS_KEPT).text)
        self._door.refresh()

    def _ask_leave_out(self) -> None:
        dialog = self.dialog
        if dialog is None or dialog.deciding is None:
            return
        ask(
            dialog,
            dialog.windowTitle(),
            self.tr("Leave out this form?"),
            self.tr("Its answers are not kept, and its pictures are erased."),
            Answer(self.tr("Leave out"), Role.DestructiveRole, self._leave_out),
            Answer(self.tr("Cancel"), Role.RejectRole),
            default=1,
        )

    def _leave_out(self) -> None:
        waiting, dialog = self._waiting, self.dialog
        if waiting is None or dialog is None or dialog.deciding is None:
            return
        name = dialog.deciding.waiting.name
        self._door.ask(
            _LEAVING,
            lambda _store: waiting.drop(name),
            lambda _none: self._gone(_LEFT_OUT.text),
            self._failed,
            lasting=True,
        )

    def _gone(self, say: Callable[[str], str]) -> None:
        if self.dialog is not None:
            self.dialog.show_form(None, {})
        self._list()
        self._tell(say)

    def _failed(self, error: MrappError) -> None:
        stopped = isinstance(error, CancelledError)
        self._tell(_STOPPED.text if stopped else error.text, good=False)

    def _tell(self, say: Callable[[str], str], *, good: bool = True) -> None:
        if self.dialog is not None:
            self.dialog.tell(say, good)
