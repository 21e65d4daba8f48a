"""Small widgets that several panels share: sections, chips, icon buttons, wrapped labels."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.state import STATUS_WORDS
from mrapp.model.project import Status
from mrapp.ui import icons


class Section(QWidget):
    """A part of the side panel: a heading that folds it, and its content."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._icon_px = 0
        self.header = QPushButton()
        self.header.setProperty("look", "section")
        self.header.setCheckable(True)
        self.header.setChecked(True)
        self.header.toggled.connect(self._fold)
        self.body = QWidget()
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(4, 2, 4, 6)
        self.rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.header)
        column.addWidget(self.body)
        self._fold(True)

    def set_title(self, title: str) -> None:
        """Name the section."""
        self.header.setText(title)
        self.header.setAccessibleName(title)

    def set_icon_size(self, size_px: int) -> None:
        """Fit the icons of all buttons inside to a text size."""
        self._icon_px = size_px
        self.fit_icons()

    def fit_icons(self) -> None:
        """Fit the icons of buttons that were made since; to be called by who makes them."""
        set_icon_sizes(self, self._icon_px)

    def set_open(self, opened: bool) -> None:
        """Fold the section in or out."""
        self.header.setChecked(opened)

    def _fold(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.header.setIcon(icons.icon("unfolded" if opened else "folded", worded=True))


class ElidedLabel(QLabel):
    """A line of text that ends in dots where there is no room for it; the tip tells it all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class ElidedButton(QPushButton):
    """A button whose words end in dots where there is no room; the tip and name tell all."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        _shorten(self, self._words, self.iconSize().width() + 2 * self.fontMetrics().height())


class ElidedCheckBox(QCheckBox):
    """A check box whose words end in dots where there is no room; the tip and name tell all."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words to the room there is."""
        super().resizeEvent(event)
        _shorten(self, self._words, round(2.5 * self.fontMetrics().height()))


class Reader(QScrollArea):
    """Scrolls what does not fit; says to its parent when what is inside wants another size."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = inside
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(inside)
        # Else it is as high as its words would be in the narrowest column, with holes between.
        inside.setMinimumHeight(1)

    def height_for(self, width: int) -> int:
        """Return the height at which all fits, for a width, with room for the bar."""
        inside, column = self.inside, self.inside.layout()
        room = width - self.verticalScrollBar().sizeHint().width()
        if column is not None:
            column.activate()
        return inside.heightForWidth(room)

    def event(self, event: QEvent) -> bool:
        """Pass on that what is inside was laid out anew: a scroll area keeps that to itself."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done


def _shorten(button: QAbstractButton, words: str, taken_px: int) -> None:
    """Show as many of the words as fit beside what takes `taken_px` of the width."""
    room = button.width() - taken_px
    shown = button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
    button.setText(shown.replace("&", "&&"))


def icon_button(icon: str, look: str = "plain") -> QToolButton:
    """Return a button that shows only an icon; its owner gives it a name."""
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setProperty("look", look)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def name_button(button: QToolButton | QPushButton, name: str) -> None:
    """Give a button that shows only an icon its name, to read and to hear."""
    button.setToolTip(name)
    button.setAccessibleName(name)


def wrapped(look: str = "") -> QLabel:
    """Return a label that breaks its lines and reads plain text only."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if look:
        label.setProperty("look", look)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def chip(status: Status, language: str) -> QLabel:
    """Return the mark of a status: its word, with a colour and an edge of its own."""
    label = QLabel(STATUS_WORDS[status].text(language))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("chip", status.value)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label


def line() -> QFrame:
    """Return a thin line between two groups."""
    frame = QFrame()
    frame.setProperty("look", "line")
    return frame


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def drop(widget: QWidget) -> None:
    """Take a widget out of where it is and delete it."""
    # A layout shows what is put in it with a word that may still wait in the queue: it would show
    # a window of its own by then, unless the widget was hidden.
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            drop(widget)
        elif inner is not None:
            clear(inner)


def row(*widgets: QWidget, stretch: int = -1) -> QHBoxLayout:
    """Return widgets side by side; the one at place `stretch` takes the room that is left."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    for index, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if index == stretch else 0)
    if stretch < 0:
        layout.addStretch(1)
    return layout


def tab_after(before: QWidget, root: QWidget) -> QWidget:
    """Let the tab key visit what is below `root` after `before`; returns what it visits last.

    Widgets that are made later than the rest of their window would else come after all others.
    """
    last = before
    for widget in root.findChildren(QWidget):
        here = widget.window() is before.window()  # a list that folds out is a window of its own
        if here and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            QWidget.setTabOrder(last, widget)
            last = widget
    return last


def set_icon_sizes(root: QWidget, size: int) -> None:
    """Make the icons of all buttons below `root` as large as the text asks for."""
    for tool in root.findChildren(QToolButton):
        tool.setIconSize(QSize(size, size))
    for button in root.findChildren(QPushButton):
        button.setIconSize(QSize(round(size * icons.GAP), size))
