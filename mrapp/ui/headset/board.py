"""What stands before a visitor with a headset: which sheets, which of them hear a press."""

from collections.abc import Callable

from mrapp.app.headset import plate
from mrapp.app.headset.panels import Done, PanelEvent, PanelPicture
from mrapp.app.headset.sheets import Sheet
from mrapp.ui.headset.hand_menu import HandMenu
from mrapp.ui.headset.hints import Hints
from mrapp.ui.headset.speaking import Speaking
from mrapp.ui.headset.wall import Wall


class Board:
    """The menu before what is said, hints beside both; what somebody asks stands alone."""

    def __init__(self, speaking: Speaking, hand: HandMenu, hints: Hints) -> None:
        self._speaking, self._hand, self._hints = speaking, hand, hints
        self._wall = Wall()
        self._asked: tuple[Sheet, Callable[[str], None]] | None = None

    @property
    def pictures(self) -> tuple[PanelPicture, ...]:
        """All panels that stand now."""
        return self._wall.pictures

    @property
    def words(self) -> tuple[str, ...]:
        """All that stands on them, line by line."""
        return self._wall.words

    @property
    def asked(self) -> str | None:
        """The key of what somebody asks before everything else; None: nothing is asked."""
        return self._asked[0].key if self._asked is not None else None

    def ask(self, sheet: Sheet, answered: Callable[[str], None]) -> None:
        """Put a sheet before everything else; `answered` gets the area that is pressed on it."""
        self._asked = (sheet, answered)

    def ask_no_more(self) -> None:
        """Take such a sheet away."""
        self._asked = None

    def answer(self, area: str) -> None:
        """Take in what was pressed on it: it goes."""
        asked, self._asked = self._asked, None
        if asked is not None:
            asked[1](area)

    def take(self, event: PanelEvent) -> tuple[str, str] | None:
        """Take in what a hand did to a panel; returns the panel and the area it pressed."""
        match event.done:
            case Done.HOVERED:
                self._wall.hover(event.hand, event.key, event.area)
            case Done.RELEASED:
                self._wall.let_go(event.hand)
            case Done.PRESSED if event.area is not None:
                self._wall.hold(event.hand, event.key, event.area)
                return event.key, event.area
        return None

    def let_go(self) -> None:
        """Take in that no hand presses anything any more."""
        self._wall.let_go()

    def hears(self, key: str, area: str) -> bool:
        """Tell whether a press is for anything: one that comes late, for what is gone, is not."""
        return any(sheet.key == key and sheet.enabled(area) for sheet in self._sheets())

    def show(self, language: str, scale: float) -> bool:
        """Paint what stands now; returns whether anything is to be seen of that."""
        return self._wall.show(self._sheets(), language, scale)

    def clear(self, language: str) -> None:
        """Let nothing stand."""
        self._wall.show((), language, 1.0)

    def _sheets(self) -> list[Sheet]:
        if self._asked is not None:
            return [self._asked[0]]
        menu, said = self._hand.menu, self._speaking.sheet
        front = self._hand.sheet(self._speaking.telling) or said
        hint = self._hints.sheet(menu.comfort) if not said else None
        opens = plate.PLATE if not self._hints.controls.has_menu_button and not menu.open else None
        return [sheet for sheet in (front, hint, opens) if sheet is not None]
