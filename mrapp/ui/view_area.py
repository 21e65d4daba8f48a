"""The view with everything that lies over it: notices, progress, the card, the pad, the hints."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mrapp.scene.label_room import Rect
from mrapp.scene.quality import Quality
from mrapp.ui import icons
from mrapp.ui.actions import Actions
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.opinions.card import OpinionCard
from mrapp.ui.panels.cards import FirstSteps, Welcome
from mrapp.ui.panels.hidden_button import HiddenButton
from mrapp.ui.panels.notices import NoticeArea, ProgressStrip
from mrapp.ui.panels.object_card import ObjectCard
from mrapp.ui.panels.top_bar import MovePad
from mrapp.ui.style import FOCUS, GROUND, PAPER, font_px
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.widgets import restyle, set_icon_sizes

_MARGIN = 12
_MARK_PX = 34
_NARROWEST_WORDS_PX = 280


class MiddleMark(QWidget):
    """A ring in the middle of the view: what Enter chooses. Shown while keys are used."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_MARK_PX, _MARK_PX)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a dark ring in a light one, to be seen on any ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.rect().center()
        for colour, width in ((PAPER, 5), (FOCUS, 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(middle, 11, 11)
            painter.drawPoint(middle)
        painter.end()


class ViewArea(QFrame):
    """Holds the city and places what lies over it. Its edge shows that the view has the focus."""

    def __init__(self, quality: Quality, tasks: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("viewArea")
        self.setStyleSheet(
            f"QFrame#viewArea {{ border: 3px solid {GROUND}; }}"
            f'QFrame#viewArea[focused="true"] {{ border-color: {FOCUS}; }}'
        )
        self.city = CityWidget(quality, self)
        self.city.by_keys.connect(self._show_keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.city)
        self.mark = MiddleMark(self)
        self.hidden = HiddenButton(self)
        self.notices = NoticeArea(self)
        self.progress = ProgressStrip(tasks, self)
        self.card = ObjectCard(self)
        self.opinion = OpinionCard(self)
        self.first_steps = FirstSteps(self)
        self.welcome = Welcome(self)
        for words in (self.notices, self.progress):
            words.raise_()
        self.pad: MovePad | None = None
        self._scale = 1.0
        self.steps_wanted = False
        for part in (self.card, self.opinion, self.first_steps, self.welcome):
            part.hide()
        self.progress.resized.connect(self.arrange)
        self.city.filling.connect(self.progress.show_filling)

    def add_pad(self, actions: Actions) -> MovePad:
        """Make the pad to move with; its commands are made after the view."""
        self.pad = MovePad(actions, self)
        return self.pad

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.city.setAccessibleName(self.tr("3D view of the city"))
        self.city.setAccessibleDescription(
            self.tr("Arrow keys walk and turn. Enter selects what is in the middle. F1 helps.")
        )
        over = (self.notices, self.progress, self.card, self.opinion)
        for part in (*over, self.first_steps, self.welcome):
            part.retranslate(language)
        if self.pad is not None:
            self.pad.retranslate(language)
        self.arrange()

    def set_text_scale(self, scale: float) -> None:
        """Fit everything over the view to a text size."""
        self._scale = scale
        self.city.set_text_scale(scale)
        self.first_steps.set_icon_size(font_px(scale, 26))
        self.card.set_text_scale(scale)
        self.opinion.set_text_scale(scale)
        self.notices.set_icon_size(font_px(scale, 18))
        set_icon_sizes(self.welcome, font_px(scale, 18))
        self.hidden.setIconSize(QSize(round(font_px(scale, 18) * icons.GAP), font_px(scale, 18)))
        if self.pad is not None:
            self.pad.set_text_scale(scale)
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Place everything anew when a part comes, goes or wants another size.

        Qt asks for that once all texts and style sheets have their say: no height is old then.
        """
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return done

    def arrange(self) -> None:
        """Place what lies over the view."""
        wide, high = self.width(), self.height()
        self.mark.move(QPoint(wide - _MARK_PX, high - _MARK_PX) / 2)
        floor = high - _MARGIN
        if self.pad is not None:
            self.pad.fit(wide)
            # Large text needs every pixel beside the words in the view.
            aside = _MARGIN if self._scale <= 1.5 else _MARGIN // 3
            self.pad.move(wide - self.pad.width() - aside, high - self.pad.height() - _MARGIN)
            floor = self.pad.y() - _MARGIN
        card_wide = min(font_px(self._scale, 340), round(wide * 0.62))
        card: ObjectCard | OpinionCard = self.card if self.opinion.isHidden() else self.opinion
        card_high = min(card.wanted_height(card_wide), floor - _MARGIN)
        card.setGeometry(wide - card_wide - _MARGIN, _MARGIN, card_wide, card_high)
        right = card.x() if card.isVisible() else wide
        self._place_top(right, floor)
        self._place_middle(wide, high)
        self._tell_covered()

    def _tell_covered(self) -> None:
        """Tell the view what lies over it, so that it hangs no words there."""
        over: list[QWidget] = [self.hidden, self.notices, self.progress, self.card, self.opinion]
        over += [self.first_steps, self.welcome, *([self.pad] if self.pad else [])]
        ratio, origin = self.devicePixelRatioF(), self.city.geometry().topLeft()
        covered = []
        for part in over:
            if not part.isHidden():
                place, high = part.geometry().translated(-origin), self.city.height()
                left, right = place.x(), place.x() + place.width()
                bottom, top = high - place.y() - place.height(), high - place.y()
                covered.append(Rect(*(ratio * edge for edge in (left, bottom, right, top))))
        self.city.set_covered(tuple(covered))

    def _place_top(self, right: int, floor: int) -> None:
        """Place what comes from the top left: what is hidden, notices, progress, first steps."""
        room = right - 2 * _MARGIN
        y = _MARGIN
        if not self.hidden.isHidden():
            self.hidden.fit(room)
            self.hidden.move(_MARGIN, y)
            y += self.hidden.height() + _MARGIN
        fits = (self.card.isHidden() and self.opinion.isHidden()) or room >= font_px(
            self._scale, 380
        )
        # Beside the card there may be too little room for words: then they lie over it.
        beside = room >= font_px(self._scale, _NARROWEST_WORDS_PX)
        across = room if beside else self.width() - 2 * _MARGIN
        self.first_steps.setVisible(self.steps_wanted and fits)
        busy = 0 if self.progress.isHidden() else self.progress.sizeHint().height() + _MARGIN
        if not self.notices.isHidden():
            width = min(font_px(self._scale, 620), across)
            # The newest is read as a whole, even where it lies over the pad.
            least = min(self.notices.least_height(width), self.height() - y - _MARGIN)
            height = min(self.notices.wanted_height(width), max(floor - y - busy, least))
            self.notices.setGeometry(_MARGIN, y, width, height)
            y += height + _MARGIN
        for part, width in (
            (self.progress, min(font_px(self._scale, 380), across)),
            (self.first_steps, min(font_px(self._scale, 400), room)),
        ):
            if part.isHidden():
                continue
            height = part.heightForWidth(width)
            height = height if height > 0 else part.sizeHint().height()
            part.setGeometry(_MARGIN, y, width, height)
            y += height + _MARGIN

    def _place_middle(self, wide: int, high: int) -> None:
        width = min(font_px(self._scale, 460), wide - 2 * _MARGIN)
        height = max(self.welcome.heightForWidth(width), self.welcome.sizeHint().height())
        height = min(height, high - 2 * _MARGIN)
        self.welcome.setGeometry((wide - width) // 2, (high - height) // 2, width, height)

    def _show_keys(self, used: bool) -> None:
        self.mark.setVisible(used)
        self.setProperty("focused", used)
        restyle(self)
