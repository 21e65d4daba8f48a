"""The window of whoever accompanies visitors with a headset: what they see, and all that helps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.headset.mirror import MirrorView
from mrapp.ui.style import font_px
from mrapp.ui.widgets import wrapped

_TITLE = Phrase(nl="Bezoekers met een headset", en="Visitors with a headset")
_TEXTS = {
    "start": Phrase(nl="Headset starten", en="Start the headset"),
    "rehearse": Phrase(nl="Oefenen zonder headset", en="Rehearse without a headset"),
    "stop": Phrase(nl="Stoppen", en="Stop"),
    "next": Phrase(nl="Volgende bezoeker (F8)", en="Next visitor (F8)"),
    "pause": Phrase(nl="Pauze", en="Pause"),
    "here": Phrase(nl="Breng naar mijn plek", en="Bring to my place"),
    "there": Phrase(nl="Kijk waar de bezoeker is", en="Look from where the visitor is"),
    "table": Phrase(nl="Maquette op tafel", en="Model on a table"),
    "point": Phrase(nl="Wijs aan wat ik kies", en="Point at what I select"),
    "panels": Phrase(nl="Panelen naar voren", en="Bring the panels forward"),
    "why": Phrase(nl="Waarom geen headset?", en="Why no headset?"),
}
_TIPS = {
    "next": Phrase(
        nl="Wist het concept, de plek en de taal van de vorige, en begint opnieuw.",
        en="Wipes the draft, the place and the language of the last one, and begins anew.",
    ),
    "pause": Phrase(
        nl="De bezoeker ziet alles, maar beweegt niet en drukt nergens op.",
        en="The visitor sees all, but does not move and presses nothing.",
    ),
    "here": Phrase(
        nl="Zet de bezoeker op de grond waar dit venster kijkt.",
        en="Puts the visitor on the ground where this window looks from.",
    ),
    "point": Phrase(
        nl="Klik in het venster iets aan: de bezoeker ziet er een lichtzuil.",
        en="Select something in the window: the visitor sees a beam of light there.",
    ),
}
_STEADY = Phrase(nl="Rustig beeld", en="Steady picture")
_GO = Phrase(nl="Breng naar een standpunt…", en="Bring to a viewpoint…")
_CALM = Phrase(nl="Rustig bewegen (springen)", en="Calm moving (jumps)")
_FREE = Phrase(nl="Vrij bewegen (lopen)", en="Free moving (walking)")
_SEATED = Phrase(nl="De bezoeker zit", en="The visitor sits")
_ONE_HAND = Phrase(nl="Met één hand", en="With one hand")
_LEFT = Phrase(nl="Linkshandig", en="Left-handed")
_SINCE = Phrase(
    nl="Deze bezoeker: {minutes}:{seconds:02d}", en="This visitor: {minutes}:{seconds:02d}"
)

BUTTONS = tuple(_TEXTS)
_ROWS = (
    *(("start",), ("rehearse",), ("next",), ("stop", "pause"), ("panels",)),
    *(("here",), ("there",), ("table",), ("point",)),
)


class FacilitatorWindow(FollowingDialog):
    """Asks; decides nothing.

    Signals: `asked` the key of a button (see BUTTONS); `viewpoint_wanted` its id;
    `comfort_wanted` after any choice of it; `left` it was closed.
    """

    asked = Signal(str)
    viewpoint_wanted = Signal(str)
    comfort_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, language: str, scale: float) -> None:
        super().__init__(parent, language, scale)
        self.setWindowFlag(Qt.WindowType.Window)
        self.mirror = MirrorView()
        self.state, self.about, self.since = wrapped("title"), wrapped("small"), QLabel()
        self.news = wrapped("heading")
        self.news.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = {key: QPushButton() for key in BUTTONS}
        for key, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
        for key in ("pause", "table", "point"):
            self.buttons[key].setCheckable(True)
        self.viewpoints = QComboBox()
        self.viewpoints.activated.connect(self._go)
        self.going = QComboBox()
        self.going.addItems(["", ""])
        self.going.activated.connect(lambda _row: self.comfort_wanted.emit())
        self.seated, self.one_hand, self.left_hand = QCheckBox(), QCheckBox(), QCheckBox()
        for box in (self.seated, self.one_hand, self.left_hand):
            box.clicked.connect(self.comfort_wanted)
        self.steady = QCheckBox()
        self.steady.setChecked(True)
        self.steady.toggled.connect(self._set_steady)
        self._points: Sequence[tuple[str, str]] = ()
        self._put_together()
        self.retranslate()
        self.show_running(running=False)
        self.show_news("")

    def _put_together(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        for words in (self.state, self.about, self.since, self.news):
            side.addWidget(words)
        self.buttons["next"].setProperty("look", "main")
        for keys in _ROWS:
            line = QHBoxLayout()
            line.setSpacing(6)
            for key in keys:
                line.addWidget(self.buttons[key], 1)
            side.addLayout(line)
        for choice in self._choices:
            side.addWidget(choice)
        side.addStretch(1)
        side.addWidget(self.buttons["why"])
        seen = QVBoxLayout()
        seen.addWidget(self.mirror, 1)
        seen.addWidget(self.steady)
        row = QHBoxLayout(self)
        row.addLayout(seen, 1)
        holder = QWidget()
        holder.setLayout(side)
        self._side = holder
        row.addWidget(holder)

    @property
    def _choices(self) -> tuple[QWidget, ...]:
        return (self.viewpoints, self.going, self.seated, self.one_hand, self.left_hand)

    def retranslate(self) -> None:
        """Take all texts anew."""
        language = self.language
        self.setWindowTitle(_TITLE.text(language))
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
            (self.steady, _STEADY),
        ):
            box.setText(words.text(language))
            box.setAccessibleName(words.text(language))
        self.show_viewpoints(self._points)
        self._side.setFixedWidth(font_px(self.scale, 320))
        self.resize(font_px(self.scale, 1040), font_px(self.scale, 640))

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
        for key in ("stop", "next", "pause", "here", "there", "table", "point", "panels"):
            self.buttons[key].setEnabled(running)
            if not running:
                self.buttons[key].setChecked(False)
        for choice in self._choices:
            choice.setEnabled(running)

    def show_state(self, state: str, about: str) -> None:
        """Say how the headset is doing, and what it is."""
        self.state.setText(state)
        self.about.setText(about)

    def show_news(self, words: str) -> None:
        """Say what the facilitator is to do or to pass on; "": nothing."""
        self.news.setText(words)
        self.news.setVisible(bool(words))

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

    def _set_steady(self, on: bool) -> None:
        self.mirror.steadied = on
        self.mirror.update()
