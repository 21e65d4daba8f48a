"""The desk of a visitor with a headset: hears presses, changes the session, gives panels."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mrapp.app.headset import menu as hand
from mrapp.app.headset import menu_sheets, plate, saying_sheets, tutorial
from mrapp.app.headset.menu import Menu
from mrapp.app.headset.panels import PanelEvent, PanelPicture
from mrapp.app.headset.sheets import Sheet
from mrapp.app.headset.telling import Seen
from mrapp.app.headset.tutorial import Deed
from mrapp.app.headset.wanted import (
    AskToStop,
    BeginSaying,
    ChangeComfort,
    ChooseVariant,
    Comfort,
    Explain,
    FindTable,
    GoTo,
    HandleModel,
    OnTile,
    Speak,
    Stop,
    TableTop,
    TellingWanted,
    Wanted,
)
from mrapp.app.remarks.pins import Pinned
from mrapp.app.session import Session
from mrapp.app.state import ObjectRef, SceneState
from mrapp.model.texts import Phrase
from mrapp.model.values import Point3
from mrapp.ui.headset.board import Board
from mrapp.ui.headset.glance import Glance, seen_of
from mrapp.ui.headset.hand_menu import HandMenu
from mrapp.ui.headset.hints import Hints
from mrapp.ui.headset.keeping import Keeping
from mrapp.ui.headset.note import NoteTaking
from mrapp.ui.headset.speaking import Speaking
from mrapp.ui.headset.visitors_city import VisitorsCity
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.voice.sounds import Sounds
from mrapp.ui.workbench import Workbench


def _no_glance() -> Glance | None:
    return None


class HeadsetDesk(QObject):
    """One visitor after the other, on the window's thread; all doors are called on that one.

    What the headset tells: `take`, `menu_button`, `back_button`, `did`, `pointed`, `hold`,
    `stand_on_table`, `wear`. What the facilitator does: `begin`, `next_visitor`, `speak`, `end`.

    Signals: `panels_changed` the panels that are to stand, a tuple of `PanelPicture`; `wanted` what
    the headset has to do, one of `WorldWanted`; `scene_changed` what is seen of the city (`scene`,
    `pinned`, `pointing`) may be another;
    `kept` an opinion is durable, with its receipt; `missed` one is not kept, and its maker is gone.

    hints, hand: the first minute's hints and the hand menu. city: as the visitor sees it.
    look_now: what the visitor sees at this moment; None: nothing.
    """

    panels_changed = Signal(object)
    wanted = Signal(object)
    scene_changed = Signal()
    kept = Signal(str)
    missed = Signal(object)

    def __init__(
        self,
        bench: Workbench,
        session: Session,
        door: StoreDoor,
        parent: QObject,
        look_now: Callable[[], Glance | None] = _no_glance,
    ) -> None:
        super().__init__(parent)
        self._session, self._door = session, door
        self._look_now = look_now
        sounds = Sounds(door.sound, bench.tasks)
        self.speaking = Speaking(session, Keeping(door), NoteTaking(sounds, self), self)
        self.speaking.changed.connect(self._show)
        self.speaking.kept.connect(self._thank)
        self.speaking.missed.connect(self.missed)
        self.speaking.spoke.connect(self.speak)
        self.city = VisitorsCity(session)
        self.hints = Hints()
        self.hand = HandMenu(session, door, self.city, self.hints)
        self._board = Board(self.speaking, self.hand, self.hints)
        self._worn = True
        self._stop_listening: Callable[[], None] | None = None
        door.changed.connect(self._show)

    # What is to be seen

    @property
    def panels(self) -> tuple[PanelPicture, ...]:
        """All panels that stand now."""
        return self._board.pictures

    @property
    def words(self) -> tuple[str, ...]:
        """What stands on the panels, line by line: for the facilitator, and to be read aloud."""
        return self._board.words

    @property
    def menu(self) -> Menu:
        """The hand menu as it is now."""
        return self.hand.menu

    @property
    def language(self) -> str:
        """The language of the visitor; the window keeps its own."""
        return self.city.language

    @property
    def comfort(self) -> Comfort:
        """What the visitor chose for the own body and eyes."""
        return self.menu.comfort

    @property
    def pointing(self) -> bool:
        """Whether a press in the city tells a place."""
        return self.speaking.telling.pointing and not self.menu.open and self.asked is None

    @property
    def scene(self) -> SceneState:
        """What the visitor sees of the city: plans that are compared under blind names."""
        return self.city.scene(self.speaking.telling)

    @property
    def pinned(self) -> Pinned | None:
        """The place that is spoken of, as a pin; the same as long as it is the same place."""
        return self.city.pinned(self.speaking.telling)

    @property
    def asked(self) -> str | None:
        """The key of what somebody asks before everything else; None: nothing is asked."""
        return self._board.asked

    # What the facilitator does

    def begin(self) -> None:
        """Let somebody begin; what was being said when a program ended is offered first."""
        self._begin()
        self.speaking.look_for_drafts()

    def next_visitor(self) -> None:
        """Forget this one, who leaves nothing behind, and let the next one begin."""
        self._forget()
        self._begin()
        self.speaking.drop_drafts()

    def speak(self, language: str) -> None:
        """Speak another language with the visitor."""
        self.city.language = self.speaking.language = language
        self._show()

    def set_comfort(self, comfort: Comfort) -> None:
        """Move, turn and show text in another way."""
        self.hand.set_comfort(comfort)
        self.wanted.emit(ChangeComfort(comfort))
        self._show()

    def tell_sound(self, silent: Phrase | None) -> None:
        """Say why the visitor cannot choose how loud it is; None: they can."""
        self.hand.silent = silent
        self._show()

    def ask(self, sheet: Sheet, answered: Callable[[str], None]) -> None:
        """Put a sheet of one's own before everything else, until something on it is pressed.

        answered: gets the area. Another sheet takes the place of one that nobody answered.
        """
        self._board.ask(sheet, answered)
        self._show()

    def ask_no_more(self) -> None:
        """Take such a sheet away."""
        self._board.ask_no_more()
        self._show()

    def at_event(self, event: str | None) -> None:
        """Say at which session, by its id, opinions are given from now on."""
        self.speaking.keeping.event = event

    def end(self) -> None:
        """Put everything away; what was being said stays as a draft. Safe twice."""
        if self._stop_listening is None:
            return
        self._stop_listening()
        self._stop_listening = None
        self.speaking.put_by()
        self._board.clear(self.language)
        self.panels_changed.emit(self.panels)

    # What the headset tells

    def take(self, event: PanelEvent) -> None:
        """Take in what a hand did to a panel."""
        pressed = self._board.take(event)
        if pressed is not None:
            self._press(*pressed)
        self._show()

    def menu_button(self) -> None:
        """Open the menu, or put it away; not before what is asked was answered."""
        if self.asked is None:
            self.hand.toggle()
            self._show()

    def back_button(self) -> None:
        """Go back, on the panel that is before the visitor; from the first page, put it away."""
        if self.menu.open:
            home = self.menu.page is hand.Page.HOME
            self._press(menu_sheets.KEY, "close" if home else "back")
        elif self.speaking.sheet is not None:
            self._press(saying_sheets.KEY, "back")
        self._show()

    def did(self, what: str) -> None:
        """Take in what the visitor did, for the hints: see `tutorial.Deed`; else it is nothing."""
        deed = tutorial.deed_of(what)
        if deed is not None:
            self.hints.did(deed)
            self._show()

    def pointed(self, place: Point3, ref: ObjectRef | None, glance: Glance | None = None) -> bool:
        """Take in a press in the city, local metres; returns whether it told a place."""
        self.did(Deed.PRESSED)
        if not self.pointing:
            return False
        self.speaking.point(self.city.spot(place), self.city.thing(ref), self._seen(glance))
        return True

    def hold(self, profile: str) -> None:
        """Take in which controllers the visitor holds, by their OpenXR interaction profile."""
        self.hints.hold(profile)
        self._show()

    def stand_on_table(self, on: bool, *, own: bool = False) -> None:
        """Take in that the city is a model on a table now, the visitor's own, or life-size."""
        self.hand.stand_by(table_top=on, own=own)
        self._show()

    def offer_room(self, on: bool) -> None:
        """Take in whether the headset can show the visitor's own room behind the model."""
        self.hand.room = on

    def offer_tiles(self, on: bool) -> None:
        """Take in whether the headset finds printed tiles."""
        self.hand.finds_tiles = on
        self._show()

    def wear(self, on: bool) -> None:
        """Take in that the headset was put on or off, or that its runtime went: all stays."""
        self._worn = on
        self._board.let_go()
        self._show()

    # How it goes

    def _begin(self) -> None:
        if self._stop_listening is None:
            self._stop_listening = self._session.listen(self._on_session)
        self._board.ask_no_more()
        self.hand.begin()
        self.hints.begin()
        self.city.begin(self._door.ever)
        self.speaking.language = self.language
        self._show()

    def _forget(self) -> None:
        self.speaking.forget()
        if self.comfort != Comfort():
            self.hand.set_comfort(Comfort())
            self.wanted.emit(ChangeComfort(Comfort()))

    def _press(self, key: str, area: str) -> None:
        """Carry out a press; one that comes late, for what is there no more, is for nothing."""
        if not self._board.hears(key, area):
            return
        self.hints.did(Deed.PRESSED)
        if self.asked is not None:
            self._board.answer(area)
        elif key == plate.KEY:
            self.hand.open()
        elif key == menu_sheets.KEY:
            self._carry_out(self.hand.press(area, self.speaking.telling))
        elif key == tutorial.KEY:
            self._carry_out(self.hints.press(area, self.language))
        else:
            self._carry_out_said(self.speaking.press(area))

    def _carry_out(self, wanted: Wanted | None) -> None:
        self.city.carry_out(wanted)
        match wanted:
            case Speak(language):
                self.speak(language)
            case GoTo() | TableTop() | FindTable() | OnTile() | HandleModel() | ChangeComfort():
                self.wanted.emit(wanted)
            case BeginSaying():
                self.speaking.begin(self.city.orders, self._seen(None))
            case Explain():
                self.hints.begin()
            case Stop():
                self._forget()
                self.hints.end()
                self.wanted.emit(wanted)

    def _carry_out_said(self, wanted: TellingWanted | None) -> None:
        match wanted:
            case ChooseVariant():
                self.city.carry_out(wanted)
            case GoTo():
                self.city.go_for(self.speaking.telling, wanted)
                self.wanted.emit(wanted)
            case AskToStop():
                self.hand.open(hand.Page.STOP)

    def _thank(self, receipt: str) -> None:
        if self.speaking.telling.receipt == receipt:
            self.city.revealed = True
        self.kept.emit(receipt)
        self._show()

    def _seen(self, glance: Glance | None) -> Seen:
        """Return what is seen now."""
        found, moment = glance or self._look_now(), self._session.moment
        return seen_of(found, moment) if found is not None else Seen(moment)

    def _on_session(self) -> None:
        """Take in that something else is shown, or that more of it has arrived."""
        self.city.stir()
        self._show()

    def _show(self) -> None:
        """Bring everything up to date that is to be seen."""
        if self._stop_listening is None:
            return
        self.speaking.show(self._worn and not self.menu.open and self.asked is None)
        self.city.follow(self.speaking.telling)
        if self._board.show(self.language, self.comfort.text_scale):
            self.panels_changed.emit(self.panels)
        if self.city.is_another(self.speaking.telling, self.pointing):
            self.scene_changed.emit()
