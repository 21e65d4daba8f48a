"""Recording a spoken note in the form: begun by a press only, seen all the while, heard again."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.remarks.sound import MOST_S, QUIET_S, Recording, SpokenNote
from mrapp.model.errors import MrappError
from mrapp.model.sound_errors import NothingHeardError
from mrapp.ui import icons
from mrapp.ui.style import ERROR, LINE, font_px
from mrapp.ui.voice.listening import ListenButton
from mrapp.ui.voice.sounds import Sounds
from mrapp.ui.widgets import wrapped

_LOOK_MS = 60
_BARS = 16
_STACKED_FROM = 1.3
"""From this size of text on, the buttons would be wider than the form."""


class _Stage(Enum):
    """How far a note is."""

    NONE = auto()
    OPENING = auto()
    RECORDING = auto()
    PACKING = auto()
    THERE = auto()


class Recorder(QWidget):
    """Says `changed` when a note comes or goes, and when recording begins or ends."""

    changed = Signal()

    def __init__(self, sounds: Sounds, language: str, scale: float) -> None:
        super().__init__()
        self._sounds, self._language, self._scale = sounds, language, scale
        self._stage = _Stage.NONE
        self._recording: Recording | None = None
        self._note: SpokenNote | None = None
        self._heard_s, self._still_ms = 0.0, 0
        self._has_focus = False
        self._fault: MrappError | None = None
        self.record = self._button("microphone")
        self.stop = self._button("stop")
        self.again = self._button("microphone")
        self.remove = self._button("remove")
        self.listen = ListenButton()
        self.told, self.rule, self.wrong = wrapped(), wrapped("small"), wrapped()
        self.level = LevelBar(scale)
        self.live = QFrame()
        self.live.setProperty("look", "error")
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._watch)
        self._lay_out()
        self._name()
        self.record.clicked.connect(self.begin)
        self.again.clicked.connect(self.begin)
        self.stop.clicked.connect(self.finish)
        self.remove.clicked.connect(lambda: self._take(None))
        self.listen.failed.connect(self._fail_to_play)
        self._show()

    @property
    def note(self) -> SpokenNote | None:
        """What was recorded."""
        return self._note

    @property
    def active(self) -> bool:
        """Whether something is being recorded, or is about to be."""
        return self._stage not in (_Stage.NONE, _Stage.THERE)

    def show_note(self, note: SpokenNote | None) -> None:
        """Begin with what was recorded before."""
        self._note = note
        self._become(_Stage.THERE if note else _Stage.NONE)

    def retranslate(self, language: str, scale: float) -> None:
        """Take all texts anew, and the sizes that go with them; what is going on goes on."""
        self._language, self._scale = language, scale
        self.level.set_text_scale(scale)
        self._name()
        self._tell_stage()
        if self._fault is not None:
            self.wrong.setText(self._fault.text(language))

    def begin(self) -> None:
        """Begin to record; a note that was there is kept until there is another."""
        if self.active:
            return
        self.wrong.hide()
        self.listen.stop()
        self._become(_Stage.OPENING)
        self._sounds.record(self._begun, self._fail)

    def finish(self) -> None:
        """End the recording and keep what was said."""
        if self._recording is None:
            return
        recording, self._recording = self._recording, None
        self._look.stop()
        self._become(_Stage.PACKING)
        self._sounds.end(recording.stop, self._take, self._fail)

    def abandon(self) -> None:
        """Record no more, and forget what was being said."""
        recording, self._recording = self._recording, None
        self._look.stop()
        if recording is not None:
            self._sounds.leave(recording.drop)
        if self._stage in (_Stage.OPENING, _Stage.RECORDING):
            self._become(_Stage.THERE if self._note else _Stage.NONE)

    def hideEvent(self, event: QHideEvent) -> None:
        """Record nothing that nobody sees going on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.abandon()

    def _begun(self, recording: Recording) -> None:
        if self._stage is not _Stage.OPENING:
            self._sounds.leave(recording.drop)  # it was given up meanwhile
            return
        self._recording = recording
        self._heard_s, self._still_ms = 0.0, 0
        self._look.start()
        self._become(_Stage.RECORDING)
        self.stop.setFocus()

    def _watch(self) -> None:
        recording = self._recording
        if recording is None:
            return
        seconds = recording.seconds
        self._still_ms = 0 if seconds > self._heard_s else self._still_ms + _LOOK_MS
        self._heard_s = seconds
        self.level.show_level(recording.level)
        self._tell_time(seconds)
        if self._still_ms > 1000 * QUIET_S:
            self.abandon()
            self._fail(NothingHeardError())
        elif seconds >= MOST_S:
            self.finish()

    def _take(self, note: SpokenNote | None) -> None:
        self.wrong.hide()
        self._note = note
        self._become(_Stage.THERE if note else _Stage.NONE)

    def _fail(self, error: MrappError) -> None:
        """Say why nothing is recorded; a note that was there before is there still."""
        self._recording = None
        self._look.stop()
        self._tell(error)
        self._become(_Stage.THERE if self._note else _Stage.NONE)

    def _fail_to_play(self, error: MrappError) -> None:
        self._tell(error)

    def _tell(self, error: MrappError) -> None:
        self._fault = error
        self.wrong.setText(error.text(self._language))
        self.wrong.show()

    def _become(self, stage: _Stage) -> None:
        # The button that was pressed goes: the next press must not land on one outside.
        own = (self.record, self.stop, self.again, self.remove, self.listen)
        self._has_focus |= any(each.hasFocus() for each in own)
        self._stage = stage
        self._show()
        self.changed.emit()
        if not self.active:
            following = self.listen if stage is _Stage.THERE else self.record
            if self._has_focus:
                following.setFocus()
            self._has_focus = False

    def _show(self) -> None:
        stage, there = self._stage, self._stage is _Stage.THERE
        self.record.setVisible(stage is _Stage.NONE)
        self.live.setVisible(self.active)
        self.stop.setEnabled(stage is _Stage.RECORDING)
        for part in (self.listen, self.again, self.remove):
            part.setVisible(there)
        self.level.show_level(0.0)
        if there and self._note is not None:
            self.listen.give(self._sounds, self._note.content)
        self.record_there.setVisible(there)
        self._tell_stage()

    def _tell_stage(self) -> None:
        """Say how far the note is."""
        if self._note is not None:
            length = self.tr("Your spoken note: %1").replace("%1", clock(self._note.seconds))
            self.record_there.setText(length)
        if self._stage is _Stage.OPENING:
            self.told.setText(self.tr("Looking for the microphone…"))
        elif self._stage is _Stage.RECORDING:
            self._tell_time(self._heard_s)
        elif self._stage is _Stage.PACKING:
            self.told.setText(self.tr("One moment…"))

    def _tell_time(self, seconds: float) -> None:
        words = self.tr("● Recording: %1 of %2. Press Stop when you are done.")
        told = words.replace("%1", clock(seconds)).replace("%2", clock(MOST_S))
        if told != self.told.text():
            self.told.setText(told)

    def _button(self, icon: str) -> QPushButton:
        button = QPushButton(icons.icon(icon, worded=True), "")
        button.setAutoDefault(False)
        return button

    def _name(self) -> None:
        for button, words in (
            (self.record, self.tr("Record a spoken note")),
            (self.stop, self.tr("Stop")),
            (self.again, self.tr("Record again")),
            (self.remove, self.tr("Remove")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        side = font_px(self._scale, 18)
        for button in (self.record, self.stop, self.again, self.remove, self.listen):
            button.setIconSize(QSize(round(side * icons.GAP), side))
        ways = QBoxLayout.Direction
        stacked = self._scale > _STACKED_FROM
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self.stop.setAccessibleName(self.tr("Stop recording"))
        self.remove.setAccessibleName(self.tr("Remove the spoken note"))
        self.listen.retranslate()
        self.level.setAccessibleName(self.tr("How loud it is"))
        self.rule.setText(
            self.tr(
                "At most one minute, and you need not. Others may know you by your voice. Say no "
                "names."
            )
        )

    def _lay_out(self) -> None:
        self.record_there = wrapped()
        live = QVBoxLayout(self.live)
        live.addWidget(self.told)
        line = QHBoxLayout()
        line.addWidget(self.level, 1)
        line.addWidget(self.stop)
        live.addLayout(line)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.record, self.listen, self.again, self.remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.record_there)
        column.addWidget(self.live)
        column.addLayout(row)
        column.addWidget(self.wrong)
        column.addWidget(self.rule)
        self.wrong.hide()


class LevelBar(QWidget):
    """How loud it is, as a row of bars that fills up."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        self._level = 0.0
        self.set_text_scale(scale)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_text_scale(self, scale: float) -> None:
        """Be as high as letters of this size."""
        self.setFixedHeight(font_px(scale, 16))

    @property
    def shown(self) -> float:
        """The level that is shown, 0 to 1."""
        return self._level

    def show_level(self, level: float) -> None:
        """Show a level, 0 to 1; it falls slower than it rises, so that the eye can follow."""
        fallen = max(level, self._level - 0.08) if level > 0.0 else 0.0
        if fallen != self._level:
            self._level = fallen
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / _BARS
        for number in range(_BARS):
            on = number < round(self._level * _BARS)
            painter.setBrush(QColor(ERROR if on else LINE))
            bar = QRectF(number * step, 2.0, 0.7 * step, self.height() - 4.0)
            painter.drawRoundedRect(bar, 2.0, 2.0)
        painter.end()


def clock(seconds: float) -> str:
    """Return a length as minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
