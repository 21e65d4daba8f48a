"""The city as a visitor with a headset sees it: what is chosen, blind names, the pin."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from mrapp.app import actions
from mrapp.app.headset import saying_steps
from mrapp.app.headset.telling import Page, Telling
from mrapp.app.headset.wanted import (
    ChooseVariant,
    GoTo,
    SetTime,
    ShowDemolished,
    ShowLayer,
    TellingWanted,
    Wanted,
)
from mrapp.app.history import Change, Moment
from mrapp.app.questions.answering import orders_for
from mrapp.app.questions.asking import current
from mrapp.app.questions.blind import blind_names, blinded, names_of_compared
from mrapp.app.remarks.pins import Pinned, place_alone
from mrapp.app.remarks.sealing import thing_of
from mrapp.app.session import Session, starting_view
from mrapp.app.state import ObjectRef, SceneState
from mrapp.model.project import Project
from mrapp.model.questions import Question
from mrapp.model.remark import Thing
from mrapp.model.texts import LANGUAGES, Phrase
from mrapp.model.values import Point3

_ANEW = Phrase(nl="opnieuw beginnen", en="begin anew")


class VisitorsCity:
    """Changes the session for one visitor after the other, without a step of undo.

    language: that of the visitor; the window keeps its own.
    orders: how comparisons are shown to this one. revealed: whether the names of compared plans
    may be told by now: what was said is kept.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.language = "nl"
        self.orders: Mapping[str, tuple[str, str]] = {}
        self.revealed = False
        self._asked = ""
        self._pinned: tuple[Point3, Pinned] | None = None
        self._seen_last: tuple[object, ...] = ()

    def begin(self, visitors: int) -> None:
        """Show the project as it begins, in its first language.

        visitors: how many opinions were ever kept before.
        """
        session = self._session
        self.language = first_language(session.project)
        self.orders = orders_for(current(session.project), visitors)
        self.revealed, self._asked = False, ""
        window = session.view.language
        view = starting_view(session.project, session.services.utc_now(), window)
        session.show(Change(Moment(session.project, replace(view, language=window)), _ANEW))

    def carry_out(self, wanted: Wanted | TellingWanted | None) -> None:
        """Show what is wanted, as far as it is about what is shown."""
        now = self._session.moment
        match wanted:
            case ChooseVariant(variant):
                change = actions.switch_variant(now, variant)
            case SetTime(time_utc):
                change = actions.set_time(now, time_utc)
            case ShowLayer(layer, visible):
                change = actions.show_layer(now, layer, visible)
            case ShowDemolished(shown):
                change = actions.show_demolished(now, shown)
            case GoTo(viewpoint):
                change = actions.visit_viewpoint(now, viewpoint)
            case _:
                return
        self._session.show(change)

    def go_for(self, telling: Telling, wanted: GoTo) -> None:
        """Go where a question leads; which of two plans is seen there is up to the visitor."""
        variant, asks = self._session.view.variant, _compares(telling)
        self.carry_out(wanted)
        if asks is not None:
            self.carry_out(ChooseVariant(variant))

    def follow(self, telling: Telling) -> None:
        """Show what a question compares once it opens, and the plan that was chosen."""
        asks = _compares(telling)
        chosen = telling.answers.get(asks.id) if asks is not None else None
        asked = f"{asks.id}:{chosen}" if asks is not None else ""
        if asked == self._asked:
            return
        self._asked = asked
        if asks is not None and asks.variants is not None:
            order = telling.orders.get(asks.id, asks.variants)
            # What was looked at before, by chance or by liking, must not come first.
            self.carry_out(ChooseVariant(str(chosen) if chosen in order else order[0]))

    def scene(self, telling: Telling) -> SceneState:
        """Return what the visitor sees: plans that are compared under blind names."""
        session = self._session
        state, variant = session.scene_state(self.language), session.view.variant
        return blinded(state, session.project, variant, self.names(telling))

    def names(self, telling: Telling) -> dict[str, str]:
        """Return the blind names of compared plans, until what was said is kept."""
        form = telling.form or current(self._session.project)
        if form is None or self.revealed:
            return {}
        language, asks = self.language, _compares(telling)
        names = names_of_compared(form, self.orders, language)
        if asks is not None:
            names |= dict(blind_names(asks, self.orders.get(asks.id), language))
        return names

    def pinned(self, telling: Telling) -> Pinned | None:
        """Return the place spoken of as a pin; the same one as long as it is the same place."""
        place = saying_steps.place(telling)
        if place is None:
            self._pinned = None
        elif self._pinned is None or self._pinned[0] != place:
            self._pinned = (place, place_alone(place))
        return self._pinned[1] if self._pinned else None

    def spot(self, place: Point3) -> Point3:
        """Return a place, local metres, as an opinion keeps it: RD/NAP, to the millimetre."""
        frame = self._session.project.origin.frame()
        x, y, nap = frame.rd_from_local(np.array(place)).tolist()
        return round(x, 3), round(y, 3), round(nap, 3)

    def thing(self, ref: ObjectRef | None) -> Thing | None:
        """Return an object as an opinion keeps it, in the visitor's language."""
        return thing_of(self._session, ref, self.language) if ref is not None else None

    def is_another(self, telling: Telling, pointing: bool) -> bool:
        """Tell whether anything may look otherwise than when this was asked last."""
        names = tuple(self.names(telling).items())
        place = saying_steps.place(telling)
        before = self._seen_last
        self._seen_last = (self._session.moment, place, names, pointing, self.language)
        return self._seen_last != before

    def stir(self) -> None:
        """Take in that more has arrived of what is shown: it looks otherwise now."""
        self._seen_last = ()


def first_language(project: Project) -> str:
    """Return the language that a visitor is spoken to before they choose one."""
    return next((each for each in project.languages if each in LANGUAGES), LANGUAGES[0])


def _compares(telling: Telling) -> Question | None:
    """Return the question that is on the panel, if it compares two plans."""
    asks = saying_steps.question(telling) if telling.page is Page.STEP else None
    return asks if asks is not None and asks.variants else None
