"""Part of the main job for the robot: say something, and see what everybody said."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from mrapp.model.remark import Remark
from mrapp.scene.pose import on_picture
from mrapp.ui.opinions.crowd import keep, remarks_of
from mrapp.ui.opinions.portrait import portrait
from mrapp.ui.robot import Robot, Step, StepError, check

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CROWD = 80
_WORDS = "Graag bomen langs deze gevel, en een bank in de zon."


class OpinionSteps:
    """The steps, each with a check of what it should have brought about.

    stand: brings the viewer to eye height near the plan; fly: to where all is seen.
    """

    def __init__(self, robot: Robot, stand: Callable[[], str], fly: Callable[[], str]) -> None:
        self._robot, self._stand, self._fly = robot, stand, fly
        self._seen: QImage | None = None

    def all(self) -> tuple[Step, ...]:
        """Return the steps in order."""
        return (
            Step("see what an evening of made-up visitors said, from afar", self._see_far,
                 "opinions-from-afar"),
            Step("the same from nearby", self._see_near, "opinions-near"),
            Step("say something about a place (right click)", self._write, "opinion-written"),
            Step("keep it: thanks, and the code", self._keep, "opinion-thanks"),
            Step("close that, and go elsewhere", self._leave),
            Step("choose it in the list", self._choose, "opinion-chosen"),
            Step("show what was seen", self._see_again, "opinion-seen-again"),
            Step("click a pin nearby", self._click_pin, "opinion-pin-clicked"),
            Step("the overview, for staff (Ctrl+Shift+O)", self._overview, "opinions-overview"),
            Step("what waits to be sent (Ctrl+Shift+B)", self._outbox, "opinions-outbox"),
            Step("close that", self._close),
        )  # fmt: skip

    def _see_far(self) -> str:
        window, session = self._robot.window, self._robot.session
        self._robot.idle()
        store = session.services.remarks.open(session.project.id)
        keep(store, remarks_of(session.project, _CROWD, session.services.utc_now()))
        store.close()
        window.door.refresh()
        self._robot.idle()
        self._fly()
        shown = self._robot.city.city.pins.shown
        check(shown is not None and bool(len(shown.numbers)), "there are no pins")
        return window.parts.side.opinions.count.text()

    def _see_near(self) -> str:
        return self._stand()

    def _write(self) -> str:
        place = self._robot.building_in_view()
        QTest.mouseClick(
            self._robot.city,
            Qt.MouseButton.RightButton,
            Qt.KeyboardModifier.NoModifier,
            place,
        )
        dialog = self._robot.window.saying.dialog
        if dialog is None:
            raise StepError("nothing is asked")
        self._seen = portrait(self._robot.city, self._robot.session)
        self._robot.seen = dialog
        QTest.keyClicks(dialog.form.text, _WORDS)
        dialog.form.mood.tiles[4].click()
        dialog.form.theme.setCurrentIndex(min(2, dialog.form.theme.count() - 1))
        return dialog.form.about.text()

    def _keep(self) -> str:
        dialog = self._robot.window.saying.dialog
        if dialog is None:
            raise StepError("there is no form")
        dialog.form.keep.click()
        self._robot.idle()
        check(bool(dialog.thanks.code.text()), f"it was not kept: {dialog.form.wrong.text()}")
        return f"{len(dialog.thanks.code.text())} signs, shown once"

    def _leave(self) -> str:
        dialog = self._robot.window.saying.dialog
        if dialog is not None:
            dialog.close()
        self._look_at_window()
        return self._fly()

    def _choose(self) -> str:
        panel, card = self._robot.window.parts.side.opinions, self._robot.view.opinion
        self._robot.window.parts.side.reader.ensureWidgetVisible(panel.list)
        panel.list.setCurrentIndex(panel.model.index(0))
        self._robot.idle()
        check(card.isVisible() and card.words.text() == _WORDS, "its card is not shown")
        return card.words.text()

    def _see_again(self) -> str:
        self._robot.click(self._robot.view.opinion.again)
        self._robot.idle()
        self._robot.rest()
        now = portrait(self._robot.city, self._robot.session)
        check(now == self._seen, "something else is seen")
        return "the same picture, to the pixel"

    def _click_pin(self) -> str:
        """Step aside, which brings the pins back, and click the one of what was said."""
        self._robot.window.opinions.close_card()
        self._robot.hold(Qt.Key.Key_Left, 1)
        remark = self._own()
        if remark.point is None:
            raise StepError("it has no place")
        origin = self._robot.session.project.origin
        x, y, nap = remark.point
        at = (x - origin.x, y - origin.y, nap - origin.nap)
        city = self._robot.city
        px, py, _ahead = on_picture([at], city.pose, city.hosted.size_px)[0]
        ratio = city.devicePixelRatioF()
        place = QPoint(round(px / ratio), round((city.hosted.size_px[1] - py) / ratio) - 20)
        self._robot.click_view(place)
        self._robot.idle()
        card = self._robot.view.opinion
        check(card.isVisible(), "no card is shown")
        return card.words.text()

    def _own(self) -> Remark:
        session = self._robot.session
        store = session.services.remarks.open(session.project.id)
        found = store.kept()[-1].remark
        store.close()
        if found is None:
            raise StepError("it was withdrawn")
        return found

    def _overview(self) -> str:
        self._robot.window.opinions.close_card()
        self._robot.city.setFocus()
        self._robot.key(Qt.Key.Key_O, _CTRL | _SHIFT)
        self._robot.idle()
        shown = self._robot.window.staff.desk.overviewing.shown
        if shown is None:
            raise StepError("it is not shown")
        shown.resize(1440, 900)
        self._robot.seen = shown
        charts = len(shown.page.cards)
        check(charts > 0, "there are no charts")
        return f"{shown.numbers[0][0].text()} opinions, {charts} charts"

    def _outbox(self) -> str:
        desk = self._robot.window.staff.desk
        desk.overviewing.close()
        self._look_at_window()
        self._robot.key(Qt.Key.Key_B, _CTRL | _SHIFT)
        self._robot.idle()
        if desk.outboxing.dialog is None:
            raise StepError("it is not shown")
        self._robot.seen = desk.outboxing.dialog
        return desk.outboxing.dialog.summary.text()

    def _close(self) -> str:
        dialog: QDialog | None = self._robot.window.staff.desk.outboxing.dialog
        if dialog is not None:
            dialog.reject()
        self._look_at_window()
        check(self._robot.window.staff.desk.outboxing.dialog is None, "it is still there")
        return "closed"

    def _look_at_window(self) -> None:
        window = self._robot.window
        self._robot.seen = window
        window.activateWindow()
        self._robot.city.setFocus()
        self._robot.turn()
