"""The way of a visitor through the kiosk, done by a robot: pictures, and what is said of each page.

`mrapp kiosk PROJECT --pictures DIR` runs it: at two sizes of screen, in two languages, with normal
and with the largest text. What is sent goes into the store that was named.
"""

from dataclasses import dataclass
from pathlib import Path

from mrapp.app import kiosk
from mrapp.app.kiosk import Page
from mrapp.app.question_words import CHOOSE, PLAN_NAMES
from mrapp.model.questions import Question
from mrapp.model.texts import Phrase
from mrapp.ui.kiosk.hands import KioskHands
from mrapp.ui.kiosk.hearing import heard
from mrapp.ui.kiosk.keys import TextField
from mrapp.ui.kiosk.window import KioskWindow

_SIZES = ((1920, 1080), (1080, 1920))
_SAID = Phrase(nl="Meer bomen op het plein, graag.", en="More trees on the square, please.")
_NAMES = {"nl": "Nederlands", "en": "English"}


@dataclass(frozen=True)
class Way:
    """One way through: size of the screen, language, whether with large text and contrast."""

    size: tuple[int, int]
    language: str
    large: bool

    @property
    def name(self) -> str:
        """What its folder is called."""
        size = "large" if self.large else "normal"
        return f"{self.size[0]}x{self.size[1]}-{self.language}-{size}"


def kiosk_journey(window: KioskWindow, out: Path) -> int:
    """Go through the kiosk in all ways; returns 0 if each ended with a receipt."""
    hands = KioskHands(window)
    hands.ready()
    ways = [Way(s, lang, large) for s in _SIZES for lang in _NAMES for large in (False, True)]
    ended = [_Trip(hands, way, out / way.name).go() for way in ways]
    return 0 if all(ended) else 1


class _Trip:
    """One way through, with a picture and the words for a screen reader at each page."""

    def __init__(self, hands: KioskHands, way: Way, out: Path) -> None:
        self._hands, self._way, self._out = hands, way, out
        self._heard: list[str] = []
        self._visiting = hands.window.visiting
        out.mkdir(parents=True, exist_ok=True)
        for old in out.glob("*.png"):
            old.unlink()

    def go(self) -> bool:
        """Go from the invitation to the receipt; tells whether there was one."""
        hands, visiting = self._hands, self._visiting
        visiting.stop()
        hands.window.resize(*self._way.size)
        hands.rest()
        self._picture("attract")
        visiting.begin()
        if self._way.large:
            visiting.change_looks(size=2, stark=True)
        self._picture("language")
        hands.tap(_NAMES[self._way.language])
        self._picture("look")
        variants = hands.window.parts.occasion.project.variants()
        if variants:
            visiting.do(kiosk.show_variant, variants[0].id)
            self._picture("variant")
        visiting.give_opinion()
        self._give()
        visiting.send()
        page = hands.wait_for_page(Page.THANKS, Page.FAILED)
        self._picture("thanks")
        (self._out / "screen-reader.txt").write_text("\n".join(self._heard), encoding="utf-8")
        return page == Page.THANKS

    def _give(self) -> None:
        while self._visiting.visit.step != kiosk.SEND:
            visit = self._visiting.visit
            asks = kiosk.question(visit)
            if asks is not None:
                self._answer(asks)
            elif visit.step == kiosk.PLACE:
                self._hands.tap_city()
            else:
                self._write()
            self._picture(visit.step.replace(":", "-"))
            self._visiting.do(kiosk.go_on)
            if self._visiting.visit.step == visit.step:
                break
        self._picture("send")

    def _answer(self, asks: Question) -> None:
        hands = self._hands
        if asks.kind == "pin":
            hands.rest()
            hands.tap_city()
        elif asks.kind == "text":
            self._write()
        elif asks.kind == "compare":
            name = PLAN_NAMES[1].text(self._way.language)
            hands.tap(CHOOSE.text(self._way.language, name=name))
            self._visiting.do(kiosk.show_variant, self._visiting.visit.orders[asks.id][1])
        else:
            tiles = [t for t in hands.tiles() if hands.page.isAncestorOf(t) and t.isCheckable()]
            wanted = tiles if asks.kind == "ranking" else tiles[1:3]
            many = asks.kind in ("multiple", "ranking")
            for tile in wanted if many else wanted[:1]:
                if not tile.isChecked() and tile.isEnabled():
                    hands.tap(tile)

    def _write(self) -> None:
        field = self._hands.page.findChild(TextField)
        if isinstance(field, TextField):
            field.writing.setPlainText(_SAID.text(self._way.language))

    def _picture(self, name: str) -> None:
        number = len(list(self._out.glob("*.png"))) + 1
        self._hands.picture(self._out / f"{number:02d}-{name}.png")
        self._heard += [f"## {number:02d} {name}", *heard(self._hands.window), ""]
