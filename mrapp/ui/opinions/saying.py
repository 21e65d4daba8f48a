"""Saying something about a place: what is seen becomes a remark, kept before anybody is thanked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMainWindow

from mrapp.app.history import Moment
from mrapp.app.questions.answering import Answering
from mrapp.app.questions.asking import current
from mrapp.app.remarks.drafts import Words, Written
from mrapp.app.remarks.keeping import Draft, RemarkStore, Sealed
from mrapp.app.remarks.making import (
    GivenFile,
    Look,
    Occasion,
    Said,
    seen_again,
    sight_of,
)
from mrapp.app.remarks.pins import Pinned, place_alone
from mrapp.app.remarks.sealing import sealed_of, thing_of
from mrapp.app.session import Session
from mrapp.model.errors import MrappError
from mrapp.model.remark import Channel, Thing, new_id
from mrapp.model.texts import Phrase
from mrapp.model.values import Point3
from mrapp.scene.city_view import Hit
from mrapp.scene.places import look_of, pose_of_look
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.opinions.drafts import Drafts
from mrapp.ui.opinions.portrait import as_file, portrait, spot_of
from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Message, Workbench

if TYPE_CHECKING:
    from mrapp.ui.opinions.aside import Aside
    from mrapp.ui.opinions.say_dialog import SayDialog

_KEEPING = Phrase(nl="Uw mening bewaren", en="Keeping your opinion")
_DRAFT_LOST = Phrase(
    nl="Wat u eerder schreef, is niet meer te lezen en is weggelegd.",
    en="What you wrote before can no longer be read and was put aside.",
)


@dataclass(frozen=True)
class Begun:
    """A remark that is being made: where, of what, and how it was seen."""

    id: str
    begun_utc: datetime
    moment: Moment
    look: Look
    picture: QImage
    point: Point3 | None
    thing: Thing | None

    def draft(self, words: Words) -> Draft:
        """Return all of it but the picture, which is drawn again from the sight."""
        sight = sight_of(self.moment, self.look)
        written = Written(sight, words, self.point, self.thing)
        return Draft(self.id, self.begun_utc, written.content(Channel.DESKTOP))

    def files(self, words: Words) -> tuple[GivenFile, ...]:
        """Return the picture, the same with what was drawn on it, and the spoken note."""
        files = [as_file(self.picture)]
        if words.drawing.strokes:
            # As the form: not needed at start.
            from mrapp.ui.drawing.painting import drawn_on

            files.append(as_file(drawn_on(self.picture, words.drawing), "drawing"))
        if words.voice is not None:
            files.append(GivenFile("voice", "audio/ogg", words.voice.content))
        return tuple(files)


@dataclass(eq=False)
class _Attempt:
    """What somebody asked to keep. given: once it was made of that."""

    remark_id: str
    said: Said
    given: Sealed | None = None


class Saying(QObject):
    """One remark at a time."""

    def __init__(
        self, parts: Parts, bench: Workbench, door: StoreDoor, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._parts, self._bench, self._door, self._window = parts, bench, door, window
        self._drafts = Drafts(door)
        self.aside: Aside | None = None
        self._attempt: _Attempt | None = None
        self.dialog: SayDialog | None = None
        self._pin: Pinned | None = None
        self._pins: Pinned | None = None
        parts.view.city.asked.connect(self.begin)
        parts.side.opinions.say_wanted.connect(self.begin)
        door.left_over.connect(self._ask_about)
        bench.opened.connect(self._leave)

    def doers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this kind do."""
        return {"remark.make": self.begin}

    def begin(self, at: QPointF | None = None) -> None:
        """Say something about what is at a point of the view; without one, in its middle."""
        session = self._door.session_or_told() if self.dialog is None else None
        if session is None:
            return
        city = self._parts.view.city
        hit = city.hit(at) if at is not None else city.hit_middle()
        point, thing = _place_of(session, hit)
        self._open(session, Words(), point, thing)

    def _open(
        self,
        session: Session,
        words: Words,
        point: Point3 | None,
        thing: Thing | None,
        draft: Draft | None = None,
    ) -> None:
        city, now = self._parts.view.city, session.services.utc_now()
        begun = Begun(
            id=draft.id if draft else new_id(lambda: int(now.timestamp() * 1000)),
            begun_utc=draft.begun_utc if draft else now,
            moment=session.moment,
            look=look_of(city.pose, session.project.origin.frame(), city.hosted.size_px),
            picture=portrait(city, session, self._bench.loader.ready),
            point=point,
            thing=thing,
        )
        settings = self._bench.settings
        themes = session.project.themes
        # The form and what belongs to it: nobody needs them to see the city.
        from mrapp.ui.opinions.say_dialog import SayDialog
        from mrapp.ui.voice.sounds import Sounds

        sounds = Sounds(session.services.sound, self._bench.tasks)
        scale = settings.text_scale
        dialog = SayDialog(self._window, themes, sounds, settings.language, scale)
        spot = spot_of(point, begun.look, session.project.origin.frame())
        dialog.form.show_place(thing.name if thing else "", begun.picture, spot)
        dialog.form.fill_in(words)
        self._add_questions(session, dialog, words)
        dialog.changed.connect(lambda: self._drafts.keep(begun.draft(dialog.words)))
        dialog.keep_wanted.connect(lambda: self._keep(session, begun, dialog))
        dialog.thanks.paper_wanted.connect(lambda: self._ask_paper(session, dialog))
        dialog.given_up.connect(lambda: self._drafts.drop(begun.id))
        dialog.finished.connect(self._put_away)
        self.dialog = dialog
        self._show_place(point)
        x, y = (spot.x(), spot.y()) if spot else (0.5, 0.5)
        at = QPointF(x * city.width(), y * city.height())
        dialog.stand_beside(city.mapToGlobal(at).toPoint())
        dialog.open()
        dialog.form.text.setFocus()
        if words.asking:
            dialog.ask_questions()

    def _show_place(self, point: Point3 | None) -> None:
        """Pin only the place that it is about, until the form goes."""
        city = self._parts.view.city
        self._pins = city.city.pins.shown
        self._pin = place_alone(point) if point is not None else None
        if self._pin is not None:
            city.show_pins(self._pin)

    def _show_pins(self) -> None:
        """Show the pins that were there before; others came already where something was kept."""
        city = self._parts.view.city
        if self._pin is not None and city.city.pins.shown is self._pin:
            city.show_pins(self._pins)
        self._pin = self._pins = None

    def _add_questions(self, session: Session, dialog: "SayDialog", words: Words) -> None:
        """Add the published questions, or those of the version that was begun with."""
        form = current(session.project)
        answering = words.answering
        if answering is None and form is not None and form.questions:
            answering = Answering.begun(form, self._door.ever)
        if answering is None:
            return
        page = dialog.add_questions(answering, {each.id for each in session.project.viewpoints})
        aside, looks = self._look_aside(), page.looks
        page.viewpoint_wanted.connect(lambda to: aside.look_from(looks, to, page.names))
        page.variant_wanted.connect(lambda to: aside.compare(looks, to, page.compared))
        page.pin_wanted.connect(lambda: aside.point(looks, page.names))

    def _look_aside(self) -> "Aside":
        """Return what shows the city in the middle of a question."""
        # As the form: not needed at start.
        from mrapp.ui.opinions.aside import Aside

        if self.aside is None:
            self.aside = Aside(self._parts, self._bench, self._window)
            self.aside.begun.connect(self._step_aside)
            self.aside.ended.connect(self._come_back)
            self.aside.pointed.connect(self._take_place)
        return self.aside

    def _step_aside(self) -> None:
        if self.dialog is not None:
            self.dialog.hide()

    def _come_back(self) -> None:
        if self.dialog is not None and self.dialog.questions is not None:
            self.dialog.open()
            self.dialog.questions.focus()

    def _take_place(self, point: Point3) -> None:
        if self.dialog is not None and self.dialog.questions is not None:
            self.dialog.questions.take(point)

    def _leave(self) -> None:
        """Let go of the form of a project that was open before; its draft stays."""
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None
            self._show_pins()

    def _put_away(self) -> None:
        self.dialog = self._attempt = None
        self._show_pins()
        self._parts.view.city.setFocus()

    def _keep(self, session: Session, begun: Begun, dialog: "SayDialog") -> None:
        """Keep what was said; thanks come only once it is durable.

        What was tried before and not changed since is tried as it was: it may have been kept all
        the same, and then has the receipt that it had.
        """
        dialog.show_busy()
        words, last = dialog.words, self._attempt
        said = Said(
            text=words.text,
            mood=words.mood,
            theme=words.theme,
            questionnaire=words.answering.form if words.answering else None,
            answers=words.answering.given if words.answering else {},
            orders=words.answering.orders if words.answering else {},
            point=begun.point,
            thing=begun.thing,
            files=begun.files(words),
        )
        if last is None or (last.remark_id, last.said) != (begun.id, said):
            last = _Attempt(begun.id, said)
        attempt = self._attempt = last
        session.answered(said.questionnaire)
        now = session.services.utc_now()
        occasion = Occasion(Channel.DESKTOP, self._bench.language, now)

        def work(store: RemarkStore) -> str:
            if attempt.given is None:
                attempt.given = sealed_of(
                    session, begun.moment, said, begun.look, occasion, begun.id
                )
            given = attempt.given
            store.add(given.remark, given.proof, given.files)
            return str(given.receipt)

        def failed(error: MrappError) -> None:
            dialog.show_failed(error.text(self._bench.language))

        def kept(receipt: str) -> None:
            self._drafts.drop(begun.id)
            dialog.show_thanks(receipt, self._bench.server)
            self._door.refresh()

        self._door.ask(_KEEPING, work, kept, failed, lasting=True)

    def _ask_paper(self, session: Session, dialog: "SayDialog") -> None:
        # Late: as few want it.
        from mrapp.ui.opinions.paper import ask_pdf

        part = dialog.thanks.receipt
        if part is None:
            return

        def tell(say: Callable[[str], str]) -> None:
            if self.dialog is dialog:
                part.tell(say(self._bench.language))
            else:
                self._bench.tell(Message(say))

        ask_pdf(self._bench, session, part, dialog.thanks.code.text(), tell)

    # What was being written when a program ended by itself

    def _ask_about(self, drafts: tuple[Draft, ...]) -> None:
        mine = [each for each in drafts if each.content.get("channel") == Channel.DESKTOP.value]
        draft = max(mine, key=lambda each: each.begun_utc, default=None)
        session = self._bench.session
        if draft is None or session is None:
            return
        try:
            written = Written.read(draft.content, session.project)
        except ValueError:
            self._bench.tell(Message(_DRAFT_LOST.text))
            return
        if not written.says_something:
            self._drafts.drop(draft.id)
            return
        ask(
            self._window,
            self.tr("You were writing something"),
            self.tr("The program stopped before your opinion was kept. What you wrote is here."),
            self.tr("Do you want to go on with it?"),
            Answer(self.tr("Go on"), Role.AcceptRole, lambda: self._go_on(draft, written)),
            Answer(
                self.tr("Throw away"), Role.DestructiveRole, lambda: self._drafts.drop(draft.id)
            ),
            Answer(self.tr("Later"), Role.RejectRole),
        )

    def _go_on(self, draft: Draft, written: Written) -> None:
        """Bring back what was seen and written, and open the form on it."""
        session = self._bench.session
        if session is None or self.dialog is not None:
            return
        session.apply(seen_again(session.moment, written.sight)[0])
        pose = pose_of_look(written.sight, session.project.origin.frame())
        self._parts.view.city.be_at(pose)
        self._open(session, written.words, written.point, written.thing, draft)


def _place_of(session: Session, hit: Hit | None) -> tuple[Point3 | None, Thing | None]:
    """Return what was pointed at: RD/NAP metres, and the object there with its name."""
    if hit is None:
        return None, None
    x, y, nap = session.project.origin.frame().rd_from_local(np.array(hit.point_local)).tolist()
    return (x, y, nap), thing_of(session, hit.ref) if hit.ref else None
