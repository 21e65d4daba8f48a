"""Answers "why no headset?": asks, and tells in plain words what stands between and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from mrapp.app.headset.chimes import RATE_HZ
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.sound import Sound, audible
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.staff.waiting import Waiting
from mrapp.ui.style import font_px
from mrapp.ui.tasks import Task, TaskRunner
from mrapp.ui.widgets import wrapped
from mrapp.xr.doctor import Diagnosis, Finding, with_sound
from mrapp.xr.examining import examine

_TITLE = Phrase(nl="Waarom geen headset?", en="Why no headset?")
_LOOKING = Phrase(nl="Zoeken naar een headset", en="Looking for a headset")
_AGAIN = Phrase(nl="Kijk nog een keer", en="Look again")
_CLOSE = Phrase(nl="Sluiten", en="Close")
_MEANWHILE = Phrase(
    nl="De rondleiding in het venster werkt intussen gewoon, ook zonder headset.",
    en="The tour in the window works meanwhile, with or without a headset.",
)
_TOUR = Phrase(nl="Verder op het scherm", en="Go on at the screen")
_STOPPED = Phrase(nl="Het zoeken is gestopt.", en="Looking was stopped.")
_IN_USE = Phrase(
    nl="De headset is in gebruik door dit venster; dan wordt er niet gezocht.",
    en="The headset is in use by this window; nothing is looked for then.",
)


class WhyDialog(FollowingDialog):
    """Looks for a headset in a task. in_use: whether one is in use by this program.

    sound: what the machine has for sound.

    Signal: `tour_wanted` the visit goes on at the screen, without a headset.
    """

    tour_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        tasks: TaskRunner,
        sound: Sound,
        language: str,
        scale: float,
        *,
        in_use: bool,
    ) -> None:
        super().__init__(parent, language, scale)
        self._tasks, self._sound, self._in_use = tasks, sound, in_use
        self._findings: tuple[Finding, ...] = ()
        self._wrong: MrappError | None = None
        self._task: Task[Diagnosis] | None = None
        self.lines: list[QWidget] = []
        self.waiting = Waiting(tasks)
        self.meanwhile = wrapped("soft")
        self.again = QPushButton()
        self.again.clicked.connect(self.begin)
        self.tour = QPushButton()
        self.tour.clicked.connect(self._go_on)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.tour, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.again, QDialogButtonBox.ButtonRole.ActionRole)
        self.leave = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        self._told = QVBoxLayout()
        column.addWidget(self.waiting)
        column.addLayout(self._told)
        column.addStretch(1)
        column.addWidget(self.meanwhile)
        column.addWidget(self.buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        language = self.language
        self.setWindowTitle(_TITLE.text(language))
        self.again.setText(_AGAIN.text(language))
        self.tour.setText(_TOUR.text(language))
        self.leave.setText(_CLOSE.text(language))
        self.meanwhile.setText(_MEANWHILE.text(language))
        self.waiting.retranslate(language)
        self.setMinimumWidth(font_px(self.scale, 520))
        self._show()

    def begin(self) -> None:
        """Look, or look again; shows itself."""
        self._findings, self._wrong = (), None
        if not self._in_use:
            self._task = self._tasks.start(
                _LOOKING,
                self._look,
                self._take,
                self._failed,
                quick=True,
            )
            self.waiting.follow(self._task, self.language)
        self._show()
        self.open()

    def _look(self, progress: Progress, cancelled: Cancelled) -> Diagnosis:
        found = examine(progress=progress, cancelled=cancelled)
        return with_sound(found, audible(self._sound, RATE_HZ))

    def done(self, result: int) -> None:
        """Close; what is still being looked for is given up."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def _go_on(self) -> None:
        self.accept()
        self.tour_wanted.emit()

    def _take(self, found: Diagnosis) -> None:
        self._findings = found.findings
        self._ended()

    def _failed(self, error: MrappError) -> None:
        self._wrong = error
        self._ended()

    def _ended(self) -> None:
        self._task = None
        self.waiting.follow(None, self.language)
        self._show()

    def _show(self) -> None:
        self.again.setEnabled(self._task is None and not self._in_use)
        self.tour.setVisible(not self._in_use)
        for line in self.lines:
            self._told.removeWidget(line)
            line.deleteLater()
        self.lines = []
        for text, look in self._sentences():
            line = wrapped(look)
            line.setText(text)
            self._told.addWidget(line)
            self.lines.append(line)
        self.setAccessibleDescription(" ".join(text for text, _ in self._sentences()))

    def _sentences(self) -> list[tuple[str, str]]:
        """Return what is told, each with its look."""
        language = self.language
        if self._in_use:
            return [(_IN_USE.text(language), "")]
        if isinstance(self._wrong, CancelledError):
            return [(_STOPPED.text(language), "")]
        if self._wrong is not None:
            return [(self._wrong.text(language), "")]
        return [
            (f"{'✕' if each.fault else '✓'}  {each.text(language)}", "") for each in self._findings
        ]
