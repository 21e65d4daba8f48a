"""What the last visitor left, for as long as a mistaken press can be undone: in memory alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from mrapp.app.headset.menu import Menu
from mrapp.app.headset.tutorial import Tutorial
from mrapp.app.history import Change, Moment
from mrapp.app.session import Session
from mrapp.model.texts import Phrase
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.headset.speaking import Unsaid
from mrapp.xr.rig import StagePlace

UNDO_S: Final = 20
"""For so long the next visitor can be taken back; then the last one is really gone."""

_BACK = Phrase(nl="vorige bezoeker terug", en="last visitor back")


@dataclass(frozen=True, eq=False)
class Aside:
    """A visitor who was ended. place: of the stage; None: it was not known."""

    said: Unsaid
    language: str
    menu: Menu
    tutorial: Tutorial
    moment: Moment
    orders: Mapping[str, tuple[str, str]]
    revealed: bool
    place: StagePlace | None
    begun_s: float = 0.0


def set_aside(
    desk: HeadsetDesk, session: Session, place: StagePlace | None, begun_s: float
) -> Aside:
    """Take all of a visitor from the desk, before the next one begins there."""
    menu, hints, city = desk.menu, desk.hints.tutorial, desk.city
    language, moment = desk.language, session.moment
    said = desk.speaking.set_aside()
    return Aside(said, language, menu, hints, moment, city.orders, city.revealed, place, begun_s)


def put_back(desk: HeadsetDesk, session: Session, aside: Aside) -> None:
    """Let that visitor be at the desk again, with all that they said and set."""
    if session.project is aside.moment.project:
        view = replace(aside.moment.view, language=session.view.language)
        session.show(Change(Moment(session.project, view), _BACK))
    desk.speaking.forget()
    desk.city.orders, desk.city.revealed = aside.orders, aside.revealed
    desk.hand.menu = replace(aside.menu, table_top=desk.menu.table_top)
    desk.hints.tutorial = aside.tutorial
    desk.speak(aside.language)
    desk.speaking.take_back(aside.said)
    desk.set_comfort(aside.menu.comfort)


class HandingOn(QObject):
    """Holds the last visitor until the time to undo is over. Signal: `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject, undo_ms: int = 1000 * UNDO_S) -> None:
        super().__init__(parent)
        self._aside: Aside | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(undo_ms)
        self._timer.timeout.connect(self.forget)

    @property
    def held(self) -> Aside | None:
        """Who can be taken back now."""
        return self._aside

    @property
    def left_s(self) -> int:
        """For how many seconds still, rounded up."""
        return max(0, -(-self._timer.remainingTime() // 1000))

    def hold(self, aside: Aside) -> None:
        """Hold a visitor; of two in a row, by a key that was pressed twice, the one who spoke."""
        held = self._aside
        if held is not None and held.said.begun and not aside.said.begun:
            return
        if held is not None:
            held.said.forget()
        self._aside = aside
        self._timer.start()
        self.changed.emit()

    def take(self) -> Aside | None:
        """Take the visitor back."""
        held, self._aside = self._aside, None
        self._timer.stop()
        self.changed.emit()
        return held

    def forget(self) -> None:
        """Let go of the visitor: nothing of them is left."""
        self._timer.stop()
        if self._aside is not None:
            self._aside.said.forget()
            self._aside = None
            self.changed.emit()
