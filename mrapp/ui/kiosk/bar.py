"""What is at hand on every page: text size, contrast, speech, lower, calm, language, stop."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.visit import Page
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.kiosk.visiting import Visiting

_SIZE = 0.72


class Bar(QFrame):
    """The row at the foot of the screen. It is made anew when looks or language change."""

    def __init__(self, visiting: Visiting, read: Callable[[], None], wide: bool) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._visiting = visiting
        looks = visiting.looks
        self.tiles = [
            self._tile(self.tr("Larger text"), visiting.larger),
            self._switch(self.tr("More contrast"), "stark", looks.stark),
            self._tile(self.tr("Read aloud"), read),
            self._switch(self.tr("Lower"), "low", looks.low),
            self._switch(self.tr("Less movement"), "still", looks.still),
            self._language(),
            self._tile(self.tr("Stop and erase"), visiting.stop),
        ]
        rows = QGridLayout(self)
        rows.setContentsMargins(6, 4, 6, 4)
        rows.setSpacing(4)
        columns = _columns(len(self.tiles), looks, wide)
        for number, tile in enumerate(self.tiles):
            rows.addWidget(tile, number // columns, number % columns)
        for column in range(columns):
            rows.setColumnStretch(column, 1)

    def _tile(self, words: str, do: Callable[[], object]) -> Tile:
        tile = Tile(words, self._visiting.looks, size=_SIZE)
        tile.clicked.connect(lambda _checked=False: do())
        return tile

    def _switch(self, words: str, field: str, on: bool) -> Tile:
        tile = Tile(words, self._visiting.looks, size=_SIZE, mark=Mark.SEVERAL)
        tile.setChecked(on)
        tile.clicked.connect(lambda checked: self._visiting.change_looks(**{field: checked}))
        return tile

    def _language(self) -> Tile:
        other, words = (
            ("en", "English") if self._visiting.visit.language == "nl" else ("nl", "Nederlands")
        )
        return self._tile(words, lambda: self._visiting.do(kiosk.speak, other))


def _columns(count: int, looks: Looks, wide: bool) -> int:
    """Return how many tiles stand beside each other."""
    fits = looks.size == 0 or wide
    return count if fits else (count + 1) // 2


def has_bar(page: Page) -> bool:
    """Tell whether a page has the bar: not the invitation, and not while something is kept."""
    return page not in (Page.ATTRACT, Page.SENDING)
