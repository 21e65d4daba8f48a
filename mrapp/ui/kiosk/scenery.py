"""The city behind the pages of the kiosk: what it shows, quiet flights, the pin, the picture."""

import numpy as np
from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from mrapp.app.actions import switch_variant, visit_viewpoint
from mrapp.app.history import Change, Moment
from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.visit import Page
from mrapp.app.nearby import root_of
from mrapp.app.questions.blind import blinded
from mrapp.app.remarks.making import seen_again, sight_of
from mrapp.app.session import Session, starting_view
from mrapp.model.project import Viewpoint
from mrapp.model.questions import Question
from mrapp.model.remark import Thing
from mrapp.model.texts import Phrase
from mrapp.model.values import Point3
from mrapp.scene.city_view import Hit
from mrapp.scene.places import look_of, pose_of, pose_of_look
from mrapp.scene.pose import Pose, on_picture
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.kiosk.keeping import Seen
from mrapp.ui.kiosk.marks import PinMark, RingMark
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.workbench import Workbench

_STAY_MS = 11_000
_FLIGHT_S = 7.0
_VISIT_FLIGHT_S = 2.0
_PICTURE_WIDE_PX = 960
_SMOOTH = Qt.TransformationMode.SmoothTransformation
_ANEW = Phrase(nl="opnieuw beginnen", en="begin anew")


class Scenery(QObject):
    """Shows what the visit asks for, and reports which place was pointed at."""

    def __init__(
        self, city: CityWidget, bench: Workbench, visiting: Visiting, window: QWidget
    ) -> None:
        super().__init__(window)
        self.city, self._bench, self._visiting = city, bench, visiting
        self.middle = RingMark(window)
        self.pin = PinMark(window)
        self._shown: tuple[object, ...] = ()
        self._at: str | None = None
        self._round = 0
        self._seen: Seen | None = None
        self._settling = True
        self._asked = ""
        self._next = QTimer(self)
        self._next.setInterval(_STAY_MS)
        self._next.timeout.connect(self.fly_on)
        bench.changed.connect(self._on_changed)
        bench.loaded.connect(self._arrive)
        bench.loader.more.connect(city.show_more)
        city.filling.connect(self._arrive)
        city.picked.connect(self._on_picked)
        city.moved.connect(self.place_marks)
        city.painted.connect(self.place_marks)
        visiting.changed.connect(self._follow)
        visiting.ended.connect(self._begin_anew)

    @property
    def session(self) -> Session | None:
        """The open session."""
        return self._bench.session

    @property
    def viewpoint(self) -> Viewpoint | None:
        """The viewpoint where the viewer went last."""
        return self.session.project.viewpoint(self._at) if self.session else None

    def begin(self) -> None:
        """Stand at the project's start and begin the quiet flights."""
        session = self.session
        if session is None:
            return
        start = session.project.viewpoint(session.project.start.viewpoint)
        if start is not None:
            self._at = start.id
            self.city.stand(pose_of(start, session.project.origin.frame()))
        self._follow()

    def close(self) -> None:
        """End the flights."""
        self._next.stop()

    def _follow(self) -> None:
        """Show the variant and the language of the visit, and fly while nobody is there."""
        session, visit = self.session, self._visiting.visit
        if session is None:
            return
        if session.view.language != visit.language:
            session.speak(visit.language)
        attracting = visit.page == Page.ATTRACT
        if attracting and not self._next.isActive():
            self._next.start()
        elif not attracting and self._next.isActive():
            self._next.stop()
            self._come_home(session)
        if visit.page not in (Page.ATTRACT, Page.RECOVERED):
            self._show_variant(session, visit.variant)
        names = self._visiting.names
        if (names, visit.language) != self._shown:
            self._shown = (names, visit.language)
            self._on_changed()
        self._turn_to_question()
        self.place_marks()

    def _turn_to_question(self) -> None:
        """Once a question opens, show what it is about."""
        asks = self._asks
        before, self._asked = self._asked, asks.id if asks is not None else ""
        if asks is not None and asks.viewpoint and asks.id != before:
            self.fly_to(asks.viewpoint)

    @property
    def _asks(self) -> Question | None:
        """The question that is on the screen."""
        visit = self._visiting.visit
        return kiosk.question(visit) if visit.page == Page.OPINION else None

    def _show_variant(self, session: Session, variant: str | None) -> None:
        if session.view.variant != variant:
            session.show(switch_variant(session.moment, variant))

    def _begin_anew(self) -> None:
        """Show the project as it is to whoever comes next."""
        self._seen = None
        session = self.session
        if session is None:
            return
        self._show_start(session)
        self.city.city.navigator.stop()
        self.begin()

    def _show_start(self, session: Session) -> None:
        """Show the variant, the time and the layers with which the project begins."""
        language = self._visiting.visit.language
        view = starting_view(session.project, session.services.utc_now(), language)
        session.show(Change(Moment(session.project, view), _ANEW))

    def _come_home(self, session: Session) -> None:
        """Begin every visit where the project begins, wherever the quiet flights have come."""
        self._show_start(session)
        start = session.project.viewpoint(session.project.start.viewpoint)
        self._at = start.id if start is not None else None
        frame = session.project.origin.frame()
        home = pose_of(start, frame) if start is not None else self.city.city.navigator.home
        self._move(home, _VISIT_FLIGHT_S)

    def _on_changed(self) -> None:
        session = self.session
        if session is None:
            return
        state = blinded(
            session.scene_state(), session.project, session.view.variant, self._visiting.names
        )
        self.city.show_state(state, session.meshes, self._bench.loader.ready)

    def _arrive(self) -> None:
        """Once all is there: whoever stands at eye height walks, and without a start sees all."""
        session = self.session
        if session is None or not session.meshes or not self._settling:
            return
        if self._bench.loader.busy or self.city.incomplete:
            return
        self._settling = False
        if session.project.viewpoint(session.project.start.viewpoint) is None:
            self.city.stand(self.city.city.navigator.home)

    def fly_on(self) -> None:
        """Go to the next viewpoint; after a round, with the next variant."""
        session = self.session
        if session is None or not session.project.viewpoints:
            return
        points = session.project.viewpoints
        ids = [point.id for point in points]
        at = (ids.index(self._at) + 1) % len(ids) if self._at in ids else 0
        if at == 0:
            self._round += 1
        row = [None, *(variant.id for variant in session.project.variants())]
        if points[at].variant is None:
            self._show_variant(session, row[self._round % len(row)])
        self._go(session, points[at], _FLIGHT_S)

    def fly_to(self, viewpoint_id: str) -> None:
        """Go where a visitor wants to look from."""
        session = self.session
        point = session.project.viewpoint(viewpoint_id) if session else None
        if session is not None and point is not None:
            self._go(session, point, _VISIT_FLIGHT_S)
            asks = self._asks
            if asks is not None and asks.variants:
                # Which of two plans is seen is up to the visitor.
                self._show_variant(session, self._visiting.visit.variant)
            else:
                self._visiting.do(kiosk.show_variant, session.view.variant)

    def step(self, steps: int) -> None:
        """Go to the next viewpoint, or the one before."""
        ids = [point.id for point in self.session.project.viewpoints] if self.session else []
        if ids:
            at = ids.index(self._at) + steps if self._at in ids else 0
            self.fly_to(ids[at % len(ids)])

    def _go(self, session: Session, point: Viewpoint, seconds: float) -> None:
        self._at = point.id
        session.show(visit_viewpoint(session.moment, point.id))
        self._move(pose_of(point, session.project.origin.frame()), seconds)

    def _move(self, pose: Pose, seconds: float) -> None:
        if self._visiting.looks.still:
            self.city.city.navigator.stop()
            self.city.stand(pose)
        else:
            self.city.city.navigator.fly_to(pose, seconds)
            self.city.after_navigation()

    def zoom(self, steps: float) -> None:
        """Come closer or go farther."""
        self.city.zoom(steps)

    @property
    def pinning(self) -> bool:
        """Whether a click in the city tells a place."""
        visit, asks = self._visiting.visit, self._asks
        pin = asks is not None and asks.kind == "pin"
        return visit.page == Page.OPINION and (pin or visit.step == kiosk.PLACE)

    def pin_middle(self) -> None:
        """Tell the place in the middle of the view."""
        self._on_picked(self.city.hit_middle())

    def _on_picked(self, hit: Hit | None) -> None:
        session = self.session
        if session is None or hit is None or not self.pinning:
            return
        x, y, nap = session.project.origin.frame().rd_from_local(np.array(hit.point_local))
        whole = root_of(hit.ref, session.meshes) if hit.ref else None
        thing = Thing(asset=whole.asset, object_id=whole.object_id) if whole else None
        point = (round(float(x), 3), round(float(y), 3), round(float(nap), 3))
        self._visiting.do(kiosk.place_pin, point, thing)
        self.remember()

    def place_marks(self) -> None:
        """Put the ring in the middle of the view, and the pin where its place is."""
        self.middle.setVisible(self.pinning)
        frame = self.city.geometry()
        half = QPoint(self.middle.width(), self.middle.height()) / 2
        self.middle.move(frame.center() - half)
        at = self._pin_at(self._visiting.visit.pin) if self.pinning else None
        self.pin.setVisible(at is not None)
        if at is not None:
            self.pin.point_at(frame.topLeft() + at)

    def _pin_at(self, pin: Point3 | None) -> QPoint | None:
        """Return where a place is in the view; None where it is not seen."""
        session = self.session
        if session is None or pin is None:
            return None
        local = np.array(pin, dtype=np.float64) - session.project.origin.frame().rd
        ratio = self.city.devicePixelRatioF()
        size = round(self.city.width() * ratio), round(self.city.height() * ratio)
        x, y, ahead = on_picture(local, self.city.pose, size)[0]
        at = QPoint(round(x / ratio), round((size[1] - y) / ratio))
        return at if ahead > 0 and self.city.rect().contains(at) else None

    def seen(self) -> Seen | None:
        """Return what was seen when it was remembered, else now; None without a project."""
        if self._seen is None:
            self._see_drawn_again()
        return self._seen or self._seen_now()

    def _see_drawn_again(self) -> None:
        """After a power cut, see what somebody drew on: as large as it was, too."""
        session, visit = self.session, self._visiting.visit
        sight = visit.drawn_on if visit.drawing.strokes else None
        if session is None or sight is None:
            return
        session.show(seen_again(session.moment, sight)[0])
        self.city.be_at(pose_of_look(sight, session.project.origin.frame()))
        now, ratio = self.city.size(), self.city.devicePixelRatioF()
        self.city.resize(round(sight.size_px[0] / ratio), round(sight.size_px[1] / ratio))
        self.remember(anew=True)
        self.city.resize(now)

    def remember(self, *, anew: bool = False) -> None:
        """Remember what is seen now: the opinion is about that, unless it was drawn on before."""
        if anew or not self._visiting.visit.drawing.strokes:
            self._seen = self._seen_now()

    def begin_drawing(self) -> None:
        """Open the picture of what was seen, to draw on it."""
        seen = self.seen()
        if seen is not None:
            self._seen = seen
            self._visiting.do(kiosk.begin_drawing, sight_of(seen.moment, seen.look))

    def _seen_now(self) -> Seen | None:
        session = self.session
        if session is None:
            return None
        image = self.city.grabFramebuffer()
        size = image.width(), image.height()
        look = look_of(self.city.pose, session.project.origin.frame(), size)
        if image.width() > _PICTURE_WIDE_PX:
            image = image.scaledToWidth(_PICTURE_WIDE_PX, _SMOOTH)
        return Seen(session.moment, look, image)
