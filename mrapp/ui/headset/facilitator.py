"""The window of whoever accompanies visitors with a headset: what they see, and all that helps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.headset.care_box import CareBox
from mrapp.ui.headset.comfort_box import ComfortBox
from mrapp.ui.headset.event_choice import EventChoice
from mrapp.ui.headset.facilitator_buttons import FacilitatorButtons
from mrapp.ui.headset.gone_note import GoneNote
from mrapp.ui.headset.mirror import MirrorView
from mrapp.ui.headset.rehearsal_bar import RehearsalBar
from mrapp.ui.headset.screen_view import ScreenView, ViewChoice
from mrapp.ui.headset.window_fit import WindowFit
from mrapp.ui.widgets import wrapped

_TITLE = Phrase(nl="Bezoekers met een headset", en="Visitors with a headset")
_GO = Phrase(nl="Breng naar een standpunt…", en="Bring to a viewpoint…")
_SINCE = Phrase(
    nl="Deze bezoeker: {minutes}:{seconds:02d}", en="This visitor: {minutes}:{seconds:02d}"
)

NEXT_KEY = "F8"
_CHOICES_PX = 140


class FacilitatorWindow(FollowingDialog):
    """Asks; decides nothing.

    Signals: `asked` the key of a button; `viewpoint_wanted` its id;
    `comfort_wanted` after any choice of it; `left` it was closed. view: what the screen shows.
    buttons: by their key. comfort: of the visitor. events: at which session it is.
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
        self.news.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = FacilitatorButtons(self)
        self._buttons.asked.connect(self.asked)
        self.buttons = self._buttons.each
        self._gone = GoneNote(self.buttons["back"])
        self.viewpoints = QComboBox()
        self.viewpoints.activated.connect(self._go)
        self.comfort = ComfortBox()
        self.comfort.changed.connect(self.comfort_wanted)
        self.views = ViewChoice()
        self.events = EventChoice()
        self.care = CareBox(language)
        self.view = ScreenView.STEADY
        self._points: Sequence[tuple[str, str]] = ()
        self._pointing = False
        next_key = QShortcut(QKeySequence(NEXT_KEY), self)
        next_key.activated.connect(self.buttons["next"].click)
        self._fit = WindowFit(self, self.mirror, self._seen(), self._beside())
        self.retranslate()
        self.show_view(self.view)
        self.show_running(running=False)
        self.show_pointing(pointing=False)
        self.show_news("")

    def _seen(self) -> QVBoxLayout:
        seen = QVBoxLayout()
        seen.addWidget(self.rehearsal)
        seen.addWidget(self.mirror, 1)
        seen.addWidget(self.views)
        return seen

    def _beside(self) -> QWidget:
        told = QVBoxLayout()
        words = (self.state, self.about, self.since, self.news, self.care.front, self._gone)
        for each in words:
            told.addWidget(each)
        choices = _scrolled(self._choices())
        choices.setMinimumHeight(_CHOICES_PX)
        told.addWidget(choices, 1)
        told.setContentsMargins(0, 0, 0, 0)
        side = QWidget()
        side.setLayout(told)
        # Large text on a small screen is higher than that: then all of it can be scrolled, or the
        # window would reach below the screen.
        return _scrolled(side)

    def _choices(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self._buttons.lay_out(column)
        for choice in (self.viewpoints, self.events, self.comfort, self.care):
            column.addWidget(choice)
        for key in ("inputs", "why"):
            column.addWidget(self.buttons[key])
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        return holder

    def retranslate(self) -> None:
        """Take all texts anew."""
        language = self.language
        self.setWindowTitle(_TITLE.text(language))
        self.rehearsal.speak(language, self.scale)
        self._buttons.retranslate(language)
        self.comfort.retranslate(language)
        self.show_viewpoints(self._points)
        self.views.retranslate(language)
        self.care.retranslate(language)
        self._suit()

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
        self._buttons.show_running(running=running)
        for choice in (self.viewpoints, self.comfort):
            choice.setEnabled(running)
            choice.setVisible(running)
        for words in (self.about, self.since):
            words.setVisible(running)
        self.care.show_running(running=running)
        # What was pressed last is gone now; a key must not change the setting next to it.
        self.buttons["panels" if running else "start"].setFocus()

    def show_view(self, view: ScreenView) -> None:
        """Show the visitor's eye large; or small, in a narrow window beside the large one."""
        self.view = view
        self.views.show_chosen(view)
        self.mirror.steadied = view is not ScreenView.EYE
        self.mirror.update()
        self._suit()

    def show_pointing(self, *, pointing: bool) -> None:
        """Show whether anything is pointed at."""
        self._pointing = pointing
        self._buttons.show_pointing(pointing=pointing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes away what is pointed at; it never closes the window by mistake."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pointing:
            self.asked.emit("unpoint")

    def show_room(self, *, offered: bool, seen: bool) -> None:
        """Show whether the headset can show the visitor's own room, and whether it does."""
        self._buttons.show_room(offered=offered, seen=seen)

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
        self._gone.show_gone(self.language, seconds, said=said)

    def show_begun(self) -> None:
        """Show that nothing is set or told yet: another visitor begins."""
        self._buttons.begin()
        self.show_news("")

    def show_since(self, seconds: int) -> None:
        """Show for how long the visitor has been in."""
        minutes, rest = divmod(seconds, 60)
        self.since.setText(_SINCE.text(self.language, minutes=minutes, seconds=rest))

    def done(self, result: int) -> None:
        """Close; the headset goes on or ends by whoever hears `left`."""
        self.left.emit()
        super().done(result)

    def _go(self, row: int) -> None:
        chosen = self.viewpoints.itemData(row)
        self.viewpoints.setCurrentIndex(0)
        if chosen:
            self.viewpoint_wanted.emit(chosen)

    def _suit(self) -> None:
        self._fit.fit(self.scale, narrow=self.view is ScreenView.FREE)


def _scrolled(widget: QWidget) -> QScrollArea:
    """Return a widget that can be scrolled where it is too high."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(widget)
    return scroll
