"""An opinion that is being given with a headset on: said, recorded, kept and thanked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from mrapp.app.headset import saying, saying_kept, saying_note, saying_sheets
from mrapp.app.headset.saying_chimes import chime_between
from mrapp.app.headset.saying_drafts import telling_of
from mrapp.app.headset.sheets import Sheet
from mrapp.app.headset.telling import VOICE, Note, Page, Seen, Telling
from mrapp.app.headset.wanted import EndRecording, Record, Send, TellingWanted
from mrapp.app.questions.asking import current
from mrapp.app.remarks.keeping import Draft
from mrapp.app.remarks.sound import SpokenNote
from mrapp.app.session import Session
from mrapp.model.errors import MrappError
from mrapp.model.remark import Thing, new_id
from mrapp.model.sound_errors import NoMicrophoneError, NothingHeardError
from mrapp.model.texts import Notice, Phrase
from mrapp.model.values import Point3
from mrapp.ui.headset.keeping import Attempt, Keeping
from mrapp.ui.headset.note import NoteTaking


@dataclass(eq=False)
class Unsaid:
    """What somebody was saying, and nobody hears of any more unless it is taken back.

    telling: with what was being recorded, once that has been put together. attempt: what was asked
    to be kept of it.
    """

    telling: Telling
    attempt: Attempt | None = None
    gone: bool = False

    @property
    def begun(self) -> bool:
        """Whether anything was said."""
        return self.telling.begun

    def forget(self) -> None:
        """Let go of it; a recording that is put together still is not kept either."""
        self.telling, self.attempt, self.gone = Telling(), None, True


class Speaking(QObject):
    """Holds what is said by one visitor after the other.

    Signals: `changed` something else is to be seen; `kept` an opinion is durable, with its receipt;
    `missed` one is not kept whose maker cannot be told any more, with why; `spoke` somebody goes on
    who spoke this language; `chimed` something is to be heard, a `Chime`.
    language: in which it is said. visible: whether its panel can be seen now.
    """

    changed = Signal()
    kept = Signal(str)
    missed = Signal(object)
    spoke = Signal(str)
    chimed = Signal(object)

    def __init__(
        self, session: Session, keeping: Keeping, note: NoteTaking, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self.keeping, self.note = session, keeping, note
        self.telling = Telling()
        self.language = "nl"
        self.visible = True
        # Who was set aside while it was being kept, with what was said.
        self._waiting: tuple[Telling, Unsaid] | None = None
        self._offered = ""
        note.began.connect(lambda: self.do(saying_note.recording))
        note.packing.connect(lambda: self.do(saying_note.packing))
        note.looked.connect(self.changed)
        note.taken.connect(self._take_note)
        note.failed.connect(self._miss_note)

    @property
    def sheet(self) -> Sheet | None:
        """What stands on its panel; None: there is none."""
        return saying_sheets.sheet_of(self._session.project, self.telling, self.note.live)

    def begin(self, orders: Mapping[str, tuple[str, str]], seen: Seen | None) -> None:
        """Begin, or go on with what was put aside."""
        project, now = self._session.project, self._session.services.utc_now()
        told = saying.begin(
            self.telling,
            current(project),
            orders,
            seen,
            new_id(lambda: int(now.timestamp() * 1000)),
            now,
            themed=bool(project.themes),
        )
        self._become(told)

    def point(self, point: Point3 | None, thing: Thing | None, seen: Seen | None) -> None:
        """Take in which place was pointed at."""
        self._become(saying.pointed(self.telling, point, thing, seen))

    def press(self, area: str) -> TellingWanted | None:
        """Take in a press on its panel; returns what somebody else has to do."""
        if area == saying_sheets.RECOVER:
            self.spoke.emit(self._offered)
        told, wanted = saying_sheets.pressed(self._session.project, self.telling, area)
        self._become(told)
        match wanted:
            case Record():
                self.note.begin()
            case EndRecording():
                self.note.finish()
            case Send():
                self._send()
            case _:
                return wanted
        return None

    def do(self, act: Callable[[Telling], Telling]) -> None:
        """Carry out one action of `saying`, `saying_note` or `saying_kept`."""
        self._become(act(self.telling))

    def show(self, visible: bool) -> None:
        """Take in whether its panel can be seen: nothing is recorded that nobody sees going on."""
        self.visible = visible
        self._watch_recording()

    def forget(self) -> None:
        """Forget the visitor. What was asked to be kept is kept all the same."""
        self._become(saying.finish(), by_visitor=False)

    def set_aside(self) -> Unsaid:
        """Forget the visitor, but give what was being said to somebody who may take it back.

        Its draft is erased: it is in memory alone. What is just being kept is kept all the same;
        only where that fails there is something to take back.
        """
        unsaid = Unsaid(self.telling, self.keeping.attempt)
        if saying_kept.is_waiting(self.telling):
            self._waiting, unsaid.telling = (self.telling, unsaid), Telling()
        ending = self.note.hand_over()
        if ending is not None:
            unsaid.telling = saying_note.packing(unsaid.telling)
            self.note.put_together(ending, lambda note: self._complete(unsaid, note))
        self.forget()
        return unsaid

    def take_back(self, unsaid: Unsaid) -> None:
        """Let somebody go on who was set aside."""
        self.keeping.attempt = unsaid.attempt
        self._become(unsaid.telling, by_visitor=False)

    def _complete(self, unsaid: Unsaid, note: SpokenNote | None) -> None:
        """Take in what was being recorded, where it is now."""
        if unsaid.gone or not unsaid.begun:
            return
        before = unsaid.telling
        unsaid.telling = saying_note.noted(before, note) if note else saying_note.not_opened(before)
        if self.telling.draft_id == before.draft_id:
            self.do(
                lambda now: saying_note.noted(now, note) if note else saying_note.not_opened(now)
            )

    def put_by(self) -> None:
        """Let go of what is said, but leave its draft for whoever comes back to it.

        What was being recorded ends here, and goes into that draft.
        """
        ending = self.note.hand_over() if self.keeping.ready else None
        if ending is not None:
            self.keeping.follow_to_end(self.telling, self.language, ending)
        self.note.abandon()
        self.keeping.let_be()
        self.telling = Telling()

    def look_for_drafts(self) -> None:
        """Offer what somebody was saying when a program ended; what nobody can want is erased."""
        self.keeping.left_behind(self._offer)

    def drop_drafts(self) -> None:
        """Erase what was left behind: somebody else comes now."""

        def drop(drafts: tuple[Draft, ...]) -> None:
            for draft in drafts:
                self.keeping.drop(draft)

        self.keeping.left_behind(drop)

    def _offer(self, drafts: tuple[Draft, ...]) -> None:
        for draft in drafts:
            found = telling_of(draft, self._session.moment)
            if found is not None and self.telling == Telling():
                self._offered = found[1]
                self._become(found[0])
            else:
                self.keeping.drop(draft)

    def _send(self) -> None:
        if self.telling.page is Page.SENDING:
            self.keeping.send(
                self._session, self.telling, self.language, self._was_kept, self._was_not_kept
            )

    def _was_kept(self, draft_id: str, receipt: str) -> None:
        self._waited_for(draft_id)
        if self._waits_for(draft_id):
            self._become(saying_kept.sent(self.telling, receipt))
        self.kept.emit(receipt)

    def _was_not_kept(self, draft_id: str, error: MrappError) -> None:
        waited = self._waited_for(draft_id)
        if self._waits_for(draft_id):
            self._become(saying_kept.failed(self.telling, _told(error)))
            return
        if waited is not None and not waited[1].gone:
            waited[1].telling = saying_kept.failed(waited[0], _told(error))
        self.missed.emit(error)

    def _waited_for(self, draft_id: str) -> tuple[Telling, Unsaid] | None:
        """Return who was set aside while this was being kept; it is waited for no more."""
        found = self._waiting
        if found is None or found[0].draft_id != draft_id:
            return None
        self._waiting = None
        return found

    def _waits_for(self, draft_id: str) -> bool:
        """Tell whether who said it is still there."""
        return self.telling.draft_id == draft_id and saying_kept.is_waiting(self.telling)

    def _take_note(self, note: SpokenNote) -> None:
        if self.telling.begun:
            self.do(lambda telling: saying_note.noted(telling, note))

    def _miss_note(self, error: MrappError) -> None:
        plain: dict[type, Notice] = {
            NoMicrophoneError: saying_sheets.NO_MICROPHONE,
            NothingHeardError: saying_sheets.NOTHING_HEARD,
        }
        fault = plain.get(type(error)) or _told(error)
        if self.telling.begun:
            self.do(lambda telling: saying_note.not_noted(telling, fault))

    def _become(self, telling: Telling, *, by_visitor: bool = True) -> None:
        before, self.telling = self.telling, telling
        if telling == before:
            return
        if by_visitor and saying_kept.is_taken_back(before, telling):
            self.keeping.take_back(self._session, before.draft_id)
        if before.begun and telling.draft_id != before.draft_id:
            self.note.abandon()
        self.keeping.follow(telling, self.language)
        if telling == Telling():
            # Whoever comes next finds nothing of it; what is being kept goes on.
            self.keeping.attempt = None
        self._watch_recording()
        chime = chime_between(before, telling)
        if chime is not None:
            self.chimed.emit(chime)
        self.changed.emit()

    def _watch_recording(self) -> None:
        """End a recording whose panel is not seen; what was said up to there stays."""
        telling = self.telling
        seen = self.visible and telling.page is Page.STEP and telling.step == VOICE
        if seen or telling.note not in (Note.OPENING, Note.RECORDING):
            return
        if telling.note is Note.RECORDING:
            self.note.finish()
        else:
            self.note.abandon()
            self.do(saying_note.not_opened)


def _told(error: MrappError) -> Notice:
    return Notice(Phrase(nl=error.text("nl"), en=error.text("en")))
