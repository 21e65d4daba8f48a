"""The panels that stand now: laid out once, painted again only where something changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mrapp.app.headset.panels import PanelPicture
from mrapp.app.headset.sheets import Sheet
from mrapp.ui.headset.painting import PaintedPanel

Spot = tuple[str, str | None]
"""The key of a panel and an area on it."""


@dataclass(eq=False)
class _Hung:
    """A panel with what it was painted of."""

    sheet: Sheet
    language: str
    scale: float
    painted: PaintedPanel
    lit: tuple[str | None, str | None]
    picture: PanelPicture


class Wall:
    """Holds the panels. pictures: all of them; the same pictures where nothing changed."""

    def __init__(self) -> None:
        self._hung: dict[str, _Hung] = {}
        # By hand, the latest last: what one points at stays lit when the other looks away.
        self._hovered: dict[str, Spot] = {}
        self._held: dict[str, Spot] = {}

    @property
    def pictures(self) -> tuple[PanelPicture, ...]:
        """All panels that stand now."""
        return tuple(each.picture for each in self._hung.values())

    @property
    def words(self) -> tuple[str, ...]:
        """All that stands on them, line by line."""
        texts = (each.painted.layout.all_texts for each in self._hung.values())
        return tuple(text.lines.text for row in texts for text in row)

    def hover(self, hand: str, key: str, area: str | None) -> None:
        """Take in what a hand points at; None: at nothing on that panel."""
        if area is not None or self._hovered.get(hand, ("", None))[0] == key:
            self._hovered.pop(hand, None)
            self._hovered[hand] = (key, area)

    def hold(self, hand: str, key: str, area: str | None) -> None:
        """Take in what a hand presses."""
        self._held.pop(hand, None)
        self._held[hand] = (key, area)

    def let_go(self, hand: str | None = None) -> None:
        """Take in that a hand, or any, presses nothing any more."""
        if hand is None:
            self._held.clear()
        self._held.pop(hand or "", None)

    def show(self, sheets: Sequence[Sheet], language: str, scale: float) -> bool:
        """Let these stand and no others; returns whether anything is to be seen of that."""
        before = self.pictures
        self._hung = {each.key: self._hang(each, language, scale) for each in sheets}
        after = self.pictures
        return len(before) != len(after) or any(
            one is not two for one, two in zip(before, after, strict=True)
        )

    def _hang(self, sheet: Sheet, language: str, scale: float) -> _Hung:
        old = self._hung.get(sheet.key)
        if old is not None and old.sheet.title != sheet.title:
            # Another page: what is held was pressed on the one before.
            self._held = {by: spot for by, spot in self._held.items() if spot[0] != sheet.key}
        lit = (self._on(self._hovered, sheet.key), self._on(self._held, sheet.key))
        same = old is not None and (old.sheet, old.language, old.scale) == (sheet, language, scale)
        if old is not None and same and old.lit == lit:
            return old
        painted = old.painted if old and same else PaintedPanel(sheet, language, scale)
        return _Hung(sheet, language, scale, painted, lit, painted.picture(*lit))

    @staticmethod
    def _on(spots: Mapping[str, Spot], key: str) -> str | None:
        lit = [area for on, area in spots.values() if on == key and area is not None]
        return lit[-1] if lit else None
