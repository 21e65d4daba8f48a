"""Keeps what is said with a headset on: drafts all the while, the remark before the thanks."""

from collections.abc import Callable
from dataclasses import dataclass

from mrapp.app.headset import saying_kept, saying_note
from mrapp.app.headset.saying_drafts import draft_of, of_headset
from mrapp.app.headset.telling import Seen, Telling
from mrapp.app.remarks.keeping import Draft, RemarkStore, Sealed
from mrapp.app.remarks.making import Occasion, Said
from mrapp.app.remarks.sealing import sealed_of
from mrapp.app.session import Session
from mrapp.model.errors import MrappError
from mrapp.model.remark import Channel
from mrapp.model.sound_errors import NothingHeardError
from mrapp.model.texts import Phrase
from mrapp.ui.headset.note import Ending
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.drafts import Drafts

_KEEPING = Phrase(nl="Mening uit de headset bewaren", en="Keeping the opinion from the headset")
_TAKING_BACK = Phrase(nl="Mening intrekken", en="Withdrawing the opinion")
_LOOKING = Phrase(nl="Nakijken wat er nog ligt", en="Looking at what was left")


@dataclass(eq=False)
class Attempt:
    """What somebody asked to keep.

    given: once it was made of that. kept: whether it is durable. unwanted: taken back since.
    """

    remark_id: str
    said: Said
    given: Sealed | None = None
    kept: bool = False
    unwanted: bool = False


class Keeping:
    """Keeps one opinion at a time.

    event: the id of the session at which it is given. attempt: what its maker asked to keep last,
    to be tried again or taken back by nobody else; it goes with its maker.
    """

    def __init__(self, door: StoreDoor) -> None:
        self._door = door
        self._drafts = Drafts(door)
        self.attempt: Attempt | None = None
        self._under_way = 0
        self._settled: list[Callable[[], object]] = []
        self._kept_draft: Draft | None = None
        self.event: str | None = None

    @property
    def ready(self) -> bool:
        """Whether anything can be kept now."""
        return self._door.ready

    def follow(self, telling: Telling, language: str) -> None:
        """Keep what is said so far; erase what is said no more."""
        draft, before = draft_of(telling, language), self._kept_draft
        if draft == before:
            return
        self._kept_draft = draft
        if before is not None and (draft is None or draft.id != before.id):
            self._drafts.drop(before.id)
        if draft is not None:
            self._drafts.keep(draft)

    def follow_to_end(self, telling: Telling, language: str, ending: Ending) -> None:
        """Keep what is said so far, with a recording that is ended for it.

        In one task: nobody may be left to hear of the first half, when the window closes.
        """

        def work(store: RemarkStore) -> None:
            try:
                draft = draft_of(saying_note.noted(telling, ending()), language)
            except NothingHeardError:
                return  # What was said before it is kept already.
            if draft is not None:
                store.keep_draft(draft)

        self._door.ask(_KEEPING, work, lambda _done: None, lasting=True)

    def let_be(self) -> None:
        """Leave the draft where it is, for whoever comes back to it."""
        self._kept_draft = None

    def left_behind(self, done: Callable[[tuple[Draft, ...]], None]) -> None:
        """Find what a headset left behind, the latest first."""

        def found(drafts: tuple[Draft, ...]) -> None:
            own = self._kept_draft.id if self._kept_draft else ""
            done(tuple(each for each in drafts if each.id != own))

        # Where nothing can be read there is nothing to offer; what is kept later says why.
        self._door.ask(_LOOKING, lambda store: of_headset(store.drafts()), found, _nothing)

    def drop(self, draft: Draft) -> None:
        """Erase a draft that nobody wants."""
        self._drafts.drop(draft.id)

    def send(
        self,
        session: Session,
        telling: Telling,
        language: str,
        kept: Callable[[str, str], None],
        failed: Callable[[str, MrappError], None],
    ) -> None:
        """Keep an opinion; `kept` gets its draft's id and its receipt, `failed` why it is not kept.

        What was tried before and not changed since is tried as it was: it may have been kept all
        the same, and then has the receipt that it had.
        """
        seen = telling.seen or Seen(session.moment)
        said, last = saying_kept.said(telling, language), self.attempt
        if last is None or (last.remark_id, last.said) != (telling.draft_id, said):
            last = Attempt(telling.draft_id, said)
        attempt = self.attempt = last
        attempt.unwanted = False
        if self._door.counts:
            session.answered(said.questionnaire)
        now = session.services.utc_now()
        occasion = Occasion(Channel.VR, language, now, self.event)

        def work(store: RemarkStore) -> Sealed:
            if attempt.given is None:
                attempt.given = sealed_of(
                    session, seen.moment, said, seen.look, occasion, attempt.remark_id
                )
            given = attempt.given
            store.add(given.remark, given.proof, given.files)
            return given

        def done(given: Sealed) -> None:
            attempt.kept = True
            self._door.refresh()
            if self._kept_draft is None or self._kept_draft.id != attempt.remark_id:
                # Let be when the headset ended: what is kept is offered to nobody.
                self._drafts.drop(attempt.remark_id)
            if attempt.unwanted:
                self._take_back(session, given)
            else:
                kept(attempt.remark_id, str(given.receipt))
            self._settle()

        def missed(error: MrappError) -> None:
            failed(attempt.remark_id, error)
            self._settle()

        self._under_way += 1
        self._door.ask(_KEEPING, work, done, missed, lasting=True)

    def once_settled(self, act: Callable[[], object]) -> None:
        """Do something once it is known what became of all that was to be kept: maybe at once."""
        self._settled.append(act)
        self._settle(ended=0)

    def _settle(self, ended: int = 1) -> None:
        self._under_way -= ended
        if not self._under_way:
            acts, self._settled = self._settled, []
            for act in acts:
                act()

    def take_back(self, session: Session, draft_id: str) -> None:
        """Take back what was kept just now, or is on its way, once it arrives."""
        attempt = self.attempt
        if attempt is None or attempt.remark_id != draft_id:
            return
        if attempt.kept and attempt.given is not None:
            self._take_back(session, attempt.given)
        else:
            attempt.unwanted = True

    def _take_back(self, session: Session, given: Sealed) -> None:
        now = session.services.utc_now()
        self._door.ask(
            _TAKING_BACK,
            lambda store: store.withdraw(given.receipt, now, Channel.VR),
            lambda _id: self._door.refresh(),
            lasting=True,
        )


def _nothing(_error: MrappError) -> None:
    """Offer nothing."""
