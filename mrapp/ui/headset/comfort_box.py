"""The visitor's comfort as the facilitator sets and sees it: few choices."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from mrapp.app.headset.wanted import Comfort, Going, Turning
from mrapp.model.texts import Phrase

_CALM = Phrase(nl="Rustig bewegen (springen)", en="Calm moving (jumps)")
_FREE = Phrase(nl="Vrij bewegen (lopen)", en="Free moving (walking)")
_SEATED = Phrase(nl="De bezoeker zit", en="The visitor sits")
_ONE_HAND = Phrase(nl="Met één hand", en="With one hand")
_LEFT = Phrase(nl="Linkshandig", en="Left-handed")


class ComfortBox(QWidget):
    """How a visitor goes, whether they sit, and with which hands. Signal: `changed` by staff."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._going = QComboBox()
        self._going.addItems(["", ""])
        self._going.activated.connect(lambda _row: self.changed.emit())
        self.seated, self._one_hand, self._left_hand = QCheckBox(), QCheckBox(), QCheckBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._going)
        for box in (self.seated, self._one_hand, self._left_hand):
            box.clicked.connect(self.changed)
            column.addWidget(box)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        for row, words in enumerate((_CALM, _FREE)):
            self._going.setItemText(row, words.text(language))
        boxes = (self.seated, self._one_hand, self._left_hand)
        for box, words in zip(boxes, (_SEATED, _ONE_HAND, _LEFT), strict=True):
            box.setText(words.text(language))
            box.setAccessibleName(words.text(language))

    def chosen(self, before: Comfort) -> Comfort:
        """Return what is set; what is not to be set here stays as it was before."""
        free = self._going.currentIndex() == 1
        return replace(
            before,
            going=Going.SMOOTH if free else Going.TELEPORT,
            turning=Turning.SMOOTH if free else Turning.SNAP,
            seated=self.seated.isChecked(),
            one_handed=self._one_hand.isChecked(),
            left_handed=self._left_hand.isChecked(),
        )

    def show_comfort(self, comfort: Comfort) -> None:
        """Show what is set; the visitor may have changed it in the menu."""
        self._going.setCurrentIndex(int(comfort.going is Going.SMOOTH))
        self.seated.setChecked(comfort.seated)
        self._one_hand.setChecked(comfort.one_handed)
        self._left_hand.setChecked(comfort.left_handed)
