"""The window of whoever accompanies visitors with a headset: what they see, and all that helps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.headset.care_box import CareBox
from mrapp.ui.headset.mirror import MirrorView
from mrapp.ui.headset.rehearsal_bar import RehearsalBar
from mrapp.ui.headset.screen_view import ScreenView, ViewChoice
from mrapp.ui.style import font_px
from mrapp.ui.widgets import wrapped

_TITLE = Phrase(nl="Bezoekers met een headset", en="Visitors with a headset")
_TEXTS = {
    "start": Phrase(nl="Headset starten", en="Start the headset"),
    "rehearse": Phrase(nl="Oefenen zonder headset", en="Rehearse without a headset"),
    "stop": Phrase(nl="Stoppen", en="Stop"),
    "next": Phrase(nl="Volgende bezoeker (F8)", en="Next visitor (F8)"),
    "back": Phrase(nl="Ongedaan maken", en="Undo"),
    "pause": Phrase(nl="Pauze", en="Pause"),
    "here": Phrase(nl="Kom naar mij", en="Come to me"),
    "all": Phrase(nl="Allen hierheen", en="All here"),
    "there": Phrase(nl="Kijk waar de bezoeker is", en="Look from where the visitor is"),
    "table": Phrase(nl="Maquette op tafel", en="Model on a table"),
    "real": Phrase(nl="Op de echte tafel", en="On the real table"),
    "point": Phrase(nl="Wijs aan wat ik kies", en="Point at what I select"),
    "unpoint": Phrase(nl="Niets meer aanwijzen (Esc)", en="Point at nothing (Esc)"),
    "panels": Phrase(nl="Panelen naar voren", en="Bring the panels forward"),
    "inputs": Phrase(nl="Controllers testen", en="Test the controllers"),
    "why": Phrase(nl="Waarom geen headset?", en="Why no headset?"),
}
_TIPS = {
    "next": Phrase(
        nl="Wist het concept, de plek en de taal van de vorige, en begint opnieuw. Twintig "
        "seconden lang kunt u dat ongedaan maken.",
        en="Wipes the draft, the place and the language of the last one, and begins anew. For "
        "twenty seconds you can undo that.",
    ),
    "back": Phrase(
        nl="De vorige bezoeker gaat verder waar die was, met wat al gezegd was.",
        en="The last visitor goes on where they were, with what was said.",
    ),
    "pause": Phrase(
        nl="De bezoeker ziet alles, maar beweegt niet en drukt nergens op.",
        en="The visitor sees all, but does not move and presses nothing.",
    ),
    "here": Phrase(
        nl="Zet de bezoeker op de grond op de plek van waar u in het grote venster kijkt.",
        en="Puts the visitor on the ground where you look from in the large window.",
    ),
    "all": Phrase(
        nl="Zet de bezoeker voor wat u aanwijst, en laat het grote venster over de schouder "
        "meekijken. Wijs eerst iets aan.",
        en="Puts the visitor before what you point at, and lets the large window look over their "
        "shoulder. Point at something first.",
    ),
    "there": Phrase(
        nl="Laat het grote venster kijken vanaf de plek van de bezoeker.",
        en="Lets the large window look from where the visitor is.",
    ),
    "real": Phrase(
        nl="Zet de stad klein op de tafel in uw kamer; de bezoeker ziet de kamer eromheen.",
        en="Puts the city, small, on the table in your room; the visitor sees the room round it.",
    ),
    "point": Phrase(
        nl="Wat u in het grote venster aanklikt, krijgt voor u en de bezoeker dezelfde pijl en "
        "omlijning. In het beeld van de bezoeker kunt u altijd klikken om aan te wijzen.",
        en="What you click in the large window gets the same arrow and outline for you and the "
        "visitor. In the picture of the visitor a click always points.",
    ),
    "unpoint": Phrase(
        nl="Haalt de pijl en de omlijning weg, hier en in de headset.",
        en="Takes the arrow and the outline away, here and in the headset.",
    ),
}
_GO = Phrase(nl="Breng naar een standpunt…", en="Bring to a viewpoint…")
_CALM = Phrase(nl="Rustig bewegen (springen)", en="Calm moving (jumps)")
_FREE = Phrase(nl="Vrij bewegen (lopen)", en="Free moving (walking)")
_SEATED = Phrase(nl="De bezoeker zit", en="The visitor sits")
_ONE_HAND = Phrase(nl="Met één hand", en="With one hand")
_LEFT = Phrase(nl="Linkshandig", en="Left-handed")
_SINCE = Phrase(
    nl="Deze bezoeker: {minutes}:{seconds:02d}", en="This visitor: {minutes}:{seconds:02d}"
)

_GONE_SAID = Phrase(
    nl="Wat de vorige bezoeker begon te zeggen, wordt gewist.",
    en="What the last visitor began to say is about to be erased.",
)
_GONE = Phrase(nl="De volgende bezoeker begint.", en="The next visitor begins.")
_UNDO = Phrase(nl="Ongedaan maken ({seconds} s)", en="Undo ({seconds} s)")

BUTTONS = tuple(_TEXTS)
NEXT_KEY = "F8"
_ANY_PX = 16_777_215  # Qt's own: as high as it likes.
_ROWS = (
    *(("start",), ("rehearse",), ("next",), ("stop", "pause"), ("panels",)),
    *(("here",), ("all",), ("there",), ("table",), ("real",), ("point",), ("unpoint",)),
)
_WHILE_RUNNING = ("stop", "next", "pause", "panels", "here", "there", "table", "point")
_SMALL_PX, _SIDE_PX, _NARROW_PX = 210, 320, 250
# So high is what a system puts over a window.
_TITLE_PX = 48


class FacilitatorWindow(FollowingDialog):
    """Asks; decides nothing.

    Signals: `asked` the key of a button (see BUTTONS); `viewpoint_wanted` its id;
    `comfort_wanted` after any choice of it; `left` it was closed. view: what the screen shows.
    """

    asked = Signal(str)
    viewpoint_wanted = Signal(str)
    comfort_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, language: str, scale: float) -> None:
        super().__init__(parent, language, scale)
        self.setWindowFlag(Qt.WindowType.Window)
        self.mirror = MirrorView()
        self.rehearsal = RehearsalBar(language, scale, self.mirror)
        self.state, self.about, self.since = wrapped("title"), wrapped("small"), QLabel()
        self.news = wrapped("heading")
        self.gone = wrapped("")
        self.news.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = {key: QPushButton() for key in BUTTONS}
        for key, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
        for key in ("pause", "table", "real", "point"):
            self.buttons[key].setCheckable(True)
        self.viewpoints = QComboBox()
        self.viewpoints.activated.connect(self._go)
        self.going = QComboBox()
        self.going.addItems(["", ""])
        self.going.activated.connect(lambda _row: self.comfort_wanted.emit())
        self.seated, self.one_hand, self.left_hand = QCheckBox(), QCheckBox(), QCheckBox()
        for box in (self.seated, self.one_hand, self.left_hand):
            box.clicked.connect(self.comfort_wanted)
        self.views = ViewChoice()
        self.care = CareBox(language)
        self.view = ScreenView.STEADY
        self._points: Sequence[tuple[str, str]] = ()
        self._pointing = False
        self._suits: tuple[float, bool] | None = None
        next_key = QShortcut(QKeySequence(NEXT_KEY), self)
        next_key.activated.connect(self.buttons["next"].click)
        self._put_together()
        self.retranslate()
        self.show_view(self.view)
        self.show_running(running=False)
        self.show_pointing(pointing=False)
        self.show_news("")

    def _put_together(self) -> None:
        told = QVBoxLayout()
        for words in (self.state, self.about, self.since, self.news, self.care.front):
            told.addWidget(words)
        self._undo = QFrame()
        self._undo.setProperty("look", "note")
        undo = QVBoxLayout(self._undo)
        undo.addWidget(self.gone)
        undo.addWidget(self.buttons["back"])
        self._undo.hide()
        told.addWidget(self._undo)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 6, 0)
        side.setSpacing(8)
        for key in ("next", "start"):
            self.buttons[key].setProperty("look", "main")
        for keys in _ROWS:
            line = QHBoxLayout()
            line.setSpacing(6)
            for key in keys:
                line.addWidget(self.buttons[key], 1)
            side.addLayout(line)
        for choice in self._choices:
            side.addWidget(choice)
        side.addWidget(self.care)
        for key in ("inputs", "why"):
            side.addWidget(self.buttons[key])
        side.addStretch(1)
        seen = QVBoxLayout()
        seen.addWidget(self.rehearsal)
        seen.addWidget(self.mirror, 1)
        seen.addWidget(self.views)
        holder = QWidget()
        holder.setLayout(side)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        told.addWidget(scroll, 1)
        self._side = QWidget()
        self._side.setLayout(told)
        told.setContentsMargins(0, 0, 0, 0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(seen, 1)
        self._row.addWidget(self._side)

    @property
    def _choices(self) -> tuple[QWidget, ...]:
        return (self.viewpoints, self.going, self.seated, self.one_hand, self.left_hand)

    def retranslate(self) -> None:
        """Take all texts anew."""
        language = self.language
        self.setWindowTitle(_TITLE.text(language))
        self.rehearsal.speak(language, self.scale)
        for key, button in self.buttons.items():
            button.setText(_TEXTS[key].text(language))
            button.setAccessibleName(_TEXTS[key].text(language))
            if key in _TIPS:
                button.setToolTip(_TIPS[key].text(language))
                button.setAccessibleDescription(_TIPS[key].text(language))
        for row, words in enumerate((_CALM, _FREE)):
            self.going.setItemText(row, words.text(language))
        for box, words in (
            (self.seated, _SEATED),
            (self.one_hand, _ONE_HAND),
            (self.left_hand, _LEFT),
        ):
            box.setText(words.text(language))
            box.setAccessibleName(words.text(language))
        self.show_viewpoints(self._points)
        self.views.retranslate(language)
        self.care.retranslate(language)
        self._fit()

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The viewpoints that are offered: ids and names."""
        return list(self._points)

    def show_viewpoints(self, points: Sequence[tuple[str, str]]) -> None:
        """Offer viewpoints: ids and names."""
        self._points = points
        self.viewpoints.clear()
        self.viewpoints.addItem(_GO.text(self.language), "")
        for each, name in points:
            self.viewpoints.addItem(name, each)
        self.viewpoints.setAccessibleName(_GO.text(self.language))

    def show_running(self, *, running: bool) -> None:
        """Show whether a headset is in use."""
        for key in ("start", "rehearse"):
            self.buttons[key].setEnabled(not running)
            # What cannot be pressed takes no room: what can is seen without scrolling.
            self.buttons[key].setVisible(not running)
        for key in _WHILE_RUNNING:
            self.buttons[key].setEnabled(running)
            self.buttons[key].setVisible(running)
            if not running:
                self.buttons[key].setChecked(False)
        for key in ("all", "unpoint"):
            self.buttons[key].setVisible(running)
        if not running:
            self.show_room(offered=False, seen=False)
        for choice in self._choices:
            choice.setEnabled(running)
            choice.setVisible(running)
        for words in (self.about, self.since):
            words.setVisible(running)
        self.care.show_running(running=running)

    def show_view(self, view: ScreenView) -> None:
        """Show the visitor's eye large; or small, in a narrow window beside the large one."""
        self.view = view
        self.views.show_chosen(view)
        self.mirror.steadied = view is not ScreenView.EYE
        self.mirror.update()
        self._fit()

    def show_pointing(self, *, pointing: bool) -> None:
        """Show whether anything is pointed at."""
        self._pointing = pointing
        for key in ("all", "unpoint"):
            self.buttons[key].setEnabled(pointing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes away what is pointed at; it never closes the window by mistake."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pointing:
            self.asked.emit("unpoint")

    def show_room(self, *, offered: bool, seen: bool) -> None:
        """Show whether the headset can show the visitor's own room, and whether it does."""
        self.buttons["real"].setEnabled(offered)
        self.buttons["real"].setVisible(offered)
        self.buttons["real"].setChecked(seen)

    def show_state(self, state: str, about: str) -> None:
        """Say how the headset is doing, and what it is."""
        self.state.setText(state)
        self.about.setText(about)

    def show_news(self, words: str) -> None:
        """Say what the facilitator is to do or to pass on; "": nothing."""
        self.news.setText(words)
        self.news.setVisible(bool(words))

    def show_gone(self, seconds: int, *, said: bool = False) -> None:
        """Offer to take the last visitor back, for so many seconds; 0: no more.

        said: whether they had begun to say something.
        """
        self._undo.setVisible(seconds > 0)
        self.gone.setText((_GONE_SAID if said else _GONE).text(self.language))
        self.buttons["back"].setText(_UNDO.text(self.language, seconds=seconds))

    def show_since(self, seconds: int) -> None:
        """Show for how long the visitor has been in."""
        minutes, rest = divmod(seconds, 60)
        self.since.setText(_SINCE.text(self.language, minutes=minutes, seconds=rest))

    def show_comfort(self, *, free: bool, seated: bool, one_hand: bool, left: bool) -> None:
        """Show what is set; the visitor may have changed it in the menu."""
        self.going.setCurrentIndex(int(free))
        self.seated.setChecked(seated)
        self.one_hand.setChecked(one_hand)
        self.left_hand.setChecked(left)

    def done(self, result: int) -> None:
        """Close; the headset goes on or ends by whoever hears `left`."""
        self.left.emit()
        super().done(result)

    def _go(self, row: int) -> None:
        chosen = self.viewpoints.itemData(row)
        self.viewpoints.setCurrentIndex(0)
        if chosen:
            self.viewpoint_wanted.emit(chosen)

    def _share(self, seen: int, side: int) -> None:
        self._row.setStretch(0, seen)
        self._row.setStretch(1, side)

    def _fit(self) -> None:
        """Take the size that suits what is shown and the screen, where that is another one."""
        suits = self.scale, self.view is ScreenView.FREE
        if suits == self._suits:
            return
        self._suits = suits
        room = self.screen().availableGeometry()
        side = font_px(self.scale, _SIDE_PX)
        if self.view is ScreenView.FREE:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
            # Of a small screen with large text most is still the city's.
            side = min(side, max(room.width() // 3, font_px(self.scale, _NARROW_PX)))
            self._share(0, 1)
            self.mirror.setFixedSize(side, min(font_px(self.scale, _SMALL_PX), room.height() // 4))
            self._side.setFixedWidth(side)
            # What the layout asked for before would hold the window wide.
            self._row.invalidate()
            self._row.activate()
            edges = self._row.contentsMargins()
            wide = side + edges.left() + edges.right()
            self.resize(wide, room.height() - _TITLE_PX)
            self.move(room.right() - wide, room.top())
        else:
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
            self._share(1, 0)
            self.mirror.setMinimumSize(240, 160)
            self.mirror.setMaximumSize(_ANY_PX, _ANY_PX)
            self._side.setFixedWidth(min(side, room.width() // 2))
            wide, high = font_px(self.scale, 1180), font_px(self.scale, 800)
            self.resize(min(wide, room.width() - 40), min(high, room.height() - _TITLE_PX))
            self.move(room.center() - self.rect().center())
