"""What the maker of a remark does with the code on its receipt."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.questions.question_words import MOOD_WORDS
from mrapp.app.remarks.keeping import Kept, RemarkStore
from mrapp.app.remarks.making import addition_of
from mrapp.app.remarks.opinions import opinion_of
from mrapp.app.remarks.receipts import Receipt, parse
from mrapp.app.sync_words import became_lines
from mrapp.app.syncing import Became
from mrapp.model.errors import MrappError
from mrapp.model.remark import Addition, Channel
from mrapp.model.remark_errors import ReceiptUnknownError, ReceiptWrongError, WithdrawnError
from mrapp.model.texts import Phrase
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.syncing import Syncing
from mrapp.ui.workbench import Workbench

if TYPE_CHECKING:
    from mrapp.ui.opinions.code_dialog import CodeDialog

T = TypeVar("T")
_Mine: TypeAlias = tuple[Kept, Became]

_FINDING = Phrase(nl="Uw mening zoeken", en="Finding your opinion")
_ADDING = Phrase(nl="Uw aanvulling bewaren", en="Keeping what you add")
_WITHDRAWING = Phrase(nl="Uw mening intrekken", en="Withdrawing your opinion")
_ADDED = Phrase(nl="Bedankt. Uw aanvulling is bewaard.", en="Thank you. What you added is kept.")
_ERASED = Phrase(
    nl="Uw mening is ingetrokken. Wat u zei, is gewist.",
    en="Your opinion is withdrawn. What you said is erased.",
)


class WithCode(QObject):
    """Opens the dialog and does what it asks, all in tasks."""

    def __init__(
        self, bench: Workbench, door: StoreDoor, syncing: Syncing, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bench, self._door, self._window = bench, door, window
        self._syncing = syncing
        self.dialog: CodeDialog | None = None
        self._tried: Mapping[tuple[str, str], Callable[[str], Addition]] = {}

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {"remark.code": self.begin}

    def begin(self) -> None:
        """Ask for a code."""
        if self.dialog is not None or self._door.session_or_told() is None:
            return
        # Late: few have a code when they come to look.
        from mrapp.ui.opinions.code_dialog import CodeDialog

        dialog = CodeDialog(self._window, *self._bench.spoken)
        dialog.find_wanted.connect(self._find)
        dialog.add_wanted.connect(self._add)
        dialog.withdraw_wanted.connect(self._withdraw)
        dialog.followed.connect(self._show_again)
        dialog.finished.connect(self._put_away)
        self.dialog = dialog
        dialog.open()
        dialog.code.setFocus()

    def _put_away(self) -> None:
        self.dialog, self._tried = None, {}

    def _show_again(self) -> None:
        """Say what was found in the language of now; not while something is being added to it."""
        if self.dialog is not None and self.dialog.found and not self.dialog.words:
            self._find(self.dialog.found)

    def _find(self, code: str) -> None:
        receipt = self._receipt(code)
        if receipt is not None:
            self._ask(_FINDING, lambda store: self._look_up(store, receipt), self._found(code))

    def _look_up(self, store: RemarkStore, receipt: Receipt) -> _Mine:
        """Return an opinion with what became of it; in a task."""
        kept = store.of_receipt(receipt)
        return kept, self._syncing.became(kept.id)

    def _found(self, code: str, then: Phrase | None = None) -> Callable[[_Mine], None]:
        def show(mine: _Mine) -> None:
            kept, became = mine
            session, language = self._bench.session, self._bench.language
            told = opinion_of(session.project, kept, language) if session else None
            if self.dialog is None:
                return
            if told is None:
                self._tell_error(WithdrawnError())
                return
            mood = MOOD_WORDS[told.mood - 1].text(language) if told.mood else ""
            self.dialog.show_found(code, told, mood, became_lines(became, language))
            if then is not None:
                self.dialog.tell(then.text(language), good=True)

        return show

    def _add(self, code: str, text: str) -> None:
        receipt = self._receipt(code)
        if receipt is None:
            return
        # Tried again it is the same: it may have been kept although it failed.
        addition = self._tried.get((code, text))
        if addition is None:
            now, language = self._bench.services.utc_now(), self._bench.language
            addition = addition_of(text, language, Channel.DESKTOP, now)
        self._tried = {(code, text): addition}

        def work(store: RemarkStore) -> _Mine:
            store.add_to(receipt, addition)
            return self._look_up(store, receipt)

        def failed(error: MrappError) -> None:
            # What was written is there still, unless there is nothing to add it to.
            if isinstance(error, ReceiptUnknownError | WithdrawnError):
                self._tell_error(error)
            elif self.dialog is not None:
                self.dialog.tell(error.text(self._bench.language), good=False)
                self.dialog.more.setFocus()

        def done(mine: _Mine) -> None:
            self._tried = {}
            self._found(code, _ADDED)(mine)

        self._ask(_ADDING, work, done, failed, lasting=True)

    def _withdraw(self, code: str) -> None:
        receipt = self._receipt(code)
        if receipt is None:
            return
        utc_now = self._bench.services.utc_now

        def gone(_remark_id: str) -> None:
            self._door.refresh()
            if self.dialog is not None:
                self.dialog.show_none()
                self.dialog.code.clear()
                self.dialog.tell(_ERASED.text(self._bench.language), good=True)

        self._ask(
            _WITHDRAWING,
            lambda store: store.withdraw(receipt, utc_now(), Channel.DESKTOP),
            gone,
            lasting=True,
        )

    def _ask(
        self,
        title: Phrase,
        work: Callable[[RemarkStore], T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None] | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(True)
        self._door.ask(title, work, done, failed or self._tell_error, lasting=lasting)

    def _receipt(self, code: str) -> Receipt | None:
        """Return the receipt of a code; None, and told, where it cannot be one."""
        try:
            return parse(code)
        except ReceiptWrongError as error:
            self._tell_error(error)
            return None

    def _tell_error(self, error: MrappError) -> None:
        if self.dialog is not None:
            self.dialog.show_none()
            self.dialog.tell(error.text(self._bench.language), good=False)
