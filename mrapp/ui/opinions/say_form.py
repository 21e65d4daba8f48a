"""The form with which one says something about a place: what it asks, and what is filled in."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.questions.answering import Answering
from mrapp.app.remarks.drafts import Words
from mrapp.model.project import Theme
from mrapp.model.questions import Question
from mrapp.model.texts import pick_language
from mrapp.ui.asking.areas import Asked, StepsArea
from mrapp.ui.opinions.pin_icons import pin_icon
from mrapp.ui.opinions.questions import QuestionsPart, desk_looks
from mrapp.ui.opinions.sketch import Sketch
from mrapp.ui.style import font_px
from mrapp.ui.voice.recorder import Recorder
from mrapp.ui.voice.sounds import Sounds
from mrapp.ui.widgets import Reader, clear, row, wrapped

_BESIDE_FROM_PX = 500


class SayForm(QWidget):
    """Says `changed` at every key; its buttons and `questions_wanted` are for who opened it."""

    changed = Signal()
    questions_wanted = Signal()

    def __init__(
        self, themes: Sequence[Theme], sounds: Sounds, language: str, scale: float
    ) -> None:
        super().__init__()
        self._themes, self._language, self._scale = themes, language, scale
        self._name: str | None = None
        self._busy = False
        self.about = wrapped("heading")
        self.sketch = Sketch(language, scale)
        self.sketch.changed.connect(self.changed)
        self.voice = Recorder(sounds, language, scale)
        self.voice.changed.connect(self.changed)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self.changed)
        self._faces = QVBoxLayout()
        self.mood = self._add_faces(None)
        self.part = QuestionsPart()
        self.part.wanted.connect(self.questions_wanted)
        self.theme = QComboBox()
        self.theme.activated.connect(self.changed)
        self.wrong = wrapped()
        self.wrong.hide()
        self.keep, self.cancel = QPushButton(), QPushButton()
        self.keep.setProperty("look", "main")
        for button in (self.keep, self.cancel):
            button.setAutoDefault(False)
        self._asked, self._feeling, self._about_what = QLabel(), QLabel(), QLabel()
        self._safe = wrapped("small")
        self._inside = QWidget()
        self._lay_out()
        self.retranslate(language, scale)

    @property
    def words(self) -> Words:
        """What is filled in so far, but for answers to questions."""
        mood = self.mood.answer
        return Words(
            text=self.text.toPlainText(),
            mood=mood if isinstance(mood, int) else None,
            theme=self.theme.currentData(),
            drawing=self.sketch.drawing,
            voice=self.voice.note,
        )

    def fill_in(self, words: Words) -> None:
        """Begin with what was filled in before."""
        self.text.setPlainText(words.text)
        self.mood.show_answer(words.mood)
        self.theme.setCurrentIndex(max(self.theme.findData(words.theme), 0))
        self.sketch.show_drawing(words.drawing)
        self.voice.show_note(words.voice)
        self.changed.emit()

    def show_place(self, name: str, picture: QImage, spot: QPointF | None) -> None:
        """Show what it is about; no name: a place. spot: where on the picture, see `portrait`."""
        self._name = name
        self._tell_place()
        self.sketch.show_image(picture, spot)

    def show_state(self, answering: Answering | None, can_keep: bool) -> None:
        """Show whether there are answers by now, and whether there is anything to keep."""
        self.keep.setEnabled(can_keep)
        if answering is not None:
            self.part.show_answering(answering)

    def show_busy(self, busy: bool) -> None:
        """While it is being kept, nothing can be changed."""
        self._busy = busy
        asked = (self.text, self.sketch, self.theme, self.mood, self.voice, self.part)
        for part in (*asked, self.cancel, self.keep):
            part.setEnabled(not busy)
        self.wrong.hide()
        self._name_buttons()

    def show_failed(self, words: str) -> None:
        """Show why it was not kept; all that was filled in is there still."""
        self.show_busy(False)
        self.wrong.setText(words)
        self.wrong.show()

    def height_for(self, width: int) -> int:
        """Return the height at which all is seen, for a width."""
        self._fit(width)
        margins = self._column.contentsMargins()
        frame = self._column.sizeHint().height() - self.reader.sizeHint().height()
        return frame + self.reader.height_for(width - margins.left() - margins.right()) + 8

    def retranslate(self, language: str, scale: float) -> None:
        """Take all texts anew, and the sizes that go with them; what is filled in stays."""
        self._language, self._scale = language, scale
        for label, words in (
            (self._asked, self.tr("What do you want to say?")),
            (self._feeling, self.tr("How do you feel about it?")),
            (self._about_what, self.tr("What is it about?")),
        ):
            label.setText(words)
        self.text.setAccessibleName(self._asked.text())
        self.theme.setAccessibleName(self._about_what.text())
        self._safe.setText(
            self.tr("We keep no name. Write no names, addresses or telephone numbers in the text.")
        )
        self.text.setMinimumHeight(round(5 * 1.4 * font_px(scale)))
        self._tell_place()
        self._fill_themes()
        self._name_buttons()
        self.mood = self._add_faces(self.mood.answer)
        self.mood.setEnabled(not self._busy)
        self.sketch.retranslate(language, scale)
        self.voice.retranslate(language, scale)

    def _add_faces(self, answer: object) -> StepsArea:
        """Return new faces, in the place of those that were there."""
        clear(self._faces)
        asks = Question(id="mood", kind="mood", text={})
        faces = StepsArea(Asked(asks, self._language, desk_looks(self._scale)))
        faces.show_answer(answer if isinstance(answer, int) else None)
        faces.answered.connect(self.changed)
        self._faces.addWidget(faces)
        return faces

    def _tell_place(self) -> None:
        name = self._name
        about = self.tr("About: %1").replace("%1", name) if name else self.tr("About this place")
        self.about.setText(about)

    def _name_buttons(self) -> None:
        self.keep.setText(self.tr("Keeping…") if self._busy else self.tr("Keep"))
        self.keep.setAccessibleName(self.tr("Keep"))
        self.cancel.setText(self.tr("Do not keep"))
        self.cancel.setAccessibleName(self.cancel.text())

    def _fill_themes(self) -> None:
        chosen = self.theme.currentData()
        self.theme.clear()
        side = font_px(self._scale, 20)
        self.theme.setIconSize(QSize(side, side))
        self.theme.addItem(self.tr("No theme"), None)
        for number, theme in enumerate(self._themes):
            name = pick_language(theme.name, self._language)
            self.theme.addItem(pin_icon("theme", number), name, theme.id)
        self.theme.setCurrentIndex(max(self.theme.findData(chosen), 0))

    def _lay_out(self) -> None:
        self._asked.setBuddy(self.text)
        self._about_what.setBuddy(self.theme)
        for label in (self._asked, self._feeling, self._about_what):
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.addWidget(self.about)
        words.addWidget(self._asked)
        words.addWidget(self.text)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(14)
        self._top.addLayout(words, 1)
        self._top.addWidget(self.sketch, 0, Qt.AlignmentFlag.AlignTop)
        asks = QVBoxLayout(self._inside)
        asks.setContentsMargins(0, 0, 6, 0)
        asks.setSpacing(8)
        asks.addLayout(self._top)
        asks.addWidget(self._feeling)
        asks.addLayout(self._faces)
        for part in (self._about_what, self.theme):
            asks.addWidget(part)
            part.setVisible(bool(self._themes))
        asks.addWidget(self.voice)
        asks.addWidget(self.part)
        asks.addWidget(self._safe)
        asks.addStretch(1)
        # Large text may be higher than the window; then it scrolls, and the buttons stay.
        self.reader = Reader(self._inside)
        self.reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.reader, 1)
        column.addWidget(self.wrong)
        column.addLayout(row(QWidget(), self.cancel, self.keep, stretch=0))

    def _fit(self, width: int) -> None:
        """Put the picture beside the words where there is room for both, and below them else."""
        beside = width >= font_px(self._scale, _BESIDE_FROM_PX)
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
