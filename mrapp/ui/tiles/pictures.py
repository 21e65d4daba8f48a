"""What a tile looks like and what a visitor sees from it, side by side, with what is wrong."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mrapp.model.texts import Notice
from mrapp.ui.style import INK_SOFT
from mrapp.ui.widgets import restyle, wrapped

_WIDE = 16.0 / 9.0


class Fitted(QWidget):
    """A picture that fills its width, as high as its shape asks; words until there is one."""

    def __init__(self, shape: float, most_px: int = 10_000) -> None:
        """most_px: how high it gets at most."""
        super().__init__()
        self._shape, self._most_px, self.words, self.image = shape, most_px, "", QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_shape(self, shape: float) -> None:
        """Be as many times as wide as high from now on."""
        if abs(shape - self._shape) > 1e-6:
            self._shape = shape
            self.updateGeometry()

    def show_image(self, image: QImage) -> None:
        """Show a picture; one that is null takes it away."""
        self.image = image
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return that it has a shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high it is."""
        return min(round(width / self._shape), self._most_px)

    def sizeHint(self) -> QSize:
        """Return a size of its shape."""
        return QSize(60, round(60 / self._shape))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the size there is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.image.isNull():
            painter.setPen(QColor(INK_SOFT))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect(), flags, self.words)
        else:
            ratio = self.devicePixelRatioF()
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            # Qt's painter alone would leave out every other line of a code.
            shown = self.image.scaled(self.size() * ratio, keep, smooth)
            shown.setDevicePixelRatio(ratio)
            left = (self.width() - shown.width() / ratio) / 2.0
            top = (self.height() - shown.height() / ratio) / 2.0
            painter.drawImage(QPointF(left, top), shown)
        painter.end()


class TilePictures(QWidget):
    """Shows both pictures and the warnings."""

    def __init__(self) -> None:
        super().__init__()
        self.tile, self.seen = Fitted(1.0), Fitted(_WIDE)
        self._captions = QLabel(), QLabel()
        pair = QHBoxLayout()
        pair.setSpacing(8)
        for picture, caption, share in zip(
            (self.tile, self.seen), self._captions, (9, 16), strict=True
        ):
            caption.setProperty("look", "small")
            caption.setMinimumWidth(1)
            frame = QFrame()
            frame.setProperty("look", "card")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(3, 3, 3, 3)
            inside.addWidget(picture)
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(caption)
            cell.addWidget(frame)
            cell.addStretch(1)
            pair.addLayout(cell, share)
        self.reading = wrapped()
        self.warnings = wrapped()
        self.frame = QFrame()
        self.frame.setProperty("look", "error")
        within = QVBoxLayout(self.frame)
        within.setContentsMargins(10, 8, 10, 8)
        within.addWidget(self.warnings)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(6)
        column.addLayout(pair)
        column.addWidget(self.reading)
        column.addWidget(self.frame)
        self.show_findings("", [], "nl")

    def retranslate(self) -> None:
        """Take all texts anew."""
        for caption, words in zip(
            self._captions, (self.tr("The tile"), self.tr("What a visitor sees")), strict=True
        ):
            caption.setText(words)
        for picture, caption in zip((self.tile, self.seen), self._captions, strict=True):
            picture.setAccessibleName(caption.text())
            picture.words = self.tr("Being drawn…")

    def show_tile(self, image: QImage) -> None:
        """Show the drawing of a tile; a null one: it is still to come."""
        self.tile.show_image(image)

    def show_seen(self, image: QImage) -> None:
        """Show what a visitor sees; a null picture: it is still to come."""
        self.seen.show_image(image)

    def show_findings(self, reading: str, found: list[Notice], language: str) -> None:
        """Show from how far a tile is read, and what is wrong with it or its place."""
        self.reading.setText(reading)
        self.reading.setVisible(bool(reading))
        words = "\n".join(f"• {notice.text(language)}" for notice in found)
        self.warnings.setText(words)
        self.warnings.setAccessibleName(words)
        self.frame.setVisible(bool(found))
        restyle(self.frame)
