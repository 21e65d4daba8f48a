"""The kiosk's window: the city over the whole screen, pages over it, and no way out."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.visit import Page
from mrapp.app.opened import OpenProject
from mrapp.app.remarks.keeping import Condition, Draft
from mrapp.app.settings import KeptInMemory, Settings, known_language
from mrapp.model.errors import MrappError
from mrapp.model.remark_errors import RemarkNotKeptError
from mrapp.model.texts import Phrase
from mrapp.model.tiles import TileState
from mrapp.scene.quality import Quality
from mrapp.ui.ar.eyes import eyes_of
from mrapp.ui.asking.looks import sheet_style
from mrapp.ui.asking.tiles import BY_KEYS
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.kiosk.aloud import Speech
from mrapp.ui.kiosk.bar import Bar, has_bar
from mrapp.ui.kiosk.keeping import Drafting, Sending
from mrapp.ui.kiosk.lock import Lock, clear_clipboard
from mrapp.ui.kiosk.page import Place
from mrapp.ui.kiosk.pages import make_page, page_key
from mrapp.ui.kiosk.parts import KioskParts
from mrapp.ui.kiosk.pins import Pins
from mrapp.ui.kiosk.posting import Posting
from mrapp.ui.kiosk.returning import Returning
from mrapp.ui.kiosk.scenery import Scenery
from mrapp.ui.kiosk.sheet import CountdownSheet, Sheet
from mrapp.ui.kiosk.shelf import Shelf
from mrapp.ui.kiosk.staff import StaffCorner, StaffNews
from mrapp.ui.kiosk.stay import Stay
from mrapp.ui.kiosk.tile_camera import TileCamera
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.languages import Languages
from mrapp.ui.workbench import Workbench

_MARGIN = 10
_NO_PROJECT = Phrase(nl="er is geen plan geopend", en="no plan is open")


class KioskWindow(QWidget):
    """A kiosk on one project. `left` comes once staff let it end."""

    left = Signal()

    def __init__(self, parts: KioskParts) -> None:
        super().__init__()
        self.setObjectName("kiosk")
        self.setWindowTitle("mrapp")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        occasion = parts.occasion
        settings = KeptInMemory(Settings(language=known_language(occasion.language)))
        self.parts = parts
        self.bench = Workbench(parts.services, settings, self)
        self.visiting = Visiting(occasion, self)
        self.city = CityWidget(Quality.STANDARD, self)
        self.scenery = Scenery(self.city, self.bench, self.visiting, self)
        self.shelf = Shelf(parts.open_store, parts.folder, self.visiting)
        self.drafting = Drafting(self.shelf, self)
        self.sending = Sending(self.shelf, self.bench.tasks, self.visiting)
        self.posting = Posting(self.bench, self.shelf, self.visiting, self)
        self.returning = Returning(self.shelf, self.visiting, self.posting.became)
        self.pins = Pins(parts.pins, self.shelf.tasks, self.bench.tasks, self.visiting)
        self.camera = self._camera(parts)
        self.speech = Speech(self)
        self.lock = Lock(self, lambda: 2 * self.visiting.looks.target_px)
        self.stay = Stay(self)
        self.news = StaffNews()
        self.sheet = Sheet(self)
        self.countdown = CountdownSheet(self, self.visiting)
        self.staff = StaffCorner(
            self,
            self.shelf,
            self.pins,
            parts.day_slip,
            self.visiting,
            self.news,
            self.posting,
        )
        self.bar: Bar | None = None
        self._languages = Languages()
        self._shown: tuple[object, ...] = ()
        self._dressed: tuple[object, ...] = ()
        self._typed = False
        self._may_close = False
        self._last_draft = ""
        self._checked = False
        self._connect()
        self.show_visit()

    def _camera(self, parts: KioskParts) -> TileCamera | None:
        """Return the camera that visitors may see tiles through; where there are any to see."""
        tiles = parts.occasion.project.tiles
        if parts.camera is None or not any(tile.state != TileState.REMOVED for tile in tiles):
            return None
        eyes = parts.eyes or eyes_of(parts.services)
        return TileCamera(self.bench, self.visiting, parts.camera, eyes, self)

    def _connect(self) -> None:
        visiting = self.visiting
        visiting.changed.connect(self.show_visit)
        visiting.ended.connect(self._wipe)
        visiting.wanted.connect(self._send)
        visiting.drafted.connect(self.drafting.keep)
        visiting.undrafted.connect(self.drafting.drop)
        self.shelf.changed.connect(self._take_shelf)
        self.pins.changed.connect(self._take_pin)
        self.drafting.failed.connect(self._note_failure)
        self.sending.checked.connect(self._take_condition)
        self.sending.failed.connect(self.news.add_error)
        self.bench.told.connect(lambda message: self.news.add(message.say))
        self.lock.touched.connect(visiting.touched)
        self.lock.touched.connect(self.staff.touched)
        self.lock.by_keys.connect(self._note_keys)
        self.lock.staff.connect(self.staff.ask)
        self.staff.leave_wanted.connect(self.leave)
        self.staff.event_chosen.connect(self._choose_event)
        self.staff.closed.connect(self._take_staff)
        self.speech.failed.connect(self._say_silent)
        self.city.picked.connect(self._begin)

    def open(self, opened: OpenProject) -> None:
        """Show a project and begin: what was left behind when the machine stopped comes first."""
        self.bench.open(opened)
        self.scenery.begin()
        self.lock.begin()
        self.pins.look()
        self.shelf.try_again()

    def _take_shelf(self) -> None:
        """Look through the store once it is open; until then one may only look around."""
        if self.shelf.is_open and not self._checked:
            self._checked = True
            self.sending.check(self._offer)
        self.show_visit()

    def _note_failure(self, error: MrappError) -> None:
        """Keep for staff what went wrong with a draft; of what goes wrong now the shelf tells."""
        if self.shelf.is_open:
            self.news.add_error(error)

    def _take_pin(self) -> None:
        """Let nobody begin at a kiosk that is to stand alone, and has no PIN."""
        self.visiting.barred = self.parts.alone and self.pins.missing
        self.show_visit()

    def _place(self, wide: bool) -> Place:
        place = Place(
            self.visiting, self.scenery, self.returning, self.parts.occasion.project, wide,
            self._typed, shut=not self.shelf.is_open, camera=self.camera,
        )  # fmt: skip
        if not self.visiting.barred:
            return place
        if not self.pins.may_set:
            return replace(place, unset=self.pins.late_words())
        words = self.tr("Staff set a PIN first; then visitors can begin.")
        return replace(place, unset=words, set_pin=self.staff.ask)

    def _offer(self, drafts: tuple[Draft, ...]) -> None:
        self.news.recovered = self.visiting.offer(drafts)

    def _take_condition(self, condition: Condition) -> None:
        self.news.condition = condition

    def _choose_event(self, event: str) -> None:
        self.sending.at_event = event or None

    def show_visit(self) -> None:
        """Show the page of the visit; a page that stays is brought up to date."""
        if self.visiting.visit.page == Page.OPINION and not self.shelf.is_open:
            # Nobody says something that cannot be kept; this comes back here at once.
            self.visiting.do(kiosk.shut)
            return
        visit, looks = self.visiting.visit, self.visiting.looks
        wide = self.width() > self.height()
        dressed = (looks, visit.language, wide, has_bar(visit.page), visit.draft_id != "")
        place = self._place(wide)
        shut = place.shut and visit.page in (Page.SHUT, Page.CODE)
        shown = (*page_key(visit), looks, wide, shut, place.unset)
        if dressed != self._dressed:
            self._dress(dressed, wide)
        if shown != self._shown:
            same = self._shown[:3] == shown[:3]
            self._shown = shown
            self.sheet.show_page(make_page(place), looks)
            self._after_page(quiet=same)
        elif self.sheet.page is not None:
            self.sheet.page.show_visit()
        if visit.page == Page.OPINION:
            self.sending.prepare()
        # Staff are asked nothing; what a visitor left behind them stays covered.
        left_s = None if self.staff.isVisible() else self.visiting.left_s
        gone = self.countdown.show_left(left_s)
        self.arrange()
        if gone:
            self._focus_first()

    @property
    def _covered(self) -> bool:
        """Whether something lies over the page."""
        return self.staff.isVisible() or self.countdown.isVisible()

    def _take_staff(self) -> None:
        """Take in that staff see something else, or are gone: a countdown may run by then."""
        self.show_visit()
        self._focus_first()

    def _dress(self, dressed: tuple[object, ...], wide: bool) -> None:
        """Put on colours, sizes and language, and make the bar that goes with them."""
        language, before = dressed[1], self._dressed[1] if self._dressed else ""
        self._dressed = dressed
        if language != before:
            self._languages.speak(str(language))
            self.city.setAccessibleName(self.tr("The city. Arrow keys walk and turn."))
        looks = self.visiting.looks
        self.setStyleSheet(sheet_style(looks))
        # Larger yet would hide the city, of which a third is left.
        self.city.set_text_scale(1.25 * min(looks.scale, 1.6))
        if self.bar is not None:
            self.bar.hide()
            self.bar.deleteLater()
            self.bar = None
        if has_bar(self.visiting.visit.page):
            self.bar = Bar(self.visiting, self.read_aloud, wide)
            self.bar.setParent(self)
            self.bar.show()
        self.countdown.dress(looks)
        if self.camera is not None:
            self.camera.tell()

    def _after_page(self, *, quiet: bool) -> None:
        page = self.sheet.page
        if page is None:
            return
        page.shown_anew.connect(self.arrange)
        self._focus_first()
        if not quiet:
            self.speech.stop()
            words = ". ".join([page.heading, *page.words])
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _focus_first(self) -> None:
        front = self.staff if self.staff.isVisible() else self.sheet.page
        first = front.first() if front is not None else None
        if first is not None and not self.countdown.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_keys(self, keys: bool) -> None:
        """Show the focus while keys are used; the keys on the screen while a finger is."""
        self._typed = keys
        if self.property(BY_KEYS) is not keys:
            self.setProperty(BY_KEYS, keys)
            self.update()

    def _send(self) -> None:
        session, seen = self.bench.session, self.scenery.seen()
        if session is None or seen is None:
            self.visiting.not_kept(RemarkNotKeptError(reason=_NO_PROJECT))
        else:
            self.sending.send(session, seen)

    def _wipe(self) -> None:
        """Leave nothing of a visitor outside the visit."""
        self.speech.stop()
        clear_clipboard()

    def read_aloud(self) -> None:
        """Read the page aloud, or say plainly that this machine cannot."""
        page = self.sheet.page
        if page is not None:
            self.speech.say(". ".join(page.aloud()), self.visiting.visit.language)

    def _say_silent(self) -> None:
        if self.sheet.page is not None:
            self.sheet.page.note(self.tr("Reading aloud is not available on this machine."))
            self.arrange()

    def _begin(self, _hit: object = None) -> None:
        """A touch anywhere is a beginning."""
        if not self.staff.isVisible():
            self.visiting.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self.show_visit()

    def event(self, event: QEvent) -> bool:
        """Place everything anew once texts and sizes have had their say."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return done

    def arrange(self) -> None:
        """Place the bar at the foot, the page over it, and the city in what is left.

        What is covered is not there for keys and a screen reader either: another's words.
        """
        wide, high = self.width(), self.height()
        for behind in (self.sheet, self.bar):
            if behind is not None:
                behind.setVisible(not self._covered)
        on = self.camera is not None and self.camera.on
        self.city.setEnabled(not self._covered and not on)
        floor = high - _MARGIN
        if self.bar is not None:
            tall = max(self.bar.heightForWidth(wide - 2 * _MARGIN), self.bar.minimumHeight())
            self.bar.setGeometry(_MARGIN, floor - tall, wide - 2 * _MARGIN, tall)
            floor -= tall + _MARGIN
        across = wide - 2 * _MARGIN
        wanted, room = self.sheet.wanted_height(across), self._room(high) - (high - floor)
        tall = min(wanted, room)
        box = QRect(_MARGIN, floor - tall, across, tall)
        self.sheet.setGeometry(box)
        if wanted <= room:
            self.sheet.settle()
        self.city.setGeometry(0, 0, wide, max(64, box.top() - _MARGIN))
        if self.camera is not None:
            self.camera.arrange(self.city.geometry())
        for cover in (self.countdown, self.staff):
            cover.arrange(self.rect(), self._room(high))
        self.scenery.place_marks()

    def _room(self, high: int) -> int:
        """Return how much of the height, from below, pages may take."""
        tall = high > self.width()
        if self.visiting.looks.low:
            return round(high * (0.4 if tall else 0.5))
        if self.visiting.visit.page in (Page.DRAW, Page.THANKS):
            # Nothing more is asked about the city, or the page has a picture of it.
            return round(high * (0.5 if tall else 0.8))
        return round(high * (0.5 if tall else 0.65))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a touch that nothing else took: also beside the button it is a beginning."""
        self._begin()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, any key is a beginning, Enter in the city points at its middle."""
        key = event.key()
        if self._covered:
            self.move_focus(key)
        elif self.visiting.visit.page == Page.ATTRACT and key != Qt.Key.Key_Shift:
            self.visiting.begin()
        elif key == Qt.Key.Key_Escape:
            self.visiting.do(kiosk.go_back)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.scenery.pinning:
            self.scenery.pin_middle()
        else:
            self.move_focus(key)

    def move_focus(self, key: int) -> None:
        """Go to the next or the last control with an arrow key that nothing else took."""
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.focusNextChild()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self.focusPreviousChild()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when staff asked for it; all else is ignored."""
        if not self._may_close:
            event.ignore()
            return
        self.lock.end()
        self.stay.end()
        self.speech.stop()
        if self.camera is not None:
            self.camera.close()
        self.scenery.close()
        self.visiting.close()
        self.posting.close()
        self.bench.close()
        self.shelf.close(self._last_draft)
        self._languages.close()
        self.city.close_view()
        event.accept()
        self.left.emit()

    def leave(self) -> None:
        """End the kiosk: staff asked for it."""
        self._may_close = True
        self._last_draft = self.visiting.visit.draft_id
        self.visiting.stop()
        self.close()
