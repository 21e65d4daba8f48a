"""What the kiosk writes: drafts, one after the other, and the remark once it is to be sent."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

from mrapp.app import kiosk
from mrapp.app.feedback import Condition, Draft, RemarkStore
from mrapp.app.history import Moment
from mrapp.app.ports import Cancelled, Progress
from mrapp.app.receipts import Receipt, Seal, new_receipt, seal
from mrapp.app.remarks import GivenFile, Look, Occasion, contents_of, remark_of
from mrapp.app.session import Session
from mrapp.model.errors import MrappError
from mrapp.model.remark import Channel
from mrapp.model.texts import Phrase
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.tasks import TaskRunner

_DRAFT = Phrase(nl="Bewaren wat u schrijft", en="Keeping what you write")
_SEALING = Phrase(nl="Bon maken", en="Making the receipt")
_KEEPING = Phrase(nl="Mening bewaren", en="Keeping the opinion")
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
    idle = Signal()

    def __init__(self, store: RemarkStore, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._tasks = store, tasks
        self._waiting: dict[str, Draft | None] = {}
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether something is still to be written."""
        return self._busy or bool(self._waiting)

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

        def work(_progress: Progress, _cancelled: Cancelled) -> None:
            if draft is None:
                self._store.drop_draft(draft_id)
            else:
                self._store.keep_draft(draft)

        self._tasks.start(_DRAFT, work, self._done, self._not_done, quick=True, stoppable=False)

    def _done(self, _nothing: None) -> None:
        self._busy = False
        self._next()
        if not self.busy:
            self.idle.emit()

    def _not_done(self, error: MrappError) -> None:
        self.failed.emit(error)
        self._done(None)


class Sending(QObject):
    """Keeps what a visitor said; only once that is durable the visitor is thanked.

    `checked` carries the store's `Condition`, `failed` why it could not be looked at.
    """

    checked = Signal(object)
    failed = Signal(object)

    def __init__(
        self, store: RemarkStore, tasks: TaskRunner, visiting: Visiting, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._visiting = store, tasks, visiting
        self._sealed: tuple[Receipt, Seal] | None = None
        self.at_event: str | None = None
        visiting.ended.connect(self._forget)

    def check(self, then: Callable[[tuple[Draft, ...]], None]) -> None:
        """Look at all that was kept, then hand over the drafts that were left behind."""

        def work(
            _progress: Progress, _cancelled: Cancelled
        ) -> tuple[Condition, tuple[Draft, ...], int]:
            condition = self._store.check()
            drafts = tuple(self._store.drafts())
            kept = {each.id for each in self._store.kept([draft.id for draft in drafts])}
            for draft in drafts:
                # The power went after it was kept, before its draft was erased.
                if draft.id in kept:
                    self._store.drop_draft(draft.id)
            left = tuple(draft for draft in drafts if draft.id not in kept)
            return condition, left, self._store.count()

        def done(found: tuple[Condition, tuple[Draft, ...], int]) -> None:
            self._visiting.visitors = found[2]
            self.checked.emit(found[0])
            then(found[1])

        self._tasks.start(_LOOKING, work, done, self.failed.emit, quick=True, stoppable=False)

    def prepare(self) -> None:
        """Make and seal a receipt while the visitor is busy."""
        if self._sealed is None:
            self._tasks.start(
                _SEALING, _sealed_receipt, self._take_sealed, self.failed.emit, quick=True
            )

    def _take_sealed(self, sealed: tuple[Receipt, Seal]) -> None:
        self._sealed = sealed

    def _forget(self) -> None:
        self._sealed = None

    def send(self, session: Session, seen: Seen) -> None:
        """Keep what the visit says."""
        visit, sealed, event = self._visiting.visit, self._sealed, self.at_event
        now = self._visiting.occasion.utc_now()

        def work(progress: Progress, cancelled: Cancelled) -> tuple[str, int]:
            receipt, proof = sealed or _sealed_receipt(progress, cancelled)
            told = kiosk.said(visit, (GivenFile("picture", "image/png", as_png(seen.picture)),))
            occasion = Occasion(Channel.KIOSK, visit.language, now, event)
            prints = _fingerprints(session, seen.moment)
            remark = remark_of(seen.moment, told, seen.look, occasion, prints, visit.draft_id)
            self._store.add(remark, proof, contents_of(told))
            return str(receipt), self._store.count()

        def done(kept: tuple[str, int]) -> None:
            self._sealed = None
            self._visiting.visitors = kept[1]
            self._visiting.kept(kept[0])

        self._tasks.start(
            _KEEPING, work, done, self._visiting.not_kept, quick=True, stoppable=False
        )


def as_png(image: QImage) -> bytes:
    """Return an image as the bytes of a PNG file; for any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    QImageWriter(buffer, b"png").write(plain)
    return bytes(buffer.data().data())


def _sealed_receipt(_progress: Progress, _cancelled: Cancelled) -> tuple[Receipt, Seal]:
    receipt = new_receipt()
    return receipt, seal(receipt)


def _fingerprints(session: Session, moment: Moment) -> dict[str, str]:
    seen = session.project.seen_files(moment.view.variant)
    find = session.services.fingerprint
    return {asset: find(session.opened.asset_path(asset)) for asset in seen}
