"""What the kiosk writes: drafts, one after the other, and the remark once it is to be sent."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from mrapp.app.history import Moment
from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.visit import Page, Visit
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.keeping import Condition, Draft, RemarkStore, Sealed
from mrapp.app.remarks.making import GivenFile, Look, Occasion
from mrapp.app.remarks.receipts import Receipt, Seal
from mrapp.app.remarks.sealing import new_seal, sealed_of
from mrapp.app.session import Session
from mrapp.model.errors import MrappError
from mrapp.model.remark import Channel
from mrapp.model.texts import Phrase
from mrapp.ui.drawing.painting import drawn_on
from mrapp.ui.kiosk.shelf import Shelf
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.opinions.portrait import as_file
from mrapp.ui.tasks import TaskRunner

_DRAFT = Phrase(nl="Bewaren wat u schrijft", en="Keeping what you write")
_SEALING = Phrase(nl="Bon maken", en="Making the receipt")
_KEEPING = Phrase(nl="Mening bewaren", en="Keeping the opinion")
_TAKING_BACK = Phrase(nl="Mening intrekken", en="Withdrawing the opinion")
_LOOKING = Phrase(nl="Nakijken wat er is bewaard", en="Looking at what was kept")


@dataclass(frozen=True)
class Seen:
    """What was seen when the opinion was given, with a small picture of it."""

    moment: Moment
    look: Look
    picture: QImage


class Drafting(QObject):
    """Keeps and erases drafts in the order in which that was asked, off the window's thread.

    What is asked while one is being written takes the place of what waits for the same draft.
    `failed` carries why one could not be kept.
    """

    failed = Signal(object)

    def __init__(self, shelf: Shelf, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._waiting: dict[str, Draft | None] = {}
        self._busy = False

    def keep(self, draft: Draft) -> None:
        """Keep a draft as it is now."""
        self._waiting[draft.id] = draft
        self._next()

    def drop(self, draft_id: str) -> None:
        """Erase a draft."""
        self._waiting[draft_id] = None
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        draft_id, draft = next(iter(self._waiting.items()))
        del self._waiting[draft_id]
        self._busy = True

        def work(store: RemarkStore) -> None:
            if draft is None:
                store.drop_draft(draft_id)
            else:
                store.keep_draft(draft)

        self._shelf.keep(_DRAFT, work, self._done, self._not_done)

    def _done(self, _nothing: None) -> None:
        self._busy = False
        self._next()

    def _not_done(self, error: MrappError) -> None:
        self.failed.emit(error)
        self._done(None)


@dataclass(eq=False)
class _Attempt:
    """What a visitor asked to send. given: once it was made of that."""

    visit: Visit
    given: Sealed | None = None

    def says(self, visit: Visit) -> bool:
        """Tell whether a visit still says the same."""
        mine, other = (
            (kiosk.said(each), each.drawing, each.draft_id) for each in (self.visit, visit)
        )
        return mine == other


class Sending(QObject):
    """Keeps what a visitor said; only once that is durable the visitor is thanked.

    `checked` carries the store's `Condition`, `failed` why something could not be done.
    """

    checked = Signal(object)
    failed = Signal(object)

    def __init__(self, shelf: Shelf, tasks: TaskRunner, visiting: Visiting) -> None:
        super().__init__(visiting)
        self._shelf, self._tasks, self._visiting = shelf, tasks, visiting
        self._sealed: tuple[Receipt, Seal] | None = None
        self._attempt: _Attempt | None = None
        self._on_way = ""
        self._unwanted = ""
        self.at_event: str | None = None
        visiting.ended.connect(self._forget)
        visiting.erased.connect(self._note_unwanted)

    def check(self, then: Callable[[tuple[Draft, ...]], None]) -> None:
        """Look at all that was kept, then hand over the drafts that were left behind."""

        def work(store: RemarkStore) -> tuple[Condition, tuple[Draft, ...], int]:
            return store.check(), tuple(store.drafts()), store.count()

        def done(found: tuple[Condition, tuple[Draft, ...], int]) -> None:
            self._visiting.visitors = found[2]
            self.checked.emit(found[0])
            then(found[1])

        self._shelf.look(_LOOKING, work, done, self.failed.emit)

    def prepare(self) -> None:
        """Make and seal a receipt while the visitor is busy."""
        if self._sealed is None:
            self._tasks.start(
                _SEALING, _sealed_receipt, self._take_sealed, self.failed.emit, quick=True
            )

    def _take_sealed(self, sealed: tuple[Receipt, Seal]) -> None:
        self._sealed = sealed

    def _forget(self) -> None:
        self._sealed = self._attempt = None

    def _note_unwanted(self, draft_id: str) -> None:
        """Remember that a visitor took back what may still be kept, once an answer comes."""
        if draft_id == self._on_way:
            self._unwanted = draft_id

    def send(self, session: Session, seen: Seen) -> None:
        """Keep what the visit says; what is on its way already is only waited for once more."""
        visit, event, last = self._visiting.visit, self.at_event, self._attempt
        if self._on_way:
            return
        now = self._visiting.occasion.utc_now()
        attempt = last if last is not None and last.says(visit) else _Attempt(visit)
        sealed, self._sealed = self._sealed, None
        self._attempt, self._on_way = attempt, visit.draft_id

        def work(store: RemarkStore) -> tuple[Sealed, int]:
            if attempt.given is None:
                occasion = Occasion(Channel.KIOSK, visit.language, now, event)
                attempt.given = _made(session, seen, visit, occasion, sealed)
            given = attempt.given
            store.add(given.remark, given.proof, given.files)
            return given, store.count()

        self._shelf.keep(_KEEPING, work, self._kept, self._not_kept)

    def _kept(self, found: tuple[Sealed, int]) -> None:
        """Thank the visitor; one who left gets no thanks, and what was taken back is."""
        given, self._visiting.visitors = found
        unwanted, self._unwanted = self._unwanted, ""
        if self._is_there():
            self._visiting.kept(str(given.receipt))
        elif unwanted == given.remark.id:
            self._take_back(given)
        self._go_on()

    def _not_kept(self, error: MrappError) -> None:
        self._unwanted = ""
        if self._is_there():
            self._visiting.not_kept(error)
        else:
            self.failed.emit(error)
        self._go_on()

    def _is_there(self) -> bool:
        """Tell whether the visitor is there whose opinion an answer came for."""
        visit = self._visiting.visit
        return visit.page in (Page.SENDING, Page.FAILED) and visit.draft_id == self._on_way

    def _go_on(self) -> None:
        """Take the next opinion, of whoever came while nothing answered."""
        self._on_way = ""
        visit = self._visiting.visit
        if visit.page == Page.SENDING or (visit.page == Page.FAILED and visit.pending):
            self._visiting.wanted.emit()

    def _take_back(self, given: Sealed) -> None:
        now = self._visiting.occasion.utc_now()
        self._shelf.keep(
            _TAKING_BACK,
            lambda store: store.withdraw(given.receipt, now, Channel.KIOSK),
            lambda _id: None,
            self.failed.emit,
        )


def _made(
    session: Session,
    seen: Seen,
    visit: Visit,
    occasion: Occasion,
    sealed: tuple[Receipt, Seal] | None,
) -> Sealed:
    """Make what is kept of what was said and seen. Slow: for a task."""
    told = kiosk.said(visit, _files(visit, seen))
    return sealed_of(session, seen.moment, told, seen.look, occasion, visit.draft_id, sealed)


def _files(visit: Visit, seen: Seen) -> tuple[GivenFile, ...]:
    """Return the picture, and the same with what was drawn on it."""
    picture = GivenFile("picture", "image/png", as_png(seen.picture))
    if not visit.drawing.strokes:
        return (picture,)
    return picture, as_file(drawn_on(seen.picture, visit.drawing), "drawing")


def as_png(image: QImage) -> bytes:
    """Return an image as the bytes of a PNG file; for any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    QImageWriter(buffer, b"png").write(plain)
    return bytes(buffer.data().data())


def _sealed_receipt(_progress: Progress, _cancelled: Cancelled) -> tuple[Receipt, Seal]:
    return new_seal()
