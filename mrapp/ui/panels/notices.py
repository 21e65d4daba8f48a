"""The notice area: what happened, what was kept, what to do; never in the way of the work."""

from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.history import Change
from mrapp.model.texts import Phrase
from mrapp.ui import icons, style
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.widgets import Reader, icon_button, name_button, set_icon_sizes, wrapped
from mrapp.ui.workbench import Message

# The oldest go when there are more; what does not fit is scrolled.
_MOST = 8
_GAP = 8
_PROGRESS_MS = 250
_FILLING = Phrase(nl="In beeld brengen", en="Bringing it into view")
_OPENING = Phrase(nl="Het project wordt geopend", en="The project is being opened")
# Good news goes by itself; what went wrong stays until it was put away.
_GOOD_NEWS_MS = 8_000
_ICONS = {
    "error": ("warning", style.ERROR),
    "note": ("info", style.ACCENT),
    "good": ("done", style.GOOD),
}


class NoticeCard(QFrame):
    """One message with its close button, and what it offers."""

    closed = Signal()

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.setProperty("look", message.kind)
        self._mark = QLabel()
        self.words = wrapped()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.offer = QPushButton() if message.offer is not None else None
        self.close_button = icon_button("close")
        self.close_button.clicked.connect(self.closed)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.closed)
        if message.kind == "good":
            self.timer.start(_GOOD_NEWS_MS)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 6, 8)
        line.setSpacing(10)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        if self.offer is not None:
            self.offer.clicked.connect(self._take_offer)
            line.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.words.setText(self.message.say(language))
        self.setAccessibleName(self.words.text())
        name_button(self.close_button, self.tr("Close this message"))
        if self.message.offer is not None and self.offer is not None:
            self.offer.setText(self.message.offer[0].text(language))
            self.offer.setAccessibleName(self.offer.text())

    def set_icon_size(self, size_px: int) -> None:
        """Fit the mark and the close button to a text size."""
        name, colour = _ICONS[self.message.kind]
        self._mark.setPixmap(icons.picture(name, round(size_px * 1.2), colour))
        set_icon_sizes(self, size_px)

    def _take_offer(self) -> None:
        if self.message.offer is not None:
            self.closed.emit()
            self.message.offer[1]()


class NoticeArea(QWidget):
    """The last few messages, newest on top; where there is no room for all, they are scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "nl"
        self._icon_px = 0
        self._cards: list[NoticeCard] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self.reader = Reader(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.reader)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is said at this moment, newest first."""
        return [card.words.text() for card in self._cards]

    def wanted_height(self, width: int) -> int:
        """Return the height at which all messages can be read, for a width."""
        return self.reader.height_for(width)

    def least_height(self, width: int) -> int:
        """Return the height at which the newest message can be read, for a width."""
        bar = self.reader.verticalScrollBar().sizeHint().width()
        return self._cards[0].heightForWidth(width - bar) if self._cards else 0

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self._language = language
        self.reader.setAccessibleName(self.tr("Messages"))
        for card in self._cards:
            card.retranslate(language)

    def set_icon_size(self, size_px: int) -> None:
        """Fit the icons to a text size."""
        self._icon_px = size_px
        for card in self._cards:
            card.set_icon_size(size_px)

    def tell(self, message: Message) -> None:
        """Show a message; the same one again replaces itself."""
        text = message.say(self._language)
        for card in [c for c in self._cards if c.words.text() == text]:
            self._drop(card)
        card = NoticeCard(message)
        card.set_icon_size(self._icon_px)
        card.retranslate(self._language)
        card.closed.connect(lambda: self._drop(card))
        self._cards.insert(0, card)
        self._column.insertWidget(0, card)
        # Shown at once, so that nothing moves twice.
        card.show()
        for old in self._cards[_MOST:]:
            self._drop(old)
        self.show()
        self.reader.verticalScrollBar().setValue(0)
        QAccessible.updateAccessibility(QAccessibleEvent(card, QAccessible.Event.Alert))

    def withdraw_undone(self, done: Collection[Change]) -> None:
        """Take the messages away that tell of a step that is none of these any more."""
        there = {id(step) for step in done}
        for card in list(self._cards):
            if card.message.step is not None and id(card.message.step) not in there:
                self._drop(card)

    def withdraw(self, message: Message) -> None:
        """Take a message away if it is still there: it is no longer true."""
        for card in [card for card in self._cards if card.message is message]:
            self._drop(card)

    def first_focus(self) -> QWidget:
        """Return what takes the focus when the messages are reached with a key."""
        return self._cards[0].close_button if self._cards else self

    def clear(self) -> None:
        """Take all messages away."""
        for card in list(self._cards):
            self._drop(card)

    def _drop(self, card: NoticeCard) -> None:
        if card in self._cards:
            self._cards.remove(card)
            card.timer.stop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
            self.setVisible(bool(self._cards))


class ProgressStrip(QFrame):
    """What is being done, how far it is, and a button to stop it.

    What the view itself is still bringing is said where no other work can be stopped. It comes a
    moment after the work begins, so that short work passes unseen, but at once where there would
    be nothing to see: while a project opens. It is brought up to date a few times a second, for
    each time the whole window is drawn. `resized` when it comes or needs another size;
    `halt_wanted` when the view is to bring no more.
    """

    resized = Signal()
    halt_wanted = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._filling = self._opening = False
        self._language = "nl"
        self.setProperty("look", "float")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.stop = QPushButton()
        self.stop.clicked.connect(self._stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 10, 8)
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(5)
        words.addWidget(self.words)
        words.addWidget(self.bar)
        line.addLayout(words, 1)
        line.addWidget(self.stop)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PROGRESS_MS)
        self._soon.timeout.connect(self._show)
        tasks.progressed.connect(self._on_progress)
        self.hide()

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self._language = language
        self.stop.setText(self.tr("Stop"))
        self.stop.setAccessibleName(self.tr("Stop loading"))
        self.bar.setAccessibleName(self.tr("Progress"))
        self._show()

    def show_filling(self, filling: bool) -> None:
        """Say whether the view has more to bring."""
        self._filling = filling
        self._on_progress()

    def show_opening(self, opening: bool) -> None:
        """Say whether a project is being opened of which nothing is seen yet."""
        self._opening = opening
        self._on_progress()
        if opening:
            self._show()

    @property
    def _busy(self) -> bool:
        return bool(self._tasks.heard) or self._filling or self._opening

    def _stop(self) -> None:
        if any(task.stoppable for task in self._tasks.heard):
            self._tasks.cancel_all()
        else:
            self.halt_wanted.emit()

    def _on_progress(self) -> None:
        if not self._busy:
            self._soon.stop()
            self.hide()
        elif not self._soon.isActive():
            self._soon.start()

    def _show(self) -> None:
        running = self._tasks.heard
        self.setVisible(self._busy)
        if self.isHidden():
            return
        stoppable = any(task.stoppable for task in running)
        titles = [task.title for task in running]
        if self._opening:
            titles = [_OPENING]
        elif self._filling and not stoppable:
            # What the button stops is what is named.
            titles = [_FILLING, *titles]
        text, more = titles[0].text(self._language), len(titles) - 1
        self.words.setText(f"{text}…  (+{more})" if more else f"{text}…")
        self.bar.setValue(round(self._tasks.fraction * 1000))
        # Nobody could tell how far it is, or stop it: then no bar and no button say otherwise.
        self.bar.setVisible(bool(running) and self._tasks.fraction > 0)
        # While a project opens its files are about to be read, if they are not yet.
        self.stop.setVisible(stoppable or self._filling or self._opening)
        self.resized.emit()
