"""The buttons of the facilitator: what each is called, what it does, and when it is there."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from mrapp.model.texts import Phrase

_TEXTS = {
    "start": Phrase(nl="Headset starten", en="Start the headset"),
    "rehearse": Phrase(nl="Oefenen zonder headset", en="Rehearse without a headset"),
    "stop": Phrase(nl="Stoppen", en="Stop"),
    "next": Phrase(nl="Volgende bezoeker (F8)", en="Next visitor (F8)"),
    "back": Phrase(nl="Ongedaan maken", en="Undo"),
    "pause": Phrase(nl="Pauze", en="Pause"),
    "here": Phrase(nl="Kom naar mij", en="Come to me"),
    "all": Phrase(nl="Allen hierheen", en="All here"),
    "there": Phrase(nl="Kijk waar de bezoeker is", en="Look from where the visitor is"),
    "table": Phrase(nl="Maquette op tafel", en="Model on a table"),
    "real": Phrase(nl="Op de echte tafel", en="On the real table"),
    "point": Phrase(nl="Wijs aan wat ik kies", en="Point at what I select"),
    "unpoint": Phrase(nl="Niets meer aanwijzen (Esc)", en="Point at nothing (Esc)"),
    "panels": Phrase(nl="Panelen naar voren", en="Bring the panels forward"),
    "inputs": Phrase(nl="Controllers testen", en="Test the controllers"),
    "why": Phrase(nl="Waarom geen headset?", en="Why no headset?"),
}
_TIPS = {
    "next": Phrase(
        nl="Wist het concept, de plek en de taal van de vorige, en begint opnieuw. Twintig "
        "seconden lang kunt u dat ongedaan maken.",
        en="Wipes the draft, the place and the language of the last one, and begins anew. For "
        "twenty seconds you can undo that.",
    ),
    "back": Phrase(
        nl="De vorige bezoeker gaat verder waar die was, met wat al gezegd was.",
        en="The last visitor goes on where they were, with what was said.",
    ),
    "pause": Phrase(
        nl="De bezoeker ziet alles, maar beweegt niet en drukt nergens op.",
        en="The visitor sees all, but does not move and presses nothing.",
    ),
    "here": Phrase(
        nl="Zet de bezoeker op de grond op de plek van waar u in het grote venster kijkt.",
        en="Puts the visitor on the ground where you look from in the large window.",
    ),
    "all": Phrase(
        nl="Zet de bezoeker voor wat u aanwijst, en laat het grote venster over de schouder "
        "meekijken. Wijs eerst iets aan.",
        en="Puts the visitor before what you point at, and lets the large window look over their "
        "shoulder. Point at something first.",
    ),
    "there": Phrase(
        nl="Laat het grote venster kijken vanaf de plek van de bezoeker.",
        en="Lets the large window look from where the visitor is.",
    ),
    "real": Phrase(
        nl="Zet de stad klein op de tafel in uw kamer; de bezoeker ziet de kamer eromheen.",
        en="Puts the city, small, on the table in your room; the visitor sees the room round it.",
    ),
    "point": Phrase(
        nl="Wat u in het grote venster aanklikt, krijgt voor u en de bezoeker dezelfde pijl en "
        "omlijning. In het beeld van de bezoeker kunt u altijd klikken om aan te wijzen.",
        en="What you click in the large window gets the same arrow and outline for you and the "
        "visitor. In the picture of the visitor a click always points.",
    ),
    "unpoint": Phrase(
        nl="Haalt de pijl en de omlijning weg, hier en in de headset.",
        en="Takes the arrow and the outline away, here and in the headset.",
    ),
}

BUTTONS = tuple(_TEXTS)
_ROWS = (
    *(("start",), ("rehearse",), ("next",), ("stop", "pause"), ("panels",)),
    *(("here",), ("all",), ("there",), ("table",), ("real",), ("point",), ("unpoint",)),
)
_WHILE_RUNNING = ("stop", "next", "pause", "panels", "here", "there", "table", "point")


class FacilitatorButtons(QObject):
    """Makes them, lays them out, and shows those that can be pressed now.

    Signal: `asked` the key of one, when it is pressed. each: all of them, by their key.
    """

    asked = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.each = {key: QPushButton() for key in BUTTONS}
        for key, button in self.each.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
        for key in ("pause", "table", "real", "point"):
            self.each[key].setCheckable(True)
        for key in ("next", "start"):
            self.each[key].setProperty("look", "main")

    def lay_out(self, column: QVBoxLayout) -> None:
        """Add the rows of them to a column."""
        for keys in _ROWS:
            line = QHBoxLayout()
            line.setSpacing(6)
            for key in keys:
                line.addWidget(self.each[key], 1)
            column.addLayout(line)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        for key, button in self.each.items():
            button.setText(_TEXTS[key].text(language))
            button.setAccessibleName(_TEXTS[key].text(language))
            if key in _TIPS:
                button.setToolTip(_TIPS[key].text(language))
                button.setAccessibleDescription(_TIPS[key].text(language))

    def show_running(self, *, running: bool) -> None:
        """Show whether a headset is in use."""
        for key in ("start", "rehearse"):
            self.each[key].setEnabled(not running)
            # What cannot be pressed takes no room: what can is seen without scrolling.
            self.each[key].setVisible(not running)
        for key in _WHILE_RUNNING:
            self.each[key].setEnabled(running)
            self.each[key].setVisible(running)
            if not running:
                self.each[key].setChecked(False)
        for key in ("all", "unpoint"):
            self.each[key].setVisible(running)
        if not running:
            self.show_room(offered=False, seen=False)

    def show_pointing(self, *, pointing: bool) -> None:
        """Show whether anything is pointed at."""
        for key in ("all", "unpoint"):
            self.each[key].setEnabled(pointing)

    def show_room(self, *, offered: bool, seen: bool) -> None:
        """Show whether the headset can show the visitor's own room, and whether it does."""
        self.each["real"].setEnabled(offered)
        self.each["real"].setVisible(offered)
        self.each["real"].setChecked(seen)

    def begin(self) -> None:
        """Show that nothing is set yet for a visitor."""
        for key in ("pause", "table", "real", "point"):
            self.each[key].setChecked(False)
