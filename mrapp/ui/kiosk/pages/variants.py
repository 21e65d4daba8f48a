"""The choice of what is seen: now, or a variant."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.state import NOW
from mrapp.model.texts import pick_language
from mrapp.ui.asking.rows import row_of
from mrapp.ui.asking.tiles import Mark
from mrapp.ui.kiosk.page import KioskPage, Place


class VariantTiles:
    """A tile for now and for each variant, on a page."""

    def __init__(self, page: KioskPage) -> None:
        self._page = page
        self._tiles = {
            variant: page.tile(name, partial(self._choose, variant), mark=Mark.ONE, name=name)
            for variant, name in _named(page.place)
        }

    def row(self) -> QWidget:
        """Return them beside each other."""
        return row_of(list(self._tiles.values()))

    def show(self) -> None:
        """Show which one is seen."""
        for variant, tile in self._tiles.items():
            tile.setChecked(variant == self._page.place.visit.variant)

    def _choose(self, variant: str | None) -> None:
        self._page.place.visiting.do(kiosk.show_variant, variant)
        self.show()


def _named(place: Place) -> list[tuple[str | None, str]]:
    """Return what can be looked at: None for now and the id of each variant, with its name.

    A variant that will be compared has its blind name, and its place by that: in the order of the
    project it would tell which is which.
    """
    names = place.visiting.names
    blind = list(names)
    variants = sorted(
        place.project.variants(),
        key=lambda each: blind.index(each.id) if each.id in blind else len(blind),
    )
    called = {variant: f"{name[0].upper()}{name[1:]}" for variant, name in names.items()}
    named = [(v.id, called.get(v.id) or pick_language(v.name, place.language)) for v in variants]
    return [(None, NOW.text(place.language)), *named]
