"""Looking at the city in the middle of a question: the form steps aside, and comes back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QVBoxLayout, QWidget

from mrapp.app.actions import switch_variant, visit_viewpoint
from mrapp.app.history import Change, Moment
from mrapp.app.questions import question_words as words
from mrapp.app.questions.blind import blinded
from mrapp.app.session import Session
from mrapp.app.state import SceneState
from mrapp.model.texts import Phrase
from mrapp.scene.city_view import Hit
from mrapp.scene.places import pose_of
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.rows import Tiles, make_label
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.parts import Parts
from mrapp.ui.workbench import Workbench

_ANEW = Phrase(nl="een vraag beantwoorden", en="answer a question")
_ESCAPE = Qt.Key.Key_Escape


class Aside(QObject):
    """Shows the view alone, with a bar below it, until one goes back to the question.

    Nothing else is there meanwhile, so that nothing tells which variant is which and no command
    does anything; afterwards everything is seen as before. Signals: `begun`; `ended` one is back;
    then `pointed` the place that was pointed out, RD/NAP metres.
    """

    begun = Signal()
    pointed = Signal(object)
    ended = Signal()

    def __init__(self, parts: Parts, bench: Workbench, window: QMainWindow) -> None:
        super().__init__(window)
        self._parts, self._bench, self._window = parts, bench, window
        self._names: Mapping[str, str] = {}
        self._pointing = False
        self.bar: Bar | None = None
        parts.view.city.picked.connect(self._take)
        bench.opened.connect(self._close)

    def look_from(self, looks: Looks, viewpoint_id: str, names: Mapping[str, str]) -> None:
        """Fly to a viewpoint of the project; names: those of variants that are compared."""
        session = self._begin(Bar(looks), names)
        viewpoint = session.project.viewpoint(viewpoint_id) if session else None
        if session is not None and viewpoint is not None:
            session.show(visit_viewpoint(session.moment, viewpoint_id))
            self._parts.view.city.fly_to(pose_of(viewpoint, session.project.origin.frame()))

    def compare(self, looks: Looks, variant: str, names: Mapping[str, str]) -> None:
        """Look at a variant under its blind name, and go from the one to the other."""
        bar = Bar(looks)
        for each, name in names.items():
            said = words.LOOK_AT.text(self._language, name=name)
            bar.add(said, partial(self._show_variant, each), key=each)
        if self._begin(bar, names) is not None:
            self._show_variant(variant)

    def point(self, looks: Looks, names: Mapping[str, str]) -> None:
        """Let a place be pointed out; names: those of variants that are compared."""
        bar = Bar(looks, self.tr(
            "Click the place. Or turn until the place is in the ring, and choose the button."
        ))  # fmt: skip
        city = self._parts.view.city
        bar.add(words.IN_THE_RING.text(self._language), lambda: self._take(city.hit_middle()))
        if self._begin(bar, names) is not None:
            self._pointing = True
            self._parts.view.mark.show()

    @property
    def _language(self) -> str:
        return self._bench.language

    def _begin(self, bar: "Bar", names: Mapping[str, str]) -> Session | None:
        session, window, city = self._bench.session, self._window, self._parts.view.city
        inside = window.centralWidget()
        centre = inside.layout() if inside is not None else None
        if session is None or centre is None or self.bar is not None:
            bar.deleteLater()
            return None
        self._names, self.bar = names, bar
        self._before, self._pose = session.moment, city.pose
        self._pins = city.city.pins.shown
        bar.put_together(self.tr("Back to the question"), self.end)
        self.begun.emit()
        centre.addWidget(bar)
        for part in (window.menuBar(), self._parts.top):
            part.hide()
        self._bench.looking = self._blinded
        city.show_pins(None)
        view = replace(session.view, selection=None)
        session.show(Change(Moment(session.project, view), _ANEW))
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        city.setFocus(Qt.FocusReason.OtherFocusReason)
        if bar.said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(city, bar.said))
        return session

    def end(self) -> None:
        """Go back to the question: all is seen again as it was."""
        session, city = self._bench.session, self._parts.view.city
        if self.bar is None or session is None:
            return
        self._close()
        session.show(Change(Moment(session.project, self._before.view), _ANEW))
        city.show_pins(self._pins)
        city.be_at(self._pose)
        self.ended.emit()

    def _close(self) -> None:
        if self.bar is None:
            return
        self._pointing = False
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.bar.hide()
        self.bar.deleteLater()
        self.bar = None
        self._bench.looking = None
        self._parts.view.mark.hide()
        for part in (self._window.menuBar(), self._parts.top):
            part.show()

    def _show_variant(self, variant: str) -> None:
        session = self._bench.session
        if session is not None and self.bar is not None:
            session.show(switch_variant(session.moment, variant))
            self.bar.show_chosen(variant)

    def _blinded(self, state: SceneState) -> SceneState:
        session = self._bench.session
        if session is None:
            return state
        return blinded(state, session.project, session.view.variant, self._names)

    def _take(self, hit: Hit | None) -> None:
        """Take the place that was pointed at, where one is asked for."""
        session = self._bench.session
        if not self._pointing or hit is None or session is None:
            return
        rd = session.project.origin.frame().rd_from_local(np.array(hit.point_local))
        x, y, nap = (round(float(each), 3) for each in rd.tolist())
        self.end()
        self.pointed.emit((x, y, nap))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let no shortcut do anything meanwhile; Escape leads back."""
        if event.type() == QEvent.Type.Shortcut:
            return True
        pressed = isinstance(event, QKeyEvent) and event.key() == _ESCAPE
        if pressed and event.type() == QEvent.Type.KeyPress:
            self.end()
            return True
        return False


class Bar(QFrame):
    """What is below the view meanwhile: what to do, what to look at, the way back."""

    def __init__(self, looks: Looks, said: str = "") -> None:
        super().__init__()
        self._looks, self.said = looks, said
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 10)
        if said:
            self._column.addWidget(make_label(said, looks))
        self.tiles: dict[str, Tile] = {}
        self.back: Tile | None = None

    def add(self, said: str, do: Callable[[], object], key: str = "") -> None:
        """Add a tile; key: of what is being looked at, which it shows."""
        tile = Tile(said, self._looks, mark=Mark.ONE if key else Mark.NONE)
        tile.clicked.connect(lambda _on=False: do())
        self.tiles[key] = tile

    def put_together(self, said: str, back: Callable[[], object]) -> None:
        """Put the tiles beside each other; the last leads back."""
        self.back = Tile(said, self._looks, main=True)
        self.back.clicked.connect(lambda _on=False: back())
        row: list[QWidget] = [*self.tiles.values(), self.back]
        least = max(each.sizeHint().width() for each in row)
        self._column.addWidget(Tiles(row, least, len(row)))

    def show_chosen(self, key: str) -> None:
        """Show what is being looked at."""
        for each, tile in self.tiles.items():
            tile.setChecked(each == key)
