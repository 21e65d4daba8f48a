"""What the facilitator's screen shows of a visitor: one eye, the same steadied, or a free view."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from mrapp.model.texts import Phrase


class ScreenView(StrEnum):
    """What it shows.

    EYE: what one eye sees, as it is. STEADY: with small turns of the head evened. FREE: the
    window's own view, with the visitor in it; what they see goes on beside it.
    """

    EYE = "eye"
    STEADY = "steady"
    FREE = "free"


_NAMES: Mapping[ScreenView, Phrase] = {
    ScreenView.EYE: Phrase(nl="Eén oog", en="One eye"),
    ScreenView.STEADY: Phrase(nl="Rustig", en="Steady"),
    ScreenView.FREE: Phrase(nl="Vrij", en="Free"),
}
_TIPS: Mapping[ScreenView, Phrase] = {
    ScreenView.EYE: Phrase(
        nl="Precies wat het linkeroog van de bezoeker ziet.",
        en="Exactly what the visitor's left eye sees.",
    ),
    ScreenView.STEADY: Phrase(
        nl="Eén oog, rustig: kleine draaiingen van het hoofd vallen weg; prettig om te zien.",
        en="One eye, steady: small turns of the head are left out; pleasant to watch.",
    ),
    ScreenView.FREE: Phrase(
        nl="Vrij kijken: kijk zelf rond in het grote venster. Daar staat de bezoeker in beeld, "
        "met handen en een lijn op de grond. Wat de bezoeker ziet, blijft klein te zien.",
        en="Free view: look around yourself in the large window. The visitor stands there, with "
        "hands and a line on the ground. What the visitor sees stays in a small picture.",
    ),
}


def known_view(name: str) -> ScreenView:
    """Return the view of that name; the steadied one where there is none."""
    return next((view for view in ScreenView if view.value == name), ScreenView.STEADY)


class ViewChoice(QWidget):
    """The three, one press each. Signal: `chosen` a `ScreenView`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.buttons = {view: QPushButton() for view in ScreenView}
        group = QButtonGroup(self)
        for view, button in self.buttons.items():
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, view=view: self.chosen.emit(view))
            group.addButton(button)
            row.addWidget(button, 1)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        for view, button in self.buttons.items():
            button.setText(_NAMES[view].text(language))
            button.setAccessibleName(_NAMES[view].text(language))
            button.setToolTip(_TIPS[view].text(language))
            button.setAccessibleDescription(_TIPS[view].text(language))

    def show_chosen(self, view: ScreenView) -> None:
        """Show which it is."""
        self.buttons[view].setChecked(True)
