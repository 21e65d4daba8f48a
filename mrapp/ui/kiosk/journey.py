"""The way of a visitor through the kiosk, done by a robot: pictures, and what is said of each page.

`mrapp kiosk PROJECT --pictures DIR` runs it: at two sizes of screen, in two languages, by finger,
by keys alone, and with the largest text. What is sent goes into the store that was named.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.visit import Page
from mrapp.model.questions import Question
from mrapp.model.texts import Phrase
from mrapp.ui.asking.keys import TextField
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.kiosk.hands import KioskHands
from mrapp.ui.kiosk.hearing import heard
from mrapp.ui.kiosk.pages.looking import LookPage
from mrapp.ui.kiosk.window import KioskWindow
from mrapp.ui.robot import wait_for

_SIZES = ((1920, 1080), (1080, 1920))
_SAID = Phrase(nl="Meer bomen op het plein, graag.", en="More trees on the square, please.")
_NAMES = {"nl": "Nederlands", "en": "English"}
_BY = ("finger", "keys", "large")


@dataclass(frozen=True)
class Way:
    """One way through: size of the screen, language, how it is worked.

    by: "finger", "keys" alone, or a finger with "large" text and contrast.
    """

    size: tuple[int, int]
    language: str
    by: str

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.size[0]}x{self.size[1]}-{self.language}-{self.by}"


WAYS = tuple(Way(size, lang, by) for size in _SIZES for lang in _NAMES for by in _BY)


def kiosk_journey(window: KioskWindow, out: Path) -> int:
    """Go through the kiosk in all ways; returns 0 if each ended with a receipt."""
    hands = KioskHands(window)
    hands.ready()
    ended = [_Trip(hands, way, out / way.name).go() for way in WAYS]
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
        self._press(hands.page.first())
        if self._way.by == "large":
            visiting.change_looks(size=2, stark=True)
        self._picture("language")
        self._press(hands.tile(_NAMES[self._way.language]))
        self._picture("look")
        choices = self._choices()
        if len(choices) > 1:
            self._press(choices[1])
            self._picture("variant")
        self._see_tile()
        self._press(hands.main_tile())
        self._give()
        self._press(hands.main_tile())
        page = hands.wait_for_page(Page.THANKS, Page.FAILED)
        self._picture("thanks")
        (self._out / "screen-reader.txt").write_text("\n".join(self._heard), encoding="utf-8")
        return page == Page.THANKS

    def _see_tile(self) -> None:
        """Look at the plan on a tile, where the kiosk has a camera, or a video in its place."""
        camera, page = self._hands.window.camera, self._hands.page
        if camera is None or not isinstance(page, LookPage):
            return
        self._press(page.with_camera)
        self._picture("tile-asked")
        self._hands.apart()
        self._press(self._hands.main_tile())
        # Where there is no camera after all, that is what stands there.
        seeing = camera.seeing
        wait_for(seeing.changed, lambda: bool(camera.caption or seeing.wrong))
        self._picture("tile")
        self._press(self._hands.page.back)

    def _press(self, tile: QWidget | None) -> None:
        if not isinstance(tile, Tile):
            return
        if self._way.by != "keys":
            self._hands.touch(tile)
            return
        self._hands.tab_to(tile)
        self._hands.key(Qt.Key.Key_Return)

    def _choices(self) -> list[Tile]:
        page = self._hands.page
        tiles = [tile for tile in self._hands.tiles() if page.isAncestorOf(tile)]
        return [tile for tile in tiles if tile.isCheckable() and tile.isEnabled()]

    def _give(self) -> None:
        while self._visiting.visit.step != kiosk.SEND:
            visit = self._visiting.visit
            asks = kiosk.question(visit)
            if self._hands.window.scenery.pinning:
                self._point()
            elif asks is not None and asks.kind != "text":
                self._answer(asks)
            elif visit.step == kiosk.ABOUT:
                self._press(self._choices()[1])
            else:
                self._write()
            self._picture(visit.step.replace(":", "-"))
            self._press(self._hands.main_tile())
            if self._visiting.visit.step == visit.step:
                break
        self._picture("send")

    def _point(self) -> None:
        self._hands.rest()
        if self._way.by == "keys":
            self._hands.window.city.setFocus(Qt.FocusReason.TabFocusReason)
            self._hands.key(Qt.Key.Key_Return)
        else:
            self._hands.tap_city()

    def _answer(self, asks: Question) -> None:
        choices = self._choices()
        if asks.kind == "compare":
            wanted = [choices[1], choices[3]]
        elif asks.kind in ("multiple", "ranking"):
            wanted = choices[: 3 if asks.kind == "ranking" else 2]
        else:
            wanted = choices[1:2]
        for tile in wanted:
            self._press(tile)

    def _write(self) -> None:
        said = _SAID.text(self._way.language)
        field = self._hands.page.findChild(TextField)
        if isinstance(field, TextField) and self._way.by == "keys":
            self._hands.type_words(said)
        elif isinstance(field, TextField):
            field.writing.setPlainText(said)

    def _picture(self, name: str) -> None:
        number = len(list(self._out.glob("*.png"))) + 1
        self._hands.picture(self._out / f"{number:02d}-{name}.png")
        self._heard += [f"## {number:02d} {name}", *heard(self._hands.window), ""]
