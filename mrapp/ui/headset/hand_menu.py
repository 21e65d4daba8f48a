"""The hand menu of one visitor after the other: what it is about, and what a press on it asks."""

from dataclasses import replace

from mrapp.app.headset import menu as hand
from mrapp.app.headset import menu_sheets
from mrapp.app.headset.controls import all_ways
from mrapp.app.headset.menu import Around, Menu, Page
from mrapp.app.headset.sheets import Sheet
from mrapp.app.headset.telling import Telling
from mrapp.app.headset.tutorial import Deed
from mrapp.app.headset.wanted import Comfort, Wanted
from mrapp.app.session import Session
from mrapp.model.texts import Phrase
from mrapp.ui.headset.hints import Hints
from mrapp.ui.headset.visitors_city import VisitorsCity
from mrapp.ui.opinions.door import StoreDoor

_SHUT = Phrase(nl="Nu kan er niets bewaard worden.", en="Nothing can be kept just now.")


class HandMenu:
    """Opens, shows and puts away the menu; the hints hear when it comes and goes.

    menu: as it is now. room: whether the headset can show the visitor's own room behind the model.
    silent: why the visitor cannot choose how loud it is; None: they can.
    """

    def __init__(self, session: Session, door: StoreDoor, city: VisitorsCity, hints: Hints) -> None:
        self._session, self._door = session, door
        self._city, self._hints = city, hints
        self.menu = Menu()
        self.room = self.finds_tiles = False
        self.silent: Phrase | None = None

    def begin(self) -> None:
        """Begin anew, put away, with everybody's settings."""
        self.menu = Menu()

    def set_comfort(self, comfort: Comfort) -> None:
        """Show these choices for body and eyes as taken."""
        self.menu = replace(self.menu, comfort=comfort)

    def stand_by(self, *, table_top: bool, own: bool) -> None:
        """Take in that the city is a model on a table now, the visitor's own, or life-size."""
        self.menu = hand.stood_by(self.menu, table_top=table_top, own=own)

    def toggle(self) -> None:
        """Open it at its first page, or put it away."""
        self._become(hand.toggled(self.menu))

    def open(self, page: Page = Page.HOME) -> None:
        """Open it at a page."""
        self._become(hand.opened(self.menu, page))

    def sheet(self, telling: Telling) -> Sheet | None:
        """Return its page; None: it is put away."""
        return menu_sheets.sheet_of(self._around(telling), self.menu) if self.menu.open else None

    def press(self, area: str, telling: Telling) -> Wanted | None:
        """Take in a press on it; returns what somebody else has to do."""
        menu, wanted = menu_sheets.pressed(self._around(telling), self.menu, area)
        self._become(menu)
        return wanted

    def _become(self, menu: Menu) -> None:
        before, self.menu = self.menu, menu
        if menu.open != before.open:
            self._hints.did(Deed.OPENED_MENU if menu.open else Deed.CLOSED_MENU)

    def _around(self, telling: Telling) -> Around:
        session = self._session
        return Around(
            project=session.project,
            view=replace(session.view, language=self._city.language),
            now_utc=session.services.utc_now(),
            names=self._city.names(telling),
            begun=telling.begun,
            shut=None if self._door.ready else _SHUT,
            silent=self.silent,
            way=all_ways(self._hints.controls, self.menu.comfort),
            room=self.room,
            tiles=self.finds_tiles and bool(session.project.tiles),
        )
