"""The camera of a kiosk: over the city, on only after a visitor's yes and while on that page."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.at_tile import camera_on
from mrapp.app.questions.blind import blinded
from mrapp.app.session import Session
from mrapp.ar.looking import Look
from mrapp.model.ar_errors import CameraHeldError
from mrapp.model.errors import MrappError
from mrapp.ui.ar.drawing import Choice
from mrapp.ui.ar.picture import ArPicture
from mrapp.ui.ar.seeing import Seeing
from mrapp.ui.ar.sources import Eyes, Source
from mrapp.ui.kiosk.tile_words import TileWords
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.workbench import Workbench

_LAMP_PX, _LAMP = 12, "#E22626"
# What trembles is not held by anybody; what is moved further is.
_MOVED_M = 0.02


class TileCamera(QObject):
    """Shows a camera's picture in place of the city, with the plan on the tile.

    said: what stands over the picture. A yes ends with its page, and nothing of what was seen
    outlives it.
    """

    def __init__(
        self, bench: Workbench, visiting: Visiting, source: Source, eyes: Eyes, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bench, self._visiting, self._source = bench, visiting, source
        self.picture = ArPicture()
        self.picture.setParent(window)
        # It is as high as the city: on a low screen that is little, and the page is below it.
        self.picture.setMinimumSize(0, 0)
        self.picture.hide()
        self.lamp = QLabel(window)
        self.lamp.setObjectName("lamp")
        self.lamp.hide()
        self.seeing = Seeing(bench, eyes, self)
        self.seeing.picture = self.picture
        self._words = TileWords(visiting.occasion.project, self)
        self._at: dict[str, NDArray[np.float64]] = {}
        self._wrong: MrappError | None = None
        self._on = False
        self.said = ""
        visiting.changed.connect(self.follow)
        self.seeing.changed.connect(self.tell)
        self.seeing.shown.connect(self._note_hands)
        self.seeing.opens.connect(lambda variant: visiting.do(kiosk.show_variant, variant))

    @property
    def on(self) -> bool:
        """Whether the picture is in place of the city."""
        return self._on

    def follow(self) -> None:
        """Be on while the visit says so; show the variant that it shows."""
        visit, session = self._visiting.visit, self._bench.session
        wanted = camera_on(visit) and session is not None
        if wanted and not self._on and session is not None:
            self._begin(session)
        elif self._on and not wanted:
            self._end()
        if self._on:
            self.picture.fit(1.25 * min(self._visiting.looks.scale, 1.6))
            self.seeing.show_variant(visit.variant)
            self.tell()

    def _begin(self, session: Session) -> None:
        self._on, self._wrong = True, None
        self.seeing.choice = Choice(self._visiting.visit.variant, session.view.time_utc)
        self.picture.show()
        self.seeing.begin(self._source)

    def _end(self) -> None:
        self._on, self._at = False, {}
        self.picture.hide()
        self.seeing.forget()
        self.picture.caption("")
        if self.seeing.going:
            self._bench.tell_error(CameraHeldError())

    def close(self) -> None:
        """Switch off, and free what draws."""
        self._on = False
        self.seeing.close()

    def arrange(self, room: QRect) -> None:
        """Lie over the city, and the lamp in its corner."""
        self.picture.setGeometry(room)
        self.lamp.move(room.x() + _LAMP_PX, room.y() + _LAMP_PX)

    def tell(self) -> None:
        """Say over the picture what there is to know, and to staff what is wrong."""
        session, seeing, visit = self._bench.session, self.seeing, self._visiting.visit
        if session is None:
            return
        self._words.take(session.project, visit.language)
        lamp = self._words.lamp(seeing)
        self.picture.light(lamp)
        # A driver that does not let go leaves the lamp burning on other pages too.
        self.lamp.setText(f'<span style="color: {_LAMP}">●</span>&nbsp; {lamp}')
        self.lamp.setAccessibleName(lamp)
        self.lamp.adjustSize()
        self.lamp.setVisible(bool(lamp) and not self._on)
        if not self._on:
            return
        self._say(self._words.over(seeing, ""))
        self.picture.caption(self.caption)
        watch, wrong = seeing.watch, seeing.wrong
        if wrong is not None and wrong is not self._wrong:
            self._bench.tell_error(wrong)
        self._wrong = wrong
        if watch is not None and watch.ended and wrong is None:
            # A video is shown in place of a camera, and that has no end.
            QTimer.singleShot(0, self, self._again)

    def _say(self, words: str) -> None:
        """Say it over the picture, and to a screen reader once."""
        if words and words != self.said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.picture, words))
        self.said = words
        self.picture.say(words)

    def _again(self) -> None:
        if self._on and not self.seeing.running:
            self.seeing.begin(self._source)

    @property
    def caption(self) -> str:
        """What the plan on the tile is, by its blind name where it has one; "": none is."""
        session, look, seeing = self._bench.session, self.seeing.last, self.seeing
        if session is None or look is None or look.anchor is None:
            return ""
        laid, stands = seeing.laid, seeing.laid_for
        if laid is None or stands is None:
            return ""
        # What was chosen just now may not stand there yet, and what does has a name to hide too.
        state, names = laid.piece.state, self._visiting.names
        return "\n".join(blinded(state, session.project, stands.variant, names).captions)

    def _note_hands(self, look: Look) -> None:
        """Take a tile that is moved for a touch: who holds one does not touch the screen."""
        tile = look.judged.tile if look.judged is not None else None
        if look.anchor is None or look.sighting is None or tile is None or look.twice:
            return
        # Each by itself: of two that lie there now one is followed, now the other. Of copies
        # nobody can tell which it is.
        at, before = look.anchor.matrix[:3, 3], self._at.get(tile.id)
        if before is None or np.linalg.norm(at - before) > _MOVED_M:
            self._at[tile.id] = at
            if before is not None:
                self._visiting.touched()
