"""What staff see and set who care for a visitor: time, breaks, how they feel, sound."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.headset import menu_words
from mrapp.app.headset.care import FEELINGS, RATHER_NOT
from mrapp.app.headset.feelings import Counts, Feeling, Totals
from mrapp.app.settings import BREAK_MINUTES
from mrapp.model.texts import Phrase
from mrapp.ui.headset import care_words as words
from mrapp.ui.headset.caring import Question
from mrapp.ui.widgets import restyle, wrapped

_MINUTE_S = 60.0


class CareBox(QWidget):
    """Asks; decides nothing. front: what must be in sight, a widget of its own.

    Signals: `minutes_wanted` breaks after so many; `sound_wanted` a step of loudness;
    `put_off_wanted`; `round_off_wanted`; `answered` a `Feeling` or None.
    """

    minutes_wanted = Signal(int)
    sound_wanted = Signal(int)
    put_off_wanted = Signal()
    round_off_wanted = Signal()
    answered = Signal(object)

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._question: Question | None = None
        self.front = QWidget()
        self.worn, self.told = QLabel(), wrapped("heading")
        self.asked, self.totals, self.silent = wrapped(), wrapped("small"), wrapped("small")
        self._after, self._loud = QLabel(), QLabel()
        self.minutes = QSpinBox()
        self.minutes.setRange(*BREAK_MINUTES)
        self.minutes.setKeyboardTracking(False)
        self.minutes.valueChanged.connect(self.minutes_wanted)
        self.sound = QComboBox()
        self.sound.addItems(["" for _ in menu_words.LOUDNESS])
        self.sound.activated.connect(self.sound_wanted)
        self.put_off, self.round_off = self._button(), self._button()
        self.put_off.clicked.connect(self.put_off_wanted)
        self.round_off.clicked.connect(self.round_off_wanted)
        self.feelings = {feeling: self._button() for feeling in (*Feeling, None)}
        for feeling, button in self.feelings.items():
            button.clicked.connect(lambda _on=False, feeling=feeling: self.answered.emit(feeling))
        self._put_together()
        self.retranslate(language)
        self.show_told(None, alarm=False)
        self.show_question(None)

    @staticmethod
    def _button() -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        return button

    def _put_together(self) -> None:
        self._faces = QWidget()
        grid = QGridLayout(self._faces)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for number, button in enumerate(self.feelings.values()):
            grid.addWidget(button, number // 2, number % 2)
        front = QVBoxLayout(self.front)
        front.setContentsMargins(0, 0, 0, 0)
        ends = QHBoxLayout()
        for button in (self.round_off, self.put_off):
            ends.addWidget(button, 1)
        for shown in (self.worn, self.told, self.asked, self._faces):
            front.addWidget(shown)
        front.addLayout(ends)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for parts in (
            (self._after, self.minutes),
            (self._loud, self.sound),
        ):
            line = QHBoxLayout()
            for part in parts:
                line.addWidget(part, 1)
            column.addLayout(line)
        column.addWidget(self.silent)
        column.addWidget(self.totals)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self._language = language
        for label, phrase in (
            (self._after, words.BREAK_AFTER), (self.put_off, words.PUT_IT_OFF),
            (self.round_off, words.ROUND_OFF), (self._loud, words.SOUND),
        ):  # fmt: skip
            label.setText(phrase.text(language))
        for button, phrase in zip(self.feelings.values(), (*FEELINGS, RATHER_NOT), strict=True):
            button.setText(phrase.text(language))
        self.silent.setText(words.NO_SOUND.text(language))
        self.minutes.setSuffix(words.MINUTES.text(language))
        self.minutes.setAccessibleName(words.BREAK_AFTER.text(language))
        self.round_off.setToolTip(words.ROUND_OFF_TIP.text(language))
        self.round_off.setAccessibleDescription(words.ROUND_OFF_TIP.text(language))
        for step, phrase in enumerate(menu_words.LOUDNESS):
            self.sound.setItemText(step, phrase.text(language))
        self.sound.setAccessibleName(words.SOUND.text(language))
        self.show_question(self._question)

    def show_settings(self, minutes: int, sound: int) -> None:
        """Show what is set."""
        before = self.minutes.blockSignals(True)
        self.minutes.setValue(minutes)
        self.minutes.blockSignals(before)
        self.sound.setCurrentIndex(sound)

    def show_worn(self, worn_s: float, left_s: float | None) -> None:
        """Show how long the headset is worn, and until when; None: no break will be proposed."""
        told = [words.WORN.text(self._language, minutes=int(worn_s / _MINUTE_S))]
        if left_s is not None:
            left = words.LEFT.text(self._language, minutes=-int(-left_s // _MINUTE_S))
            told.append(left if left_s > 0.0 else words.NOW.text(self._language))
        self.worn.setText(" · ".join(told))
        self.put_off.setEnabled(left_s is not None)

    def show_told(self, told: Phrase | None, *, alarm: bool) -> None:
        """Say what staff are to do; None: nothing. alarm: it cannot wait."""
        self.told.setText(told.text(self._language) if told else "")
        self.told.setVisible(told is not None)
        look = "error" if alarm else "heading"
        if self.told.property("look") != look:
            self.told.setProperty("look", look)
            self.told.setMargin(8 if alarm else 0)
            restyle(self.told)

    def show_question(self, question: Question | None) -> None:
        """Offer to answer for a visitor; None: nothing is asked."""
        self._question = question
        for each in (self.asked, self._faces):
            each.setVisible(question is not None)
        if question is not None:
            after = words.ASKED_AFTER if question.after else words.ASKED_BEFORE
            asked = words.ASKED_GONE if question.gone else after
            self.asked.setText(asked.text(self._language))

    def show_silent(self, *, silent: bool) -> None:
        """Say whether there is no loudspeaker."""
        self.silent.setVisible(silent)

    def show_running(self, *, running: bool) -> None:
        """Show whether a headset is in use."""
        for each in (self.worn, self.put_off, self.round_off):
            each.setVisible(running)

    def show_totals(self, today: Totals, ever: Totals) -> None:
        """Show how visitors felt."""
        language, none = self._language, Totals()
        rows = ((words.TODAY, today), (words.EVER, ever))
        told = [
            words.TOLD.text(
                language,
                when=when.text(language),
                before=self._counted(totals.before),
                after=self._counted(totals.after),
                worse=totals.worse,
            )
            for when, totals in rows
            if (totals.before, totals.after) != (none.before, none.after)
        ]
        self.totals.setText("\n".join(told) or words.TOO_FEW.text(language))

    def _counted(self, counts: Counts) -> str:
        language = self._language
        told: Sequence[str] = [
            f"{count} {phrase.text(language).lower()}"
            for count, phrase in zip(counts, FEELINGS, strict=True)
            if count
        ]
        return ", ".join(told) or words.NOBODY.text(language)
