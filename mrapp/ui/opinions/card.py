"""The card of one opinion: what was said, by which way, what was seen; and back to that sight."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.describe import Fact
from mrapp.app.questions.question_words import MOOD_WORDS
from mrapp.app.remarks.opinions import Opinion
from mrapp.model.errors import MrappError
from mrapp.ui import icons
from mrapp.ui.opinions.pin_icons import pin_icon
from mrapp.ui.style import font_px
from mrapp.ui.voice.listening import ListenButton
from mrapp.ui.voice.sounds import Sounds
from mrapp.ui.widgets import (
    Reader,
    clear,
    icon_button,
    name_button,
    set_icon_sizes,
    wrapped,
)

_STACKED_FROM = 1.3


class Picture(QLabel):
    """A picture as wide as there is room for, and as high as it then is."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setMinimumWidth(1)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def show_image(self, image: QImage) -> None:
        """Show a picture; one without pixels hides it."""
        self._image = image
        self.setVisible(not image.isNull())
        self.updateGeometry()
        self._fit()

    def hasHeightForWidth(self) -> bool:
        """A wider one is higher."""
        return not self._image.isNull()

    def heightForWidth(self, width: int) -> int:
        """Return how high the picture is at a width."""
        wide = max(self._image.width(), 1)
        return round(min(width, wide, self.maximumWidth()) * self._image.height() / wide)

    def sizeHint(self) -> QSize:
        """Return the size it is made for."""
        return QSize(min(self._image.width(), 320), self.heightForWidth(320))

    def resizeEvent(self, _event: object) -> None:
        """Fit the picture to its new room."""
        self._fit()

    def _fit(self) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        wide = max(1, min(round(self.width() * ratio), self._image.width()))
        small = self._image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(ratio)
        self.setPixmap(QPixmap.fromImage(small))


class OpinionCard(QFrame):
    """Asks `close_wanted`, `again_wanted` (show what was seen), `step_wanted` (-1 or 1)."""

    close_wanted = Signal()
    again_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "float")
        self.opinion: Opinion | None = None
        self._language = "nl"
        self._stacked = False
        self.title = wrapped("heading")
        self.close_button = icon_button("close")
        self.close_button.clicked.connect(self.close_wanted)
        self.previous = icon_button("previous")
        self.next = icon_button("next")
        self.previous.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self.place = QLabel()
        self.place.setProperty("look", "small")
        self.steps = QWidget()
        self.face = QLabel()
        self.mood = wrapped("soft")
        self.words = wrapped()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.picture = Picture()
        self.listen = ListenButton()
        self.unheard = wrapped()
        self.listen.failed.connect(self._tell_unheard)
        self.lost = wrapped("small")
        self._facts, self._answers = QGridLayout(), QVBoxLayout()
        self.again = QPushButton()
        self.again.setProperty("look", "main")
        self.again.clicked.connect(self.again_wanted)
        self._inside = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        steps = QHBoxLayout(self.steps)
        steps.setContentsMargins(0, 0, 0, 0)
        for part in (self.previous, self.place, self.next):
            steps.addWidget(part)
        steps.addStretch(1)
        feeling = QHBoxLayout()
        feeling.addWidget(self.face)
        feeling.addWidget(self.mood, 1)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        column.addLayout(feeling)
        column.addWidget(self.words)
        column.addWidget(self.picture)
        column.addWidget(self.listen)
        column.addWidget(self.unheard)
        column.addWidget(self.again)
        column.addLayout(self._answers)
        column.addWidget(self.lost)
        column.addLayout(self._facts)
        column.addStretch(1)
        self.reader = Reader(self._inside)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 10, 12)
        outer.setSpacing(6)
        outer.addLayout(head)
        outer.addWidget(self.steps)
        outer.addWidget(self.reader, 1)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self._language = language
        self.setAccessibleName(self.tr("An opinion"))
        self.title.setText(self.tr("An opinion"))
        self.reader.setAccessibleName(self.tr("What was said"))
        self.listen.retranslate()
        self.again.setText(self.tr("Show what was seen"))
        self.again.setAccessibleName(self.again.text())
        name_button(self.close_button, self.tr("Close this card"))
        name_button(self.previous, self.tr("Previous opinion here"))
        name_button(self.next, self.tr("Next opinion here"))

    def set_text_scale(self, scale: float) -> None:
        """Fit the card to a text size: large text stands under its label, not beside it."""
        set_icon_sizes(self, font_px(scale, 18))
        self._stacked = scale > _STACKED_FROM
        # Large words need all the width there is.
        self.again.setIcon(QIcon() if self._stacked else icons.white("eye"))
        if self.opinion is not None:
            self._fill(self.opinion)

    def show_opinion(self, opinion: Opinion, picture: QImage) -> None:
        """Show an opinion, with the picture of what was seen."""
        other = self.opinion is None or self.opinion.id != opinion.id
        self.opinion = opinion
        self.picture.show_image(picture)
        drawn = opinion.picture is not None and opinion.picture.role == "drawing"
        self.picture.setAccessibleName(
            self.tr("What was seen, with a drawing on it") if drawn else self.tr("What was seen")
        )
        self._fill(opinion)
        if other:
            self.reader.verticalScrollBar().setValue(0)
        self.show()

    def show_note(self, sounds: Sounds, note: bytes | None) -> None:
        """Let one listen to the spoken note; without one there is no button."""
        self.unheard.hide()
        self.listen.give(sounds, note or b"")
        self.listen.setVisible(note is not None)

    def show_place(self, number: int, count: int) -> None:
        """Show which of the opinions at one place this is."""
        self.steps.setVisible(count > 1)
        words = self.tr("%1 / %2").replace("%1", str(number)).replace("%2", str(count))
        self.place.setText(words)

    def wanted_height(self, width: int) -> int:
        """Return the height at which all that is told fits, for a width."""
        margins = self._outer.contentsMargins()
        frame = self._outer.sizeHint().height() - self.reader.sizeHint().height()
        return frame + self.reader.height_for(width - margins.left() - margins.right()) + 4

    def _fill(self, opinion: Opinion) -> None:
        self.words.setText(opinion.text)
        self.words.setVisible(bool(opinion.text))
        self.face.setVisible(opinion.mood is not None)
        self.mood.setVisible(opinion.mood is not None)
        if opinion.mood is not None:
            side = round(1.9 * self.fontMetrics().height())
            self.face.setPixmap(pin_icon("mood", opinion.mood - 1).pixmap(side, side))
            self.mood.setText(MOOD_WORDS[opinion.mood - 1].text(self._language))
        self.again.setVisible(opinion.sight is not None)
        self.lost.setText(opinion.lost)
        self.lost.setVisible(bool(opinion.lost))
        self._fill_answers((*opinion.additions, *opinion.answers))
        self._fill_facts(opinion.facts)

    def _tell_unheard(self, error: MrappError) -> None:
        self.unheard.setText(error.text(self._language))
        self.unheard.show()

    def _fill_answers(self, answers: Sequence[Fact]) -> None:
        clear(self._answers)
        for fact in answers:
            asked, said = wrapped("soft"), wrapped()
            asked.setText(fact.label)
            said.setText(fact.value)
            for label in (asked, said):
                self._answers.addWidget(label)
                label.show()

    def _fill_facts(self, facts: Sequence[Fact]) -> None:
        clear(self._facts)
        self._facts.setColumnStretch(0, 5)
        self._facts.setColumnStretch(1, 0 if self._stacked else 6)
        for number, fact in enumerate(facts):
            label, value = wrapped("soft"), wrapped()
            label.setText(fact.label)
            value.setText(fact.value)
            below, aside = (1, 0) if self._stacked else (0, 1)
            row = number * (1 + below)
            self._facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, row + below, aside, Qt.AlignmentFlag.AlignTop)
            label.show()
            value.show()
