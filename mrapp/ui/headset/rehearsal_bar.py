"""What the facilitator sees of a rehearsal, over the picture: that it is one, and how far it is."""

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QPushButton,
    QVBoxLayout,
)

from mrapp.model.texts import Phrase
from mrapp.ui.flow import FlowLayout
from mrapp.ui.headset.mirror import MirrorView
from mrapp.ui.headset.rehearsing import Rehearsing
from mrapp.ui.headset.steering import Steering
from mrapp.ui.widgets import wrapped
from mrapp.xr.rehearsal.visits import Outcome

PACES = (1.0, 2.0, 4.0)
"""How many times faster than people."""

_IS_ONE = Phrase(
    nl="Oefening: wat hier gezegd wordt, telt nergens mee en wordt na afloop gewist",
    en="Rehearsal: what is said here counts nowhere, and is erased afterwards",
)
_WHO = Phrase(
    nl="{name} ({number} van {all}) {about}. Stap {at} van {steps}: {step}.",
    en="{name} ({number} of {all}) {about}. Step {at} of {steps}: {step}.",
)
_OVER = Phrase(
    nl="Alle bezoekers zijn geweest. Bewaard in de oefening: {kept}. Dat wordt gewist met Stoppen.",
    en="All visitors have been. Kept in the rehearsal: {kept}. Stop erases that.",
)
_WENT_WRONG = Phrase(nl="{name} kwam niet verder: {why}", en="{name} could not go on: {why}")
_HOLD = Phrase(nl="Even wachten", en="Hold on")
_SKIP = Phrase(nl="Sla stap over", en="Skip step")
_STEER = Phrase(nl="Zelf sturen", en="Steer yourself")
_HOW = Phrase(
    nl="Wijs met de muis in het beeld; klik = drukken; rechts slepen = kijken; W A S D = lopen; "
    "T vasthouden en loslaten = springen; Q en E = draaien; M = menu; B = terug; G = vastpakken; "
    "Esc = de bezoeker gaat weer zelf",
    en="Point with the mouse in the picture; click = press; drag right = look; W A S D = walk; "
    "hold T and let go = jump; Q and E = turn; M = menu; B = back; G = grab; "
    "Esc = the visitor goes on",
)
_FOR_ME = Phrase(nl="Doe mijn werk voor", en="Do my part too")
_PACE = Phrase(nl="{pace:.0f}× zo snel", en="{pace:.0f}× as fast")
_LIFE = Phrase(nl="Zo snel als mensen", en="As fast as people")
_PACES = Phrase(nl="Hoe snel de bezoekers zijn", en="How fast the visitors are")


class RehearsalBar(QFrame):
    """Shows one rehearsal after the other; hidden while there is none."""

    def __init__(self, language: str, scale: float, mirror: MirrorView) -> None:
        super().__init__()
        self._steering = Steering(mirror, self)
        self.setProperty("look", "card")
        self._language, self._scale = language, scale
        self._rehearsing: Rehearsing | None = None
        self.badge, self.step, self.ask = wrapped("heading"), wrapped(), wrapped("title")
        self.hold, self.skip, self.for_me = QPushButton(), QPushButton(), QCheckBox()
        self.pace = QComboBox()
        self.pace.addItems([""] * len(PACES))
        self.steer = QPushButton()
        self._steering.given_back.connect(self.steer.toggle)
        self.how = wrapped("small")
        self.hold.setCheckable(True)
        self.steer.setCheckable(True)
        self.steer.toggled.connect(self._steer)
        for button in (self.hold, self.skip, self.steer):
            button.setAutoDefault(False)
        self.hold.toggled.connect(self._hold)
        self.skip.clicked.connect(self._skip)
        self.for_me.toggled.connect(self._do_it)
        self.pace.currentIndexChanged.connect(self._hurry)
        column = QVBoxLayout(self)
        for words in (self.badge, self.step, self.ask, self.how):
            column.addWidget(words)
        # In one row they would push what stands beside off a small screen, or a narrow window.
        column.addLayout(FlowLayout(self.hold, self.skip, self.steer, self.pace, self.for_me))
        self.setVisible(False)

    def speak(self, language: str, scale: float) -> None:
        """Take all texts anew."""
        self._language, self._scale = language, scale
        self.badge.setText(_IS_ONE.text(language))
        self.hold.setText(_HOLD.text(language))
        self.skip.setText(_SKIP.text(language))
        self.steer.setText(_STEER.text(language))
        self.how.setText(_HOW.text(language))
        self.for_me.setText(_FOR_ME.text(language))
        self.pace.setAccessibleName(_PACES.text(language))
        for row, pace in enumerate(PACES):
            words = _LIFE if pace == 1.0 else _PACE.filled(pace=pace)
            self.pace.setItemText(row, words.text(language))
        self._show()

    def follow(self, rehearsing: Rehearsing | None) -> None:
        """Show another rehearsal, or none."""
        if rehearsing is self._rehearsing:
            return
        self._rehearsing = rehearsing
        self.setVisible(rehearsing is not None)
        if rehearsing is not None:
            self.hold.setChecked(False)
            self.steer.setChecked(False)
            self.for_me.setChecked(rehearsing.by_itself)
            if rehearsing.visits.pace in PACES:
                self.pace.setCurrentIndex(PACES.index(rehearsing.visits.pace))
            rehearsing.changed.connect(self._show)
        if rehearsing is None:
            self.steer.setChecked(False)
        self._show()

    def _show(self) -> None:
        rehearsing, language = self._rehearsing, self._language
        if rehearsing is None:
            return
        visits = rehearsing.visits
        now = visits.now
        if now.over:
            self.step.setText(_OVER.text(language, kept=len(rehearsing.remarked)))
        else:
            visitor = visits.visitors[now.visitor]
            told = {
                "name": visitor.name,
                "number": now.visitor + 1,
                "all": len(visits.visitors),
                "about": visitor.about,
                "at": now.at,
                "steps": now.all,
                "step": now.words,
            }
            self.step.setText(_WHO.text(language, **told))
        self.ask.setText(self._asked(language))
        self.ask.setVisible(bool(self.ask.text()))
        self.how.setVisible(self.steer.isChecked())
        for part in (self.hold, self.skip):
            part.setEnabled(not now.over)

    def _asked(self, language: str) -> str:
        """Return what the facilitator is to do or to know; "": nothing."""
        rehearsing = self._rehearsing
        if rehearsing is None:
            return ""
        visits, told = rehearsing.visits, []
        last = next((e for e in reversed(visits.ended) if e.outcome is not Outcome.MISSED), None)
        if last is not None and last.outcome is Outcome.FAILED and last.why is not None:
            name = visits.visitors[last.visitor].name
            told.append(_WENT_WRONG.text(language, name=name, why=last.why))
        if visits.now.wants is not None:
            told.append(f"{visits.now.words.text(language)}.")
        return "\n".join(told)

    def _hold(self, on: bool) -> None:
        if self._rehearsing is not None:
            self._rehearsing.visits.paused = on

    def _steer(self, on: bool) -> None:
        if self._rehearsing is not None:
            self._rehearsing.steer(on)
        self._steering.lead(self._rehearsing.by_hand if self._rehearsing and on else None)
        self._show()

    def _skip(self) -> None:
        if self._rehearsing is not None:
            self._rehearsing.visits.skip()

    def _do_it(self, on: bool) -> None:
        if self._rehearsing is not None:
            self._rehearsing.let_by_itself(on)

    def _hurry(self, row: int) -> None:
        if self._rehearsing is not None and row >= 0:
            self._rehearsing.visits.pace = PACES[row]
