"""The picture in the form, and what is drawn on it."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mrapp.app.remarks.drawing import EMPTY, Drawing
from mrapp.ui import icons
from mrapp.ui.drawing.painting import drawn_on
from mrapp.ui.opinions.card import Picture
from mrapp.ui.opinions.portrait import with_pin
from mrapp.ui.style import font_px

_WIDEST_PX = 320


class Sketch(QWidget):
    """Shows what is seen, with a button to draw on it; says `changed` after every stroke."""

    changed = Signal()

    def __init__(self, language: str, scale: float) -> None:
        super().__init__()
        self._image = QImage()
        self._spot: QPointF | None = None
        self._drawing = EMPTY
        self.picture = Picture()
        self.draw = QPushButton(icons.icon("rename", worded=True), "")
        self.draw.setAutoDefault(False)
        self.draw.clicked.connect(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.draw)
        self.retranslate(language, scale)

    def retranslate(self, language: str, scale: float) -> None:
        """Take all texts anew, and the sizes that go with them."""
        self._language, self._scale = language, scale
        self.picture.setFixedWidth(min(font_px(scale, 240), _WIDEST_PX))
        side = font_px(scale, 18)
        self.draw.setIconSize(QSize(round(side * icons.GAP), side))
        self._show()

    @property
    def drawing(self) -> Drawing:
        """What is drawn so far."""
        return self._drawing

    def show_image(self, image: QImage, spot: QPointF | None) -> None:
        """Show what is seen, with a pin at a spot of it: parts of the picture from the top left."""
        self._image, self._spot = image, spot
        self._show()

    def show_drawing(self, drawing: Drawing) -> None:
        """Begin with what was drawn before."""
        self._drawing = drawing
        self._show()

    def open(self) -> None:
        """Open the picture large, to draw on it."""
        # Late: most people do not draw, and the form opens at once.
        from mrapp.ui.drawing.dialog import DrawDialog

        dialog = DrawDialog(self, self._image, self._drawing, self._language, self._scale)
        dialog.changed.connect(lambda: self._take(dialog.pad.drawing))
        dialog.open()

    def _take(self, drawing: Drawing) -> None:
        self.show_drawing(drawing)
        self.changed.emit()

    def _show(self) -> None:
        drawn = bool(self._drawing.strokes)
        image = drawn_on(self._image, self._drawing) if drawn else self._image
        self.picture.show_image(with_pin(image, self._spot))
        self.picture.setAccessibleName(
            self.tr("What you see now, with your drawing") if drawn else self.tr("What you see now")
        )
        self.draw.setText(self.tr("Draw further") if drawn else self.tr("Draw on the picture"))
        self.draw.setAccessibleName(self.draw.text())
